-- title: 事件数与报道数
-- english: Events beside reports
-- description: 各年各类事件有多少件、多少篇报道、平均每件几篇；相同文本的报道只计一次。一件事有两类时，两类各计一次。
-- counts: both
-- parameter: kind | 事件类型 | | 如 签约；留空为全部
-- chart: bar | x=年份 | y=事件 | series=类型
-- Events are counted already; what is left to look at are those with more than one report.
WITH counted AS (
    SELECT coalesce(nullif(substr(period, 1, 4), ''), '不详') AS year, value AS kind, sum(events) AS events
    FROM event_counts
    WHERE dimension = 'kind' AND (:kind = '' OR value = :kind)
    GROUP BY 1, 2),
several AS (
    SELECT coalesce(substr(e.date_start, 1, 4), '不详') AS year, k.kind, sum(e.reports - 1) AS more, max(e.reports) AS most
    FROM events e CROSS JOIN event_kinds k ON k.event_id = e.id
    WHERE e.reports > 1 AND (:kind = '' OR k.kind = :kind)
    GROUP BY 1, 2)
SELECT c.year AS 年份,
       c.kind AS 类型,
       c.events AS 事件,
       c.events + coalesce(s.more, 0) AS 报道,
       round(1.0 * (c.events + coalesce(s.more, 0)) / c.events, 2) AS 每件报道数,
       coalesce(s.most, 1) AS 最多
FROM counted c LEFT JOIN several s ON s.year = c.year AND s.kind = c.kind
ORDER BY 年份 DESC, 事件 DESC, 类型
