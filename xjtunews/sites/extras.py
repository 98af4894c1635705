"""Collect what belongs to an article besides its text: pictures, PDFs, videos, attachments, its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from xjtunews.items import Attachment, Link, Medium
from xjtunews.sites.addresses import absolute_url, canonical_url
from xjtunews.sites.blocks import Line
from xjtunews.sites.layout import Site
from xjtunews.sites.media import Embedded
from xjtunews.sites.neighbours import find_neighbours
from xjtunews.sites.page import Page

#: How VSB offers a file: through a page of its own that counts the downloads.
_DOWNLOAD = re.compile(r"/_content/download\.jsp\?|DownloadAttachUrl|virtual_attach_file", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|ofd|docx?|wps|rtf|xlsx?|et|csv|pptx?|dps|zip|rar|7z|tar|gz|caj|txt|mp[34]|wav)(?:\Z|[?#&])",
    re.IGNORECASE,
)
_COUNTED = "//*[starts-with(@id, 'nattach')]/../a"
_EDGES = "【】[]（）() :："


def list_media(embedded: list[Embedded], places: list[int], base: str | None) -> list[Medium]:
    """Return the media of an article whose paragraphs are the lines at ``places``, each address complete.

    >>> seen = Embedded("image", "/a.jpg", 2, None, caption="图1", caption_place=2)
    >>> list_media([seen], [0, 1, 2], "http://a.cn/b.htm")
    [Medium(position=1, kind='image', url='http://a.cn/a.jpg', caption='图1', paragraph=2, caption_paragraph=3)]
    """
    paragraphs = {place: paragraph for paragraph, place in enumerate(places, 1)}
    return [
        Medium(
            position,
            medium.kind,
            absolute_url(medium.url, base),
            medium.caption,
            bisect_left(places, medium.place),
            paragraphs.get(medium.caption_place) if medium.caption_place is not None else None,
        )
        for position, medium in enumerate(embedded, 1)
    ]


def list_attachments(page: Page, inside: list[Line], around: list[Line], base: str | None) -> list[Attachment]:
    """Return the files that an article offers: among the lines of its text, and where the CMS lists them round it."""
    found = [anchor for line in inside for anchor in line.anchors if _DOWNLOAD.search(anchor[0]) or _is_file(anchor[0])]
    for line in around:
        labelled = "附件" in line.text
        found += [(url, text) for url, text in line.anchors if _DOWNLOAD.search(url) or (labelled and _is_file(url))]
    if "nattach" in page.text:
        found += [(anchor.get("href") or "", "".join(anchor.itertext())) for anchor in page.find(_COUNTED)]
    names: dict[str, str] = {}
    for url, text in found:
        address = absolute_url(url, base)
        if canonical_url(url, base=base) is not None or (not base and address.startswith("/")):
            names[address] = names.get(address) or " ".join(text.split()).strip(_EDGES)
    return [Attachment(n, name or _file_name(url), url) for n, (url, name) in enumerate(names.items(), 1)]


def _is_file(url: str) -> bool:
    return _FILE.search(url) is not None


def _file_name(url: str) -> str:
    """Return how a file is called that the page gives no name: the last step of its address."""
    return unquote(urlsplit(url).path).rpartition("/")[2] or url


def list_neighbours(
    page: Page, below: list[Line], container: HtmlElement | None, base: str | None, site: Site | None
) -> list[Link]:
    """Return the links to the articles before and behind this one; a page that leads to itself says nothing."""
    links = []
    for kind, url, title in find_neighbours(page, below, container):
        address = canonical_url(url, site, base)
        if address is not None and address != page.url:
            links.append(Link(0, kind, absolute_url(url, base), title, address))
    return links
