"""Keep one row for each run of a spider."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database


def begin_run(db: Database, **facts: Any) -> int:
    """Store that a run has begun and return its number."""
    number = db.table("runs").insert(facts, pk="id").last_pk
    assert isinstance(number, int)
    return number


def end_run(db: Database, run_id: int, **facts: Any) -> None:
    """Store how a run ended: what is given, and the counts of what it asked for."""
    sql = "SELECT status, count(*) FROM fetches WHERE run_id = ? GROUP BY status"
    counts = dict(db.execute(sql, [run_id]).fetchall())
    found = {"articles": "fetched", "refused": "refused", "failed": "failed"}
    db.table("runs").update(run_id, facts | {name: counts.get(status, 0) for name, status in found.items()})


def last_reports(db: Database, fewest: int) -> dict[str, Any]:
    """Return for each site the report of the last run that read at least so many of its articles."""
    found: dict[str, Any] = {}
    for (health,) in db.execute(
        "SELECT health FROM runs WHERE health IS NOT NULL ORDER BY id DESC LIMIT 50"
    ).fetchall():
        for site, report in (json.loads(health) or {}).get("sites", {}).items():
            if report["articles"] >= fewest:
                found.setdefault(site, report)
    return found


def last_runs(db: Database, number: int) -> list[dict[str, Any]]:
    """Return the last runs of spiders, the newest first, each as its row with the report read."""
    rows = db.query("SELECT * FROM runs WHERE spider <> 'retag' ORDER BY id DESC LIMIT ?", [number])
    return [row | {"health": json.loads(row["health"]) if row["health"] else None} for row in rows]


def summarize(db: Database) -> dict[str, Any]:
    """Return what a summary shows: counts, related links by status, and the last run's share of filled fields."""
    count = {
        name: next(db.execute(f"SELECT count(*) FROM {name}"))[0]  # noqa: S608
        for name in ("articles", "copies", "mentions", "events")
    }
    related = db.execute("SELECT status, count(*) FROM links WHERE kind = 'related' GROUP BY status ORDER BY status")
    last = db.execute("SELECT coverage FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    coverage = json.loads(last[0]) if last and last[0] else {}
    return count | {"related": dict(related.fetchall()), "coverage": coverage}
