"""Read the public tables as they stand at one moment, row by row, in the order of their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xjtunews.database.dictionary import dictionary
from xjtunews.exceptions import DatabaseError

#: Tables that only help to find copies: checksums, which say nothing to a reader.
INTERNAL = frozenset({"signatures", "shingle_bands"})


@dataclass(frozen=True, slots=True)
class Table:
    """Hold one public table: its name, and of each column the name and SQLite's type; ``keys`` give its order."""

    name: str
    columns: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]


@contextmanager
def snapshot(path: str) -> Iterator[sqlite3.Connection]:
    """Open the database at ``path`` to read all of it as of one moment; what a crawl writes meanwhile is not seen.

    :raises DatabaseError: if there is none, or it is no database of this program.
    """
    if not Path(path).is_file():
        raise DatabaseError(f"DATABASE={path}: there is no such file; crawl first, or name another one")
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("BEGIN")
            try:
                connection.execute("SELECT 1 FROM events, runs LIMIT 1")
            except sqlite3.DatabaseError as error:
                raise DatabaseError(f"DATABASE={path} is not a database of xjtunews ({error})") from error
            yield connection
    except sqlite3.Error as error:
        raise DatabaseError(f"DATABASE={path}: {error}") from error


def public_tables(connection: sqlite3.Connection) -> list[Table]:
    """Return the tables that the data dictionary describes, in its order; no views, no search index, no digests.

    :raises DatabaseError: if one is not there: the database is of an older version.
    """
    kinds = dict(connection.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'"))
    tables = []
    for name in dict.fromkeys(entry.table for entry in dictionary()):
        if name not in kinds:
            raise DatabaseError(
                f"the database has no {name}: it is of an older version; scrapy retag brings it up to date"
            )
        if kinds[name] != "table" or name in INTERNAL:
            continue
        rows = connection.execute("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", [name]).fetchall()
        columns = tuple((column, kind) for column, kind, _ in rows if kind != "BLOB")
        keys = tuple(column for _, column in sorted((pk, column) for column, _, pk in rows if pk))
        tables.append(Table(name, columns, keys))
    return tables


def read_rows(connection: sqlite3.Connection, table: Table) -> Generator[tuple[Any, ...]]:
    """Yield the rows of ``table``, its columns in order; who stops early closes it before the connection."""
    columns = ", ".join(f'"{name}"' for name, _ in table.columns)
    keys = ", ".join(f'"{name}"' for name in table.keys)
    yield from connection.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608


def as_of(connection: sqlite3.Connection) -> str | None:
    """Return when the last run ended (or began, if it was killed), Beijing time; None where there was no run."""
    moment: str | None = connection.execute("SELECT max(coalesce(finished, started)) FROM runs").fetchone()[0]
    return moment
