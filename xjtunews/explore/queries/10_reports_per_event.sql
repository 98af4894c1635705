-- title: 事件数与报道数
-- english: Events beside reports
-- description: 各年各类事件有多少件、多少篇报道、平均每件几篇；相同文本的报道只计一次。一件事有两类时，两类各计一次。
-- counts: both
-- parameter: kind | 事件类型 | | 如 签约；留空为全部
-- chart: bar | x=年份 | y=事件 | series=类型
SELECT coalesce(substr(e.date_start, 1, 4), '不详') AS 年份,
       k.kind AS 类型,
       count(*) AS 事件,
       sum(e.reports) AS 报道,
       round(avg(e.reports), 2) AS 每件报道数,
       max(e.reports) AS 最多
FROM events e CROSS JOIN event_kinds k ON k.event_id = e.id
WHERE :kind = '' OR k.kind = :kind
GROUP BY 年份, 类型
ORDER BY 年份 DESC, 事件 DESC, 类型
