"""Ask how often an article was read, where its page leaves that to a script: only with ``FETCH_VIEWS=1``.

Asked is the address that answers with the number; those that count a visit are not. It is one request more for every
article, as polite as any other: robots.txt, the pause between two requests and the archive of a replay hold for it.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured

from xjtunews.archive.replay import NotArchivedError
from xjtunews.items import Article, Fetch
from xjtunews.sites.vsb import views_address

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_COUNT = re.compile(rb"\s{0,99}(\d{1,9})\s{0,99}")
_OK = 200
#: So much of an answer that is no number is kept.
_SHOWN = 40


class FetchViews:
    """Fill the views of each article whose page does not print them, and keep what came of the question."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.answers: dict[str, asyncio.Future[tuple[Fetch, int | None]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FetchViews:
        """Return the pipeline.

        :raises NotConfigured: without the setting; the pipeline then costs nothing.
        """
        if not crawler.settings.getbool("FETCH_VIEWS"):
            raise NotConfigured
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Return the article, with its views if the site says how many they are."""
        if not isinstance(item, Article) or item.views is not None or item.document is not None:
            return item
        address = views_address(item.url, item.owner, item.content_id)
        if address is not None:
            if address not in self.answers:  # an article may come under two addresses
                self.answers[address] = asyncio.ensure_future(self._ask(address))
            item.counter, item.views = await self.answers[address]
        return item

    async def _ask(self, address: str) -> tuple[Fetch, int | None]:
        """Return what came of the question, and the number."""
        engine, stats = self.crawler.engine, self.crawler.stats
        assert engine is not None
        assert stats is not None
        request = Request(address, meta={"dont_redirect": True})
        try:
            fetch, views = read_answer(address, await engine.download_async(request))
        except NotArchivedError:
            fetch, views = Fetch(address, "not-archived", "the archive does not hold it"), None
        except IgnoreRequest as error:
            robots = "robots.txt" in str(error)
            fetch = Fetch(address, *(("robots", "robots.txt asks not to") if robots else ("failed", str(error))))
            views = None
        except Exception as error:  # whatever is wrong with a counter must not cost the article
            fetch = Fetch(address, "failed", " ".join(f"{type(error).__name__}: {error}".split())[:200])
            views = None
        stats.inc_value(f"views/{fetch.status}")
        return fetch, views


def read_answer(address: str, response: Response) -> tuple[Fetch, int | None]:
    """Return what a counter's answer is, and the number in it; None for any answer that is not just a number."""
    fetch = Fetch(address, "counter", http_status=response.status, size=len(response.body))
    if response.status != _OK:
        fetch.status, fetch.reason = "failed", f"http-{response.status}"
        return fetch, None
    match = _COUNT.fullmatch(response.body)
    if match is None:
        shown = " ".join(response.body[:_SHOWN].decode("ascii", "replace").replace("\ufffd", "?").split())
        fetch.status, fetch.reason = "failed", f"no number: {shown}"
        return fetch, None
    return fetch, int(match[1])
