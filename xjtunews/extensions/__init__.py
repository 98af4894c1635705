"""Watch a crawl: count what went wrong, show how it goes on."""
