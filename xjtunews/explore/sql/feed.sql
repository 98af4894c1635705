-- Events that were reported last, the newest first. Parameters: :kind, :partner (id or name of a body, or part of its
-- name), :province, each empty for all; :size, how many events; :walk, how many passages are looked at for them.
WITH wanted AS (
    SELECT id FROM organizations
    WHERE :partner <> '' AND (id = :partner OR name = :partner OR instr(name, :partner) > 0)
), latest AS (
    SELECT m.event_id, a.published
    FROM articles a INDEXED BY articles_published
    CROSS JOIN mentions m ON m.article_id = a.id
    WHERE m.event_id IS NOT NULL
      AND (:kind = '' OR EXISTS (
          SELECT 1 FROM mentions n JOIN mention_kinds k ON k.mention_id = n.id
          WHERE n.event_id = m.event_id AND k.kind = :kind))
      AND (:partner = '' OR m.event_id IN (
          SELECT n.event_id FROM wanted w
          JOIN participations x ON x.organization_id = w.id
          JOIN mentions n ON n.id = x.mention_id))
      AND (:province = '' OR EXISTS (
          SELECT 1 FROM mentions n JOIN participations x ON x.mention_id = n.id
          JOIN organizations o ON o.id = x.organization_id
          WHERE n.event_id = m.event_id AND o.province = :province)
        OR EXISTS (
          SELECT 1 FROM mentions n JOIN locations l ON l.mention_id = n.id
          JOIN places p ON p.id = l.place_id
          WHERE n.event_id = m.event_id AND p.province = :province))
    ORDER BY a.published DESC
    LIMIT :walk
), chosen AS (
    SELECT event_id, max(published) AS published FROM latest GROUP BY event_id
)
SELECT e.id, e.summary, e.date_start, e.date_end, e.date_precision, c.published,
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
FROM chosen c JOIN events e ON e.id = c.event_id
ORDER BY c.published DESC, e.id
LIMIT :size
