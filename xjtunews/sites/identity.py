"""Tell what the CMS calls an article: whose site it is (owner), its column and its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from xjtunews.sites.addresses import content_match
from xjtunews.sites.layout import Layout

_COUNTER = re.compile(
    r"_jsq_\(\s?(?P<column>\d{1,12})\s?,\s?'[^']{0,200}'\s?,\s?(?P<content>-?\d{1,12})\s?,\s?(?P<owner>\d{1,12})"
)
_CLICKS = re.compile(
    r"_showDynClicks\(\s?[\"']wbnews[\"']\s?,\s?[\"']?(?P<owner>\d{1,12})[\"']?\s?,\s?[\"']?(?P<content>\d{1,12})"
)
_LINKED = re.compile(r"getNewsLinkUrl\(\s?'?(?P<content>\d{1,12})'?\s?,\s?'?(?P<owner>\d{1,12})")
_DOWNLOAD = re.compile(r"DownloadAttachUrl&(?:amp;)?owner=(?P<owner>\d{1,12})")
_COLUMN = re.compile(r"/info/(\d{1,12})/|[?&]wbtreeid=(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Identity:
    """Hold what the CMS calls an article; None for what neither page nor address says for sure."""

    owner: str | None = None
    column: str | None = None
    content: str | None = None


def identify_content(url: str | None, text: str, layout: Layout) -> Identity:
    """Return the identity of the article at ``url`` whose page is ``text``.

    An address says the number. What the page's scripts say counts where it agrees with that, the call that shows the
    clicks before the one that counts a visit: on pages edited by hand, the latter is another page's.

    >>> from xjtunews.sites.vsb import VSB
    >>> script = "_jsq_(1033,'/content.jsp',2224,13); _showDynClicks('wbnews', 16, 205565)"
    >>> identify_content("https://news.xjtu.edu.cn/info/1033/205565.htm", script, VSB)
    Identity(owner='16', column='1033', content='205565')
    """
    match = content_match(url, layout) if url and layout.content_id else None
    content = (match["id"] or match["id2"]) if match else None
    found = [*_calls(_CLICKS, text), *_calls(_LINKED, text), *_calls(_COUNTER, text)]
    if content is None:
        content = _only(said["content"] for said in found if said["content"] != "-1")
    agreeing = [said for said in found if content is not None and said["content"] == content]
    owner = agreeing[0]["owner"] if agreeing else _only(said["owner"] for said in _calls(_DOWNLOAD, text))
    column = _column(url) if match else None
    if column is None:
        column = _only(said["column"] for said in agreeing if said.re is _COUNTER)
    return Identity(owner, column, content)


def _calls(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``pattern`` matches, which begins with a word of its own: to look for that is quicker."""
    word = pattern.pattern.partition("\\")[0].partition("&")[0]
    start = text.find(word)
    while start >= 0:
        match = pattern.match(text, start)
        if match:
            yield match
        start = text.find(word, start + 1)


def _only(values: Iterable[str]) -> str | None:
    """Return the value, if there is but one: who contradicts himself says nothing."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _column(url: str | None) -> str | None:
    parts = urlsplit(url or "")
    match = _COLUMN.search(f"{parts.path}?{parts.query}")
    return (match[1] or match[2]) if match else None
