"""``scrapy export DIR``: write the public tables into a folder, with a data dictionary, counts and a licence note."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from xjtunews.database.exporting import snapshot
from xjtunews.exceptions import ArgumentError, DatabaseError
from xjtunews.export import export, writers
from xjtunews.stored_command import StoredCommand


class Command(StoredCommand):
    def syntax(self) -> str:
        return "[options] DIR"

    def short_desc(self) -> str:
        return "Write the public tables into DIR, with a data dictionary (-s DATABASE=FILE)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        forms = ", ".join(writers())
        parser.add_argument("--format", metavar="FORMAT", default="csv", help=f"{forms} (default: csv)")
        parser.add_argument("--with-bodies", action="store_true", help="the texts of the articles, too")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name the folder to write into")
        if opts.format not in writers():
            self.fail(f"--format={opts.format} is not known; there are {', '.join(writers())}", 2)
            return
        folder = Path(args[0])
        try:
            with snapshot(self.path) as connection:
                for name, rows in export(connection, folder, form=opts.format, with_bodies=opts.with_bodies):
                    print(f"{name:<21}{rows}")
        except ArgumentError as error:
            self.fail(str(error), 2)
            return
        except DatabaseError as error:
            self.fail(str(error))
            return
        except OSError as error:
            self.fail(f"{folder}: {error.strerror or error}; give a folder that can be written")
            return
        print(f"{'written to':<21}{folder}")
