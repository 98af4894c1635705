"""Read the dates that a column's page prints beside its items; many print no year, and some tear a date apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from xjtunews.language.dates import PUBLISHED, parse_leaf, parse_published

_OPEN, _CLOSE = r"[\s\[【(（〔{<]{0,3}", r"[\s\]】)）〕}>]{0,3}"
_LABEL = r"(?:[^\d\s:：]{1,8}\s?[:：]\s?)?"
_NEXT_LABEL = r"(?:[\s|]{0,3}(?:阅读|点击|浏览|访问|人气|来源|作者|编辑)[^\n]{0,60})?"
_FULL = re.compile(f"{_OPEN}{_LABEL}{PUBLISHED.pattern}{_CLOSE}{_NEXT_LABEL}{_CLOSE}", re.IGNORECASE)
_YEAR, _MONTH, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12]\d|0?[1-9])"
#: The halves of a torn date, in either order, with a space between: `12/13 2012`, `13 2012-12`, `2012年 12月13日`.
_TORN = tuple(
    re.compile(f"{_OPEN}{form}{_CLOSE}")
    for form in (
        rf"{_MONTH}[-/.月]{_DAY}日? {_YEAR}年?",
        rf"{_YEAR}年? {_MONTH}[-/.月]{_DAY}日?",
        rf"{_DAY}日? {_YEAR}[-/.年]{_MONTH}月?",
        rf"{_YEAR}[-/.年]{_MONTH}月? {_DAY}日?",
    )
)
_NO_YEAR = (
    re.compile(f"{_OPEN}{_LABEL}{_MONTH}(?:[-/.]|月){_DAY}日?{_CLOSE}"),
    re.compile(f"{_MONTH}月 {_DAY}日?"),
    re.compile(f"{_DAY}日? {_MONTH}月"),
)
#: What a calendar leaf has in one of its places: figures, or the English name of a month; never a word of a headline.
_LEAF_PIECE = re.compile(
    r"[\d\s年月日/.,\[\]()-]{1,24}|(?:\d{1,2}\s?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[\s.,\d]{0,9}",
    re.IGNORECASE,
)
#: An address that has the day of its page: `/2023/0516/c12a34/page.htm`, `/202305/t20230516_12.html`.
_ADDRESS_DAY = re.compile(r"(?<!\d)(?P<year>20\d\d)[-/_]?(?P<month>\d\d)[-/_]?(?P<day>\d\d)(?!\d)")
_LONGEST, _LEAF_PIECES = 120, 3


class ListDate(NamedTuple):
    """Hold a date as ISO 8601 (``--12-13`` where no year is printed), and the pieces of text that it came from."""

    iso: str
    pieces: tuple[str, ...]


def find_list_date(pieces: Sequence[str]) -> ListDate | None:
    """Return the date among the pieces of text of one item; its headline is a piece, too, and may hold other dates.

    A date counts that fills its piece; a whole one first, then one in two pieces, then one without a year.

    >>> find_list_date(["2023年招生简章", "[2023-01-28]"])
    ListDate(iso='2023-01-28', pieces=('[2023-01-28]',))
    >>> find_list_date(["02/13", "2023", "关于10月1日放假的通知"])
    ListDate(iso='2023-02-13', pieces=('02/13', '2023'))
    >>> find_list_date(["关于放假的通知", "12-13"])
    ListDate(iso='--12-13', pieces=('12-13',))
    >>> find_list_date(["06", "05", "2023"]) is None, find_list_date(["16", "May, 2023"])
    (True, ListDate(iso='2023-05-16', pieces=('16', 'May, 2023')))
    >>> find_list_date(["2023年5月4日学校举行座谈会"]) is None
    True
    """
    pieces = [piece for piece in pieces if len(piece) <= _LONGEST and any(map(str.isalnum, piece))]
    for piece in pieces:
        if _FULL.fullmatch(piece) and (iso := parse_published(piece)):
            return ListDate(iso, (piece,))
    for two in pairwise(pieces):
        for form in _TORN:
            match = form.fullmatch(" ".join(two))
            if match and (iso := _existing(int(match["year"]), match)):
                return ListDate(iso, two)
    return _leaf(pieces) or _without_year(pieces)


def _leaf(pieces: Sequence[str]) -> ListDate | None:
    """Return the date that stands in up to three pieces with nothing else in them, or in English or American form."""
    for first in range(len(pieces)):
        for end in range(first + 1, min(first + _LEAF_PIECES, len(pieces)) + 1):
            if _LEAF_PIECE.fullmatch(pieces[end - 1]) is None:
                break
            text = " ".join(pieces[first:end])
            if iso := parse_leaf(text) or parse_published(text) or parse_published(text.replace(" ", "/")):
                return ListDate(iso, tuple(pieces[first:end]))
    return None


def _without_year(pieces: Sequence[str]) -> ListDate | None:
    for form, runs in zip(_NO_YEAR, (((piece,) for piece in pieces), pairwise(pieces), pairwise(pieces)), strict=True):
        for run in runs:
            match = form.fullmatch(" ".join(run))
            if match and _existing(2000, match):
                return ListDate(f"--{int(match['month']):02}-{int(match['day']):02}", run)
    return None


def dated_by_address(iso: str | None, address: str) -> str | None:
    """Return a date without a year with that of the address of its page, where that has the same month and day.

    >>> dated_by_address("--05-16", "http://a.cn/2023/0516/c12a34/page.htm"), dated_by_address("--05-16", "http://a.cn/1")
    ('2023-05-16', '--05-16')
    """
    if iso is None or not iso.startswith("--"):
        return iso
    days = {f"{match['year']}-{match['month']}-{match['day']}" for match in _ADDRESS_DAY.finditer(address)}
    return next((day for day in days if day[4:] == iso[1:]), iso)


def _existing(year: int, match: re.Match[str]) -> str | None:
    try:
        return date(year, int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def complete_years(dates: Iterable[str | None]) -> list[str | None]:
    """Return the dates of a list from top to bottom, without those whose year is not certain.

    A date without a year has one where it fits between two whole dates, as lists run, and in one year only.

    >>> complete_years(["2024-05-10", "--04-02", "2024-03-01", "--02-01"])
    ['2024-05-10', '2024-04-02', '2024-03-01', None]
    >>> complete_years(["--12-30", None, "2024-03-01", "--01-02", "--12-30", "2023-12-20"])
    [None, None, '2024-03-01', '2024-01-02', '2023-12-30', '2023-12-20']
    >>> complete_years(["2024-05-10", "--04-02", "2023-03-01"])
    ['2024-05-10', None, '2023-03-01']
    """
    found = list(dates)
    for place, iso in enumerate(found):
        if iso is None or not iso.startswith("--"):
            continue
        above = next((d[:10] for d in reversed(found[:place]) if d and not d.startswith("--")), None)
        below = next((d[:10] for d in found[place + 1 :] if d and not d.startswith("--")), None)
        years = range(int(below[:4]), int(above[:4]) + 1) if above and below else ()
        fitting = [day for year in years if above and below and below <= (day := f"{year}{iso[1:]}") <= above]
        found[place] = fitting[0] if len(fitting) == 1 else None
    return found
