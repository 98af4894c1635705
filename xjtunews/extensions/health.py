"""Watch how well a crawl reads, site by site and field by field, and say so at its end."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from scrapy import signals

from xjtunews.extensions.faults import report_fault
from xjtunews.health import SiteHealth, floors_of, judge, outcome, table
from xjtunews.items import Article, Fetch, ListPage
from xjtunews.sites.addresses import host_of
from xjtunews.sites.registry import all_sites, layout_named, site_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

logger = logging.getLogger(__name__)

#: Statistics by which the parts of a crawl hand on what they know: the report, and those of earlier runs.
HEALTH, BEFORE = "health", "health/before"
_DOCUMENTS = "documents"
_SKIPPED = "skipped/"


def site_name(url: str | None) -> str:
    """Return the name under which a page is counted: of its site, else its host; documents have none."""
    if url is None or "://" not in url:
        return _DOCUMENTS
    site = site_of(url)
    return site.name if site else host_of(url)


class RuleStats(Counter[str]):
    """Count the rules that the loaders of one site try; Scrapy's own statistics take longer over each."""

    def inc_value(self, key: str, count: int = 1) -> None:
        """Count, as Scrapy's own statistics do."""
        self[key] += count


class Health:
    """Collect what becomes of every page; at the end report each site, and fields below the floors of its file."""

    def __init__(self, stats: StatsCollector, fewest: int) -> None:
        self.stats = stats
        self.fewest = fewest
        self.sites: dict[str, SiteHealth] = {}
        self.rules: dict[str, RuleStats] = defaultdict(RuleStats)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Health:
        """Return the extension, connected."""
        assert crawler.stats is not None
        extension = cls(crawler.stats, crawler.settings.getint("HEALTH_FEWEST"))
        for name in ("spider_opened", "item_scraped", "spider_closed"):
            crawler.signals.connect(getattr(extension, name), signal=getattr(signals, name))
        return extension

    def site(self, name: str) -> SiteHealth:
        """Return the counts of a site."""
        return self.sites.setdefault(name, SiteHealth())

    def spider_opened(self, spider: Any) -> None:
        """Let the spider's loaders count their rules here."""
        spider.rule_stats = lambda url: self.rules[site_name(url)]

    def item_scraped(self, item: Any) -> None:
        """Count an item that went through all pipelines."""
        if isinstance(item, Article):
            site = self.site(_DOCUMENTS if item.document else site_name(item.url))
            site.count_article(item)
            site.links.update(link.kind for link in item.links)
        elif isinstance(item, ListPage):
            site = self.site(site_name(item.fetch.url))
            site.links.update(link.kind for link in item.links)
            site.outcomes["list"] += 1
        elif isinstance(item, Fetch):
            found = outcome(item.status, item.reason)
            if found is not None:
                self.site(site_name(item.url)).outcomes[found] += 1

    def spider_closed(self, spider: Any, reason: str) -> None:
        """Judge the run; what is wrong with it is a fault, and all that was read is stored all the same."""
        known = all_sites()
        self._add_rules()
        reports = {}
        for name, site in sorted(self.sites.items()):
            layouts = (layout_named(layout) for layout in site.layouts)
            site.add_silent_rules(layout for layout in layouts if layout is not None)
            reports[name] = site.report(floors_of(known.get(name)), self.fewest)
        counts = self.stats.get_stats()
        skipped = {key.removeprefix(_SKIPPED): counts[key] for key in sorted(counts) if key.startswith(_SKIPPED)}
        before = self.stats.get_value(BEFORE) or {}
        for message in judge(reports, before):
            report_fault(self.stats, "health", message)
        none = not any(report["articles"] for report in reports.values())
        if none and not skipped and reason == "finished" and not self._out_of_range():
            report_fault(self.stats, "health", "no article was read; is the site still where its file says?")
        report = {"sites": reports, "skipped": skipped}
        self.stats.set_value(HEALTH, report)
        self.stats.set_value(BEFORE, None)
        for line in table(report):
            logger.info(line)

    def _add_rules(self) -> None:
        """Add the rules to the counts of their sites, and to the statistics of the run."""
        for name, counts in self.rules.items():
            for key, hits in counts.items():
                self.stats.inc_value(key, hits)
                self.site(name).count_rule(key, hits)

    def _out_of_range(self) -> bool:
        return any(site.outcomes["out-of-range"] for site in self.sites.values())
