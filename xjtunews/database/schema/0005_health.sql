-- What a column listed and when, what a second crawl need not ask for again, and how each run read.

ALTER TABLE links ADD COLUMN published TEXT;
ALTER TABLE fetches ADD COLUMN etag TEXT;
ALTER TABLE fetches ADD COLUMN last_modified TEXT;
ALTER TABLE fetches ADD COLUMN next_page TEXT;
ALTER TABLE runs ADD COLUMN health TEXT;

CREATE TABLE list_states (
    column_url TEXT NOT NULL,
    captured TEXT NOT NULL,
    pages INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    items TEXT NOT NULL,
    PRIMARY KEY (column_url, captured)
) WITHOUT ROWID;
CREATE TABLE listings (
    column_url TEXT NOT NULL,
    item TEXT NOT NULL,
    address TEXT NOT NULL,
    label TEXT NOT NULL,
    published TEXT,
    article_id TEXT REFERENCES articles(id),
    status TEXT NOT NULL,
    first_seen TEXT,
    last_seen TEXT,
    missed TEXT,
    PRIMARY KEY (column_url, item)
) WITHOUT ROWID;
CREATE TABLE listing_changes (
    column_url TEXT NOT NULL,
    captured TEXT NOT NULL,
    item TEXT NOT NULL,
    change TEXT NOT NULL,
    PRIMARY KEY (column_url, captured, item)
) WITHOUT ROWID;

CREATE INDEX listings_article_id ON listings(article_id);
CREATE INDEX listings_status ON listings(status);

CREATE VIEW run_health AS
    SELECT r.id AS run_id, s.key AS site, f.key AS field,
           json_extract(s.value, '$.articles') AS articles,
           json_extract(f.value, '$.share') AS share,
           json_extract(f.value, '$.floor') AS floor,
           json_extract(f.value, '$.below') AS below,
           json_extract(f.value, '$.rules') AS rules
    FROM runs r, json_each(r.health, '$.sites') s, json_each(s.value, '$.fields') f
    WHERE r.health IS NOT NULL
    ORDER BY r.id, s.key, f.key;
CREATE VIEW withdrawn AS
    SELECT column_url, item, address, label, published, article_id, first_seen, last_seen, missed
    FROM listings
    WHERE status = 'withdrawn'
    ORDER BY column_url, missed, item;
