"""``scrapy index``: make what the search and the home page of ``make explore`` are answered from."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from xjtunews.commands.spelling import check_names
from xjtunews.database import open_database
from xjtunews.database.connection import is_locked
from xjtunews.database.search_index import update_index
from xjtunews.exceptions import DatabaseError

#: Seconds between two lines of progress.
_PAUSE = 2.0


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Index the stored articles for the search of make explore (-s DATABASE=FILE)"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        check_names(opts.set)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("the database is named by -s DATABASE=FILE")
        assert self.settings is not None
        path = self.settings["DATABASE"]
        try:
            if not Path(path).exists():
                raise DatabaseError(f"DATABASE={path}: there is no such file; crawl first, or name another one")
            database = open_database(path)
        except DatabaseError as error:
            self._fail(str(error))
            return
        with closing(database.conn):
            self._index(database.conn, path)

    def _index(self, connection: sqlite3.Connection, path: str) -> None:
        last = time.monotonic()

        def progress(done: int, of: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _PAUSE:
                last = time.monotonic()
                print(f"indexed {done} of {of}", file=sys.stderr, flush=True)

        try:
            counts = update_index(connection, progress)
        except KeyboardInterrupt:
            self._fail("interrupted; what is done is stored, and the same command goes on from there")
            return
        except sqlite3.Error as error:
            reason = "locked by another program; close that program, and run it again" if is_locked(error) else error
            self._fail(f"DATABASE={path}: {reason}")
            return
        print(f"index: {counts.added} new, {counts.changed} changed, {counts.removed} gone, {counts.kept} as before")

    def _fail(self, message: str) -> None:
        print(f"xjtunews: {message}", file=sys.stderr)
        self.exitcode = 1
