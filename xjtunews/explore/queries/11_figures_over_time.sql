-- title: 数字的变化
-- english: Figures over time
-- description: 报道中的数字按发布日期排列，如合作企业从 211家到 223家；每个数字附原句。列出最近 500 个。
-- counts: other
-- parameter: unit | 单位 | 家 | 如 家、项、亿元
-- parameter: about | 原句含有 | | 如 企业；留空为全部
-- chart: line | x=日期 | y=数值 | label=原句
WITH found AS (
    SELECT f.*, a.published
    FROM articles a CROSS JOIN figures f ON f.article_id = a.id
    WHERE f.unit = coalesce(nullif(:unit, ''), '家')
      AND (:about = '' OR instr(f.text, :about) > 0 OR instr(coalesce(f.counts, ''), :about) > 0)
    ORDER BY a.published DESC, a.id, f.paragraph, f.position
    LIMIT 500)
SELECT substr(f.published, 1, 10) AS 日期,
       f.value AS 数值,
       f.unit AS 单位,
       f.counts AS 所指,
       f.text AS 原句,
       r.title AS 报道,
       r.id AS 报道编号
FROM found f JOIN articles r ON r.id = f.article_id
ORDER BY f.published DESC, r.id, f.paragraph, f.position
