-- title: 与某单位的全部往来
-- english: All dealings with one partner on a time line
-- description: 与一个单位有关的全部事件，按日期排列；名称（含简称）有所填文字的单位都算；列出最早的 1000 件。
-- counts: events
-- parameter: partner | 单位名称 | | 全称或一部分，如 图书馆；留空为往来最多的单位
-- chart: timeline | x=日期 | y=类型 | label=摘要
WITH chosen AS (
    SELECT id, name FROM organizations
    WHERE CASE WHEN :partner = '' THEN id = (SELECT organization_id FROM partners ORDER BY events DESC, name, organization_id LIMIT 1)
               ELSE instr(name, :partner) > 0
                    OR id IN (SELECT organization_id FROM organization_names WHERE instr(name, :partner) > 0) END),
dealings AS (
    SELECT e.id, e.date_start, e.summary, e.reports, group_concat(DISTINCT c.name) AS names
    FROM chosen c
    JOIN event_parties x ON x.organization_id = c.id
    JOIN events e ON e.id = x.event_id
    GROUP BY e.id
    ORDER BY e.date_start IS NULL, e.date_start, e.id
    LIMIT 1000)
SELECT d.date_start AS 日期,
       (SELECT group_concat(k.kind, '、') FROM event_kinds k WHERE k.event_id = d.id) AS 类型,
       d.names AS 单位,
       d.summary AS 摘要,
       d.reports AS 报道数,
       d.id AS 事件编号
FROM dealings d
ORDER BY d.date_start IS NULL, d.date_start, d.id
