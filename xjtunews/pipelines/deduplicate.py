"""Give every article its id and the fingerprint of its text; a second copy of one article in a run goes no further."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import signals

from xjtunews.database.writer import place
from xjtunews.items import Article
from xjtunews.language.text import fingerprint
from xjtunews.sites.addresses import article_id
from xjtunews.sites.registry import layout_for, layout_named

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

#: Texts shorter than this say too little to tell two articles apart; title and date join in.
_SHORT = 40


class Deduplicate:
    """Recognise the article that a page is: by the number in its address, else by its cleaned text."""

    def __init__(self, stats: Any) -> None:
        self.stats = stats
        self.places: dict[str, tuple[str, ...]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Deduplicate:
        """Return the pipeline."""
        pipeline = cls(crawler.stats)
        crawler.signals.connect(pipeline.item_error, signal=signals.item_error)
        return pipeline

    def process_item(self, item: Any) -> Any:
        """Return the article with its identity, or the ``Fetch`` of one that came from a better place already."""
        if not isinstance(item, Article):
            return item
        assert item.fetch is not None
        item.id = identify(item)
        item.text_hash = hash_text(item)
        item.fetch.article_id = item.id
        here = (*place(item.document, item.url), item.fetch.url)  # the last settles two files of one name
        known = self.places.setdefault(item.id, here)
        if known < here:
            self.stats.inc_value("deduplicate/same-article")
            return replace(item.fetch, status="fetched")
        self.places[item.id] = here
        return item

    def item_error(self, item: Any) -> None:
        """Forget an article that a later pipeline broke on: another copy of it may still be stored."""
        if isinstance(item, Article) and item.id is not None:
            self.places.pop(item.id, None)


def identify(article: Article) -> str:
    """Return the id of an article: of its address, or of its text where it has none."""
    if article.url is not None:
        return article_id(article.url, layout_named(article.layout) or layout_for(article.url))
    return "text-" + fingerprint(article.title or "", article.body)[:16]


def hash_text(article: Article) -> str:
    """Return the fingerprint by which the same text is known under another address.

    >>> one = Article(title="签约", published="2024-01-05", body="双方签约")
    >>> other = Article(title="签约", published="2025-01-05", body="双方签约")
    >>> hash_text(one) == hash_text(other)
    False
    """
    if len(article.body) < _SHORT:
        return fingerprint(article.title or "", article.published or "", article.body)
    return fingerprint(article.body)
