-- The years in which something happened.
SELECT DISTINCT substr(date_start, 1, 4) AS year FROM events WHERE date_start IS NOT NULL ORDER BY 1 DESC
