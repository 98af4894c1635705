-- title: 往来最多的单位
-- english: Most frequent partners
-- description: 各单位参加的事件数，其中签约数，首次和最近的日期；列出前 200 家。
-- counts: events
-- parameter: year | 年份 | | 如 2024；留空为全部年份
-- parameter: kind | 事件类型 | | 如 座谈；留空为全部
-- chart: bar | x=单位 | y=事件 | most=20
WITH own AS (SELECT id FROM organizations WHERE instr(name, (SELECT name FROM only_university)) = 1),
chosen AS MATERIALIZED (
    SELECT e.id, e.date_start, e.date_end
    FROM event_kinds k CROSS JOIN events e ON e.id = k.event_id
    WHERE :kind <> '' AND k.kind = :kind AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
    UNION ALL
    SELECT id, date_start, date_end FROM events
    WHERE :kind = '' AND :year <> ''
      AND date_start BETWEEN :year AND :year || '~' AND substr(date_start, 1, 4) = :year),
counted AS (
    SELECT organization_id, events, signings, first_contact AS first, latest_event AS last
    FROM partners
    WHERE :year = '' AND :kind = ''
    UNION ALL
    SELECT p.organization_id, count(*), sum(c.signed), min(c.date_start), max(c.date_end)
    FROM (SELECT id, date_start, date_end,
                 EXISTS (SELECT 1 FROM event_kinds s WHERE s.event_id = id AND s.kind = '签约') AS signed FROM chosen) c
    CROSS JOIN event_parties p ON p.event_id = c.id
    WHERE p.organization_id NOT IN (SELECT id FROM own)
    GROUP BY p.organization_id)
SELECT o.name AS 单位, c.events AS 事件, c.signings AS 其中签约, c.first AS 最早, c.last AS 最近, o.province AS 省份, o.id AS 机构编号
FROM counted c JOIN organizations o ON o.id = c.organization_id
ORDER BY 事件 DESC, 其中签约 DESC, 单位, 机构编号
LIMIT 200
