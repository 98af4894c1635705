-- Partners by type: how many bodies, and how many events they take part in.
SELECT coalesce(o.type, '') AS 伙伴类型, count(DISTINCT o.id) AS 机构数, count(DISTINCT m.event_id) AS 事件数
FROM organizations o
JOIN participations x ON x.organization_id = o.id
JOIN mentions m ON m.id = x.mention_id
JOIN events e ON e.id = m.event_id
WHERE :year = '' OR substr(e.date_start, 1, 4) = :year
GROUP BY 1
ORDER BY 3 DESC, 1
