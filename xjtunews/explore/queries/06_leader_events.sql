-- title: 某位领导出席了什么
-- english: What one leader attended
-- description: 报道写明某人在场的全部事件，及其当时的职务；同名的人以单位区分，见各人专页；列出最近 1000 件。
-- counts: events
-- parameter: leader | 姓名 | | 如 卢建军；留空为出席最多的校方人员
-- chart: timeline | x=日期 | y=类型 | label=摘要
WITH chosen AS (
    SELECT id, name FROM people
    WHERE CASE WHEN :leader = '' THEN id = (
                   SELECT person_id FROM events_by_leader ORDER BY events DESC, name, person_id LIMIT 1)
               ELSE name = :leader END),
attended AS (
    SELECT c.id AS person_id, c.name, e.id AS event_id, e.date_start
    FROM chosen c
    CROSS JOIN event_people x ON x.person_id = c.id
        AND NOT EXISTS (SELECT 1 FROM event_people y
                        WHERE y.person_id = x.person_id AND y.event_id = x.event_id AND y.position < x.position)
    CROSS JOIN events e ON e.id = x.event_id
    ORDER BY e.date_start IS NULL, e.date_start DESC, e.id, c.id
    LIMIT 1000)
SELECT t.date_start AS 日期,
       t.name AS 姓名,
       (SELECT group_concat(DISTINCT p.title) FROM event_people p
        WHERE p.event_id = t.event_id AND +p.person_id = t.person_id) AS 职务,
       (SELECT group_concat(k.kind, '、') FROM event_kinds k WHERE k.event_id = t.event_id) AS 类型,
       e.summary AS 摘要,
       e.reports AS 报道数,
       t.event_id AS 事件编号,
       t.person_id AS 人物编号
FROM attended t CROSS JOIN events e ON e.id = t.event_id
ORDER BY t.date_start IS NULL, t.date_start DESC, t.event_id, t.person_id
