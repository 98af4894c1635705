"""Find the passages of an article that report an event: dated, with the words that say what happened."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from xjtunews.language.dates import EventDate, find_event_dates
from xjtunews.language.kinds import Kind, find_kinds, not_events, overlaps
from xjtunews.language.text import sentences

# `近日` and the like: something happened, and the text does not say when.
_RECENTLY = re.compile(r"(?<![最\d今昨当次])(?:近日|日前|近期|日来)(?![有在以期往来赴])")
# A date that is a deadline or the beginning of a period is not the time of an event.
_PERIOD_BEFORE = re.compile(r"(?:自|从|截至|截止到?|预计|计划于?|拟于|定于|将于|到|早在)\s?\Z")
_PERIOD_AFTER = re.compile(r"\s?(?:以来|起至?|至今|前(?![往来赴])|之前|以前|开始|为止|建[校院厂]|出生)")
# A news item reports the last year; an older date with its year printed is background.
_HISTORY = timedelta(days=366)


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
    """Yield the passages that report an event, in reading order.

    A passage reaches from the sentence of its date to the next date of the paragraph. Where the first one has no words
    for what happened, those of the ``title`` count. Without any date in the text, the first paragraph that says `近日`
    or the like is one passage with no date.

    >>> found = next(find_passages(["1月5日上午，卢建军会见杨洪涛一行。洪军陪同。"], date(2024, 1, 25)))
    >>> found.date.start, [kind.kind for kind in found.kinds], found.evidence
    ('2024-01-05', ['会见'], '1月5日上午，卢建军会见杨洪涛一行。')
    """
    context = None
    dated = False
    for number, paragraph in enumerate(paragraphs, 1):
        dates = list(find_event_dates(paragraph, published, context))
        if not dates:
            continue
        days = [date.fromisoformat(found.end) for found in dates if found.end and found.precision == "day"]
        context = days[-1] if days else context
        excluded = not_events(paragraph)
        happened = [found for found in dates if _is_time_of_event(found, paragraph, excluded, published)]
        for passage in _passages(number, paragraph, happened, "" if dated else title):
            dated = True
            yield passage
    if not dated:
        yield from _undated(paragraphs)


def _is_time_of_event(
    found: EventDate, paragraph: str, excluded: list[tuple[int, int]], published: date | None
) -> bool:
    start, end = found.span
    if found.rule == "other-year":
        return False
    if overlaps(excluded, start, end):
        return False
    if _PERIOD_BEFORE.search(paragraph[max(0, start - 5) : start]) or _PERIOD_AFTER.match(paragraph[end : end + 5]):
        return False
    if found.start is None or published is None:
        return True
    first = date.fromisoformat(found.start)
    if first > published and found.rule != "year-completed":
        return False  # a plan; a later day without a year is the event of a page whose date is early
    return published - first <= _HISTORY


def _passages(number: int, paragraph: str, dates: list[EventDate], title: str) -> Iterator[Passage]:
    """Yield the passages of one paragraph; each begins with its sentence, or with its date behind another one."""
    spans = list(sentences(paragraph))
    kinds = list(find_kinds(paragraph)) if dates else []
    starts = [kind.span[0] for kind in kinds]
    behind = 0
    for found, following in zip_longest(dates, dates[1:]):
        first, last = spans[bisect_right(spans, (found.span[0], len(paragraph) + 1)) - 1]
        begin = first if behind <= first else found.span[0]
        end = len(paragraph) if following is None else following.span[0]
        behind = found.span[1]
        here = kinds[bisect_left(starts, begin) : bisect_left(starts, end)] or list(find_kinds(title))
        if here:
            title = ""
            once = {(kind.kind, kind.trigger): kind for kind in reversed(here)}
            yield Passage(number, found, paragraph[first:last], first, last, tuple(reversed(once.values())))


def _undated(paragraphs: list[str]) -> Iterator[Passage]:
    for number, paragraph in enumerate(paragraphs, 1):
        match = _RECENTLY.search(paragraph)
        if match is not None:
            found = EventDate(match[0], match.span(), None, None, None, "not-printed")
            passage = next(_passages(number, paragraph, [found], ""), None)
            if passage is not None:
                yield passage
                return
