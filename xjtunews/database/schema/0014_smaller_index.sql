-- The index of the search again, in half the space: pairs come first, whose column then needs no mark at every place;
-- single characters stand among them; and the text as it was indexed is kept no more. An article that changes or goes
-- leaves its row behind, under a number that `_search_removed` names, until more than half of the rows are such.
-- `scrapy index` fills it anew.

DROP VIEW _article_search;
DROP VIEW _event_search;
DROP TABLE _search;
DROP TABLE _search_articles;

CREATE VIRTUAL TABLE _search USING fts5(pairs, words, title, tags, content = '', tokenize = 'unicode61');
-- Bytes that are gathered before a part of the index is written: fewer parts are merged less often.
INSERT INTO _search(_search, rank) VALUES ('hashsize', 33554432);
CREATE TABLE _search_articles (
    key INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    title TEXT NOT NULL
);
CREATE TABLE _search_removed (
    key INTEGER PRIMARY KEY
);
-- Words of letters and digits, in which a search may look for a part of one.
CREATE TABLE _search_latin (
    word TEXT PRIMARY KEY
) WITHOUT ROWID;

-- For the search boxes of Datasette's tables, which want `id IN (SELECT rowid FROM t WHERE t MATCH …)`.
CREATE VIEW _article_search AS
    SELECT a.article_id AS rowid, s._search AS _article_search
    FROM _search s JOIN _search_articles a ON a.key = s.rowid;
CREATE VIEW _event_search AS
    SELECT m.event_id AS rowid, s._search AS _event_search
    FROM _search s JOIN _search_articles a ON a.key = s.rowid JOIN mentions m ON m.article_id = a.article_id;

-- What the pages of `make explore` count and order by: what is to be known of an article without reading its text, facets
-- of articles, what was not fetched, and what somebody attended.
CREATE INDEX articles_listed ON articles(id, published, site, section, layout);
CREATE INDEX articles_site ON articles(site, published, section, layout);
CREATE INDEX articles_section ON articles(section, published, site, layout);
CREATE INDEX articles_layout ON articles(layout, published, site, section);
CREATE INDEX fetches_missed ON fetches(status, reason, fetched)
    WHERE status NOT IN ('fetched', 'same-article', 'list', 'redirected', 'counter');
DROP INDEX appearances_person_id;
CREATE INDEX appearances_person_id ON appearances(person_id, employer_id, mention_id);
