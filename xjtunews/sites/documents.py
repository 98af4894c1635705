"""Read text documents: a labelled record (``标题: … 正文内容: …``), the text of a page pasted whole, or plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xjtunews.language.dates import PUBLISHED
from xjtunews.language.labels import Labelled, parse_labels
from xjtunews.language.text import clean_line, fold, join_lines
from xjtunews.sites.article_text import is_breadcrumb, parse_breadcrumb
from xjtunews.sites.blocks import Line

# How far down the header of a pasted page may begin, and how many lines it may fill.
_TOP, _HEADER = 15, 10
_HEADLINE_LENGTH, _DERIVED_LENGTH = 80, 40
_PROSE_END = ("。", "！", "；", "，", ",", ";")
_CLAUSE = re.compile(r"[，。；！？,;!?]")
_OPENS_TITLE = re.compile(r"(?:[、，,：:—-]|】)$")


@dataclass(slots=True)
class Document:
    """Hold a text document taken apart: raw header, breadcrumb column, headline, and the lines of its text."""

    layout: str
    title: str | None = None
    section: str | None = None
    header: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def read_document(text: str) -> Document:
    r"""Return the parts of a text document; which of the three kinds it is stands in ``layout``.

    >>> read_document("标题: 甲\n发布日期: 2024-01-25\n正文内容:\n乙。").layout
    'labelled-record'
    """
    lines = [clean_line(line) for line in text.splitlines()]
    return _labelled_record(lines) or _pasted_page(lines) or _plain_text(lines)


def _labelled_record(lines: list[str]) -> Document | None:
    document = Document("labelled-record")
    title: list[str] | None = None
    for number, line in enumerate(lines):
        if not line:
            continue
        label = _leading_label(line)
        if label is None:
            if title is None:
                return None  # text before any label: no record
            if document.header or not _continues_title(line, lines[number + 1 :]):
                return _with_body(document, title, lines[number:])
            title.append(line)
        elif label.field == "title":
            title = [_after_label(line)]
        elif title is None and label.field != "body":
            document.header.append(line)
        elif label.field == "body":
            return _with_body(document, title, [_after_label(line), *lines[number + 1 :]])
        else:
            document.header.append(line)
    return _with_body(document, title, []) if title else None


def _continues_title(line: str, following: list[str]) -> bool:
    """Tell whether a line is the second half of a headline: short, no prose, with more labels below it."""
    if len(line) > _HEADLINE_LENGTH or line.endswith(_PROSE_END):
        return False
    return any(_leading_label(later) for later in [later for later in following if later][:3])


def _with_body(document: Document, title: list[str] | None, lines: list[str]) -> Document:
    document.title = join_lines(title or []) or None
    document.lines = [Line(line) for line in lines]
    return document


def _after_label(line: str) -> str:
    return re.split(r"[:：]", line, maxsplit=1)[-1].strip()


def _leading_label(line: str) -> Labelled | None:
    labels = parse_labels(line)
    return labels[0] if labels and labels[0].start == 0 and labels[0].field != "ignored" else None


def _pasted_page(lines: list[str]) -> Document | None:
    """Read the text of a page: browser title, breadcrumb, column, headline, one line of labels, text."""
    filled = [number for number, line in enumerate(lines) if line]
    top = filled[:_TOP]
    crumbs = [number for number in top if is_breadcrumb(lines[number])]
    begin = crumbs[-1] + 1 if crumbs else 0
    window = [number for number in filled if number >= begin][:_HEADER]
    info = next((number for number in window if _is_info_line(lines[number])), None)
    if info is None and not crumbs:
        return None
    document = Document("pasted-page")
    document.section = parse_breadcrumb(lines[crumbs[-1]]) if crumbs else None
    above = [lines[number] for number in top if number < begin and number not in crumbs]
    if info is None:
        headline, rest = _headline_without_info(document, [lines[number] for number in window])
        document.title = headline
        document.lines = [Line(line) for line in lines[_index_behind(lines, begin, len(window) - len(rest)) :]]
        return document
    between = [lines[number] for number in window if number < info]
    if between and document.section and fold(between[0]) == fold(document.section):
        between = between[1:]
    document.title = _headline(above, between, bool(crumbs))
    end = info
    while end < len(lines) and (not lines[end] or _is_info_line(lines[end])):
        document.header.append(lines[end])
        end += 1
    document.lines = [Line(line) for line in lines[end:]]
    return document


def _is_info_line(line: str) -> bool:
    labels = parse_labels(line)
    if labels and labels[0].start <= 1 and labels[0].field != "ignored" and labels[0].field not in ("title", "body"):
        return len(line) < 200 and not line.endswith("。")
    match = PUBLISHED.search(line)
    return match is not None and len(line) - len(match[0]) <= 30 and (match.start() <= 1 or bool(labels))


def _headline(above: list[str], between: list[str], has_crumbs: bool) -> str | None:
    """Return the headline among the lines over the labels; a browser title above that begins with it confirms it."""
    if not between:
        return above[-1] if above else None
    joined = join_lines(between)
    for browser_title in above:
        if fold(browser_title).startswith(fold(joined)):
            return joined
    if has_crumbs:
        return joined
    *before, last = between
    for earlier in before:
        if fold(earlier).startswith(fold(last)) or fold(earlier) == fold(last):
            return last
    parts = [last]
    while before and _OPENS_TITLE.search(before[-1]):
        parts.insert(0, before.pop())
    return join_lines(parts)


def _headline_without_info(document: Document, window: list[str]) -> tuple[str | None, list[str]]:
    rest = list(window)
    if rest and document.section and fold(rest[0]) == fold(document.section):
        rest.pop(0)
    title = rest.pop(0) if rest and len(rest[0]) <= _HEADLINE_LENGTH and not rest[0].endswith(_PROSE_END) else None
    return title, rest


def _index_behind(lines: list[str], begin: int, count: int) -> int:
    """Return the index behind the first ``count`` filled lines from ``begin`` on."""
    for number in range(begin, len(lines)):
        if count == 0:
            return number
        count -= bool(lines[number])
    return len(lines)


def _plain_text(lines: list[str]) -> Document:
    """Take the whole text as body; its title is the first line, or the first clause where that is prose."""
    document = Document("plain-text")
    filled = [line for line in lines if line]
    if not filled:
        return document
    first = filled[0]
    if len(filled) > 1 and len(first) <= _HEADLINE_LENGTH and not first.endswith(_PROSE_END):
        document.title = first
        document.lines = [Line(line) for line in filled[1:]]
    else:
        document.title = _CLAUSE.split(first, maxsplit=1)[0][:_DERIVED_LENGTH]
        document.lines = [Line(line) for line in filled]
    return document
