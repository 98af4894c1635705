"""Let nothing half-read pass: an article is complete and typed, or stored as refused, with the reason."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from xjtunews.extensions.faults import report_fault
from xjtunews.items import Article
from xjtunews.language.dates import parse_day
from xjtunews.sites.addresses import minted_on
from xjtunews.sites.registry import layout_named

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
#: An article may wait some days before it is published, or be dated on the day that it reports.
_FARTHEST = timedelta(days=7)
_REPLACEMENT = "\ufffd"


class Validate:
    """Turn an article that is none into a refusal."""

    def __init__(self, stats: Any) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Validate:
        """Return the pipeline."""
        return cls(crawler.stats)

    def process_item(self, item: Any) -> Any:
        """Return the article, or its fetch, which says why it is refused."""
        if not isinstance(item, Article):
            return item
        reason = why_refused(item)
        if reason is None:
            self.compare_with_id(item)
            return item
        self.stats.inc_value(f"refused/{reason}")
        assert item.fetch is not None
        if item.document is not None:  # a file that a user named
            report_fault(self.stats, "seeds", f"seed {item.fetch.url}: holds no article ({reason})")
        return replace(item.fetch, status="refused", reason=reason)

    def compare_with_id(self, article: Article) -> None:
        """Count and log a date far from the one on which the CMS gave the article its number; the date stays."""
        minted = minted_on(article.url or "", layout_named(article.layout))
        printed = parse_day((article.published or "")[:10])
        if minted and printed and abs(printed - minted) > _FARTHEST:
            self.stats.inc_value("published/far-from-id")
            logger.info("%s is dated %s, but its number was given out on %s", article.url, printed, minted)


def why_refused(article: Article) -> str | None:
    """Return why an article cannot be stored, or None where it can.

    >>> why_refused(Article(title="签约", body="双方签约。")), why_refused(Article(body="双方签约。"))
    (None, 'no-title')
    """
    if not article.title or not article.title.strip():
        return "no-title"
    shown = article.images or article.media or article.attachments
    if not (article.body.strip() or shown or article.published):
        return "no-text"
    if article.published is not None and not _ISO.fullmatch(article.published):
        return "no-iso-date"
    if article.views is not None and (not isinstance(article.views, int) or article.views < 0):
        return "views-no-number"
    if _REPLACEMENT in article.title or _REPLACEMENT in article.body:
        return "undecodable-text"
    return None
