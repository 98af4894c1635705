"""Settle who is who: by name and organization, and within one event by the name alone.

The people of an article are told apart by their names there. Somebody without an organization is one with a namesake
who has one only where both are in the same event, and no other namesake is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from xjtunews.database.facts import person_id
from xjtunews.database.groups import chunks, group
from xjtunews.database.rows import Row, insert, marks
from xjtunews.database.unsettled import mark, take
from xjtunews.language.text import sentences, simplify

#: How much of a text is looked at round a name for the sentence that it stands in.
_AROUND = 300


class Unit(NamedTuple):
    """Name what is one person without any doubt: a folded name within an article, with the id of the employer."""

    article: str
    name: str
    employer: str | None


def settle_people(db: Database) -> set[str]:
    """Give the marked people, and those who depend on them, their ids; the caller commits.

    Return the articles in which somebody became another one.
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
    changed, people = _move(db, wanted)
    people.update(take(db, "person"))
    _write(db, people)
    mark(db, "leader", sorted(people))
    return changed


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
    people = [key for (key,) in db.execute("SELECT id FROM unsettled WHERE kind = 'person'")]
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


def _move(db: Database, wanted: Mapping[Unit, str]) -> tuple[set[str], set[str]]:
    """Write the ids of people; return the articles where that is another, and the people who gained or lost."""
    articles, people, moved = set(), set(), []
    for unit, person in sorted(wanted.items(), key=lambda pair: pair[0][:2]):
        sql = "SELECT DISTINCT person_id FROM appearances WHERE article_id = ? AND +name_id = ?"
        before = {key for (key,) in db.execute(sql, unit[:2])}
        if before != {person}:
            articles.add(unit.article)
            people |= before | {person}
            moved.append((person, *unit[:2]))
    db.conn.executemany("INSERT OR IGNORE INTO people (id, name) VALUES (?, '')", {row[:1] for row in moved})
    db.conn.executemany("UPDATE appearances SET person_id = ? WHERE article_id = ? AND +name_id = ?", moved)
    return articles, people


def _write(db: Database, people: Iterable[str]) -> None:
    """Write people and the offices in which they were seen anew; who appears nowhere is removed."""
    gone, kept = [], []
    offices: list[Row] = []
    for key in sorted(people):
        rows = _appearances(db, key)
        if not rows:
            gone.append(key)
            continue
        name = min((row.name != simplify(row.name), row.name) for row in rows)[1]
        bodies = {row.employer for row in rows if row.employer is not None}
        body = min(bodies, key=lambda text: (-len(text), text), default=None)
        kept.append({"id": key, "name": name, "employer": body})
        offices += _offices(db, key, rows)
    for keys in chunks(people):
        db.execute(f"DELETE FROM offices WHERE person_id IN ({marks(keys)})", keys)  # noqa: S608
    mark(db, "gone", gone)
    insert(db, "people", kept, replace=True)
    insert(db, "offices", offices)


class _Seen(NamedTuple):
    """Hold one appearance; ``first`` and ``last`` are days, months or years, as far as the text says."""

    name: str
    title: str | None
    side: str | None
    employer: str | None
    first: str | None
    last: str | None
    article: str
    mention: str | None
    start: int
    is_copy: bool


def _appearances(db: Database, person: str) -> list[_Seen]:
    rows = db.execute(
        "SELECT x.written, x.title, x.side, x.employer_name,"
        " coalesce(substr(m.date_start, 1, CASE m.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END),"
        "  substr(a.published, 1, 10)),"
        " coalesce(substr(m.date_end, 1, CASE m.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END),"
        "  substr(a.published, 1, 10)),"
        " x.article_id, x.mention_id, x.text_start, c.article_id IS NOT NULL"
        " FROM appearances x JOIN articles a ON a.id = x.article_id LEFT JOIN mentions m ON m.id = x.mention_id"
        " LEFT JOIN copies c ON c.article_id = x.article_id WHERE x.person_id = ?",
        [person],
    )
    return [_Seen(*row) for row in rows]


def _offices(db: Database, person: str, rows: Iterable[_Seen]) -> Iterator[Row]:
    """Yield the titles of somebody, each with the first and the last report of it that is no copy."""
    titles: dict[str, list[_Seen]] = defaultdict(list)
    for row in rows:
        if row.title is not None and not row.is_copy:
            titles[row.title].append(row)
    for title, seen in sorted(titles.items()):
        first = min(seen, key=lambda row: (row.first or "9", row.article, row.start))
        last = min(seen, key=lambda row: (_backwards(row.last), row.article, row.start))
        sides = [row.side for row in seen]
        yield {
            "person_id": person,
            "title": title,
            "side": max(("ours", "theirs", None), key=lambda side: (sides.count(side), side is not None)),
            "first_seen": first.first,
            "last_seen": last.last,
            "reports": len({row.article for row in seen}),
            **_evidence(db, "first", first),
            **_evidence(db, "last", last),
        }


def _backwards(day: str | None) -> tuple[int, ...]:
    """Return a key that puts the latest first, and no day at all last."""
    return (*(-ord(sign) for sign in day), 0) if day else (1,)


def _evidence(db: Database, which: str, row: _Seen) -> dict[str, Any]:
    begin = max(row.start - _AROUND, 0)
    sql = "SELECT substr(body, ?, ?) FROM articles WHERE id = ?"
    text: str = db.execute(sql, [begin + 1, 2 * _AROUND, row.article]).fetchone()[0]
    place = row.start - begin
    line = text.rfind("\n", 0, place) + 1
    paragraph = text[line:].partition("\n")[0]
    spans = (span for span in sentences(paragraph) if span[0] <= place - line < span[1])
    start, end = next(spans, (0, len(paragraph)))
    return {
        f"{which}_article_id": row.article,
        f"{which}_mention_id": row.mention,
        f"{which}_evidence": paragraph[start:end].strip(),
    }
