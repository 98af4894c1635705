"""A column crawled again and again: each state replayed from an archive of its own, with its own time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SHARED
from tests.database.test_listings import SERIES, list_page
from tests.spiders.test_news import query

URL = "http://yjszs.yzu.edu.cn/tzgg.htm"
#: Run one crawl after the other in one process: to start Python so often would take a minute.
CRAWLS = """
import asyncio, sys
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor
install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
from twisted.internet import defer, task
from xjtunews.spiders.site import SiteSpider

async def crawl(database, states):
    for archive, captured in states:
        settings = get_project_settings()
        settings.setdict({"REPLAY": archive, "CAPTURED": captured, "DATABASE": database, "COLUMN_PAGES": 1}, "cmdline")
        runner = AsyncCrawlerRunner(settings)
        await runner.crawl(SiteSpider, site="yzu")

configure_logging({"LOG_LEVEL": "ERROR"})
database, *rest = sys.argv[1:]
states = list(zip(rest[::2], rest[1::2]))
task.react(lambda reactor: defer.Deferred.fromFuture(asyncio.ensure_future(crawl(database, states))))
"""


def crawl_states(folder: Path, states: Iterable[tuple[str, bytes]]) -> Path:
    """Crawl the column once for each state, given as its time and its page; return the database."""
    arguments = []
    for number, (captured, body) in enumerate(states):
        page = folder / str(number) / "yjszs.yzu.edu.cn/tzgg.htm"
        page.parent.mkdir(parents=True)
        page.write_bytes(body)
        arguments += [str(folder / str(number)), captured]
    environment = os.environ | {"SCRAPY_SETTINGS_MODULE": "xjtunews.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CRAWLS, str(folder / "news.db"), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return folder / "news.db"


def changes(database: Path) -> list[tuple[str, set[str], set[str]]]:
    """Return for each state but the first the numbers that came and those that went."""
    times = [time for (time,) in query(database, "SELECT DISTINCT captured FROM listing_changes ORDER BY 1")]
    found = []
    for time in times:
        rows = query(database, f"SELECT item, change FROM listing_changes WHERE captured = '{time}'")
        gone = {item for item, change in rows if change in ("withdrawn", "below")}
        found.append((time, {item.rpartition("-")[2] for item, _ in rows if item not in gone}, gone))
    return [(time, came, {item.rpartition("-")[2] for item in gone}) for time, came, gone in found]


def test_a_series_of_crawls(tmp_path: Path) -> None:
    states = [(f"2024-11-{day:02}T08:00:00", list_page(numbers)) for day, (numbers, _) in enumerate(SERIES, 1)]
    database = crawl_states(tmp_path, states)
    expected = []
    for (captured, _), (_, found) in zip(states, SERIES, strict=True):
        if found:
            came = set().union(*(found.get(change, set()) for change in ("added", "back", "uncovered")))
            gone = set().union(*(found.get(change, set()) for change in ("withdrawn", "below")))
            expected.append((f"{captured}+08:00", came, gone))
    assert changes(database) == expected
    withdrawn = query(database, "SELECT item FROM withdrawn ORDER BY item")
    assert withdrawn == [(f"yjszs-yzu-edu-cn-{number}",) for number in (10, 12, 14)]
    assert query(database, "SELECT count(*) FROM runs") == [(len(SERIES),)]


@pytest.mark.shared
def test_the_real_series(tmp_path: Path) -> None:
    folder = SHARED / "pages/yzu_yjszs/list_series"
    series = json.loads((folder / "series.json").read_text("utf-8"))
    database = crawl_states(tmp_path, [(s["captured_utc"], (folder / s["file"]).read_bytes()) for s in series])
    found = [
        ({number for number in came if number.isdecimal()}, {number for number in gone if number.isdecimal()})
        for _, came, gone in changes(database)
    ]
    assert found == [(set(state["added"]), set(state["removed"])) for state in series[1:]]
    assert query(database, "SELECT item, last_seen, missed FROM withdrawn") == [
        ("yjszs-yzu-edu-cn-2111", "2023-08-09T16:17:48+08:00", "2023-08-14T08:38:24+08:00")
    ]
    back = query(
        database, "SELECT substr(item, -4), captured FROM listing_changes WHERE change = 'back' ORDER BY captured"
    )
    assert ("2191", "2023-12-18T17:10:22+08:00") in back
