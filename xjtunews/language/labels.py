"""Read the labels of a page's header (``来源：… 日期：… 浏览量：``), glued or empty, in half or full width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from xjtunews.language.dates import PUBLISHED
from xjtunews.language.text import clean_line
from xjtunews.language.words import alternation, column, heads, rows

_COUNT = re.compile(r"\s?[\[(（【]?\s?(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d\-/.年:：,])")
_SOURCE_END = re.compile(r"\s\d+\s?(?:次|\Z)|[\[(（【]\s?(?:[大中小字]|打印|收藏)|[|｜丨]\Z")
#: What closes a label; hardly any line of a text has one.
_CLOSING = re.compile(r"[】\]:：]")
_EDGES = " \t|｜丨,，;；、/\\-–—·>》【】[]()（）「」:："
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """Hold one label with its value: ``field`` is a word of ``data/labels.tsv``, ``value`` may be empty.

    The label begins at ``start``; its value, before anything was stripped off it, fills ``value_at`` to ``end``.
    """

    field: str
    value: str
    start: int
    value_at: int
    end: int


@cache
def fields() -> dict[str, str]:
    """Return the field of every label, without its inner spaces."""
    return {label.replace(" ", ""): field for field, label in rows("labels.tsv")}


@cache
def nobody() -> frozenset[str]:
    """Return the words that stand where a source or an author should, and name none."""
    return frozenset(column("nobody.txt"))


@cache
def _label_pattern() -> re.Pattern[str]:
    # Inside a run of Chinese, one character is no label (`全文：`), two or more may be glued to a value before them.
    loose = alternation(label for _, label in rows("labels.tsv") if len(label) > 1)
    single = alternation(label for _, label in rows("labels.tsv") if len(label) == 1)
    label = rf"(?:(?P<loose>{loose})|(?<![\w\u4e00-\u9fff])(?P<single>{single}))"
    begins = heads(label for _, label in rows("labels.tsv"))
    return re.compile(rf"{begins}{label}\s?(?:[】\]]\s?[:：]?|[:：]+)", re.IGNORECASE)


@cache
def _count_pattern() -> re.Pattern[str]:
    views = alternation(label for field, label in rows("labels.tsv") if field == "views")
    return re.compile(
        rf"(?:{views})\s?(\d{{1,9}})(?![\d\-/.年:：])|(?<![\d\-/.:：])(\d{{1,9}})\s?次?(?:{views})(?![:：])"
    )


def parse_labels(text: str) -> list[Labelled]:
    """Return every label of ``text`` in order; a value ends where the line or the next label does.

    >>> [(found.field, found.value) for found in parse_labels("来源:交大新闻网 日期:2024-11-11 09:50 浏览量:")]
    [('source', '交大新闻网'), ('published', '2024-11-11 09:50'), ('views', '')]
    >>> [(found.field, found.value) for found in parse_labels("作者:发布人:张三发布时间:2024-1-2浏览次数:244")]
    [('credit:text', ''), ('credit:editor', '张三'), ('published', '2024-1-2'), ('views', '244')]
    """
    found: list[Labelled] = []
    if _CLOSING.search(text) is None:
        return found
    matches = list(_label_pattern().finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        label = (match["loose"] or match["single"]).replace(" ", "").lower()
        end = following.start() if following else len(text)
        newline = text.find("\n", match.end(), end)
        value = text[match.end() : end if newline < 0 else newline]
        found.append(
            Labelled(fields()[label], _strip_edges(value), match.start(), match.end(), match.end() + len(value))
        )
    return found


def parse_count(value: str) -> int | None:
    """Return the number that ``value`` begins with, or None: an empty count never takes a date's year.

    >>> parse_count("23499次"), parse_count(""), parse_count("2024-01-02 10:00")
    (23499, None, None)
    """
    match = _COUNT.match(value)
    return int(match[1].replace(",", "")) if match else None


def find_count(text: str) -> int | None:
    """Return the number of a view count that is printed without a colon (``浏览12次``, ``193 阅读``), or None."""
    match = _count_pattern().search(text)
    return int(match[1] or match[2]) if match else None


def clean_source(value: str) -> str | None:
    """Return a source without what was glued behind it: a date, a count, the buttons for the size of the type.

    >>> clean_source("西安电子科技大学 3326")
    '西安电子科技大学'
    >>> clean_source("渭水网（西安）"), clean_source("渭水网）")
    ('渭水网（西安）', '渭水网')
    """
    value = clean_line(value)
    date = PUBLISHED.search(value)
    value = _SOURCE_END.split(value[: date.start()] if date else value, maxsplit=1)[0]
    value = _strip_edges(value)
    return None if not value or value.isdecimal() or value.lower() in nobody() else value


def _strip_edges(value: str) -> str:
    """Strip what a value stands in, but not the end of what begins in it: `光明网-《光明日报》`, `渭水网（西安）`."""
    stripped = value.strip(_EDGES)
    for opening, closing in _PAIRS:
        if stripped.count(opening) > stripped.count(closing) and f"{stripped}{closing}" in value:
            return f"{stripped}{closing}"
    return stripped
