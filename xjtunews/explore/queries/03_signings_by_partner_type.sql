-- title: 各类对方签约
-- english: Signings by kind of partner
-- description: 与政府、企业、高校等各签约多少次。一次签约有两类机构参加时，两类各计一次。
-- counts: events
-- parameter: year | 年份 | | 如 2024；留空为全部年份
-- chart: bar | x=对方类型 | y=签约事件
WITH names (type, name) AS (VALUES
    ('government', '政府'), ('party', '党委群团'), ('company', '企业'), ('university', '高校'),
    ('institute', '科研院所'), ('hospital', '医院'), ('school', '中小学'), ('association', '协会学会'),
    ('park', '园区'), ('media', '媒体'), ('military', '军队'), ('unit', '内设单位')),
own AS (SELECT id FROM organizations WHERE instr(name, (SELECT name FROM only_university)) = 1),
counted AS MATERIALIZED (
    SELECT p.type, count(DISTINCT k.event_id) AS signings, count(DISTINCT p.organization_id) AS bodies
    FROM event_kinds k
    LEFT JOIN event_parties p ON p.event_id = k.event_id AND p.organization_id NOT IN (SELECT id FROM own)
    WHERE k.kind = '签约'
      AND (:year = '' OR (SELECT substr(e.date_start, 1, 4) FROM events e WHERE e.id = k.event_id) = :year)
    GROUP BY p.type)
SELECT coalesce(n.name, c.type, '未注明') AS 对方类型, c.signings AS 签约事件, c.bodies AS 机构数
FROM counted c LEFT JOIN names n ON n.type = c.type
ORDER BY 签约事件 DESC, 对方类型
