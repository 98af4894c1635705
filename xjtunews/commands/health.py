"""``scrapy health``: how the last runs read, and what fell silent."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from scrapy.exceptions import UsageError

from xjtunews.database.runs import last_runs
from xjtunews.exceptions import ArgumentError, DatabaseError
from xjtunews.health import judge, rule_table, table
from xjtunews.spiders.arguments import parse_number
from xjtunews.stored_command import StoredCommand


class Command(StoredCommand):
    def short_desc(self) -> str:
        return "Show how the last runs read: shares of filled fields, floors, refusals (-s DATABASE=FILE)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--runs", metavar="N", default="3", help="how many runs, the newest first (3)")
        parser.add_argument("--rules", action="store_true", help="show the hits of every rule, zeros included")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("what to show is said by --runs and --rules")
        try:
            number = parse_number("--runs", opts.runs) or 1
            database = self.open_stored()
        except ArgumentError as error:
            self.fail(str(error), 2)
            return
        except DatabaseError as error:
            self.fail(str(error))
            return
        with closing(database.conn):
            runs = last_runs(database, number)
        if not runs:
            self.fail("no run is stored yet; crawl first")
            return
        for run in runs:
            self._show(run, rules=opts.rules)
        if runs[0]["faults"] or runs[0]["finished"] is None:
            self.exitcode = 1

    def _show(self, run: dict[str, Any], *, rules: bool) -> None:
        ended = f"{run['finish_reason']}, faults {run['faults']}" if run["finished"] else "was killed"
        print(f"run {run['id']}  {run['started']}  {run['spider']} {run['arguments']}  {ended}")
        if run["health"] is None:
            print("  no report")
            return
        for line in table(run["health"]):
            print("  " + line)
        for line in rule_table(run["health"]) if rules else ():
            print("  " + line)
        for line in judge(run["health"]["sites"], {}):
            print("  !! " + line)
