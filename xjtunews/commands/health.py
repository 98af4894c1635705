"""``scrapy health``: how the last runs read, and what fell silent."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from xjtunews.commands.spelling import check_names
from xjtunews.database import open_database
from xjtunews.database.runs import last_runs
from xjtunews.exceptions import ArgumentError, DatabaseError
from xjtunews.health import judge, rule_table, table
from xjtunews.spiders.arguments import parse_number


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Show how the last runs read: shares of filled fields, floors, refusals (-s DATABASE=FILE)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--runs", metavar="N", default="3", help="how many runs, the newest first (3)")
        parser.add_argument("--rules", action="store_true", help="show the hits of every rule, zeros included")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        check_names(opts.set)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError("what to show is said by --runs and --rules")
        assert self.settings is not None
        path = self.settings["DATABASE"]
        try:
            number = parse_number("--runs", opts.runs) or 1
            if not Path(path).exists():
                raise DatabaseError(f"DATABASE={path}: there is no such file; crawl first, or name another one")
            database = open_database(path)
        except ArgumentError as error:
            self._fail(str(error), 2)
            return
        except DatabaseError as error:
            self._fail(str(error))
            return
        with closing(database.conn):
            runs = last_runs(database, number)
        if not runs:
            self._fail("no run is stored yet; crawl first")
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

    def _fail(self, message: str, exitcode: int = 1) -> None:
        print(f"xjtunews: {message}", file=sys.stderr)
        self.exitcode = exitcode
