"""Read text documents: a labelled record (``标题: … 正文内容: …``), the text of a page pasted whole, or plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xjtunews.language.breadcrumbs import is_breadcrumb, parse_breadcrumb
from xjtunews.language.dates import PUBLISHED
from xjtunews.language.labels import Labelled, parse_labels
from xjtunews.language.text import clean_line, fold, join_lines
from xjtunews.sites.blocks import Line

# How far down the header of a pasted page may begin, and how many lines it may fill; those of a record's header.
_TOP, _HEADER, _RECORD = 15, 10, 30
_HEADLINE_LENGTH, _DERIVED_LENGTH = 80, 40
_PROSE_END = ("。", "！", "；", "，", ",", ";")
_CLAUSE = re.compile(r"[，。；！？,;!?]")
_OPENS_TITLE = re.compile(r"(?:[、，,：:—-]|】)\Z")
_SUBTITLE = ("——", "--", "—")
_LIKE_A_LABEL = re.compile(r"[【\[]?[^\s，。、；：:]{1,8}\s?[】\]]?\s?[:：]")
_CRUMB_STEPS = 10


@dataclass(slots=True)
class Document:
    """Hold a text document taken apart: header, column, headline, lines of its text, titles beside the headline."""

    layout: str
    title: str | None = None
    section: str | None = None
    header: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def read_document(text: str) -> Document:
    r"""Return the parts of a text document; which of the three kinds it is stands in ``layout``.

    >>> read_document("标题: 甲\n发布日期: 2024-01-25\n正文内容:\n乙。").layout
    'labelled-record'
    """
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    return _labelled_record(lines) or _pasted_page(lines) or _plain_text(lines)


def _labelled_record(lines: list[str]) -> Document | None:
    """Read a record: lines of labels down to `正文内容:`, or as far as they go where no such line follows."""
    fields = [_leading(line) for line in lines[:_RECORD]]
    body = next((number for number, label in enumerate(fields) if label and label.field == "body"), None)
    if "title" not in [label.field for label in fields[:body] if label] and body != 0:
        return None
    if body is None and fields[0] is None:
        return None  # text before any label
    end = body if body is not None else _end_of_labels(lines, fields)
    document = Document("labelled-record")
    title: list[str] = []
    in_title = False
    for line, label in zip(lines[:end], fields, strict=False):
        if label is None and not _LIKE_A_LABEL.match(line) and (title or document.header):
            (title if in_title else document.header).append(line)
            if not in_title and len(document.header) > 1 and not _leading_value(document.header[-2]):
                document.header[-2:] = [" ".join(document.header[-2:])]  # a value on the line below its label
        elif label is not None and label.field == "title":
            title, rest = _title_and_rest(line, label)
            document.header += rest
        elif label is not None:
            document.header.append(line)
        in_title = label.field == "title" if label else in_title and not _LIKE_A_LABEL.match(line)
    document.title = join_lines(title) or None
    document.headings = title
    if body is not None:
        first = fields[body]
        assert first is not None
        lines = [lines[body][first.value_at :].strip(), *lines[body + 1 :]]
    else:
        lines = lines[end:]
    document.lines = [Line(line) for line in lines if line]
    return document


def _leading(line: str) -> Labelled | None:
    """Return the label that a line begins with, or None."""
    labels = parse_labels(line)
    return labels[0] if labels and labels[0].start <= 1 and not line[: labels[0].start].strip("【[") else None


def _leading_value(line: str) -> str:
    label = _leading(line)
    return label.value if label else line


def _title_and_rest(line: str, label: Labelled) -> tuple[list[str], list[str]]:
    """Return the title on a line, and the labels behind it there: `标题：甲 发布日期：2024-01-25`."""
    for other in parse_labels(line)[1:]:
        if other.field in ("published", "views") and (not other.value or other.value[0].isdecimal()):
            return [line[label.value_at : other.start]], [line[other.start :]]
    return [line[label.value_at :].strip()], []


def _end_of_labels(lines: list[str], fields: list[Labelled | None]) -> int:
    """Return where the text of a record without `正文内容:` begins: behind its last label, prose excepted."""
    end = 0
    for number, (line, label) in enumerate(zip(lines, fields, strict=False)):
        if line.endswith("。") or len(line) > _HEADLINE_LENGTH * 2:
            break
        if label is not None or (_LIKE_A_LABEL.match(line) and len(line) < _HEADLINE_LENGTH):
            end = number + 1
        elif any(fields[number + 1 : number + 3]):
            continue  # the second half of a headline, or a value below its label
        else:
            break
    return end


def _pasted_page(lines: list[str]) -> Document | None:
    """Read the text of a page: browser title, breadcrumb, column, headline, one line of labels, text."""
    lines = _join_crumbs(lines)
    prose = _begin_of_prose(lines)
    crumbs = [number for number, line in enumerate(lines[: min(_TOP, prose)]) if is_breadcrumb(line)]
    begin = crumbs[-1] + 1 if crumbs else 0
    info = next((n for n in range(begin, min(begin + _HEADER, prose, len(lines))) if _is_info_line(lines[n])), None)
    if info is None and not crumbs:
        return None
    document = Document("pasted-page")
    document.section = parse_breadcrumb(lines[crumbs[-1]]) if crumbs else None
    above = [line for number, line in enumerate(lines[:begin]) if number not in crumbs]
    document.headings = above
    if begin < len(lines) and document.section and fold(lines[begin]) == fold(document.section):
        begin += 1
    if info is None:
        end = _end_of_headline(lines, begin)
        document.title = join_lines(lines[begin:end]) or None
    else:
        document.title = _headline(above, lines[begin:info], bool(crumbs))
        end = info
        while end < len(lines) and (_is_info_line(lines[end]) or (end > info and lines[end].isdecimal())):
            document.header.append(lines[end])
            end += 1
    document.lines = [Line(line) for line in lines[end:]]
    return document


def _begin_of_prose(lines: list[str]) -> int:
    """Return the index of the first sentence; a headline may end as one, but stands right above its line of labels."""
    for number, line in enumerate(lines):
        if line.endswith(("。", "。”")):
            below = _leading(lines[number + 1]) if number + 1 < len(lines) else None
            if below is None or below.field not in ("published", "source", "views"):
                return number
    return len(lines)


def _join_crumbs(lines: list[str]) -> list[str]:
    """Return the lines with a breadcrumb that fills several of them as one."""
    for number, line in enumerate(lines[:_TOP]):
        steps = lines[number + 1 : number + 1 + _CRUMB_STEPS]
        if is_breadcrumb(line) and ">" not in line and "正文" in steps and ">" in steps:
            end = number + 1 + steps.index("正文") + 1
            return [*lines[:number], "".join(lines[number:end]), *lines[end:]]
    return lines


def _is_info_line(line: str) -> bool:
    """Tell a line of the header from a headline or a lead that begins with a date."""
    if line.endswith("。") or len(line) > 200:
        return False
    label = _leading(line)
    if label is not None:
        return label.field not in ("ignored", "title", "body")
    match = PUBLISHED.search(line)
    if match is None or len(line) - len(match[0]) > 30:
        return False
    behind = line[match.end() :]
    apart = not behind or behind[0] in " |｜【[(（" or match["hour"] is not None or bool(parse_labels(behind))
    return apart and (match.start() == 0 or bool(parse_labels(line)))


def _headline(above: list[str], between: list[str], has_crumbs: bool) -> str | None:
    """Return the headline among the lines over the labels; a browser title above it that begins with it confirms it."""
    if not between:
        return above[-1] if above else None
    if has_crumbs:
        return join_lines(between)
    for first in range(1, len(between)):
        joined = join_lines(between[first:])
        if any(fold(title).startswith(fold(joined)) for title in between[:first]):
            return joined
    first = len(between) - 1
    while first > 0 and (_OPENS_TITLE.search(between[first - 1]) or between[first].startswith(_SUBTITLE)):
        first -= 1
    return join_lines(between[first:])


def _end_of_headline(lines: list[str], begin: int) -> int:
    """Return where the headline at ``begin`` ends on a page without a line of labels: where text begins, or at once."""
    end = begin
    while end < len(lines) and len(lines[end]) <= _HEADLINE_LENGTH and not lines[end].endswith(("。", "；", ";")):
        end += 1
        if not _OPENS_TITLE.search(lines[end - 1]):
            break
    return end


def _plain_text(lines: list[str]) -> Document:
    """Take the whole text as body; its title is the first line, or the first clause where that is prose."""
    document = Document("plain-text")
    if not lines:
        return document
    first = lines[0]
    if len(lines) > 1 and len(first) <= _HEADLINE_LENGTH and not first.endswith(_PROSE_END):
        document.title = first
        lines = lines[1:]
    else:
        document.title = _CLAUSE.split(first, maxsplit=1)[0][:_DERIVED_LENGTH]
    document.lines = [Line(line) for line in lines]
    return document
