"""Read the date a page was published on; ``event_dates`` reads those that its text gives to what it reports.

Expressions are recognised and completed here; dateparser then reads the full, unambiguous date. (On its own it takes
``5日下午`` for "five days ago" and the year of ``24-11-15`` for 1924.)
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache

from dateparser.date import DateDataParser

from xjtunews.language.event_dates import EventDate, find_event_dates
from xjtunews.language.numerals import parse_numeral

__all__ = [
    "BEIJING",
    "PUBLISHED",
    "EventDate",
    "find_event_dates",
    "parse_day",
    "parse_leaf",
    "parse_moment",
    "parse_published",
]

BEIJING = timezone(timedelta(hours=8))

# A full date as headers print it: 2024-01-25 14:46, 2024/1/5, 2018年01月23日 下午3:05:10, 25.01.2024  09:08, 24-11-15;
# the time may stand in an element of its own, with nothing between: 2024-01-2514:46.
PUBLISHED = re.compile(
    r"(?<![\d.-])(?:(?P<year>(?:19|20)\d\d)\s?(?:年|[-/.])\s?(?P<month>\d{1,2})\s?(?:月|[-/.])\s?"
    r"(?P<day>\d\d(?=[0-2]\d:[0-5]\d)|\d{1,2}(?!\d))(?:\s?[日号])?"
    r"|(?P<d2>\d{2})\.(?P<m2>\d{2})\.(?P<y2>20\d\d)"
    r"|(?P<y3>\d{2})-(?P<m3>\d{2})-(?P<d3>\d{2})(?![\d-]))"
    r"(?:[T\s]{0,4}(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?\s{0,2})?(?P<half>上午|下午|晚上|晚|AM|PM)?\s?"
    r"(?P<hour>[01]?\d|2[0-4])\s?[:：时点]\s?(?P<minute>[0-5]\d)(?:\s?[:：分]\s?(?P<second>[0-5]\d))?"
    r"(?:\.\d{1,6})?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)

# What some print instead: 二〇二三年五月十六日, 23年5月16日, 16 мая 2023, May 16th, 2023,
# 16 May 2023 09:30, May 16 09:30:00 CST 2023, 20230516.
_SPELT = re.compile(
    r"(二[〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?<![A-Za-z])(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_TIME = r"(?P<time>\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ENGLISH = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s?{_DAY}(?!\d)\s?[,，]?\s?(?P<year>20\d\d)(?!\d)(?:[,\s]{{0,3}}{_TIME})?",
        rf"(?<!\d){_DAY}[\s/-]{{0,2}}{_MONTH}[\s,/-]{{0,2}}(?P<year>20\d\d)(?!\d)(?:[,\s]{{0,3}}{_TIME})?",
        rf"(?<!\d)(?P<year>20\d\d)[,，-]?\s?{_MONTH}[\s-]?{_DAY}(?!\d)(?:[,\s]{{0,3}}{_TIME})?",
        rf"{_MONTH}\s{_DAY}\s{_TIME}\s(?:[A-Z]{{3}}\s)?(?P<year>20\d\d)(?!\d)",
    )
)
# 05-16-2023 and 16/05/2023: only where one of the two cannot be a month is the other known to be it.
_YEAR_LAST = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sign)\s?(?P<year>20\d\d)(?!\d)"
)
_RUSSIAN_MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_RUSSIAN = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s(?P<name>{'|'.join(_RUSSIAN_MONTHS)})[а-я]{{0,5}}\s(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?:\A|(?<=[\s:：\[【(（]))([012]\d)年(\d{1,2})月(\d{1,2})日")
_COMPACT = re.compile(r"\W*(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\W*")
_LEAVES = (
    re.compile(
        r"\D{0,12}?(?P<day>\d{1,2})日?\s{0,4}/?\s{0,4}(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})月?\D{0,4}"
    ),
    re.compile(
        r"\D{0,12}?(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})(?:月\s{0,4}|\s{1,4})(?P<day>\d{1,2})日?\D{0,4}"
    ),
    re.compile(r"\D{0,12}?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?\s{0,4}(?P<year>20\d\d)年?\D{0,4}"),
    re.compile(r"\D{0,12}?(?P<year>20\d\d)年?\s{0,4}(?P<month>\d\d)\s?[-/.月]\s?(?P<day>\d\d)日?\D{0,4}"),
    re.compile(r"(?P<year>20\d\d)年?\s{1,4}(?P<month>\d{1,2})月?\s{1,4}(?P<day>\d{1,2})日?"),
    re.compile(r"(?P<day>\d{1,2})(?:日\s{0,4}|\s{1,4})(?P<month>\d{1,2})月\s{0,4}(?P<year>20\d\d)年?"),
)
_WIDE = str.maketrans("０１２３４５６７８９－／．—–‑", "0123456789-/.---")


@cache
def _parser() -> DateDataParser:
    return DateDataParser(languages=["zh"], settings={"PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False})


@lru_cache(maxsize=16384)
def _read(text: str) -> datetime | None:
    """Return the day that a full date means; a day has many articles, and dateparser takes half a millisecond."""
    found: datetime | None = _parser().get_date_data(text, ["%Y-%m-%d"]).date_obj
    return found


def parse_published(text: str) -> str | None:
    """Return the first date of ``text`` that exists, as ISO 8601 in Beijing time, to the precision printed; or None.

    >>> parse_published("日期：2024-01-25 14:46"), parse_published("2018年01月23日"), parse_published("24-11-15")
    ('2024-01-25T14:46', '2018-01-23', '2024-11-15')
    >>> parse_published("二〇二三年五月十六日"), parse_published("Posted: May 16th, 2023 3:05 PM")
    ('2023-05-16', '2023-05-16T15:05')
    >>> parse_published("05-16-2023"), parse_published("16/05/2023"), parse_published("05/06/2023")
    ('2023-05-16', '2023-05-16', None)
    >>> parse_published("2024-02-30"), parse_published("2024-03-13T20:30:00Z")
    (None, '2024-03-14T04:30:00')
    """
    text = text.translate(_WIDE)
    return _parse_numeric(text) or _parse_numeric(_as_numeric(text))


def parse_leaf(text: str) -> str | None:
    """Return the date that a calendar leaf shows, day and year in places of their own; None for any other text.

    >>> parse_leaf("16 2023-05"), parse_leaf("05/16 2023"), parse_leaf("2023年05月 16"), parse_leaf("2023-05 届毕业生")
    ('2023-05-16', '2023-05-16', '2023-05-16', None)
    >>> parse_leaf("16May,2023"), parse_leaf("2023 05-16"), parse_leaf("Opened on 16 May 2023")
    ('2023-05-16', '2023-05-16', None)
    """
    text = text.translate(_WIDE).strip()
    if "20" not in text:
        return None
    for form in _LEAVES:
        match = form.fullmatch(text)
        if match:
            return _parse_numeric(f"{match['year']}-{match['month']}-{match['day']}")
    return parse_published(text) if any(form.fullmatch(text) for form in _ENGLISH) else None


def _as_numeric(text: str) -> str:
    """Return the date of ``text`` that is spelt out, English or without separators, in figures; "" without one."""
    match = _SPELT.search(text)
    if match:
        year = match[1].translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
        return f"{year}-{parse_numeral(match[2])}-{parse_numeral(match[3])}"
    match = next(filter(None, (form.search(text) for form in _ENGLISH)), None)
    if match:
        time, _, half = (match["time"] or "").upper().replace("AM", " AM").replace("PM", " PM").partition(" ")
        month = _MONTHS.index(match["name"].lower()) + 1
        return f"{match['year']}-{month}-{match['day']} {half.strip()} {time}"
    match = _YEAR_LAST.search(text)
    if match:
        first, second = int(match["first"]), int(match["second"])
        if (first > len(_MONTHS)) != (second > len(_MONTHS)) or first == second:
            month, day = sorted((first, second))
            return f"{match['year']}-{month}-{day}{text[match.end() :]}"
        return ""
    match = _RUSSIAN.search(text)
    if match:
        return f"{match['year']}-{_RUSSIAN_MONTHS.index(match['name'].lower()) + 1}-{match['day']}"
    match = _SHORT_YEAR.search(text)
    if match:
        return f"20{match[1]}-{match[2]}-{match[3]}{text[match.end() :]}"
    match = _COMPACT.fullmatch(text)
    return "-".join(match.groups()) if match else ""


def _parse_numeric(text: str) -> str | None:
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


def parse_moment(text: str) -> str | None:
    """Return an ISO 8601 time, with or without signs between its parts, in Beijing time to the second; or None.

    >>> parse_moment("20230320T080400Z"), parse_moment("2023-03-20"), parse_moment("soon")
    ('2023-03-20T16:04:00+08:00', '2023-03-20T00:00:00+08:00', None)
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    found = found.replace(tzinfo=BEIJING) if found.tzinfo is None else found.astimezone(BEIJING)
    return found.isoformat(timespec="seconds")


def parse_day(text: str) -> date | None:
    """Return the date that ``text`` is (``2024-01-31``, ``2024年1月31日``), or None where it is anything else.

    >>> parse_day("2024-1-31"), parse_day("last week")
    (datetime.date(2024, 1, 31), None)
    """
    match = PUBLISHED.fullmatch(text.strip())
    iso = parse_published(text) if match and match["year"] else None
    return date.fromisoformat(iso[:10]) if iso else None
