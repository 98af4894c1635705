-- title: 某位领导出席了什么
-- english: What one leader attended
-- description: 报道写明某人在场的全部事件，及其当时的职务；同名的人以单位区分，见各人专页。
-- counts: events
-- parameter: leader | 姓名 | | 如 卢建军；留空为出席最多的校方人员
-- chart: timeline | x=日期 | y=类型 | label=摘要
WITH chosen AS (
    SELECT id, name FROM people
    WHERE CASE WHEN :leader = '' THEN id = (
                   SELECT person_id FROM appearances WHERE side = 'ours' AND mention_id IS NOT NULL
                   GROUP BY person_id ORDER BY count(DISTINCT mention_id) DESC, person_id LIMIT 1)
               ELSE name = :leader END)
SELECT e.date_start AS 日期,
       c.name AS 姓名,
       group_concat(DISTINCT a.title) AS 职务,
       (SELECT group_concat(k.kind, '、') FROM event_kinds k WHERE k.event_id = e.id) AS 类型,
       e.summary AS 摘要,
       e.reports AS 报道数,
       e.id AS 事件编号,
       c.id AS 人物编号
FROM chosen c
JOIN appearances a ON a.person_id = c.id
JOIN mentions m ON m.id = a.mention_id
JOIN events e ON e.id = m.event_id
GROUP BY e.id, c.id
ORDER BY e.date_start IS NULL, e.date_start DESC, e.id
