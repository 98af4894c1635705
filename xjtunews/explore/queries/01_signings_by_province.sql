-- title: 各省各年签约
-- english: Signings by province and year
-- description: 每年与各省的机构签约多少次。省份取自对方机构的名称；名称没有写明省份、或没有写明对方的，归入“未注明”；一次签约有两个省的机构参加时，两省各计一次。
-- counts: events
-- parameter: year | 年份 | | 如 2024；留空为全部年份
-- chart: bar | x=省份 | y=签约事件 | series=年份
WITH own AS (SELECT id FROM organizations WHERE instr(name, (SELECT name FROM only_university)) = 1)
SELECT coalesce(p.province, '未注明') AS 省份,
       coalesce(substr(e.date_start, 1, 4), '不详') AS 年份,
       count(DISTINCT e.id) AS 签约事件
FROM event_kinds k
JOIN events e ON e.id = k.event_id
LEFT JOIN event_parties p ON p.event_id = e.id AND p.organization_id NOT IN (SELECT id FROM own)
WHERE k.kind = '签约' AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
GROUP BY p.province, substr(e.date_start, 1, 4)
ORDER BY 年份 DESC, 签约事件 DESC, 省份
