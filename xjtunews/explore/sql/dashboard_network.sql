-- Our people and the partners whom they met at events: the :leaders with the most events, the :partners they met most.
-- People are told apart by their id: two of one name stay two.
WITH met AS (
    SELECT DISTINCT a.person_id, x.organization_id, m.event_id
    FROM appearances a
    JOIN mentions m ON m.id = a.mention_id
    JOIN events e ON e.id = m.event_id
    JOIN mentions n ON n.event_id = e.id
    JOIN participations x ON x.mention_id = n.id
    WHERE a.side = 'ours' AND (:year = '' OR substr(e.date_start, 1, 4) = :year)
), leaders AS (
    SELECT person_id FROM met GROUP BY 1 ORDER BY count(DISTINCT event_id) DESC, 1 LIMIT :leaders
), partners AS (
    SELECT organization_id FROM met WHERE person_id IN leaders
    GROUP BY 1 ORDER BY count(DISTINCT event_id) DESC, 1 LIMIT :partners
)
SELECT p.id AS person_id, p.name AS 本校人物, o.id AS organization_id, o.name AS 伙伴, count(*) AS 事件数
FROM met
JOIN people p ON p.id = met.person_id
JOIN organizations o ON o.id = met.organization_id
WHERE met.person_id IN leaders AND met.organization_id IN partners
GROUP BY p.id, o.id
ORDER BY 事件数 DESC, p.name, p.id, o.name
