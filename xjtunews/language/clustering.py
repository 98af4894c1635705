"""Join mentions to events: the strongest pairs first, and none that would join two events that contradict each other.

What comes of it depends on the mentions and pairs alone, not on their order: pairs of one strength follow the ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from xjtunews.language.bodies import Body, lies_in, same_body
from xjtunews.language.coreference import (
    A_DAY_OFF,
    BESIDE_LINK,
    IN_MONTH,
    NESTED,
    SAME_DATE,
    UNDATED,
    Mention,
    Pair,
    principals_differ,
)

#: Pairs whose dates are not the same are judged in this order, each sort when the one before is settled.
_VAGUE = ((NESTED, SAME_DATE), (IN_MONTH, NESTED), (UNDATED, IN_MONTH))


def cluster(mentions: Mapping[str, Mention], pairs: Iterable[Pair]) -> list[list[str]]:
    """Return the ids of the mentions, those of one event together, all in order.

    A pair whose dates are not the same joins only where just one event is possible: `2023年4月` is no day of April as
    long as two of them are.
    """
    pairs = sorted(set(pairs), key=lambda pair: (-pair.strength, pair.first, pair.second))
    groups = _Groups(mentions, pairs)
    for pair in pairs:
        if pair.strength >= SAME_DATE:
            groups.join(pair.first, pair.second, pair)
    for least, below in _VAGUE:
        _join_vague(groups, [pair for pair in pairs if least <= pair.strength < below])
    return groups.result()


def _join_vague(groups: _Groups, pairs: Sequence[Pair]) -> None:
    possible: dict[str, dict[str, Pair]] = defaultdict(dict)
    for pair in pairs:
        one, other = groups.root(pair.first), groups.root(pair.second)
        if one != other and groups.may_join(one, other, pair):
            possible[one].setdefault(other, pair)
            possible[other].setdefault(one, pair)
    proposals = set()
    for root, others in possible.items():
        certain = all(other in possible[another] for other, another in combinations(others, 2))
        if certain:
            proposals |= {pair for pair in others.values() if groups.is_vague(root, pair)}
    for pair in sorted(proposals, key=lambda pair: (-pair.strength, pair.first, pair.second)):
        groups.join(pair.first, pair.second, pair)


@dataclass(slots=True)
class _Group:
    """Hold the mentions of one event so far, with what another event may contradict."""

    members: list[str]
    articles: dict[str, list[str]]
    days: set[str] = field(default_factory=set)
    signed_with: list[Body] = field(default_factory=list)


class _Groups:
    """Hold the events that are made of some mentions, each with one mention that stands for it."""

    def __init__(self, mentions: Mapping[str, Mention], pairs: Iterable[Pair]) -> None:
        self.mentions = mentions
        self.parents = {key: key for key in mentions}
        self.groups = {key: _begin(mention) for key, mention in mentions.items()}
        self.paired: set[tuple[str, str]] = set()
        self.linked: dict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            self.paired.add((pair.first, pair.second))
            if pair.strength >= BESIDE_LINK:
                self.linked[pair.first].add(pair.second)
                self.linked[pair.second].add(pair.first)

    def root(self, key: str) -> str:
        while self.parents[key] != key:
            self.parents[key] = self.parents[self.parents[key]]
            key = self.parents[key]
        return key

    def join(self, one: str, other: str, pair: Pair) -> None:
        first, second = self.root(one), self.root(other)
        if first == second or not self.may_join(first, second, pair):
            return
        if len(self.groups[first].members) < len(self.groups[second].members):
            first, second = second, first
        self.parents[second] = first
        into, gone = self.groups[first], self.groups.pop(second)
        into.members += gone.members
        into.days |= gone.days
        into.signed_with += gone.signed_with
        for article, members in gone.articles.items():
            into.articles.setdefault(article, []).extend(members)

    def may_join(self, one: str, other: str, pair: Pair) -> bool:
        """Tell whether nothing in two events contradicts their being one."""
        first, second = self.groups[one], self.groups[other]
        return (
            self._days_agree(first, second, pair)
            and self._partners_agree(first, second, pair)
            and self._articles_agree(first, second)
        )

    def is_vague(self, root: str, pair: Pair) -> bool:
        """Tell whether an event has the less precise date of a pair that joins it to another one."""
        members = [self.mentions[key] for key in (pair.first, pair.second)]
        lengths = [vagueness(member) for member in members]
        return any(
            self.root(member.id) == root and length == max(lengths)
            for member, length in zip(members, lengths, strict=True)
        )

    def result(self) -> list[list[str]]:
        return sorted(sorted(group.members) for group in self.groups.values())

    def _days_agree(self, first: _Group, second: _Group, pair: Pair) -> bool:
        days = first.days | second.days
        if len(days) < 2 or first.days == second.days:
            return True
        if pair.strength >= BESIDE_LINK:
            return A_DAY_OFF in pair.reasons or self._is_covered(days, (*first.members, *second.members))
        if first.days and second.days:
            return first.days <= second.days or second.days <= first.days
        return self._is_covered(days, first.members if second.days else second.members)

    def _is_covered(self, days: set[str], members: Iterable[str]) -> bool:
        found = (self.mentions[key] for key in members)
        return any(
            m.start is not None
            and m.end is not None
            and m.precision == "day"
            and m.start <= min(days) <= max(days) <= m.end
            for m in found
        )

    def _partners_agree(self, first: _Group, second: _Group, pair: Pair) -> bool:
        if pair.strength >= BESIDE_LINK or not first.signed_with or not second.signed_with:
            return True
        return any(same_body(one, other) for one in first.signed_with for other in second.signed_with)

    def _articles_agree(self, first: _Group, second: _Group) -> bool:
        """Tell whether no article tells of the two as of two occasions; a link may lead to both."""
        return not any(
            self._are_two(self.mentions[one], self.mentions[other])
            for article in first.articles.keys() & second.articles.keys()
            for one in first.articles[article]
            for other in second.articles[article]
        )

    def _are_two(self, one: Mention, other: Mention) -> bool:
        if (min(one.id, other.id), max(one.id, other.id)) in self.paired or self.linked[one.id] & self.linked[other.id]:
            return False
        if (one.start, one.end) != (other.start, other.end):
            return True
        first, second = one.principal, other.principal
        if first is None or second is None:
            return first is second
        return principals_differ(one, other) and not lies_in(first, second) and not lies_in(second, first)


def _begin(mention: Mention) -> _Group:
    group = _Group([mention.id], {mention.article: [mention.id]})
    if mention.is_day and mention.start is not None:
        group.days.add(mention.start)
    if "签约" in mention.kinds:
        group.signed_with += mention.partners
    return group


def vagueness(mention: Mention) -> int:
    """Return how little a date says: 0 for one day, then several, a month, a year, none."""
    if mention.start is None:
        return 4
    if mention.precision == "day":
        return 0 if mention.start == mention.end else 1
    return 2 if mention.precision == "month" else 3
