"""Make a page's tree what a reader sees: without what is hidden, with what a script will show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from xjtunews.language.text import clean_line
from xjtunews.sites.blocks import line_text
from xjtunews.sites.media import is_caption_class, read_medium
from xjtunews.sites.styles import find_concealed, is_unseen, may_hide
from xjtunews.sites.weights import count_marks

_PARAGRAPH = re.compile(r"<(?:p|article|section)[\s>]", re.IGNORECASE)
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")
_HIDDEN = re.compile(r"[dD](?i:isplay\s*:\s*none)")
#: What is in the names of all classes below; classes of the line below a picture, and of a frame that holds both.
_PICTURE = re.compile(r"[cC]aption|[pP](?:ic|hoto)|[iI]ma?g")
_BELOW = re.compile(
    r"(?<![a-z])(?:pic|photo|img|image)[-_]?(?:info|text|txt|desc|descr|note|intro)(?![a-z])", re.IGNORECASE
)
_FRAME = re.compile(r"(?<![a-z])(?:pic|photo|img|image)\d*(?:[-_]?(?:box|wrap|wrapper|frame))?(?!\S)", re.IGNORECASE)
_FRAMES = frozenset(("div", "figure", "li", "p", "section", "span", "ul"))
_LONGEST_CAPTION = 200
_STYLED = etree.XPath("descendant::*[@style or @hidden]")
#: A caption and its picture have few elements round them; nobody has to look at more.
_MOST_NODES = 30
_WHOLE = 1_000_000
_MOST_CONCEALED, _LONGEST_NUMBER = 100, 4


def show_texts(body: HtmlElement) -> None:
    """Put the paragraphs into the page that it holds as the text of a form field, for a script to show.

    Where the page has more text than that, it is the captions of a gallery, or a form to send the text with.
    """
    fields = [field for field in body.iter("textarea") if field.text and _PARAGRAPH.search(field.text)]
    total = count_marks("".join(body.itertext())) if fields else 0
    for field in fields:
        if count_marks(field.text) * 2 > total:
            shown = fragment_fromstring(_CONTROL.sub("", field.text), create_parent="div")
            shown.tail = field.tail
            field.getparent().replace(field, shown)


def empty_hidden(body: HtmlElement) -> dict[str, str]:
    """Empty captions, and what a reader never sees; but where most of the text is hidden, a script will show it.

    Return the captions by the address of their picture, as written.
    """
    captions: list[HtmlElement] = []
    frames: list[HtmlElement] = []
    hidden: list[HtmlElement] = []
    walk = etree.iterwalk(body, events=("start",))
    for _, node in walk:
        names, style = node.get("class"), node.get("style")
        found = None
        if names is not None and _PICTURE.search(names) is not None:
            found = captions if _is_caption(node, names) else frames if _is_frame(node, names) else None
        elif node.tag == "figcaption":
            found = captions
        if found is None and style is not None and node is not body and _HIDDEN.search(style) is not None:
            found = hidden
        if found is not None:
            found.append(node)
            walk.skip_subtree()
    counts = [count_marks("".join(node.itertext())) for node in hidden]
    total = count_marks("".join(body.itertext())) if hidden or frames else 0
    addresses = dict(caption for node in captions for caption in _captioned(node))
    for node in captions + [node for node, count in zip(hidden, counts, strict=True) if count * 2 <= total]:
        node.clear(keep_tail=True)  # the empty element still ends a line
    if sum(count_marks("".join(node.itertext())) for node in frames) * 2 <= total:  # else it is a report in pictures
        for node in frames:
            addresses.update(_without_text(node))
    return addresses


def _is_caption(node: HtmlElement, names: str) -> bool:
    if node.tag == "figcaption":
        return True
    if _BELOW.search(names) is not None:
        return (node.tag in _FRAMES or node.tag == "td") and _pictures(node) == 0
    return is_caption_class(node) and not _holds_picture(node)


def _is_frame(node: HtmlElement, names: str) -> bool:
    return node.tag in _FRAMES and _FRAME.search(names) is not None and (_pictures(node) or 0) > 0


def _pictures(node: HtmlElement) -> int | None:
    """Count the pictures in an element that holds no more text than their captions have; else, and without, None."""
    nodes = list(islice(node.iter(), _MOST_NODES + 1))
    count = sum(inner.tag == "img" for inner in nodes)
    if len(nodes) > _MOST_NODES:
        return None
    length = len("".join("".join(node.itertext()).split()))
    return count if 0 < length <= _LONGEST_CAPTION * max(count, 1) else None


def _without_text(frame: HtmlElement) -> list[tuple[str, str]]:
    """Leave nothing but the pictures in a frame; return the address of the only one, with its caption."""
    text = clean_line("".join(frame.itertext()))
    media = [medium for node in frame.iter("img") if (medium := read_medium(node)) is not None]
    for node in frame.iter():
        node.text = None
        if node is not frame:
            node.tail = None
    return [(media[0][1], text)] if len(media) == 1 else []


def empty_unseen(body: HtmlElement) -> None:
    """Empty what a reader of a text never sees.

    Where most of it is not to be seen, a script will show it all; but none fetches what is concealed, unless all is.
    The pages of a long article are shown by turns.
    """
    found: list[HtmlElement] = _STYLED(body)  # type: ignore[assignment]
    styled = [node for node in found if node.get("hidden") is not None or may_hide(node.get("style"))]
    if not styled:
        return
    concealing = [node for node in styled if find_concealed(node.get("style") or "")]
    concealed = _outer(filter(_is_concealed, concealing[:_MOST_CONCEALED]))
    if concealed and sum(map(_length, concealed)) < _length(body):
        for node in concealed:
            node.clear(keep_tail=True)
    hidden = (node for node in styled if node.get("hidden") is not None or is_unseen(node.get("style") or ""))
    unseen = _outer(node for node in hidden if not _is_page(node))
    if unseen and sum(map(_length, unseen)) * 2 <= _length(body):
        for node in unseen:
            node.clear(keep_tail=True)


def _is_page(node: HtmlElement) -> bool:
    """Tell one of several parts whose names differ in their number alone: `content1`, `content2`."""
    name = node.get("id") or ""
    stem, number = name.rstrip("0123456789"), name[len(name.rstrip("0123456789")) :]
    if not stem or not number or len(number) > _LONGEST_NUMBER:
        return False
    beside = f"{stem}{int(number) - 1}"
    return any(other.get("id") == beside for other in islice(node.itersiblings(preceding=True), _MOST_NODES))


def _outer(nodes: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Return the elements that hold text and stand in none of the others."""
    found = [node for node in nodes if _length(node)]
    outer = set(found)
    return [node for node in found if outer.isdisjoint(node.iterancestors())]


def _is_concealed(node: HtmlElement) -> bool:
    """Tell whether nothing in an element undoes what conceals it."""
    found = find_concealed(node.get("style") or "")
    return found is not None and not any(found in style.lower() for style in node.xpath("descendant::*/@style"))


def _length(node: HtmlElement) -> int:
    return len(line_text(node, _WHOLE))


def _holds_picture(node: HtmlElement) -> bool:
    """Tell a frame round a picture and its caption from the caption."""
    return any(inner.tag == "img" for inner in islice(node.iter(), _MOST_NODES))


def _captioned(caption: HtmlElement) -> list[tuple[str, str]]:
    """Return the addresses of the pictures that share a block with nothing but a caption, each with its text."""
    text = clean_line("".join(caption.itertext()))
    block = caption.getparent()
    if not text or block is None:
        return []
    media = [read_medium(node) for node in islice(block.iter(), _MOST_NODES) if node.tag == "img"]
    alone = sum(is_caption_class(node) or node.tag == "figcaption" for node in islice(block, _MOST_NODES)) == 1
    return [(medium[1], text) for medium in media if medium is not None] if alone else []
