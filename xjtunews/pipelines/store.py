"""Write what the other pipelines judged: one transaction a batch, and at the end what follows from all articles."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy import signals
from sqlite_utils import Database

from xjtunews import __version__
from xjtunews.database import open_database
from xjtunews.database.connection import is_locked, set_patience
from xjtunews.database.known import KnownAddresses
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run, end_run, last_reports
from xjtunews.database.writer import Item, write
from xjtunews.exceptions import DatabaseError
from xjtunews.extensions.faults import report_fault
from xjtunews.extensions.health import BEFORE, HEALTH
from xjtunews.health import COVERED
from xjtunews.items import Article, Fetch, ListPage
from xjtunews.language.dates import BEIJING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

#: Seconds to wait for another program: within a crawl, that stands still meanwhile, and at its end.
_PATIENCE, _LAST_PATIENCE = 2.0, 30.0
_EMPTY: tuple[object, ...] = (None, "", [])


class Store:
    """Collect items and write them to the database that the setting ``DATABASE`` names."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats
        self.batch_size = crawler.settings.getint("BATCH_SIZE")
        self.waiting: list[Item] = []
        self.db: Database | None = None
        self.flush_at = self.batch_size
        self.run_id = 0
        self.filled: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Store:
        """Return the pipeline."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.item_error, signal=signals.item_error)
        crawler.signals.connect(pipeline.spider_closed, signal=signals.spider_closed)
        return pipeline

    def open_spider(self) -> None:
        """Open the database and begin a run."""
        self.db = open_database(self.crawler.settings["DATABASE"])
        set_patience(self.db, _PATIENCE)
        spider = self.crawler.spider
        assert self.stats is not None
        self.stats.set_value(BEFORE, last_reports(self.db, self.crawler.settings.getint("HEALTH_FEWEST")))
        if spider is not None and self.crawler.settings.getbool("INCREMENTAL"):
            spider.known = KnownAddresses(self.db)  # type: ignore[attr-defined]  # spiders do not reach for the database
        self.run_id = begin_run(
            self.db,
            started=_now(),
            spider=getattr(spider, "name", ""),
            arguments=json.dumps(getattr(spider, "arguments", {}), ensure_ascii=False, sort_keys=True),
            replay=self.crawler.settings["REPLAY"],
            version=__version__,
        )

    def process_item(self, item: Any) -> Any:
        """Take an item in; write when a batch is full."""
        if isinstance(item, Article):
            self.filled.update(["articles", *(name for name in COVERED if getattr(item, name) not in _EMPTY)])
        if isinstance(item, Article | Fetch | ListPage):
            self.waiting.append(item)
            if len(self.waiting) >= self.flush_at:
                self.flush()
        return item

    def item_error(self, item: Any, failure: Failure | None = None) -> None:
        """Keep a row for an item that another pipeline broke on; the exception itself is counted as a fault."""
        fetch = item if isinstance(item, Fetch) else getattr(item, "fetch", None)
        if isinstance(fetch, Fetch):
            reason = f"{type(failure.value).__name__}: {failure.value}" if failure else "an exception"
            self.waiting.append(replace(fetch, status="failed", reason=reason, article_id=None))

    def flush(self) -> None:
        """Write what waits; where one item cannot be written, all the others are, and it is reported."""
        assert self.db is not None
        items, self.waiting = self.waiting, []
        self.flush_at = self.batch_size
        try:
            write(self.db, items, self.run_id, _now())
        except Exception as error:
            if is_locked(error):
                logger.warning("the database is locked by another program; %d items wait", len(items))
                self.waiting = items
                self.flush_at = len(items) + self.batch_size  # not at every item: each try holds up the crawl
                return
            for item in items:  # whatever is wrong with one item must not cost the others
                self._write_alone(item)

    def _write_alone(self, item: Item) -> None:
        assert self.db is not None
        try:
            write(self.db, [item], self.run_id, _now())
        except Exception as error:
            fetch = item if isinstance(item, Fetch) else item.fetch
            address = fetch.url if fetch else "?"
            self._fault(f"{address} is not stored: {error}")
            with suppress(Exception):  # where nothing can be written, the fault's own line has to do
                write(self.db, [Fetch(address, "failed", f"not stored: {error}")], self.run_id, _now())

    def _fault(self, message: str, kind: str = "store") -> None:
        assert self.stats is not None
        logger.debug("not stored", exc_info=True)
        report_fault(self.stats, kind, message)

    def close_spider(self) -> None:
        """Write the rest, and bring copies, links and events up to date."""
        if self.db is None:
            return
        try:
            set_patience(self.db, _LAST_PATIENCE)
            self.flush()
            if self.waiting:
                raise DatabaseError(f"{len(self.waiting)} items are not stored: the database stayed locked")
            resolve(self.db)
        except Exception as error:
            self._fault(f"the crawl is not stored completely, run it again: {error}", "incomplete")

    def spider_closed(self, reason: str) -> None:
        """End the run, and close the database."""
        if self.db is None:
            return
        assert self.stats is not None
        try:
            end_run(
                self.db,
                self.run_id,
                finished=_now(),
                finish_reason=reason,
                coverage=self._coverage(),
                health=json.dumps(self.stats.get_value(HEALTH), ensure_ascii=False, sort_keys=True),
                requests=self.stats.get_value("downloader/request_count", 0),
                faults=self.stats.get_value("faults", 0),
            )
        except sqlite3.Error as error:
            self._fault(f"the end of the run is not stored: {error}")
        self.db.conn.close()
        self.db = None

    def _coverage(self) -> str | None:
        """Return the share of this run's articles in which each field is filled, as JSON."""
        total = self.filled["articles"]
        return json.dumps({name: round(self.filled[name] / total, 3) for name in COVERED}) if total else None


def _now() -> str:
    return datetime.now(BEIJING).isoformat(timespec="seconds")
