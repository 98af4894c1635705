"""Recognise kinds of event by their trigger words, outside history, plans and wishes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from xjtunews.language.words import column, rows

#: Several rules ask for the same paragraph; so many are remembered.
_PARAGRAPHS = 128
_CLAUSE = r"[^，。；！？、,;!?]{0,12}?"
_LONG_CLAUSE = r"[^，。；！？,;!?]{0,30}?"
_STRETCH = r"[^。！？!?]{0,30}"


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold one kind of event that a text announces, the trigger that says so, and where the trigger stands."""

    kind: str
    trigger: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold the triggers of one list: in one pattern, those of it that are themselves patterns, and the plain ones."""

    any: re.Pattern[str]
    split: tuple[tuple[re.Pattern[str], str, str], ...]
    plain: dict[str, list[str]]


@cache
def _words(name: str, clause: str) -> _Words:
    ordered = sorted(((trigger, kind) for kind, trigger in rows(name)), key=lambda row: (-len(row[0]), row))
    bodies = {trigger: clause.join(map(re.escape, trigger.split("…"))) for trigger, _ in ordered}
    split = tuple((re.compile(bodies[trigger]), kind, trigger) for kind, trigger in rows(name) if "…" in trigger)
    plain: dict[str, list[str]] = {}
    for kind, trigger in rows(name):
        plain.setdefault(trigger, []).append(kind)
    return _Words(re.compile("|".join(bodies.values())), split, plain)


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
    return list(_spans(text))


@lru_cache(_PARAGRAPHS)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _not_events().finditer(text))


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
    yield from _find(text, "kinds.tsv")


def find_otherwise(text: str) -> Iterator[Kind]:
    """Yield the kinds of event that ``text`` announces in general words only: 举办…活动, 仪式…举行.

    >>> [(found.kind, found.trigger) for found in find_otherwise("学校举办“书香校园”主题活动")]
    [('活动', '举办…活动')]
    """
    yield from _find(text, "otherwise.tsv")


@lru_cache(_PARAGRAPHS)
def _find(text: str, name: str) -> tuple[Kind, ...]:
    words = _words(name, _CLAUSE if name == "kinds.tsv" else _LONG_CLAUSE)
    excluded = not_events(text)
    return tuple(
        Kind(kind, trigger, match.span())
        for match in words.any.finditer(text)
        if not overlaps(excluded, match.start(), match.end())
        for kind, trigger in _kinds_of(match[0], words)
    )


def _kinds_of(found: str, words: _Words) -> Iterator[tuple[str, str]]:
    if found in words.plain:
        yield from ((kind, found) for kind in words.plain[found])
        return
    yield from ((kind, trigger) for pattern, kind, trigger in words.split if pattern.fullmatch(found))
