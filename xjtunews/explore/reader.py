"""Read from the database that Datasette shows, within Datasette's limits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.utils import sqlite_timelimit

T = TypeVar("T")


def news(datasette: Any) -> Any:
    """Return the database that Datasette was started with."""
    return next(database for name, database in datasette.databases.items() if name not in ("_internal", "_memory"))


async def read(datasette: Any, function: Callable[..., T], *arguments: Any) -> T:
    """Return what ``function`` returns for a connection and ``arguments``, run in a thread of Datasette's.

    :raises datasette.database.QueryInterrupted: if it takes longer than the setting ``sql_time_limit_ms`` allows.
    """

    def run(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, datasette.sql_time_limit_ms):
            return function(connection, *arguments)

    found: T = await news(datasette).execute_fn(run)
    return found
