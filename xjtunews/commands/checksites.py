"""``scrapy checksites``: whether each site's file agrees with itself and with the pages recorded of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from xjtunews.checksites import check_cases, check_files, site_files, table_row


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options] [site ...]"

    def short_desc(self) -> str:
        return "Check the files of the sites, and that their recorded pages still read as accepted"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--in", dest="root", default="fixtures", metavar="DIR", help="the recorded pages (fixtures)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        files = site_files()
        unknown = sorted(set(args) - {file.site.name for file in files})
        if unknown:
            raise UsageError(
                f"there is no site {', '.join(unknown)}; there are {', '.join(f.site.name for f in files)}"
            )
        chosen = [file for file in files if not args or file.site.name in args]
        names = {file.path.name for file in chosen}
        problems = [problem for problem in check_files(files) if problem.partition(":")[0] in names]
        pages = 0
        print("| site | university | domains | columns | floors |")
        print("| --- | --- | --- | --- | --- |")
        for file in chosen:
            number, found = check_cases(file, Path(opts.root))
            problems += found
            pages += number
            print(table_row(file.site))
        print(f"{pages} recorded pages")
        for problem in problems:
            print(f"xjtunews: {problem}", file=sys.stderr)
        self.exitcode = int(bool(problems))
