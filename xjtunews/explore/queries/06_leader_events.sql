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
    SELECT c.person_id, c.name, e.id AS event_id, e.date_start, e.summary, e.reports
    FROM (SELECT DISTINCT c.id AS person_id, c.name, m.event_id
          FROM chosen c
          CROSS JOIN appearances a ON a.person_id = c.id
          CROSS JOIN mentions m ON m.id = a.mention_id) c
    CROSS JOIN events e ON e.id = c.event_id
    ORDER BY e.date_start IS NULL, e.date_start DESC, e.id, c.person_id
    LIMIT 1000)
SELECT t.date_start AS 日期,
       t.name AS 姓名,
       (SELECT group_concat(DISTINCT a.title) FROM mentions m CROSS JOIN appearances a ON a.mention_id = m.id
        WHERE m.event_id = t.event_id AND +a.person_id = t.person_id) AS 职务,
       (SELECT group_concat(k.kind, '、') FROM event_kinds k WHERE k.event_id = t.event_id) AS 类型,
       t.summary AS 摘要,
       t.reports AS 报道数,
       t.event_id AS 事件编号,
       t.person_id AS 人物编号
FROM attended t
ORDER BY t.date_start IS NULL, t.date_start DESC, t.event_id, t.person_id
