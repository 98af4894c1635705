"""Count events for the dashboard: by month and kind, by partner, by place, between our people and partners; each year.

A hundred thousand articles take seconds, so that `scrapy index` counts and stores, and pages only read. Rows are walked
in the order in which they lie and told apart here: SQLite's own DISTINCT over as many long keys takes several times as
long.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from xjtunews.database.coverage import last_run

#: So many partners, and of the network so many of our people and partners, stay readable.
TOP, LEADERS, PARTNERS = 15, 8, 12
#: What stands for all years, those unknown included.
ALL = ""
_MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市", "香港特别行政区", "澳门特别行政区"}
_EVENTS = "SELECT id, date_start, date_precision FROM events"
_REPORTS = "SELECT m.event_id, m.article_id FROM mentions m NOT INDEXED WHERE m.event_id IS NOT NULL"
_KINDS = """
    SELECT m.event_id, k.kind FROM mentions m NOT INDEXED CROSS JOIN mention_kinds k ON k.mention_id = m.id
    WHERE m.event_id IS NOT NULL
"""
_PARTIES = """
    SELECT m.event_id, x.organization_id FROM participations x NOT INDEXED CROSS JOIN mentions m ON m.id = x.mention_id
    WHERE m.event_id IS NOT NULL
"""
_PEOPLE = """
    SELECT m.event_id, a.person_id FROM appearances a NOT INDEXED CROSS JOIN mentions m ON m.id = a.mention_id
    WHERE a.side = 'ours' AND m.event_id IS NOT NULL
"""
_PLACES = """
    SELECT m.event_id, l.place_id FROM locations l NOT INDEXED CROSS JOIN mentions m ON m.id = l.mention_id
    WHERE m.event_id IS NOT NULL
"""

Pairs = set[tuple[str, str]]
Rows = list[list[Any]]


class _Site(NamedTuple):
    """Hold where a place lies: its city, a municipality being one, None where only the province is known."""

    province: str
    city: str | None
    point: tuple[float, float] | None
    own: bool


def measure_charts(connection: sqlite3.Connection) -> dict[str, dict[str, Rows]]:
    """Return the rows of each chart, for every year in which something happened and for :data:`ALL`.

    ``totals``: events, articles, partners, events without a date. ``months``: month, kind, events. ``types``: type
    (empty where unknown), bodies, events. ``partners``: id, name, type, events. ``cities``: province, city, events,
    longitude, latitude. ``provinces``: province, events. ``network``: person's id and name, body's id and name, events.
    """
    events = {key: (start, precision) for key, start, precision in connection.execute(_EVENTS)}
    years = {key: (ALL, start[:4]) if start else (ALL,) for key, (start, _) in events.items()}
    parties = _pairs(connection, _PARTIES)
    found: dict[str, dict[str, Rows]] = {year: {} for year in sorted({ALL, *(y for of in years.values() for y in of)})}
    for name, rows in (
        ("totals", _totals(events, years, _pairs(connection, _REPORTS), parties)),
        ("months", _months(events, years, _pairs(connection, _KINDS))),
        ("types", _types(connection, years, parties)),
        ("partners", _partners(connection, years, parties)),
        ("cities", _cities(connection, years)),
        ("provinces", _provinces(connection, years)),
        ("network", _network(connection, years, parties)),
    ):
        for year in found:
            found[year][name] = rows.get(year, [])
    return found


def store_charts(connection: sqlite3.Connection) -> None:
    """Store the rows of each chart within the transaction of the caller, with the run that they were counted after."""
    connection.execute("DELETE FROM _coverage WHERE name LIKE 'charts%'")
    measured = measure_charts(connection)
    values: list[tuple[str, Any]] = [(f"charts {year}", charts) for year, charts in measured.items()]
    values.append(("charts", {"run": last_run(connection), "years": list(measured)}))
    connection.executemany(
        "INSERT INTO _coverage VALUES (?, ?)", [(name, json.dumps(value, ensure_ascii=False)) for name, value in values]
    )


def stored_charts(connection: sqlite3.Connection) -> tuple[list[str], bool]:
    """Return the years that were counted, none if nothing ever was, and whether they are older than the articles."""
    # A database of an older version has no place for them.
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_coverage'").fetchone():
        return [], True
    found = connection.execute("SELECT value FROM _coverage WHERE name = 'charts'").fetchone()
    if found is None:
        return [], True
    head = json.loads(found[0])
    return head["years"], head["run"] != last_run(connection)


def charts_of(connection: sqlite3.Connection, year: str) -> dict[str, Rows]:
    """Return what was stored for a year that was counted."""
    found = connection.execute("SELECT value FROM _coverage WHERE name = ?", [f"charts {year}"]).fetchone()
    charts: dict[str, Rows] = json.loads(found[0])
    return charts


def _pairs(connection: sqlite3.Connection, sql: str) -> Pairs:
    """Return pairs of an event and something of it."""
    return set(connection.execute(sql).fetchall())


def _count(pairs: Iterable[tuple[str, str]], years: Mapping[str, tuple[str, ...]]) -> dict[str, Counter[str]]:
    """Return how many events each thing has, for each year."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event, thing in pairs:
        for year in years[event]:
            counts[year][thing] += 1
    return counts


def _totals(
    events: Mapping[str, tuple[str | None, str | None]],
    years: Mapping[str, tuple[str, ...]],
    reports: Pairs,
    parties: Pairs,
) -> dict[str, Rows]:
    happened = Counter(year for of_event in years.values() for year in of_event)
    articles, bodies = _count(reports, years), _count(parties, years)
    undated = sum(start is None for start, _ in events.values())
    return {
        year: [[happened[year], len(articles[year]), len(bodies[year]), 0 if year else undated]]
        for year in {ALL, *happened}
    }


def _months(
    events: Mapping[str, tuple[str | None, str | None]], years: Mapping[str, tuple[str, ...]], kinds: Pairs
) -> dict[str, Rows]:
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for event, kind in kinds:
        start, precision = events[event]
        if start and precision != "year":
            for year in years[event]:
                counts[year][start[:7], kind] += 1
    return {year: [[month, kind, n] for (month, kind), n in sorted(of.items())] for year, of in counts.items()}


def _types(connection: sqlite3.Connection, years: Mapping[str, tuple[str, ...]], parties: Pairs) -> dict[str, Rows]:
    types = {key: kind or "" for key, kind in connection.execute("SELECT id, type FROM organizations")}
    bodies: dict[str, Counter[str]] = defaultdict(Counter)
    for year, of_year in _count(parties, years).items():
        bodies[year].update(types[body] for body in of_year)
    # Two bodies of one type at one event are one event of that type.
    events = _count({(event, types[body]) for event, body in parties}, years)
    return {year: [[kind, bodies[year][kind], n] for kind, n in _most(of)] for year, of in events.items()}


def _partners(connection: sqlite3.Connection, years: Mapping[str, tuple[str, ...]], parties: Pairs) -> dict[str, Rows]:
    bodies = {
        key: (name, kind or "") for key, name, kind in connection.execute("SELECT id, name, type FROM organizations")
    }
    return {
        year: [[body, *bodies[body], n] for body, n in _most(of, lambda body: bodies[body][0])[:TOP]]
        for year, of in _count(parties, years).items()
    }


def _sites(connection: sqlite3.Connection) -> dict[str, _Site]:
    sites = {}
    for key, level, province, city, latitude, longitude in connection.execute(
        "SELECT id, level, province, city, latitude, longitude FROM places ORDER BY id"
    ):
        city = city or (province if province in _MUNICIPALITIES else None)
        point = None if latitude is None or longitude is None else (longitude, latitude)
        sites[key] = _Site(province, city, point, level in ("province", "city"))
    return sites


def _cities(connection: sqlite3.Connection, years: Mapping[str, tuple[str, ...]]) -> dict[str, Rows]:
    sites = _sites(connection)
    points: dict[tuple[str, str], tuple[float, float] | None] = {}
    # The point is the city's own, else that of the place in it with the lowest code.
    for site in sorted(sites.values(), key=lambda site: not site.own):
        if site.city and points.get((site.province, site.city)) is None:
            points[site.province, site.city] = site.point
    names = {key: f"{site.province}\n{site.city}" for key, site in sites.items() if site.city}
    pairs = {(event, names[place]) for event, place in _pairs(connection, _PLACES) if place in names}
    rows: dict[str, Rows] = {}
    for year, of_year in _count(pairs, years).items():
        rows[year] = []
        for name, n in _most(of_year):
            province, city = name.split("\n")
            rows[year].append([province, city, n, *(points[province, city] or (None, None))])
    return rows


def _provinces(connection: sqlite3.Connection, years: Mapping[str, tuple[str, ...]]) -> dict[str, Rows]:
    sites = _sites(connection)
    pairs = {(event, sites[place].province) for event, place in _pairs(connection, _PLACES)}
    return {year: [[province, n] for province, n in _most(of)] for year, of in _count(pairs, years).items()}


def _network(connection: sqlite3.Connection, years: Mapping[str, tuple[str, ...]], parties: Pairs) -> dict[str, Rows]:
    bodies_of: dict[str, list[str]] = defaultdict(list)
    for event, body in parties:
        bodies_of[event].append(body)
    # Somebody who met no partner is none of this picture.
    attended = {(event, person) for event, person in _pairs(connection, _PEOPLE) if event in bodies_of}
    leaders = {year: [person for person, _ in _most(of)[:LEADERS]] for year, of in _count(attended, years).items()}
    events_of: dict[str, list[str]] = defaultdict(list)
    chosen = {person for of_year in leaders.values() for person in of_year}
    for event, person in attended:
        if person in chosen:
            events_of[person].append(event)
    names = dict(connection.execute("SELECT id, name FROM organizations"))
    names |= dict(connection.execute("SELECT id, name FROM people"))
    return {
        year: _met({person: [e for e in events_of[person] if year in years[e]] for person in people}, bodies_of, names)
        for year, people in leaders.items()
    }


def _met(events_of: Mapping[str, list[str]], bodies_of: Mapping[str, list[str]], names: Mapping[str, str]) -> Rows:
    """Return who met whom how often, of the partners that these people met at the most events."""
    together = {(event, body) for events in events_of.values() for event in events for body in bodies_of[event]}
    partners = [body for body, _ in _most(Counter(body for _, body in together))[:PARTNERS]]
    pairs = Counter(
        (person, body) for person, events in events_of.items() for event in events for body in bodies_of[event]
    )
    rows = [[person, names[person], body, names[body], n] for (person, body), n in pairs.items() if body in partners]
    return sorted(rows, key=lambda row: (-row[4], row[1], row[0], row[3], row[2]))


def _most(counts: Mapping[str, int], name: Any = str) -> list[tuple[str, int]]:
    """Return the things with their numbers, the largest first, then by name.

    >>> _most({"b": 1, "a": 1, "c": 2})
    [('c', 2), ('a', 1), ('b', 1)]
    """
    return sorted(counts.items(), key=lambda pair: (-pair[1], name(pair[0]), pair[0]))
