"""Turn a part of a page into lines, as a reader sees them: one for each paragraph, caption and table row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from xjtunews.language.text import clean_line

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "center",
            "dd",
            "details",
            "dir",
            "div",
        ),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table"),
        *("tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_HIDDEN = frozenset(
    (
        *("script", "style", "noscript", "template", "select", "option", "textarea", "button", "iframe", "object"),
        *("embed", "svg", "head", "input"),
    )
)
_CELLS = frozenset(("td", "th"))


@dataclass(slots=True)
class Line:
    """Hold one line of a page or document: its text, and the links that stand in it as (URL as written, text)."""

    text: str
    anchors: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """Hold the lines of a part of a page, in reading order, and how many pictures stand among them.

    ``skipped_at`` is the number of lines above the element that was left out.
    """

    lines: list[Line]
    images: int = 0
    skipped_at: int = 0


def read_blocks(element: HtmlElement, skip: HtmlElement | None = None) -> Blocks:
    """Return the lines inside ``element``, without what stands in ``skip``.

    Scripts, styles, form fields and comments say nothing. The cells of a row with several cells make one line.
    Depth does not matter: the walk keeps no stack of its own, so a page of nested elements costs what its size costs.
    """
    result = Blocks([])
    pieces: list[str] = []
    anchors: list[tuple[str, str]] = []
    anchor: tuple[str, int] | None = None
    row: HtmlElement | None = None  # the data row we are in, whose inner blocks do not break the line

    def flush() -> None:
        nonlocal anchors
        if pieces:
            text = clean_line("".join(pieces))
            if text or anchors:
                result.lines.append(Line(text, anchors))
            pieces.clear()
            anchors = []

    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if node is skip:
                flush()
                result.skipped_at = len(result.lines)
            if tag in _HIDDEN or node is skip:
                walk.skip_subtree()
                continue
            if tag == "img":
                result.images += _is_picture(node)
            elif tag == "a":
                anchor = (node.get("href") or "", len(pieces))
            elif tag == "tr" and row is None and sum(child.tag in _CELLS for child in node) > 1:
                flush()
                row = node
            elif tag in _CELLS and row is not None and pieces:
                pieces.append(" ")
            elif tag in _BLOCKS:
                if row is None:
                    flush()
                else:
                    pieces.append(" ")
            if node.text:
                pieces.append(node.text)
            continue
        if event == "end" and tag not in _HIDDEN and node is not skip:
            if tag == "a" and anchor is not None:
                anchors.append((anchor[0], clean_line("".join(pieces[anchor[1] :]))))
                anchor = None
            if node is row:
                row = None
            if tag in _BLOCKS:
                if row is None:
                    anchor = None
                    flush()
                else:
                    pieces.append(" ")
        if node.tail and node is not element:
            pieces.append(node.tail)
    flush()
    return result


def line_text(element: HtmlElement, limit: int = 10_000) -> str:
    """Return the text of ``element`` as one line; reading stops behind ``limit`` characters."""
    pieces: list[str] = []
    for text in _texts(element):
        pieces.append(text)
        limit -= len(text)
        if limit < 0:
            break
    return clean_line("".join(pieces))


def _texts(element: HtmlElement) -> Iterator[str]:
    for node in element.iter():
        hidden = not isinstance(node.tag, str) or node.tag in _HIDDEN
        if node.text and not hidden:
            yield node.text
        if node.tail and node is not element:
            yield node.tail


def _is_picture(image: HtmlElement) -> bool:
    """Tell a picture of the text from the icon that stands before an attachment."""
    return "/system/resource/" not in (image.get("src") or "")
