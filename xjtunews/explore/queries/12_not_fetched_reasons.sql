-- title: 没有取到什么，为什么
-- english: What was not fetched, and why
-- description: 没有取到的网址按结果和原因合计，各举一例；明细见视图 not_fetched。
-- counts: other
-- parameter: status | 结果 | | 如 failed、robots；留空为全部
-- chart: bar | x=结果 | y=网址
WITH names (status, name) AS (VALUES
    ('failed', '取不到'), ('refused', '不是文章页'), ('robots', '网站不许机器人访问'),
    ('out-of-scope', '不在收录的网站之内'), ('out-of-range', '不在指定的日期之内'),
    ('not-archived', '不在所用存档之内'), ('not-followed', '样本已够，未跟进'))
SELECT coalesce(n.name, f.status) AS 结果,
       f.reason AS 原因,
       count(*) AS 网址,
       min(f.url) AS 例子,
       max(f.fetched) AS 最近一次,
       f.status AS status
FROM not_fetched f LEFT JOIN names n ON n.status = f.status
WHERE :status = '' OR f.status = :status
GROUP BY f.status, f.reason
ORDER BY 网址 DESC, 结果, 原因
LIMIT 500
