-- What a feed says of the events of :chosen, a JSON array of pairs of an id and when it was reported last; in its order.
SELECT e.id, e.summary, e.date_start, e.date_end, e.date_precision, c.value ->> 1 AS published,
    (SELECT json_group_array(kind) FROM (
        SELECT k.kind FROM event_kinds k WHERE k.event_id = e.id ORDER BY k.kind)) AS kinds,
    (SELECT json_group_array(name) FROM (
        SELECT DISTINCT x.name FROM event_parties x WHERE x.event_id = e.id ORDER BY x.name)) AS parties,
    (SELECT json_group_array(name) FROM (
        SELECT DISTINCT l.name FROM event_places l WHERE l.event_id = e.id AND l.role = 'scene' ORDER BY l.name)) AS places,
    (SELECT json_group_array(url) FROM (
        SELECT DISTINCT a.url FROM mentions m JOIN articles a ON a.id = m.article_id
        WHERE m.event_id = e.id AND (a.url LIKE 'http://%' OR a.url LIKE 'https://%') ORDER BY a.url)) AS sources
FROM json_each(:chosen) c JOIN events e ON e.id = c.value ->> 0
ORDER BY c.key
