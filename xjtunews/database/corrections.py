"""Keep the corrections that people made, and what came of each."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from xjtunews.database.connection import transaction
from xjtunews.database.rows import Row, insert

_SAID = ("who", "corrected", "why", "article", "action", "fact", "passage", "old", "new")


def keep_corrections(db: Database, rows: Iterable[Row]) -> None:
    """Replace the stored corrections; one whose article did not come by keeps what came of it before."""
    with transaction(db):
        before = {tuple(row[name] for name in _SAID): row for row in db.table("corrections").rows}
        stored = {key for (key,) in db.execute("SELECT id FROM articles")}
        kept = []
        for row in rows:
            known = before.get(tuple(row[name] for name in _SAID))
            if known is not None and row["status"] == "unused":
                row = known | {"line": row["line"]}
            # An article that came by may not be stored: an exception, or a database that stayed locked.
            kept.append({**row, "article_id": row["article_id"] if row["article_id"] in stored else None})
        db.execute("DELETE FROM corrections")
        insert(db, "corrections", kept)
