-- Who corrected what, and what came of it.

CREATE TABLE corrections (
    line INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    corrected TEXT NOT NULL,
    why TEXT NOT NULL,
    article TEXT NOT NULL,
    article_id TEXT REFERENCES articles(id),
    action TEXT NOT NULL,
    fact TEXT NOT NULL,
    passage TEXT,
    old TEXT,
    new TEXT,
    status TEXT NOT NULL,
    reason TEXT
) WITHOUT ROWID;
CREATE INDEX corrections_article_id ON corrections(article_id);
