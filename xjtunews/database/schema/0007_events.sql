-- Events joined across articles, and what their reports agree on.
-- What changed is remembered until `resolve` has seen what follows from it: articles, and addresses whose links may
-- lead elsewhere. Who takes part is settled within the transaction that writes an event, before it or after it.

CREATE TABLE unresolved (
    article_id TEXT PRIMARY KEY
) WITHOUT ROWID;
INSERT INTO unresolved SELECT id FROM articles;
CREATE TABLE unresolved_addresses (
    url TEXT PRIMARY KEY
) WITHOUT ROWID;

-- By what the mentions of one event find each other, and which of them may be one, and why. Neither refers to
-- `mentions`: what was known of a passage that is gone shows which others are to be looked at again.
CREATE TABLE mention_keys (
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    mention_id TEXT NOT NULL,
    PRIMARY KEY (name, day, mention_id)
) WITHOUT ROWID;
CREATE TABLE mention_pairs (
    mention_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    strength INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (mention_id, other_id)
) WITHOUT ROWID;

ALTER TABLE events ADD COLUMN half_day TEXT;
ALTER TABLE events ADD COLUMN title TEXT;
ALTER TABLE events ADD COLUMN place_id TEXT REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE events ADD COLUMN mention_id TEXT REFERENCES mentions(id) ON DELETE SET NULL;

DROP VIEW event_kinds;
DROP VIEW event_people;
DROP VIEW event_parties;
DROP VIEW event_places;
CREATE TABLE event_kinds (
    event_id TEXT NOT NULL REFERENCES events(id),
    kind TEXT NOT NULL,
    reports INTEGER NOT NULL,
    mention_id TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, kind)
) WITHOUT ROWID;
CREATE TABLE event_people (
    event_id TEXT NOT NULL REFERENCES events(id),
    position INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    title TEXT,
    side TEXT,
    organization TEXT,
    reports INTEGER NOT NULL,
    mention_id TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE TABLE event_parties (
    event_id TEXT NOT NULL REFERENCES events(id),
    organization_id TEXT NOT NULL REFERENCES organizations(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    type TEXT,
    province TEXT,
    city TEXT,
    role TEXT NOT NULL,
    reports INTEGER NOT NULL,
    mention_id TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, organization_id)
) WITHOUT ROWID;
CREATE TABLE event_places (
    event_id TEXT NOT NULL REFERENCES events(id),
    place_id TEXT NOT NULL REFERENCES places(id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT,
    reports INTEGER NOT NULL,
    mention_id TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, place_id, role)
) WITHOUT ROWID;
CREATE TABLE event_disagreements (
    event_id TEXT NOT NULL REFERENCES events(id),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    chosen INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    mention_id TEXT NOT NULL REFERENCES mentions(id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, field, value)
) WITHOUT ROWID;

CREATE INDEX fetches_target ON fetches(target);
CREATE INDEX links_unresolved ON links(id) WHERE status IS NULL;
CREATE INDEX mention_keys_mention_id ON mention_keys(mention_id);
CREATE INDEX mention_pairs_other_id ON mention_pairs(other_id);
CREATE INDEX events_place_id ON events(place_id);
CREATE INDEX events_mention_id ON events(mention_id);
CREATE INDEX event_kinds_kind ON event_kinds(kind);
CREATE INDEX event_kinds_mention_id ON event_kinds(mention_id);
CREATE INDEX event_people_person_id ON event_people(person_id);
CREATE INDEX event_people_mention_id ON event_people(mention_id);
CREATE INDEX event_parties_organization_id ON event_parties(organization_id);
CREATE INDEX event_parties_mention_id ON event_parties(mention_id);
CREATE INDEX event_places_place_id ON event_places(place_id);
CREATE INDEX event_places_mention_id ON event_places(mention_id);
CREATE INDEX event_disagreements_mention_id ON event_disagreements(mention_id);
