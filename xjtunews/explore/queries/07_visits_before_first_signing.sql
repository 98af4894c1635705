-- title: 首次签约之前走动几次
-- english: Visits before the first signing
-- description: 每个签过约的单位，在首次签约之前（不含当日）有过几次调研、几次会见座谈，首次往来到签约隔了多少天。一件事既是调研又是会见的，两项各计一次。
-- counts: events
-- parameter: least | 至少走动几次 | 0 | 只列两项之和不少于此数的单位
-- chart: bar | x=单位 | y=此前会见座谈 | most=20
SELECT v.partner AS 单位,
       v.visits AS 此前调研,
       v.meetings AS 此前会见座谈,
       v.first_contact AS 首次往来,
       v.first_signing AS 首次签约,
       v.days AS 相隔天数,
       v.organization_id AS 机构编号
FROM visits_before_signing v
WHERE v.visits + v.meetings >= CAST(coalesce(nullif(:least, ''), '0') AS INTEGER)
ORDER BY v.visits + v.meetings DESC, 首次签约, 单位, 机构编号
