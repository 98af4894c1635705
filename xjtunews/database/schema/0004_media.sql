-- What an article holds besides its text, and what its CMS calls it.

ALTER TABLE articles ADD COLUMN owner TEXT;
ALTER TABLE articles ADD COLUMN column_id TEXT;
ALTER TABLE articles ADD COLUMN content_id TEXT;
CREATE TABLE media (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    caption TEXT,
    paragraph INTEGER NOT NULL,
    caption_paragraph INTEGER,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE attachments (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

CREATE INDEX articles_owner ON articles(owner, content_id);

-- A body is cut where a line ends; U+FDD0 stands in no text.
CREATE VIEW paragraphs AS
    SELECT a.id AS article_id, p.key + 1 AS paragraph,
           CASE WHEN EXISTS (
               SELECT 1 FROM media m WHERE m.article_id = a.id AND m.caption_paragraph = p.key + 1
           ) THEN 'caption' ELSE 'text' END AS kind,
           p.value AS text
    FROM articles a
    JOIN json_each('[' || replace(json_quote(replace(a.body, char(10), char(64976))), char(64976), '","') || ']') p
    WHERE a.body <> ''
    ORDER BY a.id, p.key;
