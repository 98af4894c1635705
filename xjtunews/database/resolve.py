"""Work out what follows from all articles together: copies, where links lead, and events.

Everything is computed from stored rows alone, so the order in which they came makes no difference; and only what may
have changed since the last time is looked at, which gives what looking at all of it would give.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlite_utils import Database

from xjtunews.database.agreed import refresh_parties, refresh_people
from xjtunews.database.connection import transaction
from xjtunews.database.copies import resolve_copies
from xjtunews.database.events import forget_events, join_events
from xjtunews.database.groups import chunks
from xjtunews.database.links import resolve_links
from xjtunews.database.listings import trace_columns
from xjtunews.database.names import forget_names, settle_organizations
from xjtunews.database.people import moved_employers, settle_people
from xjtunews.database.relationships import forget_counts, mark_events, refresh
from xjtunews.database.similar import known
from xjtunews.database.unsettled import unsettle

_CHANGED = ("copies", "events")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Say what a run of :func:`resolve` looked at, and what there was before and is now, by table."""

    articles: int
    before: dict[str, int]
    after: dict[str, int]


def resolve(db: Database, *, everything: bool = False) -> Resolved:
    """Bring copies, links, names and events up to date with what was written since the last time, in one transaction.

    One that is interrupted changes nothing, and the next one does its work. ``everything`` looks at all articles.
    So are people and organizations, and what is counted of them; those that no article names any more are removed.
    """
    with _no_search_for_cycles(), transaction(db):
        before = _count(db)
        if everything:
            _mark_everything(db)
        articles = {key for (key,) in db.execute("SELECT article_id FROM unresolved")}
        looked_at = len(articles)
        new = articles - known(db, articles)
        copies = resolve_copies(db, articles)
        for some in chunks(copies - new):
            unsettle(db, some)
        for some in chunks(copies & new):
            unsettle(db, some, added=True)
        articles |= copies
        articles |= resolve_links(db, articles)
        trace_columns(db)
        articles |= settle_organizations(db) | moved_employers(db)
        mark_events(db, refresh_parties(db))
        join_events(db, articles)
        mark_events(db, refresh_people(db, settle_people(db, new)))
        refresh(db)
        forget_names(db)
        db.execute("DELETE FROM unresolved")
        db.execute("DELETE FROM unresolved_addresses")
        return Resolved(looked_at, before, before | _count(db, _CHANGED))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python not look for garbage in cycles: there is none, and looking takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _count(db: Database, tables: Iterable[str] = (*_CHANGED, "mentions")) -> dict[str, int]:
    return {table: next(db.execute(f"SELECT count(*) FROM {table}"))[0] for table in tables}  # noqa: S608


def _mark_everything(db: Database) -> None:
    forget_events(db)
    forget_counts(db)
    for statement in (
        "INSERT INTO unresolved (article_id) SELECT id FROM articles WHERE true ON CONFLICT DO NOTHING",
        "INSERT INTO unresolved_addresses SELECT url FROM fetches WHERE true ON CONFLICT DO NOTHING",
    ):
        db.execute(statement)
    for some in chunks({key for (key,) in db.execute("SELECT id FROM articles")}):
        unsettle(db, some)
