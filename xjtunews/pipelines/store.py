"""Write what the other pipelines judged: one transaction a batch, and at the end what follows from all articles."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy import signals
from sqlite_utils import Database

from xjtunews import __version__
from xjtunews.database import open_database
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run, end_run
from xjtunews.database.writer import Item, write
from xjtunews.exceptions import DatabaseError
from xjtunews.extensions.faults import report_fault
from xjtunews.items import Article, Fetch, ListPage
from xjtunews.language.dates import BEIJING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

#: The fields whose share of filled ones tells whether a site still looks as its layout says.
_COVERED = ("title", "published", "section", "source", "views", "body", "credits", "passages")
_EMPTY: tuple[object, ...] = (None, "", [])


class Store:
    """Collect items and write them to the database that the setting ``DATABASE`` names."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats
        self.batch_size = crawler.settings.getint("BATCH_SIZE")
        self.waiting: list[Item] = []
        self.db: Database | None = None
        self.run_id = 0
        self.filled: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Store:
        """Return the pipeline."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.spider_closed, signal=signals.spider_closed)
        return pipeline

    def open_spider(self) -> None:
        """Open the database and begin a run."""
        self.db = open_database(self.crawler.settings["DATABASE"])
        spider = self.crawler.spider
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
            self.filled.update(["articles", *(name for name in _COVERED if getattr(item, name) not in _EMPTY)])
        if isinstance(item, Article | Fetch | ListPage):
            self.waiting.append(item)
            if len(self.waiting) >= self.batch_size:
                self.flush()
        return item

    def flush(self) -> None:
        """Write what waits; where one item cannot be written, all the others are, and it is reported."""
        assert self.db is not None
        items, self.waiting = self.waiting, []
        try:
            write(self.db, items, self.run_id, _now())
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) and "busy" not in str(error):
                raise
            logger.warning("the database is locked by another program; %d items wait", len(items))
            self.waiting = items + self.waiting
        except Exception:  # whatever is wrong with one item must not cost the others
            for item in items:
                self._write_alone(item)

    def _write_alone(self, item: Item) -> None:
        assert self.db is not None
        try:
            write(self.db, [item], self.run_id, _now())
        except Exception as error:
            fetch = item if isinstance(item, Fetch) else item.fetch
            address = fetch.url if fetch else "?"
            self._fault(f"{address} is not stored: {error}")
            write(self.db, [Fetch(address, "failed", f"not stored: {error}")], self.run_id, _now())

    def _fault(self, message: str) -> None:
        assert self.stats is not None
        logger.debug("not stored", exc_info=True)
        report_fault(self.stats, "store", message)

    def close_spider(self) -> None:
        """Write the rest, and bring copies, links and events up to date."""
        if self.db is None:
            return
        try:
            self.flush()
            if self.waiting:
                raise DatabaseError(f"{len(self.waiting)} items are not stored: the database stayed locked")
            resolve(self.db)
        except Exception as error:
            self._fault(f"the crawl is not stored completely, run it again: {error}")

    def spider_closed(self, reason: str) -> None:
        """End the run, and close the database."""
        if self.db is None:
            return
        assert self.stats is not None
        end_run(
            self.db,
            self.run_id,
            finished=_now(),
            finish_reason=reason,
            coverage=self._coverage(),
            requests=self.stats.get_value("downloader/request_count", 0),
            faults=self.stats.get_value("faults", 0),
        )
        self.db.conn.close()
        self.db = None

    def _coverage(self) -> str | None:
        """Return the share of this run's articles in which each field is filled, as JSON."""
        total = self.filled["articles"]
        return json.dumps({name: round(self.filled[name] / total, 3) for name in _COVERED}) if total else None


def _now() -> str:
    return datetime.now(BEIJING).isoformat(timespec="seconds")
