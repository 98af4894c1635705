"""Read dates whose order of day, month and year only the rest of the page tells: ``05/06/2023``, ``23/05/16``."""

from __future__ import annotations

import re
from datetime import date

from xjtunews.language.dates import PUBLISHED, parse_published

_SHORT = re.compile(
    r"(?<![\w/.-])(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<third>20\d\d|(?<=/)\d\d)(?![\d/.-])"
)
_TIME = re.compile(r"\s{1,4}\d{1,2}:\d\d(?::\d\d)?")
#: Which of the three figures is the year, the month and the day.
_ORDERS = ((0, 1, 2), (2, 0, 1), (2, 1, 0))
_CENTURY = 100


def resolve_date(line: str, page: str) -> str | None:
    """Return the date in ``line``, ISO 8601, where only one reading of it is possible on its ``page``; else None.

    A date of the same form elsewhere tells the order, where one of its figures can only be a day; so does the same day
    in a form that nobody misreads.

    >>> resolve_date("发布时间：05/06/2023", "05/06/2023 05/16/2023"), resolve_date("05/06/2023", "05/06/2023")
    ('2023-05-06', None)
    >>> resolve_date("23/05/16 10:20", "23/05/16 ... 2023年5月16日"), resolve_date("05/16/23", "")
    ('2023-05-16T10:20', '2023-05-16')
    """
    match = _SHORT.search(line)
    if match is None:
        return None
    alike = [other for other in _SHORT.finditer(page) if _form(other) == _form(match)]
    orders = [order for order in _ORDERS if all(_read(other, order) for other in (match, *alike))]
    found = {day for order in orders if (day := _read(match, order))}
    if len(found) > 1:
        found &= {
            iso[:10] for other in PUBLISHED.finditer(page) if other["year"] and (iso := parse_published(other[0]))
        }
    if len(found) != 1:
        return None
    time = _TIME.match(line, match.end())
    return parse_published(found.pop() + (time[0] if time else ""))


def _form(match: re.Match[str]) -> tuple[str, int]:
    return match["sign"], len(match["third"])


def _read(match: re.Match[str], order: tuple[int, int, int]) -> str | None:
    """Return the day that a date is with its figures in this order, or None where there is none."""
    figures = match.group("first", "second", "third")
    year, month, day = (figures[place] for place in order)
    if len(year) < len(figures[2]) or len(year) == 1:
        return None
    try:
        return date(int(year) % _CENTURY + 2000, int(month), int(day)).isoformat()
    except ValueError:
        return None
