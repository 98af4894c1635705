"""Read an article: the passages that report an event, and who and what is in them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from xjtunews.database.hosts import is_trusted
from xjtunews.items import Article, Reading
from xjtunews.language.comparison import Outline
from xjtunews.language.reading import Document, read_document
from xjtunews.pipelines.rules_process import RulesProcess
from xjtunews.sites.layout import Site
from xjtunews.sites.registry import site_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

#: Where so many articles are to be read, a second process is worth its start.
_WORTH_A_PROCESS = 50


class Tag:
    """Run the rules of ``language/`` over every article: those of a long crawl in a process of their own."""

    def __init__(self, stats: Any, site: Site | None = None, processes: int = 1) -> None:
        self.stats = stats
        self.site = site
        self.processes = processes
        self.articles = 0
        self.rules: RulesProcess | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Tag:
        """Return the pipeline."""
        processes = crawler.settings.getint("RULE_PROCESSES") or os.cpu_count() or 1
        return cls(crawler.stats, getattr(crawler.spider, "site", None), processes)

    def process_item(self, item: Any) -> Any:
        """Return the article with what the rules read in it, or a coroutine that will."""
        if not isinstance(item, Article):
            return item
        self.articles += 1
        if self.rules is None and self.processes > 1 and self._expected() > _WORTH_A_PROCESS:
            self.rules = RulesProcess()
        if self.rules is not None and self.rules.alive:
            return self._read_elsewhere(item, self.rules)
        return self._keep(item, read_article(item, self.site))

    def _expected(self) -> int:
        """Return how many articles there may be, as far as is known by now."""
        requests: int = self.stats.get_value("scheduler/enqueued", 0)
        return max(self.articles, requests)

    def close_spider(self) -> None:
        """End the other process."""
        if self.rules is not None:
            self.rules.close()

    async def _read_elsewhere(self, item: Article, rules: RulesProcess) -> Article:
        return self._keep(item, with_outline(await rules.read(describe(item, self.site)), item))

    def _keep(self, item: Article, reading: Reading) -> Article:
        item.spam, item.reading = reading.spam, reading
        self._count(reading)
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
            "mirrors": bool(reading.spam.signs),
        }
        for name, count in counts.items():
            if count:
                self.stats.inc_value(f"tag/{name}", count)


def read_article(article: Article, site: Site | None = None) -> Reading:
    """Return what the rules read in an article; ``site`` is whose it is where its address does not say so.

    What shows it to be a spam mirror is looked for, unless the article brings that along.
    """
    return with_outline(read_document(describe(article, site)), article)


def with_outline(reading: Reading, article: Article) -> Reading:
    """Return the reading with what the search for copies goes by, if it lacks that."""
    if reading.outline is None:
        reading.outline = Outline.of(article.title or "", article.body, article.published)
    return reading


def describe(article: Article, site: Site | None = None) -> Document:
    """Return what the rules look at of an article: so the process that runs them need not know sites and items."""
    host = urlsplit(article.url or "").hostname
    declared = site_of(article.url) if article.url else None
    own = declared or site
    return Document(
        article.title or "",
        article.body,
        article.published,
        article.url,
        tuple(article.headings),
        tuple(article.below),
        own.names if own else (),
        # the first domain is the university's own; on the others its partners write
        sure=own is not None and f".{host or ''}".endswith(f".{own.domains[0]}"),
        is_known_host=host is None or is_trusted(host) or declared is not None,
        spam=article.spam,
    )
