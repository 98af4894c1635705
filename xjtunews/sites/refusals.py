"""Tell what a page is that holds no article: an error, a log-in, a challenge, a captcha, a stub that leads elsewhere.

Only a page with little text is asked, so that a notice about a log-in page or an error remains one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from xjtunews.language.words import alternation, rows
from xjtunews.sites.addresses import canonical_url
from xjtunews.sites.blocks import read_blocks
from xjtunews.sites.fields import base_of
from xjtunews.sites.page import Page

#: Text of more characters is an article, whatever words are in it.
LONGEST_REFUSAL = 300
#: Less text than this beside a script is none.
FEWEST_CHARACTERS = 20
_LONGEST_STUB, _LONGEST_SCRIPT, _LONGEST_LINE, _LONGEST_DATED, _MOST_LINES = 120, 20_000, 100, 80, 200
_SLOWEST = 60

_REFRESH = re.compile(
    r"\s{0,9}(?P<delay>\d{1,5})(?:\.\d{0,5})?\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=)?\s{0,9}[\"']?(?P<url>[^\"'\s]{1,2000})",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"(?<![\w.])(?:(?:window|self|top|parent|document)\.){0,2}location(?:\.href)?\s{0,9}"
    r"(?:=(?!=)|\.(?:replace|assign)\()\s{0,9}(?P<quote>[\"'])(?P<url>[^\"'\s]{1,2000})(?P=quote)\s{0,9}(?P<more>\+?)"
)
_LEAVES = re.compile(r"(?<!\w)location(?:\.href)?\s{0,9}(?:=(?!=)|\.(?:replace|assign)\()")
_CONDITION = re.compile(r"(?<!\w)(?:if|switch|function|while|for)(?!\w)")
_CAPTCHA = re.compile(r"createimage\.jsp|captcha|validatecode|checkcode|verifycode", re.IGNORECASE)
_HTML_REFRESH = "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content"
_KINDS = ("challenge", "captcha", "login", "error")


class Refusal(NamedTuple):
    """Say why a page holds no article; a stub has the address that it leads to, if that is sure."""

    reason: str
    target: str | None = None


def find_refusal(page: Page, lines: list[str]) -> Refusal | None:
    """Return why a page without an article, whose text is ``lines``, holds none; None where it does not say."""
    length = sum(map(len, lines))
    kind = _kind_said([page.browser_title] if length <= LONGEST_REFUSAL else [], lines)
    if kind is None and length <= LONGEST_REFUSAL:
        kind = _kind_asked(page)
    if kind is not None:
        return Refusal(f"{kind}-page")
    return _stub(page, length) or (Refusal("challenge-page") if _is_challenge(page, length) else None)


def visible_lines(page: Page) -> list[str]:
    """Return all text of a page."""
    return [line.text for line in read_blocks(page.root).lines]


def doubt_article(title: str | None, lines: list[str], *, dated: bool) -> Refusal | None:
    """Return why what a reader took for an article is none, or None where it may be one.

    ``lines`` is all its text, and there is nothing else to see. With a date, it has to begin with such words.

    >>> doubt_article("提示信息", ["对不起，您访问的页面不存在或已被删除！"], dated=False)
    Refusal(reason='error-page', target=None)
    """
    length = sum(map(len, lines))
    if not lines or length > (_LONGEST_DATED if dated else LONGEST_REFUSAL):
        return None
    kind = _kind_said([], lines[:1]) if dated else _kind_said([title], lines)
    return Refusal(f"{kind}-page") if kind else None


def is_challenge(page: Page) -> bool:
    """Tell a page that wants a script to run before it shows anything from one that has text."""
    return _is_challenge(page, sum(map(len, visible_lines(page))))


def _is_challenge(page: Page, length: int) -> bool:
    return length < FEWEST_CHARACTERS and bool(page.find("//script"))


def _kind_said(titles: list[str | None], lines: list[str]) -> str | None:
    """Return the kind of page that its own words say it is."""
    begins = [line.lower() for line in lines[:_MOST_LINES] if len(line) <= _LONGEST_LINE]
    for kind in _KINDS:
        if any(_pattern(kind, "line").match(line) for line in begins):
            return kind
        if any(_pattern(kind, "title").match(title.lower()) for title in titles if title):
            return kind
    return None


def _kind_asked(page: Page) -> str | None:
    """Return the kind of page that its form shows: one that asks for a captcha or a password."""
    if any(_CAPTCHA.search(address) for address in page.texts("//form//img/@src | //form//script/@src")):
        return "captcha"
    return "login" if page.find("//input[@type = 'password']") else None


def _stub(page: Page, length: int) -> Refusal | None:
    """Return where a page with next to no text leads, by a meta tag or a script that asks for no condition."""
    if length > _LONGEST_STUB:
        return None
    for content in page.texts(_HTML_REFRESH):
        match = _REFRESH.match(content)
        if match and int(match["delay"]) <= _SLOWEST:
            return _leads_to(page, match["url"])
    scripts = [script for script in page.find("//script[not(@src)]/text()") if "location" in script]
    if not scripts or sum(map(len, scripts)) > _LONGEST_SCRIPT:
        return None
    found = [match for script in scripts for match in _LOCATION.finditer(script)]
    if not found:
        return None
    doubtful = any(match["more"] for match in found) or any(_CONDITION.search(script) for script in scripts)
    sure = not doubtful and len(found) == sum(len(_LEAVES.findall(script)) for script in scripts)
    targets = {match["url"] for match in found}
    return _leads_to(page, targets.pop()) if sure and len(targets) == 1 else Refusal("redirect-stub")


def _leads_to(page: Page, url: str) -> Refusal:
    """Return the stub that leads to ``url``; one that leads to itself, with a token perhaps, wants a browser."""
    target = canonical_url(url, None, base_of(page))
    if target is None:
        return Refusal("redirect-stub")
    here, there = urlsplit(page.url or ""), urlsplit(target)
    if (here.hostname, here.path) == (there.hostname, there.path):
        return Refusal("challenge-page")
    return Refusal("redirect-stub", target)


@cache
def _pattern(kind: str, place: str) -> re.Pattern[str]:
    words = alternation(word for found, word in rows("no_articles.tsv") if found == f"{kind} {place}")
    if place == "title":
        return re.compile(rf"[\W_]{{0,9}}(?:{words})(?![\u4e00-\u9fff]{{4}})")
    excuses = alternation(word for found, word in rows("no_articles.tsv") if found == "excuse line")
    return re.compile(rf"[\W_]{{0,9}}(?:(?:{excuses})[\W_]{{0,9}}){{0,3}}(?:{words})")
