"""Let what people know overrule what the rules found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from xjtunews.corrections import Corrections, read_corrections
from xjtunews.database import open_database
from xjtunews.database.corrections import keep_corrections
from xjtunews.exceptions import CorrectionError, DatabaseError
from xjtunews.extensions.faults import report_fault
from xjtunews.items import Article

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

#: Seconds to wait for another program, at the end of a crawl.
_PATIENCE = 10.0


class Correct:
    """Apply the corrections of the file that the setting ``CORRECTIONS`` names to each article."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.corrections = Corrections()
        self.known = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Correct:
        """Return the pipeline."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Read the file; what is wrong with it is a fault, and costs no article."""
        assert self.crawler.stats is not None
        try:
            self.corrections = read_corrections(self.crawler.settings["CORRECTIONS"])
            self.known = True
        except CorrectionError as error:
            report_fault(self.crawler.stats, "corrections", str(error))
        for problem in self.corrections.problems:
            report_fault(self.crawler.stats, "corrections", problem)

    def process_item(self, item: Any) -> Any:
        """Return the article, corrected."""
        if isinstance(item, Article):
            self.corrections.apply(item)
        return item

    def close_spider(self) -> None:
        """Count what came of the corrections, and keep it beside the facts."""
        stats = self.crawler.stats
        assert stats is not None
        for correction in self.corrections.all:
            stats.inc_value(f"corrections/{correction.status}")
        stats.set_value("corrections/messages", list(self.corrections.vanished()))
        if self.known:
            self._keep()

    def _keep(self) -> None:
        """Write what came of the corrections; without any, forget those of an earlier run where that is possible."""
        assert self.crawler.stats is not None
        rows = self.corrections.rows()
        try:
            db = open_database(self.crawler.settings["DATABASE"], patience=_PATIENCE if rows else 0)
            with closing(db.conn):
                keep_corrections(db, rows)
        except (DatabaseError, sqlite3.Error) as error:
            if rows:
                message = f"what came of the corrections is not stored: {error}"
                report_fault(self.crawler.stats, "corrections", message)
