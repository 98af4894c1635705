"""Hold a page as bytes that became a tree, and what it says of itself."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Any

from lxml import etree
from lxml.html import HtmlElement
from parsel import Selector

from xjtunews.language.encoding import declared_encoding, decode
from xjtunews.language.text import clean_line
from xjtunews.sites.blocks import line_text

_LOOKS_LIKE_HTML = re.compile(r"\A[\s\ufeff]*<(?:!doctype|html|\?xml|head|body|!--|meta|script|div)", re.IGNORECASE)
# What no tree may hold, and a reference to it: apart, as a search for any of some characters or for two is quick.
_NO_CHARACTER = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffd-\uffff]")
_NO_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[1245-9]|2\d|3[01]|6553[345])(?!\d)"
    r"|[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]|[fF]{3}[d-fD-F])(?![\da-fA-F]));?"
)
# What a rule compares with, of characters that nobody writes in another way, and what makes it find more than that.
_WORD = re.compile(r"' ?([\w.-]*[a-zA-Z_]{2}[\w.(-]*) ?'", re.ASCII)
_ALTERNATIVE = re.compile(r"\bor\b|\||!=|\b(?:not|translate|count)\b")
# A step to all that stands below, where it is no text, and what asks how manieth something is among its siblings.
_ANYWHERE_BELOW = re.compile(r"('[^']*'|\"[^\"]*\")|//(?=[\w*])(?![\w-]+::)", re.ASCII)
_PLACED = re.compile(r"\[\s*\d|\b(?:position|last)\s*\(")
_BREAK = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_HEAD, _LONGEST_TITLE = 20_000, 500
_EMPTY = "<html><body></body></html>"
#: What the rules may call by a prefix, as in Scrapy's selectors.
_NAMESPACES = {"re": "http://exslt.org/regular-expressions", "set": "http://exslt.org/sets"}


@cache
def _compiled(rule: str) -> tuple[etree.XPath, tuple[str, ...]]:
    """Return an XPath, and the words without which a page has nothing that it finds: to look for them is quicker."""
    words = () if _ALTERNATIVE.search(rule) else tuple(_WORD.findall(rule))
    return etree.XPath(_direct(rule), namespaces=_NAMESPACES, smart_strings=False, regexp=False), words


def _direct(rule: str) -> str:
    """Return a rule that finds the same in less time: without a list of all nodes, to look at the children of each.

    >>> _direct("//form[@name = 'a//b']//h1"), _direct("//td[1]")
    ("/descendant::form[@name = 'a//b']/descendant::h1", '//td[1]')
    """
    if _PLACED.search(rule):
        return rule
    return _ANYWHERE_BELOW.sub(lambda step: step[1] or "/descendant::", rule)


class Page:
    """Hold one HTML page: where it stands, its text, its tree. The tree is built when first asked for, and once."""

    def __init__(self, url: str | None, text: str, status: int = 200) -> None:
        self.url = url
        self.text = text
        self.status = status

    @classmethod
    def from_bytes(cls, url: str | None, body: bytes, charset: str | None = None, status: int = 200) -> Page:
        """Return the page that ``body`` is; ``charset`` is what its header declared.

        :raises UndecodableError: for bytes that are no text.
        """
        return cls(url, decode(body, charset, declared_encoding(body)), status)

    @cached_property
    def root(self) -> HtmlElement:
        """Return the tree, whatever the page: an unreadable one is an empty body."""
        text = _NO_CHARACTER.sub(_blank, self.text)  # surrogates cannot come out of a strict decoder
        text = _NO_REFERENCE.sub("", text)
        return Selector(text=_whole_title(text).strip() or _EMPTY, type="html").root

    @cached_property
    def browser_title(self) -> str | None:
        """Return the text of ``<title>``, or None."""
        found = self.root.find(".//title")
        return (line_text(found) or None) if found is not None else None

    @cached_property
    def declared_url(self) -> str | None:
        """Return the address that a saved page gives itself, or None."""
        for rule in (
            "//meta[@name = 'Url']/@content",
            "//link[@rel = 'canonical']/@href",
            "//meta[@property = 'og:url']/@content",
        ):
            for address in self.texts(rule):
                return address if "://" in address else f"http://{address}"
        return None

    def find(self, rule: str, context: HtmlElement | None = None) -> list[Any]:
        """Return what an XPath finds: elements, comments or strings."""
        xpath, words = _compiled(rule)
        if any(word not in self.text for word in words):
            return []
        found = xpath(self.root if context is None else context)
        return found if isinstance(found, list) else [found]

    def texts(self, rule: str) -> list[str]:
        """Return the text of everything that an XPath finds, without empty ones."""
        found = (clean_line(str(node)) if isinstance(node, str) else line_text(node) for node in self.find(rule))
        return [text for text in found if text]


def _blank(match: re.Match[str]) -> str:
    """Return a space for what breaks a line in a word processor."""
    return " " if match[0] in "\x0b\x0c" else ""


def _whole_title(text: str) -> str:
    """Return a page without line breaks in its browser's title, where a parser would end it.

    >>> _whole_title("<title>两校签约<br/>共建实验室</title>")
    '<title>两校签约共建实验室</title>'
    """
    end = max(text.find("</title>", 0, _HEAD), text.find("</TITLE>", 0, _HEAD))
    if end < 0 or "<br" not in text[max(end - _LONGEST_TITLE, 0) : end].lower():
        return text
    begin = text.lower().rfind("<title", 0, end)
    return f"{text[:begin]}{_BREAK.sub('', text[begin:end])}{text[end:]}" if begin >= 0 else text


def is_html(text: str) -> bool:
    """Tell whether a saved file is a page rather than a text document.

    >>> is_html("<!DOCTYPE html><html>"), is_html("标题: 卢建军会见来宾")
    (True, False)
    """
    return _LOOKS_LIKE_HTML.match(text[:2000]) is not None
