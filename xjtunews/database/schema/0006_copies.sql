-- Copies that are not the same to the letter: why each was judged one, the index by which similar texts are found, and
-- what shows that an article stands on a spam mirror.
-- The three tables of the search name articles without referring to them: they still tell whom a deleted one was like.

ALTER TABLE copies ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
CREATE TABLE mirror_signs (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    sign TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE signatures (
    article_id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    bands BLOB NOT NULL,
    sketch BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE shingle_bands (
    band INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (band, number)
) WITHOUT ROWID;
CREATE TABLE similar_articles (
    article_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    similarity REAL NOT NULL,
    mirror_id TEXT,
    reasons TEXT NOT NULL,
    PRIMARY KEY (article_id, other_id)
) WITHOUT ROWID;

CREATE INDEX signatures_number ON signatures(number);
CREATE INDEX similar_articles_other_id ON similar_articles(other_id);
