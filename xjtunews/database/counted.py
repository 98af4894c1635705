"""Remember what each event was counted as, so that one that changes is counted anew and no other."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from xjtunews.database.rows import insert, listed

#: The kinds of event that the columns of all counts tell.
COLUMNS = {"visits": ("调研",), "meetings": ("会见", "座谈"), "signings": ("签约",)}
_COLUMN_OF = {kind: column for column, kinds in COLUMNS.items() for kind in kinds}
#: How many events are held at a time.
_AT_A_TIME = 1000

_THESE = "FROM json_each(?) t CROSS JOIN"
# The period of an event: its month, or its year, or nothing, as far as its date says.
_EVENTS = (
    "SELECT e.id, coalesce(substr(e.date_start, 1, CASE e.date_precision WHEN 'day' THEN 7 WHEN 'month' THEN 7 ELSE 4"
    f" END), ''), e.date_start, e.date_end {_THESE} events e ON e.id = t.value"
)
_VALUES = {
    "kind": f"SELECT k.event_id, k.kind {_THESE} event_kinds k ON k.event_id = t.value",
    "province": f"SELECT p.event_id, p.province {_THESE} event_places p ON p.event_id = t.value",
    "partner_type": (
        f"SELECT p.event_id, coalesce(o.type, '') {_THESE} event_parties p ON p.event_id = t.value"
        " CROSS JOIN organizations o ON o.id = p.organization_id"
    ),
    "partner": f"SELECT p.event_id, p.organization_id {_THESE} event_parties p ON p.event_id = t.value",
}
_PEOPLE = (
    f"SELECT DISTINCT m.event_id, a.person_id, a.side {_THESE} mentions m ON m.event_id = t.value"  # noqa: S608
    " CROSS JOIN appearances a ON a.mention_id = m.id"
    " WHERE NOT EXISTS (SELECT 1 FROM copies c WHERE c.article_id = a.article_id)"
)


class When(NamedTuple):
    """Hold when an event was, and which of the counted columns it belongs to."""

    id: str
    start: str | None
    end: str | None
    columns: frozenset[str]


class Counted(NamedTuple):
    """Hold what one event is counted as: for each dimension its values there, and who was there on which sides."""

    when: When
    period: str
    values: dict[str, list[str]]
    people: dict[str, list[str]]

    def text(self) -> str:
        """Return it as it is stored."""
        _, start, end, columns = self.when
        fields = [self.period, start, end, sorted(columns), self.values, self.people]
        return json.dumps(fields, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, event: str, text: str) -> Counted:
        """Return what is stored of an event."""
        period, start, end, columns, values, people = json.loads(text)
        return cls(When(event, start, end, frozenset(columns)), period, values, people)


#: What an event was counted as until now, None if it was not, and what it is counted as now, None if it is gone.
Change = tuple[Counted | None, Counted | None]


def recount(db: Database, events: Sequence[str]) -> Iterator[list[Change]]:
    """Yield, some events at a time, how those of ``events`` that changed are counted now, and keep that."""
    for start in range(0, len(events), _AT_A_TIME):
        some = events[start : start + _AT_A_TIME]
        before = _stored(db, some)
        after = {event.when.id: event for event in _work_out(db, some)}
        texts = {key: event.text() for key, event in after.items()}
        changed = [key for key in some if before.get(key) != texts.get(key)]
        gone = [key for key in changed if key not in after]
        db.execute("DELETE FROM counted_events WHERE event_id IN (SELECT value FROM json_each(?))", [listed(gone)])
        rows = ({"event_id": key, "counted": texts[key]} for key in changed if key in after)
        insert(db, "counted_events", rows, replace=True)
        yield [(Counted.read(key, before[key]) if key in before else None, after.get(key)) for key in changed]


def _stored(db: Database, events: Iterable[str]) -> dict[str, str]:
    sql = f"SELECT c.event_id, c.counted {_THESE} counted_events c ON c.event_id = t.value"
    return dict(db.execute(sql, [listed(events)]).fetchall())


def _work_out(db: Database, events: Iterable[str]) -> Iterator[Counted]:
    wanted = listed(events)
    values: dict[str, dict[str, set[str]]] = {dimension: defaultdict(set) for dimension in _VALUES}
    for dimension, sql in _VALUES.items():
        for event, value in db.execute(sql, [wanted]):
            values[dimension][event].add(value)
    people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, person, side in db.execute(_PEOPLE, [wanted]):
        people[event][person].update([side] if side is not None else [])
    for event, period, start, end in db.execute(_EVENTS, [wanted]).fetchall():
        columns = frozenset(_COLUMN_OF[kind] for kind in values["kind"][event] if kind in _COLUMN_OF)
        yield Counted(
            When(event, start, end, columns),
            period,
            {dimension: sorted(found[event]) for dimension, found in values.items()},
            {person: sorted(sides) for person, sides in people[event].items()},
        )
