"""Show how a crawl goes on: one line on a terminal that changes, a line now and then in a log file."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from scrapy import signals

from xjtunews.items import Article, Fetch, ListPage

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

#: Seconds between two lines: on a terminal, in a file.
_TERMINAL, _FILE = 0.2, 5.0


class Progress:
    """Write counts of pages and articles to standard error while they grow."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stream = sys.stderr
        self.terminal = self.stream.isatty()
        self.pages = self.articles = 0
        self.last = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Return the extension, connected."""
        extension = cls(crawler)
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def item_scraped(self, item: Any) -> None:
        """Count an item that went through all pipelines."""
        self.pages += isinstance(item, Article | Fetch | ListPage)
        self.articles += isinstance(item, Article)
        now = time.monotonic()
        if now - self.last >= (_TERMINAL if self.terminal else _FILE):
            self.last = now
            self.show()

    def spider_closed(self) -> None:
        """Show the final counts."""
        self.show(last=True)

    def show(self, *, last: bool = False) -> None:
        """Write the counts."""
        engine = self.crawler.engine
        slot = getattr(engine, "_slot", None)
        waiting = len(slot.scheduler) if slot is not None and slot.scheduler is not None else 0
        line = f"pages {self.pages}  articles {self.articles}  waiting {waiting}"
        begin, end = ("\r\033[K", "\n" if last else "") if self.terminal else ("", "\n")
        print(f"{begin}{line}", end=end, file=self.stream, flush=True)
