"""Count what the views on partners, leaders, months, kinds and provinces show: events, never reports.

The counts are kept in tables, as no view could count a hundred thousand events at once. Who changes an event calls
:func:`mark_events` before and after; :func:`refresh` then counts anew what is marked, and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from xjtunews.database.groups import chunks
from xjtunews.database.rows import Row, insert, marks
from xjtunews.database.unsettled import take

#: The kinds of event that the columns count.
_COUNTED = {"visits": ("调研",), "meetings": ("会见", "座谈"), "signings": ("签约",)}
# The period of an event: its month, or its year, or nothing, as far as its date says.
_PERIOD = (
    "coalesce(substr(e.date_start, 1, CASE e.date_precision WHEN 'day' THEN 7 WHEN 'month' THEN 7 ELSE 4 END), '')"
)
_DIMENSIONS = {
    "all": "SELECT e.id, '' FROM events e WHERE {}",
    "kind": "SELECT e.id, k.kind FROM events e CROSS JOIN event_kinds k ON k.event_id = e.id WHERE {}",
    "province": "SELECT e.id, p.province FROM events e CROSS JOIN event_places p ON p.event_id = e.id WHERE {}",
    "partner_type": (
        "SELECT e.id, coalesce(o.type, '') FROM events e CROSS JOIN event_parties p ON p.event_id = e.id"
        " CROSS JOIN organizations o ON o.id = p.organization_id WHERE {}"
    ),
}
_IDS = "SELECT e.id FROM events e WHERE {}"
# What hangs on an event.
_HANGING_ON = (
    (
        "INSERT OR IGNORE INTO unsettled SELECT DISTINCT 'partner', p.organization_id FROM event_parties p WHERE {}",
        "p.event_id",
    ),
    (
        "INSERT OR IGNORE INTO unsettled SELECT DISTINCT 'leader', a.person_id"
        " FROM mentions m JOIN appearances a ON a.mention_id = m.id WHERE m.event_id IS NOT NULL AND {}",
        "m.event_id",
    ),
    ("INSERT OR IGNORE INTO unsettled SELECT DISTINCT 'period', " + _PERIOD + " FROM events e WHERE {}", "e.id"),  # noqa: S608
)
_EVENTS_OF_PEOPLE = (
    "SELECT DISTINCT a.person_id, m.event_id, a.side FROM appearances a JOIN mentions m ON m.id = a.mention_id"
    " WHERE m.event_id IS NOT NULL AND a.person_id IN ({})"
    " AND NOT EXISTS (SELECT 1 FROM copies c WHERE c.article_id = a.article_id)"
)


class _Event(NamedTuple):
    """Hold when an event was, and which of the counted columns it belongs to."""

    id: str
    start: str | None
    end: str | None
    columns: frozenset[str]


def mark_events(db: Database, events: Iterable[str] | None = None) -> None:
    """Mark all that counts these events, every event if None; the caller commits.

    To be called before an event, its kinds, places, parties or people change, and after.
    """
    for keys in [None] if events is None else chunks(events):
        for sql, column in _HANGING_ON:
            db.execute(sql.format("TRUE" if keys is None else f"{column} IN ({marks(keys)})"), keys or [])


def refresh(db: Database) -> None:
    """Count anew what is marked; the caller commits."""
    organizations = take(db, "partner")
    for keys in chunks(organizations):
        _count_partners(db, keys)
    for keys in chunks(take(db, "leader")):
        _count_people(db, keys)
    for period in take(db, "period"):
        _count_period(db, period)


def _count_partners(db: Database, keys: Sequence[str]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for organization, event in db.execute(
        f"SELECT organization_id, event_id FROM event_parties WHERE organization_id IN ({marks(keys)})",  # noqa: S608
        keys,
    ):
        found[organization].add(event)
    events = _events(db, {event for ids in found.values() for event in ids})
    for table in ("partner_counts", "partner_signings"):
        db.execute(f"DELETE FROM {table} WHERE organization_id IN ({marks(keys)})", keys)  # noqa: S608
    counts, signings = [], []
    for organization, ids in sorted(found.items()):
        own = sorted((events[key] for key in ids), key=lambda event: (event.start or "9", event.end or "9", event.id))
        counts.append({"organization_id": organization} | _partner(own))
        signings += [{"organization_id": organization, **row} for row in _signings(own)]
    insert(db, "partner_counts", counts)
    insert(db, "partner_signings", signings)


def _events(db: Database, ids: Iterable[str]) -> dict[str, _Event]:
    ids = set(ids)
    columns: dict[str, set[str]] = defaultdict(set)
    column_of = {kind: column for column, kinds in _COUNTED.items() for kind in kinds}
    found = {}
    for keys in chunks(ids):
        within = marks(keys)
        for event, kind in db.execute(f"SELECT event_id, kind FROM event_kinds WHERE event_id IN ({within})", keys):  # noqa: S608
            if kind in column_of:
                columns[event].add(column_of[kind])
        for key, start, end in db.execute(f"SELECT id, date_start, date_end FROM events WHERE id IN ({within})", keys):  # noqa: S608
            found[key] = _Event(key, start, end, frozenset(columns[key]))
    return found


def _tally(events: Iterable[_Event]) -> dict[str, int]:
    counts = Counter(column for event in events for column in event.columns)
    return {column: counts[column] for column in _COUNTED}


def _first(events: Iterable[_Event], column: str | None = None) -> str | None:
    """Return the first day of the first dated event among those in order of time."""
    return next((event.start for event in events if event.start and (column is None or column in event.columns)), None)


def _latest(events: Iterable[_Event]) -> str | None:
    return max((event.end or event.start for event in events if event.start), default=None)


def _partner(events: Sequence[_Event]) -> dict[str, Any]:
    """Return the counts of a partner, whose events are given in order of time."""
    signing = next((event for event in events if event.start and "signings" in event.columns), None)
    before = [e for e in events if signing is not None and e.end is not None and e.end < (signing.start or "")]
    tally = _tally(before)
    return {
        "events": len(events),
        **_tally(events),
        "first_contact": _first(events),
        "first_visit": _first(events, "visits"),
        "first_meeting": _first(events, "meetings"),
        "first_signing": _first(events, "signings"),
        "latest_event": _latest(events),
        "visits_before": tally["visits"] if signing else None,
        "meetings_before": tally["meetings"] if signing else None,
    }


def _signings(events: Sequence[_Event]) -> Iterator[Row]:
    """Yield the dated signings of a partner, each with the next event that is surely later, and how many are."""
    starts = sorted(event.start for event in events if event.start)
    for event in events:
        if event.start and "signings" in event.columns:
            later = [start for start in starts if start > (event.end or "")]
            yield {
                "event_id": event.id,
                "date_start": event.start,
                "date_end": event.end,
                "next_event": min(later, default=None),
                "later_events": len(later),
            }


def _count_people(db: Database, keys: Sequence[str]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    sides: dict[str, Counter[str]] = defaultdict(Counter)
    for person, event, side in db.execute(_EVENTS_OF_PEOPLE.format(marks(keys)), keys):
        found[person].add(event)
        if side is not None:
            sides[person][side] += 1
    events = _events(db, {event for ids in found.values() for event in ids})
    titles = _latest_titles(db, keys)
    db.execute(f"DELETE FROM person_counts WHERE person_id IN ({marks(keys)})", keys)  # noqa: S608
    rows = []
    for person, ids in sorted(found.items()):
        own = sorted((events[key] for key in ids), key=lambda event: (event.start or "9", event.id))
        side = max(sorted(sides[person]), key=lambda name: sides[person][name], default=None)
        row: dict[str, Any] = {"person_id": person, "side": side, "title": titles.get(person), "events": len(own)}
        rows.append(row | _tally(own) | {"first_event": _first(own), "latest_event": _latest(own)})
    insert(db, "person_counts", rows)


def _latest_titles(db: Database, keys: Sequence[str]) -> dict[str, str]:
    """Return the title under which each person was seen last."""
    return dict(
        db.execute(
            f"SELECT person_id, title FROM offices WHERE person_id IN ({marks(keys)})"  # noqa: S608
            " ORDER BY person_id, last_seen, reports, title DESC",
            keys,
        ).fetchall()
    )


def _count_period(db: Database, period: str) -> None:
    """Count the events of a month, of a year that no month is known for, or those without a date."""
    where, values = "e.date_start >= ? AND e.date_start < ? AND " + _PERIOD + " = ?", [period, period + "~", period]
    if not period:
        where, values = "e.date_start IS NULL", []
    ids = [key for (key,) in db.execute(_IDS.format(where), values)]
    events = _events(db, ids)
    db.execute("DELETE FROM event_counts WHERE period = ?", [period])
    rows = []
    for dimension, sql in _DIMENSIONS.items():
        found: dict[str, set[str]] = defaultdict(set)
        for event, value in db.execute(sql.format(where), values):
            found[value].add(event)
        for value, own in sorted(found.items()):
            row = {"dimension": dimension, "value": value, "period": period, "events": len(own)}
            rows.append(row | _tally(events[key] for key in own))
    insert(db, "event_counts", rows)
