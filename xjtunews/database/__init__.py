"""Keep what was found: the schema and its migrations, writing, and what follows from all articles together."""

from __future__ import annotations

from xjtunews.database.connection import open_database

__all__ = ["open_database"]
