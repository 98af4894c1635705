"""Agree on the facts of an event from all that its mentions tell: the most trusted and the most precise come first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from xjtunews.language.bodies import read_body, same_body
from xjtunews.language.clustering import vagueness
from xjtunews.language.continuity import names_more
from xjtunews.language.coreference import Mention

#: So many characters of a body's name stand in a title that names it.
_BEGINNING = 4
_ROLES = ("correction", "named", "place", "title")
_LEVELS = ("zone", "county", "city", "province")
_T = TypeVar("_T", bound=Hashable)


class Person(NamedTuple):
    """Hold a person as one passage names them, with one title."""

    person_id: str
    name: str
    title: str | None
    side: str | None
    organization: str | None


class Party(NamedTuple):
    """Hold a body that takes part: under its name of all, and as one passage has `written` it."""

    organization_id: str
    name: str
    type: str | None
    province: str | None
    city: str | None
    role: str
    written: str


class Place(NamedTuple):
    """Hold a place of a passage."""

    place_id: str
    role: str
    name: str
    level: str
    province: str
    city: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one mention with its facts; the smaller ``trust``, the more its article is trusted.

    ``title`` is that of the article where the mention is its first, else None; ``passages`` counts those it has.
    """

    mention: Mention
    people: tuple[Person, ...] = ()
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    title: str | None = None
    passages: int = 1
    trust: int = 0


class Supported(NamedTuple):
    """Hold a fact with the number of articles that report it, and the best mention that does."""

    fact: tuple[object, ...]
    reports: int
    mention_id: str


class Disagreement(NamedTuple):
    """Hold one of several values that reports give for one fact, and whether it was chosen."""

    field: str
    value: str
    chosen: bool
    reports: int
    mention_id: str


@dataclass(slots=True)
class Agreed:
    """Hold what the reports of an event agree on.

    ``people`` holds (person id, name, title, side, organization), ``parties`` (id, name, type, province, city, role),
    ``places`` (id, role, name, level, province, city), ``kinds`` (kind,).
    """

    id: str
    start: str | None
    end: str | None
    precision: str | None
    half: str | None
    summary: str
    mention_id: str
    title: str | None
    place_id: str | None
    reports: int
    kinds: list[Supported] = field(default_factory=list)
    people: list[Supported] = field(default_factory=list)
    parties: list[Supported] = field(default_factory=list)
    places: list[Supported] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)


def agree(told: Sequence[Told]) -> Agreed:
    """Return what the mentions of one event agree on, in whichever order they are given."""
    ranked = sorted(told, key=lambda one: (one.trust, vagueness(one.mention), one.mention.id))
    smallest = min(one.mention.id for one in told)
    date = _date(ranked)
    speaker = _speaker(ranked)
    places = _supported(ranked, lambda one: [tuple(place) for place in one.places])
    agreed = Agreed(
        f"event-{smallest}",
        date.start,
        date.end,
        date.precision,
        _half(ranked, date),
        speaker.mention.evidence,
        speaker.mention.id,
        _title(ranked),
        _scene(places),
        len({one.mention.article for one in told}),
        _supported(ranked, lambda one: [(kind,) for kind in sorted(one.mention.kinds)]),
        places=places,
    )
    agreed.kinds.sort()
    agreed.disagreements += _of_dates(ranked, date)
    agreed.parties = list(_parties(ranked))
    for rows, disagreements in _people(ranked):
        agreed.people += rows
        agreed.disagreements += disagreements
    agreed.disagreements += _of_places(ranked, places)
    return agreed


def _supported(ranked: Iterable[Told], facts: Callable[[Told], Iterable[tuple[object, ...]]]) -> list[Supported]:
    """Return each fact that these mentions tell, the first first."""
    articles: dict[tuple[object, ...], set[str]] = defaultdict(set)
    best: dict[tuple[object, ...], str] = {}
    for one in ranked:
        for fact in facts(one):
            articles[fact].add(one.mention.article)
            best.setdefault(fact, one.mention.id)
    return [Supported(fact, len(articles[fact]), mention) for fact, mention in best.items()]


def _date(ranked: Sequence[Told]) -> Mention:
    """Return the mention whose date is the event's: the one that covers the days of all, or the most trusted one.

    Among equally trusted and precise ones the date counts that most articles give.
    """
    days = {one.mention.start or "" for one in ranked if one.mention.is_day}
    if len(days) > 1:
        for one in ranked:
            mention = one.mention
            if mention.precision == "day" and (mention.start or "") <= min(days) <= max(days) <= (mention.end or ""):
                return mention
    articles: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for one in ranked:
        articles[one.mention.start, one.mention.end].add(one.mention.article)
    return min(
        ranked,
        key=lambda one: (
            vagueness(one.mention),
            one.trust,
            -len(articles[one.mention.start, one.mention.end]),
            one.mention.id,
        ),
    ).mention


def _half(ranked: Iterable[Told], date: Mention) -> str | None:
    """Return the part of the day, where all mentions of the day that print one print the same."""
    halves = {one.mention.half for one in ranked if one.mention.start == date.start and one.mention.half}
    return halves.pop() if len(halves) == 1 and date.is_day else None


def _of_dates(ranked: Sequence[Told], chosen: Mention) -> list[Disagreement]:
    """Return the dates that contradict the chosen one, with that one, where there are any."""
    values = _supported(ranked, lambda one: [(one.mention.start, one.mention.end)] if one.mention.start else [])
    found = []
    for value in values:
        start, end = map(str, value.fact)
        if start > (chosen.end or "") or end < (chosen.start or ""):
            found.append(value)
    if not found:
        return []
    found += [value for value in values if value.fact == (chosen.start, chosen.end)]
    return [
        Disagreement(
            "date",
            "/".join(dict.fromkeys(map(str, value.fact))),
            value.fact == (chosen.start, chosen.end),
            value.reports,
            value.mention_id,
        )
        for value in found
    ]


def _speaker(ranked: Sequence[Told]) -> Told:
    """Return the mention whose sentence sums the event up: the most trusted that tells most kinds and names."""
    names = {party.written for one in ranked for party in one.parties}
    names |= {person.name for one in ranked for person in one.people}

    def merit(one: Told) -> tuple[int, bool, int, int, int, str]:
        words = one.mention.evidence
        named = sum(name in words for name in names)
        told = named + 2 * len(one.mention.kinds)
        return one.trust, names_more(words), -told, vagueness(one.mention), len(words), one.mention.id

    return min(ranked, key=merit)


def _title(ranked: Sequence[Told]) -> str | None:
    """Return the title of the first report that tells of nothing else, or whose title names one of those who take part.

    That of a roundup does neither.
    """
    names = {person.name for one in ranked for person in one.people}
    names |= {party.written[:_BEGINNING] for one in ranked for party in one.parties}
    here = Counter(one.mention.article for one in ranked)
    for one in ranked:
        alone = here[one.mention.article] == one.passages
        if one.title and (alone or any(name in one.title for name in names)):
            return one.title
    return None


def _scene(places: Iterable[Supported]) -> str | None:
    """Return the id of the place where the event was, as most reports say, then the most exact one."""
    scenes = [(place, Place(*place.fact)) for place in places if place.fact[1] == "scene"]  # type: ignore[arg-type]
    if not scenes:
        return None
    return min(scenes, key=lambda row: (-row[0].reports, _LEVELS.index(row[1].level), row[1].place_id))[1].place_id


def _of_places(ranked: Iterable[Told], places: Sequence[Supported]) -> Iterator[Disagreement]:
    """Yield where the event was, where two reports name different cities."""
    cities: dict[str, set[str]] = defaultdict(set)
    for one in ranked:
        cities[one.mention.article] |= {place.city or place.province for place in one.places if place.role == "scene"}
    told = [found for found in cities.values() if found]
    if not any(not found & others for found in told for others in told):
        return
    chosen = _scene(places)
    for place in places:
        if place.fact[1] == "scene":
            yield Disagreement("place", str(place.fact[2]), place.fact[0] == chosen, place.reports, place.mention_id)


def _parties(ranked: Sequence[Told]) -> Iterator[Supported]:
    """Yield the bodies that take part, each under the fullest name that a report gives it."""
    known = {party.written: party for one in ranked for party in reversed(one.parties)}
    full = {name: _fullest(name, known) for name in known}
    articles: dict[str, set[str]] = defaultdict(set)
    best: dict[str, str] = {}
    roles: dict[str, set[str]] = defaultdict(set)
    for one in ranked:
        for party in one.parties:
            name = full[party.written]
            articles[name].add(one.mention.article)
            best.setdefault(name, one.mention.id)
            roles[name].add(party.role)
    once: dict[str, Supported] = {}
    for name in best:
        party = known[name]
        role = min(roles[name], key=lambda role: (_ROLES.index(role) if role in _ROLES else 0, role))
        row = Supported((*party[:5], role), len(articles[name]), best[name])
        once.setdefault(party.organization_id, row)
    yield from (once[key] for key in sorted(once))


def _fullest(name: str, known: dict[str, Party]) -> str:
    """Return the longest name among those known that means the same body as a short one: 省科技厅, 河钢."""
    body = read_body(name, known[name].type)
    if body.is_government:
        return name
    longer = [name]
    for other, party in known.items():
        another = read_body(other, party.type)
        if len(other) > len(name) and not another.is_government:
            outside = not body.is_evidence and other.endswith(name)
            if outside or same_body(body, another):
                longer.append(other)
    return max(longer, key=lambda found: (len(found), found))


def _people(ranked: Sequence[Told]) -> Iterator[tuple[list[Supported], list[Disagreement]]]:
    """Yield the rows of each person, one a title, and what reports say differently about them."""
    found: dict[str, list[tuple[Told, Person]]] = defaultdict(list)
    for one in ranked:
        for person in one.people:
            found[person.name].append((one, person))
    for name, rows in found.items():
        if len(rows) == 1:
            one, person = rows[0]
            fact = (person.person_id, name, person.title, person.side, person.organization or None)
            yield [Supported(fact, 1, one.mention.id)], []
            continue
        person_id = most_reported((one.mention.article, person.person_id) for one, person in rows)
        organization = next((person.organization for _, person in rows if person.organization), None)
        sides = _support((one, person.side) for one, person in rows if person.side is not None)
        side = _agreed_side(sides)
        titled = any(person.title is not None for _, person in rows)
        titles = _support((one, person.title) for one, person in rows if person.title is not None or not titled)
        yield (
            [
                Supported((person_id, name, title, side, organization), reports, mention)
                for title, reports, mention in titles
            ],
            [
                Disagreement("side", f"{name} {value}", value == side, reports, mention)
                for value, reports, mention in sides
                if len(sides) > 1
            ],
        )


def _agreed_side(sides: Sequence[tuple[str, int, str]]) -> str | None:
    """Return the side that most articles give a person, None where as many give the other."""
    ordered = sorted(sides, key=lambda row: -row[1])
    if len(ordered) > 1 and ordered[0][1] == ordered[1][1]:
        return None
    return ordered[0][0] if ordered else None


def _support(values: Iterable[tuple[Told, _T]]) -> list[tuple[_T, int, str]]:
    """Return each value with the number of articles that give it and the best mention, the best first."""
    articles: dict[_T, set[str]] = defaultdict(set)
    best: dict[_T, str] = {}
    for one, value in values:
        articles[value].add(one.mention.article)
        best.setdefault(value, one.mention.id)
    return [(value, len(articles[value]), mention) for value, mention in best.items()]


def most_reported(ids: Iterable[tuple[str, str]]) -> str:
    """Return the id that most articles give, of (article, id), the smallest of those.

    >>> most_reported([("a", "y"), ("b", "x"), ("c", "y"), ("b", "x")])
    'y'
    """
    articles: dict[str, set[str]] = defaultdict(set)
    for article, key in ids:
        articles[key].add(article)
    return min(articles, key=lambda key: (-len(articles[key]), key))
