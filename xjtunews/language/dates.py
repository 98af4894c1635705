"""Read dates: the one a page was published on, and those that its text gives to what it reports.

Expressions are recognised and completed here; dateparser then reads the full, unambiguous date. (On its own it takes
``5日下午`` for "five days ago" and the year of ``24-11-15`` for 1924.)
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache

from dateparser.date import DateDataParser

BEIJING = timezone(timedelta(hours=8))

# A full date as headers print it: 2024-01-25 14:46, 2024/1/5, 2018年01月23日 下午3:05:10, 25.01.2024  09:08, 24-11-15.
PUBLISHED = re.compile(
    r"(?<![\d.-])(?:(?P<year>(?:19|20)\d\d)\s?(?:年|[-/.])\s?(?P<month>\d{1,2})\s?(?:月|[-/.])\s?(?P<day>\d{1,2})(?!\d)(?:\s?[日号])?"
    r"|(?P<d2>\d{2})\.(?P<m2>\d{2})\.(?P<y2>20\d\d)"
    r"|(?P<y3>\d{2})-(?P<m3>\d{2})-(?P<d3>\d{2})(?![\d-]))"
    r"(?:[T\s]{0,4}(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?\s{0,2})?(?P<half>上午|下午|晚上|晚|AM|PM)?\s?"
    r"(?P<hour>[01]?\d|2[0-4])\s?[:：时点]\s?(?P<minute>[0-5]\d)(?:\s?[:：分]\s?(?P<second>[0-5]\d))?"
    r"(?:\.\d{1,6})?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)

_TO = r"\s?(?:[-—–~～－]{1,2}|至|到)\s?"
_DAY = r"(?P<day>[0-3]?\d)\s?(?:[日号]|(?=" + _TO + r"[0-3]?\d\s?[日号]))"
_UNTIL = r"(?:" + _TO + r"(?:(?P<year2>20\d\d)\s?年\s?)?(?:(?P<month2>[01]?\d)\s?月\s?)?(?P<day2>[0-3]?\d)\s?[日号])?"
_ALSO = r"(?P<also>(?:\s?[、和]\s?[0-3]?\d\s?[日号]){0,6})"
_HALF = r"(?:\s?(?P<half>上午|下午|中午|晚上|晚间|傍晚|凌晨|早上|清晨|晚))?"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)\s?年|(?P<relative>今年|去年|本年|前年|明年|同年|当年|次年|翌年))\s?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])\s?月\s?(?:份)?"

_EVENT_DAY = re.compile(rf"(?<![\d.])(?:{_YEAR})?{_MONTH}{_DAY}{_UNTIL}{_ALSO}{_HALF}")
_EVENT_MONTH = re.compile(rf"(?<![\d.]){_YEAR}{_MONTH}(?![\d-])")
# A day without its month is a date only where a sentence names the time of something; `614天`, `为期5日` are durations.
_DAY_ALONE = re.compile(
    rf"(?:(?<=[。，,；;：:、！\s（(])|(?<![^于在和及])|\A){_DAY}{_UNTIL}(?:\s?(?P<half>上午|下午|中午|晚上|晚间|傍晚|凌晨|早上|清晨|晚)|(?=[，,]))"
)
_YEARS_AGO = {"今年": 0, "本年": 0, "去年": 1, "前年": 2, "明年": -1}
_HEADER_EARLY = timedelta(days=11)  # the widest gap seen between a page's date and a later event
_MAY_BE_DATE = re.compile(r"\d\s?[月日号]")
_LOST_MONTH = re.compile(r"(?<!\d)(?P<raw>\d{3,4})\s?日(?=上午|下午|晚|[，,])")


@dataclass(frozen=True, slots=True)
class EventDate:
    """Hold one date expression of a text: where it stands, as printed, and what it means.

    ``start`` and ``end`` are ISO dates, None where the text does not allow to complete the expression;
    ``precision`` is ``day``, ``month`` or None; ``rule`` names how the year and month were found:
    ``printed``, ``year-completed``, ``month-completed``, ``relative-year``, ``other-year`` or ``unreadable``.
    """

    text: str
    span: tuple[int, int]
    start: str | None
    end: str | None
    precision: str | None
    rule: str
    half: str | None = None


@cache
def _parser() -> DateDataParser:
    return DateDataParser(languages=["zh"], settings={"PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False})


@lru_cache(maxsize=16384)
def _read(text: str) -> datetime | None:
    """Return the day that a full date means; a day has many articles, and dateparser takes half a millisecond."""
    found: datetime | None = _parser().get_date_data(text).date_obj
    return found


def parse_published(text: str) -> str | None:
    """Return the first date of ``text`` that exists, as ISO 8601 in Beijing time, to the precision printed; or None.

    >>> parse_published("日期：2024-01-25 14:46"), parse_published("2018年01月23日"), parse_published("24-11-15")
    ('2024-01-25T14:46', '2018-01-23', '2024-11-15')
    >>> parse_published("2024-02-30"), parse_published("2024-03-13T20:30:00Z")
    (None, '2024-03-14T04:30:00')
    """
    for match in PUBLISHED.finditer(text):
        year = match["year"] or match["y2"] or f"20{match['y3']}"
        month, day = match["month"] or match["m2"] or match["m3"], match["day"] or match["d2"] or match["d3"]
        found = _read(f"{year}-{int(month):02}-{int(day):02}")
        if found is None or (found.month, found.day) != (int(month), int(day)):
            continue
        found += _clock(match)
        if match["zone"]:
            found = found.replace(tzinfo=_zone(match["zone"])).astimezone(BEIJING).replace(tzinfo=None)
        if match["hour"] is None:
            return found.date().isoformat()
        return found.isoformat(timespec="seconds" if match["second"] else "minutes")
    return None


def _clock(match: re.Match[str]) -> timedelta:
    if match["hour"] is None:
        return timedelta()
    hour = int(match["hour"]) % 24
    if (match["half"] or "").upper() in {"下午", "晚", "晚上", "PM"} and hour < 12:
        hour += 12
    return timedelta(hours=hour, minutes=int(match["minute"]), seconds=int(match["second"] or 0))


def _zone(text: str) -> timezone:
    if text.upper() == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def parse_day(text: str) -> date | None:
    """Return the date that ``text`` is (``2024-01-31``, ``2024年1月31日``), or None where it is anything else.

    >>> parse_day("2024-1-31"), parse_day("last week")
    (datetime.date(2024, 1, 31), None)
    """
    match = PUBLISHED.fullmatch(text.strip())
    iso = parse_published(text) if match and match["year"] else None
    return date.fromisoformat(iso[:10]) if iso else None


def find_event_dates(text: str, published: date | None, context: date | None = None) -> Iterator[EventDate]:
    """Yield the date expressions of ``text`` in order.

    A missing year is completed from ``published``: never later than it, the nearest before it. A missing month is that
    of the date before it in the text, at first ``context``. What cannot be completed is yielded without dates.

    >>> [d.start for d in find_event_dates("12月30日签约，2023 年 11月1日座谈，3日上午揭牌", date(2024, 1, 25))]
    ['2023-12-30', '2023-11-01', '2023-11-03']
    """
    if not _MAY_BE_DATE.search(text):
        return
    matches = [(match, read) for pattern, read in _EVENT_PATTERNS for match in pattern.finditer(text)]
    matches.sort(key=lambda found: (found[0].start(), -found[0].end()))
    position = 0
    for match, read in matches:
        if match.start() < position:
            continue
        position = match.end()
        found = read(match, published, context)
        if found.start is not None and found.precision == "day":
            context = date.fromisoformat(found.end or found.start)
        yield found


def _with_month(match: re.Match[str], published: date | None, context: date | None) -> EventDate:
    month, day = int(match["month"]), int(match["day"])
    year, rule = _year(match, month, day, published)
    days = [_day(year, month, day)]
    month2 = int(match["month2"] or month)
    if match["day2"]:
        year2 = int(match["year2"] or 0) or (None if year is None else year + (month2 < month))
        days.append(_day(year2, month2, int(match["day2"])))
    days += [_day(year, month, int(also)) for also in re.findall(r"\d+", match["also"])]
    return _event_date(match, days, rule)


def _month_alone(match: re.Match[str], published: date | None, context: date | None) -> EventDate:
    month = int(match["month"])
    year, rule = _year(match, month, 1, published)
    if year is None:
        return _event_date(match, [None], rule)
    last = calendar.monthrange(year, month)[1]
    span = match.start(), match.end()
    return EventDate(match[0].strip(), span, f"{year}-{month:02}-01", f"{year}-{month:02}-{last}", "month", rule)


def _day_alone(match: re.Match[str], published: date | None, context: date | None) -> EventDate:
    if context is None:
        return _event_date(match, [None], "unreadable")
    first = _from(context, int(match["day"]), published)
    days = [first]
    if match["day2"] and first is not None:
        days.append(_day(first.year, int(match["month2"] or first.month), int(match["day2"])))
    return _event_date(match, days, "month-completed")


def _from(context: date, day: int, published: date | None) -> date | None:
    """Return the day of that number in the month of ``context``; in the next, where that is past."""
    if day < context.day and published is not None:
        following = _day(context.year + context.month // 12, context.month % 12 + 1, day)
        if following is not None and following <= published:
            return following
    return _day(context.year, context.month, day)


def _lost_month(match: re.Match[str], published: date | None, context: date | None) -> EventDate:
    return EventDate(match[0], match.span(), None, None, None, "unreadable")


_EVENT_PATTERNS = (
    (_EVENT_DAY, _with_month),
    (_EVENT_MONTH, _month_alone),
    (_DAY_ALONE, _day_alone),
    (_LOST_MONTH, _lost_month),
)


def _event_date(match: re.Match[str], days: list[date | None], rule: str) -> EventDate:
    half = match["half"]
    if any(day is None for day in days):
        unknown = rule if rule == "other-year" else "unreadable"
        return EventDate(match[0].strip(), match.span(), None, None, None, unknown, half)
    known = sorted(day for day in days if day is not None)
    return EventDate(match[0].strip(), match.span(), known[0].isoformat(), known[-1].isoformat(), "day", rule, half)


def _year(match: re.Match[str], month: int, day: int, published: date | None) -> tuple[int | None, str]:
    if match["year"]:
        return int(match["year"]), "printed"
    if published is None:
        return None, "unreadable"
    if match["relative"] in _YEARS_AGO:
        return published.year - _YEARS_AGO[match["relative"]], "relative-year"
    if match["relative"]:
        return None, "other-year"  # `同年`: the year of something that is history
    if _is_next_day(published, month, day):
        return published.year, "year-completed"
    return published.year - ((month, day) > (published.month, published.day)), "year-completed"


def _is_next_day(published: date, month: int, day: int) -> bool:
    """Tell a day so close behind the printed date that it is its year's, not the last year's: headers may be early."""
    found = _day(published.year, month, day)
    return found is not None and timedelta() < found - published <= _HEADER_EARLY


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return None if year is None else date(year, month, day)
    except ValueError:
        return None
