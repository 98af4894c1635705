"""Make a page's tree what a reader sees: without what is hidden, with what a script will show."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from xjtunews.language.text import clean_line
from xjtunews.sites.media import is_caption_class, read_medium
from xjtunews.sites.weights import count_marks

_PARAGRAPH = re.compile(r"<(?:p|article|section)[\s>]", re.IGNORECASE)
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
#: Classes of the line below a picture, and of a frame that holds nothing but both.
_BELOW = re.compile(
    r"(?<![a-z])(?:pic|photo|img|image)(?:[-_]?(?:info|text|txt|desc|descr|note|intro)(?![a-z])"
    r"|(?P<frame>\d*(?:[-_]?(?:box|wrap|wrapper|frame))?(?!\S)))",
    re.IGNORECASE,
)
_FRAMES = frozenset(("div", "figure", "li", "p", "section", "span", "ul"))
_LONGEST_CAPTION = 200
#: A caption and its picture have few elements round them; nobody has to look at more.
_MOST_NODES = 30


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
        kind = _kind(node) if node is not body else None
        if kind is not None:
            (captions if kind == "caption" else frames if kind == "frame" else hidden).append(node)
            walk.skip_subtree()
    counts = [count_marks("".join(node.itertext())) for node in hidden]
    total = count_marks("".join(body.itertext())) if hidden or frames else 0
    found = dict(caption for node in captions for caption in _captioned(node))
    for node in captions + [node for node, count in zip(hidden, counts, strict=True) if count * 2 <= total]:
        node.clear(keep_tail=True)  # the empty element still ends a line
    if sum(count_marks("".join(node.itertext())) for node in frames) * 2 <= total:  # else it is a report in pictures
        for node in frames:
            found.update(_without_text(node))
    return found


def _kind(node: HtmlElement) -> str | None:
    """Tell a caption, a frame round a picture and its caption, and what is hidden."""
    if node.tag == "figcaption" or (is_caption_class(node) and not _holds_picture(node)):
        return "caption"
    match = _BELOW.search(node.get("class") or "")
    if match is not None and node.tag in _FRAMES:
        nodes = list(islice(node.iter(), _MOST_NODES + 1))
        pictures = sum(inner.tag == "img" for inner in nodes)
        length = len("".join("".join(islice(node.itertext(), 2 * _MOST_NODES)).split()))
        if length > _LONGEST_CAPTION * max(pictures, 1) or len(nodes) > _MOST_NODES or not length:
            return None
        if (pictures > 0) == (match["frame"] is not None):
            return "frame" if pictures else "caption"
    return "hidden" if _HIDDEN.search(node.get("style") or "") else None


def _without_text(frame: HtmlElement) -> list[tuple[str, str]]:
    """Leave nothing but the pictures in a frame; return the address of the only one, with its caption."""
    text = clean_line("".join(frame.itertext()))
    media = [medium for node in frame.iter("img") if (medium := read_medium(node)) is not None]
    for node in frame.iter():
        node.text = None
        if node is not frame:
            node.tail = None
    return [(media[0][1], text)] if len(media) == 1 else []


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
