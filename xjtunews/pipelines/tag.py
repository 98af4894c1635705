"""Find the passages of an article that report an event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from xjtunews.items import Article
from xjtunews.language.mentions import find_passages

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Tag:
    """Run the rules of ``language/`` over an article."""

    def __init__(self, stats: Any) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Tag:
        """Return the pipeline."""
        return cls(crawler.stats)

    def process_item(self, item: Any) -> Any:
        """Return the article with its passages."""
        if isinstance(item, Article):
            published = date.fromisoformat(item.published[:10]) if item.published else None
            item.passages = list(find_passages(item.paragraphs, published, item.title or ""))
            for passage in item.passages:
                self.stats.inc_value(f"tag/dates/{passage.date.rule}")
        return item
