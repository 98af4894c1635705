-- title: 与某单位的全部往来
-- english: All dealings with one partner on a time line
-- description: 与一个单位有关的全部事件，按日期排列；名称（含简称）有所填文字的单位都算；列出最早的 1000 件。
-- counts: events
-- parameter: partner | 单位名称 | | 全称或一部分，如 图书馆；留空为往来最多的单位
-- chart: timeline | x=日期 | y=类型 | label=摘要
WITH chosen AS MATERIALIZED (
    SELECT id, name FROM organizations
    WHERE CASE WHEN :partner = '' THEN id = (
                   SELECT organization_id FROM partners ORDER BY events DESC, name, organization_id LIMIT 1)
               ELSE instr(name, :partner) > 0
                    OR id IN (SELECT organization_id FROM organization_names WHERE instr(name, :partner) > 0) END),
many AS MATERIALIZED (SELECT count(*) > 100 AS many FROM chosen),
-- Of a few bodies all events are gathered; where there are many, events are walked in their order until it is enough.
dealings AS MATERIALIZED (
    SELECT * FROM (
    SELECT id, date_start FROM (
        SELECT DISTINCT e.id, e.date_start
        FROM chosen c
        CROSS JOIN event_parties x ON x.organization_id = c.id
        CROSS JOIN events e ON e.id = x.event_id
        WHERE NOT (SELECT many FROM many))
    UNION ALL
    SELECT id, date_start FROM (
        SELECT e.id, e.date_start FROM events e INDEXED BY events_date_start
        WHERE (SELECT many FROM many) AND e.date_start IS NOT NULL
          AND EXISTS (SELECT 1 FROM event_parties x
                      WHERE x.event_id = e.id AND +x.organization_id IN (SELECT id FROM chosen))
        ORDER BY e.date_start, e.id LIMIT 1000)
    UNION ALL
    SELECT id, date_start FROM (
        SELECT e.id, e.date_start FROM events e INDEXED BY events_date_start
        WHERE (SELECT many FROM many) AND e.date_start IS NULL
          AND EXISTS (SELECT 1 FROM event_parties x
                      WHERE x.event_id = e.id AND +x.organization_id IN (SELECT id FROM chosen))
        ORDER BY e.id LIMIT 1000))
    ORDER BY date_start IS NULL, date_start, id
    LIMIT 1000)
SELECT d.date_start AS 日期,
       (SELECT group_concat(k.kind, '、') FROM event_kinds k WHERE k.event_id = d.id) AS 类型,
       (SELECT group_concat(DISTINCT c.name) FROM event_parties x CROSS JOIN chosen c ON c.id = x.organization_id
        WHERE x.event_id = d.id) AS 单位,
       e.summary AS 摘要,
       e.reports AS 报道数,
       d.id AS 事件编号
FROM dealings d CROSS JOIN events e ON e.id = d.id
ORDER BY d.date_start IS NULL, d.date_start, d.id
