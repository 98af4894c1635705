"""Read from the database that Datasette shows, within Datasette's limits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit

T = TypeVar("T")


def news(datasette: Any) -> Any:
    """Return the database that Datasette was started with."""
    return next(database for name, database in datasette.databases.items() if name not in ("_internal", "_memory"))


def is_late(error: sqlite3.OperationalError) -> bool:
    """Tell whether SQLite was stopped because it took longer than it may."""
    return "interrupted" in str(error)


async def read(datasette: Any, function: Callable[..., T], *arguments: Any) -> T:
    """Return what ``function`` returns for a connection and ``arguments``, run in a thread of Datasette's.

    :raises datasette.database.QueryInterrupted: if it takes longer than the setting ``sql_time_limit_ms`` allows.
    """

    def run(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, datasette.sql_time_limit_ms):
            try:
                return function(connection, *arguments)
            except sqlite3.OperationalError as error:
                if is_late(error):
                    raise QueryInterrupted(error, function.__name__, arguments) from error
                raise

    found: T = await news(datasette).execute_fn(run)
    return found
