"""Open a database, or say in one line why it cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from xjtunews import __version__
from xjtunews.database.migrations import migrations, names
from xjtunews.exceptions import DatabaseError

#: Seconds to wait for another program that is writing.
_PATIENCE = 10.0
#: Kilobytes of pages that are kept in memory: much of the index of copies among 100,000 articles.
#: By default SQLite keeps 2,000.
_CACHE = 65_536


def open_database(path: str, *, patience: float = _PATIENCE) -> Database:
    """Return the database at ``path``, created or migrated to this version's schema; WAL, foreign keys on.

    :raises DatabaseError: if it cannot be written, is locked for longer than ``patience`` seconds, is no database,
        belongs to another program, or was written by a newer version.
    """
    if path == ":memory:" or not path:
        raise DatabaseError(f"DATABASE={path} keeps nothing; give the name of a file")
    if Path(path).is_dir():
        raise DatabaseError(f"DATABASE={path} is a folder; give the name of a file")
    if not Path(path).absolute().parent.is_dir():
        raise DatabaseError(f"DATABASE={path}: there is no folder {Path(path).absolute().parent}; create it first")
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=patience)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        database = Database(connection)
        _refuse_foreign(database, path)
        database.enable_wal()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        _migrate(database)
    except (sqlite3.Error, DatabaseError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, DatabaseError):
            raise
        raise DatabaseError(f"DATABASE={path}: {_explain(error)}") from error
    return database


def set_patience(db: Database, seconds: float) -> None:
    """Set how long a write waits for another program that is writing."""
    db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Make what follows one transaction that takes the lock at once.

    One that reads first and writes later (as sqlite-utils begins them) cannot wait for another program: SQLite says
    `locked` without regard to the timeout.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


def _migrate(database: Database) -> None:
    if not migrations().pending(database):
        return
    migrations().apply(database)
    # A time here would make two databases of one archive differ; the version says more.
    database.execute(
        "UPDATE _sqlite_migrations SET applied_at = ? WHERE migration_set = ? AND applied_at LIKE '2%'",
        ["xjtunews " + __version__, migrations().name],
    )


def _refuse_foreign(database: Database, path: str) -> None:
    applied = {migration.name for migration in migrations().applied(database)}
    if database.table_names() and not applied:
        raise DatabaseError(f"DATABASE={path} holds the tables of another program; give another file")
    newer = sorted(applied - names())
    if newer:
        raise DatabaseError(
            f"DATABASE={path} was written by a newer xjtunews ({newer[-1]}); update xjtunews or give another file"
        )


def is_locked(error: Exception) -> bool:
    """Tell whether another program holds the database, so that a later try may succeed."""
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _explain(error: sqlite3.Error) -> str:
    text = str(error)
    if is_locked(error):
        return "locked by another program; close that program, or give another file"
    if "not a database" in text or "malformed" in text:
        return "this is no SQLite database, or a damaged one; move it away or give another file"
    if "readonly" in text or "unable to open" in text:
        return "cannot be written; check its permissions, or give another file"
    return text
