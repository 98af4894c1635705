"""Tell at a glance that two articles are two: by their titles and by the days that their texts name."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from xjtunews.language.comparison import Outline

#: Shorter titles say too little to be the same but for some characters.
_SHORT = 6
#: Of the pairs of characters of the shorter title, so many of so many stand in the other one.
_ALIKE, _OF = 3, 4
#: A set of pairs is held as so many bits.
_BITS = 256


class Glance(NamedTuple):
    """Hold what is seen of an article at a glance: its days and the pairs of its title, as bits of a number each.

    ``days`` is 0 where the text names none. Of ``pairs`` pairs, ``hidden`` have no bit of their own; a title that is
    too short for that has 0 pairs.
    """

    days: int
    title: int
    pairs: int
    hidden: int

    @classmethod
    def of(cls, outline: Outline) -> Glance:
        """Return what is seen of an outline."""
        days = 0
        for day in outline.days.split():
            month, number = day.rstrip("日").split("月")
            days |= 1 << (int(month) * 32 + int(number))
        if len(outline.title) < _SHORT:
            return cls(days, 0, 0, 0)
        pairs = _pairs_of(outline.title)
        title = 0
        for pair in pairs:
            title |= 1 << ((ord(pair[0]) * 31 + ord(pair[1])) % _BITS)
        return cls(days, title, len(pairs), len(pairs) - title.bit_count())


def are_apart(one: Glance, other: Glance) -> bool:
    """Tell two articles without a day in common, and with titles that are not the same.

    False says nothing: then both have to be looked at more closely.

    >>> first = Outline("学校与苏州市签约", None, "3月5日", b"", b"", b"", 0)
    >>> others = first._replace(title="学校与榆林市座谈", days="4月6日"), first._replace(days="4月6日")
    >>> [are_apart(Glance.of(first), Glance.of(another)) for another in others]
    [True, False]
    """
    if one.days & other.days or not (one.days and other.days and one.pairs and other.pairs):
        return False
    # Every pair in common has its bit in both, or shares one with another pair.
    common = (one.title & other.title).bit_count() + min(one.hidden, other.hidden)
    return common * _OF < min(one.pairs, other.pairs) * _ALIKE


def is_same_title(one: str, other: str) -> bool:
    """Tell whether two titles for comparison are the same, but for what a site adds to it, and characters lost.

    >>> [is_same_title("学校与苏州市签约", another) for another in ("学校与苏州市签约新闻网", "学校与榆林市签约")]
    [True, False]
    """
    if (len(one), one) > (len(other), other):
        one, other = other, one
    if len(one) < _SHORT:
        return one == other
    pairs = _pairs_of(one)
    return len(pairs & _pairs_of(other)) * _OF >= len(pairs) * _ALIKE


@lru_cache(maxsize=10_000)
def _pairs_of(title: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(title)))
