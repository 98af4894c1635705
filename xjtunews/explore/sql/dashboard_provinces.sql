-- Events by province: where they took place, or whose governments and cities take part.
SELECT p.province AS 省份, count(DISTINCT m.event_id) AS 事件数
FROM locations l
JOIN places p ON p.id = l.place_id
JOIN mentions m ON m.id = l.mention_id
JOIN events e ON e.id = m.event_id
WHERE :year = '' OR substr(e.date_start, 1, 4) = :year
GROUP BY 1
ORDER BY 2 DESC, 1
