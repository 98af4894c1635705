"""Count the faults of a crawl, so that it ends with a non-zero exit; Scrapy itself exits 0 after any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure


class Faults:
    """Count exceptions of callbacks and pipelines under the statistic ``faults``."""

    def __init__(self, stats: Any) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Faults:
        """Return the extension, connected."""
        extension = cls(crawler.stats)
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        crawler.signals.connect(extension.item_error, signal=signals.item_error)
        return extension

    def spider_error(self, failure: Failure, response: Any) -> None:
        """Count an exception of a callback."""
        self._count("spider", f"{response.url}: {failure.value!r}")

    def item_error(self, item: Any, response: Any, failure: Failure | None = None) -> None:
        """Count an exception of a pipeline."""
        address = getattr(getattr(item, "fetch", item), "url", "?")
        self._count("pipeline", f"{address}: {failure.value!r}" if failure else str(address))

    def _count(self, kind: str, message: str) -> None:
        self.stats.inc_value("faults")
        self.stats.inc_value(f"faults/{kind}")
        self.stats.set_value("faults/messages", [*self.stats.get_value("faults/messages", []), message])
