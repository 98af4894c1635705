"""Find the Chinese places that a text names, and tell which of them are scenes, governments or parts of other names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from xjtunews.language.kinds import overlaps
from xjtunews.language.lexicon import Lexicon
from xjtunews.language.words import column, rows

_LEVELS = ("province", "city", "county", "zone")
_OPENING = ("（", "(")
_ABBREVIATION_VERBS = "在赴来抵到"
_UNITS = "省市区县州盟旗"
_NAME = re.compile(r"[）)]?[\w·&][\w·&（）()]{0,23}")
_CLAUSE = re.compile(r"[^，。；！？,;!?\n]{0,40}")
_AND = ("以及", "、", "和", "与", "及")
_BEFORE = 12  # how far back a word that leads to a place, and what stands between them, may reach


@dataclass(frozen=True, slots=True)
class Division:
    """Describe a province, city, county or zone: its official name, the province and city it lies in, and where.

    ``city`` is None under a municipality, for a province itself, and where a zone is wider than one city;
    ``code`` is that of GB/T 2260, empty for zones.
    """

    code: str
    name: str
    level: str
    province: str
    city: str | None
    latitude: float | None
    longitude: float | None

    def __hash__(self) -> int:
        return hash(self.name)  # of all its fields it takes long, and few share a name


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Hold a place of a text and where it stands; a chain (``陕西省西安市``) is one mention of the last place.

    ``inside_name``: the place begins or belongs to the name of a body (``西安交通大学``, ``苏州研究院``);
    ``governs``: its government, party or one of their offices or heads is meant (``泰安市委书记``, ``苏州市科技局``).
    """

    division: Division
    start: int
    end: int
    inside_name: bool = False
    governs: bool = False


class _Reading(NamedTuple):
    division: Division
    bound: bool
    abbreviated: bool = False


@cache
def _divisions() -> tuple[tuple[Division, tuple[str, ...], frozenset[str]], ...]:
    """Return every division with all its names and those of them that count only in certain company."""
    found = []
    for line in (*rows("places.tsv"), *(("", "zone", *row) for row in rows("zones.tsv"))):
        code, level, name, province, city, latitude, longitude, free, bound = (*line, "", "", "", "")[:9]
        division = Division(
            code,
            name,
            level,
            province,
            city or None,
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
        )
        names = (name, *free.split(), *bound.split())
        found.append((division, names, frozenset(bound.split())))
    return tuple(found)


@cache
def _lexicon() -> Lexicon[tuple[_Reading, ...]]:
    """Return the names with what each may mean: nothing where the word is no place."""
    names: dict[str, tuple[_Reading, ...]] = {}
    for division, own, bound in _divisions():
        for name in dict.fromkeys(own):
            names[name] = (*names.get(name, ()), _Reading(division, name in bound))
    for verb in _ABBREVIATION_VERBS:
        for character, name in _abbreviations():
            names[verb + character] = (names[name][0]._replace(abbreviated=True),)
    for line in column("not_places.txt"):
        names.update(dict.fromkeys(line.split(), ()))
    return Lexicon(names)


@cache
def _words(kind: str) -> tuple[str, ...]:
    """Return the words of one kind, longest first, so that the first that fits is the one meant."""
    found = {word for row in rows("place_words.tsv") if row[0] == kind for word in row[1].split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _abbreviations() -> tuple[tuple[str, str], ...]:
    words = [word for row in rows("place_words.tsv") if row[0] == "abbreviation" for word in row[1].split()]
    return tuple(zip(words[::2], words[1::2], strict=True))


@cache
def _endings() -> Lexicon[str]:
    kinds = (
        "word",
        "official",
        "government",
        "organization",
        "stop",
        "none",
    )  # a word of two kinds is the last of them
    return Lexicon((word, kind) for kind in kinds for word in _words(kind))


@cache
def _happenings() -> Lexicon[str]:
    return Lexicon((word, kind) for kind in ("happens", "support") for word in _words(kind))


@cache
def _triggers() -> Lexicon[str]:
    return Lexicon((word, kind) for kind in ("in", "visit", "motion", "not_in") for word in _words(kind))


@cache
def _pairs() -> frozenset[str]:
    return frozenset(word for line in column("word_pairs.txt") for word in line.split())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(column("surnames.txt")[0].split())


def find_places(
    text: str, taken: Collection[tuple[int, int]] = (), context: Iterable[Division] = ()
) -> Iterator[PlaceMention]:
    """Yield the places of ``text`` in order, none inside another.

    Spans in ``taken`` (people's names, say) hold no place. A name that several places share, and a short name that is
    a common word, count only where the text or ``context`` tells which place is meant.

    >>> [(m.division.name, m.division.city) for m in find_places("赴陕西洛川调研，在合作市场座谈，形成都市圈")]
    [('洛川县', '延安市')]
    >>> [(m.division.name, m.inside_name, m.governs) for m in find_places("泰安市委书记到西安交通大学")]
    [('泰安市', False, True), ('西安市', True, False)]
    """
    hits = list(_lexicon().all(text))
    if not hits:
        return
    spans = sorted(taken)
    seen = {readings[0].division for _, _, readings in hits if len(readings) == 1 and not readings[0].bound}
    seen.update(context)
    chain: PlaceMention | None = None
    behind = 0
    for start, end, readings in hits:
        if start < behind or (spans and overlaps(spans, start, end)):
            continue
        if not readings:
            behind = end
            continue
        abbreviated = readings[0].abbreviated
        if abbreviated:
            if not _happens(text, end, at_once=True):
                continue
        elif _straddles(text, start, end):
            continue
        above = chain.division if chain is not None and chain.end == start else None
        division = _choose(readings, above, seen, text, start)
        if division is None:
            continue
        kind = _goes_on(text, end)
        behind = end
        if kind == "word":
            continue
        first = start + abbreviated
        if chain is not None:
            if above is not None and _within(division, above):
                first = chain.start
            else:
                yield chain
        chain = PlaceMention(division, first, end, kind == "organization", kind == "government")
    if chain is not None:
        yield chain


def _choose(
    readings: tuple[_Reading, ...], above: Division | None, seen: set[Division], text: str, start: int
) -> Division | None:
    """Return the place that a name means here, or None where that is open."""
    if above is not None:
        below = [division for division, *_ in readings if _within(division, above)]
        if below:
            return below[0]
    if len(readings) == 1:
        division, bound, _ = readings[0]
        if not bound or division in seen or _trigger(text, start) == "motion":
            return division
        return None
    readings = tuple(reading for reading in readings if not reading.bound) or readings
    candidates = [division for division, *_ in readings]
    if readings[0].bound and not any(division in seen for division in candidates):
        return None
    if len(candidates) == 1:
        return candidates[0]
    for level in (lambda d: (d.province, d.city), lambda d: (d.province,)):
        known = {level(place) for place in seen if place.level in ("province", "city") or len(level(place)) == 1}
        fitting = [division for division in candidates if level(division) in known]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _within(division: Division, above: Division) -> bool:
    if division.province != above.province or division == above:
        return False
    if above.level == "province":
        return division.level != "province"
    deeper = _LEVELS.index(division.level) > _LEVELS.index(above.level) or division.level == "zone"
    return deeper and division.city == above.city


def _straddles(text: str, start: int, end: int) -> bool:
    """Tell whether the name takes the end of one word and the beginning of the next (确|保定|期), or is a person's."""
    size = end - start
    if size > 3:
        return False
    pairs, before = _pairs(), text[start - 1 : start + 1]
    if size == 3:
        return text.startswith(_words("unit_word"), end - 1) or (before in pairs and text[start + 1 : end] in pairs)
    if start == 0:
        return False
    behind = text[start + 1 : end + 1]
    if before in pairs and (behind in pairs or behind in _lexicon()):
        return True
    return text[start - 1] in _surnames() and (start == 1 or text[start - 2] in _words("before_name"))


def _goes_on(text: str, end: int) -> str | None:
    """Return what the words behind a place make of it: ``word``, ``organization``, ``government`` or None."""
    first = end - 1 if text[end - 1] in _UNITS else end  # `苏州市|长`, `泰安市|委`
    name = _NAME.match(text, end)
    if name is None:
        return None
    for start, _, kind in _endings().longest(text[first : name.end()]):
        if kind == "stop":
            return None
        if kind in ("organization", "government"):
            return kind
        if first + start == end and kind != "none":
            return "government" if kind == "official" else kind
    return None


def _trigger(text: str, start: int) -> str | None:
    """Return what leads to the place at ``start``: ``motion``, ``visit``, ``in``, or None where nothing does."""
    before = text[max(0, start - _BEFORE) : start]
    for filler in _words("filler"):
        before = before.removesuffix(filler)
    kinds = (_triggers().get(before[-size:]) for size in range(min(5, len(before)), 0, -1))
    kind = next((kind for kind in kinds if kind is not None), None)
    return None if kind == "not_in" else kind


def _happens(text: str, end: int, *, at_once: bool = False) -> bool:
    """Tell whether something takes place behind a scene, in its clause or, if asked, directly."""
    clause = _CLAUSE.match(text, end)
    if clause is None or (at_once and not clause[0]):
        return at_once
    start, _, kind = next(_happenings().longest(clause[0]), (-1, 0, ""))
    return kind == "happens" and (start == 0 or not at_once)


def location_phrases(
    sentence: str, taken: Collection[tuple[int, int]] = (), context: Iterable[Division] = ()
) -> Iterator[PlaceMention]:
    """Yield the places at which something took place: where somebody went, and where it was held.

    A venue counts with the place in its name (``在西安国际会展中心举行``; then ``inside_name`` is true).

    >>> [m.division.name for m in location_phrases("来自北京的专家赴苏州、杭州调研，座谈会在西安举行")]
    ['苏州市', '杭州市', '西安市']
    """
    yield from scenes_among(sentence, list(find_places(sentence, taken, context)))


def scenes_among(sentence: str, mentions: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield those of the places of ``sentence`` at which something took place: see ``location_phrases``."""
    scene: PlaceMention | None = None
    carried = False
    for mention, following in zip_longest(mentions, mentions[1:]):
        trigger = _trigger(sentence, mention.start)
        listed = scene is not None and _listed(sentence, scene, mention)
        held = trigger == "in" and _happens(sentence, mention.end)
        if not (carried or listed or held or trigger in ("motion", "visit")):
            continue
        carried = following is not None and _branches(sentence, mention, following)
        if not carried:  # else the scene is the branch: `赴西安交通大学|苏州研究院`
            scene = mention
            yield mention


def _listed(text: str, first: PlaceMention, second: PlaceMention) -> bool:
    """Tell whether two places, or two bodies named after them, are items of one list."""
    between = text[first.end : second.start]
    word = next((word for word in _AND if between.endswith(word)), None)
    rest = between[: -len(word)] if word else between
    return word is not None and (not rest or (first.inside_name and rest.endswith(_words("organization"))))


def _branches(text: str, parent: PlaceMention, branch: PlaceMention) -> bool:
    """Tell whether the second place is that of a branch of the body in whose name the first one stands."""
    between = text[parent.end : branch.start]
    named = parent.inside_name and branch.inside_name and _NAME.fullmatch(between) is not None
    return named and between.endswith(_words("branch"))


@lru_cache(8192)
def places_in_name(name: str) -> tuple[PlaceMention, ...]:
    """Return the places in a short text that is asked for again and again."""
    return tuple(find_places(name))


@lru_cache(8192)
def place_of(name: str) -> Division | None:
    """Return the place that the name of an organisation says, or None.

    The place in brackets is where the body sits; else that of the branch, which stands behind the name of the parent;
    else the place at the beginning.

    >>> [d and d.name for d in map(place_of, ("苏州精密技术有限公司", "某大学(滨海新区)研究院", "中国银行"))]
    ['苏州市', '滨海新区', None]
    """
    mentions = places_in_name(name)
    for mention in mentions:
        if name[: mention.start].endswith(_OPENING):
            return mention.division
    for mention in reversed(mentions):
        if mention.start == 0 or name.endswith(_words("branch"), 0, mention.start):
            return mention.division
    only = mentions[0] if len(mentions) == 1 else None
    return only.division if only and only.division.level in ("province", "city") else None
