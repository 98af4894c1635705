"""``scrapy crawl``: Scrapy's own, with clear words for bad input, a summary, and an exit code that can be trusted."""

from __future__ import annotations

import argparse
import gc
import shlex
import sys
from pathlib import Path

from scrapy.commands.crawl import Command as CrawlCommand
from scrapy.exceptions import UsageError

from xjtunews.archive import open_archive
from xjtunews.commands.spelling import check_names
from xjtunews.database import open_database
from xjtunews.database.runs import summarize
from xjtunews.exceptions import ArgumentError, XjtunewsError
from xjtunews.language.dates import parse_moment
from xjtunews.settings import DATABASE

#: Settings that are numbers, and those that are on or off.
_NUMBERS = ("COLUMN_PAGES", "HOST_PATIENCE", "BATCH_SIZE", "REVISIT_DAYS", "HEALTH_FEWEST", "RULE_PROCESSES")
_SWITCHES = ("FETCH_VIEWS", "INCREMENTAL")
#: Objects from one look for circular garbage to the next: by default 700, which takes a tenth of a long crawl.
_GARBAGE = 100_000
_GOOD_ENDINGS = ("finished", "sample", "closespider_itemcount", "closespider_pagecount", "closespider_timeout")


class Command(CrawlCommand):
    def short_desc(self) -> str:
        return "Crawl a university's news into the database, live or from an archive (-s REPLAY=DIR)"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        check_names(opts.set)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("give the name of one spider, such as: scrapy crawl xjtu")
        assert self.crawler_process is not None
        assert self.settings is not None
        try:
            crawler = self.crawler_process.create_crawler(args[0])
        except KeyError:
            self._fail(f"there is no spider {args[0]!r}; scrapy list shows those there are")
            return
        try:
            crawler.spidercls(**opts.spargs)
            for name in _NUMBERS:
                self._check_number(name)
            for name in _SWITCHES:
                self._check_switch(name)
            if self.settings["CAPTURED"] and parse_moment(self.settings["CAPTURED"]) is None:
                raise ArgumentError(f"CAPTURED={self.settings['CAPTURED']} is no time; write it as 2024-01-31T08:00:00")
            if self.settings["REPLAY"]:
                open_archive(self.settings["REPLAY"])
            open_database(self.settings["DATABASE"]).conn.close()
        except (XjtunewsError, TypeError) as error:
            self._fail(str(error))
            return
        if not self.settings["REPLAY"] and not self.settings["CONTACT"]:
            print(
                "xjtunews: no contact is set; with -s CONTACT=you@example.org webmasters can write to you",
                file=sys.stderr,
            )
        self.crawler_process.crawl(crawler, **opts.spargs)
        # What is imported by now stays to the end, and little of what follows refers to itself.
        gc.freeze()
        gc.set_threshold(_GARBAGE)
        self.crawler_process.start()
        stats = crawler.stats
        faults = stats.get_value("faults", 0) if stats else 1
        reason = stats.get_value("finish_reason") if stats else None
        health = (stats.get_value("health") if stats else None) or {"skipped": {}}
        try:
            self._summarize(self.settings["DATABASE"], health["skipped"])
        except XjtunewsError as error:
            print(f"xjtunews: {error}", file=sys.stderr)
        for message in stats.get_value("corrections/messages", []) if stats else []:
            print(f"xjtunews: {message}", file=sys.stderr)
        for message in stats.get_value("faults/messages", []) if stats else []:
            print(f"xjtunews: {message}", file=sys.stderr)
        if faults or reason not in _GOOD_ENDINGS or self.crawler_process.bootstrap_failed:
            incomplete = stats is not None and stats.get_value("faults/incomplete")
            rest = "what is not stored is named above" if incomplete else "all else is stored"
            ended = f"ended with {faults} fault{'s' * (faults != 1)} ({reason or 'it could not begin'})"
            if reason == "shutdown" and not faults:
                ended, rest = "was interrupted", "what was read is stored, and the same command reads the rest"
            print(f"xjtunews: the crawl {ended}; {rest}", file=sys.stderr)
            self.exitcode = 1

    def _check_number(self, name: str) -> None:
        assert self.settings is not None
        value = str(self.settings[name])
        if not value.isdecimal() or (name == "BATCH_SIZE" and int(value) < 1):
            raise ArgumentError(f"{name}={value} is no number; write it as -s {name}=20")

    def _check_switch(self, name: str) -> None:
        assert self.settings is not None
        try:
            self.settings.getbool(name)
        except ValueError as error:
            raise ArgumentError(
                f"{name}={self.settings[name]} is neither on nor off; write it as -s {name}=1 or -s {name}=0"
            ) from error

    def _fail(self, message: str) -> None:
        print(f"xjtunews: {message}", file=sys.stderr)
        self.exitcode = 2

    def _summarize(self, path: str, skipped: dict[str, int]) -> None:
        database = open_database(path)
        counts = summarize(database)
        database.conn.close()
        related = counts["related"]
        by_status = ", ".join(f"{status} {number}" for status, number in related.items()) or "none"
        print(f"articles        {counts['articles']}  ({counts['copies']} of them copies of another)")
        print(f"related links   {sum(related.values())}  ({by_status})")
        print(f"events          {counts['events']}  (reported in {counts['mentions']} passages)")
        fields = ", ".join(f"{name} {share:.0%}" for name, share in counts["coverage"].items()) or "none"
        print(f"fields filled   {fields}")
        if skipped:
            print(f"skipped         {', '.join(f'{why} {number}' for why, number in skipped.items())}")
        print(f"database        {Path(path).resolve()}")
        print("look at it      " + _look_at(path))


def _look_at(path: str) -> str:
    """Return the command that opens the database at ``path`` in a browser.

    >>> _look_at("xjtunews.db"), _look_at("my news.db")
    ('make explore', "make explore DATABASE='my news.db'")
    """
    return "make explore" + (f" DATABASE={shlex.quote(path)}" if path != DATABASE else "")
