"""Keep what each column listed and when, and work out from it what was added and what was withdrawn.

A state is what a column listed when one crawl walked it, from its first page as far as the crawl went. States are kept,
listings and changes follow from them alone, so the order in which states came makes no difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import pairwise
from operator import attrgetter

from sqlite_utils import Database

from xjtunews.database.rows import insert
from xjtunews.items import Listed, ListPage

_values = attrgetter(*(own.name for own in fields(Listed)))


@dataclass(frozen=True, slots=True)
class State:
    """Hold what a column listed at one time, in its order; ``complete`` where it was walked to its end."""

    captured: str
    items: tuple[Listed, ...]
    pages: int = 1
    complete: bool = False


@dataclass(slots=True)
class Listing:
    """Hold what became of one item of a column: ``listed``, ``below`` what was walked, or ``withdrawn``."""

    listed: Listed
    first_seen: str
    last_seen: str
    status: str = "listed"
    missed: str | None = None


@dataclass(slots=True)
class History:
    """Hold the items that a column has had, and each change with the time of the state that showed it."""

    listings: dict[str, Listing] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def trace(states: Iterable[State]) -> History:
    """Return what became of a column's items; ``states`` stand in the order of their times.

    An item that is gone was withdrawn for certain only where the column was walked to its end, or where an item that
    stood below it is still listed; else newer ones may have pushed it down. One that comes up at the lower end of the
    list for the first time stood below before.

    >>> def state(captured, *items):
    ...     return State(captured, tuple(Listed(item, item, item, None) for item in items))
    >>> trace([state("1", "b", "a"), state("2", "c", "b"), state("3", "b", "a")]).changes
    [('2', 'c', 'added'), ('2', 'a', 'below'), ('3', 'a', 'back'), ('3', 'c', 'withdrawn')]
    """
    history = History()
    before: State | None = None
    for state in states:
        _list_items(history, state, before)
        if before is not None:
            _miss_items(history, state, before.items)
        before = state
    return history


def _list_items(history: History, state: State, before: State | None) -> None:
    names = [listed.item for listed in state.items]
    known = {listed.item for listed in before.items} if before else set()
    last = max((place for place, name in enumerate(names) if name in known), default=len(names))
    last = len(names) if before and before.complete else last
    for place, listed in enumerate(state.items):
        listing = history.listings.get(listed.item)
        if listing is None:
            history.listings[listed.item] = Listing(listed, state.captured, state.captured)
            change: str | None = "added" if place < last else "uncovered"
        else:
            change = "back" if listing.status != "listed" else None
            listing.listed, listing.last_seen, listing.status, listing.missed = listed, state.captured, "listed", None
        if change and before is not None:
            history.changes.append((state.captured, listed.item, change))


def _miss_items(history: History, state: State, before: tuple[Listed, ...]) -> None:
    """Note every item that was listed and is not any more, and whether it may stand further down."""
    names = {listed.item for listed in state.items}
    places = {listed.item: place for place, listed in enumerate(before)}
    # The lowest item that was there before, where it stood then: one that was put on top since says nothing.
    still = next((places[listed.item] for listed in reversed(state.items) if listed.item in places), -1)
    oldest = state.items[-1].published if state.items else None
    for place, listed in enumerate(before):
        if listed.item in names:
            continue
        # An item that lost its place on top goes where its date belongs, and that may be out of sight.
        moved = bool(oldest and listed.published and listed.published[:10] < oldest[:10])
        gone = state.complete or (place < still and not moved)
        listing = history.listings[listed.item]
        listing.status, listing.missed = "withdrawn" if gone else "below", state.captured
        history.changes.append((state.captured, listed.item, listing.status))
    if state.complete:
        for name, listing in history.listings.items():
            if name not in names and listing.status == "below":
                listing.status = "withdrawn"
                history.changes.append((state.captured, name, "withdrawn"))


def write_states(db: Database, pages: Iterable[ListPage]) -> None:
    """Keep what columns listed: of one walk, the page that saw most."""
    # A page that could not be read is no list that lost all its items.
    read = sorted((page for page in pages if page.items), key=lambda page: page.pages)
    for page in {(page.column, page.captured): page for page in read}.values():
        key = [page.column, page.captured or ""]
        known = db.execute("SELECT pages FROM list_states WHERE column_url = ? AND captured = ?", key).fetchone()
        if known and known[0] > page.pages:
            continue
        items = json.dumps([_values(listed) for listed in page.items], ensure_ascii=False)
        row = {"column_url": page.column, "captured": page.captured or ""}
        row |= {"pages": page.pages, "complete": int(page.complete), "items": items}  # type: ignore[dict-item]
        insert(db, "list_states", [row], replace=True)


def trace_columns(db: Database) -> None:
    """Bring ``listings`` and ``listing_changes`` up to date with the states."""
    columns = [column for (column,) in db.execute("SELECT DISTINCT column_url FROM list_states").fetchall()]
    for column in columns:
        _drop_repetitions(db, column)
        states = list(_states(db, column))
        history = trace(states)
        db.execute("DELETE FROM listings WHERE column_url = ?", [column])
        db.execute("DELETE FROM listing_changes WHERE column_url = ?", [column])
        insert(db, "listings", (_row(column, listing) for listing in history.listings.values()))
        names = ("captured", "item", "change")
        changes = {(captured, item): change for captured, item, change in history.changes}
        rows = ((*key, change) for key, change in changes.items())
        insert(db, "listing_changes", ({"column_url": column} | dict(zip(names, row, strict=True)) for row in rows))
    db.execute(
        "UPDATE listings SET article_id = coalesce("
        "(SELECT id FROM articles WHERE id = listings.item),"
        " (SELECT article_id FROM fetches WHERE url = listings.address))"
    )


def _drop_repetitions(db: Database, column: str) -> None:
    """Remove the states that say what those before and behind them say; the first and the last say how long."""
    rows = db.execute(
        "SELECT captured, items, complete FROM list_states WHERE column_url = ? ORDER BY captured", [column]
    ).fetchall()
    same = [one[1:] == other[1:] for one, other in pairwise(rows)]
    for place in range(1, len(rows) - 1):
        if same[place - 1] and same[place]:
            key = [column, rows[place][0]]
            db.execute("DELETE FROM list_states WHERE column_url = ? AND captured = ?", key)


def _states(db: Database, column: str) -> Iterator[State]:
    rows = db.execute(
        "SELECT captured, items, pages, complete FROM list_states WHERE column_url = ? ORDER BY captured", [column]
    )
    for captured, items, pages, complete in rows.fetchall():
        yield State(captured, tuple(Listed(*listed) for listed in json.loads(items)), pages, bool(complete))


def _row(column: str, listing: Listing) -> dict[str, str | None]:
    listed = listing.listed
    return {
        "column_url": column,
        "item": listed.item,
        "address": listed.address,
        "label": listed.label,
        "published": listed.published,
        "status": listing.status,
        "first_seen": listing.first_seen or None,
        "last_seen": listing.last_seen or None,
        "missed": listing.missed or None,
    }
