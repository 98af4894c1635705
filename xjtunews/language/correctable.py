"""Say for each kind of fact what a value means that a person writes, and how to add, change and remove it."""

from __future__ import annotations

import calendar
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from xjtunews.language.agreements import Agreement, agreement_kind
from xjtunews.language.dates import EventDate
from xjtunews.language.facts import Appearance, Location, Participation, Reading, Scene
from xjtunews.language.kinds import Kind
from xjtunews.language.mentions import Passage
from xjtunews.language.organizations import type_of
from xjtunews.language.places import Division, place_of
from xjtunews.language.topics import Topic
from xjtunews.language.words import column, rows

#: What stands where the name of a rule does, for everything that a person said.
RULE = "correction"

_COLON = re.compile("[：:]")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Spot:
    """Point to one passage of an article, to its text outside all passages, or (without a scene) to its whole."""

    reading: Reading
    paragraphs: Sequence[str]
    scene: Scene
    index: int | None = None
    paragraph: int | None = None

    @property
    def passage(self) -> Passage | None:
        """Return the passage, if it is one."""
        return None if self.index is None else self.reading.passages[self.index]

    def set_passage(self, passage: Passage) -> None:
        """Put another passage in its place."""
        assert self.index is not None
        self.reading.passages[self.index] = passage

    def find(self, words: str) -> tuple[int, int, int]:
        """Return where ``words`` stand first: paragraph, start, end; an empty span where they do not."""
        passages = self.reading.passages
        first = self.paragraph or (self.passage.paragraph if self.passage else 1)
        last = first
        if self.paragraph is None and self.index is not None:
            following = (passage.paragraph for passage in passages[self.index + 1 :])
            last = max(first, next(following, len(self.paragraphs) + 1) - 1)
        for number in range(first, last + 1):
            start = self.paragraphs[number - 1].find(words) if number <= len(self.paragraphs) else -1
            if start >= 0:
                return number, start, start + len(words)
        return first, 0, 0


class Fact(ABC):
    """Say for one kind of fact what a value means, and how to find, add, change and remove it.

    ``printed`` tells that an old value may be whatever the text prints.
    """

    printed = False

    def check(self, value: str) -> str | None:
        """Return why ``value`` means nothing, or None."""
        return None

    @abstractmethod
    def has(self, spot: Spot, value: str) -> bool:
        """Tell whether the fact is there."""

    @abstractmethod
    def add(self, spot: Spot, value: str) -> None:
        """Add it; it is not there yet, and ``choose`` named the spot."""

    @abstractmethod
    def remove(self, spot: Spot, value: str) -> None:
        """Remove it; it is there."""

    def change(self, spot: Spot, old: str, new: str) -> None:
        """Put the new one in the place of the old one, which is there."""
        self.remove(spot, old)
        if not self.has(spot, new):
            self.add(spot, new)

    def choose(self, spots: list[Spot], value: str) -> list[Spot] | str:
        """Return where a new value goes, or why that cannot be told."""
        spots = [spot for spot in spots if spot.index is not None]
        if len(spots) == 1:
            return spots
        if not spots:
            return "the article has no passage there that reports an event"
        return f"the article has {len(spots)} passages; say which one"


class _Person(Fact):
    def has(self, spot: Spot, value: str) -> bool:
        return value in spot.scene.people

    def add(self, spot: Spot, value: str) -> None:
        spot.scene.people[value] = Appearance(value, (), None, None, *spot.find(value), RULE)

    def remove(self, spot: Spot, value: str) -> None:
        del spot.scene.people[value]

    def change(self, spot: Spot, old: str, new: str) -> None:
        people = spot.scene.people
        titles = dict.fromkeys((*(people[new].titles if new in people else ()), *people[old].titles))
        person = replace(people.get(new) or people[old], name=new, titles=tuple(titles), rule=RULE)
        spot.scene.people = {(new if name == old else name): people[name] for name in people} | {new: person}


class _Title(Fact):
    """A title is written behind its bearer: `张三：副校长`."""

    def check(self, value: str) -> str | None:
        name, title = split_value(value)
        return None if name and title else f"{value!r} is no title of a person; write it as 张三：副校长"

    def has(self, spot: Spot, value: str) -> bool:
        name, title = split_value(value)
        return name in spot.scene.people and title in spot.scene.people[name].titles

    def choose(self, spots: list[Spot], value: str) -> list[Spot] | str:
        name, _ = split_value(value)
        return [spot for spot in spots if name in spot.scene.people] or f"{name} is not found there"

    def add(self, spot: Spot, value: str) -> None:
        name, title = split_value(value)
        self._set(spot, name, (*spot.scene.people[name].titles, title))

    def remove(self, spot: Spot, value: str) -> None:
        name, title = split_value(value)
        self._set(spot, name, tuple(known for known in spot.scene.people[name].titles if known != title))

    def change(self, spot: Spot, old: str, new: str) -> None:
        name, title = split_value(old)
        titles = (split_value(new)[1] if known == title else known for known in spot.scene.people[name].titles)
        self._set(spot, name, tuple(dict.fromkeys(titles)))

    def _set(self, spot: Spot, name: str, titles: tuple[str, ...]) -> None:
        spot.scene.people[name] = replace(spot.scene.people[name], titles=titles, rule=RULE)


class _Organization(Fact):
    """Its type may be written behind the name: `某某中心：company`."""

    def check(self, value: str) -> str | None:
        types = sorted(set(column("organizations.tsv")))
        name, kind = split_value(value)
        if not name or (kind and kind not in types):
            return f"there is no type of organization {kind!r}; there are {', '.join(types)}"
        return None

    def has(self, spot: Spot, value: str) -> bool:
        name, kind = split_value(value)
        return name in spot.scene.parties and kind in ("", spot.scene.parties[name].type)

    def add(self, spot: Spot, value: str) -> None:
        name, kind = split_value(value)
        party = Participation(name, kind or type_of(name), RULE, place_of(name), *spot.find(name))
        spot.scene.parties[name] = party

    def remove(self, spot: Spot, value: str) -> None:
        del spot.scene.parties[split_value(value)[0]]

    def change(self, spot: Spot, old: str, new: str) -> None:
        before = spot.scene.parties.pop(split_value(old)[0])
        self.add(spot, new)
        name, _ = split_value(new)
        spot.scene.parties[name] = replace(
            spot.scene.parties[name], paragraph=before.paragraph, start=before.start, end=before.end
        )


class _Place(Fact):
    def check(self, value: str) -> str | None:
        return None if _division(value) else f"there is no place {value!r}; write it as 江苏省苏州市"

    def has(self, spot: Spot, value: str) -> bool:
        return any(location.division == _division(value) for location in spot.scene.locations.values())

    def add(self, spot: Spot, value: str) -> None:
        division = _division(value)
        assert division is not None
        location = Location(division, RULE, spot.find(division.name)[0])
        spot.scene.locations[division.province, division.city] = location

    def remove(self, spot: Spot, value: str) -> None:
        known = spot.scene.locations.items()
        spot.scene.locations = {key: location for key, location in known if location.division != _division(value)}


class _Kind(Fact):
    def check(self, value: str) -> str | None:
        kinds = dict.fromkeys(column("kinds.tsv"))
        return None if value in kinds else f"there is no kind of event {value!r}; there are {' '.join(kinds)}"

    def has(self, spot: Spot, value: str) -> bool:
        return spot.passage is not None and any(kind.kind == value for kind in spot.passage.kinds)

    def add(self, spot: Spot, value: str) -> None:
        assert spot.passage is not None
        spot.set_passage(replace(spot.passage, kinds=(*spot.passage.kinds, Kind(value, RULE, (0, 0)))))

    def remove(self, spot: Spot, value: str) -> None:
        assert spot.passage is not None
        kinds = tuple(kind for kind in spot.passage.kinds if kind.kind != value)
        spot.set_passage(replace(spot.passage, kinds=kinds))


class _Date(Fact):
    """A date is written `2024-01-05`, `2024-01` or `2024-01-05 2024-01-08`; an old one also as the text prints it."""

    printed = True

    def check(self, value: str) -> str | None:
        return None if _days(value) else f"{value!r} is no date; write it as 2024-01-31"

    def has(self, spot: Spot, value: str) -> bool:
        if spot.passage is None:
            return False
        found = spot.passage.date
        return value == found.text or (found.start, found.end, found.precision) == _days(value)

    def choose(self, spots: list[Spot], value: str) -> list[Spot] | str:
        chosen = super().choose(spots, value)
        if not isinstance(chosen, str) and chosen[0].passage and chosen[0].passage.date.start:
            return f"the passage has the date {chosen[0].passage.date.start}; change that"
        return chosen

    def add(self, spot: Spot, value: str) -> None:
        self._set(spot, _days(value) or (None, None, None))

    def remove(self, spot: Spot, value: str) -> None:
        self._set(spot, (None, None, None))

    def change(self, spot: Spot, old: str, new: str) -> None:
        self.add(spot, new)

    def _set(self, spot: Spot, days: tuple[str | None, str | None, str | None]) -> None:
        assert spot.passage is not None
        start, end, precision = days
        found = replace(spot.passage.date, start=start, end=end, precision=precision, rule=RULE)
        spot.set_passage(replace(spot.passage, date=found))


class _Agreement(Fact):
    """Its kind may be written behind the name: `合作备忘录：备忘录`."""

    def has(self, spot: Spot, value: str) -> bool:
        return any(self._means(value, agreement) for agreement in spot.scene.agreements)

    def add(self, spot: Spot, value: str) -> None:
        name, kind = self._parts(value)
        _, start, end = spot.find(name)
        spot.scene.agreements.append(Agreement(name, kind or agreement_kind(name), RULE, (start, end)))

    def remove(self, spot: Spot, value: str) -> None:
        spot.scene.agreements[:] = [known for known in spot.scene.agreements if not self._means(value, known)]

    def _means(self, value: str, agreement: Agreement) -> bool:
        name, kind = self._parts(value)
        return name == agreement.name and kind in ("", agreement.kind)

    def _parts(self, value: str) -> tuple[str, str]:
        """Return name and kind; a colon may belong to the name, too."""
        name, _, kind = value.replace("：", ":").rpartition(":")
        known = {row[2] for row in rows("agreements.tsv") if row[0] == "kind"} | {"其他", "揭牌", "启动"}
        return (value[: len(name)].strip(), kind.strip()) if name and kind.strip() in known else (value, "")


class _Topic(Fact):
    def check(self, value: str) -> str | None:
        topics = dict.fromkeys(column("topics.tsv"))
        return None if value in topics else f"there is no topic {value!r}; there are {' '.join(topics)}"

    def choose(self, spots: list[Spot], value: str) -> list[Spot] | str:
        return spots[:1]

    def has(self, spot: Spot, value: str) -> bool:
        return any(topic.topic == value for topic in spot.reading.topics)

    def add(self, spot: Spot, value: str) -> None:
        spot.reading.topics.append(Topic(value, 0.0, ((RULE, 1),)))

    def remove(self, spot: Spot, value: str) -> None:
        spot.reading.topics[:] = [topic for topic in spot.reading.topics if topic.topic != value]


class _Passage(_Date):
    """A passage is named by its date; what a removed one tells is still in the article, but belongs to no event."""

    def choose(self, spots: list[Spot], value: str) -> list[Spot] | str:
        return spots[:1]

    def has(self, spot: Spot, value: str) -> bool:
        return spot.paragraph in (None, spot.passage.paragraph if spot.passage else None) and super().has(spot, value)

    def add(self, spot: Spot, value: str) -> None:
        assert spot.paragraph is not None
        start, end, precision = _days(value) or (None, None, None)
        text = spot.paragraphs[spot.paragraph - 1]
        found = EventDate("", (0, 0), start, end, precision, RULE)
        at = sum(passage.paragraph <= spot.paragraph for passage in spot.reading.passages)
        spot.reading.passages.insert(at, Passage(spot.paragraph, found, text, 0, len(text), ()))
        spot.reading.scenes.insert(at, Scene())

    def remove(self, spot: Spot, value: str) -> None:
        assert spot.index is not None
        del spot.reading.passages[spot.index]
        scene, elsewhere = spot.reading.scenes.pop(spot.index), spot.reading.elsewhere
        elsewhere.people = scene.people | elsewhere.people
        elsewhere.parties = scene.parties | elsewhere.parties
        elsewhere.locations = scene.locations | elsewhere.locations


@cache
def kinds_of_fact() -> dict[str, Fact]:
    """Return the kinds of fact that can be corrected, by their names."""
    return {
        "person": _Person(), "title": _Title(), "organization": _Organization(), "place": _Place(), "kind": _Kind(),
        "date": _Date(), "agreement": _Agreement(), "topic": _Topic(), "passage": _Passage(),
    }  # fmt: skip


def split_value(value: str) -> tuple[str, str]:
    """Return what stands before the first colon, and behind it.

    >>> split_value("张三：副校长"), split_value("张三")
    (('张三', '副校长'), ('张三', ''))
    """
    first, *rest = _COLON.split(value, maxsplit=1)
    return first.strip(), "".join(rest).strip()


def _division(value: str) -> Division | None:
    return place_of("".join(value.split()))


def _days(value: str) -> tuple[str, str, str] | None:
    """Return first day, last day and precision of a date as corrections write it, or None.

    >>> _days("2024-02"), _days("2024/1/5 2024/1/8"), _days("2024-02-30")
    (('2024-02-01', '2024-02-29', 'month'), ('2024-01-05', '2024-01-08', 'day'), None)
    """
    days = []
    for match in map(_DATE.fullmatch, value.split()):
        if match is None:
            return None
        try:
            days.append(date(int(match[1]), int(match[2]), int(match[3] or 1)))
        except ValueError:
            return None
        if match[3] is None:
            last = days[-1].replace(day=calendar.monthrange(days[-1].year, days[-1].month)[1])
            return (days[0].isoformat(), last.isoformat(), "month") if len(value.split()) == 1 else None
    if not 1 <= len(days) <= 2 or days[0] > days[-1]:
        return None
    return days[0].isoformat(), days[-1].isoformat(), "day"
