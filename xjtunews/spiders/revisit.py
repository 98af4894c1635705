"""Decide what a crawl need not ask for again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from xjtunews.items import Known, Link


class KnownAddresses(Protocol):
    """Answer what earlier crawls know; the pipeline that opens the database hands one to the spider."""

    def find(self, url: str) -> Known | None:
        """Return what is known of an address."""

    def has_article(self, article_id: str) -> bool:
        """Tell whether an article is stored."""

    def list_links(self, url: str) -> list[Link]:
        """Return the links of a column page as it was the last time."""

    def related_links(self, article_id: str) -> list[Link]:
        """Return the related links of a stored article."""


def is_settled(known: Known, today: date, days: int) -> bool:
    """Tell whether a known article is old enough to be left alone: published, or else fetched, ``days`` days ago.

    Articles are corrected in their first days; an address that brought no article is asked for again.

    >>> known = Known("fetched", "2024-05-20T10:00:00+08:00", article_id="a", published="2024-05-10")
    >>> is_settled(known, date(2024, 5, 20), 7), is_settled(known, date(2024, 5, 12), 7)
    (True, False)
    """
    if known.article_id is None or known.status not in ("fetched", "redirected", "same-article"):
        return False
    if known.published is not None:
        return date.fromisoformat(known.published[:10]) + timedelta(days) <= today
    return today < date.fromisoformat(known.fetched[:10]) + timedelta(days)  # undated: once in that many days


def conditions(known: Known | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it is not what it was.

    >>> conditions(Known("list", "2024-05-20", etag='"1-a"'))
    {'If-None-Match': '"1-a"'}
    """
    if known is None or not (known.article_id or known.status == "list"):
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}
