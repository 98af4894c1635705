"""``scrapy resolve``: work out copies, links and events over what is stored, without fetching anything."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from xjtunews.commands.spelling import check_names
from xjtunews.database import open_database
from xjtunews.database.connection import is_locked
from xjtunews.database.resolve import Resolved, resolve
from xjtunews.exceptions import DatabaseError


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Join what was stored since the last time to copies and events (-s DATABASE=FILE)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", dest="everything", help="look at all articles afresh")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        check_names(opts.set)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("there is nothing to name: what was written is known; --all looks at everything")
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
            try:
                self._report(resolve(database, everything=opts.everything))
            except KeyboardInterrupt:
                self._fail("interrupted; nothing has changed, and the same command begins again")
            except sqlite3.Error as error:
                reason = (
                    "locked by another program; close that program, and run it again" if is_locked(error) else error
                )
                self._fail(f"DATABASE={path}: {reason}; nothing has changed")

    def _report(self, done: Resolved) -> None:
        print(f"{'articles':<16}{done.articles}")
        for name in ("copies", "events"):
            before, after = done.before[name], done.after[name]
            print(f"{name:<16}{after}  " + (f"({before} before)" if before != after else "(as before)"))

    def _fail(self, message: str, exitcode: int = 1) -> None:
        print(f"xjtunews: {message}", file=sys.stderr)
        self.exitcode = exitcode
