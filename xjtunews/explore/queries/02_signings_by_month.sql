-- title: 各月签约
-- english: Signings by month
-- description: 每月有多少次签约；日期只精确到年的不计入。
-- counts: events
-- parameter: year | 年份 | | 如 2024；留空为全部
-- chart: line | x=月份 | y=签约事件
SELECT substr(e.date_start, 1, 7) AS 月份, count(*) AS 签约事件
FROM events e
WHERE e.date_precision IN ('day', 'month')
  AND e.id IN (SELECT event_id FROM event_kinds WHERE kind = '签约')
  AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
GROUP BY 月份
ORDER BY 月份
