"""Tell what a database covers: how much, of whom, from when to when, and what could not be fetched."""

from __future__ import annotations

import sqlite3
from typing import Any

_NUMBERS = {
    "articles": "SELECT count(*) FROM articles",
    "copies": "SELECT count(*) FROM copies",
    "events": "SELECT count(*) FROM events",
    "signings": "SELECT count(DISTINCT event_id) FROM event_kinds WHERE kind = '签约'",
    "organizations": "SELECT count(*) FROM organizations",
    "people": "SELECT count(*) FROM people",
}


def measure(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return what the database covers, in plain values that JSON can hold.

    ``numbers`` has a count for each name, ``sites`` and ``missing`` are pairs of a name and a count, the largest
    first; ``first`` and ``last`` are days. The run that wrote last is under ``run``, see :func:`last_run`.
    """
    first, last = connection.execute(
        "SELECT min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles"
    ).fetchone()
    return {
        "numbers": {name: connection.execute(sql).fetchone()[0] for name, sql in _NUMBERS.items()},
        "first": first,
        "last": last,
        "sites": _pairs(connection, "SELECT site, count(*) AS n FROM articles GROUP BY site ORDER BY n DESC, site"),
        "missing": _pairs(
            connection, "SELECT status, count(*) AS n FROM not_fetched GROUP BY status ORDER BY n DESC, status"
        ),
        "run": last_run(connection),
    }


def last_run(connection: sqlite3.Connection) -> list[Any]:
    """Return number and end of the run that wrote last, by which a later state of the database is told apart."""
    return list(connection.execute("SELECT id, finished FROM runs ORDER BY id DESC LIMIT 1").fetchone() or (0, None))


def _pairs(connection: sqlite3.Connection, sql: str) -> list[list[Any]]:
    return [list(row) for row in connection.execute(sql)]
