"""Judge whether one article is a copy of another: the same text under another title or byline, cut, or corrupted.

Much the same words are not enough: two signings of one week share a template, the editions of a yearly meeting their
text. Where date, number, person or body stand changed among the same words, there are two articles. A mirror changes
words as well, but otherwise: it loses characters, converts them, or puts one brand in the place of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from operator import ne

from xjtunews.language.comparison import comparable, comparable_body, containment, shingles
from xjtunews.language.differences import Differences, find_differences, is_lossy
from xjtunews.language.text import simplify

_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Below so many characters, a text says too little: title and day join in.
_SHORT = 40
#: So much of a text is its beginning.
_LEAD = 100
#: Shares of shingles: below the first nothing is compared, from the second on the same text is meant whatever stands
#: above it, from the third on under the same title or beginning, from the fourth on one text stands in another.
LEAST_SHARE, _SAME, _ALIKE, _INSIDE = 0.25, 0.55, 0.35, 0.75
#: A text is cut to no less than this part of the other, with the same title or with another one.
_CUT, _CUT_RETITLED = 0.15, 0.4
#: What is left of the words of a mirror that lost characters and got others.
_MIRRORED = 0.45
#: In traditional characters is a text of which this part is.
_TRADITIONAL = 0.08
#: A mirror puts so many brands in the place of names, an editor so many other words into a text.
_BRANDS, _EDITS = 3, 3
#: One event retold names so many people of the other report, and this part of them.
_PEOPLE, _SHARE_OF_PEOPLE = 3, 0.6


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

    ``day`` is when it was published; ``is_spam`` says that the article alone shows to be a mirror. ``names`` are only
    looked at where two texts are nearly the same.
    """

    def __init__(
        self, title: str, body: str, day: str | None = None, *, is_spam: bool = False, names: Names | None = None
    ) -> None:
        self.title = comparable(title)
        self.body = comparable_body(body)
        self.day = day
        self.is_spam = is_spam
        self.is_traditional = is_traditional(body)
        self.names = names or Names()

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Return the shingles of the body."""
        return shingles(self.body)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Say that two articles have one text, or tell of one event: ``relation`` is ``copy`` or ``rewrite``.

    ``mirror`` is the one of the two (1 or 2) that shows what mirrors do to a text, None where neither does.
    """

    relation: str
    similarity: float
    mirror: int | None = None
    reasons: tuple[str, ...] = field(default=())


def is_traditional(text: str) -> bool:
    """Tell a text in traditional characters, some of which are the simplified ones.

    >>> is_traditional("西安交通大學與蘇州市簽署合作協議"), is_traditional("西安交通大学与苏州市签署合作协议")
    (True, False)
    """
    simplified = simplify(text)
    if simplified is text:
        return False
    converted: int = sum(map(ne, text, simplified))
    return converted >= _TRADITIONAL * len(_CHINESE.findall(text))


def judge(one: Text, other: Text) -> Judgement | None:
    """Return what two articles are to each other; None where they are two."""
    mirror = _mirror_of(one, other, None)
    if one.body == other.body:
        same = len(one.body) >= _SHORT or (one.title == other.title and one.day == other.day)
        return Judgement("copy", 1.0, mirror, ("same text", *_traces(one, other, mirror, None))) if same else None
    jaccard, inside_other, inside_one = containment(one.shingles, other.shingles)
    share = max(inside_other, inside_one)
    if share < LEAST_SHARE:
        return None
    same_title = _is_same_title(one.title, other.title)
    lead = _has_lead(one, other) and _has_lead(other, one)
    ratio = min(len(one.body), len(other.body)) / max(len(one.body), len(other.body))
    reason = _same_text(one, other, jaccard, share, ratio, same_title=same_title, lead=lead)
    if reason is None and not (share >= _MIRRORED and (same_title or lead)):
        return _retold(one, other, jaccard)
    differences = find_differences(one.body, other.body, one.names.all, other.names.all)
    mirror = _mirror_of(one, other, differences)
    if reason is None:
        if mirror is None:
            return _retold(one, other, jaccard)
        reason = "much of the text, corrupted"
    same_page = same_title and one.day == other.day and one.day is not None
    if _tells_apart(one, other, differences, mirror, jaccard, same_page=same_page):
        return None
    reasons = [reason, *(["same title"] if same_title else [])]
    reasons += _traces(one, other, mirror, differences)
    return Judgement("copy", round(jaccard, 3), mirror, tuple(reasons))


def _same_text(
    one: Text, other: Text, jaccard: float, share: float, ratio: float, *, same_title: bool, lead: bool
) -> str | None:
    """Return why the words are those of one text: most are the same, or one is the other, cut."""
    longer, shorter = (one, other) if len(one.body) >= len(other.body) else (other, one)
    days, known = _days(longer.body), _days(shorter.body)
    new = bool(days) and days[0] not in known
    if not same_title and new and known and known[0] != days[0]:
        return None  # what is new is the date that it begins with: a follow-up, a roundup, another edition
    if jaccard >= _SAME or (jaccard >= _ALIKE and (same_title or lead)):
        return "most of the text"
    if share >= _INSIDE:
        more = set(days) - set(known)
        if (same_title and ratio >= _CUT) or (lead and ratio >= _CUT_RETITLED and not more):
            return "a part of the text"
    return None


def _days(body: str) -> list[str]:
    return _DAY.findall(body)


def _has_lead(one: Text, other: Text) -> bool:
    """Tell whether the beginning of one text stands in another."""
    lead = shingles(one.body[:_LEAD])
    return len(lead & other.shingles) * 2 >= len(lead)


def _is_same_title(one: str, other: str) -> bool:
    """Tell whether two titles are the same, but for what a site adds to it, and characters lost."""
    short, long = sorted((one, other), key=len)
    if len(short) < 6:
        return one == other
    if short in long:
        return True
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (short, long))
    return len(pairs & others) * 4 >= len(pairs) * 3


def _mirror_of(one: Text, other: Text, differences: Differences | None) -> int | None:
    """Return which of two copies is a mirror, if that shows: 1 or 2."""
    if one.is_spam != other.is_spam:
        return 1 if one.is_spam else 2
    if differences is not None and is_lossy(differences.lost, differences.gained):
        return 2
    if differences is not None and is_lossy(differences.gained, differences.lost):
        return 1
    if one.is_traditional != other.is_traditional:
        return 1 if one.is_traditional else 2
    return None


def _tells_apart(
    one: Text, other: Text, found: Differences, mirror: int | None, jaccard: float, *, same_page: bool
) -> bool:
    """Tell whether what differs makes two articles of two texts that are nearly the same."""
    if found.numbers and not (same_page and len(found.numbers) == 1 and jaccard >= 0.9):
        return True
    spam = (one if mirror == 1 else other).is_spam if mirror is not None else False
    names = set(found.names)
    if spam and len({pair[(mirror or 1) - 1] for pair in names}) == 1:
        names = set()  # one brand in the place of every name
    if names and not (same_page and len(names) == 1 and jaccard >= 0.9 and _is_misprint(*found.names[0])):
        return True
    converted = one.is_traditional != other.is_traditional
    swaps = {
        pair: count for pair, count in found.swaps.items() if not (converted and len(pair[0]) == len(pair[1]) == 1)
    }
    if not swaps:
        return False
    if mirror is not None:
        return len({pair[mirror - 1] for pair in swaps}) > _BRANDS
    if same_page and jaccard >= 0.8:
        return len(swaps) > _EDITS
    # somebody's name that the rules do not know stands in the title, or more than once
    titles = (one.title, other.title)
    named = any(count > 1 or (a in titles[0] and b in titles[1]) for (a, b), count in swaps.items())
    return named or len(swaps) > 1 or min(len(one.body), len(other.body)) < 400


def _is_misprint(one: str, other: str) -> bool:
    """Tell one character of a name that somebody mistyped: 腾旭荣, 滕旭荣."""
    different = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 2 and different == 1


def _traces(one: Text, other: Text, mirror: int | None, found: Differences | None) -> list[str]:
    """Return what a mirror did to a text, in words."""
    if mirror is None:
        return []
    traces = []
    text = one if mirror == 1 else other
    if text.is_spam:
        traces.append("signs of a spam mirror")
    if one.is_traditional != other.is_traditional and text.is_traditional:
        traces.append("converted characters")
    if found is not None:
        if is_lossy(found.lost, found.gained) or is_lossy(found.gained, found.lost):
            traces.append("lost characters")
        brands = sorted({pair[mirror - 1] for pair in (*found.swaps, *found.names) if len(pair[mirror - 1]) > 1})
        if brands:
            traces.append(f"in place of a name: {'、'.join(brands[:3])}")
    return traces


def _retold(one: Text, other: Text, jaccard: float) -> Judgement | None:
    """Judge two reports of one event in other words: the same days, parties and people."""
    names, others = one.names, other.names
    shared = names.people & others.people
    least = min(len(names.people), len(others.people))
    if len(shared) < _PEOPLE or len(shared) < _SHARE_OF_PEOPLE * least or not names.bodies & others.bodies:
        return None
    if not names.days or names.days != others.days:
        return None
    reasons = ("same days", "same parties", f"{len(shared)} people in common")
    return Judgement("rewrite", round(jaccard, 3), None, reasons)
