"""Read the dates that a text gives to what it reports: printed in full or in part, in words, or told by another day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

_CJK_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans("０１２３４５６７８９○Ｏ零", "0123456789〇〇〇")

_IS_WIDE = re.compile("[０-９○Ｏ零]")

_YEAR_NO = r"(?:(?:19|20)\d\d|一九[〇一二三四五六七八九]{2}|二〇[〇一二三四五六七八九]{2})"
_MONTH_NO = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY_CJK = r"(?:三十一?|(?:二?十|廿)[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY_NO = rf"(?:[0-3]?\d|{_DAY_CJK})"

_HALVES = "上午|下午|中午|晚上|晚间|傍晚|凌晨|早上|早晨|清晨|一早|午后|夜间|深夜|晚(?![会宴餐报年于])"
_HALF = rf"(?:\s?(?P<half>{_HALVES}))?"
_WEEKDAY = (
    r"(?:\s?[(（]\s?(?:星期|周|礼拜)[一二三四五六日天]\s?[)）]"
    rf"|\s?(?:星期|周|礼拜)[一二三四五六日天](?=\s?(?:[，,]|{_HALVES})))?"
)
_TO = r"\s?(?:[-—–~～－]{1,2}|起?至|到)\s?"
_MORE = rf"(?=(?:\s?[、和]\s?{_DAY_NO}){{1,4}}\s?[日号])"  # 27、28日
_DAY = rf"(?P<day>{_DAY_NO})\s?(?:[日号]{_WEEKDAY}|(?={_TO}{_DAY_NO}\s?[日号])|{_MORE})"
_YEAR2 = rf"(?:(?P<year2>{_YEAR_NO})\s?年\s?)?(?:(?P<month2>{_MONTH_NO})\s?月\s?)?"
_UNTIL = rf"(?:{_TO}{_YEAR2}(?P<day2>{_DAY_NO})\s?[日号]{_WEEKDAY})?"
_ALSO = rf"(?P<also>(?:\s?[、和及]\s?{_DAY_NO}\s?(?:[日号]{_WEEKDAY}|{_MORE})){{0,6}})"
_YEAR = rf"(?:(?P<year>{_YEAR_NO})\s?年|(?P<relative>今年|去年|本年|前年|明年|同年|当年|次年|翌年))\s?"
_MONTH = rf"(?P<month>{_MONTH_NO})\s?月\s?(?:份)?"
_MONTH_UNTIL = rf"(?:{_TO}(?P<month2>{_MONTH_NO})\s?月\s?(?:份)?)?"
_PART = "上旬|中旬|下旬|初(?![步级期中心始试稿审赛衷])|末|底(?![层部线气蕴])"
_APART = rf"(?<![\d.{_CJK_DIGITS}十])(?<![农阴]历)"
_CLAUSE = r"(?:(?<=[。，,；;：:、！？\s（(])|\A)"

_EVENT_DAY = re.compile(rf"{_APART}(?:{_YEAR})?{_MONTH}{_DAY}{_UNTIL}{_ALSO}{_HALF}")
_EVENT_MONTH = re.compile(rf"{_APART}{_YEAR}{_MONTH}{_MONTH_UNTIL}(?![\d-])")
_PART_OF_MONTH = re.compile(rf"{_APART}(?:{_YEAR})?{_MONTH}(?:{_PART})")
# A year dates something only where it begins a paragraph of its own, as in a list of the year's events.
_EVENT_YEAR = re.compile(rf"\A\s?(?P<year>{_YEAR_NO})\s?年\s?(?=[，,])")
# 2024.6.5 and 2024-06-05 in a sentence; with nothing but a space behind it, it is the stamp of a link or a file.
_NUMERIC = re.compile(
    r"(?<![A-Za-z\d_./-])(?P<year>20\d\d)(?P<dot>[./-])(?P<month>1[0-2]|0?[1-9])(?P=dot)(?P<day>[0-3]?\d)"
    rf"(?:[—–~～至-](?:(?P<month2>1[0-2]|0?[1-9])[./])?(?P<day2>[0-3]?\d))?(?![\d./:-])日?{_WEEKDAY}"
    rf"(?:\s?(?P<half>{_HALVES})|(?=\s?[，,]|[在与同由赴]))"
)
# A day without its month is a date only where a sentence names the time of something; `614天`, `为期5日` are durations.
_DAY_ALONE = re.compile(
    rf"(?:{_CLAUSE}|(?<![^于在和及])){_DAY}{_UNTIL}{_ALSO}(?:\s?(?P<half>{_HALVES})|(?=[，,])|(?<=[日号)）])(?=[在赴]))"
)
_DAY_AND_HALF = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![月第每期历时近共约满逾达超这为前后年一二三四五六七八九十〇])(?P<day>[0-3]?\d)\s?[日号]\s?(?P<half>{_HALVES})"
)
_LOST_MONTH = re.compile(
    rf"(?<!\d)(?:20\d\d)?\d{{3,4}}\s?日(?:{_TO}\d{{1,2}}\s?日)?(?=\s?(?P<half>上午|下午|晚)|[，,])"
)
_OTHER_MONTH = re.compile(rf"(?P<which>本月|上个?月|同月|当月){_DAY}{_UNTIL}{_ALSO}{_HALF}")
_MONTH_IN_WORDS = re.compile(rf"{_CLAUSE}(?P<which>本月|上个?月)(?:{_PART}|(?=[，,]))")
_SAME_DAY = re.compile(
    rf"(?<!校庆)(?<!开学)(?<!入学)(?<!报到)(?<!毕业)(?<![节日])(?:(?:当天|当日|同日|同一天|是日){_HALF}|当(?P<evening>晚)(?!会|宴))"
)
_NEXT_DAY = re.compile(
    rf"{_CLAUSE}(?:次日|翌日|第二天)(?![起达内前的性])(?:\s?(?P<half>{_HALVES}))?"
    rf"|(?:次日|翌日)\s?(?P<half2>{_HALVES})"
)
_BY_PUBLICATION = re.compile(
    rf"(?<![从到至])(?P<which>今天|今日|昨天|昨日|前天|前日)\s?(?P<half>{_HALVES})"
    rf"|(?<![从到至])(?P<which2>[今昨])(?P<half2>[早晨晚])(?![会报])"
    rf"|(?:{_CLAUSE}(?P<which3>今天|今日)|(?<![从到至、])(?P<which4>昨天|昨日|前天|前日))(?=[，,在与同赴])"
)
_KEPT = ("other-year", "same-day", "next-day")  # rules that say why an expression has no date
_YEARS_AGO = {"今年": 0, "本年": 0, "去年": 1, "前年": 2, "明年": -1}
_DAYS_AGO = {"今": 0, "昨": 1, "前": 2}
_HEADER_EARLY = timedelta(days=11)  # the widest gap seen between a page's date and a later event
# Signs that there may be a date: each pattern begins with a set, so that the search goes from one of these to the next.
_NUMBERED = re.compile(r"[\d〇一二三四五六七八九十元](?:\s?[月日号年]|[./-]\d)")
_IN_WORDS = re.compile(r"[今昨前当同是次翌第本上](?:[天日晚早晨]|[一二]天|个?月)")


@dataclass(frozen=True, slots=True)
class EventDate:
    """Hold one date expression of a text: where it stands, as printed, and what it means.

    ``start`` and ``end`` are ISO dates, None where the text does not allow to complete the expression;
    ``precision`` is ``day``, ``month``, ``year`` or None; ``rule`` names how the year and month were found:
    ``printed``, ``year-completed``, ``month-completed``, ``relative-year``, ``relative-day`` (by the publication:
    今天, 本月5日), ``same-day`` (当天), ``next-day`` (次日), ``other-year`` or ``unreadable``.
    """

    text: str
    span: tuple[int, int]
    start: str | None
    end: str | None
    precision: str | None
    rule: str
    half: str | None = None


@dataclass(slots=True)
class _Known:
    """Hold what the text before an expression says: its publication, the month of `5日`, the day of `当天`."""

    published: date | None
    context: date | None
    day: date | None

    def learn(self, found: EventDate) -> None:
        if found.precision == "day" and found.start and found.end:
            if found.rule != "relative-day" or self.context is None:
                self.context = date.fromisoformat(found.end)
            self.day = date.fromisoformat(found.start) if found.start == found.end else None
        else:
            self.day = None


def find_event_dates(
    text: str, published: date | None, context: date | None = None, day: date | None = None
) -> Iterator[EventDate]:
    """Yield the date expressions of ``text`` in order.

    A missing year is completed from ``published``: never later than it, the nearest before it. A missing month is that
    of the date before it in the text, at first ``context``. `当天` is the day before it in the text, at first ``day``,
    `昨天` the day before ``published``. What cannot be completed is yielded without dates.

    >>> [d.start for d in find_event_dates("12月30日签约，2023 年 11月1日座谈，3日上午揭牌", date(2024, 1, 25))]
    ['2023-12-30', '2023-11-01', '2023-11-03']
    >>> [d.start for d in find_event_dates("二〇二三年六月五日座谈，次日上午签约。", date(2024, 1, 25))]
    ['2023-06-05', '2023-06-06']
    """
    narrow = text.translate(_WIDE) if _IS_WIDE.search(text) else text
    numbered, in_words = _NUMBERED.search(narrow), _IN_WORDS.search(narrow)
    patterns = (_NUMBERED_PATTERNS if numbered else ()) + (_WORD_PATTERNS if in_words else ())
    matches = [(match, read) for sign, pattern, read in patterns for match in _near(sign, pattern, narrow)]
    matches.sort(key=lambda found: (found[0].start(), -found[0].end()))
    position = 0
    known = _Known(published, context, day)
    for match, read in matches:
        if match.start() < position:
            continue
        position = match.end()
        found = read(match, known)
        known.learn(found)
        printed = text[match.start() : match.end()].strip()
        yield found if found.text == printed else replace(found, text=printed)


def _near(sign: _Sign, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``pattern`` finds, as its ``finditer`` does, without a look at what stands far from a sign."""
    behind = 0
    for found in sign.pattern.finditer(text):
        if found.start() >= behind:
            match = pattern.search(text, max(behind, found.start() - sign.reach))
            if match is None:
                return
            yield match
            behind = match.end()


def _number(text: str) -> int:
    """Return the number that is written in digits or in Chinese numerals: 5, 二十三, 廿一, 二〇二四, 元."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if "十" in text or "廿" in text:
        tens, _, ones = text.replace("廿", "二十").partition("十")
        return 10 * (_CJK_DIGITS.index(tens) if tens else 1) + (_CJK_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_CJK_DIGITS.index(digit)) for digit in text))


def _with_month(match: re.Match[str], known: _Known) -> EventDate:
    group = match.groupdict()
    month, day = _number(group["month"]), _number(group["day"])
    year, rule = _year(group, month, day, known.published)
    return _event_date(match, _days(group, year, month, day), rule)


def _days(group: dict[str, str | None], year: int | None, month: int, day: int) -> list[date | None]:
    """Return the days of an expression, which begins with the day given: the end of a range, the others of a list."""
    days = [_day(year, month, day)]
    if group.get("day2"):
        month2 = _number(group.get("month2") or str(month))
        year2 = _number(group.get("year2") or "0") or (None if year is None else year + (month2 < month))
        days.append(_day(year2, month2, _number(group["day2"] or "")))
    also = re.findall(rf"[、和及]\s?({_DAY_NO})", group.get("also") or "")
    return days + [_day(year, month, _number(other)) for other in also]


def _month_alone(match: re.Match[str], known: _Known) -> EventDate:
    group = match.groupdict()
    month = _number(group["month"])
    year, rule = _year(group, month, 1, known.published)
    if year is None:
        return _event_date(match, [None], rule)
    last = _number(group.get("month2") or group["month"])
    return _months(match, date(year, month, 1), date(year + (last < month), last, 1), rule)


def _months(match: re.Match[str], first: date, last: date, rule: str) -> EventDate:
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return EventDate("", match.span(), first.isoformat(), end.isoformat(), "month", rule)


def _year_alone(match: re.Match[str], known: _Known) -> EventDate:
    year = _number(match["year"])
    return EventDate("", match.span(), f"{year}-01-01", f"{year}-12-31", "year", "printed")


def _day_alone(match: re.Match[str], known: _Known) -> EventDate:
    day = _number(match["day"])
    first = None if known.context is None else _from(known.context, day, known.published)
    if first is None:
        return _event_date(match, [None], "unreadable")
    return _event_date(match, _days(match.groupdict(), first.year, first.month, day), "month-completed")


def _from(context: date, day: int, published: date | None) -> date | None:
    """Return the day of that number in the month of ``context``; in the next, where that is past."""
    if day < context.day and published is not None:
        following = _day(context.year + context.month // 12, context.month % 12 + 1, day)
        if following is not None and following <= published:
            return following
    return _day(context.year, context.month, day)


def _lost_month(match: re.Match[str], known: _Known) -> EventDate:
    return EventDate("", match.span(), None, None, None, "unreadable", match["half"])


def _other_month(match: re.Match[str], known: _Known) -> EventDate:
    by_text = match["which"] in ("同月", "当月")
    month = known.context if by_text else _month_of(match["which"], known.published)
    days: list[date | None] = [None]
    if month is not None:
        days = _days(match.groupdict(), month.year, month.month, _number(match["day"]))
    return _event_date(match, days, "month-completed" if by_text else "relative-day")


def _month_in_words(match: re.Match[str], known: _Known) -> EventDate:
    month = _month_of(match["which"], known.published)
    return _event_date(match, [None], "unreadable") if month is None else _months(match, month, month, "relative-day")


def _month_of(words: str, published: date | None) -> date | None:
    if published is None:
        return None
    first = published.replace(day=1)
    return first if words == "本月" else (first - timedelta(days=1)).replace(day=1)


def _same_day(match: re.Match[str], known: _Known) -> EventDate:
    return _event_date(match, [known.day], "same-day")


def _next_day(match: re.Match[str], known: _Known) -> EventDate:
    return _event_date(match, [_before(known.day, -1)], "next-day")


def _by_publication(match: re.Match[str], known: _Known) -> EventDate:
    return _event_date(match, [_before(known.published, _DAYS_AGO[match[0][0]])], "relative-day")


def _before(day: date | None, days: int) -> date | None:
    return None if day is None else day - timedelta(days=days)


class _Sign:
    """Hold a sign of dates, and within how many characters behind it a date with it may have begun."""

    __slots__ = ("pattern", "reach")

    def __init__(self, pattern: str, reach: int) -> None:
        self.pattern = re.compile(pattern)
        self.reach = reach


_Reader = Callable[[re.Match[str], _Known], EventDate]
# Each with a sign that stands in all that it matches, and how many characters of the match may stand before that.
_NUMBERED_PATTERNS: tuple[tuple[_Sign, re.Pattern[str], _Reader], ...] = (
    (_Sign("月", 12), _EVENT_DAY, _with_month),
    (_Sign("月", 12), _EVENT_MONTH, _month_alone),
    (_Sign(r"月\s?份?\s?[上中下初末底]", 12), _PART_OF_MONTH, _month_alone),
    (_Sign("年", 8), _EVENT_YEAR, _year_alone),
    (_Sign(r"20\d\d[./-]", 0), _NUMERIC, _with_month),
    (_Sign(rf"[\d{_CJK_DIGITS}十廿]\s?[日号]", 14), _DAY_ALONE, _day_alone),
    (_Sign(rf"\d\s?[日号]\s?(?:{_HALVES})", 1), _DAY_AND_HALF, _day_alone),
    (_Sign(r"\d\d\d\s?日", 6), _LOST_MONTH, _lost_month),
)
_WORD_PATTERNS: tuple[tuple[_Sign, re.Pattern[str], _Reader], ...] = (
    (_Sign("[本上同当]个?月", 0), _OTHER_MONTH, _other_month),
    (_Sign("[本上]个?月", 0), _MONTH_IN_WORDS, _month_in_words),
    (_Sign("[当同是](?:[天日晚]|一天)", 0), _SAME_DAY, _same_day),
    (_Sign("[次翌第](?:日|二天)", 0), _NEXT_DAY, _next_day),
    (_Sign("[今昨前][天日早晨晚]", 0), _BY_PUBLICATION, _by_publication),
)


def _event_date(match: re.Match[str], days: list[date | None], rule: str) -> EventDate:
    group = match.groupdict()
    half = group.get("half") or group.get("half2") or group.get("evening")
    known = sorted(day for day in days if day is not None)
    if len(known) < len(days):
        return EventDate("", match.span(), None, None, None, rule if rule in _KEPT else "unreadable", half)
    return EventDate("", match.span(), known[0].isoformat(), known[-1].isoformat(), "day", rule, half)


def _year(group: dict[str, str | None], month: int, day: int, published: date | None) -> tuple[int | None, str]:
    if group["year"]:
        return _number(group["year"]), "printed"
    if published is None:
        return None, "unreadable"
    relative = group.get("relative")
    if relative in _YEARS_AGO:
        return published.year - _YEARS_AGO[relative], "relative-year"
    if relative:
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
