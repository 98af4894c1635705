"""Settle who is who: by name and organization, and within one event by the name alone.

The people of an article are told apart by their names there. Somebody without an organization is one with a namesake
who has one only where both are in the same event, and no other namesake is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from sqlite_utils import Database

from xjtunews.database.facts import person_id
from xjtunews.database.groups import chunks, group
from xjtunews.database.offices import add_reports, seen_often, write_people
from xjtunews.database.rows import listed
from xjtunews.database.unsettled import mark, take


class Unit(NamedTuple):
    """Name what is one person without any doubt: a folded name within an article, with the id of the employer."""

    article: str
    name: str
    employer: str | None


_NOBODY: Set[Unit] = frozenset()
#: The people of so many articles are looked at together.
_AT_A_TIME = 5000


def settle_people(db: Database, new: Collection[str] = ()) -> set[str]:
    """Give the marked people, and those who depend on them, their ids; the caller commits.

    ``new`` are the articles that nothing was worked out of before. Return the articles in which somebody became
    another one.
    """
    moved: dict[str, set[str]] = defaultdict(set)
    for units in _touched(db):
        for article, persons in _move(db, _identified(db, units)).items():
            moved[article] |= persons
    people = {person for article, persons in moved.items() if article not in new for person in persons}
    people.update(take(db, "person"))
    seen = {person for persons in moved.values() for person in persons}.union(take(db, "seen")) - people
    often = seen_often(db, seen)
    write_people(db, people | (seen - often))
    add_reports(db, often)
    mark(db, "leader", sorted(people | seen))
    return set(moved)


def _identified(db: Database, units: set[Unit]) -> dict[Unit, str]:
    """Return the ids of people, and of those who depend on them."""
    namesakes = _Namesakes(db)
    namesakes.look(units)
    nameless = {unit for unit in units if unit.employer is None}
    nameless |= {other for unit in units for other in namesakes.of(unit) if other.employer is None}
    groups = list(namesakes.groups(nameless))
    main = group(db, {unit.employer for found in (units, *groups) for unit in found if unit.employer is not None})
    wanted = {unit: _known(unit, main) for unit in units if unit.employer is not None}
    for found in groups:
        without = {unit for unit in found if unit.employer is None}
        known = {_known(unit, main) for unit in found - without}
        for unit in without:
            alone = len(known) > 1
            wanted[unit] = min(known) if len(known) == 1 else _unknown(unit, without, alone=alone)
    return wanted


def moved_employers(db: Database) -> set[str]:
    """Return the articles with people whose employer has become another organization, and mark them."""
    employers = take(db, "employer")
    main = group(db, employers)
    left = [(person, key) for key, name, person in _seen_of(db, employers) if person != person_id(name, main[key], "")]
    rows = db.execute(
        "SELECT DISTINCT x.article_id FROM json_each(?) t CROSS JOIN appearances x"
        " ON x.person_id = t.value ->> 0 AND x.employer_id = t.value ->> 1",
        [listed(left)],
    )
    articles = {article for (article,) in rows}
    mark(db, "article", sorted(articles))
    return articles


def _known(unit: Unit, main: Mapping[str, str]) -> str:
    assert unit.employer is not None
    return person_id(unit.name, main[unit.employer], unit.article)


def _unknown(unit: Unit, all_of_them: set[Unit], *, alone: bool) -> str:
    return person_id(unit.name, None, unit.article if alone else min(all_of_them).article)


def _touched(db: Database) -> Iterator[set[Unit]]:
    """Yield whom the marks name, of some thousand articles at a time."""
    rows = db.execute(
        "SELECT DISTINCT x.article_id, x.name_id, x.employer_id FROM unsettled t CROSS JOIN appearances x"
        " ON x.person_id = t.id AND x.employer_id IS NULL WHERE t.kind IN ('person', 'seen')"
    )
    yield set(map(Unit._make, rows))
    for articles in chunks(take(db, "article"), _AT_A_TIME):
        rows = db.execute(
            "SELECT DISTINCT x.article_id, x.name_id, x.employer_id FROM json_each(?) t CROSS JOIN appearances x"
            " ON x.article_id = t.value",
            [listed(articles)],
        )
        yield set(map(Unit._make, rows))


def _seen_of(db: Database, employers: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return who was seen of each of these bodies, as (employer, name, person).

    From one to the next, as a university has few who are seen ten thousand times.
    """
    return db.execute(
        "WITH RECURSIVE seen(employer, name, person) AS (SELECT value, '', NULL FROM json_each(?) UNION ALL"
        " SELECT employer,"
        "  CASE WHEN person IS NULL THEN"
        "   (SELECT min(x.name_id) FROM appearances x WHERE x.employer_id = employer AND x.name_id > name)"
        "  ELSE name END,"
        "  CASE WHEN person IS NULL THEN '' ELSE (SELECT min(x.person_id) FROM appearances x"
        "   WHERE x.employer_id = employer AND x.name_id = name AND x.person_id > person) END"
        " FROM seen WHERE name IS NOT NULL)"
        " SELECT * FROM seen WHERE person <> ''",
        [listed(employers)],
    ).fetchall()


class _Namesakes:
    """Know who is beside whom: the namesakes, in other articles, of the events that somebody is in.

    Of two of them, one at least is without an employer.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self.beside: dict[Unit, set[Unit]] = {}
        self.known: set[Unit] = set()

    def look(self, units: Iterable[Unit]) -> None:
        """Find who is beside ``units``."""
        new = {unit[:2]: unit for unit in units if unit not in self.known}
        self.known.update(new.values())
        rows = self.db.execute(
            "SELECT a.article_id, a.name_id, b.article_id, b.name_id, b.employer_id"
            " FROM json_each(?) t CROSS JOIN mentions m ON m.article_id = t.value"
            " CROSS JOIN mentions n ON n.event_id = m.event_id AND n.article_id <> m.article_id"
            " CROSS JOIN appearances a ON a.mention_id = m.id"
            # The plus keeps SQLite from looking through all people of the name.
            " CROSS JOIN appearances b ON b.mention_id = n.id AND +b.name_id = a.name_id"
            " WHERE a.employer_id IS NULL OR b.employer_id IS NULL",
            [listed({unit.article for unit in new.values()})],
        )
        for article, name, *other in rows:
            if (article, name) in new:
                self.beside.setdefault(new[article, name], set()).add(Unit(*other))

    def of(self, unit: Unit) -> Set[Unit]:
        """Return who is beside somebody."""
        return self.beside.get(unit, _NOBODY)

    def groups(self, units: Collection[Unit]) -> Iterator[set[Unit]]:
        """Yield the namesakes whom events lead to, from one without an employer to the next, from each of ``units``."""
        frontier = set(units)
        while frontier:
            self.look(frontier)
            frontier = {other for unit in frontier for other in self.of(unit) if other.employer is None} - self.known
        reached: set[Unit] = set()
        for unit in units:
            if unit in reached:
                continue
            found, left = {unit}, [unit]
            while left:
                for other in self.of(left.pop()) - found:
                    found.add(other)
                    if other.employer is None:
                        left.append(other)
            reached |= found
            yield found


def _move(db: Database, wanted: Mapping[Unit, str]) -> dict[str, set[str]]:
    """Write the ids of people; return the articles where that is another, each with those who gained or lost."""
    before: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = db.execute(
        "SELECT x.article_id, x.name_id, x.person_id FROM json_each(?) t CROSS JOIN appearances x"
        " ON x.article_id = t.value",
        [listed({unit.article for unit in wanted})],
    )
    for article, name, person in rows:
        before[article, name].add(person)
    people: dict[str, set[str]] = defaultdict(set)
    moved = []
    for unit, person in sorted(wanted.items(), key=lambda pair: pair[0][:2]):
        if before[unit[:2]] != {person}:
            people[unit.article] |= before[unit[:2]] | {person}
            moved.append((person, *unit[:2]))
    db.conn.executemany("INSERT OR IGNORE INTO people (id, name) VALUES (?, '')", {row[:1] for row in moved})
    db.conn.executemany("UPDATE appearances SET person_id = ? WHERE article_id = ? AND +name_id = ?", moved)
    return people
