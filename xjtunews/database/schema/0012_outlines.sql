-- What tells with which others an article is to be compared stands in the index, so that hardly any text has to be read
-- for that; and it may come with the article, from the process that runs the rules while the crawl goes on.

ALTER TABLE signatures ADD COLUMN beginning BLOB NOT NULL DEFAULT x'';
ALTER TABLE signatures ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE signatures ADD COLUMN day TEXT;
ALTER TABLE signatures ADD COLUMN days TEXT NOT NULL DEFAULT '';
ALTER TABLE signatures ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
ALTER TABLE unresolved ADD COLUMN outline TEXT;
