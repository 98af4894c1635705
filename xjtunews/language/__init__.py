"""Pure functions on Chinese text: text in, facts out. Knows no Scrapy, no SQL, no file but its own word lists."""
