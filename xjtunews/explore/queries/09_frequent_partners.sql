-- title: 往来最多的单位
-- english: Most frequent partners
-- description: 各单位参加的事件数，其中签约数，首次和最近的日期；列出前 200 家。
-- counts: events
-- parameter: year | 年份 | | 如 2024；留空为全部年份
-- parameter: kind | 事件类型 | | 如 座谈；留空为全部
-- chart: bar | x=单位 | y=事件 | most=20
SELECT o.name AS 单位,
       count(*) AS 事件,
       sum(signing) AS 其中签约,
       min(date_start) AS 最早,
       max(date_start) AS 最近,
       o.province AS 省份,
       o.id AS 机构编号
FROM (
    SELECT DISTINCT p.organization_id, e.id, e.date_start,
           EXISTS (SELECT 1 FROM event_kinds s WHERE s.event_id = e.id AND s.kind = '签约') AS signing
    FROM event_parties p JOIN events e ON e.id = p.event_id
    WHERE p.organization_id IN (SELECT organization_id FROM partners)
      AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
      AND (:kind = '' OR EXISTS (SELECT 1 FROM event_kinds k WHERE k.event_id = e.id AND k.kind = :kind))) x
JOIN organizations o ON o.id = x.organization_id
GROUP BY o.id
ORDER BY 事件 DESC, 其中签约 DESC, 单位
LIMIT 200
