-- title: 签约之后久无消息
-- english: Signings without news for N days
-- description: 签过约、此后多日没有任何报道的单位。天数从该单位最近一次事件算到截止日；截止日留空为库中最近一篇报道的日期。没有报道不等于没有进展。
-- counts: events
-- parameter: days | 天数 | 365 | 至少多少天没有消息
-- parameter: until | 截止日 | | 如 2024-12-31；留空为库中最近一篇报道的日期
-- chart: bar | x=单位 | y=无消息天数 | most=20
WITH clock AS (
    SELECT julianday(coalesce(nullif(:until, ''), (SELECT substr(max(published), 1, 10) FROM articles))) AS today)
SELECT p.name AS 单位,
       p.signings AS 签约事件,
       (SELECT max(s.date_start) FROM partner_signings s WHERE s.organization_id = p.organization_id) AS 最近签约,
       p.latest_event AS 最近事件,
       CAST(c.today - julianday(p.latest_event) AS INTEGER) AS 无消息天数,
       p.organization_id AS 机构编号
FROM partners p CROSS JOIN clock c
WHERE p.first_signing IS NOT NULL
  AND c.today - julianday(p.latest_event) >= CAST(coalesce(nullif(:days, ''), '365') AS INTEGER)
ORDER BY 无消息天数 DESC, 单位, 机构编号
