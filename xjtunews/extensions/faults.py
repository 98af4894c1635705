"""Count the faults of a crawl, so that it ends with a non-zero exit; Scrapy itself exits 0 after any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector
    from twisted.python.failure import Failure


def report_fault(stats: StatsCollector, kind: str, message: str) -> None:
    """Count a fault of the given kind, and keep its one line for the end of the crawl."""
    stats.inc_value("faults")
    stats.inc_value(f"faults/{kind}")
    stats.set_value("faults/messages", [*stats.get_value("faults/messages", []), message])


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
        report_fault(self.stats, "spider", f"{response.url}: {failure.value!r}")

    def item_error(self, item: Any, response: Any, failure: Failure | None = None) -> None:
        """Count an exception of a pipeline."""
        address = getattr(getattr(item, "fetch", item), "url", "?")
        report_fault(self.stats, "pipeline", f"{address}: {failure.value!r}" if failure else str(address))
