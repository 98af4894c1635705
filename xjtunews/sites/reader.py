"""Read pages and documents by their layout: recognise what a page is, and hand its raw strings to a loader."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from xjtunews.exceptions import SeedError, UndecodableError
from xjtunews.items import Link
from xjtunews.language.encoding import decode
from xjtunews.language.text import clean_line
from xjtunews.loaders import ArticleLoader
from xjtunews.sites import generic
from xjtunews.sites.addresses import canonical_url, content_match, host_of, in_domains
from xjtunews.sites.article_text import read_article_text
from xjtunews.sites.blocks import line_text, read_blocks
from xjtunews.sites.documents import read_document
from xjtunews.sites.fields import add_header, add_text, base_of, load_article
from xjtunews.sites.government import GOVERNMENT
from xjtunews.sites.layout import Layout, Site
from xjtunews.sites.page import Page, is_html
from xjtunews.sites.vsb import COUNTER, VSB
from xjtunews.sites.xixian import XIXIAN

#: A column page lists at least this many articles; fewer links are a box beside something else.
_FEWEST_ITEMS = 3
_OK = 200
#: With these, a page that only runs a script is a challenge; 404 and the like stay what they are.
_CHALLENGES = frozenset((202, 403, 412, 429, 503, 521))


@dataclass(slots=True)
class Reading:
    """Hold what an answer turned out to be: ``article``, ``list``, or ``refused`` or ``failed`` with the reason."""

    kind: str
    layout: Layout | None = None
    loader: ArticleLoader | None = None
    reason: str | None = None
    links: list[Link] = field(default_factory=list)
    next_page: str | None = None


def read_response(
    url: str, status: int, content_type: str, body: bytes, sites: tuple[Site, ...] = (), stats: Any = None
) -> Reading:
    """Return what a server's answer is: a page's reading, or why it is none.

    An anti-bot page is the site's refusal, whatever its status; any other status than 200 is a failure.
    """
    _, found, charset = content_type.lower().partition("charset=")
    if not body.strip():
        return Reading("refused", reason="empty-page") if status == _OK else Reading("failed", reason=f"http-{status}")
    try:
        page = Page.from_bytes(url, body, charset.split(";")[0].strip(" \"'") if found else None)
    except UndecodableError:
        return Reading("refused", reason="no-text") if status == _OK else Reading("failed", reason=f"http-{status}")
    if status == _OK:
        return read_page(page, sites, stats)
    if status in _CHALLENGES and is_challenge(page):
        return Reading("refused", reason=f"challenge-page (http-{status})")
    return Reading("failed", reason=f"http-{status}")


def read_file(body: bytes, sites: tuple[Site, ...] = (), stats: Any = None) -> Reading:
    """Return what a file holds, a saved page or a text document.

    :raises UndecodableError: for bytes that are no text.
    :raises SeedError: for a page that holds no article.
    """
    text = decode(body)
    if not is_html(text):
        return read_text_document(text, sites, stats)
    page = Page.from_bytes(None, body)
    page.url = canonical_url(page.declared_url, sites[0] if sites else None) if page.declared_url else None
    reading = read_page(page, sites, stats)
    if reading.kind == "refused":
        raise SeedError(f"holds no article ({reading.reason})")
    if reading.loader is not None:
        reading.loader.add_value("url", page.url)
    return reading


def read_page(page: Page, sites: tuple[Site, ...] = (), stats: Any = None) -> Reading:
    """Return what ``page`` is and says; ``sites`` bring layouts of their own, ``stats`` counts every rule tried."""
    site = next((site for site in sites if page.url and in_domains(page.url, site.domains)), None)
    layout = choose_layout(page, sites)
    if layout is not None:
        if _is_column(page, layout):
            return _read_list(page, layout, site)
        loader = load_article(page, layout, site, stats)
        if loader is not None:
            return Reading("article", layout, loader)
        listed = _read_list(page, layout, site)
        if len(listed.links) >= _FEWEST_ITEMS:
            return listed
    if is_challenge(page):
        return Reading("refused", layout, reason="challenge-page")
    loader = load_article(page, generic.GENERIC, site, stats)
    if loader is not None:
        return Reading("article", generic.GENERIC, loader)
    return Reading("refused", layout, reason="no-article-text")


def read_text_document(text: str, sites: tuple[Site, ...] = (), stats: Any = None) -> Reading:
    """Return what a text document says."""
    site = sites[0] if sites else None
    document = read_document(text)
    loader = ArticleLoader(stats=stats)
    loader.add_value("layout", document.layout)
    loader.add_value("title", document.title)
    add_header(loader, document.header)
    loader.add_value("section", document.section)
    loader.add_value("headings", document.headings)
    content = read_article_text(document.lines, document.title)
    add_header(loader, content.header)
    add_text(loader, content, None, site)
    return Reading("article", loader=loader)


def choose_layout(page: Page, sites: tuple[Site, ...] = ()) -> Layout | None:
    """Return the first layout that the page's own marks or its host fit; the sites' own come first."""
    for layout in (*(layout for site in sites for layout in site.layouts), XIXIAN, VSB, GOVERNMENT):
        if page.url and layout.hosts and in_domains(page.url, layout.hosts):
            return layout
        if layout.hint in page.text and any(page.find(mark) for mark in layout.marks):
            return layout
    return None


def is_challenge(page: Page) -> bool:
    """Tell a page that wants a script to run before it shows anything from one that has text."""
    if not page.find("//script"):
        return False
    return sum(len(line.text) for line in read_blocks(page.root).lines) < 20


def _is_column(page: Page, layout: Layout) -> bool:
    if page.find("//meta[@name = 'pageType'][@content = '2']"):
        return True
    for script in page.find("//head//script[contains(., '_jsq_(')] | //script[contains(., '_jsq_(')]"):
        match = COUNTER.search(script.text or "")
        if match:
            return match[1] == "-1"
    return False


def _read_list(page: Page, layout: Layout, site: Site | None) -> Reading:
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
    return Reading("list", layout, links=links, next_page=next_page if next_page != page.url else None)


def _is_item(address: str, layout: Layout, rule: str, base: str) -> bool:
    """Tell an article's address from the menu's: it has the CMS's number, or a listed item leaves for another site."""
    if layout.content_id is None or content_match(address, layout):
        return True
    return rule == layout.items[0] and bool(host_of(base)) and host_of(address) != host_of(base)
