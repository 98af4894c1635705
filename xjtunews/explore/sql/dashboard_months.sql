-- Events by month and kind; an event of two kinds counts for each. :year, empty for all.
SELECT substr(e.date_start, 1, 7) AS 月份, k.kind AS 类型, count(DISTINCT e.id) AS 事件数
FROM events e
JOIN mentions m ON m.event_id = e.id
JOIN mention_kinds k ON k.mention_id = m.id
WHERE e.date_start IS NOT NULL AND e.date_precision <> 'year'
  AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
GROUP BY 1, 2
ORDER BY 1, 2
