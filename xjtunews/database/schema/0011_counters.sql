-- A counter of views was asked for and answered: nothing was missed.

DROP VIEW not_fetched;
CREATE VIEW not_fetched AS
    SELECT url, status, reason, http_status, fetched
    FROM fetches
    WHERE status NOT IN ('fetched', 'same-article', 'list', 'redirected', 'counter')
    ORDER BY status, url;
