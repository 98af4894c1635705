-- title: 首次签约之前走动几次
-- english: Visits before the first signing
-- description: 每个签过约的单位，在首次签约之前（不含当日）有过几次会见、座谈、调研，首次走动到签约隔了多少天。
-- counts: events
-- parameter: least | 至少走动几次 | 0 | 只列走动不少于此数的单位
-- chart: bar | x=单位 | y=此前走动
WITH firsts AS (
    SELECT p.organization_id, min(e.date_start) AS signed
    FROM event_kinds k
    JOIN events e ON e.id = k.event_id
    JOIN event_parties p ON p.event_id = e.id
    WHERE k.kind = '签约' AND e.date_start IS NOT NULL
      AND p.organization_id IN (SELECT organization_id FROM partners)
    GROUP BY p.organization_id),
dealings AS (
    SELECT DISTINCT f.organization_id, e.id, e.date_start
    FROM firsts f
    JOIN event_parties p ON p.organization_id = f.organization_id
    JOIN events e ON e.id = p.event_id AND e.date_end < f.signed
    JOIN event_kinds k ON k.event_id = e.id AND k.kind IN ('会见', '座谈', '调研'))
SELECT o.name AS 单位,
       count(d.id) AS 此前走动,
       min(d.date_start) AS 首次走动,
       f.signed AS 首次签约,
       CAST(julianday(f.signed) - julianday(min(d.date_start)) AS INTEGER) AS 相隔天数,
       o.id AS 机构编号
FROM firsts f
JOIN organizations o ON o.id = f.organization_id
LEFT JOIN dealings d ON d.organization_id = f.organization_id
GROUP BY o.id
HAVING count(d.id) >= CAST(coalesce(nullif(:least, ''), '0') AS INTEGER)
ORDER BY 此前走动 DESC, 首次签约, 单位
