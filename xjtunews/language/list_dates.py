"""Read the dates that a column's page prints beside its items; many print no year, and some tear a date apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from xjtunews.language.dates import PUBLISHED, parse_published

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
_NO_YEAR = re.compile(f"{_OPEN}{_LABEL}{_MONTH}(?:[-/.]|月){_DAY}日?{_CLOSE}")
_LONGEST = 120


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
    >>> find_list_date(["2023年5月4日学校举行座谈会"]) is None
    True
    """
    pieces = [piece for piece in pieces if len(piece) <= _LONGEST]
    for piece in pieces:
        if _FULL.fullmatch(piece) and (iso := parse_published(piece)):
            return ListDate(iso, (piece,))
    for two in pairwise(pieces):
        for form in _TORN:
            match = form.fullmatch(" ".join(two))
            if match and (iso := _existing(int(match["year"]), match)):
                return ListDate(iso, two)
    for piece in pieces:
        match = _NO_YEAR.fullmatch(piece)
        if match and _existing(2000, match):
            return ListDate(f"--{int(match['month']):02}-{int(match['day']):02}", (piece,))
    return None


def _existing(year: int, match: re.Match[str]) -> str | None:
    try:
        return date(year, int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def complete_years(dates: Iterable[str | None]) -> list[str | None]:
    """Return the dates of a list from top to bottom, without those whose year is not certain.

    A date without a year has one where it fits between two whole dates of the same year, as lists run.

    >>> complete_years(["2024-05-10", "--04-02", "2024-03-01", "--02-01"])
    ['2024-05-10', '2024-04-02', '2024-03-01', None]
    >>> complete_years(["--12-30", None, "2024-03-01"])
    [None, None, '2024-03-01']
    """
    found = list(dates)
    for place, iso in enumerate(found):
        if iso is None or not iso.startswith("--"):
            continue
        above = next((d for d in reversed(found[:place]) if d and not d.startswith("--")), None)
        below = next((d for d in found[place + 1 :] if d and not d.startswith("--")), None)
        completed = f"{(above or '')[:4]}-{iso[2:]}"
        found[place] = completed if above and below and above[:10] >= completed >= below[:10] else None
        if found[place] and above and below and above[:4] != below[:4]:
            found[place] = None  # both years are possible
    return found
