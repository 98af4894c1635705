"""Read what one page shows: an event, a partner, a person, an article."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

Row = dict[str, Any]

#: Events of one partner or person that a page shows, and those among which it looks for people.
MOST_EVENTS, MOST_JOINED = 300, 3000
_CONTEXT = 100  # characters shown on either side of a quoted sentence
_PREFIX = "event-"

_OF_PARTNER = "SELECT event_id FROM event_parties WHERE organization_id = ?"
_OF_PERSON = "SELECT DISTINCT event_id FROM event_people WHERE person_id = ?"
_EVENT_COLUMNS = """
    e.id, e.date_start, e.date_end, e.date_precision, e.summary, e.reports,
    (SELECT group_concat(k.kind, ' ') FROM event_kinds k WHERE k.event_id = e.id) AS kinds
"""


def event(connection: sqlite3.Connection, event_id: str) -> Row | None:
    """Return an event with its parties, people, places, agreements and reports; None if there is none of this id."""
    found = _one(connection, f"SELECT {_EVENT_COLUMNS} FROM events e WHERE e.id = ?", event_id)  # noqa: S608
    if found is None:
        return None
    found["kinds"] = (found["kinds"] or "").split()
    found["parties"] = _rows(
        connection,
        "SELECT organization_id, name, type, province, city FROM event_parties WHERE event_id = ?"
        " ORDER BY type IS NULL, name",
        event_id,
    )
    found["people"] = _gather_titles(
        _rows(
            connection,
            "SELECT DISTINCT a.person_id, p.name, a.title, a.side, a.organization FROM mentions m"
            " JOIN appearances a ON a.mention_id = m.id JOIN people p ON p.id = a.person_id"
            " WHERE m.event_id = ? ORDER BY a.side IS NULL, a.side, p.name, p.id, a.title",
            event_id,
        )
    )
    found["places"] = _rows(
        connection,
        "SELECT DISTINCT place_id, name, province, city, role FROM event_places WHERE event_id = ? ORDER BY role DESC",
        event_id,
    )
    found["agreements"] = _rows(
        connection,
        "SELECT a.name, a.kind, min(a.article_id) AS article_id, min(a.paragraph) AS paragraph FROM mentions m"
        " JOIN agreements a ON a.mention_id = m.id WHERE m.event_id = ? GROUP BY a.name, a.kind ORDER BY a.name",
        event_id,
    )
    found["disagreements"] = _disagreements(connection, event_id)
    found["sources"] = _reports(connection, event_id)
    return found


def event_now(connection: sqlite3.Connection, event_id: str) -> str | None:
    """Return the id of the event that an older id means: the one whose passage gave it its name."""
    if not event_id.startswith(_PREFIX):
        return None
    row = connection.execute("SELECT event_id FROM mentions WHERE id = ?", [event_id.removeprefix(_PREFIX)]).fetchone()
    return row[0] if row else None


def partner(connection: sqlite3.Connection, organization_id: str) -> Row | None:
    """Return a body with its events, agreements and people; None if there is none of this id."""
    found = _one(connection, "SELECT id, name, type, province, city FROM organizations WHERE id = ?", organization_id)
    if found is None:
        return None
    ids, events = _events(connection, _OF_PARTNER, organization_id)
    found |= events
    found["names"] = _rows(
        connection,
        "SELECT name, min(how) AS how, sum(articles) AS articles, min(article_id) AS article_id"
        " FROM organization_names WHERE organization_id = ? AND name <> ? GROUP BY name ORDER BY articles DESC, name",
        organization_id,
        found["name"],
    )
    found["before"] = _one(
        connection,
        "SELECT first_contact, first_signing, visits, meetings, days FROM visits_before_signing"
        " WHERE organization_id = ?",
        organization_id,
    )
    found["people"] = _people_beside(connection, ids[:MOST_JOINED], found["name"])
    found["agreements"] = _rows(
        connection,
        "SELECT a.name, a.kind, m.event_id, min(m.date_start) AS date_start FROM event_parties x"
        " JOIN mentions m ON m.event_id = x.event_id JOIN agreements a ON a.mention_id = m.id"
        " WHERE x.organization_id = ? GROUP BY a.name, a.kind, m.event_id ORDER BY 4 DESC, a.name LIMIT 50",
        organization_id,
    )
    return found


def person(connection: sqlite3.Connection, person_id: str) -> Row | None:
    """Return a person with offices, events and namesakes; None if there is none of this id."""
    found = _one(connection, "SELECT id, name, employer FROM people WHERE id = ?", person_id)
    if found is None:
        return None
    found |= _events(connection, _OF_PERSON, person_id)[1]
    found["offices"] = _rows(
        connection,
        "SELECT title, organization, side, first_seen AS first, last_seen AS last, reports, first_article_id,"
        " first_evidence, last_article_id, last_evidence FROM person_offices WHERE person_id = ?"
        " ORDER BY last_seen DESC, reports DESC, title LIMIT 40",
        person_id,
    )
    found["articles"] = _rows(
        connection,
        "SELECT r.id, r.title, r.published FROM articles r WHERE r.id IN"
        " (SELECT article_id FROM appearances WHERE person_id = ? AND mention_id IS NULL)"
        " ORDER BY r.published DESC LIMIT 30",
        person_id,
    )
    found["namesakes"] = _rows(
        connection,
        "SELECT id, name, employer FROM people WHERE name = ? AND id <> ?"
        " ORDER BY employer IS NULL, employer, id LIMIT 20",
        found["name"],
        person_id,
    )
    return found


def article(connection: sqlite3.Connection, article_id: str) -> Row | None:
    """Return an article with its passages, credits, links and addresses; None if there is none of this id."""
    found = _one(
        connection,
        "SELECT a.*, c.canonical_id, c.relation FROM articles a LEFT JOIN copies c ON c.article_id = a.id"
        " WHERE a.id = ?",
        article_id,
    )
    if found is None:
        return None
    found["passages"] = _rows(
        connection,
        "SELECT m.id, m.event_id, m.paragraph, m.evidence_start, m.evidence_end, m.date_start, m.date_end,"
        " m.date_precision, (SELECT group_concat(kind, ' ') FROM (SELECT DISTINCT kind FROM mention_kinds"
        " WHERE mention_id = m.id ORDER BY kind)) AS kinds"
        " FROM mentions m WHERE m.article_id = ? ORDER BY m.evidence_start, m.id",
        article_id,
    )
    found["people"] = _gather_titles(
        _rows(
            connection,
            "SELECT DISTINCT a.person_id, p.name, a.title, a.side, a.organization FROM appearances a"
            " JOIN people p ON p.id = a.person_id WHERE a.article_id = ? ORDER BY a.side IS NULL, a.side, p.name, p.id",
            article_id,
        )
    )
    found["parties"] = _rows(
        connection,
        "SELECT DISTINCT o.id AS organization_id, o.name, o.type FROM participations p"
        " JOIN organizations o ON o.id = p.organization_id WHERE p.article_id = ? ORDER BY o.name",
        article_id,
    )
    found["credits"] = _rows(
        connection, "SELECT role, name, organization FROM credits WHERE article_id = ? ORDER BY position", article_id
    )
    found["links"] = _rows(
        connection,
        "SELECT l.url, l.label, l.kind, l.status, l.reason, l.target_id, a.title FROM links l"
        " LEFT JOIN articles a ON a.id = l.target_id WHERE l.article_id = ? ORDER BY l.position LIMIT 200",
        article_id,
    )
    found["copies"] = _rows(
        connection,
        "SELECT c.article_id, a.title, a.site FROM copies c JOIN articles a ON a.id = c.article_id"
        " WHERE c.canonical_id = ? ORDER BY a.id",
        article_id,
    )
    return found


def _disagreements(connection: sqlite3.Connection, event_id: str) -> list[Row]:
    """Return what reports of an event say differently; databases of older versions do not tell."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'event_disagreements'").fetchone():
        return []
    return _rows(
        connection,
        "SELECT d.field, d.value, d.chosen, d.reports, m.article_id, m.paragraph FROM event_disagreements d"
        " JOIN mentions m ON m.id = d.mention_id WHERE d.event_id = ?"
        " ORDER BY d.field, d.chosen DESC, d.reports DESC, d.value",
        event_id,
    )


def _reports(connection: sqlite3.Connection, event_id: str) -> list[Row]:
    """Return the passages that report an event, each with its sentence and what stands around it."""
    passages = _rows(
        connection,
        "SELECT m.id, m.article_id, m.paragraph, m.evidence, m.evidence_start, m.evidence_end, m.date_text,"
        " a.title, a.published, a.url, a.site, a.body, c.canonical_id AS copy_of"
        " FROM mentions m JOIN articles a ON a.id = m.article_id LEFT JOIN copies c ON c.article_id = m.article_id"
        " WHERE m.event_id = ? ORDER BY c.canonical_id IS NOT NULL, a.published, m.id LIMIT 200",
        event_id,
    )
    for passage in passages:
        body, start, end = passage.pop("body"), passage["evidence_start"], passage["evidence_end"]
        left, right = max(0, start - _CONTEXT), min(len(body), end + _CONTEXT)
        passage["before"] = ("…" if left else "") + body[left:start]
        passage["quoted"] = body[start:end]
        passage["after"] = body[end:right] + ("…" if right < len(body) else "")
    return passages


def _people_beside(connection: sqlite3.Connection, ids: Sequence[str], name: str) -> list[Row]:
    """Return who was at events of a body, those of its own first, then ours, with the number of these events."""
    events = json.dumps(sorted(ids))  # in the order in which they lie
    # One row for each title: enough to tell who may be among those of most events, which are then counted.
    chosen = connection.execute(
        "SELECT p.person_id FROM json_each(?) t CROSS JOIN event_people p ON p.event_id = t.value"
        " WHERE p.side IS NOT NULL GROUP BY p.person_id, p.side ORDER BY count(*) DESC, p.person_id LIMIT 300",
        [events],
    )
    rows = _rows(
        connection,
        "SELECT p.person_id, p.name, p.side, max(p.title) AS title, max(p.organization) AS organization,"
        " count(DISTINCT p.event_id) AS events FROM json_each(?) t CROSS JOIN event_people p ON p.event_id = t.value"
        " WHERE p.side IS NOT NULL AND p.person_id IN (SELECT value FROM json_each(?))"
        " GROUP BY p.person_id, p.side ORDER BY events DESC, p.name, p.person_id",
        events,
        json.dumps([person_id for (person_id,) in chosen]),
    )
    of_body = [row for row in rows if row["side"] == "theirs" and (row["organization"] or "?") in name]
    ours = [row for row in rows if row["side"] == "ours"]
    return [*of_body[:30], *ours[:30]]


def _events(connection: sqlite3.Connection, chosen: str, key: str) -> tuple[list[str], Row]:
    """Return the ids of events that ``chosen`` selects, the latest first, and what a page shows of them."""
    found = connection.execute(
        f"SELECT e.id, e.date_start FROM ({chosen}) t CROSS JOIN events e ON e.id = t.event_id"  # noqa: S608
        " ORDER BY e.date_start IS NULL, e.date_start DESC, e.id",
        [key],
    ).fetchall()
    ids = [event_id for event_id, _ in found]
    days = [day for _, day in found if day]
    shown = _rows(
        connection,
        f"SELECT {_EVENT_COLUMNS} FROM json_each(?) t CROSS JOIN events e ON e.id = t.value ORDER BY t.key",  # noqa: S608
        json.dumps(ids[:MOST_EVENTS]),
    )
    for row in shown:
        row["kinds"] = (row["kinds"] or "").split()
    kinds = _rows(
        connection,
        f"SELECT k.kind, count(*) AS events FROM ({chosen}) t CROSS JOIN event_kinds k ON k.event_id = t.event_id"  # noqa: S608
        " GROUP BY k.kind ORDER BY events DESC, k.kind",
        key,
    )
    span = {"count": len(ids), "first": days[-1] if days else None, "last": days[0] if days else None}
    return ids, {"events": shown, "kinds": kinds, **span}


def _gather_titles(rows: Iterable[Row]) -> list[Row]:
    """Return one row for each person, with all ``titles``."""
    found: dict[tuple[str, str | None], Row] = {}
    for row in rows:
        title = row.pop("title")
        known = found.setdefault((row["person_id"], row["side"]), {**row, "titles": []})
        if title and title not in known["titles"]:
            known["titles"].append(title)
    return list(found.values())


def _rows(connection: sqlite3.Connection, sql: str, *values: Any) -> list[Row]:
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _one(connection: sqlite3.Connection, sql: str, *values: Any) -> Row | None:
    found = _rows(connection, sql, *values)
    return found[0] if found else None
