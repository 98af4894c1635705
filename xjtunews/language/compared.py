"""Hold what is compared of an article: its words in the form in which they are, and whom and what it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from xjtunews.language.comparison import (
    clause_starts,
    comparable,
    comparable_body,
    days_in,
    paragraph_starts,
    shingles,
)
from xjtunews.language.differences import Side
from xjtunews.language.text import is_traditional

_TORN = re.compile(r"\?{2,}|(?<=[\u3400-\u9fff])\?(?=[\u3400-\u9fff])|\ufffd")
#: From so many on, marks in the place of characters or symbols between them are no slip.
TEARS = 2
#: Within so many days, one of two reports on one event may have left out the day.
_SAME_FORTNIGHT = 14
#: Who names so many people of another report, this part of all, tells of the same event; fewer have to be all.
ENOUGH_PEOPLE, _SHARE_OF_PEOPLE = 3, 0.8
# A symbol between two characters, which nobody writes there, and which a bullet or a dash between words is not.
_INJECTED = re.compile(
    r"(?<=[\u3400-\u9fff])[\u0370-\u052f\u200b-\u200d\u2190-\u21ff\u2300-\u245f\u2500-\u2bff\ufeff㊀-㋿\ue000-\uf8ff]{1,3}"
    r"(?=[\u3400-\u9fff，。、；：])"
)


@dataclass(frozen=True, slots=True)
class Names:
    """Hold whom and what an article tells of, as texts for comparison; ``days`` are those of its events (ISO 8601)."""

    people: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        people: Iterable[str] = (),
        bodies: Iterable[str] = (),
        places: Iterable[str] = (),
        days: Iterable[str] = (),
    ) -> Names:
        """Return the names of an article as they stand there."""
        return cls(_comparable(people), _comparable(bodies), _comparable(places), frozenset(days))

    @property
    def all(self) -> frozenset[str]:
        """Return the names of people, bodies and places."""
        return self.people | self.bodies | self.places


def _comparable(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(comparable, names)) - {""}


class Text:
    """Hold what is compared of an article, as texts for comparison.

    ``day`` is when it was published; ``is_spam`` says that the article alone shows to be a mirror, and ``brands`` what
    it has in the place of names. ``names`` are only looked at where two texts are nearly the same. What follows from
    these is worked out when it is asked for.
    """

    def __init__(
        self,
        title: str,
        body: str,
        day: str | None = None,
        *,
        is_spam: bool = False,
        brands: Iterable[str] = (),
        names: Names | None = None,
    ) -> None:
        self.printed = title
        self.day = day
        self.is_spam = is_spam
        self.brands = frozenset(map(comparable, brands)) - {""}
        self.raw = body
        self.names = names or Names()

    @cached_property
    def title(self) -> str:
        """Return the title for comparison."""
        return comparable(self.printed)

    @cached_property
    def body(self) -> str:
        """Return the body for comparison."""
        return comparable_body(self.raw)

    @property
    def shingles(self) -> frozenset[str]:
        """Return the shingles of the body; only of a few texts they are kept, because they take much memory."""
        return _shingles(self.body)

    @cached_property
    def is_traditional(self) -> bool:
        """Tell whether the text is in traditional characters."""
        return is_traditional(self.raw)

    @cached_property
    def is_torn(self) -> bool:
        """Tell whether marks stand in the text in the place of characters that were lost."""
        return len(_TORN.findall(self.raw)) >= TEARS

    @cached_property
    def injected(self) -> int:
        """Return how many characters of the text have symbols between them."""
        return len(_INJECTED.findall(self.raw))

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Return the days that the text names, in its order."""
        return tuple(days_in(self.body))

    @cached_property
    def starts(self) -> list[int]:
        """Return where the paragraphs begin."""
        return paragraph_starts(self.raw)

    @cached_property
    def clauses(self) -> frozenset[int]:
        """Return where clauses begin."""
        return frozenset(clause_starts(self.raw))

    @property
    def side(self) -> Side:
        """Return the text as it is compared word by word."""
        return Side(self.body, self.names.all, self.brands, self.starts, self.is_torn)


def name_one_day(one: Text, other: Text) -> bool:
    """Tell whether two texts name a day in common."""
    return not set(one.days).isdisjoint(other.days)


def count_witnesses(one: Text, other: Text) -> int:
    """Return how many people show two texts to tell of one event: both name them, and no other day; 0 where none do."""
    if not name_one_day(one, other) and ((one.days and other.days) or not _is_near(one.day, other.day)):
        return 0
    people, others = one.names.people, other.names.people
    shared = sum(name in others or any(is_misprint(name, one) for one in others) for name in people)
    if shared == len(people) == len(others):
        return shared
    return shared if shared >= max(ENOUGH_PEOPLE, _SHARE_OF_PEOPLE * min(len(people), len(others))) else 0


def is_misprint(one: str, other: str) -> bool:
    """Tell one character of a name that somebody mistyped.

    >>> is_misprint("腾旭荣", "滕旭荣"), is_misprint("王军", "王均")
    (True, False)
    """
    different = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 2 and different == 1


def _is_near(one: str | None, other: str | None) -> bool:
    """Tell whether two articles were published within some days of each other."""
    if one is None or other is None:
        return False
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _SAME_FORTNIGHT


@lru_cache(maxsize=32)
def _shingles(body: str) -> frozenset[str]:
    return shingles(body)
