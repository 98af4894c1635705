"""Keep which names, people and months have to be looked at again, until they are.

Whoever changes rows marks what hangs on them, before and after; whoever works it out anew takes the marks away in the
same transaction, so that an interruption loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from xjtunews.database.rows import marks

_NAMES = (
    "INSERT OR IGNORE INTO unsettled SELECT '{}', name_id FROM participations WHERE article_id IN ({})",
    "INSERT OR IGNORE INTO unsettled SELECT '{}', organization_id FROM participations WHERE article_id IN ({})",
    "INSERT OR IGNORE INTO unsettled SELECT '{}', name_id FROM name_declarations WHERE article_id IN ({})",
    "INSERT OR IGNORE INTO unsettled SELECT '{}', full_id FROM name_declarations WHERE article_id IN ({})",
)
_PEOPLE = "INSERT OR IGNORE INTO unsettled SELECT '{}', person_id FROM appearances WHERE article_id IN ({})"
_ARTICLES = "INSERT OR IGNORE INTO unsettled SELECT '{}', id FROM articles WHERE id IN ({})"


def unsettle(db: Database, articles: Sequence[str], *, added: bool = False) -> None:
    """Mark the organizations and people that ``articles`` name; the caller commits.

    ``added`` says that of what is known of them, the articles take nothing away.
    """
    name, person = ("named", "seen") if added else ("organization", "person")
    statements = (*((name, sql) for sql in _NAMES), (person, _PEOPLE), ("article", _ARTICLES))
    for kind, sql in statements:
        db.execute(sql.format(kind, marks(articles)), list(articles))


def mark(db: Database, kind: str, keys: Iterable[str]) -> None:
    """Mark single ones; the caller commits."""
    db.conn.executemany("INSERT OR IGNORE INTO unsettled VALUES (?, ?)", [(kind, key) for key in keys])


def take(db: Database, kind: str) -> list[str]:
    """Return what is marked of one kind, in order, and take the marks away; the caller commits."""
    keys = [key for (key,) in db.execute("SELECT id FROM unsettled WHERE kind = ? ORDER BY id", [kind])]
    db.execute("DELETE FROM unsettled WHERE kind = ?", [kind])
    return keys
