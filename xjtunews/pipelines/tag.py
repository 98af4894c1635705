"""Read an article: the passages that report an event, and who and what is in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from xjtunews.items import Article, Reading
from xjtunews.language.reading import read_text
from xjtunews.sites.layout import Site
from xjtunews.sites.registry import site_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Tag:
    """Run the rules of ``language/`` over an article."""

    def __init__(self, stats: Any, site: Site | None = None) -> None:
        self.stats = stats
        self.site = site

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Tag:
        """Return the pipeline."""
        return cls(crawler.stats, getattr(crawler.spider, "site", None))

    def process_item(self, item: Any) -> Any:
        """Return the article with what the rules read in it."""
        if isinstance(item, Article):
            item.reading = read_article(item, self.site)
            self._count(item.reading)
        return item

    def _count(self, reading: Reading) -> None:
        for passage in reading.passages:
            self.stats.inc_value(f"tag/dates/{passage.date.rule}")
        scenes = (*reading.scenes, reading.elsewhere)
        counts = {
            "people": sum(len(scene.people) for scene in scenes),
            "parties": sum(len(scene.parties) for scene in scenes),
            "places": sum(len(scene.locations) for scene in scenes),
            "agreements": sum(len(scene.agreements) for scene in scenes),
            "figures": len(reading.figures),
            "topics": len(reading.topics),
        }
        for name, count in counts.items():
            if count:
                self.stats.inc_value(f"tag/{name}", count)


def read_article(article: Article, site: Site | None = None) -> Reading:
    """Return what the rules read in an article; ``site`` is whose it is where its address does not say so."""
    published = date.fromisoformat(article.published[:10]) if article.published else None
    own = (site_of(article.url) if article.url else None) or site
    if own is None:
        return read_text(article.title or "", article.paragraphs, published)
    # the first domain is the university's own; on the others its partners write
    host = urlsplit(article.url or "").hostname or ""
    sure = f".{host}".endswith(f".{own.domains[0]}")
    return read_text(article.title or "", article.paragraphs, published, own.names, sure=sure)
