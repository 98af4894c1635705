-- What each event was counted as, so that one that changes is counted anew and no other; and how often somebody was seen
-- on which side, so that one more report needs no look at all the others.
-- What was counted before is counted once more, when the database is resolved next.

CREATE TABLE counted_events (
    event_id TEXT PRIMARY KEY,
    counted TEXT NOT NULL
) WITHOUT ROWID;
ALTER TABLE person_counts ADD COLUMN ours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_counts ADD COLUMN theirs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offices ADD COLUMN ours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offices ADD COLUMN theirs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offices ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0;
DELETE FROM partner_counts;
DELETE FROM partner_signings;
DELETE FROM person_counts;
DELETE FROM event_counts;
DELETE FROM unsettled WHERE kind = 'period';
INSERT OR IGNORE INTO unsettled SELECT 'event', id FROM events;
INSERT OR IGNORE INTO unsettled SELECT 'person', id FROM people;

CREATE INDEX participations_other_id ON participations(name_id, organization_id);
CREATE INDEX signatures_version ON signatures(version);
