"""Read the pages of a column: its items with their dates, and where its next page is.

What is an item is told by the pager: the items stand right before it. Items that are hidden until a script runs count;
what a script would show is not known, and a crawl that has an item twice asks for it once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from lxml.html import HtmlElement

from xjtunews.items import Link
from xjtunews.language.list_dates import ListDate, complete_years, dated_by_address, find_list_date
from xjtunews.language.text import clean_line
from xjtunews.sites.addresses import absolute_url, article_id, canonical_url, content_match, host_of
from xjtunews.sites.blocks import line_text
from xjtunews.sites.fields import base_of
from xjtunews.sites.layout import Layout, Site
from xjtunews.sites.page import Page

#: The component of the CMS that an item belongs to: `line_u12_0`.
_UNIT = re.compile(r"\Aline_?(u\d+)_")
_ROWS = frozenset(("li", "tr", "dd", "dt"))
_NOT_NEXT = ("尾页", "末页", "最后", "last", "end")
_CUT = ("...", "…")
_SILENT = frozenset(("script", "style", "noscript", "template"))
_DEEPEST_ROW, _MOST_ROWS, _LARGEST_ROW = 8, 50, 300


@dataclass(slots=True)
class Listing:
    """Hold what a column's page lists, in its order, and the address of the page behind it.

    ``last`` tells that its pager says that there is none; a page that was cut off has no pager, and says nothing.
    """

    links: list[Link] = field(default_factory=list)
    next_page: str | None = None
    last: bool = False


@dataclass(slots=True)
class _Item:
    """Hold one link of a list: where it leads, and the row of the list that it stands in."""

    anchor: HtmlElement
    row: HtmlElement
    href: str
    address: str
    own: bool


def read_list(page: Page, layout: Layout, site: Site | None) -> Listing:
    """Return the items of a column's page, each article once, and its next page."""
    base = base_of(page)
    pagers = [found for rule in layout.pager for found in page.find(rule)]
    found = _links(page, layout, site, base)
    items = _around_pager(found, pagers) if pagers else None
    items = _by_rules(found, page, layout, base) if items is None else items
    links: list[Link] = []
    seen = set()
    titles = Counter(clean_line(item.anchor.get("title") or "") for item in items)
    for item in items:
        key = article_id(item.address, layout)
        if key in seen:
            continue
        seen.add(key)
        pieces = _pieces(item.row)
        printed = find_list_date(pieces)
        label = _label(item.anchor, titles, printed)
        published = dated_by_address(printed.iso if printed else None, item.address)
        links.append(
            Link(len(links) + 1, "column", absolute_url(item.href, base), label, item.address, None, published)
        )
    dates = complete_years(link.published for link in links)
    links = [replace(link, published=day) for link, day in zip(links, dates, strict=True)]
    buttons = _next_buttons(page, layout)
    addresses = [canonical_url(anchor.get("href") or "", site, base) for anchor in buttons]
    following = (address for address in addresses if address is not None and address != page.url)
    return Listing(links, next(following, None), last=bool(pagers) and not buttons)


def _next_buttons(page: Page, layout: Layout) -> list[HtmlElement]:
    """Return the buttons for the next page; the one for the last page looks the same."""
    found = (anchor for rule in layout.next_page for anchor in page.find(rule))
    return [anchor for anchor in found if not line_text(anchor).lower().startswith(_NOT_NEXT)]


def _links(page: Page, layout: Layout, site: Site | None, base: str) -> list[_Item]:
    """Return all links of a page that can be asked for, in its order."""
    found = []
    for anchor in page.find("//a[@href]"):
        href = (anchor.get("href") or "").strip()
        address = canonical_url(href, site, base)
        if address is not None:
            own = layout.content_id is not None and content_match(address, layout) is not None
            found.append(_Item(anchor, anchor, href, address, own))
    return found


def _by_rules(links: list[_Item], page: Page, layout: Layout, base: str) -> list[_Item]:
    """Return the items of a page without a pager: all that the layout's rules find, and their neighbours."""
    by_anchor = {item.anchor: item for item in links}
    found: dict[HtmlElement, _Item] = {}
    for rule in layout.items:
        for anchor in page.find(rule):
            item = by_anchor.get(anchor)
            if item is not None and _is_item(item.address, layout, rule, base):
                found.setdefault(anchor, item)
    chosen = {item.anchor: item for item in _with_rows(list(found.values()))}
    neighbours = _neighbours(links, [item for item in chosen.values() if _is_dated_row(item.row)])
    if not neighbours:
        return list(chosen.values())
    listed = neighbours | chosen
    return [listed[item.anchor] for item in links if item.anchor in listed]


def _neighbours(links: list[_Item], items: list[_Item]) -> dict[HtmlElement, _Item]:
    """Return the links to other sites that stand in dated rows of their own among those of ``items``."""
    containers = {item.row.getparent() for item in items}
    tags = {item.row.tag for item in items}
    rows = {item.row for item in items}
    found = {}
    for link in links:
        if not link.own and containers:
            row = next((e for e in link.anchor.iterancestors() if e.getparent() in containers), None)
            if row is not None and row not in rows and row.tag in tags and find_list_date(_pieces(row)):
                rows.add(row)
                found[link.anchor] = replace(link, row=row)
    return found


def _is_item(address: str, layout: Layout, rule: str, base: str) -> bool:
    """Tell an article's address from the menu's: it has the CMS's number, or a listed item leaves for another site."""
    if layout.content_id is None or content_match(address, layout):
        return True
    return rule == layout.items[0] and bool(host_of(base)) and host_of(address) != host_of(base)


def _with_rows(items: list[_Item]) -> list[_Item]:
    """Return the items with their rows: the largest element around each that holds no other item."""
    addresses: dict[HtmlElement, set[str]] = {}
    for item in items:
        for element in item.anchor.iterancestors():
            addresses.setdefault(element, set()).add(item.address)
    return [replace(item, row=_row(item.anchor, addresses)) for item in items]


def _row(anchor: HtmlElement, addresses: dict[HtmlElement, set[str]]) -> HtmlElement:
    row = anchor
    for _ in range(_DEEPEST_ROW):
        parent = row.getparent()
        if row.tag in _ROWS or parent is None or parent.tag in ("body", "ul", "ol", "table", "tbody"):
            break
        if len(addresses[parent]) > 1:
            break
        row = parent
    return row


def _around_pager(links: list[_Item], pagers: list[HtmlElement]) -> list[_Item] | None:
    """Return the items of the list that the last pager turns the pages of, in their order; None where none is near."""
    buttons = {anchor for pager in pagers for anchor in pager.iter("a")}
    links = [item for item in links if item.anchor not in buttons]
    holders = {element for item in links if item.own for element in item.anchor.iterancestors()}
    undated: set[HtmlElement] = set()
    for region in pagers[-1].iterancestors():
        if region in holders:
            inside = [item for item in links if region in set(item.anchor.iterancestors())]
            found = _of_one_list(inside, region)
            # As far up as the whole page, links to articles may as well be those of a menu above an empty list.
            sure = region.tag != "body" or any(_unit(item.row) or find_list_date(_pieces(item.row)) for item in found)
            return found if sure else []
        rows = [row for row in islice(_rows_with_links(region), _MOST_ROWS) if row not in undated]
        undated.update(takewhile(lambda row: not _is_dated_row(row), rows))
        if not undated.issuperset(rows):
            inside = [item for item in links if region in set(item.anchor.iterancestors())]
            return [item for item in _with_rows(inside) if _is_dated_row(item.row)]
    return None


def _rows_with_links(region: HtmlElement) -> Iterator[HtmlElement]:
    rows = (row for row in region.iter(*_ROWS) if row is not region)
    return (row for row in rows if row.find(".//a") is not None)


def _is_dated_row(row: HtmlElement) -> bool:
    if row.tag not in _ROWS or next(islice(row.iter(), _LARGEST_ROW, None), None) is not None:
        return False
    return find_list_date(_pieces(row)) is not None


def _of_one_list(items: list[_Item], region: HtmlElement) -> list[_Item]:
    """Return the items of the last list in ``region``: boxes before it are others; a row may lead to another site."""
    own = {item.anchor: item for item in _with_rows([item for item in items if item.own])}
    last = list(own.values())[-1]
    shape, unit = _shape(last.row, region), _unit(last.row)
    chosen = {
        item.anchor: item
        for item in own.values()
        if _shape(item.row, region) == shape or (unit is not None and _unit(item.row) == unit)
    }
    neighbours = _neighbours(items, list(chosen.values()))
    listed = neighbours | chosen
    return [listed[item.anchor] for item in items if item.anchor in listed]


def _shape(row: HtmlElement, region: HtmlElement) -> tuple[str, str, str, int]:
    """Return what the rows of one list have in common."""
    parent = row.getparent()
    if parent is None:
        return row.tag, "", "", 0
    depth = next((number for number, element in enumerate(row.iterancestors()) if element is region), 0)
    return row.tag, parent.tag, parent.get("class") or "", depth


def _unit(row: HtmlElement) -> str | None:
    match = _UNIT.match(row.get("id") or "")
    return match[1] if match else None


def _pieces(row: HtmlElement) -> list[str]:
    """Return the pieces of text in a row, as its elements cut them."""
    return [text for node in _texts(row) if (text := clean_line(node))]


def _texts(row: HtmlElement) -> Iterator[str]:
    for node in row.iter():
        if node.text and isinstance(node.tag, str) and node.tag not in _SILENT:
            yield node.text
        if node.tail and node is not row:
            yield node.tail


def _label(anchor: HtmlElement, titles: Counter[str], printed: ListDate | None) -> str:
    """Return the words of a link: its title, unless that is the site's name, which every link has, or says less."""
    title = clean_line(anchor.get("title") or "")
    dates = printed.pieces if printed else ()
    words = clean_line(" ".join(piece for piece in _pieces(anchor) if piece not in dates))
    if title and titles[title] == 1:
        return title
    headings = anchor.xpath("descendant::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
    texts = [text for node in headings if (text := line_text(node)) and text not in dates]
    if len(texts) == 1:
        return texts[0]
    return title if title and words.endswith(_CUT) and title.startswith(words.rstrip(".…")) else words
