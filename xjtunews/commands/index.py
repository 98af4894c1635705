"""``scrapy index``: make what the search and the home page of ``make explore`` are answered from."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from contextlib import closing

from scrapy.exceptions import UsageError

from xjtunews.database.search_index import update_index
from xjtunews.exceptions import DatabaseError
from xjtunews.stored_command import StoredCommand

#: Seconds between two lines of progress.
_PAUSE = 2.0


class Command(StoredCommand):
    def short_desc(self) -> str:
        return "Index the stored articles for the search of make explore (-s DATABASE=FILE)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("the database is named by -s DATABASE=FILE")
        try:
            database = self.open_stored()
        except DatabaseError as error:
            self.fail(str(error))
            return
        with closing(database.conn):
            self._index(database.conn)

    def _index(self, connection: sqlite3.Connection) -> None:
        last = time.monotonic()

        def progress(done: int, of: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _PAUSE:
                last = time.monotonic()
                print(f"indexed {done} of {of}", file=sys.stderr, flush=True)

        try:
            counts = update_index(connection, progress)
        except KeyboardInterrupt:
            self.fail("interrupted; what is done is stored, and the same command goes on from there")
            return
        except sqlite3.Error as error:
            self.fail_at(error)
            return
        print(f"index: {counts.added} new, {counts.changed} changed, {counts.removed} gone, {counts.kept} as before")
