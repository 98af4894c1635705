"""Replay: answer every http and https request from an archive, so that nothing can reach the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from xjtunews.archive import open_archive

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class NotArchivedError(IgnoreRequest):
    """Be raised for a request whose answer is not in the archive."""


class ArchiveHandler(BaseDownloadHandler):
    """Download from the archive that the setting ``REPLAY`` names."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.archive = open_archive(crawler.settings["REPLAY"])
        self.max_size = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def download_request(self, request: Request) -> Response:
        """Return what was recorded, byte for byte.

        :raises NotArchivedError: if nothing was.
        """
        recorded = self.archive.get(request.url)
        if recorded is None:
            raise NotArchivedError(f"not in the archive: {request.url}")
        if self.max_size and len(recorded.body) > self.max_size:
            raise IgnoreRequest(f"larger than DOWNLOAD_MAXSIZE ({self.max_size} bytes): {request.url}")
        request.meta["captured"] = recorded.captured
        headers = Headers(recorded.headers)
        if _is_unmodified(request, headers):
            return Response(request.url, status=304, headers=headers)
        response_class = responsetypes.from_args(headers=headers, url=request.url, body=recorded.body)
        return response_class(request.url, status=recorded.status, headers=headers, body=recorded.body)


def _is_unmodified(request: Request, headers: Headers) -> bool:
    """Tell whether a request asks for nothing but another state than the recorded one, as a server tells it."""
    for condition, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        if request.headers.get(condition) and headers.get(name):
            return bool(request.headers[condition] == headers[name])
    return False


class Replay:
    """Be the add-on that turns the settings ``REPLAY`` and ``CONTACT`` into those of Scrapy that they stand for."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Replay:
        """Return the add-on."""
        return cls()

    def update_settings(self, settings: BaseSettings) -> None:
        """Swap the download handlers, and drop the pauses that only a server needs."""
        if settings["CONTACT"]:
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{settings['CONTACT']})", "cmdline")
        if not settings["REPLAY"]:
            return
        if (settings.getpriority("INCREMENTAL") or 0) < SETTINGS_PRIORITIES["cmdline"]:
            settings.set("INCREMENTAL", False, "cmdline")
        handler = f"{ArchiveHandler.__module__}.{ArchiveHandler.__name__}"
        handlers = dict.fromkeys(("http", "https"), handler) | dict.fromkeys(("ftp", "s3"), None)
        settings.set("DOWNLOAD_HANDLERS", settings.getdict("DOWNLOAD_HANDLERS") | handlers, "cmdline")
        for name, value in (
            ("DOWNLOAD_DELAY", 0),
            ("AUTOTHROTTLE_ENABLED", False),
            ("CONCURRENT_REQUESTS_PER_DOMAIN", 16),
            ("RETRY_ENABLED", False),
        ):
            settings.set(name, value, "cmdline")
