"""Define what the rules find in an article."""

from __future__ import annotations

from dataclasses import dataclass, field

from xjtunews.language.agreements import Agreement
from xjtunews.language.comparison import Outline
from xjtunews.language.figures import Figure
from xjtunews.language.home import Home
from xjtunews.language.mentions import Passage
from xjtunews.language.places import Division
from xjtunews.language.spam import Spam
from xjtunews.language.topics import Topic


@dataclass(frozen=True, slots=True)
class Appearance:
    """Hold a person in a passage, with the titles printed there.

    ``side`` is `ours`, `theirs` or None where the text does not show it; ``body`` is the body for which the person is
    there, as the titles name it; ``paragraph`` counts from 1, ``start`` and ``end`` are offsets of the name there;
    ``rule`` says by what the name is known (`title`, `before-title`, `list`, `group`, `body`, `bare`, `known`).
    """

    name: str
    titles: tuple[str, ...]
    side: str | None
    body: str | None
    paragraph: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Participation:
    """Hold a body or a place that takes part on the other side; ``role`` says how it is known to do so.

    `named`: the text names it; `place`: a city or province as a party; `title`: somebody is there in its name.
    ``paragraph``, ``start`` and ``end`` say where it stands first.
    """

    name: str
    type: str | None
    role: str
    division: Division | None
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """Hold a place of a passage; ``role`` is `scene` where something happened there, `party` where it takes part."""

    division: Division
    role: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Declared:
    """Hold a short name that a text gives to a body in brackets behind its full one: `……（以下简称“西咸集团”）`.

    ``start`` and ``end`` are where both stand in the paragraph, from the full name on.
    """

    short: str
    full: str
    paragraph: int
    start: int
    end: int


@dataclass(slots=True)
class Scene:
    """Hold what one passage tells: who is there, which bodies take part, where, and what was signed or unveiled."""

    people: dict[str, Appearance] = field(default_factory=dict)
    parties: dict[str, Participation] = field(default_factory=dict)
    locations: dict[tuple[str, str | None], Location] = field(default_factory=dict)
    agreements: list[Agreement] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """Hold all that the rules see in an article; ``scenes`` go with ``passages``, one for each.

    ``elsewhere`` holds what the text names where it reports no event; ``figures`` go with the paragraphs that they
    stand in, counted from 1; ``declared`` are the short names that the text gives; ``outline`` is for the search for
    copies, where that was made at once.
    """

    home: Home
    passages: list[Passage] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)
    elsewhere: Scene = field(default_factory=Scene)
    figures: list[tuple[int, Figure]] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)
    spam: Spam = field(default_factory=Spam)
    outline: Outline | None = None
