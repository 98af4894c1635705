"""Read the pages of a column: its items, and where its next page is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urljoin

from xjtunews.items import Link
from xjtunews.language.text import clean_line
from xjtunews.sites.addresses import canonical_url, content_match, host_of
from xjtunews.sites.blocks import line_text
from xjtunews.sites.fields import base_of
from xjtunews.sites.layout import Layout, Site
from xjtunews.sites.page import Page


@dataclass(slots=True)
class Listing:
    """Hold what a column's page lists, in its order, and the address of the page behind it."""

    links: list[Link] = field(default_factory=list)
    next_page: str | None = None


def read_list(page: Page, layout: Layout, site: Site | None) -> Listing:
    """Return the items of a column's page, each address once."""
    links: list[Link] = []
    seen = set()
    titles: Counter[str] = Counter()
    base = base_of(page)
    for rule in layout.items:
        for anchor in page.find(rule):
            href = (anchor.get("href") or "").strip()
            address = canonical_url(href, site, base)
            if address is None or address in seen or not _is_item(address, layout, rule, base):
                continue
            seen.add(address)
            title = clean_line(anchor.get("title") or "")
            titles[title] += 1
            # On some sites every link has the site's name for its title.
            label = line_text(anchor) if not title or titles[title] > 1 else title
            links.append(Link(len(links) + 1, "column", urljoin(base, href), label, address))
    next_page = None
    for rule in layout.next_page:
        for anchor in page.find(rule):
            next_page = next_page or canonical_url(anchor.get("href") or "", site, base)
    return Listing(links, next_page if next_page != page.url else None)


def _is_item(address: str, layout: Layout, rule: str, base: str) -> bool:
    """Tell an article's address from the menu's: it has the CMS's number, or a listed item leaves for another site."""
    if layout.content_id is None or content_match(address, layout):
        return True
    return rule == layout.items[0] and bool(host_of(base)) and host_of(address) != host_of(base)
