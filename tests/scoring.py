"""Score what the rules find in a text against an annotation made by hand."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xjtunews.language.facts import Reading

FIELDS = ("people", "titles", "organizations", "event_dates", "event_kinds", "event_partners", "places")
Facts = dict[str, set[Any]]


@dataclass
class Score:
    """Count what is right, invented and missed."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.invented + self.missed or 1)


def norm(value: Any) -> Any:
    """Fold width, white space and dots inside names."""
    if isinstance(value, list | tuple):
        return tuple(norm(part) for part in value)
    if not isinstance(value, str):
        return value
    return "".join(unicodedata.normalize("NFKC", value).split()).replace("·", "")


def found_facts(reading: Reading) -> Facts:
    """Return what the rules found, field by field."""
    facts: Facts = {field: set() for field in FIELDS}
    for scene in (*reading.scenes, reading.elsewhere):
        facts["people"] |= {norm(name) for name in scene.people}
        facts["titles"] |= {norm((p.name, title)) for p in scene.people.values() for title in p.titles}
        facts["organizations"] |= {norm(name) for name in scene.parties}
        facts["places"] |= set(scene.locations)
    for passage, scene in zip(reading.passages, reading.scenes, strict=True):
        date = passage.date
        if date.start is not None:
            facts["event_dates"].add((date.start, date.end, date.precision))
        facts["event_kinds"] |= {(date.start, kind.kind) for kind in passage.kinds}
        facts["event_partners"] |= {(date.start, norm(name)) for name in scene.parties}
    return facts


def wanted_facts(annotation: dict[str, Any]) -> Facts:
    """Return what an annotation says, field by field."""
    people, events = annotation["people"], annotation["events"]
    return {
        "people": {norm(person["name"]) for person in people},
        "titles": {norm((person["name"], title)) for person in people for title in person["titles"]},
        "organizations": {norm(name) for name in annotation["organizations"]},
        "event_dates": {(e["date_start"], e["date_end"], e["precision"]) for e in events if e["date_start"]},
        "event_kinds": {(event["date_start"], kind) for event in events for kind in event["kinds"]},
        "event_partners": {norm((event["date_start"], name)) for event in events for name in event["partners"]},
        "places": {(place["province"], place["city"]) for place in annotation["places"]},
    }


def score(pairs: Iterable[tuple[dict[str, Any], Reading]]) -> dict[str, Score]:
    """Return the counts of each field over all texts; what is optional in an annotation counts neither way."""
    scores = {field: Score() for field in FIELDS}
    for annotation, reading in pairs:
        found, wanted = found_facts(reading), wanted_facts(annotation)
        for field in FIELDS:
            optional = {norm(item) for item in annotation.get("optional", {}).get(field, [])}
            if field == "organizations":  # who takes part through an official may stand there too
                optional |= {name for _, name in wanted["event_partners"]} - wanted["organizations"]
            want, got = wanted[field] - optional, found[field] - optional
            scores[field].right += len(want & got)
            scores[field].invented += len(got - want)
            scores[field].missed += len(want - got)
    return scores


def load(folder: Path) -> list[dict[str, Any]]:
    """Return the annotations of a folder, in order of their names."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
