"""Keep events and what their reports agree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from xjtunews.database.relationships import mark_events
from xjtunews.database.rows import Row, insert, listed
from xjtunews.database.told import place_in_article
from xjtunews.language.consensus import Agreed, most_reported
from xjtunews.language.text import simplify

_FACTS = ("event_kinds", "event_people", "event_parties", "event_places", "event_disagreements")
_PEOPLE = ("person_id", "name", "title", "side", "organization")
_PARTIES = ("organization_id", "name", "type", "province", "city", "role")
_PLACES = ("place_id", "role", "name", "level", "province", "city")


def clear_events(db: Database, mentions: Iterable[str], articles: Iterable[str]) -> None:
    """Remove the events of these mentions, and those that are named after a passage of these articles.

    All that counts them is marked.
    """
    wanted = listed(mentions)
    events = {
        event
        for sql in (
            "SELECT m.event_id FROM json_each(?) t CROSS JOIN mentions m ON m.id = t.value AND m.event_id IS NOT NULL",
            "SELECT e.id FROM json_each(?) t CROSS JOIN events e ON e.id = 'event-' || t.value",
        )
        for (event,) in db.execute(sql, [wanted])
    }
    among = set(articles)
    named = db.execute(
        "SELECT e.id FROM json_each(?) t"
        " JOIN events e ON e.id > 'event-' || t.value || '-p' AND e.id < 'event-' || t.value || '-q'",
        [listed(among)],
    )
    events |= {key for (key,) in named if place_in_article(key.removeprefix("event-"))[0] in among}
    mark_events(db, events)
    stale = listed(events)
    db.execute("UPDATE mentions SET event_id = NULL WHERE event_id IN (SELECT value FROM json_each(?))", [stale])
    for table in _FACTS:
        db.execute(f"DELETE FROM {table} WHERE event_id IN (SELECT value FROM json_each(?))", [stale])  # noqa: S608
    db.execute("DELETE FROM events WHERE id IN (SELECT value FROM json_each(?))", [stale])


def write_events(db: Database, events: Sequence[tuple[Agreed, Sequence[str]]]) -> None:
    """Write events, each with the mentions that report it."""
    insert(
        db,
        "events",
        (
            {
                "id": event.id,
                "date_start": event.start,
                "date_end": event.end,
                "date_precision": event.precision,
                "summary": event.summary,
                "reports": event.reports,
                "half_day": event.half,
                "title": event.title,
                "place_id": event.place_id,
                "mention_id": event.mention_id,
            }
            for event, _ in events
        ),
    )
    agreed = [event for event, _ in events]
    insert(db, "event_kinds", _rows(agreed, "kinds", ("kind",)))
    insert(db, "event_people", _rows(agreed, "people", _PEOPLE, numbered=True))
    insert(db, "event_parties", _rows(agreed, "parties", _PARTIES))
    insert(db, "event_places", _rows(agreed, "places", _PLACES))
    insert(
        db,
        "event_disagreements",
        ({"event_id": event.id} | found._asdict() for event in agreed for found in event.disagreements),
    )
    db.conn.executemany(
        "UPDATE mentions SET event_id = ? WHERE id = ?",
        [(event.id, key) for event, mentions in events for key in mentions],
    )
    mark_events(db, (event.id for event in agreed))


def refresh_parties(db: Database) -> list[str]:
    """Tell the events what organizations are called now, after they were settled; return the events that changed."""
    events = [
        event
        for (event,) in db.execute(
            "SELECT DISTINCT p.event_id FROM unsettled t CROSS JOIN event_parties p ON p.organization_id = t.id"
            " JOIN organizations o ON o.id = p.organization_id"
            " WHERE t.kind = 'partner'"
            " AND (p.name, p.type, p.province, p.city) IS NOT (o.name, o.type, o.province, o.city)"
        )
    ]
    db.execute(
        "UPDATE event_parties SET (name, type, province, city) ="
        " (SELECT o.name, o.type, o.province, o.city FROM organizations o WHERE o.id = organization_id)"
        " WHERE event_id IN (SELECT value FROM json_each(?)) AND organization_id IN (SELECT id FROM organizations)",
        [listed(events)],
    )
    return events


def refresh_people(db: Database, articles: Iterable[str]) -> set[str]:
    """Tell the events of these articles who their people are, after these were settled; return the events."""
    rows = db.execute(
        "SELECT DISTINCT m.event_id, x.written, m.article_id, x.person_id FROM"
        " (SELECT DISTINCT m.event_id AS id FROM json_each(?) t CROSS JOIN mentions m ON m.article_id = t.value) e"
        " CROSS JOIN mentions m ON m.event_id = e.id CROSS JOIN appearances x ON x.mention_id = m.id"
        " WHERE NOT EXISTS (SELECT 1 FROM copies c WHERE c.article_id = m.article_id)",
        [listed(articles)],
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for event, written, article, person in rows:
        found[event, simplify(written)].append((article, person))
    db.conn.executemany(
        "UPDATE event_people SET person_id = ?1 WHERE event_id = ?2 AND name = ?3 AND person_id <> ?1",
        [(most_reported(people), *key) for key, people in found.items()],
    )
    return {event for event, _ in found}


def _rows(events: Iterable[Agreed], field: str, columns: Sequence[str], *, numbered: bool = False) -> Iterator[Row]:
    for event in events:
        for position, found in enumerate(getattr(event, field), 1):
            row = {"event_id": event.id} | ({"position": position} if numbered else {})
            row |= dict(zip(columns, found.fact, strict=True))
            yield row | {"reports": found.reports, "mention_id": found.mention_id}


@dataclass(frozen=True, slots=True)
class _Passage:
    """Hold of a passage what shows which one of the original it copies."""

    place: str
    date: tuple[str | None, str | None]
    evidence: str
    kinds: frozenset[str]
    event_id: str | None


def tell_copies(db: Database, articles: Collection[str]) -> None:
    """Give the passages of copies the events of the passages that they copy: of these articles, as either."""
    copies = dict(
        db.execute(
            "SELECT c.article_id, c.canonical_id FROM json_each(?1) t CROSS JOIN copies c ON c.article_id = t.value"
            " UNION"
            " SELECT c.article_id, c.canonical_id FROM json_each(?1) t CROSS JOIN copies c ON c.canonical_id = t.value",
            [listed(articles)],
        ).fetchall()
    )
    passages = _passages(db, {*copies, *copies.values()})
    rows = [
        (_event_of(passage, passages[original]), f"{copy}-p{passage.place}")
        for copy, original in sorted(copies.items())
        for passage in passages[copy]
    ]
    db.conn.executemany("UPDATE mentions SET event_id = ?1 WHERE id = ?2 AND event_id IS NOT ?1", rows)


def _passages(db: Database, articles: Iterable[str]) -> dict[str, list[_Passage]]:
    found: dict[str, list[_Passage]] = defaultdict(list)
    rows = db.execute(
        "SELECT m.article_id, m.id, m.date_start, m.date_end, m.evidence, m.event_id,"
        " (SELECT group_concat(DISTINCT k.kind) FROM mention_kinds k WHERE k.mention_id = m.id)"
        " FROM json_each(?) t CROSS JOIN mentions m ON m.article_id = t.value ORDER BY m.id",
        [listed(articles)],
    )
    for article, key, start, end, evidence, event, kinds in rows:
        place = key.removeprefix(f"{article}-p")
        found[article].append(_Passage(place, (start, end), evidence, frozenset((kinds or "").split(",")), event))
    return found


def _event_of(passage: _Passage, originals: Sequence[_Passage]) -> str | None:
    """Return the event of the passage that is copied: of the same words, else of the same date, then kinds and place.

    None where no passage of the original has the date.
    """
    same = [one for one in originals if one.date == passage.date] or [
        one for one in originals if one.evidence == passage.evidence
    ]
    if not same:
        return None
    return max(
        same,
        key=lambda one: (one.evidence == passage.evidence, one.place == passage.place, len(one.kinds & passage.kinds)),
    ).event_id
