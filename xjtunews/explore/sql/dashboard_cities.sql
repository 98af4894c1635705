-- Events by the city where they took place or that takes part; a municipality or special region is a city of its own.
-- The point is the city's own, else that of the place in it with the lowest code.
WITH sited AS (
    SELECT DISTINCT m.event_id, p.province,
        coalesce(p.city, CASE WHEN p.province IN ('北京市', '天津市', '上海市', '重庆市', '香港特别行政区', '澳门特别行政区')
            THEN p.province END) AS city
    FROM locations l
    JOIN places p ON p.id = l.place_id
    JOIN mentions m ON m.id = l.mention_id
    JOIN events e ON e.id = m.event_id
    WHERE :year = '' OR substr(e.date_start, 1, 4) = :year
), ranked AS (
    SELECT coalesce(city, province) AS city, latitude, longitude,
        row_number() OVER (
            PARTITION BY province, coalesce(city, province)
            ORDER BY latitude IS NULL, level <> 'city' AND city IS NOT NULL, id) AS rank
    FROM places
)
SELECT s.province AS 省份, s.city AS 城市, count(*) AS 事件数, r.longitude AS 经度, r.latitude AS 纬度
FROM sited s JOIN ranked r ON r.city = s.city AND r.rank = 1
GROUP BY s.province, s.city
ORDER BY 事件数 DESC, s.city
