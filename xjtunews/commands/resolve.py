"""``scrapy resolve``: work out copies, links and events over what is stored, without fetching anything."""

from __future__ import annotations

import argparse
import sqlite3
from contextlib import closing

from scrapy.exceptions import UsageError

from xjtunews.database.resolve import Resolved, resolve
from xjtunews.exceptions import DatabaseError
from xjtunews.stored_command import StoredCommand


class Command(StoredCommand):
    def short_desc(self) -> str:
        return "Join what was stored since the last time to copies and events (-s DATABASE=FILE)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", dest="everything", help="look at all articles afresh")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("there is nothing to name: what was written is known; --all looks at everything")
        try:
            database = self.open_stored()
        except DatabaseError as error:
            self.fail(str(error))
            return
        with closing(database.conn):
            try:
                self._report(resolve(database, everything=opts.everything))
            except KeyboardInterrupt:
                self.fail("interrupted; nothing has changed, and the same command begins again")
            except sqlite3.Error as error:
                self.fail_at(error, "nothing has changed")

    def _report(self, done: Resolved) -> None:
        print(f"{'articles':<16}{done.articles}")
        for name in ("copies", "events"):
            before, after = done.before[name], done.after[name]
            print(f"{name:<16}{after}  " + (f"({before} before)" if before != after else "(as before)"))
