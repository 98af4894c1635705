"""``scrapy retag``: run the rules and the corrections again over what is stored, without fetching anything."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from contextlib import closing

from scrapy.exceptions import UsageError

from xjtunews.corrections import Corrections, read_corrections
from xjtunews.database.stored import FACTS
from xjtunews.exceptions import ArgumentError, CorrectionError, DatabaseError
from xjtunews.retag import Retag
from xjtunews.sites.registry import all_sites
from xjtunews.spiders.arguments import parse_bound, parse_number
from xjtunews.stored_command import StoredCommand

#: Seconds between two lines: on a terminal, in a file.
_TERMINAL, _FILE = 0.2, 5.0


class Command(StoredCommand):
    def short_desc(self) -> str:
        return "Run the rules and the corrections again over the stored articles, without fetching (-s DATABASE=FILE)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="only the articles of this site, such as xjtu")
        parser.add_argument("--since", metavar="DATE", help="only what was published on this day or later")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("what to go through is said by --site and --since")
        assert self.settings is not None
        try:
            since = parse_bound("--since", opts.since)
            batch_size = parse_number("BATCH_SIZE", self.settings["BATCH_SIZE"]) or 1
            if opts.site is not None and opts.site not in all_sites():
                raise ArgumentError(f"--site={opts.site} is not known; there are {', '.join(all_sites())}")
        except ArgumentError as error:
            self.fail(str(error), 2)
            return
        try:
            corrections = read_corrections(self.settings["CORRECTIONS"])
            database = self.open_stored()
        except (CorrectionError, DatabaseError) as error:
            self.fail(str(error))
            return
        with closing(database.conn):
            retag = Retag(database, corrections, site=opts.site, since=since)
            try:
                self._retag(retag, batch_size)
            except KeyboardInterrupt:
                self._faults(retag)
                self.fail("interrupted; what is done is stored, and the same command goes on from there")
                return
            except sqlite3.Error as error:
                self._faults(retag)
                self.fail_at(error, "what is done is stored")
                return
        self._report(retag, corrections, whole=opts.site is None and since is None)

    def _retag(self, retag: Retag, batch_size: int) -> None:
        terminal = sys.stderr.isatty()
        begin, end = ("\r\033[K", "") if terminal else ("", "\n")
        last = time.monotonic()
        if retag.skipped:
            print(f"{retag.skipped} articles were done before the interruption", file=sys.stderr)
        try:
            for done in retag.run(batch_size):
                now = time.monotonic()
                if now - last >= (_TERMINAL if terminal else _FILE) or done == len(retag.ids):
                    last = now
                    print(f"{begin}articles {done} of {len(retag.ids)}", end=end, file=sys.stderr, flush=True)
        finally:
            if terminal:
                print(file=sys.stderr)

    def _report(self, retag: Retag, corrections: Corrections, *, whole: bool) -> None:
        print(f"{'articles':<16}{len(retag.ids)}")
        for kind in FACTS:
            if retag.added[kind] or retag.removed[kind]:
                print(f"{kind:<16}+{retag.added[kind]} −{retag.removed[kind]}")
        if not retag.added.total() and not retag.removed.total():
            print("0 changes")
        notes = list(corrections.vanished())
        if whole:
            notes += corrections.unused()
        for message in notes:
            print(f"xjtunews: {message}", file=sys.stderr)
        self._faults(retag)

    def _faults(self, retag: Retag) -> None:
        for message in (*retag.corrections.problems, *retag.faults):
            self.fail(message)
