"""Visit the pages of a university's news: seeds, the columns' lists, and every related report that a page names."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import datetime
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
from xjtunews.language.dates import BEIJING, parse_moment
from xjtunews.sites.addresses import article_id, canonical_url, host_of, in_domains
from xjtunews.sites.layout import Site
from xjtunews.sites.reader import Reading, read_file, read_response
from xjtunews.sites.registry import all_sites, layout_for, layout_named, site_of
from xjtunews.spiders.arguments import Seed, parse_bound, parse_columns, parse_number, parse_seeds, read_seed
from xjtunews.spiders.columns import Walk, ends_before, is_after, is_before
from xjtunews.spiders.revisit import KnownAddresses, conditions, is_settled

_BROUGHT_NOTHING = ("failed", "refused", "robots", "not-archived", "out-of-scope")
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304


_ARGUMENTS = "seeds, columns, since, until, sample"


class NewsSpider(Spider):
    """Crawl one university's news.

    Spider arguments
      seeds
        What to begin with, separated by commas: addresses, saved pages (.html), text documents (.txt), directories of
        them, ``@FILE`` with one seed a line.
      columns
        Addresses of the first pages of columns, separated by commas, to walk page by page. Without it and without
        seeds, the site's columns.
      since, until
        Store only articles published on or after, on or before this day (2024-01-31). Those without a date are stored.
        What a column lists with an earlier or later date is not asked for, and its walk ends behind a page of such.
      sample
        Stop after this many articles.
    """

    site: Site
    #: What earlier crawls know; None where everything is to be asked for.
    known: KnownAddresses | None = None
    #: What counts the rules tried for a page, by its address; None where only the whole run is counted.
    rule_stats: Callable[[str | None], Any] | None = None
    handle_httpstatus_list = (*_REDIRECTS, _NOT_MODIFIED)

    def __init__(
        self,
        *,
        seeds: str | None = None,
        columns: str | None = None,
        since: str | None = None,
        until: str | None = None,
        sample: str | None = None,
        **unknown: Any,
    ) -> None:
        super().__init__()
        if unknown:
            names = ", ".join(sorted(unknown))
            raise ArgumentError(f"unknown argument {names}; there are {_ARGUMENTS}")
        given = {"seeds": seeds, "columns": columns, "since": since, "until": until, "sample": sample}
        self.arguments = {key: value for key, value in given.items() if value is not None}
        self.since, self.until = parse_bound("since", since), parse_bound("until", until)
        if self.since and self.until and self.since > self.until:
            raise ArgumentError(f"since={since} is later than until={until}")
        self.sample = parse_number("sample", sample)
        given_columns = parse_columns(columns) if columns is not None else []
        if seeds is None and columns is None:
            given_columns = [Seed(url, url=url) for url in self.site.columns]
        given_seeds = [*parse_seeds(seeds or ""), *given_columns]
        self.seeds = [replace(s, url=canonical_url(s.url, site_of(s.url))) if s.url else s for s in given_seeds]
        self.seed_urls = {seed.url: seed.text for seed in self.seeds if seed.url}
        self.column_urls = {seed.url for seed in self.seeds[len(self.seeds) - len(given_columns) :]}
        if not self.seeds:
            raise ArgumentError(f"seeds={seeds} names no seed; give addresses, files or directories")
        hosts = {host_of(seed.url) for seed in self.seeds if seed.url}
        self.scope = (*self.site.domains, *sorted(hosts))
        self.sites = (self.site, *(site for site in all_sites().values() if site is not self.site))
        self.asked: set[str] = set()
        self.read_articles = 0

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
        reading = read_file(body, self.sites, self._stats(None))
        if reading.loader is not None:
            reading.loader.add_value("document", seed.path.name)
        yield from self._results(reading, fetch, None)

    def ask(self, url: str, walk: Walk | None = None) -> Iterator[Request]:
        """Yield the request for an address in scope that was not asked for before, as a column's page in a ``walk``."""
        if url in self.asked:
            return
        self.asked.add(url)
        headers = conditions(self.known.find(url)) if self.known else {}
        meta = {"dont_redirect": True, "walk": walk, "conditional": bool(headers)}
        # Unfiltered: what was asked for is known here.
        yield Request(url, self.parse, errback=self.failed, headers=headers, meta=meta, dont_filter=True)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Yield what a page holds, and the requests that follow from it."""
        fetch = Fetch(response.request.url if response.request else response.url, "fetched")
        fetch.http_status, fetch.size = response.status, len(response.body)
        if response.status in _REDIRECTS:
            yield from self._redirected(response, fetch)
            return
        if response.status == _NOT_MODIFIED and response.meta["conditional"]:
            yield from self._unmodified(response, fetch)
            return
        fetch.etag, fetch.last_modified = _header(response, "ETag"), _header(response, "Last-Modified")
        try:
            reading = self._read(response, fetch.url)
        except Exception as error:
            # The exception itself counts as the fault, also where the page was a seed.
            yield replace(fetch, status="failed", reason=f"cannot be read: {type(error).__name__}: {error}")
            raise
        walk = self._walk(response) if reading.kind in ("list", "redirect") else None
        yield from self._results(reading, fetch, fetch.url, walk)

    def _walk(self, response: Response) -> Walk:
        """Return the walk that a page belongs to; it begins one where it was not asked for as the next of a column."""
        walk: Walk | None = response.meta.get("walk")
        if walk is not None:
            return walk
        url = response.request.url if response.request else response.url
        if self.settings["REPLAY"]:  # a clock would make two replays of one archive differ
            return Walk(url, parse_moment(response.meta.get("captured") or self.settings["CAPTURED"] or ""))
        return Walk(url, datetime.now(BEIJING).isoformat(timespec="seconds"))

    def _unmodified(self, response: Response, fetch: Fetch) -> Iterator[Any]:
        """Go on from what is known of a page that is what it was."""
        assert self.known is not None
        known = self.known.find(fetch.url)
        assert known is not None
        self._skipped("unchanged")
        fetch.status = "not-modified"
        if known.status == "list":
            links = self.known.list_links(fetch.url)
            reading = Reading("list", layout_named(known.layout), links=links, next_page=known.next_page or None)
            reading.last_page = known.next_page == ""
            yield from self._list_page(reading, fetch, self._walk(response))
            return
        yield fetch
        if known.article_id is not None:
            yield from self._follow(self.known.related_links(known.article_id))

    def _read(self, response: Response, url: str) -> Reading:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return read_response(url, response.status, content_type, response.body, self.sites, self._stats(url))

    def _stats(self, url: str | None) -> Any:
        """Return what counts the rules that a page is read by."""
        return self.rule_stats(url) if self.rule_stats else self.crawler.stats

    def _results(self, reading: Reading, fetch: Fetch, url: str | None, walk: Walk | None = None) -> Iterator[Any]:
        if url in self.column_urls and (reading.kind == "article" or (reading.kind == "list" and not reading.links)):
            found = "lists nothing" if reading.kind == "list" else "is an article, no list"
            self._bad_seed(Fetch(url or "", "failed", f"the column {found}"), self.seed_urls[url or ""])
        fetch.layout = reading.layout.name if reading.layout else None
        if reading.kind in ("refused", "failed"):
            yield self._end(fetch, reading.kind, reading.reason)
        elif reading.kind == "redirect":
            walk = None if walk is None or walk.column == fetch.url else walk
            yield from self._moved(fetch, canonical_url(reading.target or "", self.site), walk, f" ({reading.reason})")
        elif reading.kind == "list":
            fetch.status = "list"
            yield from self._list_page(reading, fetch, walk or Walk(fetch.url))
        else:
            assert reading.loader is not None
            article: Article = reading.loader.load_item()
            article.fetch = fetch
            article.url = url or article.url
            article.site = host_of(article.url) if article.url else None
            fetch.layout, fetch.reason = article.layout, reading.reason
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

    def _list_page(self, reading: Reading, fetch: Fetch, walk: Walk) -> Iterator[Any]:
        fetch.next_page = "" if reading.last_page else reading.next_page
        new = walk.add_page(reading.links, reading.layout)
        limit, since = self.settings.getint("COLUMN_PAGES"), self.since
        items, number = tuple(walk.items.values()), walk.pages
        yield ListPage(fetch, reading.links, walk.column, items, number, walk.captured, complete=reading.last_page)
        yield from self._follow(reading.links)
        if reading.next_page is None or not in_domains(reading.next_page, self.scope):
            return
        if ends_before(new, since):
            self._skipped("pages older than since")
        elif not limit or number < limit:
            yield from self.ask(reading.next_page, walk)

    def _follow(self, links: list[Link]) -> Iterator[Any]:
        """Yield what follows from links: requests, and of the addresses that are not asked for, why.

        A report that an earlier crawl has stored leads on to those that it names, as if it had been asked for.
        """
        links = list(reversed(links))
        while links:
            link = links.pop()
            if link.address is None or link.address in self.asked:
                continue
            if not in_domains(link.address, self.scope):
                self.asked.add(link.address)
                yield Fetch(link.address, "out-of-scope", f"{host_of(link.address)} is not one of the hosts to visit")
            elif link.kind == "column" and not self.in_range(link.published):
                # Not marked as asked for: a report that names it as related wants it all the same.
                self._skipped("out of range")
                if self.known is None or self.known.find(link.address) is None:
                    yield Fetch(link.address, "out-of-range", f"listed {link.published}")
            else:
                skipped = self._skip_known(link.address)
                if skipped is None:
                    yield from self.ask(link.address)
                else:
                    fetches, related = skipped
                    yield from fetches
                    links += reversed(related)

    def _skip_known(self, url: str) -> tuple[list[Fetch], list[Link]] | None:
        """Return what an earlier crawl knows of an address that need not be asked for again, None where it is to be."""
        if self.known is None:
            return None
        known, fetches = self.known.find(url), []
        if known is None:
            layout = layout_for(url)
            article = article_id(url, layout) if layout else None
            if article is None or not self.known.has_article(article):
                return None
            fetches.append(Fetch(url, "same-article", f"known as {article}", article_id=article))
        elif known.status == "out-of-range" and known.published and not self.in_range(known.published):
            self.asked.add(url)
            self._skipped("out of range")
            return [], []
        else:
            article = known.article_id
            if not is_settled(known, datetime.now(BEIJING).date(), self.settings.getint("REVISIT_DAYS")):
                return None
        self.asked.add(url)
        self._skipped("known")
        return fetches, self.known.related_links(article) if article else []

    def _skipped(self, why: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"skipped/{why}")

    def _redirected(self, response: Response, fetch: Fetch) -> Iterator[Any]:
        location = response.headers.get("Location")
        target = canonical_url(location.decode("utf-8", "replace"), self.site, response.url) if location else None
        yield from self._moved(fetch, target, response.meta.get("walk"))

    def _moved(self, fetch: Fetch, target: str | None, walk: Walk | None, how: str = "") -> Iterator[Any]:
        """Yield what becomes of an address that leads to another one, by its answer or by what the page says."""
        fetch.target = target
        if target is None:
            yield self._end(fetch, "failed", "redirected to no address")
        elif target == fetch.url:
            yield self._end(fetch, "failed", "redirected to itself")
        elif not in_domains(target, self.scope):
            yield self._end(fetch, "out-of-scope", f"redirected to {host_of(target)}{how}")
        else:
            if fetch.url in self.seed_urls:
                self.seed_urls.setdefault(target, self.seed_urls[fetch.url])
            if fetch.url in self.column_urls:
                self.column_urls.add(target)
            yield self._end(fetch, "redirected", f"to {target}{how}")
            yield from self.ask(target, walk)

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
        return not (is_before(published, self.since) or is_after(published, self.until))

    def _end(self, fetch: Fetch, status: str, reason: str | None) -> Fetch:
        fetch.status, fetch.reason = status, reason
        if fetch.url in self.seed_urls and status in _BROUGHT_NOTHING:
            return self._bad_seed(fetch, self.seed_urls[fetch.url])
        return fetch


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
