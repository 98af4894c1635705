-- What a feed says of the events of :chosen, a JSON array of pairs of an id and when it was reported last; in its order.
SELECT e.id, e.summary, e.date_start, e.date_end, e.date_precision, c.value ->> 1 AS published,
    (SELECT json_group_array(kind) FROM (
        SELECT DISTINCT k.kind FROM mentions m JOIN mention_kinds k ON k.mention_id = m.id
        WHERE m.event_id = e.id ORDER BY k.kind)) AS kinds,
    (SELECT json_group_array(name) FROM (
        SELECT DISTINCT o.name FROM mentions m JOIN participations x ON x.mention_id = m.id
        JOIN organizations o ON o.id = x.organization_id
        WHERE m.event_id = e.id ORDER BY o.name)) AS parties,
    (SELECT json_group_array(name) FROM (
        SELECT DISTINCT p.name FROM mentions m JOIN locations l ON l.mention_id = m.id
        JOIN places p ON p.id = l.place_id
        WHERE m.event_id = e.id AND l.role = 'scene' ORDER BY p.name)) AS places,
    (SELECT json_group_array(url) FROM (
        SELECT DISTINCT a.url FROM mentions m JOIN articles a ON a.id = m.article_id
        WHERE m.event_id = e.id AND (a.url LIKE 'http://%' OR a.url LIKE 'https://%') ORDER BY a.url)) AS sources
FROM json_each(:chosen) c JOIN events e ON e.id = c.value ->> 0
ORDER BY c.key
