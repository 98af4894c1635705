-- title: 各类对方签约
-- english: Signings by kind of partner
-- description: 与政府、企业、高校等各签约多少次。一次签约有两类机构参加时，两类各计一次。
-- counts: events
-- parameter: year | 年份 | | 如 2024；留空为全部年份
-- chart: bar | x=对方类型 | y=签约事件
WITH names (type, name) AS (VALUES
    ('government', '政府'), ('party', '党委群团'), ('company', '企业'), ('university', '高校'),
    ('institute', '科研院所'), ('hospital', '医院'), ('school', '中小学'), ('association', '协会学会'),
    ('park', '园区'), ('media', '媒体'), ('military', '军队'), ('unit', '内设单位'))
SELECT coalesce(n.name, p.type, '未注明') AS 对方类型,
       count(DISTINCT e.id) AS 签约事件,
       count(DISTINCT p.organization_id) AS 机构数
FROM event_kinds k
JOIN events e ON e.id = k.event_id
LEFT JOIN event_parties p ON p.event_id = e.id AND +p.organization_id IN (SELECT organization_id FROM partners)
LEFT JOIN names n ON n.type = p.type
WHERE k.kind = '签约' AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
GROUP BY 对方类型
ORDER BY 签约事件 DESC, 对方类型
