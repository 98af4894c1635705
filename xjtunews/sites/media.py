"""Find the pictures, PDFs and videos of a text, and tell a picture's caption from a paragraph."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, islice
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from xjtunews.language.credits import cut_credits, parse_credits
from xjtunews.language.dates import PUBLISHED
from xjtunews.language.words import alternation, rows

#: What a browser shows that is no text.
MEDIA_TAGS = frozenset(("img", "script", "iframe", "embed", "object", "video"))

#: VSB writes its players by scripts: ``showVsbVideo("/__local/….mp4", …)``, ``showVsbpdfIframe("/__local/….pdf", …)``.
_PLAYER = re.compile(r"showVsb(?P<kind>Video|pdfIframe)\(\s?[\"'](?P<url>[^\"'\s]{1,1000})[\"']")
_KINDS = {"Video": "video", "pdfIframe": "pdf"}
_PDF = re.compile(r"\.pdf(?:\Z|[?#&])", re.IGNORECASE)
_VIDEO = re.compile(r"\.(?:mp4|m3u8|flv|f4v|webm|ogv|wmv|mov|avi|mpe?g)(?:\Z|[?#&])", re.IGNORECASE)
_SOURCES = ("src", "orisrc", "data-src", "data-original", "vurl")
_FRAMES = {"iframe": ("src",), "embed": ("src",), "object": ("data",), "video": ("src", "vurl")}

_CENTERED = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"(?<![a-z])(?:fig|img|pic|image|photo)?[-_]?caption(?![a-z])", re.IGNORECASE)
_MIDDLE = frozenset(("center", "middle"))
_PICTURE_CLASS = "vsbcontent_img"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_CELLS = frozenset(("td", "th"))
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_NUMBERED = re.compile(rf"[（(]?{_NUMBER}[）)]?[、．.：]|[（(]{_NUMBER}[）)]|第.{{1,3}}[章节部条]")
_INSIDE = re.compile(r"[：:；;。！？!?](?!\Z)|[：:；;]\Z")
#: So many lines above and below a caption tell whether the text stands in the middle as well.
_BESIDE = 3
#: A short line has few elements in it; nobody has to look at more.
_MOST_NODES = 30
_LONGEST_OWNED, _ARROWS = 200, ("▲", "△", "▼", "▽")
_LONGEST_SURE, _LONGEST_CENTERED, _LONGEST_LISTED = 120, 50, 30


@dataclass(slots=True)
class Embedded:
    """Hold a picture, PDF or video among the lines of a text: its kind, its URL as written, and its place.

    ``place`` counts the lines above it; ``caption_place`` is the place of the line that is its ``caption``.
    ``holder`` is the block that it stands in, ``inline`` says that text stands before it on its line, ``apart`` that
    the caption is no part of the text: the page sets it apart, or it names itself a caption.
    ``alt`` is what a picture says of itself.
    """

    kind: str
    url: str
    place: int
    holder: HtmlElement
    inline: bool = False
    caption: str | None = None
    caption_place: int | None = None
    apart: bool = False
    alt: str = ""

    def moved(self, lines: int) -> Embedded:
        """Return it with so many lines more above it."""
        caption_place = None if self.caption_place is None else self.caption_place + lines
        return replace(self, place=self.place + lines, caption_place=caption_place)


def read_medium(node: HtmlElement) -> tuple[str, str] | None:
    """Return kind and URL of what ``node`` shows, or None where it shows nothing: icons, scripts of other uses."""
    tag = node.tag
    if tag == "img":
        url = next((url for name in _SOURCES if (url := _written(node, name)) and not url.startswith("data:")), "")
        return ("image", url) if url else None
    if tag == "script":
        if node.get("name") == "_videourl" and _written(node, "vurl"):
            return "video", _written(node, "vurl")
        match = _PLAYER.search(node.text) if node.text else None
        return (_KINDS[match["kind"]], match["url"]) if match else None
    if tag == "video":
        candidates = [node, *node.iterchildren("source")]
        return next((("video", url) for n in candidates for k in _FRAMES[tag] if (url := _written(n, k))), None)
    return next((found for name in _FRAMES[tag] if (found := _framed(_written(node, name)))), None)


def _written(node: HtmlElement, name: str) -> str:
    return (node.get(name) or "").strip()


def _framed(url: str) -> tuple[str, str] | None:
    """Return kind and URL of the PDF or video in a frame, also where a viewer's address only names it.

    >>> _framed("/pdfjs/web/viewer.html?file=%2F__local%2Fa.pdf")
    ('pdf', '/__local/a.pdf')
    """
    if "file=" in url:
        url = (parse_qs(urlsplit(url).query).get("file") or [url])[0]
    for kind, pattern in (("pdf", _PDF), ("video", _VIDEO)):
        if pattern.search(url):
            return kind, url
    return None


def find_captions(media: Sequence[Embedded], texts: Sequence[str], holders: Sequence[HtmlElement]) -> None:
    """Give the pictures among ``media`` their captions: lines of ``texts``, each with its block in ``holders``.

    A caption stands right behind its picture. The pictures of one block share it; in a table whose cells stand below
    as many pictures, each has its own. What may as well be a paragraph is none.
    """
    places = {medium.place for medium in media if medium.kind == "image"}
    for place, run in groupby((m for m in media if m.kind == "image"), key=lambda medium: medium.place):
        pictures = [picture for picture in run if not picture.inline]
        if place < len(texts) and not texts[place] and place + 1 not in places:
            place += 1  # a line of nothing but a picture with a link
        if not pictures or place >= len(texts):
            continue
        below = pictures[-1].holder
        pictures = [picture for picture in pictures if picture.holder is below]
        cells = _captions_of_row(below, holders[place], len(pictures))
        if cells:
            captions = cells
        elif _is_caption(texts, holders, place, alt=pictures[-1].alt, followed=place + 1 in places):
            captions = [texts[place]] * len(pictures)
        else:
            continue
        for picture, caption in zip(pictures, captions, strict=True):
            picture.caption, picture.caption_place = caption, place
    _set_apart(media, texts, holders)


def _set_apart(media: Sequence[Embedded], texts: Sequence[str], holders: Sequence[HtmlElement]) -> None:
    """Tell the captions that are no part of the text; in the middle, that is so where the text stands elsewhere."""
    captioned = [medium for medium in media if medium.caption_place is not None]
    places = {medium.caption_place for medium in captioned}
    others = [place for place, text in enumerate(texts) if text and place not in places] if places else []
    for medium in captioned:
        place = medium.caption_place or 0
        caption = texts[place]
        medium.apart = _is_marked(holders[place]) or medium.caption != caption or _names_itself(caption, medium.alt)
        if not medium.apart and is_centered(holders[place]):
            here = bisect(others, place)
            beside = others[max(here - _BESIDE, 0) : here + _BESIDE]
            medium.apart = 2 * sum(is_centered(holders[n]) for n in beside) <= len(beside)


def _names_itself(caption: str, alt: str) -> bool:
    return caption == alt or _labelled().match(caption) is not None


def _captions_of_row(above: HtmlElement, row: HtmlElement, count: int) -> list[str]:
    """Return the texts of the cells of ``row``, where each stands below one of ``count`` pictures in a row."""
    if above.tag != "tr" or row.tag != "tr" or count < 2:
        return []
    texts = [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in _CELLS]
    pictures = [len(cell.findall(".//img")) for cell in above if cell.tag in _CELLS]
    if len(texts) != count or pictures != [1] * count or not all(0 < len(text) <= _LONGEST_LISTED for text in texts):
        return []
    return texts


def _is_caption(texts: Sequence[str], holders: Sequence[HtmlElement], place: int, *, alt: str, followed: bool) -> bool:
    text, holder = texts[place], holders[place]
    if text and (is_owned(text) or text == alt):
        return True
    if not text or len(text) > _LONGEST_SURE or parse_credits(text):
        return False
    if _is_marked(holder):
        return True
    centered = is_centered(holder)
    if _begins().match(text):
        return centered or len(text) <= _LONGEST_CENTERED or not text.endswith("。")
    if centered and any(credit.role == "photo" for credit in cut_credits(text)[1]):
        return True
    if len(text) > _LONGEST_CENTERED or _INSIDE.search(text) or _NUMBERED.match(text) or PUBLISHED.fullmatch(text):
        return False
    if _ends().search(text):
        return True
    if not centered or _is_heading(holder, text):
        return False
    if followed or place + 1 >= len(texts):
        return True
    # Where the text that follows is centred as well, that says nothing of this line.
    below = holders[place + 1]
    return not is_centered(below) or _is_heading(below, texts[place + 1])


def _is_marked(holder: HtmlElement) -> bool:
    return holder.tag == "figcaption" or is_caption_class(holder)


def is_caption_class(node: HtmlElement) -> bool:
    """Tell whether the class of an element calls it a caption."""
    names = node.get("class")
    return names is not None and _CAPTION_CLASS.search(names) is not None


def is_centered(block: HtmlElement) -> bool:
    """Tell whether the page sets the text of ``block`` in the middle; the nearest block that says so decides.

    Only a few blocks around it are asked: a style sheet further up says nothing of a line of text.
    """
    node: HtmlElement | None = block[0] if block.tag == "tr" and len(block) == 1 else block
    for _ in range(4):
        if node is None:
            return False
        styled = _CENTERED.search(node.get("style") or "")
        aligned = styled[1] if styled else node.get("align")
        if aligned and node.tag != "table":  # a table in the middle has its text where it likes
            return aligned.lower() in _MIDDLE
        if node.tag == "center" or _PICTURE_CLASS in (node.get("class") or ""):
            return True
        node = node.getparent()
    return False


def _is_heading(block: HtmlElement, text: str) -> bool:
    """Tell a subheading: all of it is bold."""
    if block.tag in _HEADINGS:
        return True
    bold: list[str] = []
    for node in islice(block.iter(), _MOST_NODES):
        if node.tag in _BOLD:
            bold += islice(node.itertext(), _MOST_NODES)
    return len("".join("".join(bold).split())) >= len("".join(text.split()))


@cache
def _begins() -> re.Pattern[str]:
    """Match the words that a caption begins with, and a number where they want one."""
    plain, numbered = _words("begins"), _words("numbered")
    number = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d一二三四五六七八九十年月日号张幅届个])"
    return re.compile(rf"[（(【\[]?\s?(?:{plain}|(?:{numbered})\s?{number})")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('ends')})\s?[）)】\]]?\s?\Z")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"[（(【\[]?\s?(?:{_words('labels')})")


def is_credited(text: str) -> bool:
    """Tell a caption from any sentence: an arrow shows where its picture is, or it ends with whose picture that is.

    >>> is_credited("▲兩校簽約。"), is_credited("兩校簽約。（圖／記者張三攝）"), is_credited("兩校簽約。（記者張三）")
    (True, True, False)
    """
    return text.startswith(_ARROWS) or is_owned(text)


def is_owned(text: str) -> bool:
    """Tell a line that ends with whose picture it is about."""
    return len(text) <= _LONGEST_OWNED and _owned().search(text) is not None


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"[（(]\s?(?:{_words('owned')})[^（）()]{{0,40}}[）)]\Z")


def _words(kind: str) -> str:
    return alternation(word for found, word in rows("captions.tsv") if found == kind)
