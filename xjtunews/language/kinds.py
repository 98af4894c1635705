"""Recognise kinds of event by their trigger words, outside history, plans and wishes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xjtunews.language.words import column, rows

_CLAUSE = r"[^，。；！？、,;!?]{0,12}?"
_STRETCH = r"[^。！？!?]{0,30}"


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold one kind of event that a text announces, the trigger that says so, and where the trigger stands."""

    kind: str
    trigger: str
    span: tuple[int, int]


@cache
def _triggers() -> re.Pattern[str]:
    ordered = sorted((trigger for _, trigger in rows("kinds.tsv")), key=lambda t: (-len(t), t))
    return re.compile("|".join(_CLAUSE.join(map(re.escape, trigger.split("…"))) for trigger in ordered))


@cache
def _kind_of() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(_CLAUSE.join(map(re.escape, trigger.split("…")))), kind, trigger)
        for kind, trigger in rows("kinds.tsv")
        if "…" in trigger
    )


@cache
def _plain() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for kind, trigger in rows("kinds.tsv"):
        kinds.setdefault(trigger, []).append(kind)
    return kinds


@cache
def _not_events() -> re.Pattern[str]:
    stretches = []
    for words in column("not_events.txt"):
        *inner, last = words.split("…")
        body = f"{_STRETCH}?".join(map(re.escape, (*inner, last) if last else inner))
        stretches.append(body if last else body + _STRETCH)
    return re.compile("|".join(stretches))


def not_events(text: str) -> list[tuple[int, int]]:
    """Return the spans of ``text`` that speak of history, plans, wishes or occasions.

    >>> not_events("自2019年签署战略合作协议以来，双方合作密切")
    [(0, 16)]
    """
    return [match.span() for match in _not_events().finditer(text)]


def overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of ``spans``, which are in order and apart, shares a character with the one given.

    >>> overlaps([(0, 3), (8, 9)], 2, 4), overlaps([(0, 3), (8, 9)], 3, 8)
    (True, False)
    """
    behind = bisect_left(spans, (end,))
    return behind > 0 and spans[behind - 1][1] > start


def find_kinds(text: str) -> Iterator[Kind]:
    """Yield the kinds that ``text`` announces, in order of their triggers, each trigger once for each of its kinds.

    >>> [(found.kind, found.trigger) for found in find_kinds("卢建军会见来宾，双方签署协议，希望签署更多协议")]
    [('会见', '会见'), ('签约', '签署')]
    """
    excluded = not_events(text)
    for match in _triggers().finditer(text):
        if overlaps(excluded, match.start(), match.end()):
            continue
        for kind, trigger in _kinds_of(match[0]):
            yield Kind(kind, trigger, match.span())


def _kinds_of(words: str) -> Iterator[tuple[str, str]]:
    if words in _plain():
        yield from ((kind, words) for kind in _plain()[words])
        return
    yield from ((kind, trigger) for pattern, kind, trigger in _kind_of() if pattern.fullmatch(words))
