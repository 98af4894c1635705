"""Tell an article's text from what surrounds it: where it ends, its credits, the reports it links to.

Works on lines, so that a page and a text document are read by the same rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from xjtunews.language.credits import Credit, cut_credits, parse_credits
from xjtunews.language.labels import parse_labels
from xjtunews.language.spam import is_keyword_tail
from xjtunews.language.text import fold
from xjtunews.language.words import alternation, column
from xjtunews.sites.blocks import Line
from xjtunews.sites.furniture import is_button
from xjtunews.sites.pools import begin_of_pool

# An address may have Chinese in its path where it ends as a page does; else it ends where ASCII does.
_URL = re.compile(
    r"https?://[^\s，。；、：（）()<>“”【】《》]{4,300}?\.s?html?(?=https?://|[^A-Za-z0-9?#]|\Z)"
    r"|https?://(?:(?!https?://)[A-Za-z0-9\-._~:/?#@!$&*+=%\[\]])*[A-Za-z0-9/=_~\-]",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[，。、；：！？,.;:!?/—（）()]")
_ATTACHMENT = re.compile(r"【?附件[^】]{0,20}[【：:]?.{0,200}(?:】\s?(?:已下载.{0,20})?|已下载\D{0,3}\d{0,9}\s?次)")
_BULLET = re.compile(r"^[\s\d.、，,。;；·•\-—*▪■●>》【】\[\]()（）:：]*$")
_LISTED = re.compile(r"[^。]{2,80}?\s?https?://\S+")
_IMAGE_FILE = re.compile(
    r"(?:!\[[^\]]{0,200}\]\([^)]{0,500}\)|[\w()（） .-]{1,80}\.(?:jpe?g|png|gif|bmp|webp))", re.IGNORECASE
)
#: The pages of a long article, or of a list: `上一页 1 2 3 下一页`.
_PAGER = re.compile(
    r"[\s<>《》«»|\[\]【】()（）…._-]{0,6}(?:(?:(?:共|第)\s?\d{1,3}\s?页|首页|上一?页|下一?页|尾页|末页|\d{1,3}(?!\d))"
    r"[\s<>《》«»|/，,\[\]【】()（）…._-]{0,6}){1,40}"
)
_MARKED = re.compile(r"[【\[<>《（(:：|｜页]")
_HEADER_FIELDS = frozenset(("published", "source", "views", "section", "ignored"))
_SENTENCE_END = ("。", "！", "？", "；", "”")
_SURE_FIELDS, _UNSURE_LABELS = frozenset(("source", "views", "section")), ("时间", "時間")
_LONGEST_HEADLINE = 80


@dataclass(slots=True)
class Related:
    """Hold one link to a related report: as written, its label, and the paragraph above it (from 1; 0: none)."""

    url: str
    label: str
    paragraph: int


@dataclass(slots=True)
class ArticleText:
    """Hold what the lines of an article say; ``places`` has the place of the line that each paragraph is."""

    paragraphs: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    links: list[Related] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@cache
def _related_label() -> re.Pattern[str]:
    words = alternation(column("related_labels.txt"))
    return re.compile(
        rf"[【\[(（]?\s?(?P<label>{words})\s?(?:\d{{1,2}})?\s?(?:[】\])）]\s?[:：]?|[:：]+|(?=https?://)|\Z)"
    )


@cache
def _related_inside() -> re.Pattern[str]:
    """Match a label behind the last sentence of a paragraph, where nothing but links follows it."""
    words = alternation(word for word in column("related_labels.txt") if len(word) >= 4)
    return re.compile(
        rf"(?<=[。！？!?”）)])\s?[【\[(（]?(?P<label>{words})[】\])）]?\s?[:：]?\s?(?=(?P<rest>.{{0,400}}\Z))"
    )


@cache
def _ending() -> re.Pattern[str]:
    words = alternation(word.rstrip("：") for word in column("endings.txt"))
    open_ended = alternation(word.rstrip("：") for word in column("endings.txt") if word.endswith("："))
    bracket = r"[【\[<>《「」》·•*#＊】\]（）()\s.。|｜/]{0,6}"
    return re.compile(rf"(?:{bracket}(?:{words})){{1,4}}{bracket}\Z|{bracket}(?:{open_ended})\s?(?:[:：]|[】\]]|\s)")


@cache
def _chrome() -> frozenset[str]:
    return frozenset(fold(word).lower() for word in column("chrome.txt"))


def read_article_text(lines: list[Line], title: str | None = None, *, exact: bool = False) -> ArticleText:
    """Return the paragraphs, credits and related links among ``lines``.

    The text ends at a button, a list of other articles, the editor's credit or a keyword tail, whichever comes first.
    Where the lines are ``exact``, because the CMS marks where its text begins and ends, only buttons and lists that no
    sentence follows are left out at its end.
    A first line that repeats the ``title``, or is itself a line of labels, goes to ``header``.
    """
    result = ArticleText()
    expecting: str | None = None
    lines = _join_headlines(lines)
    last_sentence = _last_sentence(lines) if exact else -1
    # What stands in the CMS's own container was written by an editor; below it, the template prints its pools.
    end = len(lines) if exact else begin_of_pool(lines)
    for number, line in enumerate(lines):
        if not line.text and not line.anchors:
            continue
        if expecting is not None and _add_if_only_links(result, line, expecting):
            continue
        label, line = _split_related(result, line)
        if label is not None:
            expecting = label
            continue
        expecting = None
        if not line.text:
            continue
        if number == end and result.paragraphs:
            result.below = [line.text for line in lines[number:] if line.text]
            break
        ends = result.paragraphs and number > last_sentence and _ends_article(line.text, tails=not exact)
        if ends and not (exact and _is_heading(lines, number)):
            result.below = [line.text for line in lines[number:] if line.text]
            break
        if not result.paragraphs and _is_header(line.text, title):
            result.header.append(line.text)
            continue
        credits = parse_credits(line.text)
        if credits:
            result.credits += credits
            if not exact and any(credit.role == "editor" for credit in credits) and _is_behind(lines, number):
                result.below = [line.text for line in lines[number + 1 :] if line.text]
                _collect_last(result, lines[number + 1 :])
                break
            continue
        _add_paragraph(result, line)
    while result.paragraphs and fold(result.paragraphs[-1]).lower() in _chrome():
        result.paragraphs.pop()
        result.places.pop()
    return result


def _join_headlines(lines: list[Line]) -> list[Line]:
    """Return the lines with the headline of a related report and its address below it as one.

    >>> [line.text for line in _join_headlines([Line("相关报道：甲签约"), Line("http://a.cn/1.htm")])]
    ['相关报道：甲签约 http://a.cn/1.htm']
    """
    filled = [line for line in lines if line.text or line.anchors]
    joined: list[Line] = []
    listing = False
    for line in filled:
        above = joined[-1] if joined else None
        if listing and above is not None and _is_address(line) and _is_headline(above):
            joined[-1] = Line(f"{above.text} {line.text}")
            continue
        listing = _related_label().match(line.text) is not None or (
            listing and (_is_address(line) or _is_headline(line))
        )
        joined.append(line)
    return joined


def _is_address(line: Line) -> bool:
    return not line.anchors and _URL.fullmatch(line.text) is not None


def _is_headline(line: Line) -> bool:
    """Tell a line that may be the headline of a report: short, no sentence, no link; a label alone is none."""
    label = _related_label().match(line.text)
    rest = line.text[label.end() :] if label else line.text
    return bool(rest) and len(rest) <= _LONGEST_HEADLINE and "。" not in rest and not line.anchors and "://" not in rest


def find_related(lines: list[Line], paragraph: int) -> list[Related]:
    """Return the related links among lines that are no text of the article, such as a box below it.

    They belong to ``paragraph``, the last one above them.
    """
    result = ArticleText()
    expecting: str | None = None
    for line in lines:
        if expecting is None or not _add_if_only_links(result, line, expecting):
            expecting, _ = _split_related(result, line)
    return [replace(related, paragraph=paragraph) for related in result.related]


def _is_header(text: str, title: str | None) -> bool:
    """Tell a line of the page's header from a text that begins with a label: `摘要：…`, a notice's `时间：3月3日`."""
    if title is not None and fold(text) == fold(title):
        return True
    labels = parse_labels(text)
    if not labels or labels[0].start > 1 or not all(found.field in _HEADER_FIELDS for found in labels):
        return False
    names = {text[found.start : found.value_at].rstrip("】]:： ") for found in labels if found.field == "published"}
    return any(found.field in _SURE_FIELDS for found in labels) or bool(names.difference(_UNSURE_LABELS))


def _ends_article(text: str, *, tails: bool = True) -> bool:
    if _ending().match(text) is not None or (tails and is_keyword_tail(text)):
        return True
    return ("页" in text or "[2]" in text or text.startswith("[ 1 2")) and _PAGER.fullmatch(text) is not None


def _is_heading(lines: list[Line], number: int) -> bool:
    """Tell a word of buttons that an editor wrote, such as 合作伙伴 over names: no link, with plain lines behind it."""
    if lines[number].anchors or _MARKED.search(lines[number].text):
        return False
    behind = (line for line in lines[number + 1 :] if line.text and not line.anchors)
    return any(not _ends_article(line.text, tails=False) and not is_button(line.text) for line in behind)


def _last_sentence(lines: list[Line]) -> int:
    """Return the index of the last line that is a sentence, no button and no link; -1 without one."""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        linked = bool(line.anchors) and _is_only_links(line.text, line.anchors)
        if line.text.endswith(_SENTENCE_END) and not linked and not _ending().match(line.text):
            return number
    return -1


def _is_behind(lines: list[Line], number: int) -> bool:
    """Tell whether most of the text stands before line ``number``: an editor named at the top ends nothing."""
    before = sum(len(line.text) for line in lines[:number] if not is_keyword_tail(line.text))
    after = sum(len(line.text) for line in lines[number + 1 :] if line.text.endswith(("。", "！", "？", "”")))
    return before > after


def _collect_last(result: ArticleText, lines: list[Line]) -> None:
    """Collect what may stand behind the editor's credit: more credits, and related links."""
    expecting: str | None = None
    for line in lines:
        if line.text and _ends_article(line.text):
            return
        if expecting is not None and _add_if_only_links(result, line, expecting):
            continue
        expecting, rest = _split_related(result, line)
        if expecting is None and rest.text:
            credits = parse_credits(rest.text)
            if not credits:
                return
            result.credits += credits


def _add_paragraph(result: ArticleText, line: Line) -> None:
    text = line.text
    if _IMAGE_FILE.fullmatch(text) or (_ATTACHMENT.fullmatch(text) and _is_download(line)):
        return
    text, credits = cut_credits(text)
    result.credits += credits
    if text:
        result.paragraphs.append(text)
        result.places.append(line.place)
        result.links += [Related(url, label, len(result.paragraphs)) for url, label in line.anchors if _is_web(url)]


def _is_download(line: Line) -> bool:
    return bool(line.anchors) and all("download" in url.lower() or "/__local/" in url for url, _ in line.anchors)


def _split_related(result: ArticleText, line: Line) -> tuple[str | None, Line]:
    """Take the related links out of ``line``; return their label, or None, and what remains of the line."""
    match = _related_label().match(line.text)
    if match is not None and _add_labelled(result, line, match, match["label"]):
        return match["label"], Line("")
    match = _related_inside().search(line.text)
    if match is not None and (_URL.match(match["rest"]) or _is_only_links(match["rest"], line.anchors)):
        inside = [found for found in line.anchors if found[0] and found[1] in line.text[match.end() :]]
        outside = [found for found in line.anchors if found not in inside]
        _add_paragraph(result, Line(line.text[: match.start()], outside, line.place))
        _add_links(result, Line(line.text[match.end() :], inside), match["label"])
        return match["label"], Line("")
    return None, line


def _add_labelled(result: ArticleText, line: Line, match: re.Match[str], label: str) -> bool:
    rest = line.text[match.end() :].strip()
    if not rest and not line.anchors:
        return True
    if not line.anchors and not _URL.search(rest):
        return False
    _add_links(result, Line(rest, line.anchors), label)
    return True


def _add_if_only_links(result: ArticleText, line: Line, label: str) -> bool:
    """Take a line below a label, if it is nothing but links, or a headline with its address behind it."""
    if not line.anchors and not _URL.search(line.text):
        return False
    if any(not _is_web(url) for url, _ in line.anchors):
        return False
    listed = _LISTED.fullmatch(line.text) is not None and not line.anchors
    if not listed and not _is_only_links(line.text, line.anchors):
        return False
    _add_links(result, line, label)
    return True


def _is_only_links(text: str, anchors: list[tuple[str, str]]) -> bool:
    """Tell whether nothing but links, bullets and brackets stands in ``text``."""
    return _BULLET.match(_URL.sub("", "".join(_between(text, anchors)))) is not None


def _between(text: str, anchors: list[tuple[str, str]]) -> list[str]:
    """Return what stands before, between and behind the links of a line.

    >>> _between("详见通知、附件。", [("/a", "通知"), ("/b", "附件")])
    ['详见', '、', '。']
    """
    pieces, end = [], 0
    for _, linked in anchors:
        start = text.find(linked, end) if linked else -1
        if start >= 0:
            pieces.append(text[end:start])
            end = start + len(linked)
    return [*pieces, text[end:]]


def _add_links(result: ArticleText, line: Line, label: str) -> None:
    """Add the links of a line, an address that stands both as text and as an anchor once."""
    paragraph = len(result.paragraphs)
    found = [(url, text) for url, text in line.anchors if _is_web(url)]
    rest = " ".join(_between(line.text, found))
    linked = {fold(url) for url, _ in found}
    found += [(match[0], "") for match in _URL.finditer(rest) if fold(match[0]) not in linked]
    order = {url: line.text.find(url if url in line.text else text) for url, text in found}
    found.sort(key=lambda link: order[link[0]])
    result.related += [
        Related(url, f"{label}：{text}" if text and not _URL.fullmatch(text) else label, paragraph)
        for url, text in found
    ]


def _is_web(url: str) -> bool:
    return bool(url) and not url.lower().lstrip().startswith(
        ("javascript:", "mailto:", "tel:", "data:", "#", "vbscript:")
    )
