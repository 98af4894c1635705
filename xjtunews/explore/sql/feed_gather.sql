-- The same for a partner, or for a province of few events: they are gathered from the bodies and places themselves.
-- :partner is the id or name of a body, else a part of names, of which the first :bodies are taken; it may be empty.
WITH exact AS MATERIALIZED (
    SELECT id FROM organizations WHERE :partner <> '' AND (id = :partner OR name = :partner)
), wanted AS MATERIALIZED (
    SELECT id FROM exact
    UNION ALL
    SELECT id FROM (
        SELECT id FROM organizations
        WHERE :partner <> '' AND instr(name, :partner) > 0 AND NOT EXISTS (SELECT 1 FROM exact)
        ORDER BY name LIMIT :bodies)
    UNION ALL
    SELECT id FROM organizations WHERE :partner = '' AND province = :province
), candidates AS MATERIALIZED (
    SELECT x.event_id
    FROM wanted w
    CROSS JOIN event_parties x ON x.organization_id = w.id
    UNION
    SELECT l.event_id
    FROM places p
    CROSS JOIN event_places l ON l.place_id = p.id
    WHERE :partner = '' AND p.province = :province
)
SELECT c.event_id, max(a.published) AS published
FROM candidates c
CROSS JOIN mentions m ON m.event_id = c.event_id
CROSS JOIN articles a ON a.id = m.article_id
WHERE (:kind = '' OR EXISTS (SELECT 1 FROM event_kinds k WHERE k.event_id = c.event_id AND k.kind = :kind))
  AND (:partner = '' OR :province = ''
    OR EXISTS (SELECT 1 FROM event_parties y WHERE y.event_id = c.event_id AND y.province = :province)
    OR EXISTS (SELECT 1 FROM event_places y WHERE y.event_id = c.event_id AND y.province = :province))
GROUP BY c.event_id
ORDER BY published DESC, c.event_id
LIMIT :size
