"""Time the full crawl beside a bare Scrapy spider, both over one archive of made pages: ``make bench``.

Each crawl runs in a process of its own, so that neither its memory nor what it imports is the other's. Both have the
project's settings and replay the archive; the bare spider has no pipeline, middleware or extension of the project.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pydispatch import dispatcher  # type: ignore[import-untyped]
from scrapy import Request, Spider, signals
from scrapy.cmdline import execute
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

from benchmarks.pages import FIRST_PAGE, SHORTEST, VISITED, Made, make_archive

_ROOT = Path(__file__).resolve().parent.parent
_MEGABYTE = 1024 * 1024
#: What ``ru_maxrss`` counts in: bytes on macOS, kilobytes elsewhere.
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class BenchmarkError(Exception):
    """Be raised where a crawl did not do the work that was to be timed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one crawl took; ``seconds`` from its engine's start until its spider was closed."""

    seconds: float
    pages: int
    items: int
    peak: int
    process_seconds: float = 0.0

    @property
    def speed(self) -> float:
        """Return pages answered in a second."""
        return self.pages / self.seconds


class BareSpider(Spider):
    """Visit the pages that the full crawl visits, and yield title and text of each article as they stand there."""

    name = "bare"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The full spider asks for no address twice; leaving that to the duplicate filter would slow this one down.
        self.asked = {FIRST_PAGE}

    async def start(self) -> AsyncIterator[Any]:
        """Yield the request of the first page."""
        yield Request(FIRST_PAGE)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Yield the item of an article, and requests for all links of the archive that are new."""
        if "/info/" in response.url:
            text = response.xpath("//*[starts-with(@id, 'vsb_')]//text()").getall()
            yield {
                "url": response.url,
                "title": response.css("title::text").get(),
                "body": "\n".join(stripped for line in text if (stripped := line.strip())),
            }
        for href in response.xpath("//a/@href").getall():
            url = urljoin(response.url, href)
            if url not in self.asked and VISITED.fullmatch(url):
                self.asked.add(url)
                yield Request(url)


class Clock:
    """Take the time of the crawl that runs in this process, and the counts of its statistics."""

    def __init__(self) -> None:
        self.started = self.seconds = 0.0
        self.stats: dict[str, Any] = {}
        # Receivers of any sender are called behind a crawler's own, so all that closes a spider is in the time.
        dispatcher.connect(self.engine_started, signals.engine_started)
        dispatcher.connect(self.spider_closed, signals.spider_closed)

    def engine_started(self) -> None:
        """Begin."""
        self.started = time.perf_counter()

    def spider_closed(self, spider: Spider) -> None:
        """End."""
        self.seconds = time.perf_counter() - self.started
        stats = spider.crawler.stats
        self.stats = stats.get_stats() if stats else {}

    def read(self) -> Run:
        """Return what was counted; robots.txt is no page."""
        pages = self.stats.get("downloader/response_count", 0) - self.stats.get("robotstxt/response_count", 0)
        # Linux lets a process begin with its parent's peak: the one that starts the crawls must stay the smaller one.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT
        return Run(self.seconds, pages, self.stats.get("item_scraped_count", 0), peak)


def crawl_here(kind: str, archive: str, database: str, result: Path, profile: Path | None) -> int:
    """Crawl in this process, write what it took to ``result``, and return the exit code of the crawl."""
    clock = Clock()
    code = _crawl_bare(archive) if kind == "bare" else _crawl_full(archive, database, profile)
    result.write_text(json.dumps(asdict(clock.read())), "utf-8")
    return code


def _crawl_bare(archive: str) -> int:
    settings = get_project_settings()
    # Everything of the project goes but the archive; without its spiders, what reads pages is not even imported.
    for name in ("ITEM_PIPELINES", "EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES"):
        settings.set(name, {}, "cmdline")
    settings.setdict({"SPIDER_MODULES": [], "REPLAY": archive, "LOG_LEVEL": "WARNING"}, "cmdline")
    process = CrawlerProcess(settings)
    process.crawl(BareSpider)
    process.start()
    return int(process.bootstrap_failed)


def _crawl_full(archive: str, database: str, profile: Path | None) -> int:
    settings = {"REPLAY": archive, "DATABASE": database, "COLUMN_PAGES": 0, "LOG_LEVEL": "WARNING"}
    options = [option for name, value in settings.items() for option in ("-s", f"{name}={value}")]
    if profile is not None:
        options += ["--profile", str(profile)]
    try:
        execute(["scrapy", "crawl", "xjtu", "-a", f"seeds={FIRST_PAGE}", *options])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def crawl_apart(kind: str, made: Made, folder: Path, profile: Path | None = None) -> Run:
    """Crawl in a fresh process, and return what it took.

    :raises BenchmarkError: if it failed, or did not visit and read all pages.
    """
    database, result = folder / "news.db", folder / "result.json"
    for left in (*folder.glob("news.db*"), *folder.glob("result.json")):
        left.unlink()
    command = [sys.executable, "-m", "benchmarks.crawl", "--child", kind, str(made.root), str(database), str(result)]
    if profile is not None:
        command += ["--profile", str(profile)]
    environment = os.environ | {"SCRAPY_SETTINGS_MODULE": "xjtunews.settings"}
    begin = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        command, cwd=_ROOT, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    process_seconds = time.perf_counter() - begin
    if done.returncode or not result.is_file():
        sys.stderr.write(done.stderr[-4000:])
        raise BenchmarkError(f"the {kind} crawl ended with exit code {done.returncode}; what it said stands above")
    run = Run(**json.loads(result.read_text("utf-8")) | {"process_seconds": process_seconds})
    _check(kind, run, made)
    if kind == "full":
        _check_database(database, made)
    return run


def _check(kind: str, run: Run, made: Made) -> None:
    expected = made.articles + made.lists
    if run.pages != expected:
        raise BenchmarkError(f"the {kind} crawl visited {run.pages} pages, not {expected}")
    # The full spider yields its list pages, too.
    items = made.articles if kind == "bare" else expected
    if run.items != items:
        raise BenchmarkError(f"the {kind} crawl yielded {run.items} items, not {items}")


def _check_database(database: Path, made: Made) -> None:
    """Look into the database: a crawl that reads half of the pages, or half of each, would be a fast one."""
    with closing(sqlite3.connect(database)) as connection:
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        (half_read,) = connection.execute(
            "SELECT count(*) FROM articles WHERE length(body) < ? OR published IS NULL OR layout = 'generic'",
            [SHORTEST],
        ).fetchone()
        (lost,) = connection.execute(
            "SELECT count(*) FROM links WHERE kind = 'related' AND status IS NOT 'fetched'"
        ).fetchone()
    if articles != made.articles:
        raise BenchmarkError(f"the full crawl stored {articles} articles, not {made.articles}")
    if half_read:
        raise BenchmarkError(f"the full crawl read {half_read} articles incompletely: body, date or layout is missing")
    if lost:
        raise BenchmarkError(f"the full crawl lost {lost} related links")


def measure(made: Made, folder: Path, repeat: int) -> dict[str, list[Run]]:
    """Return the runs of both crawls, in turns, so that a busy minute of the machine falls on both."""
    runs: dict[str, list[Run]] = {"bare": [], "full": []}
    for number in range(1, repeat + 1):
        for kind, found in runs.items():
            run = crawl_apart(kind, made, folder)
            _say(f"run {number} of {repeat}: {kind} {run.speed:.0f} pages/s, {run.seconds:.2f} s")
            found.append(run)
    return runs


def report(runs: dict[str, list[Run]], made: Made) -> float:
    """Print the table, and return how fast the full crawl is beside the bare one."""
    best = {kind: max(found, key=lambda run: run.speed) for kind, found in runs.items()}
    ratio = best["full"].speed / best["bare"].speed
    lines = [
        f"{made.articles} articles and {made.lists} list pages, {made.size / _MEGABYTE:.1f} MB; "
        f"the best of {len(runs['full'])} runs each, their highest peak memory",
        f"{'':6}{'pages/s':>9}{'crawl s':>9}{'process s':>11}{'peak MB':>9}",
    ]
    for kind, run in best.items():
        peak = max(found.peak for found in runs[kind]) / _MEGABYTE
        lines.append(f"{kind:6}{run.speed:9.1f}{run.seconds:9.2f}{run.process_seconds:11.2f}{peak:9.0f}")
    lines.append(f"{'ratio':6}{ratio:9.2f}")
    print("\n".join(lines))  # noqa: T201
    return ratio


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark, and return its exit code: 1 for a crawl that is too slow, 2 for one that went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=_positive, default=2000, help="articles to make (default 2000)")
    parser.add_argument("--repeat", type=_positive, default=3, help="runs of each crawl; the best counts (default 3)")
    parser.add_argument("--floor", type=float, default=0.30, help="fail if full / bare is below this (default 0.30)")
    parser.add_argument("--seed", type=int, default=1, help="other pages for another number (default 1)")
    parser.add_argument("--profile", type=_absolute, metavar="FILE", help="profile one more full crawl with cProfile")
    parser.add_argument("--keep", type=_absolute, metavar="DIR", help="make the archive in DIR and keep it")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)  # how this module starts itself for one crawl
    options = parser.parse_args(arguments)
    if options.child:
        kind, archive, database, result = options.child
        return crawl_here(kind, archive, database, Path(result), options.profile)
    try:
        with tempfile.TemporaryDirectory(prefix="xjtunews-bench-") as folder:
            return _benchmark(options, Path(folder))
    except BenchmarkError as error:
        _say(f"failed: {error}")
        return 2


def _benchmark(options: argparse.Namespace, folder: Path) -> int:
    root: Path = options.keep or folder / "archive"
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise BenchmarkError(f"--keep {root} is not empty; give a new folder")
    made = make_archive(root, options.pages, options.seed)
    _say(f"made {made.articles} articles and {made.lists} list pages, {made.size / _MEGABYTE:.1f} MB")
    ratio = report(measure(made, folder, options.repeat), made)
    if options.profile:
        run = crawl_apart("full", made, folder, options.profile)
        _say(f"profiled a full crawl of {run.seconds:.1f} s: {options.profile}")
    # In a process of its own, too: the dictionary it loads would be the parent's peak memory.
    command = [sys.executable, "-m", "benchmarks.tagging", "--seed", str(options.seed)]
    tagging = subprocess.run(command, cwd=_ROOT, check=False).returncode  # noqa: S603
    if ratio < options.floor:
        _say(f"too slow: the ratio {ratio:.3f} is below the floor {options.floor}")
        return 1
    return tagging


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no positive number")
    return int(text)


def _absolute(text: str) -> Path:
    return Path(text).resolve()  # the crawls run in the project's folder, wherever this was called


def _say(line: str) -> None:
    print(f"bench: {line}", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
