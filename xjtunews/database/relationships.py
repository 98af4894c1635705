"""Count what the views on partners, leaders, months, kinds and provinces show: events, never reports.

The counts are kept in tables, as no view could count a hundred thousand events at once. Who changes an event calls
:func:`mark_events`; :func:`refresh` then takes off what the event was counted as, and adds what it is now. Where that
does not tell all (an event is gone that was the first of a partner), the partner is counted anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from xjtunews.database.counted import COLUMNS, Change, Counted, When, recount
from xjtunews.database.groups import chunks
from xjtunews.database.rows import Row, insert, listed, marks
from xjtunews.database.unsettled import mark, take

_COLUMN_OF = {kind: column for column, kinds in COLUMNS.items() for kind in kinds}
_EVENTS_OF_PEOPLE = (
    "SELECT DISTINCT a.person_id, m.event_id, a.side FROM appearances a JOIN mentions m ON m.id = a.mention_id"
    " WHERE m.event_id IS NOT NULL AND a.person_id IN ({})"
    " AND NOT EXISTS (SELECT 1 FROM copies c WHERE c.article_id = a.article_id)"
)
_ADD = (
    "INSERT INTO event_counts (dimension, value, period, events, visits, meetings, signings) VALUES"
    " (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
    " SET events = events + excluded.events, visits = visits + excluded.visits,"
    " meetings = meetings + excluded.meetings, signings = signings + excluded.signings"
)
# The signings that ended before a number of events began, and those that ended between the first of them and the last.
_SHIFT = (
    "UPDATE partner_signings SET later_events = later_events + :number,"
    " next_event = min(:first, coalesce(next_event, :first))"
    " WHERE organization_id = :id AND coalesce(date_end, '') < :first"
)
_BETWEEN = (
    "SELECT event_id, date_end, next_event, later_events FROM partner_signings WHERE organization_id = ?1"
    " AND coalesce(date_end, '') >= ?2 AND coalesce(date_end, '') < ?3"
)


class _Moved(NamedTuple):
    """Hold the events that somebody lost and gained, with the sides on which a person was."""

    lost: list[tuple[When, Sequence[str]]]
    gained: list[tuple[When, Sequence[str]]]


class _Moves:
    """Gather who lost and gained which events, with what is counted of them until now."""

    def __init__(self, db: Database, table: str, column: str, new: Mapping[str, Any]) -> None:
        self.db = db
        self.table = table
        self.column = column
        self.new = new
        self.rows: dict[str, dict[str, Any]] = {}
        self.moved: dict[str, _Moved] = defaultdict(lambda: _Moved([], []))

    def add(self, changes: Iterable[Change], whom: Callable[[Counted], Mapping[str, Sequence[str]]]) -> None:
        """Take what these changes tell of those that ``whom`` finds in an event; what stayed as it was is neither."""
        for before, after in changes:
            was = {key: (before.when, sides) for key, sides in whom(before).items()} if before else {}
            now = {key: (after.when, sides) for key, sides in whom(after).items()} if after else {}
            for key in was.keys() | now.keys():
                if was.get(key) != now.get(key):
                    self.moved[key].lost.extend([was[key]] if key in was else [])
                    self.moved[key].gained.extend([now[key]] if key in now else [])
        self._know(self.moved.keys() - self.rows.keys())

    def _know(self, keys: Collection[str]) -> None:
        cursor = self.db.execute(
            f"SELECT x.* FROM json_each(?) t CROSS JOIN {self.table} x ON x.{self.column} = t.value",  # noqa: S608
            [listed(keys)],
        )
        names = [described[0] for described in cursor.description]
        self.rows |= {key: {self.column: key, **self.new} for key in keys}
        self.rows |= {row[self.column]: row for row in (dict(zip(names, row, strict=True)) for row in cursor)}


def mark_events(db: Database, events: Iterable[str] | None = None) -> None:
    """Mark all that counts these events, every event if None; the caller commits.

    To be called when an event, its kinds, places, parties or people have changed, or it is gone.
    """
    if events is None:
        db.execute("INSERT OR IGNORE INTO unsettled SELECT 'event', id FROM events")
    else:
        mark(db, "event", events)


def forget_counts(db: Database) -> None:
    """Forget all counts, so that everything is counted anew; the caller commits."""
    for table in ("counted_events", "event_counts", "partner_counts", "partner_signings", "person_counts"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    mark_events(db)


def refresh(db: Database) -> None:
    """Count anew what is marked; the caller commits."""
    partners = _Moves(db, "partner_counts", "organization_id", _partner([]))
    people = _Moves(db, "person_counts", "person_id", _person([]))
    for changes in recount(db, take(db, "event")):
        _add_periods(db, changes)
        partners.add(changes, lambda counted: dict.fromkeys(counted.values["partner"], ()))
        people.add(changes, lambda counted: counted.people)
    take(db, "partner")
    _change_partners(db, partners)
    _change_people(db, people)
    for keys in chunks(set(take(db, "leader")) - people.moved.keys()):
        titles = _latest_titles(db, keys)
        rows = [(titles.get(key), key) for key in keys]
        db.conn.executemany("UPDATE person_counts SET title = ?1 WHERE person_id = ?2 AND title IS NOT ?1", rows)


def _add_periods(db: Database, changes: Iterable[Change]) -> None:
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for change in changes:
        for sign, counted in zip((-1, 1), change, strict=True):
            if counted is None:
                continue
            values = {"all": [""]} | {name: found for name, found in counted.values.items() if name != "partner"}
            for dimension, found in values.items():
                for value in found:
                    for column in ("events", *counted.when.columns):
                        counts[dimension, value, counted.period][column] += sign
    rows: list[tuple[Any, ...]] = sorted(
        (*key, *(count[name] for name in ("events", *COLUMNS))) for key, count in counts.items()
    )
    db.conn.executemany(_ADD, [row for row in rows if any(row[3:])])
    db.conn.executemany(
        "DELETE FROM event_counts WHERE dimension = ? AND value = ? AND period = ? AND events = 0",
        [row[:3] for row in rows if row[3] < 0],
    )


def _change_partners(db: Database, moves: _Moves) -> None:
    merged = {key: moves.rows[key] for key, moved in moves.moved.items() if _merge_partner(moves.rows[key], moved)}
    merged = {key: row for key, row in merged.items() if _merge_signings(db, key, moves.moved[key])}
    insert(db, "partner_counts", merged.values(), replace=True)
    for keys in chunks(moves.moved.keys() - merged.keys()):
        _count_partners(db, keys)


def _merge_partner(row: dict[str, Any], moved: _Moved) -> bool:
    """Bring a partner's counts up to date with the events gained and lost; False where they do not tell enough."""
    lost, gained = ([event for event, _ in some] for some in moved)
    if row["events"] + len(gained) == len(lost):
        return False
    firsts = {"first_contact": None, "first_visit": "visits", "first_meeting": "meetings", "first_signing": "signings"}
    if _lost_latest(row, lost, gained) or any(_lost_first(row[name], lost, gained, firsts[name]) for name in firsts):
        return False
    signings = [event for event in gained if event.start and "signings" in event.columns]
    if any(row["first_signing"] is None or (event.start or "") < row["first_signing"] for event in signings):
        return False
    _shift(row, lost, gained)
    for name, column in firsts.items():
        starts = _starts(gained, column)
        row[name] = min([*starts, *([row[name]] if row[name] else [])], default=None)
    latest = [_latest(gained), row["latest_event"]]
    row["latest_event"] = max((day for day in latest if day), default=None)
    if row["first_signing"] is not None:
        for sign, some in ((-1, lost), (1, gained)):
            before = [event for event in some if event.end is not None and event.end < row["first_signing"]]
            row["visits_before"] += sign * _tally(before)["visits"]
            row["meetings_before"] += sign * _tally(before)["meetings"]
    return True


def _lost_first(first: str | None, lost: Iterable[When], gained: Iterable[When], column: str | None = None) -> bool:
    """Tell whether an event of the first day is gone, and none of that day or before it came."""
    return first in _starts(lost, column) and min(_starts(gained, column), default="9") > (first or "")


def _lost_latest(row: Row, lost: Iterable[When], gained: Iterable[When]) -> bool:
    latest = row["latest_event"]
    ends = {event.end or event.start for event in lost if event.start}
    return latest in ends and (_latest(gained) or "") < latest


def _starts(events: Iterable[When], column: str | None = None) -> list[str]:
    return [event.start for event in events if event.start and (column is None or column in event.columns)]


def _shift(row: dict[str, Any], lost: Sequence[When], gained: Sequence[When]) -> None:
    row["events"] += len(gained) - len(lost)
    for sign, some in ((-1, lost), (1, gained)):
        for event in some:
            for column in event.columns:
                row[column] += sign


def _merge_signings(db: Database, key: str, moved: _Moved) -> bool:
    """Bring a partner's signings up to date; False where the event that followed one is gone."""
    lost, gained = ([event for event, _ in some] for some in moved)
    starts_lost, starts_gained = (Counter(event.start for event in some if event.start) for some in (lost, gained))
    less, more = (
        sorted((one - other).elements()) for one, other in ((starts_lost, starts_gained), (starts_gained, starts_lost))
    )
    signings = [event for event in gained if event.start and "signings" in event.columns]
    gone = {event.id for event in lost if "signings" in event.columns}
    days = sorted({*less, *more})
    if days and not less:  # as it mostly is: later than nearly all signings, which one statement changes
        db.execute(_SHIFT, {"id": key, "first": days[0], "number": len(more)})
    begin, end = ("" if less else days[0], days[-1]) if days else ("", "")
    rows = db.execute(_BETWEEN, [key, begin, end]).fetchall()
    changed = []
    for event, end, following, later in rows:
        if event in gone:
            continue
        if following in less:
            return False
        added = more[bisect_right(more, end or "") :]
        removed = len(less) - bisect_right(less, end or "")
        if added or removed:
            first = min(added[:1] + ([following] if following else []), default=None)
            changed.append((first, later + len(added) - removed, key, event))
    db.conn.executemany(
        "UPDATE partner_signings SET next_event = ?, later_events = ? WHERE organization_id = ? AND event_id = ?",
        changed,
    )
    db.conn.executemany(
        "DELETE FROM partner_signings WHERE organization_id = ? AND event_id = ?", [(key, event) for event in gone]
    )
    starts = _starts_after(db, key, min((event.end or "" for event in signings), default=None))
    insert(db, "partner_signings", ({"organization_id": key, **row} for row in _signings(signings, starts)))
    return True


def _starts_after(db: Database, key: str, day: str | None) -> list[str]:
    """Return on which days, in order, the events of a partner began after ``day``: there are few after a late one."""
    if day is None:
        return []
    rows = db.execute(
        "SELECT e.date_start FROM events e INDEXED BY events_date_start CROSS JOIN event_parties p"
        " ON p.event_id = e.id AND p.organization_id = ? WHERE e.date_start > ? ORDER BY e.date_start",
        [key, day],
    )
    return [start for (start,) in rows]


def _change_people(db: Database, moves: _Moves) -> None:
    merged = {key: moves.rows[key] for key, moved in moves.moved.items() if _merge_person(moves.rows[key], moved)}
    for keys in chunks(merged):
        titles = _latest_titles(db, keys)
        for key in keys:
            merged[key]["title"] = titles.get(key)
    insert(db, "person_counts", (merged[key] for key in sorted(merged)), replace=True)
    for keys in chunks(moves.moved.keys() - merged.keys()):
        _count_people(db, keys)


def _merge_person(row: dict[str, Any], moved: _Moved) -> bool:
    """Bring a person's counts up to date with the events gained and lost; False where they do not tell enough."""
    lost, gained = ([event for event, _ in some] for some in moved)
    if row["events"] + len(gained) == len(lost):
        return False
    if _lost_latest(row, lost, gained) or _lost_first(row["first_event"], lost, gained):
        return False
    _shift(row, lost, gained)
    starts = _starts(gained)
    row["first_event"] = min([*starts, *([row["first_event"]] if row["first_event"] else [])], default=None)
    row["latest_event"] = max((day for day in (_latest(gained), row["latest_event"]) if day), default=None)
    for sign, some in ((-1, moved.lost), (1, moved.gained)):
        for side in (side for _, sides in some for side in sides):
            row[side] += sign
    row["side"] = _side(row)
    return True


def _side(counts: Mapping[str, int]) -> str | None:
    """Return the side on which somebody is in most events, None where that is not known of any."""
    side = max(("ours", "theirs"), key=lambda name: counts[name])
    return side if counts[side] else None


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
        starts = sorted(event.start for event in own if event.start)
        signings += [{"organization_id": organization, **row} for row in _signings(own, starts)]
    insert(db, "partner_counts", counts)
    insert(db, "partner_signings", signings)


def _events(db: Database, ids: Iterable[str]) -> dict[str, When]:
    ids = set(ids)
    columns: dict[str, set[str]] = defaultdict(set)
    found = {}
    for keys in chunks(ids):
        within = marks(keys)
        for event, kind in db.execute(f"SELECT event_id, kind FROM event_kinds WHERE event_id IN ({within})", keys):  # noqa: S608
            if kind in _COLUMN_OF:
                columns[event].add(_COLUMN_OF[kind])
        for key, start, end in db.execute(f"SELECT id, date_start, date_end FROM events WHERE id IN ({within})", keys):  # noqa: S608
            found[key] = When(key, start, end, frozenset(columns[key]))
    return found


def _tally(events: Iterable[When]) -> dict[str, int]:
    counts = Counter(column for event in events for column in event.columns)
    return {column: counts[column] for column in COLUMNS}


def _first(events: Iterable[When], column: str | None = None) -> str | None:
    """Return the first day of the first dated event among those in order of time."""
    return next((event.start for event in events if event.start and (column is None or column in event.columns)), None)


def _latest(events: Iterable[When]) -> str | None:
    return max((event.end or event.start for event in events if event.start), default=None)


def _partner(events: Sequence[When]) -> dict[str, Any]:
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


def _signings(events: Iterable[When], starts: Sequence[str]) -> Iterator[Row]:
    """Yield the dated signings among ``events``, each with the next event that is surely later, and how many are.

    ``starts`` has in order when the partner's events began, all that are later than one of these.
    """
    for event in events:
        if event.start and "signings" in event.columns:
            later = starts[bisect_right(starts, event.end or "") :]
            yield {
                "event_id": event.id,
                "date_start": event.start,
                "date_end": event.end,
                "next_event": later[0] if later else None,
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
        row = {"person_id": person} | _person(own) | {side: sides[person][side] for side in ("ours", "theirs")}
        rows.append(row | {"title": titles.get(person), "side": _side(row)})
    insert(db, "person_counts", rows)


def _person(events: Sequence[When]) -> dict[str, Any]:
    """Return the counts of a person, whose events are given in order of time, but for sides and title."""
    counts = {"events": len(events), **_tally(events), "first_event": _first(events), "latest_event": _latest(events)}
    return counts | {"title": None, "ours": 0, "theirs": 0, "side": None}


def _latest_titles(db: Database, keys: Sequence[str]) -> dict[str, str]:
    """Return the title under which each person was seen last."""
    return dict(
        db.execute(
            f"SELECT person_id, title FROM offices WHERE person_id IN ({marks(keys)})"  # noqa: S608
            " ORDER BY person_id, last_seen, reports, title DESC",
            keys,
        ).fetchall()
    )
