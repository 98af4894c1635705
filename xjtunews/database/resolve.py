"""Work out what follows from all articles together: copies, where links lead, and events.

Everything is computed from stored rows alone, so the order in which they came makes no difference; and only what may
have changed since the last time is looked at, which gives what looking at all of it would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from xjtunews.database.agreed import refresh_parties, refresh_people
from xjtunews.database.connection import transaction
from xjtunews.database.events import forget_events, join_events
from xjtunews.database.groups import chunks
from xjtunews.database.links import resolve_links
from xjtunews.database.listings import trace_columns
from xjtunews.database.names import forget_names, settle_organizations
from xjtunews.database.people import settle_people
from xjtunews.database.relationships import mark_events, refresh
from xjtunews.database.rows import listed
from xjtunews.database.unsettled import unsettle
from xjtunews.database.writer import place


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
    with transaction(db):
        before = _count(db)
        if everything:
            _mark_everything(db)
        articles = {key for (key,) in db.execute("SELECT article_id FROM unresolved")}
        looked_at = len(articles)
        copies = _resolve_copies(db, articles)
        for some in chunks(copies):
            unsettle(db, some)
        articles |= copies
        articles |= resolve_links(db, articles)
        trace_columns(db)
        articles |= settle_organizations(db)
        mark_events(db, refresh_parties(db))
        join_events(db, articles)
        refresh_people(db, settle_people(db))
        refresh(db)
        forget_names(db)
        db.execute("DELETE FROM unresolved")
        db.execute("DELETE FROM unresolved_addresses")
        return Resolved(looked_at, before, _count(db))


def _count(db: Database) -> dict[str, int]:
    return {
        table: next(db.execute(f"SELECT count(*) FROM {table}"))[0]  # noqa: S608
        for table in ("copies", "mentions", "events")
    }


def _mark_everything(db: Database) -> None:
    forget_events(db)
    for statement in (
        "INSERT INTO unresolved SELECT id FROM articles WHERE true ON CONFLICT DO NOTHING",
        "INSERT INTO unresolved_addresses SELECT url FROM fetches WHERE true ON CONFLICT DO NOTHING",
    ):
        db.execute(statement)
    for some in chunks({key for (key,) in db.execute("SELECT id FROM articles")}):
        unsettle(db, some)


def _resolve_copies(db: Database, articles: Collection[str]) -> set[str]:
    """Point every article to the best placed one with the same cleaned text: from the web, then the earliest.

    Only the texts of ``articles``, now and before, are looked at. Return the articles whose row has changed.
    """
    changed = listed(articles)
    affected = {
        key
        for (key,) in db.execute(
            "SELECT b.id FROM json_each(?1) t CROSS JOIN articles a ON a.id = t.value"
            " JOIN articles b ON b.text_hash = a.text_hash"
            " UNION SELECT c.canonical_id FROM json_each(?1) t CROSS JOIN copies c ON c.article_id = t.value"
            " UNION SELECT c.article_id FROM json_each(?1) t CROSS JOIN copies c ON c.canonical_id = t.value",
            [changed],
        )
    }
    groups: dict[str, list[tuple[str, str | None, str | None, str | None, str]]] = defaultdict(list)
    for text_hash, *article in db.execute(
        "SELECT DISTINCT b.text_hash, b.id, b.document, b.url, b.published, b.title FROM json_each(?) t"
        " JOIN articles a ON a.id = t.value JOIN articles b ON b.text_hash = a.text_hash ORDER BY b.id",
        [listed(affected)],
    ):
        groups[text_hash].append(tuple(article))
    found: dict[str, tuple[str, str, float]] = {}
    for some in groups.values():
        ordered = sorted(some, key=lambda a: (bool(a[1]), a[3] or "9999", place(a[1], a[2]), a[0]))
        canonical = ordered[0]
        for article in ordered[1:]:
            same = (article[3] or "")[:10] == (canonical[3] or "")[:10] and article[4] == canonical[4]
            found[article[0]] = (canonical[0], "same-page" if same else "reprint", 1.0)
    looked_at = affected | {article[0] for some in groups.values() for article in some}
    known = {
        key: tuple(row)
        for key, *row in db.execute(
            "SELECT c.article_id, c.canonical_id, c.relation, c.similarity"
            " FROM json_each(?) t CROSS JOIN copies c ON c.article_id = t.value",
            [listed(looked_at)],
        )
    }
    different = {key for key in looked_at if known.get(key) != found.get(key)}
    db.execute("DELETE FROM copies WHERE article_id IN (SELECT value FROM json_each(?))", [listed(different)])
    db.conn.executemany(
        "INSERT INTO copies VALUES (?, ?, ?, ?)", [(key, *found[key]) for key in sorted(different & found.keys())]
    )
    return different
