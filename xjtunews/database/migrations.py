"""Apply the schema: the numbered files in ``schema/``, one after another.

What one has done is never changed, only added to by the next: a change of the schema is a new file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache, partial
from importlib.resources import files

from sqlite_utils import Database, Migrations


@cache
def migrations() -> Migrations:
    """Return all migrations, in the order of their numbers; each is named as its file is, without ``.sql``."""
    found = Migrations("xjtunews")
    for name, script in _scripts().items():
        found(name=name)(partial(_run, script=script))  # type: ignore[type-var]  # named here, not by its function
    return found


def names() -> frozenset[str]:
    """Return the names of the migrations that this version knows; a database with another one is newer."""
    return frozenset(_scripts())


@cache
def _scripts() -> dict[str, str]:
    found = ((path.name.removesuffix(".sql"), path) for path in (files(__package__) / "schema").iterdir())
    return {name: path.read_text("utf-8") for name, path in sorted(found, key=lambda pair: pair[0])}


def _run(db: Database, *, script: str) -> None:
    for statement in statements(script):
        db.execute(statement)


def statements(script: str) -> Iterator[str]:
    r"""Yield the statements of a script: `executescript` would end the transaction that a migration is.

    >>> list(statements("-- two; tables\nCREATE TABLE a (x TEXT DEFAULT ';');\nCREATE TABLE b (y);"))
    ["CREATE TABLE a (x TEXT DEFAULT ';')", 'CREATE TABLE b (y)']
    """
    lines: list[str] = []
    for line in script.splitlines():
        if lines or (line.strip() and not line.startswith("--")):
            lines.append(line)
        if lines and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines).strip().removesuffix(";")
            lines = []
