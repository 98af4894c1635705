-- Whether few enough events tell of a province to be gathered: 1 or 0. :few, how many are few.
SELECT (SELECT count(*) FROM (
        SELECT 1 FROM organizations o JOIN event_parties x ON x.organization_id = o.id
        WHERE o.province = :province LIMIT :few))
    + (SELECT count(*) FROM (
        SELECT 1 FROM places p JOIN event_places l ON l.place_id = p.id
        WHERE p.province = :province LIMIT :few)) < :few
