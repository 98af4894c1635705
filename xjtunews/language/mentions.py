"""Find the passages of an article that report an event: dated, with the words that say what happened."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest

from xjtunews.language.event_dates import EventDate, find_event_dates
from xjtunews.language.kinds import Kind, find_kinds, find_otherwise, not_events, overlaps
from xjtunews.language.narrative import told
from xjtunews.language.text import sentences
from xjtunews.language.words import alternation, rows

# `近日` and the like: something happened, and the text does not say when.
_RECENTLY = re.compile(r"(?<!将于)(?<![最\d今昨当次])(?:近日|日前|近期|日来)(?![有在以期往来赴临])")
_BEFORE = re.compile(r"\s?前(?![往来赴])")  # 6月5日前, but 6月5日前往
# 3月5日学雷锋日来临之际, 9月10日教师节前夕
_FEAST = re.compile(r"\s?(?:的?第\d{1,3}个)?[\u4e00-\u9fff]{2,8}[日节](?:即将)?(?:来临|到来|前夕|之际)")
# 新华社西安6月5日电: when it was written, which is told only where no other date is.
_DATELINE = re.compile(r"\s?(?:[电讯](?![子器力影视话脑信])|消息)")
_LEARNT = re.compile("(?:记者|笔者|本报)[^。]{0,30}?(?:获悉|了解到|采访)")
_NEWS = re.compile(r"(?:记者|笔者)\s?\Z")
_SAID = re.compile("(?:表示|指出|强调|认为|谈到|说|回[顾忆][了道])[，,：:]")
_PLAN = re.compile("将|拟|欢迎|届时|报名|预计|计划|通知|敬请")
_NAMED = re.compile(r"《[^《》]{0,200}》|“[^“”]{0,600}”|‘[^‘’]{0,200}’|「[^「」]{0,600}」|『[^『』]{0,200}』")
_TODAY = re.compile("[今昨前][天日早晨晚]")
# 2019年，双方签约; 于2019年签署: what happened in a year of which nothing more is said is history.
_BARE_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年(?=\s?(?:[，,起]|双方|两[校地]|正式|签|与))")
_BEGINS = re.compile(r"\s?(?:今年|去年|(?:19|20)\d\d\s?年)?\s?(?:1[0-2]|0?[1-9])\s?月")
_AND = re.compile(r"\s?[、和及与]\s?")
# A news item reports the last year; an older date with its year printed is background.
_HISTORY = timedelta(days=366)
# So is one that is so much older than what the article began with, where it is no list of events.
_EARLIER = timedelta(days=31)
_LISTED = 3  # so many paragraphs that begin with a date make a list
_NEAR = 150
#: Further down, where a date begins the paragraph, only what is said to have been held: 会议…举行, not 举办…活动.
_WAS_HELD = ("举行", "召开", "举办")
_LEAD = 2  # general words announce an event in so many paragraphs


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold one report of one event inside an article.

    ``paragraph`` counts the paragraphs of the body from 1; ``start`` and ``end`` are the offsets of ``evidence``,
    the sentence that carries the date, in that paragraph.
    """

    paragraph: int
    date: EventDate
    evidence: str
    start: int
    end: int
    kinds: tuple[Kind, ...]


def find_passages(paragraphs: list[str], published: date | None, title: str = "") -> Iterator[Passage]:
    """Return the passages that report an event, in reading order.

    A passage reaches from the sentence of its date to the next date of the paragraph; `当天下午` is another one only
    behind a date with another half of the day. Where the first one has no words for what happened, those of the
    ``title`` count. Without any date in the text, the first paragraph that says `近日` or the like is one passage with
    no date.

    >>> found = next(find_passages(["1月5日上午，卢建军会见杨洪涛一行。洪军陪同。"], date(2024, 1, 25)))
    >>> found.date.start, [kind.kind for kind in found.kinds], found.evidence
    ('2024-01-05', ['会见'], '1月5日上午，卢建军会见杨洪涛一行。')
    """
    listed = sum(_BEGINS.match(paragraph) is not None for paragraph in paragraphs) >= _LISTED
    reader = _Reader(published, title, listed)
    found = [passage for number, paragraph in enumerate(paragraphs, 1) for passage in reader.read(number, paragraph)]
    if found and (published is None or not all(_is_long_ago(passage.date, published) for passage in found)):
        return iter(found)
    # 近日，两校签约。2017年，双方曾签约: what the text begins with is what it reports
    undated = list(_undated(paragraphs[: found[0].paragraph - 1] if found else paragraphs))
    return iter(undated or found)


def _is_long_ago(day: EventDate, published: date) -> bool:
    return day.start is not None and published - date.fromisoformat(day.start) > _EARLIER


@cache
def _beside(*sides: str, before: bool) -> re.Pattern[str]:
    words = alternation(words for side, words in rows("not_dates.tsv") if side in sides)
    return re.compile(rf"(?:{words})\s?\Z" if before else rf"\s?(?:{words})")


@dataclass(slots=True)
class _Reader:
    """Read the paragraphs of one article in order, and know what those before have said."""

    published: date | None
    title: str
    listed: bool
    first: Passage | None = None
    lead: EventDate | None = None
    last: EventDate | None = None
    last_paragraph: int = 0
    context: date | None = None

    def read(self, number: int, paragraph: str) -> Iterator[Passage]:
        dates = list(find_event_dates(paragraph, self.published, self.context, _only_day(self.last)))
        if not dates:
            return
        spans = list(sentences(paragraph))
        happened, silent = self._happened(number, paragraph, dates, spans)
        title = "" if self.first else self.title
        for passage in _passages(number, paragraph, spans, happened, silent, title, self.first is None):
            self.first = self.first or passage
            yield passage
        days = [found for found in happened if found.precision == "day" and found.end]
        if not days and self.context is None:
            days = [found for found in dates if found.precision == "day" and found.end]
        if days:
            self.context = date.fromisoformat(days[-1].end or "")

    def _happened(
        self, number: int, paragraph: str, dates: list[EventDate], spans: list[tuple[int, int]]
    ) -> tuple[list[EventDate], list[tuple[int, int]]]:
        """Return the dates that begin a passage, and the stretches that tell of another time: history, plans."""
        excluded = not_events(paragraph)
        named = [match.span() for match in _NAMED.finditer(paragraph)]
        happened: list[EventDate] = []
        silent = [(match.start(), _sentence(spans, match.start())[1]) for match in self._bare_years(paragraph)]
        stretches = told(paragraph) if any(_TODAY.match(found.text) for found in dates) else []
        dateline: EventDate | None = None
        for found in dates:
            if overlaps(excluded, *found.span) or overlaps(named, *found.span):
                continue
            sentence = _sentence(spans, found.span[0])
            if _DATELINE.match(paragraph, found.span[1]):
                dateline = None if _LEARNT.search(paragraph, *_near(found)) else found
            elif not self._is_time_of_event(found, paragraph, sentence, stretches):
                if found.start is not None or found.rule == "other-year":
                    silent.append((found.span[0], sentence[1]))
            elif self._opens(found, number):
                happened.append(found)
                self.lead = self.lead or found
                self.last, self.last_paragraph = found, number
        if dateline is not None and not happened:
            happened.append(dateline)
            self.last, self.last_paragraph = dateline, number
        return happened, silent

    def _bare_years(self, paragraph: str) -> Iterator[re.Match[str]]:
        for match in _BARE_YEAR.finditer(paragraph):
            if match.start() and self.published is not None and int(match["year"]) < self.published.year:
                yield match

    def _is_time_of_event(
        self, found: EventDate, paragraph: str, sentence: tuple[int, int], stretches: list[tuple[int, int]]
    ) -> bool:
        start, end = found.span
        before, after = paragraph[max(sentence[0], start - 8) : start], paragraph[end : end + 20]
        if found.rule == "other-year" or (found.start is None and found.rule in ("same-day", "next-day")):
            return False
        if _beside("before", before=True).search(before) or _beside("after", before=False).match(after):
            return False
        if found.start == found.end and _beside("open", before=True).search(before):
            return False
        if (
            _BEFORE.match(after)
            or _FEAST.match(after)
            or _SAID.search(paragraph, max(sentence[0], start - _NEAR), start)
        ):
            return False
        if _NEWS.search(before) and _LEARNT.search(paragraph, *_near(found)):
            return False
        if _TODAY.match(found.text) and not self._is_told(found, paragraph, stretches):
            return False
        return self._is_recent(found, paragraph, sentence)

    def _is_told(self, found: EventDate, paragraph: str, stretches: list[tuple[int, int]]) -> bool:
        """Tell whether `今天` is the day of the report, not that of what somebody says or of our times."""
        if not overlaps(stretches, *found.span) or _LEARNT.search(paragraph, *_near(found)):
            return False
        return found.half is not None or self.lead is None

    def _is_recent(self, found: EventDate, paragraph: str, sentence: tuple[int, int]) -> bool:
        if found.precision == "year" and not self.listed:
            return False
        if found.start is None or found.end is None or self.published is None:
            return True
        first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
        if found.precision == "year":
            return first.year in (self.published.year, self.published.year - 1)
        if first > self.published:  # a later day without a year is the event of a page whose date is early
            return found.rule == "year-completed" and not _PLAN.search(paragraph, *_near(found, *sentence))
        if self.published - first > _HISTORY:
            return False
        lead = self.lead.start if self.lead else None
        if lead is None or self.listed or (sentence[0] == 0 and found.precision == "day"):
            return True
        return date.fromisoformat(lead) - last <= _EARLIER

    def _opens(self, found: EventDate, number: int) -> bool:
        """Tell whether a date begins a passage: `当天` does not where the passage before it is of the same time."""
        last = self.last
        if found.rule != "same-day" or last is None or (found.start, found.end) != (last.start, last.end):
            return True
        if number == self.last_paragraph:
            return None not in (found.half, last.half) and found.half != last.half
        return self.first is None or (found.half is not None and found.half != last.half)


def _only_day(found: EventDate | None) -> date | None:
    """Return the day of a date, None where it is not a single one."""
    if found is None or found.start is None or found.start != found.end:
        return None
    return date.fromisoformat(found.start)


def _near(found: EventDate, first: int = 0, last: int = 1 << 62) -> tuple[int, int]:
    """Return the stretch round a date that is looked at, no more than a long sentence."""
    return max(first, found.span[0] - _NEAR), min(last, found.span[1] + _NEAR)


def _sentence(spans: list[tuple[int, int]], position: int) -> tuple[int, int]:
    return spans[max(bisect_right(spans, (position, 1 << 62)) - 1, 0)]


def _passages(
    number: int,
    paragraph: str,
    spans: list[tuple[int, int]],
    dates: list[EventDate],
    silent: list[tuple[int, int]],
    title: str,
    lead: bool,
) -> Iterator[Passage]:
    """Yield the passages of one paragraph; each begins with its sentence, or with its date behind another one."""
    starts = [found.span[0] for found in dates]
    silent = [(start, min([end, *starts[bisect_right(starts, start) :][:1]])) for start, end in sorted(silent)]
    kinds = list(_outside(find_kinds(paragraph), silent)) if dates else []
    positions = [kind.span[0] for kind in kinds]
    ends = _ends(paragraph, dates)
    behind = 0
    for found, end in zip_longest(dates, ends):
        first, last = _sentence(spans, found.span[0])
        begin = first if behind <= first else found.span[0]
        behind = found.span[1]
        here = kinds[bisect_left(positions, begin) : bisect_left(positions, end)]
        if end >= last:  # the title speaks for the last date of a sentence only: 经过6月3日的准备，6月5日，…
            here = here or list(find_kinds(title))
        leading = lead and number <= _LEAD
        if not here and (leading or found.span[0] == 0):
            general = _outside(find_otherwise(paragraph), silent)
            here = [kind for kind in general if begin <= kind.span[0] < end and (leading or _was_held(kind))]
            here = here or (list(find_otherwise(title)) if leading and end >= last else [])
        if here:
            title, lead = "", False
            once = {(kind.kind, kind.trigger): kind for kind in reversed(here)}
            yield Passage(number, found, paragraph[first:last], first, last, tuple(reversed(once.values())))


def _was_held(kind: Kind) -> bool:
    return kind.trigger.endswith(_WAS_HELD)


def _outside(kinds: Iterator[Kind], silent: list[tuple[int, int]]) -> Iterator[Kind]:
    for kind in kinds:
        behind = bisect_left(silent, (kind.span[0], 1 << 62))
        if behind == 0 or silent[behind - 1][1] <= kind.span[0]:
            yield kind


def _ends(paragraph: str, dates: list[EventDate]) -> list[int]:
    """Return how far the passage of each date reaches: to the next; that of `6月5日、` as far as that of `7月6日`."""
    ends = [len(paragraph)] * len(dates)
    for index in range(len(dates) - 2, -1, -1):
        end, following = dates[index].span[1], dates[index + 1].span[0]
        joined = _AND.fullmatch(paragraph, end, following) is not None
        ends[index] = ends[index + 1] if joined else following
    return ends


def _undated(paragraphs: list[str]) -> Iterator[Passage]:
    for number, paragraph in enumerate(paragraphs, 1):
        match = _RECENTLY.search(paragraph)
        if match is not None:
            found = EventDate(match[0], match.span(), None, None, None, "not-printed")
            passage = next(_passages(number, paragraph, list(sentences(paragraph)), [found], [], "", False), None)
            if passage is not None:
                yield passage
                return
