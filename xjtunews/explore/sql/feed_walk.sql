-- The events that were reported last: articles are walked from the newest until enough is found, which is soon where
-- many events fit. Parameters: :kind, :province, each empty for all; :walk, how many passages; :size, how many events.
SELECT event_id, max(published) AS published
FROM (
    SELECT m.event_id, a.published
    FROM articles a INDEXED BY articles_published
    CROSS JOIN mentions m ON m.article_id = a.id
    WHERE m.event_id IS NOT NULL
      AND (:kind = '' OR EXISTS (SELECT 1 FROM event_kinds k WHERE k.event_id = m.event_id AND k.kind = :kind))
      AND (:province = ''
        OR EXISTS (SELECT 1 FROM event_parties y WHERE y.event_id = m.event_id AND y.province = :province)
        OR EXISTS (SELECT 1 FROM event_places y WHERE y.event_id = m.event_id AND y.province = :province))
    ORDER BY a.published DESC
    LIMIT :walk)
GROUP BY event_id
ORDER BY published DESC, event_id
LIMIT :size
