"""Find the fields of an article on its page, and hand them to a loader as the raw strings that stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, tee
from typing import Any

from lxml.html import HtmlElement

from xjtunews.items import Link
from xjtunews.language.ambiguous_dates import resolve_date
from xjtunews.language.breadcrumbs import has_steps, is_breadcrumb, parse_breadcrumb
from xjtunews.language.text import fold
from xjtunews.language.titles import is_headline
from xjtunews.loaders import ArticleLoader
from xjtunews.sites.addresses import absolute_url, canonical_url
from xjtunews.sites.article_text import (
    ArticleText,
    Related,
    find_related,
    read_article_text,
)
from xjtunews.sites.blocks import Blocks, Line, line_text, read_blocks
from xjtunews.sites.containers import find_container
from xjtunews.sites.extras import list_attachments, list_media, list_neighbours
from xjtunews.sites.headers import (
    add_header,
    add_lone_date,
    before_footer,
    is_article_form,
    is_whole_article,
    split_at_title,
)
from xjtunews.sites.headlines import column_names, find_headline
from xjtunews.sites.identity import identify_content
from xjtunews.sites.layout import Layout, Site
from xjtunews.sites.mastheads import byline_date
from xjtunews.sites.page import Page

_CRUMB = "//text()[contains(., '位置')][not(parent::script or parent::style)]/.."
_CRUMB_END = "//text()[contains(., '正文')][string-length(normalize-space()) < 40]/.."
_SHORTEST_CRUMB, _LONGEST_CRUMB, _LONGEST_COLUMN = 12, 160, 30
_MOST_CRUMBS, _HIGHEST_CRUMB, _FEWEST_STEPS, _MOST_STEPS, _LONGEST_COLUMN_NAME = 20, 20, 2, 8, 12
_HEADER_LINES, _HIGHEST_REGION = 40, 20
_OVER_TITLE, _LONGEST_DATED = 3, 80
_SHORTEST_TITLE, _LONGEST_TITLE = 2, 500
#: The component is printed twice or nested in itself, not more.
_MOST_CONTAINERS = 10
#: So many lines below the text tell what else the site prints there.
_BELOW_LINES = 300


def base_of(page: Page) -> str:
    """Return the address that the page's relative links start from."""
    declared = page.find("//base/@href")
    return absolute_url(str(declared[0]), page.url) if declared else page.url or ""


def load_article(page: Page, layout: Layout, site: Site | None, stats: Any) -> ArticleLoader | None:
    """Fill a loader from ``page``, or return None where the layout finds no text and no picture in it."""
    loader = ArticleLoader(stats=stats, browser_title=page.browser_title, site_names=_site_names(page, layout))
    container, blocks = find_container(page, layout, loader)
    if blocks is None:
        return None
    region, around = _region(page, layout, container)
    above, below = around.lines[: around.skipped_at][-_HEADER_LINES:], around.lines[around.skipped_at :]
    paths, again = tee(_crumb_lines(page))
    over = [line.text for line in above or blocks.lines[:_HEADER_LINES]]
    title = _title(loader, page, layout, container, over, paths)
    content = read_article_text(blocks.lines, exact=container is not None)
    loader.add_value("layout", layout.name)
    before, behind = split_at_title([line.text for line in above], title)
    add_header(loader, behind + content.header)
    under = before_footer([line.text for line in below[:_HEADER_LINES]])
    add_lone_date(loader, before, under, in_form=is_article_form(region))
    # Over the headline and under the text stand other articles, too: what has no label there is not ours.
    add_header(loader, before, only_labelled=True)
    add_header(loader, under, only_labelled=True)
    for name in ("published", "source"):
        loader.track(name, "labels", loader.has(name), kind="label")
    for rule in layout.published:
        _add(loader, page, "published", rule)
    if not loader.has("published"):
        near = (line for line in (*behind, *content.header, *before[-_OVER_TITLE:]) if len(line) <= _LONGEST_DATED)
        loader.add_value("published", next(filter(None, (resolve_date(line, page.text) for line in near)), None))
    if not loader.has("published") and container is None and content.paragraphs:
        loader.add_value("published", byline_date(content.paragraphs[0]))
    crumb = _crumb(again, title)
    if crumb:
        loader.add_value("section", crumb)
    for rule in layout.section:
        if not loader.has("section"):
            _add(loader, page, "section", rule)
    for rule in layout.source:
        if not loader.has("source"):
            _add(loader, page, "source", rule)
    base = base_of(page)
    attachments = list_attachments(page, blocks.lines, above + below, base)
    shown = blocks.images or blocks.media or attachments
    if not (content.paragraphs or shown or loader.has("published") or _frames_another(container)):
        return None  # an empty container on a page that says nothing of itself
    loader.add_value("images", blocks.images)
    content.related += find_related(below, len(content.paragraphs))
    content.below += [line.text for line in (below if site is not None else _rest(page, container)) if line.text]
    loader.add_value("headings", page.browser_title)
    end = content.places[-1] + 1 if content.places else 0
    neighbours = list_neighbours(page, blocks.lines[end:] + below, container, base, site)
    add_text(loader, content, base, site, neighbours)
    identity = identify_content(page.url, page.text, layout)
    for name, value in (
        ("media", list_media(blocks.media, content.places, base)),
        ("attachments", attachments),
        ("owner", identity.owner),
        ("column_id", identity.column),
        ("content_id", identity.content),
    ):
        if value:
            loader.add_value(name, value)
    return loader


def _frames_another(container: HtmlElement | None) -> bool:
    """Tell a text that is nothing but the page of another site, such as an article of WeChat, in a frame."""
    return container is not None and any("://" in (frame.get("src") or "") for frame in container.iter("iframe"))


def _title(
    loader: ArticleLoader,
    page: Page,
    layout: Layout,
    container: HtmlElement | None,
    above: list[str],
    paths: Iterable[str],
) -> str | None:
    """Add the headline to ``loader`` and return it; ``above`` holds the lines over the text.

    Where it is the column that ``paths`` lead to, the browser's title names that one, and the headline is another.
    """
    for rule in layout.title:
        if loader.has("title"):
            break
        if page.browser_title is None and not rule.endswith("@content") and container is not None:
            break  # nothing tells the headings of the page from each other but where they stand
        # What a meta tag calls the headline is one, also where the browser's title is only the site's name.
        loader.context["browser_title"] = None if rule.endswith("@content") else page.browser_title
        for text in page.texts(rule):
            loader.add_value("title", text)
        loader.track("title", rule, loader.has("title"))
    title: str | None = loader.get_output_value("title")
    if title is None or (len(title) <= _LONGEST_COLUMN_NAME and _is_column_name(title, page, layout, paths)):
        headline = find_headline(page, layout, container, above, loader.context["site_names"])
        loader.context["browser_title"] = None
        loader.replace_value("title", headline or title or page.browser_title)
        loader.track("title", "//title", headline is not None)
        title = loader.get_output_value("title")
    return title


def _is_column_name(title: str, page: Page, layout: Layout, paths: Iterable[str]) -> bool:
    """Tell a headline from the name of the column that the path leads to, or that a link of the menu has."""
    if title == _crumb(paths, None):
        return True
    if layout.content_id is None:
        return False  # a link with that text may lead to the article as well
    return page.text.count(f">{title}<") > 1 and fold(title) in column_names(page, layout)


def _add(loader: ArticleLoader, page: Page, name: str, rule: str) -> None:
    before = len(loader.get_collected_values(name))
    for text in page.texts(rule):
        loader.add_value(name, text)
    loader.track(name, rule, len(loader.get_collected_values(name)) > before)


def _site_names(page: Page, layout: Layout) -> list[str]:
    """Return the names that the page gives its site; the first keyword is one, the others cut up the headline."""
    names = []
    title = fold(page.browser_title or "")
    for rule in layout.site_name:
        for text in page.texts(rule)[:1]:
            name = text.split(",")[0] if "eywords" in rule else text
            # A template may put the headline first among the keywords.
            if fold(name) == title or not title.startswith(fold(name)):
                names.append(name)
    return names


def _region(page: Page, layout: Layout, container: HtmlElement | None) -> tuple[HtmlElement, Blocks]:
    """Return the element that holds headline, labels and text together, and its lines without those of the text.

    Far above the text stands the menu. The fallback brings the header among the lines of the text.
    """
    if container is None:
        return page.root.body if page.root.body is not None else page.root, Blocks([])
    for rule in layout.region:
        for element in page.find(rule, container):
            around = read_blocks(element, skip=container)
            if is_whole_article(around):
                return element, around
    title = fold(page.browser_title or "")
    inner = element = container
    for ancestor in islice(container.iterancestors(), _HIGHEST_REGION):
        if ancestor.tag == "html":
            break
        element = ancestor
        texts = (text for text in _texts_beside(inner, ancestor) if _SHORTEST_TITLE <= len(text) < _LONGEST_TITLE)
        if title and any(is_headline(text, title) for text in texts if fold(text)[:1] == title[:1]):
            break
        inner = ancestor
    # A form without date and source wraps the text alone, or only with the headline.
    forms = [
        node for node in (element, *element.iterancestors()) if node.tag == "form" and node.getparent() is not None
    ]
    region = forms[-1].getparent() if forms else element
    return region, read_blocks(region, skip=container)


def _texts_beside(inner: HtmlElement, outer: HtmlElement) -> Iterator[str]:
    """Yield the pieces of text in ``outer`` that do not stand in its child ``inner``."""
    yield outer.text or ""
    for child in outer:
        if child is not inner and isinstance(child.tag, str):
            yield from child.itertext()
        yield child.tail or ""


def _rest(page: Page, container: HtmlElement | None) -> list[Line]:
    """Return all lines of a page below the text: on a site that nobody knows, they tell what sort of site it is."""
    body = page.root.find(".//body")
    blocks = read_blocks(page.root if body is None else body, skip=container)
    return blocks.lines[blocks.skipped_at if container is not None else 0 :]


def _crumb(paths: Iterable[str], title: str | None) -> str | None:
    """Return the column that the path at the top of the page ends with; some paths go on to the headline."""
    for line in paths:
        column = parse_breadcrumb(line.removesuffix(title) if title else line)
        if column and len(column) <= _LONGEST_COLUMN:
            return column
    return None


def _crumb_lines(page: Page) -> Iterator[str]:
    """Yield what may be the path: a line that says so, then one of links that ends with `正文`."""
    for element in page.find(_CRUMB)[:_MOST_CRUMBS]:
        for parent, text in zip(_with_ancestors(element), _texts_around(element), strict=False):
            if is_breadcrumb(text) and len(text) >= _SHORTEST_CRUMB:
                yield _path(parent, text)
                break
    for element in page.find(_CRUMB_END)[:_MOST_CRUMBS]:
        for parent, text in zip(_with_ancestors(element), _texts_around(element), strict=False):
            if text.rstrip(" >»|/").endswith("正文") and len(parent.findall(".//a")) >= _FEWEST_STEPS:
                yield _path(parent, text)
                break


def _path(element: HtmlElement, text: str) -> str:
    """Return the ``text`` of a path with a sign between its steps, where the page has pictures or list items."""
    if has_steps(text) or len(element.findall(".//a")) < _FEWEST_STEPS:
        return text
    steps = [piece.strip() for piece in element.itertext() if piece.strip()]
    return " > ".join(steps) if len(steps) <= _MOST_STEPS else text


def _with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _texts_around(element: HtmlElement) -> Iterator[str]:
    """Yield the text of ``element`` and of its ancestors, as long as one is short enough for a path."""
    for parent in islice(_with_ancestors(element), _HIGHEST_CRUMB):
        text = line_text(parent, _LONGEST_CRUMB * 4)
        if len(text) > _LONGEST_CRUMB:
            return
        yield text


def add_text(
    loader: ArticleLoader, content: ArticleText, base: str | None, site: Site | None, neighbours: Sequence[Link] = ()
) -> None:
    """Add paragraphs, credits and links; ``base`` is the address that relative links start from."""
    loader.add_value("body", content.paragraphs)
    loader.add_value("credits", content.credits)
    loader.add_value("below", content.below[:_BELOW_LINES])
    links: list[Link] = []
    for kind, found in (("related", content.related), ("body", content.links)):
        for related in found:
            links.append(_link(len(links) + 1, kind, related, base, site))
    links += (replace(link, position=position) for position, link in enumerate(neighbours, len(links) + 1))
    loader.add_value("links", links)


def _link(position: int, kind: str, related: Related, base: str | None, site: Site | None) -> Link:
    url = absolute_url(related.url, base)
    return Link(position, kind, url, related.label, canonical_url(related.url, site, base), related.paragraph)
