"""Find the fields of an article on its page, and hand them to a loader as the raw strings that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from xjtunews.items import Link
from xjtunews.language.breadcrumbs import is_breadcrumb, parse_breadcrumb
from xjtunews.language.credits import credits_of
from xjtunews.language.labels import find_count, parse_labels
from xjtunews.language.text import fold
from xjtunews.loaders import ArticleLoader
from xjtunews.sites import generic
from xjtunews.sites.addresses import canonical_url
from xjtunews.sites.article_text import (
    ArticleText,
    Related,
    find_related,
    read_article_text,
)
from xjtunews.sites.blocks import Blocks, Line, line_text, read_blocks
from xjtunews.sites.layout import Layout, Site
from xjtunews.sites.page import Page

_CRUMB = "//*[not(self::script or self::style)]/text()[contains(., '位置')]/.."
_CRUMB_END = "//text()[contains(., '正文')][string-length(normalize-space()) < 40]/.."
_SHORTEST_CRUMB, _LONGEST_CRUMB, _LONGEST_COLUMN = 12, 160, 30
_MOST_CRUMBS, _FEWEST_STEPS = 20, 2
_HEADER_LINES = 40
#: So many lines below the text tell what else the site prints there.
_BELOW_LINES = 300


def base_of(page: Page) -> str:
    """Return the address that the page's relative links start from."""
    declared = page.find("//base/@href")
    return urljoin(page.url or "", str(declared[0]).strip()) if declared else page.url or ""


def load_article(page: Page, layout: Layout, site: Site | None, stats: Any) -> ArticleLoader | None:
    """Fill a loader from ``page``, or return None where the layout finds no text and no picture in it."""
    loader = ArticleLoader(stats=stats, browser_title=page.browser_title, site_names=_site_names(page, layout))
    container, blocks = _container(page, layout, loader)
    if blocks is None:
        return None
    region = _region(page, layout, container)
    for rule in layout.title:
        if loader.has("title"):
            break
        # What a meta tag calls the headline is one, also where the browser's title is only the site's name.
        loader.context["browser_title"] = None if rule.endswith("@content") else page.browser_title
        for text in page.texts(rule):
            loader.add_value("title", text)
        loader.track("title", rule, loader.has("title"))
    if not loader.has("title") and page.browser_title:
        loader.add_value("title", page.browser_title)
    title = loader.get_output_value("title")
    above, below = _around(region, container)
    content = read_article_text(blocks.lines)
    loader.add_value("layout", layout.name)
    before, behind = _split_at_title([line.text for line in above], title)
    add_header(loader, behind + content.header)
    # Over the headline and under the text stand other articles, too: what has no label there is not ours.
    add_header(loader, before, only_labelled=True)
    add_header(loader, [line.text for line in below[:_HEADER_LINES]], only_labelled=True)
    for rule in layout.published:
        _add(loader, page, "published", rule)
    crumb = _crumb(page)
    if crumb:
        loader.add_value("section", crumb)
    for rule in layout.section:
        if not loader.has("section"):
            _add(loader, page, "section", rule)
    for rule in layout.source:
        if not loader.has("source"):
            _add(loader, page, "source", rule)
    if not content.paragraphs and not blocks.images and not loader.has("published"):
        return None  # an empty container on a page that says nothing of itself
    loader.add_value("images", blocks.images)
    content.related += find_related(below, len(content.paragraphs))
    content.below += [line.text for line in (below if site is not None else _rest(page, container)) if line.text]
    loader.add_value("headings", page.browser_title)
    add_text(loader, content, page, site)
    return loader


def _add(loader: ArticleLoader, page: Page, name: str, rule: str) -> None:
    for text in page.texts(rule):
        loader.add_value(name, text)
    loader.track(name, rule, loader.has(name))


def _site_names(page: Page, layout: Layout) -> list[str]:
    """Return the names that the page gives its site; the first keyword is one, the others cut up the headline."""
    names = []
    for rule in layout.site_name:
        for text in page.texts(rule)[:1]:
            names.append(text.split(",")[0] if "eywords" in rule else text)
    return names


def _container(page: Page, layout: Layout, loader: ArticleLoader) -> tuple[HtmlElement | None, Blocks | None]:
    """Return the element that holds the text, and its lines: the first with text, else with pictures."""
    if not layout.body:
        blocks = generic.read_text(page)
        return None, blocks
    best: tuple[HtmlElement | None, Blocks | None] = (None, None)
    for rule in layout.body:
        found = page.find(rule)
        loader.track("body", rule, bool(found))
        for element in found:
            blocks = read_blocks(element)
            if any(line.text for line in blocks.lines):
                return element, blocks
            if best[1] is None or blocks.images > best[1].images:
                best = element, blocks
    return best


def _region(page: Page, layout: Layout, container: HtmlElement | None) -> HtmlElement:
    """Return the element that holds headline, labels and text together."""
    if container is None:
        return page.root.body if page.root.body is not None else page.root
    for rule in layout.region:
        for element in page.find(rule, container):
            return element
    title = fold(page.browser_title or "")
    element = container
    for ancestor in container.iterancestors():
        element = ancestor
        if ancestor.tag in ("body", "html"):
            break
        headings = ancestor.xpath("descendant::*[self::h1 or self::h2 or self::h3 or contains(@class, 'tit')]")
        if any(len(text := fold(line_text(h, 500))) > 3 and title.startswith(text) for h in headings[:20]):
            break
    return element


def _around(region: HtmlElement, container: HtmlElement | None) -> tuple[list[Line], list[Line]]:
    """Return the lines of ``region`` above and below the text; far above stands the menu."""
    if container is None:
        return [], []  # the fallback brings the header among the lines of the text
    blocks = read_blocks(region, skip=container)
    return blocks.lines[: blocks.skipped_at][-_HEADER_LINES:], blocks.lines[blocks.skipped_at :]


def _rest(page: Page, container: HtmlElement | None) -> list[Line]:
    """Return all lines of a page below the text: on a site that nobody knows, they tell what sort of site it is."""
    body = page.root.find(".//body")
    blocks = read_blocks(page.root if body is None else body, skip=container)
    return blocks.lines[blocks.skipped_at if container is not None else 0 :]


def _split_at_title(lines: list[str], title: str | None) -> tuple[list[str], list[str]]:
    """Return the lines over the headline, and those between it and the text."""
    folded = fold(title or "")
    for number in range(len(lines) - 1, -1, -1):
        if folded and fold(lines[number]) == folded:
            return lines[:number], lines[number + 1 :]
    return [], lines


def _crumb(page: Page) -> str | None:
    """Return the column that the path at the top of the page ends with."""
    for line in _crumb_lines(page):
        column = parse_breadcrumb(line)
        if column and len(column) <= _LONGEST_COLUMN:
            return column
    return None


def _crumb_lines(page: Page) -> Iterator[str]:
    """Yield what may be the path: a line that says so, then one of links that ends with `正文`."""
    for element in page.find(_CRUMB)[:_MOST_CRUMBS]:
        for text in _texts_around(element):
            if is_breadcrumb(text) and len(text) >= _SHORTEST_CRUMB:
                yield text
                break
    for element in page.find(_CRUMB_END)[:_MOST_CRUMBS]:
        for parent, text in zip(_with_ancestors(element), _texts_around(element), strict=False):
            if text.rstrip(" >»|/").endswith("正文") and len(parent.findall(".//a")) >= _FEWEST_STEPS:
                yield text
                break


def _with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _texts_around(element: HtmlElement) -> Iterator[str]:
    """Yield the text of ``element`` and of its ancestors, as long as one is short enough for a path."""
    for parent in _with_ancestors(element):
        text = line_text(parent, _LONGEST_CRUMB * 4)
        if len(text) > _LONGEST_CRUMB:
            return
        yield text


def add_header(loader: ArticleLoader, lines: list[str], *, only_labelled: bool = False) -> None:
    """Add what the labels of header lines say; a date or a count without a label counts after those with one.

    Lines read later add only what those before them left open, and credits.
    """
    text = "\n".join(lines)
    had = {name for name in ("published", "source", "views", "section") if loader.has(name)}
    for found in parse_labels(text):
        if found.field.startswith("credit:"):
            _add_credit(loader, found.field, found.value)
        elif found.field == "url":
            loader.add_value("url", canonical_url(found.value))
        elif found.field in ("published", "source", "views", "section") and found.field not in had:
            loader.add_value(found.field, found.value or _next_line(text, found.end))
    if only_labelled:
        return
    if not loader.has("published"):
        for line in text.split("\n"):
            if not loader.has("published"):
                loader.add_value("published", line)
    if not loader.has("views"):
        count = find_count(text)
        loader.add_value("views", None if count is None else str(count))


def _next_line(text: str, end: int) -> str:
    """Return the line behind an empty label, if a number is all that it holds: a count in a block of its own."""
    following = text[end:].lstrip("\n").split("\n", 1)[0].strip()
    return following if following.rstrip("次").isdecimal() else ""


def _add_credit(loader: ArticleLoader, label: str, value: str) -> None:
    value = value.split("\n")[0]
    if value and len(value) <= 60:
        loader.add_value("credits", credits_of(label, value))


def add_text(loader: ArticleLoader, content: ArticleText, page: Page | None, site: Site | None) -> None:
    """Add paragraphs, credits and links; ``page`` gives the address that relative links start from."""
    loader.add_value("body", content.paragraphs)
    loader.add_value("credits", content.credits)
    loader.add_value("below", content.below[:_BELOW_LINES])
    base = base_of(page) if page is not None else None
    links: list[Link] = []
    for kind, found in (("related", content.related), ("body", content.links)):
        for related in found:
            links.append(_link(len(links) + 1, kind, related, base, site))
    loader.add_value("links", links)


def _link(position: int, kind: str, related: Related, base: str | None, site: Site | None) -> Link:
    url = urljoin(base, related.url.strip()) if base else related.url.strip()
    return Link(position, kind, url, related.label, canonical_url(related.url, site, base), related.paragraph)
