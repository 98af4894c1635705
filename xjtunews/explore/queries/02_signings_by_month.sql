-- title: 各月签约
-- english: Signings by month
-- description: 每月签约多少次。日期只精确到年或不详的不在其中。
-- counts: events
-- parameter: year | 年份 | | 如 2024；留空为全部年份
-- chart: line | x=月份 | y=签约事件
SELECT substr(e.date_start, 1, 7) AS 月份, count(*) AS 签约事件
FROM event_kinds k
JOIN events e ON e.id = k.event_id
WHERE k.kind = '签约' AND e.date_precision IN ('day', 'month')
  AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
GROUP BY 月份
ORDER BY 月份
