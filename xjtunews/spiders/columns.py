"""Walk a column page by page: what of it is new to the walk, what is out of range, and where the walk ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from xjtunews.items import Link, Listed
from xjtunews.sites.addresses import article_id
from xjtunews.sites.layout import Layout


@dataclass(slots=True)
class Walk:
    """Hold how far the walk of one column has come: its first page, the pages and the items so far.

    ``captured`` is when the first page came (ISO 8601), None where an archive does not say it.
    """

    column: str
    captured: str | None = None
    pages: int = 0
    items: dict[str, Listed] = field(default_factory=dict)

    def add_page(self, links: Iterable[Link], layout: Layout | None) -> list[Link]:
        """Count a page, and return those of its links that no page before it listed.

        Pages overlap: where items are hidden until a script runs, where an item is pinned on each page, and where a
        new item moves all others down while a crawl is on its way.
        """
        self.pages += 1
        new = []
        for link in links:
            if link.address is None:
                continue
            item = article_id(link.address, layout)
            if item not in self.items:
                self.items[item] = Listed(item, link.address, link.label, link.published)
                new.append(link)
        return new


def is_before(published: str | None, since: date | None) -> bool:
    """Tell whether what was published then is certainly older than ``since``."""
    return since is not None and published is not None and date.fromisoformat(published[:10]) < since


def is_after(published: str | None, until: date | None) -> bool:
    """Tell whether what was published then is certainly newer than ``until``."""
    return until is not None and published is not None and date.fromisoformat(published[:10]) > until


def ends_before(links: Iterable[Link], since: date | None) -> bool:
    """Tell whether a page shows that nothing behind it can be as new as ``since``: all its dates are older.

    Old items that are pinned above newer ones end nothing, and a page without dates says nothing.

    >>> def link(published):
    ...     return Link(1, "column", "", "", None, None, published)
    >>> ends_before([link("2020-01-01"), link("2024-05-10"), link("2024-05-09")], date(2024, 5, 10))
    False
    >>> ends_before([link("2024-05-09"), link(None)], date(2024, 5, 10)), ends_before([link(None)], date(2024, 5, 10))
    (True, False)
    """
    dates = [link.published for link in links if link.published]
    return bool(dates) and since is not None and all(is_before(day, since) for day in dates)
