"""Read pages and documents by their layout: recognise what a page is, and hand its raw strings to a loader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xjtunews.exceptions import SeedError, UndecodableError
from xjtunews.items import Link
from xjtunews.language.encoding import decode
from xjtunews.loaders import ArticleLoader
from xjtunews.sites import generic
from xjtunews.sites.addresses import canonical_url, content_match, in_domains
from xjtunews.sites.article_text import read_article_text
from xjtunews.sites.blocks import read_blocks
from xjtunews.sites.documents import read_document
from xjtunews.sites.fields import add_text, load_article
from xjtunews.sites.government import GOVERNMENT
from xjtunews.sites.headers import add_header
from xjtunews.sites.layout import Layout, Site
from xjtunews.sites.lists import read_list
from xjtunews.sites.page import Page, is_html
from xjtunews.sites.refusals import FEWEST_CHARACTERS, Refusal, doubt_article, find_refusal, is_challenge, visible_lines
from xjtunews.sites.vsb import COUNTER, PUBLIC_RECORD, VSB
from xjtunews.sites.xixian import XIXIAN

#: A column page lists at least this many articles; fewer links are a box beside something else.
_FEWEST_ITEMS = 3
_OK = 200
#: The call of VSB by which an article that is only a link becomes one; where it leads, the server alone knows.
_LEADS_ELSEWHERE = "getNewsLinkUrl("
#: A list may have so many characters of introduction before it.
_LONGEST_INTRODUCTION = 200
_MOST_BODIES = 4
#: With these, a page that only runs a script is a challenge; 404 and the like stay what they are.
_CHALLENGES = frozenset((202, 403, 412, 429, 503, 521))


@dataclass(slots=True)
class Reading:
    """Hold what an answer turned out to be: ``article``, ``list``, or ``refused`` or ``failed`` with the reason.

    A ``redirect`` is a page that leads to ``target``.
    """

    kind: str
    layout: Layout | None = None
    loader: ArticleLoader | None = None
    reason: str | None = None
    links: list[Link] = field(default_factory=list)
    next_page: str | None = None
    last_page: bool = False
    target: str | None = None


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
    if reading.kind in ("refused", "redirect"):
        leads = f", leads to {reading.target}" if reading.target else ""
        raise SeedError(f"holds no article ({reading.reason}{leads})")
    if reading.loader is not None:
        reading.loader.add_value("url", page.url)
    return reading


def read_page(page: Page, sites: tuple[Site, ...] = (), stats: Any = None) -> Reading:
    """Return what ``page`` is and says; ``sites`` bring layouts of their own, ``stats`` counts every rule tried."""
    site = next((site for site in sites if page.url and in_domains(page.url, site.domains)), None)
    layout = choose_layout(page, sites)
    if layout is not None:
        if _is_column(page, layout):
            return _read_column(page, layout, site)
        loader = load_article(page, layout, site, stats)
        if loader is not None:
            return _judge(page, layout, loader)
        if not _says_article(page, layout):
            listed = _list_reading(page, layout, site)
            if len(listed.links) >= _FEWEST_ITEMS:
                return listed
    lines = visible_lines(page)
    if sum(map(len, lines)) >= FEWEST_CHARACTERS:
        loader = load_article(page, generic.GENERIC, site, stats)
        if loader is not None:
            return _judge(page, generic.GENERIC, loader)
    return _refuse(layout, find_refusal(page, lines) or Refusal("no-article-text"))


def _judge(page: Page, layout: Layout, loader: ArticleLoader) -> Reading:
    """Return the reading of what looks like an article: one that says that there is none is refused."""
    lines = loader.get_collected_values("body")
    if not any(loader.get_output_value(name) for name in ("media", "attachments", "images")):
        refusal = doubt_article(loader.get_output_value("title"), lines, dated=loader.has("published"))
        if refusal is not None:
            return _refuse(layout, refusal)
        if not lines and _LEADS_ELSEWHERE in page.text:
            return Reading("article", layout, loader, reason="empty, and its script may lead elsewhere")
    return Reading("article", layout, loader)


def _refuse(layout: Layout | None, refusal: Refusal) -> Reading:
    kind = "redirect" if refusal.target else "refused"
    return Reading(kind, layout, reason=refusal.reason, target=refusal.target)


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
    """Return the first layout that the page's own marks or its host fit; the sites' own come first.

    A page of a known site has no layout of another one; a page that says not where it stands may be of any.
    """
    sites = tuple(site for site in sites if page.url and in_domains(page.url, site.domains)) or sites
    for layout in (*(layout for site in sites for layout in site.layouts), XIXIAN, VSB, GOVERNMENT):
        if page.url and layout.hosts and in_domains(page.url, layout.hosts):
            return layout
        if any(page.find(mark) for mark in layout.marks):
            return layout
    return None


def _is_column(page: Page, layout: Layout) -> bool:
    if page.find("//meta[@name = 'pageType'][@content = '2']"):
        return True
    for script in page.find("//script[contains(., '_jsq_(')]"):
        match = COUNTER.search(script.text or "")
        if match:
            return match[1] == "-1" and not _says_article(page, layout) and not page.find(PUBLIC_RECORD)
    return False


def _says_article(page: Page, layout: Layout) -> bool:
    """Tell whether the address is that of an article, whatever a page edited by hand says."""
    return page.url is not None and content_match(page.url, layout) is not None


def _read_column(page: Page, layout: Layout, site: Site | None) -> Reading:
    """Return the list that a column is; one that is a text (学校简介) is no news, and refused."""
    listed = _list_reading(page, layout, site)
    if listed.next_page is None and not any(page.find(rule) for rule in layout.pager):
        text = _own_text(page, layout)
        if text > (_LONGEST_INTRODUCTION if len(listed.links) >= _FEWEST_ITEMS else 0):
            return Reading("refused", layout, reason="column-text")
    return listed


def _own_text(page: Page, layout: Layout) -> int:
    """Return how many characters stand where an article has its text."""
    found = (element for rule in layout.body for element in page.find(rule)[:_MOST_BODIES])
    return max((sum(len(line.text) for line in read_blocks(element).lines) for element in found), default=0)


def _list_reading(page: Page, layout: Layout, site: Site | None) -> Reading:
    found = read_list(page, layout, site)
    return Reading("list", layout, links=found.links, next_page=found.next_page, last_page=found.last)
