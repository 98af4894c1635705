"""Visit the pages of a university's news: seeds, the columns' lists, and every related report that a page names."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from xjtunews.archive.replay import NotArchivedError
from xjtunews.exceptions import ArgumentError, SeedError, UndecodableError
from xjtunews.extensions.faults import report_fault
from xjtunews.items import Article, Fetch, Link, ListPage
from xjtunews.sites.addresses import canonical_url, host_of, in_domains
from xjtunews.sites.layout import Site
from xjtunews.sites.reader import Reading, read_file, read_response
from xjtunews.sites.registry import all_sites, site_of
from xjtunews.spiders.arguments import Seed, parse_bound, parse_number, parse_seeds, read_seed

_BROUGHT_NOTHING = ("failed", "refused", "robots", "not-archived", "out-of-scope")
_REDIRECTS = (301, 302, 303, 307, 308)


class NewsSpider(Spider):
    """Crawl one university's news.

    Spider arguments
      seeds
        What to begin with, separated by commas: addresses, saved pages (.html), text documents (.txt), directories of
        them, ``@FILE`` with one seed a line. Without it, the site's columns.
      since, until
        Store only articles published on or after, on or before this day (2024-01-31). Those without a date are stored.
      sample
        Stop after this many articles.
    """

    site: Site
    handle_httpstatus_list = _REDIRECTS

    def __init__(
        self,
        *,
        seeds: str | None = None,
        since: str | None = None,
        until: str | None = None,
        sample: str | None = None,
        **unknown: Any,
    ) -> None:
        super().__init__()
        if unknown:
            raise ArgumentError(f"unknown argument {', '.join(sorted(unknown))}; there are seeds, since, until, sample")
        given = {"seeds": seeds, "since": since, "until": until, "sample": sample}
        self.arguments = {key: value for key, value in given.items() if value is not None}
        self.since, self.until = parse_bound("since", since), parse_bound("until", until)
        if self.since and self.until and self.since > self.until:
            raise ArgumentError(f"since={since} is later than until={until}")
        self.sample = parse_number("sample", sample)
        given_seeds = [Seed(url, url=url) for url in self.site.columns] if seeds is None else parse_seeds(seeds)
        self.seeds = [replace(s, url=canonical_url(s.url, site_of(s.url))) if s.url else s for s in given_seeds]
        self.seed_urls = {seed.url: seed.text for seed in self.seeds if seed.url}
        if not self.seeds:
            raise ArgumentError(f"seeds={seeds} names no seed; give addresses, files or directories")
        hosts = {host_of(seed.url) for seed in self.seeds if seed.url}
        self.scope = (*self.site.domains, *sorted(hosts))
        self.sites = (self.site, *(site for site in all_sites().values() if site is not self.site))
        self.asked: set[str] = set()
        self.read_articles = 0
        self._page_numbers: dict[str, int] = {}

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests of the seeds, and what the files among them hold."""
        for seed in self.seeds:
            if seed.url is not None:
                for request in self.ask(seed.url):
                    yield request
                continue
            try:
                for result in self._read_file(seed):
                    yield result
            except (SeedError, UndecodableError) as error:
                yield self._bad_seed(Fetch(seed.text, "failed", str(error)), seed.text)
            except CloseSpider:
                return
            except Exception as error:  # one file that breaks the rules must not end the others
                self.logger.exception("seed %s: %s", seed.text, error)
                reason = f"cannot be read: {type(error).__name__}: {error}"
                yield self._bad_seed(Fetch(seed.text, "failed", reason), seed.text)

    def _bad_seed(self, fetch: Fetch, seed: str) -> Fetch:
        """Report a seed that brought nothing: what a user asked for by name is a fault, a link of a page is none."""
        assert self.crawler.stats is not None
        report_fault(self.crawler.stats, "seeds", f"seed {seed}: {fetch.reason}")
        return fetch

    def _read_file(self, seed: Seed) -> Iterator[Any]:
        if seed.path is None:
            raise SeedError(seed.error or "cannot be read")
        body = read_seed(seed.path, self.settings.getint("DOWNLOAD_MAXSIZE"))
        fetch = Fetch(seed.text, "fetched", size=len(body))
        reading = read_file(body, self.sites, self.crawler.stats)
        if reading.loader is not None:
            reading.loader.add_value("document", seed.path.name)
        yield from self._results(reading, fetch, None)

    def ask(self, url: str) -> Iterator[Request]:
        """Yield the request for an address in scope that was not asked for before."""
        if url not in self.asked:
            self.asked.add(url)
            yield Request(url, callback=self.parse, errback=self.failed, meta={"dont_redirect": True})

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Yield what a page holds, and the requests that follow from it."""
        fetch = Fetch(response.request.url if response.request else response.url, "fetched")
        fetch.http_status, fetch.size = response.status, len(response.body)
        if response.status in _REDIRECTS:
            yield from self._redirected(response, fetch)
            return
        try:
            reading = self._read(response, fetch.url)
        except Exception as error:
            # The exception itself counts as the fault, also where the page was a seed.
            yield replace(fetch, status="failed", reason=f"cannot be read: {type(error).__name__}: {error}")
            raise
        yield from self._results(reading, fetch, fetch.url)

    def _read(self, response: Response, url: str) -> Reading:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return read_response(url, response.status, content_type, response.body, self.sites, self.crawler.stats)

    def _results(self, reading: Reading, fetch: Fetch, url: str | None) -> Iterator[Any]:
        fetch.layout = reading.layout.name if reading.layout else None
        if reading.kind in ("refused", "failed"):
            yield self._end(fetch, reading.kind, reading.reason)
        elif reading.kind == "list":
            yield from self._list_page(reading, fetch)
        else:
            assert reading.loader is not None
            article: Article = reading.loader.load_item()
            article.fetch = fetch
            article.url = url or article.url
            article.site = host_of(article.url) if article.url else None
            fetch.layout = article.layout
            yield from self._article(article, fetch)

    def _article(self, article: Article, fetch: Fetch) -> Iterator[Any]:
        if self.sample is not None and self.read_articles >= self.sample:
            yield self._end(fetch, "not-followed", "the sample is complete")  # it was on its way already
            return
        if not self.in_range(article.published):
            yield self._end(fetch, "out-of-range", f"published {article.published}")
            return
        yield article
        yield from self._follow([link for link in article.links if link.kind == "related"])
        self.read_articles += 1
        if self.sample is not None and self.read_articles >= self.sample:
            raise CloseSpider("sample")

    def _list_page(self, reading: Reading, fetch: Fetch) -> Iterator[Any]:
        fetch.status = "list"
        yield ListPage(fetch, reading.links)
        yield from self._follow(reading.links)
        limit = self.settings.getint("COLUMN_PAGES")
        number = 1 if fetch.url in self.seed_urls else self._page_numbers.get(fetch.url, 1)
        if reading.next_page and in_domains(reading.next_page, self.scope) and (not limit or number < limit):
            self._page_numbers.setdefault(reading.next_page, number + 1)
            yield from self.ask(reading.next_page)

    def _follow(self, links: list[Link]) -> Iterator[Any]:
        for link in links:
            if link.address is None:
                continue
            if in_domains(link.address, self.scope):
                yield from self.ask(link.address)
            elif link.address not in self.asked:
                self.asked.add(link.address)
                yield Fetch(link.address, "out-of-scope", f"{host_of(link.address)} is not one of the hosts to visit")

    def _redirected(self, response: Response, fetch: Fetch) -> Iterator[Any]:
        location = response.headers.get("Location")
        fetch.target = canonical_url(location.decode("utf-8", "replace"), self.site, response.url) if location else None
        if fetch.target is None:
            yield self._end(fetch, "failed", "redirected to no address")
        elif fetch.target == fetch.url:
            yield self._end(fetch, "failed", "redirected to itself")
        elif not in_domains(fetch.target, self.scope):
            yield self._end(fetch, "out-of-scope", f"redirected to {host_of(fetch.target)}")
        else:
            if fetch.url in self.seed_urls:
                self.seed_urls.setdefault(fetch.target, self.seed_urls[fetch.url])
            yield self._end(fetch, "redirected", f"to {fetch.target}")
            yield from self.ask(fetch.target)

    def failed(self, failure: Failure) -> Iterator[Fetch]:
        """Yield what became of a request that brought no page."""
        request: Request = failure.request  # type: ignore[attr-defined]
        fetch, error = Fetch(request.url, "failed"), failure.value
        if isinstance(error, HttpError):
            response = error.response
            fetch.http_status, fetch.size = response.status, len(response.body)
            reading = self._read(response, request.url)
            yield self._end(fetch, reading.kind, reading.reason)
        elif isinstance(error, NotArchivedError):
            yield self._end(fetch, "not-archived", "the archive does not hold it")
        elif isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
            yield self._end(fetch, "robots", "robots.txt asks not to")
        elif isinstance(error, IgnoreRequest):
            yield self._end(fetch, "failed", str(error))
        else:
            yield self._end(fetch, "failed", " ".join(f"{type(error).__name__}: {error}".split())[:200])

    def in_range(self, published: str | None) -> bool:
        """Tell whether an article is to be stored by its date; one without a date is."""
        if published is None:
            return True
        day = date.fromisoformat(published[:10])
        return not ((self.since and day < self.since) or (self.until and day > self.until))

    def _end(self, fetch: Fetch, status: str, reason: str | None) -> Fetch:
        fetch.status, fetch.reason = status, reason
        if fetch.url in self.seed_urls and status in _BROUGHT_NOTHING:
            return self._bad_seed(fetch, self.seed_urls[fetch.url])
        return fetch
