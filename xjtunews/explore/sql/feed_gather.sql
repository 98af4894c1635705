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
    SELECT m.event_id
    FROM wanted w
    CROSS JOIN participations x ON x.organization_id = w.id
    CROSS JOIN mentions m ON m.id = x.mention_id
    UNION
    SELECT m.event_id
    FROM places p
    CROSS JOIN locations l ON l.place_id = p.id
    CROSS JOIN mentions m ON m.id = l.mention_id
    WHERE :partner = '' AND p.province = :province
)
SELECT c.event_id, max(a.published) AS published
FROM candidates c
CROSS JOIN mentions m ON m.event_id = c.event_id
CROSS JOIN articles a ON a.id = m.article_id
WHERE (:kind = '' OR EXISTS (
      SELECT 1 FROM mentions n JOIN mention_kinds k ON k.mention_id = n.id
      WHERE n.event_id = c.event_id AND k.kind = :kind))
  AND (:partner = '' OR :province = ''
    OR EXISTS (
      SELECT 1 FROM mentions n JOIN participations x ON x.mention_id = n.id
      JOIN organizations o ON o.id = x.organization_id
      WHERE n.event_id = c.event_id AND o.province = :province)
    OR EXISTS (
      SELECT 1 FROM mentions n JOIN locations l ON l.mention_id = n.id
      JOIN places p ON p.id = l.place_id
      WHERE n.event_id = c.event_id AND p.province = :province))
GROUP BY c.event_id
ORDER BY published DESC, c.event_id
LIMIT :size
