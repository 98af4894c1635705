-- title: 签约之后久无消息
-- english: Signings without news for N days
-- description: 签过约、此后多日没有任何报道的单位。天数从该单位最近一次事件算到截止日；截止日留空为库中最近一篇报道的日期。没有报道不等于没有进展。
-- counts: events
-- parameter: days | 天数 | 365 | 至少多少天没有消息
-- parameter: until | 截止日 | | 如 2024-12-31；留空为库中最近一篇报道的日期
-- chart: bar | x=单位 | y=无消息天数
WITH signed AS (
    SELECT p.organization_id, max(e.date_start) AS last_signing, count(DISTINCT e.id) AS signings
    FROM event_kinds k
    JOIN events e ON e.id = k.event_id
    JOIN event_parties p ON p.event_id = e.id
    WHERE k.kind = '签约' AND e.date_start IS NOT NULL
      AND p.organization_id IN (SELECT organization_id FROM partners)
    GROUP BY p.organization_id),
latest AS (
    SELECT s.organization_id, max(e.date_end) AS last_event
    FROM signed s
    JOIN event_parties p ON p.organization_id = s.organization_id
    JOIN events e ON e.id = p.event_id
    GROUP BY s.organization_id),
clock AS (
    SELECT coalesce(nullif(:until, ''), (SELECT max(substr(published, 1, 10)) FROM articles)) AS today)
SELECT o.name AS 单位,
       s.signings AS 签约事件,
       s.last_signing AS 最近签约,
       l.last_event AS 最近事件,
       CAST(julianday(c.today) - julianday(l.last_event) AS INTEGER) AS 无消息天数,
       o.id AS 机构编号
FROM signed s
JOIN latest l ON l.organization_id = s.organization_id
JOIN organizations o ON o.id = s.organization_id
CROSS JOIN clock c
WHERE julianday(c.today) - julianday(l.last_event) >= CAST(coalesce(nullif(:days, ''), '365') AS INTEGER)
ORDER BY 无消息天数 DESC, 单位
