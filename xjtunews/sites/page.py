"""Hold a page as bytes that became a tree, and what it says of itself."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from lxml.html import HtmlElement
from parsel import Selector

from xjtunews.language.encoding import declared_encoding, decode
from xjtunews.language.text import clean_line
from xjtunews.sites.blocks import line_text

_LOOKS_LIKE_HTML = re.compile(r"\A[\s\ufeff]*<(?:!doctype|html|\?xml|head|body|!--|meta|script|div)", re.IGNORECASE)
_NO_CHARACTER = re.compile(r"[\0\ufffd]|&#(?:0*65533|x0*fffd);?", re.IGNORECASE)
_EMPTY = "<html><body></body></html>"


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
    def selector(self) -> Selector:
        """Return the selector of the whole page, whatever the page: an unreadable one is an empty body."""
        text = _NO_CHARACTER.sub("", self.text)  # surrogates cannot come out of a strict decoder
        return Selector(text=text.strip() or _EMPTY, type="html")

    @property
    def root(self) -> HtmlElement:
        """Return the tree."""
        return self.selector.root

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
        selector = self.selector if context is None else Selector(root=context, type="html")
        return [found.root for found in selector.xpath(rule)]

    def texts(self, rule: str) -> list[str]:
        """Return the text of everything that an XPath finds, without empty ones."""
        found = (clean_line(str(node)) if isinstance(node, str) else line_text(node) for node in self.find(rule))
        return [text for text in found if text]


def is_html(text: str) -> bool:
    """Tell whether a saved file is a page rather than a text document.

    >>> is_html("<!DOCTYPE html><html>"), is_html("标题: 卢建军会见来宾")
    (True, False)
    """
    return _LOOKS_LIKE_HTML.match(text[:2000]) is not None
