-- What the page counts, in one row. An article that reports several events counts once.
WITH chosen AS (
    SELECT id, date_start, date_end FROM events WHERE :year = '' OR substr(date_start, 1, 4) = :year
)
SELECT (SELECT count(*) FROM chosen) AS 事件,
    (SELECT count(DISTINCT m.article_id) FROM mentions m JOIN chosen c ON c.id = m.event_id) AS 报道,
    (SELECT count(DISTINCT x.organization_id) FROM participations x JOIN mentions m ON m.id = x.mention_id
        JOIN chosen c ON c.id = m.event_id) AS 伙伴,
    (SELECT count(*) FROM chosen WHERE date_start IS NULL) AS 日期不详的事件
