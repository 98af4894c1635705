-- The index of the search and what the home page says, both made by `scrapy index` and by no crawl.
-- The index keeps no text of its own. Its row numbers come from when an article was published, so that the newest rows
-- are the last; `indexed` holds the text as it was indexed, compressed, without which no row can be taken out again.

CREATE VIRTUAL TABLE _search USING fts5(title, words, pairs, characters, tags, content = '', tokenize = 'unicode61');
CREATE TABLE _search_articles (
    key INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    indexed BLOB NOT NULL
);
CREATE TABLE _coverage (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- For the search boxes of Datasette's tables, which want `id IN (SELECT rowid FROM t WHERE t MATCH …)`.
CREATE VIEW _article_search AS
    SELECT a.article_id AS rowid, s._search AS _article_search
    FROM _search s JOIN _search_articles a ON a.key = s.rowid;
CREATE VIEW _event_search AS
    SELECT m.event_id AS rowid, s._search AS _event_search
    FROM _search s JOIN _search_articles a ON a.key = s.rowid JOIN mentions m ON m.article_id = a.article_id;
