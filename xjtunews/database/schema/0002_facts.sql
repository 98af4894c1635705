-- People, bodies, places, agreements and figures get the words that prove them, and articles their topics.
-- In every database of 0001 the tables that are dropped here are empty. A text without a passage names people too, so
-- that `mention_id` may be NULL and no key holds it; words stand at `text_start` to `text_end` of the article's body.

DROP TABLE appearances;
DROP TABLE participations;
DROP TABLE locations;
DROP TABLE agreements;
DROP TABLE figures;
DROP TABLE places;
CREATE TABLE appearances (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    mention_id TEXT REFERENCES mentions(id),
    person_id TEXT NOT NULL REFERENCES people(id),
    title TEXT,
    side TEXT,
    organization TEXT,
    rule TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE participations (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    mention_id TEXT REFERENCES mentions(id),
    organization_id TEXT NOT NULL REFERENCES organizations(id),
    role TEXT NOT NULL,
    type TEXT,
    paragraph INTEGER NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE places (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT,
    latitude REAL,
    longitude REAL
) WITHOUT ROWID;
CREATE TABLE locations (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    mention_id TEXT REFERENCES mentions(id),
    place_id TEXT NOT NULL REFERENCES places(id),
    role TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE agreements (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    mention_id TEXT REFERENCES mentions(id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    action TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE figures (
    article_id TEXT NOT NULL REFERENCES articles(id),
    paragraph INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    counts TEXT,
    qualifier TEXT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    PRIMARY KEY (article_id, paragraph, position)
) WITHOUT ROWID;
CREATE TABLE article_topics (
    article_id TEXT NOT NULL REFERENCES articles(id),
    topic TEXT NOT NULL,
    score REAL NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (article_id, topic)
) WITHOUT ROWID;

CREATE INDEX appearances_mention_id ON appearances(mention_id);
CREATE INDEX appearances_person_id ON appearances(person_id);
CREATE INDEX participations_mention_id ON participations(mention_id);
CREATE INDEX participations_organization_id ON participations(organization_id);
CREATE INDEX locations_mention_id ON locations(mention_id);
CREATE INDEX locations_place_id ON locations(place_id);
CREATE INDEX agreements_mention_id ON agreements(mention_id);
CREATE INDEX article_topics_topic ON article_topics(topic);
CREATE INDEX people_name ON people(name);
CREATE INDEX organizations_name ON organizations(name);
CREATE INDEX places_province_city ON places(province, city);

CREATE VIEW event_people AS
    SELECT DISTINCT m.event_id, p.name, a.title, a.side, a.organization
    FROM mentions m
    JOIN appearances a ON a.mention_id = m.id
    JOIN people p ON p.id = a.person_id
    WHERE m.event_id IS NOT NULL
    ORDER BY m.event_id, p.name, a.title;
CREATE VIEW event_parties AS
    SELECT DISTINCT m.event_id, x.organization_id, o.name, o.type, o.province, o.city
    FROM mentions m
    JOIN participations x ON x.mention_id = m.id
    JOIN organizations o ON o.id = x.organization_id
    WHERE m.event_id IS NOT NULL
    ORDER BY m.event_id, o.name;
CREATE VIEW event_places AS
    SELECT DISTINCT m.event_id, l.place_id, p.name, p.level, p.province, p.city, l.role
    FROM mentions m
    JOIN locations l ON l.mention_id = m.id
    JOIN places p ON p.id = l.place_id
    WHERE m.event_id IS NOT NULL
    ORDER BY m.event_id, p.id, l.role;
