"""Show what the rules find in an article, each fact with the rule or the word behind it: as a page of text, as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from xjtunews.language.agreements import Agreement
from xjtunews.language.facts import Appearance, Location, Participation, Reading, Scene
from xjtunews.language.figures import Figure
from xjtunews.language.kinds import Kind, find_kinds, not_events
from xjtunews.language.mentions import Passage
from xjtunews.language.places import Division, find_places
from xjtunews.language.text import simplify
from xjtunews.language.topics import Topic
from xjtunews.language.words import rows

Paint = Callable[[str, str], str]
Row = tuple[str, tuple[str, ...]]

#: What is marked in the running text, with its name and its colour; where two cover one character, the later shows.
_COLOURS = {
    "excluded": ("不算事件", "2"),
    "title": ("职务", "33"),
    "place": ("地点", "35"),
    "organization": ("单位", "32"),
    "person": ("人物", "1;93"),
    "trigger": ("触发词", "31"),
    "date": ("日期", "36"),
}
_SIDES = {"ours": "本校", "theirs": "对方", None: "—"}
#: How far from a name its titles stand: several people may share one.
_FARTHEST_TITLE = 160
_WIDEST_CELL = 32


@dataclass(frozen=True, slots=True)
class Text:
    """Hold an article before it is read."""

    title: str
    paragraphs: tuple[str, ...]
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Say what a stretch of a paragraph is: a key of the colours above."""

    start: int
    end: int
    what: str


def find_marks(text: Text, reading: Reading) -> list[list[Mark]]:
    """Return what is to be marked in the title and in each paragraph, in this order; marks may cover each other."""
    lines = (text.title, *text.paragraphs)
    marks: list[list[Mark]] = [[Mark(*span, "excluded") for span in not_events(simplify(line))] for line in lines]
    for passage, scene in zip(reading.passages, reading.scenes, strict=True):
        marks[passage.paragraph].append(Mark(*passage.date.span, "date"))
        for kind, number in _kinds(text, passage):
            if number is not None:
                marks[number].append(Mark(*kind.span, "trigger"))
        _mark_scene(scene, lines, marks)
    _mark_scene(reading.elsewhere, lines, marks)
    return marks


def _mark_scene(scene: Scene, lines: Sequence[str], marks: list[list[Mark]]) -> None:
    for person in scene.people.values():
        line, found = lines[person.paragraph], marks[person.paragraph]
        found.append(Mark(person.start, person.end, "person"))
        for title in person.titles:
            start = line.rfind(title, max(0, person.start - _FARTHEST_TITLE), person.start)
            start = start if start >= 0 else line.find(title, person.end, person.end + len(title) + 1)
            if start >= 0:
                found.append(Mark(start, start + len(title), "title"))
    for party in scene.parties.values():
        # The body for which somebody is there is a part of a title: only its name is to be marked.
        start = lines[party.paragraph].find(party.name, party.start, party.end)
        span = (start, start + len(party.name)) if start >= 0 else (party.start, party.end)
        if start >= 0 or party.role == "named":
            marks[party.paragraph].append(Mark(*span, "organization"))
    for number, located in groupby(scene.locations.values(), lambda location: location.paragraph):
        places = {_key(location.division) for location in located}
        for mention in find_places(simplify(lines[number])):
            if _key(mention.division) in places and not mention.inside_name:
                marks[number].append(Mark(mention.start, mention.end, "place"))


def _key(division: Division) -> tuple[str, str | None]:
    return division.province, division.city


def _kinds(text: Text, passage: Passage) -> Iterator[tuple[Kind, int | None]]:
    """Yield the kinds of a passage, each with the paragraph whose words say so: its own, a later one, or the title."""
    own = passage.paragraph
    for kind in passage.kinds:
        lines = enumerate(text.paragraphs[own - 1 :], own)
        found = (number for number, line in (*lines, (0, text.title)) if kind in _said(line))
        yield kind, next(found, None)


@lru_cache(maxsize=256)
def _said(line: str) -> frozenset[Kind]:
    return frozenset(find_kinds(simplify(line)))


# --- as text


def as_text(text: Text, reading: Reading, *, colour: bool = False) -> str:
    """Return the article with what was found marked in it, below each paragraph a table of its passages."""
    paint = _painted if colour else _plain
    marks = find_marks(text, reading)
    lines = [" ".join(paint(name, what) for what, (name, _) in reversed(_COLOURS.items())), ""] if colour else []
    lines.append("".join(_marked(text.title, marks[0], paint)) or "（无标题）")
    lines += [f"发布 {text.published or '—'}  本校 {'、'.join(reading.home.names) or '—'}", ""]
    for number, paragraph in enumerate(text.paragraphs, 1):
        lines.append(f"{number:>3}  {''.join(_marked(paragraph, marks[number], paint))}")
        for index, (passage, scene) in enumerate(zip(reading.passages, reading.scenes, strict=True), 1):
            if passage.paragraph == number:
                lines += _table(f"片段 {index}", [*_passage_rows(text, passage), *_scene_rows(scene)])
    lines += _table("片段之外", list(_scene_rows(reading.elsewhere)))
    lines += _table("数字", [(_line_name(number), _figure_cells(figure)) for number, figure in reading.figures])
    lines += _table("主题", [(topic.topic, _topic_cells(topic)) for topic in reading.topics])
    return "\n".join(lines) + "\n"


def _plain(text: str, what: str) -> str:
    return text


def _painted(text: str, what: str) -> str:
    return f"\x1b[{_COLOURS[what][1]}m{text}\x1b[0m"


def _marked(line: str, marks: Iterable[Mark], paint: Paint) -> Iterator[str]:
    order = list(_COLOURS)
    painted = [""] * len(line)
    for mark in sorted(marks, key=lambda mark: order.index(mark.what)):
        painted[mark.start : mark.end] = [mark.what] * (min(mark.end, len(line)) - mark.start)
    for what, group in groupby(zip(painted, line, strict=True), lambda pair: pair[0]):
        stretch = "".join(character for _, character in group)
        yield paint(stretch, what) if what else stretch


def _passage_rows(text: Text, passage: Passage) -> Iterator[Row]:
    found = passage.date
    day = found.start or "—"
    if found.end != found.start:
        day += f" 至 {found.end}"
    yield "日期", (day, f"“{found.text}”", found.precision or "—", found.rule)
    for kind, number in _kinds(text, passage):
        yield "类型", (kind.kind, kind.trigger, "" if number == passage.paragraph else _line_name(number))


def _line_name(number: int | None) -> str:
    return "—" if number is None else f"第{number}段" if number else "标题"


def _scene_rows(scene: Scene) -> Iterator[Row]:
    for person in scene.people.values():
        titles = "、".join(title + _behind("titles.tsv", title) for title in person.titles) or "—"
        yield "人物", (person.name, _SIDES.get(person.side, "—"), person.rule, titles, person.body or "")
    for party in scene.parties.values():
        kind = (party.type or "—") + _behind("organizations.tsv", party.name)
        yield "单位", (party.name, kind, party.role, _place(party.division))
    for location in scene.locations.values():
        yield "地点", (_place(location.division), location.role, _line_name(location.paragraph))
    for agreement in scene.agreements:
        yield "协议", (agreement.name, agreement.kind, agreement.action)


@cache
def _words_of(name: str) -> dict[str, str]:
    return {word: row[0] for row in rows(name) for word in row[-1].split()}


def _word(name: str, text: str) -> str:
    """Return the longest word of a list with which ``text`` ends, or nothing."""
    return next((text[start:] for start in range(len(text)) if simplify(text[start:]) in _words_of(name)), "")


def _behind(name: str, text: str) -> str:
    word = _word(name, text)
    return f"[{word}]" if word else ""


def _place(division: Division | None) -> str:
    if division is None:
        return "—"
    parts = (division.province, division.city, division.name)
    return " ".join(dict.fromkeys(part for part in parts if part))


def _figure_cells(figure: Figure) -> tuple[str, ...]:
    return f"{figure.value:,}{figure.unit}", figure.counts or "—", figure.qualifier or "", figure.kind, figure.text


def _topic_cells(topic: Topic) -> tuple[str, ...]:
    return f"{topic.score:.2f}", " ".join(f"{term}×{count}" for term, count in topic.terms)


def _table(heading: str, found: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table: a label is not repeated, and the cells of one label stand below each other."""
    if not found:
        return
    yield f"     ┌ {heading}"
    for label, group in groupby(found, lambda row: row[0]):
        cells = [row for _, row in group]
        widths = [min(_WIDEST_CELL, max(map(_width, column))) for column in zip(*cells, strict=True)]
        for number, row in enumerate(cells):
            padded = (_pad(cell, width) for cell, width in zip(row, widths, strict=True))
            yield f"     │ {_pad('' if number else label, 8)}{'  '.join(padded)}".rstrip()
    yield ""


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


# --- as JSON


def as_document(text: Text, reading: Reading) -> dict[str, Any]:
    """Return all that was found, with offsets, as JSON can hold it; paragraphs count from 1, the title is 0."""
    return {
        "title": text.title,
        "published": text.published.isoformat() if text.published else None,
        "home": list(reading.home.names),
        "paragraphs": list(text.paragraphs),
        "passages": [
            _passage(text, passage) | _scene(scene, text.paragraphs[passage.paragraph - 1], passage.start)
            for passage, scene in zip(reading.passages, reading.scenes, strict=True)
        ],
        "elsewhere": _scene(reading.elsewhere),
        "figures": [_figure(number, figure) for number, figure in reading.figures],
        "topics": [_topic(topic) for topic in reading.topics],
    }


def _passage(text: Text, passage: Passage) -> dict[str, Any]:
    found = passage.date
    return {
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
        "evidence": passage.evidence,
        "date": {
            "text": found.text,
            "start": found.span[0],
            "end": found.span[1],
            "first": found.start,
            "last": found.end,
            "precision": found.precision,
            "half": found.half,
            "rule": found.rule,
        },
        "kinds": [
            {
                "kind": kind.kind,
                "trigger": kind.trigger,
                "paragraph": number,
                "start": kind.span[0],
                "end": kind.span[1],
            }
            for kind, number in _kinds(text, passage)
        ],
    }


def _scene(scene: Scene, line: str = "", begin: int = 0) -> dict[str, Any]:
    return {
        "people": [_person(person) for person in scene.people.values()],
        "parties": [_party(party) for party in scene.parties.values()],
        "places": [_location(location) for location in scene.locations.values()],
        "agreements": [_agreement(agreement, line, begin) for agreement in scene.agreements],
    }


def _person(person: Appearance) -> dict[str, Any]:
    return {
        "name": person.name,
        "titles": [{"title": title, "word": _word("titles.tsv", title) or None} for title in person.titles],
        "side": person.side,
        "body": person.body,
        "paragraph": person.paragraph,
        "start": person.start,
        "end": person.end,
        "rule": person.rule,
    }


def _party(party: Participation) -> dict[str, Any]:
    return {
        "name": party.name,
        "type": party.type,
        "word": _word("organizations.tsv", party.name) or None,
        "role": party.role,
        "place": _division(party.division),
        "paragraph": party.paragraph,
        "start": party.start,
        "end": party.end,
    }


def _location(location: Location) -> dict[str, Any]:
    return {"place": _division(location.division), "role": location.role, "paragraph": location.paragraph}


def _division(division: Division | None) -> dict[str, Any] | None:
    if division is None:
        return None
    return {
        "name": division.name,
        "level": division.level,
        "province": division.province,
        "city": division.city,
        "latitude": division.latitude,
        "longitude": division.longitude,
    }


def _agreement(agreement: Agreement, line: str, begin: int) -> dict[str, Any]:
    start = line.find(agreement.name, begin)
    return {
        "name": agreement.name,
        "kind": agreement.kind,
        "action": agreement.action,
        "start": start if start >= 0 else None,
        "end": start + len(agreement.name) if start >= 0 else None,
    }


def _figure(number: int, figure: Figure) -> dict[str, Any]:
    return {
        "paragraph": number,
        "start": figure.span[0],
        "end": figure.span[1],
        "value": figure.value,
        "unit": figure.unit,
        "counts": figure.counts,
        "qualifier": figure.qualifier,
        "kind": figure.kind,
        "text": figure.text,
    }


def _topic(topic: Topic) -> dict[str, Any]:
    terms = [{"term": term, "count": count} for term, count in topic.terms]
    return {"topic": topic.topic, "score": topic.score, "terms": terms}
