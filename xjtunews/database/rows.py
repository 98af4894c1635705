"""Write rows, many of one table at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

Row = Mapping[str, Any]


def insert(db: Database, table: str, rows: Iterable[Row], *, replace: bool = False, keep: bool = False) -> None:
    """Insert rows that all have the same columns; with ``replace``, over what has the same key; with ``keep``, not.

    sqlite-utils asks for the schema at every call and builds a statement for every hundred rows; here it is one.
    """
    rows = list(rows)
    if not rows:
        return
    columns = list(rows[0])
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks(columns)})"  # noqa: S608
    if replace:
        keys = db.table(table).pks
        changed = [f'"{column}"' for column in columns if column not in keys]
        news = ", ".join(f"excluded.{column}" for column in changed)
        # What is there already is not written once more.
        changes = f"({', '.join(changed)}) IS NOT ({news})"
        sets = ", ".join(f"{column} = excluded.{column}" for column in changed)
        sql += f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets} WHERE {changes}"
    elif keep:
        sql += " ON CONFLICT DO NOTHING"
    # Values that are bound by their names take a third longer.
    values = map(itemgetter(*columns), rows)
    db.conn.executemany(sql, values if len(columns) > 1 else ((value,) for value in values))


def marks(values: Iterable[Any]) -> str:
    """Return as many question marks as there are values, for the ``IN`` of a statement."""
    return ", ".join("?" for _ in values)


def listed(values: Iterable[Any]) -> str:
    """Return values as JSON, for `json_each(?)`: any number of them, in a statement that is always the same.

    >>> listed({"b", "a"})
    '["a", "b"]'
    """
    return json.dumps(sorted(values), ensure_ascii=False)
