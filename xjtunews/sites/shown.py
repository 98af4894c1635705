"""Make a page's tree what a reader sees: without what is hidden, with what a script will show."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from xjtunews.language.text import clean_line
from xjtunews.sites.blocks import line_text
from xjtunews.sites.media import is_caption_class, read_medium
from xjtunews.sites.weights import count_marks

_PARAGRAPH = re.compile(r"<(?:p|article|section)[\s>]", re.IGNORECASE)
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
#: In a text that an editor pasted, so may be single words; there all that the style says counts.
_UNSEEN = re.compile(r"(?<![a-z-])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: A page without any of these hides nothing.
HIDING_WORDS = ("none", "NONE", "hidden")
_STYLED = etree.XPath(
    f"descendant::*[@hidden or @style[{' or '.join(f'contains(., {word!r})' for word in HIDING_WORDS)}]]"
)
#: A caption and its picture have few elements round them; nobody has to look at more.
_MOST_NODES = 30
_WHOLE = 1_000_000


def show_texts(body: HtmlElement) -> None:
    """Put the paragraphs into the page that it holds as the text of a form field, for a script to show."""
    for field in list(body.iter("textarea")):
        if field.text and _PARAGRAPH.search(field.text):
            shown = fragment_fromstring(_CONTROL.sub("", field.text), create_parent="div")
            shown.tail = field.tail
            field.getparent().replace(field, shown)


def empty_hidden(body: HtmlElement) -> dict[str, str]:
    """Empty captions, and what a reader never sees; but where most of the text is hidden, a script will show it.

    Return the captions by the address of their picture, as written.
    """
    captions: list[HtmlElement] = []
    hidden: list[HtmlElement] = []
    walk = etree.iterwalk(body, events=("start",))
    for _, node in walk:
        if node.tag == "figcaption" or (is_caption_class(node) and not _holds_picture(node)):
            captions.append(node)
            walk.skip_subtree()
        elif node is not body and _HIDDEN.search(node.get("style") or ""):
            hidden.append(node)
            walk.skip_subtree()
    counts = [count_marks("".join(node.itertext())) for node in hidden]
    total = count_marks("".join(body.itertext())) if hidden else 0
    found = dict(caption for node in captions for caption in _captioned(node))
    for node in captions + [node for node, count in zip(hidden, counts, strict=True) if count * 2 <= total]:
        node.clear(keep_tail=True)  # the empty element still ends a line
    return found


def empty_unseen(body: HtmlElement) -> None:
    """Empty what a reader of a text never sees; but where that is most of it, a script will show it all."""
    styled: list[HtmlElement] = _STYLED(body)  # type: ignore[assignment]
    unseen = [
        node
        for node in styled
        if (node.get("hidden") is not None or _UNSEEN.search(node.get("style") or "")) and _length(node)
    ]
    outer = set(unseen)
    unseen = [node for node in unseen if outer.isdisjoint(node.iterancestors())]
    if unseen and sum(map(_length, unseen)) * 2 <= _length(body):
        for node in unseen:
            node.clear(keep_tail=True)


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
