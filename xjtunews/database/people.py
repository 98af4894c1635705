"""Settle who is who: by name and organization, and within one event by the name alone.

The people of an article are told apart by their names there. Somebody without an organization is one with a namesake
who has one only where both are in the same event, and no other namesake is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from xjtunews.database.facts import person_id
from xjtunews.database.groups import chunks, group
from xjtunews.database.offices import add_reports, seen_often, write_people
from xjtunews.database.rows import marks
from xjtunews.database.unsettled import mark, take


class Unit(NamedTuple):
    """Name what is one person without any doubt: a folded name within an article, with the id of the employer."""

    article: str
    name: str
    employer: str | None


def settle_people(db: Database, new: Collection[str] = ()) -> set[str]:
    """Give the marked people, and those who depend on them, their ids; the caller commits.

    ``new`` are the articles that nothing was worked out of before. Return the articles in which somebody became
    another one.
    """
    units, main = _touched(db)
    nameless = {unit for unit in units if unit.employer is None}
    nameless |= {other for unit in units for other in _beside(db, unit) if other.employer is None}
    own = _Roots(db, main)
    wanted = {unit: own.person(unit) for unit in units if unit.employer is not None}
    for one in sorted(nameless, key=lambda unit: unit[:2]):
        if one in wanted:
            continue
        found = _hang_together(db, one)
        without = {unit for unit in found if unit.employer is None}
        known = {own.person(unit) for unit in found - without}
        for unit in without:
            alone = len(known) > 1
            wanted[unit] = min(known) if len(known) == 1 else _unknown(unit, without, alone=alone)
    moved = _move(db, wanted)
    people = {person for article, persons in moved.items() if article not in new for person in persons}
    people.update(take(db, "person"))
    seen = {person for persons in moved.values() for person in persons}.union(take(db, "seen")) - people
    often = seen_often(db, seen)
    write_people(db, people | (seen - often))
    add_reports(db, often)
    mark(db, "leader", sorted(people | seen))
    return set(moved)


def _unknown(unit: Unit, all_of_them: set[Unit], *, alone: bool) -> str:
    return person_id(unit.name, None, unit.article if alone else min(all_of_them).article)


class _Roots:
    """Know the organization that each employer is joined to."""

    def __init__(self, db: Database, main: Mapping[str, str]) -> None:
        self.db = db
        self.main = dict(main)

    def person(self, unit: Unit) -> str:
        assert unit.employer is not None
        if unit.employer not in self.main:
            self.main |= group(self.db, [unit.employer])
        return person_id(unit.name, self.main[unit.employer], unit.article)


def _touched(db: Database) -> tuple[set[Unit], dict[str, str]]:
    """Return whom the marks name, and the organization of each employer among them."""
    units: set[Unit] = set()
    select = "SELECT DISTINCT article_id, name_id, employer_id FROM appearances"
    for keys in chunks(take(db, "article")):
        units.update(Unit(*row) for row in db.execute(f"{select} WHERE article_id IN ({marks(keys)})", keys))
    people = [key for (key,) in db.execute("SELECT DISTINCT id FROM unsettled WHERE kind IN ('person', 'seen')")]
    for keys in chunks(people):
        sql = f"{select} WHERE person_id IN ({marks(keys)}) AND employer_id IS NULL"
        units.update(Unit(*row) for row in db.execute(sql, keys))
    employers = take(db, "employer")
    main = group(db, {unit.employer for unit in units if unit.employer} | set(employers))
    for key in employers:
        sql = "SELECT DISTINCT name_id, person_id FROM appearances WHERE employer_id = ?"
        for name, person in db.execute(sql, [key]).fetchall():
            if person != person_id(name, main[key], ""):
                rows = db.execute(f"{select} WHERE person_id = ? AND employer_id = ?", [person, key])
                units.update(Unit(*row) for row in rows)
    return units, main


def _beside(db: Database, unit: Unit) -> set[Unit]:
    """Return the namesakes of the events that somebody is in."""
    rows = db.execute(
        "SELECT DISTINCT b.article_id, b.name_id, b.employer_id FROM appearances a"
        " JOIN mentions m ON m.id = a.mention_id JOIN mentions n ON n.event_id = m.event_id"
        # The plus keeps SQLite from looking through all people of the name.
        " JOIN appearances b ON b.mention_id = n.id AND +b.name_id = a.name_id"
        " WHERE a.article_id = ? AND +a.name_id = ? AND b.article_id <> a.article_id",
        unit[:2],
    )
    return {Unit(*row) for row in rows}


def _hang_together(db: Database, unit: Unit) -> set[Unit]:
    """Return all namesakes whom events lead to, from one without an employer to the next."""
    found, left = {unit}, [unit]
    while left:
        for other in _beside(db, left.pop()) - found:
            found.add(other)
            if other.employer is None:
                left.append(other)
    return found


def _move(db: Database, wanted: Mapping[Unit, str]) -> dict[str, set[str]]:
    """Write the ids of people; return the articles where that is another, each with those who gained or lost."""
    people: dict[str, set[str]] = defaultdict(set)
    moved = []
    for unit, person in sorted(wanted.items(), key=lambda pair: pair[0][:2]):
        sql = "SELECT DISTINCT person_id FROM appearances WHERE article_id = ? AND +name_id = ?"
        before = {key for (key,) in db.execute(sql, unit[:2])}
        if before != {person}:
            people[unit.article] |= before | {person}
            moved.append((person, *unit[:2]))
    db.conn.executemany("INSERT OR IGNORE INTO people (id, name) VALUES (?, '')", {row[:1] for row in moved})
    db.conn.executemany("UPDATE appearances SET person_id = ? WHERE article_id = ? AND +name_id = ?", moved)
    return people
