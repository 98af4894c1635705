"""Align two texts that are nearly the same: find where they differ."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: How many characters have to be the same for two places to be the same, tried one after another.
_WIDTHS = (12, 6, 3, 2)
#: Two places are looked for by fewer than three characters only in so short a stretch.
_SHORT = 120


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold where two texts differ: what stands there in each, from where to where."""

    start: int
    end: int
    other_start: int
    other_end: int


def find_gaps(one: str, other: str) -> list[Gap]:
    """Return where two texts differ, in their order.

    >>> one, other = "西安交大与苏州市签约仪式举行", "西安交大与无锡市签约仪式在京举行"
    >>> [(one[gap.start : gap.end], other[gap.other_start : gap.other_end]) for gap in find_gaps(one, other)]
    [('苏州', '无锡'), ('', '在京')]
    """
    begin = _common(one, other)
    end = _common(one[begin:][::-1], other[begin:][::-1])
    first = Gap(begin, len(one) - end, begin, len(other) - end)
    gaps = [first] if first.start < first.end or first.other_start < first.other_end else []
    for width in _WIDTHS:
        gaps = [part for gap in gaps for part in _split(one, other, gap, width)]
    return gaps


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _split(one: str, other: str, gap: Gap, width: int) -> Iterator[Gap]:
    """Yield the gaps that remain of one when the same runs of ``width`` characters in both are taken out."""
    length, other_length = gap.end - gap.start, gap.other_end - gap.other_start
    if min(length, other_length) < width or (width < _WIDTHS[-2] and length + other_length > _SHORT):
        yield gap
        return
    start, other_start = gap.start, gap.other_start
    for at, other_at, size in _matches(one, other, gap, width):
        if at > start or other_at > other_start:
            yield Gap(start, at, other_start, other_at)
        start, other_start = at + size, other_at + size
    if start < gap.end or other_start < gap.other_end:
        yield Gap(start, gap.end, other_start, gap.other_end)


def _matches(one: str, other: str, gap: Gap, width: int) -> list[tuple[int, int, int]]:
    """Return the longest chain of runs that stand in both texts in the same order: (start, start in other, length)."""
    places: dict[str, int] = {}
    for at in range(gap.other_start, gap.other_end - width + 1):
        run = other[at : at + width]
        places[run] = -1 if run in places else at
    found: list[tuple[int, int, int]] = []
    at = gap.start
    while at <= gap.end - width:
        other_at = places.get(one[at : at + width], -1)
        if other_at < 0:
            at += 1
            continue
        size = _common(one[at : gap.end], other[other_at : gap.other_end])
        found.append((at, other_at, size))
        at += size
    chain: list[tuple[int, int, int]] = []
    for at, other_at, size in _longest_rising(found):
        shift = max(0, chain[-1][1] + chain[-1][2] - other_at) if chain else 0
        if size > shift:
            chain.append((at + shift, other_at + shift, size - shift))
    return chain


def _longest_rising(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the longest subsequence whose places in the other text rise."""
    tops: list[int] = []
    indexes: list[int] = []
    before: list[int] = []
    for index, (_, other_at, _) in enumerate(found):
        position = bisect_left(tops, other_at)
        before.append(indexes[position - 1] if position else -1)
        tops[position : position + 1] = [other_at]
        indexes[position : position + 1] = [index]
    chain = []
    index = indexes[-1] if indexes else -1
    while index >= 0:
        chain.append(found[index])
        index = before[index]
    return chain[::-1]
