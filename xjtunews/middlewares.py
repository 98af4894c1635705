"""Spare a host that does not answer: after a few failures in a row, ask it nothing more in this run."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import IgnoreRequest

from xjtunews.sites.addresses import host_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


#: Who reports that a host gave no robots.txt, with forty lines of the downloader's stack.
_ROBOTS_LOGGER = "scrapy.downloadermiddlewares.robotstxt"


class HostUnreachableError(IgnoreRequest):
    """Be raised for a request to a host that was given up."""


class GiveUp:
    """Count connection failures in a row for each host; stands nearest the downloader, so that it sees every one."""

    def __init__(self, patience: int, stats: Any) -> None:
        self.patience = patience
        self.stats = stats
        self.failures: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GiveUp:
        """Return the middleware."""
        logging.getLogger(_ROBOTS_LOGGER).addFilter(without_stack)
        return cls(crawler.settings.getint("HOST_PATIENCE"), crawler.stats)

    def process_request(self, request: Request) -> None:
        """Refuse a request to a host that was given up.

        :raises HostUnreachableError: for such a host.
        """
        host = host_of(request.url)
        if self.patience and self.failures[host] >= self.patience:
            raise HostUnreachableError(f"{host} did not answer {self.patience} times in a row")

    def process_response(self, request: Request, response: Response) -> Response:
        """Forgive a host that answers."""
        self.failures.pop(host_of(request.url), None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a failure; what a rule of ours or of the site refused is none."""
        if not isinstance(exception, IgnoreRequest):
            host = host_of(request.url)
            self.failures[host] += 1
            if self.failures[host] == self.patience:
                self.stats.inc_value("hosts/given-up")


def without_stack(record: logging.LogRecord) -> bool:
    """Let a report of the log be one line: what went wrong is in its message."""
    record.exc_info = None
    return True
