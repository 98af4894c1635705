-- The public schema.
-- Tables have no hidden row number: rows lie in the order of their keys, so that a dump does not show in which order
-- pages arrived. Every key comes from stable facts.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    spider TEXT NOT NULL,
    arguments TEXT NOT NULL,
    replay TEXT,
    version TEXT NOT NULL,
    finish_reason TEXT,
    articles INTEGER,
    requests INTEGER,
    refused INTEGER,
    failed INTEGER,
    faults INTEGER,
    coverage TEXT
);
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    url TEXT,
    title TEXT NOT NULL,
    published TEXT,
    section TEXT,
    source TEXT,
    views INTEGER,
    body TEXT NOT NULL,
    site TEXT,
    layout TEXT NOT NULL,
    document TEXT,
    images INTEGER NOT NULL,
    text_hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE fetches (
    url TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    reason TEXT,
    http_status INTEGER,
    size INTEGER,
    layout TEXT,
    article_id TEXT REFERENCES articles(id),
    target TEXT,
    run_id INTEGER REFERENCES runs(id),
    fetched TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE credits (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    organization TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    date_start TEXT,
    date_end TEXT,
    date_precision TEXT,
    summary TEXT NOT NULL,
    reports INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE mentions (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id),
    event_id TEXT REFERENCES events(id),
    paragraph INTEGER NOT NULL,
    date_text TEXT NOT NULL,
    date_start TEXT,
    date_end TEXT,
    date_precision TEXT,
    date_rule TEXT NOT NULL,
    half_day TEXT,
    evidence TEXT NOT NULL,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE mention_kinds (
    mention_id TEXT NOT NULL REFERENCES mentions(id),
    kind TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    PRIMARY KEY (mention_id, kind, "trigger")
) WITHOUT ROWID;
CREATE TABLE links (
    id TEXT PRIMARY KEY,
    article_id TEXT REFERENCES articles(id),
    page TEXT,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    label TEXT NOT NULL,
    address TEXT,
    paragraph INTEGER,
    mention_id TEXT REFERENCES mentions(id),
    target_id TEXT REFERENCES articles(id),
    status TEXT,
    reason TEXT
) WITHOUT ROWID;
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE appearances (
    article_id TEXT NOT NULL REFERENCES articles(id),
    mention_id TEXT NOT NULL REFERENCES mentions(id),
    person_id TEXT NOT NULL REFERENCES people(id),
    title TEXT NOT NULL DEFAULT '',
    paragraph INTEGER NOT NULL,
    PRIMARY KEY (article_id, mention_id, person_id, title)
) WITHOUT ROWID;
CREATE TABLE organizations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT,
    province TEXT,
    city TEXT
) WITHOUT ROWID;
CREATE TABLE participations (
    article_id TEXT NOT NULL REFERENCES articles(id),
    mention_id TEXT NOT NULL REFERENCES mentions(id),
    organization_id TEXT NOT NULL REFERENCES organizations(id),
    role TEXT NOT NULL DEFAULT '',
    paragraph INTEGER NOT NULL,
    PRIMARY KEY (article_id, mention_id, organization_id, role)
) WITHOUT ROWID;
CREATE TABLE places (
    id TEXT PRIMARY KEY,
    province TEXT,
    city TEXT,
    latitude REAL,
    longitude REAL
) WITHOUT ROWID;
CREATE TABLE locations (
    article_id TEXT NOT NULL REFERENCES articles(id),
    mention_id TEXT NOT NULL REFERENCES mentions(id),
    place_id TEXT NOT NULL REFERENCES places(id),
    PRIMARY KEY (article_id, mention_id, place_id)
) WITHOUT ROWID;
CREATE TABLE agreements (
    mention_id TEXT NOT NULL REFERENCES mentions(id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (mention_id, name, kind)
) WITHOUT ROWID;
CREATE TABLE figures (
    article_id TEXT NOT NULL REFERENCES articles(id),
    paragraph INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value REAL,
    unit TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (article_id, paragraph, position)
) WITHOUT ROWID;
CREATE TABLE copies (
    article_id TEXT PRIMARY KEY REFERENCES articles(id),
    canonical_id TEXT NOT NULL REFERENCES articles(id),
    relation TEXT NOT NULL,
    similarity REAL NOT NULL
) WITHOUT ROWID;

CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_text_hash ON articles(text_hash);
CREATE INDEX fetches_status ON fetches(status);
CREATE INDEX fetches_article_id ON fetches(article_id);
CREATE INDEX fetches_run_id ON fetches(run_id);
CREATE INDEX credits_name ON credits(name);
CREATE INDEX events_date_start ON events(date_start);
CREATE INDEX mentions_article_id ON mentions(article_id);
CREATE INDEX mentions_event_id ON mentions(event_id);
CREATE INDEX mentions_date_start ON mentions(date_start);
CREATE INDEX mention_kinds_kind ON mention_kinds(kind);
CREATE INDEX links_article_id ON links(article_id);
CREATE INDEX links_page ON links(page);
CREATE INDEX links_address ON links(address);
CREATE INDEX links_mention_id ON links(mention_id);
CREATE INDEX links_target_id ON links(target_id);
CREATE INDEX links_kind_status ON links(kind, status);
CREATE INDEX appearances_person_id ON appearances(person_id);
CREATE INDEX appearances_mention_id ON appearances(mention_id);
CREATE INDEX participations_organization_id ON participations(organization_id);
CREATE INDEX participations_mention_id ON participations(mention_id);
CREATE INDEX locations_place_id ON locations(place_id);
CREATE INDEX locations_mention_id ON locations(mention_id);
CREATE INDEX copies_canonical_id ON copies(canonical_id);

CREATE VIEW event_kinds AS
    SELECT DISTINCT m.event_id, k.kind
    FROM mentions m JOIN mention_kinds k ON k.mention_id = m.id
    WHERE m.event_id IS NOT NULL
    ORDER BY m.event_id, k.kind;
CREATE VIEW event_reports AS
    SELECT m.event_id, m.article_id, a.title, a.published, a.url, m.id AS mention_id, m.paragraph, m.evidence,
           c.canonical_id AS copy_of
    FROM mentions m
    JOIN articles a ON a.id = m.article_id
    LEFT JOIN copies c ON c.article_id = m.article_id
    WHERE m.event_id IS NOT NULL
    ORDER BY m.event_id, a.published, m.id;
CREATE VIEW related_reports AS
    SELECT l.article_id, l.position, m.date_text, m.evidence, l.url, l.status, l.reason, l.target_id,
           a.title AS target_title
    FROM links l
    LEFT JOIN mentions m ON m.id = l.mention_id
    LEFT JOIN articles a ON a.id = l.target_id
    WHERE l.kind = 'related'
    ORDER BY l.article_id, l.position;
CREATE VIEW not_fetched AS
    SELECT url, status, reason, http_status, fetched
    FROM fetches
    WHERE status NOT IN ('fetched', 'same-article', 'list', 'redirected')
    ORDER BY status, url;
