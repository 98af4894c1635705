"""Tell whether two mentions report one event: by date, parties, people and kind, never by text alone.

A pair of mentions that may be one event has a strength; which pairs hold together is settled by
:mod:`xjtunews.language.clustering`, when all are known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from xjtunews.language.bodies import Body, belongs, may_be_one, same_body
from xjtunews.language.continuity import goes_on, goes_out, lists_attendants

#: The least strength of a pair of each sort; what speaks for the pair is added.
BY_LINK, BESIDE_LINK, IN_ARTICLE, SAME_DATE, NESTED, IN_MONTH, UNDATED = 700, 600, 500, 400, 300, 200, 100
#: The reason of a pair that a link joins although its days differ.
A_DAY_OFF = "a day off"
#: A report without a date is of something that happened so many days before, at most.
RECENTLY = 14
#: Two such reports of one event are published within so many days.
_TOGETHER = 7
#: A date that covers more days than this is looked up by its month or year, not day by day.
_LONGEST = 31
_BODY, _PERSON, _GOVERNMENT, _NAME = 3, 3, 2, 4
_TEAM = 3
_SEVERAL = 3
_ENOUGH = 3
#: What is done at a ceremony, and what a ceremony is.
_ACTS = frozenset(("签约", "揭牌", "启动", "捐赠"))
_VISIT = frozenset(("调研",))
_CEREMONY = _ACTS | {"会议", "活动"}
# What two sides do, each of them once.
_OF_TWO = frozenset(("会见", "座谈", "调研", "签约", "捐赠"))
_ENOUGH_VAGUE = 4
_ENOUGH_UNDATED = 6
#: A passage goes on with one of so many before it.
_FAR = 20


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold what one passage tells, as far as it shows which event it reports.

    ``number`` grows through the article; ``start`` and ``end`` are ISO dates or None; ``precision`` is `day`,
    `month`, `year` or None; ``half`` is a part of the day as it is printed; ``people`` maps names to their side
    (`ours`, `theirs`, None); ``bodies`` stand in the order of the text; ``names`` are those of the event itself and of
    what was founded; ``published`` is the day of publication, ``university`` the one on whose pages it stands;
    ``scenes`` are the cities where it happened, ``spots`` the most exact places; the date of one that ``is_carried``
    is printed before it; ``employers`` maps names to the bodies that the people are of, as far as the titles say.
    """

    id: str
    article: str
    number: int = 1
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    half: str | None = None
    kinds: frozenset[str] = frozenset()
    bodies: tuple[Body, ...] = ()
    people: tuple[tuple[str, str | None], ...] = ()
    scenes: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    published: str | None = None
    university: str | None = None
    spots: frozenset[str] = frozenset()
    is_carried: bool = False
    evidence: str = ""
    employers: tuple[tuple[str, tuple[Body, ...]], ...] = ()

    @property
    def is_day(self) -> bool:
        """Tell whether the date is one day."""
        return self.precision == "day" and self.start == self.end

    @property
    def guests(self) -> frozenset[str]:
        """Return the names of those who are not known to be of the university itself."""
        return frozenset(name for name, side in self.people if side != "ours")

    @property
    def partners(self) -> tuple[Body, ...]:
        """Return the bodies by which an event can be told from others of the day, in the order of the text."""
        return tuple(body for body in self.bodies if body.is_evidence and not body.is_government)

    @property
    def governments(self) -> tuple[Body, ...]:
        """Return the bodies that stand for a whole division, in the order of the text."""
        return tuple(body for body in self.bodies if body.is_evidence and body.is_government)

    @property
    def principal(self) -> Body | None:
        """Return the body that is named first."""
        return next((body for body in self.bodies if body.is_evidence), None)

    @property
    def is_anonymous(self) -> bool:
        """Tell whether no other side is named, so that nothing but its date and article shows which event it is."""
        return not self.guests and not any(body.is_evidence for body in self.bodies)


class Pair(NamedTuple):
    """Hold two mentions, in the order of their ids, that may report one event, how strongly, and why."""

    first: str
    second: str
    strength: int
    reasons: tuple[str, ...]


class Evidence(NamedTuple):
    """Hold what speaks for two mentions being of one event (`score`), in words, and whether a name is shared."""

    score: int
    reasons: tuple[str, ...]
    shared: bool


def pair(one: Mention, other: Mention, strength: int, reasons: Iterable[str]) -> Pair:
    """Return a pair, in the order of the ids."""
    first, second = sorted((one.id, other.id))
    return Pair(first, second, strength, tuple(reasons))


def keys(mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield by what a mention is found: a name, and a day, month or year on which the event may have been.

    Two mentions of one event in two articles share a key, but for a person who is ours in one and theirs in the other.

    >>> list(keys(Mention("a-p1-1", "a", 1, "2024-01-05", "2024-01-05", "day", people=(("杨洪涛", "theirs"),))))
    [('person:杨洪涛', '2024-01-05')]
    """
    days = list(_days(mention))
    names = [f"person:{name}" for name in sorted(mention.guests)]
    if mention.start is not None:
        names += (f"ours:{name}" for name, side in mention.people if side == "ours")
        bodies = [body for body in mention.bodies if body.is_evidence]
        names += sorted({body.key for body in bodies} | {body.id for body in bodies if body.id is not None})
        names += (f"name:{name}" for name in sorted(mention.names))
    if mention.is_anonymous:
        names += (f"spot:{name}" for name in sorted(mention.spots))
    for name in names:
        for day in days:
            yield name, day


def _days(mention: Mention) -> Iterator[str]:
    if mention.start is None or mention.end is None:
        if mention.published is None:
            return
        last = date.fromisoformat(mention.published)
        first = last - timedelta(RECENTLY)
    elif mention.precision == "year":
        yield mention.start[:4]
        return
    else:
        first, last = date.fromisoformat(mention.start), date.fromisoformat(mention.end)
        last = min(last, first + timedelta(_LONGEST - 1))
    for number in range((last - first).days + 1):
        yield (first + timedelta(number)).isoformat()


def compare(one: Mention, other: Mention) -> Pair | None:
    """Return the pair that two mentions of different articles are, or None where nothing shows that they are one.

    >>> one, other = (
    ...     Mention(f"{name}-p1-1", name, 1, "2024-01-05", "2024-01-05", "day", None, frozenset(kinds.split()),
    ...         people=(("杨洪涛", "theirs"),))
    ...     for name, kinds in (("a", "会见"), ("b", "会见 签约"))
    ... )
    >>> compare(one, other)
    Pair(first='a-p1-1', second='b-p1-1', strength=404, reasons=('same date', 'guest 杨洪涛', 'kind 会见'))
    """
    one, other = sorted((one, other), key=lambda mention: mention.id)
    relation = date_relation(one, other)
    if relation is None:
        return None
    base, words = relation
    found = evidence(one, other)
    enough = {SAME_DATE: _ENOUGH, UNDATED: _ENOUGH_UNDATED}.get(base, _ENOUGH_VAGUE)
    vague = base < SAME_DATE or one.precision != "day"
    if not found.shared or found.score < max(enough, _ENOUGH_VAGUE * vague) or (vague and not one.kinds & other.kinds):
        return None
    return pair(one, other, base + min(found.score, 99), (words, *found.reasons))


def date_relation(one: Mention, other: Mention) -> tuple[int, str] | None:
    """Return how the dates of two mentions agree: the strength that it gives, and words; None where they do not."""
    if one.start is None or other.start is None:
        return (UNDATED, "no date") if _is_recent(one, other) else None
    assert one.end is not None
    assert other.end is not None
    if (one.start, one.end) == (other.start, other.end):
        return SAME_DATE, "same date"
    if one.start > other.end or other.start > one.end:
        return None
    if one.precision == other.precision == "day":
        return NESTED, "days that meet"
    return IN_MONTH, "a day within"


def _is_recent(one: Mention, other: Mention) -> bool:
    if one.published is None or other.published is None:
        return False
    if one.start is None and other.start is None:
        return abs(_between(one.published, other.published)) <= _TOGETHER
    undated, dated = (one, other) if one.start is None else (other, one)
    assert undated.published is not None
    first = (date.fromisoformat(undated.published) - timedelta(RECENTLY)).isoformat()
    return (dated.start or "") <= undated.published and first <= (dated.end or "")


def _between(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def evidence(one: Mention, other: Mention) -> Evidence:
    """Return what besides the dates speaks for two mentions, less what speaks against them."""
    score = 0
    reasons: list[str] = []
    sides, others = dict(one.people), dict(other.people)
    strangers = namesakes(one, other)
    both = [name for name in sides if name in others and name not in strangers]
    guests = [name for name in both if "theirs" in (sides[name], others[name])]
    if one.university == other.university:  # who is ours in one is so in both
        guests = [name for name in guests if "ours" not in (sides[name], others[name])]
    known = [name for name in both if name not in guests and "ours" not in (sides[name], others[name])]
    bodies = _shared(one.partners, other.partners)
    governments = _shared(one.governments, other.governments)
    crossed = [name for name in guests if "ours" in (sides[name], others[name])]
    names = sorted(one.names & other.names) if crossed or not _of_two_universities(one, other) else []
    score += _BODY * min(len(bodies), 2) + _guests(sides, others, guests) + _GOVERNMENT * bool(governments)
    score += _NAME * bool(names) + bool(known) + (len(known) > 1) * 2
    reasons += [f"party {name}" for name in (*bodies, *governments)]
    reasons += [f"guest {name}" for name in (*guests, *known)]
    reasons += [f"name {name}" for name in names]
    score += bool(guests or known) and _have_host(one, other)
    kinds = sorted(one.kinds & other.kinds)
    team = one.is_anonymous and other.is_anonymous and bool(kinds) and _is_team(one, other)
    score += bool(kinds) + _TEAM * team
    reasons += ["all who were there"] * team
    reasons += [f"kind {kind}" for kind in kinds]
    score -= _against(one, other, bool(bodies), bool(governments), strangers)
    return Evidence(score, tuple(reasons), bool(bodies or governments or guests or len(known) > 1 or names or team))


def namesakes(one: Mention, other: Mention) -> frozenset[str]:
    """Return the names of guests under which two mentions mean two people: all that is said of their bodies differs.

    >>> from xjtunews.language.bodies import read_body
    >>> city, firm = read_body("江苏省苏州市", None), read_body("正泰集团", "company")
    >>> people = (("王军", "theirs"),)
    >>> one, other = (Mention("", "", people=people, employers=(("王军", (body,)),)) for body in (city, firm))
    >>> sorted(namesakes(one, other)), sorted(namesakes(one, one))
    (['王军'], [])
    """
    if not one.employers or not other.employers:
        return frozenset()
    employers, sides = dict(other.employers), {*one.people, *other.people}
    return frozenset(
        name
        for name, bodies in one.employers
        if name in employers
        and (name, "ours") not in sides
        and not any(may_be_one(body, another) for body in bodies for another in employers[name])
    )


def with_employers(mention: Mention, organizations: Mapping[str, str]) -> Mention:
    """Return a mention with the bodies of its people under the ids of the organizations that they are known as."""
    employers = (
        (name, tuple(replace(body, id=organizations.get(body.id or "", body.id)) for body in bodies))
        for name, bodies in mention.employers
    )
    return replace(mention, employers=tuple(employers))


def _guests(sides: Mapping[str, str | None], others: Mapping[str, str | None], guests: Sequence[str]) -> int:
    """Return what shared guests count: less, where one report does not show whose side somebody is on."""
    weights = sorted((_PERSON - (None in (sides[name], others[name])) for name in guests), reverse=True)
    return sum(weights[:2])


def _have_host(one: Mention, other: Mention) -> bool:
    """Tell whether somebody of the university itself stands in both."""
    return bool(_of_side(one, "ours") & _of_side(other, "ours"))


def _is_team(one: Mention, other: Mention) -> bool:
    """Tell whether the same several people of the university were at the same place, and nobody else."""
    return len(_of_side(one, "ours") & _of_side(other, "ours")) >= _SEVERAL and bool(one.spots & other.spots)


def _of_side(mention: Mention, side: str) -> set[str]:
    return {name for name, found in mention.people if found == side}


def _shared(bodies: Iterable[Body], others: Sequence[Body]) -> list[str]:
    """Return the names of the bodies that are among the others, under the longer name of each."""
    found = ((body.name, another.name) for body in bodies for another in others if same_body(body, another))
    return sorted({max(names, key=lambda name: (len(name), name)) for names in found})


def _against(one: Mention, other: Mention, bodies: bool, governments: bool, strangers: Collection[str]) -> int:
    """Return what speaks against two mentions being of one event: other bodies, other guests, another place."""
    score = 0
    if not bodies and one.partners and other.partners:
        score += 3
    if not governments and not bodies and one.governments and other.governments:
        score += 1
    theirs, guests = _of_side(one, "theirs"), _of_side(other, "theirs")
    met = (theirs & set(dict(other.people))) | (guests & set(dict(one.people)))
    if theirs and guests and not met - set(strangers):
        score += 1 if bodies else 2
    if one.scenes and other.scenes and not one.scenes & other.scenes:
        score += 3
    if not bodies and not _same_half(one, other):
        score += 1
    ours, hosts = _of_side(one, "ours"), _of_side(other, "ours")
    if _of_two_universities(one, other) and not ours & set(dict(other.people)):
        apart = ours and hosts and one.kinds | other.kinds <= _OF_TWO
        score += 4 + 4 * bool(apart)  # a guest of two universities on one day
    if one.university == other.university and {goes_out(one.evidence), goes_out(other.evidence)} == {True, False}:
        score += 3
    return score


def _of_two_universities(one: Mention, other: Mention) -> bool:
    return None not in (one.university, other.university) and one.university != other.university


def _same_half(one: Mention, other: Mention) -> bool:
    return None in (one.half, other.half) or one.half == other.half


def pairs_of_article(mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Yield the pairs of passages of one article that tell of one occasion: of one date, in the order of the text.

    They share a party or guest, and the same one comes first; or one of them names nobody and goes on with the other.
    """
    by_date: dict[tuple[str, str | None], list[Mention]] = {}
    mentions = sorted(mentions, key=lambda mention: mention.number)
    for mention in mentions:
        if mention.start is not None:
            by_date.setdefault((mention.start, mention.end), []).append(mention)
    for found in by_date.values():
        for index, later in enumerate(found):
            for earlier in found[max(0, index - _FAR) : index]:
                adjacent = earlier is found[index - 1]
                reasons = _of_one_occasion(earlier, later, adjacent=adjacent, opens=earlier is mentions[0])
                if reasons:
                    yield pair(earlier, later, IN_ARTICLE, ("same article and date", *reasons))


def _of_one_occasion(earlier: Mention, later: Mention, *, adjacent: bool, opens: bool) -> tuple[str, ...]:
    found = evidence(earlier, later)
    kinds = earlier.kinds & later.kinds
    if found.shared and not principals_differ(earlier, later):
        same_time = adjacent and earlier.half is not None and earlier.half == later.half
        return found.reasons if found.score >= (_GOVERNMENT if same_time else _ENOUGH) else ()
    if not adjacent:
        return ()
    if later.is_anonymous and goes_on(later.evidence):
        return ("goes on",)
    act = later.is_carried and later.kinds <= _ACTS and bool(earlier.kinds & _CEREMONY)
    if act and _same_half(earlier, later):
        return ("one ceremony",)
    outer = earlier.principal
    inside = outer is not None and any(belongs(body, outer) for body in later.bodies)
    if opens and inside and earlier.is_day and earlier.half is None and earlier.kinds <= _VISIT:
        return ("opens",)
    if not kinds or not _same_half(earlier, later):
        return ()
    if later.is_anonymous or lists_attendants(later.evidence):
        return ("goes on", *(f"kind {kind}" for kind in sorted(kinds)))
    inner = later.principal
    inside = outer is not None and inner is not None and belongs(inner, outer) and later.kinds <= earlier.kinds
    return ("opens", *(f"kind {kind}" for kind in sorted(kinds))) if inside or (opens and earlier.is_anonymous) else ()


def principals_differ(one: Mention, other: Mention) -> bool:
    """Tell whether two passages of one article are about two bodies: about one, the other only stands by."""
    first, second = one.principal, other.principal
    if first is None or second is None or same_body(first, second) or belongs(first, second) or belongs(second, first):
        return False
    if not one.is_day:
        return True
    among = any(same_body(first, body) for body in other.bodies if body.is_evidence)
    return not among and not any(same_body(second, body) for body in one.bodies if body.is_evidence)
