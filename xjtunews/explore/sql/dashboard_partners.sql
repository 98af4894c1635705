-- The partners with the most events. :top, how many.
SELECT o.id, o.name AS 伙伴, coalesce(o.type, '') AS 伙伴类型, count(DISTINCT m.event_id) AS 事件数
FROM organizations o
JOIN participations x ON x.organization_id = o.id
JOIN mentions m ON m.id = x.mention_id
JOIN events e ON e.id = m.event_id
WHERE :year = '' OR substr(e.date_start, 1, 4) = :year
GROUP BY o.id
ORDER BY 事件数 DESC, o.name
LIMIT :top
