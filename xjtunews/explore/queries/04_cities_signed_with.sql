-- title: 某年与哪些城市签约
-- english: Cities that we signed with in a year
-- description: 某一年签约的对方在哪些城市，各有几次、与谁。城市取自对方机构的名称；名称没有写明城市的机构归入“未注明”。
-- counts: events
-- parameter: year | 年份 | | 如 2023；留空为最近有签约的一年
-- chart: map | x=城市 | y=签约事件
WITH signings AS (
    SELECT e.id, e.date_start, substr(e.date_start, 1, 4) AS year
    FROM event_kinds k JOIN events e ON e.id = k.event_id
    WHERE k.kind = '签约' AND e.date_start IS NOT NULL)
SELECT coalesce(p.city, '未注明') AS 城市,
       p.province AS 省份,
       count(DISTINCT s.id) AS 签约事件,
       group_concat(DISTINCT p.name) AS 对方,
       max(s.date_start) AS 最近一次
FROM signings s JOIN event_parties p ON p.event_id = s.id
WHERE +p.organization_id IN (SELECT organization_id FROM partners)
  AND s.year = coalesce(nullif(:year, ''), (SELECT max(year) FROM signings))
GROUP BY p.city, p.province
ORDER BY p.city IS NULL, 签约事件 DESC, 城市
