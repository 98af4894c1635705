"""``scrapy export DIR``: write the public tables into a folder, with a data dictionary, counts and a licence note."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from xjtunews.commands.spelling import check_names
from xjtunews.database.exporting import snapshot
from xjtunews.exceptions import ArgumentError, DatabaseError
from xjtunews.export import export, writers


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options] DIR"

    def short_desc(self) -> str:
        return "Write the public tables into DIR, with a data dictionary (-s DATABASE=FILE)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        forms = ", ".join(writers())
        parser.add_argument("--format", metavar="FORMAT", default="csv", help=f"{forms} (default: csv)")
        parser.add_argument("--with-bodies", action="store_true", help="the texts of the articles, too")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        check_names(opts.set)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name the folder to write into")
        if opts.format not in writers():
            self._fail(f"--format={opts.format} is not known; there are {', '.join(writers())}", 2)
            return
        assert self.settings is not None
        folder = Path(args[0])
        try:
            with snapshot(self.settings["DATABASE"]) as connection:
                for name, rows in export(connection, folder, form=opts.format, with_bodies=opts.with_bodies):
                    print(f"{name:<21}{rows}")
        except ArgumentError as error:
            self._fail(str(error), 2)
            return
        except DatabaseError as error:
            self._fail(str(error))
            return
        except OSError as error:
            self._fail(f"{folder}: {error.strerror or error}; give a folder that can be written")
            return
        print(f"{'written to':<21}{folder}")

    def _fail(self, message: str, exitcode: int = 1) -> None:
        print(f"xjtunews: {message}", file=sys.stderr)
        self.exitcode = exitcode
