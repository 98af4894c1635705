"""Turn a part of a page into lines, as a reader sees them: one for each paragraph, caption and table row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from xjtunews.language.text import clean_line
from xjtunews.sites.media import MEDIA_TAGS, Embedded, find_captions, read_medium

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
        *("embed", "svg", "head", "input", "video", "audio", "canvas"),
    )
)
_CELLS = frozenset(("td", "th"))


@dataclass(slots=True)
class Line:
    """Hold one line of a page or document: its text, and the links that stand in it as (URL as written, text).

    ``place`` is its number in the part of the page that was read, counted from 0; -1 for what stands in none.
    """

    text: str
    anchors: list[tuple[str, str]] = field(default_factory=list)
    place: int = field(default=-1, compare=False)


@dataclass(slots=True)
class Blocks:
    """Hold the lines of a part of a page, in reading order, and how many pictures stand among them.

    ``media`` are these and what else is shown there. ``skipped_at`` is the number of lines above the element that was
    left out.
    """

    lines: list[Line]
    images: int = 0
    skipped_at: int = 0
    media: list[Embedded] = field(default_factory=list)

    def __add__(self, other: Blocks) -> Blocks:
        """Return these lines with those of a part of the page behind them."""
        above = len(self.lines)
        lines = [replace(line, place=line.place + above) for line in other.lines]
        media = [medium.moved(above) for medium in other.media]
        return Blocks(self.lines + lines, self.images + other.images, self.skipped_at, self.media + media)


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
    frames = set(skip.iterancestors("tr")) if skip is not None else ()  # rows of a page laid out as a table
    block, closed = element, False  # the block that was opened or closed last
    blocks: list[tuple[HtmlElement, bool]] = []  # that of each line

    blank = 0  # so many pieces of the line are known to be blank

    def flush() -> None:
        nonlocal anchors, blank
        if pieces:
            text = clean_line("".join(pieces))
            if text or anchors:
                result.lines.append(Line(text, anchors, len(result.lines)))
                blocks.append((block, closed))
            pieces.clear()
            anchors, blank = [], 0

    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if node is skip:
                flush()
                result.skipped_at = len(result.lines)
            if tag in MEDIA_TAGS and node is not skip:
                while blank < len(pieces) and pieces[blank].isspace():
                    blank += 1
                holder = block.getparent() if closed else block
                _add_medium(result, node, holder, inline=blank < len(pieces))
            if tag in _HIDDEN or node is skip:
                walk.skip_subtree()
                continue
            if tag == "a":
                anchor = (node.get("href") or "", len(pieces))
            elif tag == "tr" and row is None and node not in frames and sum(child.tag in _CELLS for child in node) > 1:
                flush()
                row, block, closed = node, node, False
            elif tag in _CELLS and row is not None and pieces:
                pieces.append(" ")
            elif tag in _BLOCKS:
                if row is None:
                    flush()
                    block, closed = node, False
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
                    block, closed = node, node is not element
                else:
                    pieces.append(" ")
        if node.tail and node is not element:
            pieces.append(node.tail)
    flush()
    if result.media:
        holders = [holder.getparent() if done else holder for holder, done in blocks]
        find_captions(result.media, [line.text for line in result.lines], holders)
    return result


def _add_medium(result: Blocks, node: HtmlElement, block: HtmlElement, *, inline: bool) -> None:
    if node.tag == "img":
        if not _is_picture(node):
            return
        result.images += 1
    found = read_medium(node)
    if found is not None:
        alt = clean_line(node.get("alt") or "") if node.tag == "img" else ""
        result.media.append(Embedded(*found, len(result.lines), block, inline, alt=alt))


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
