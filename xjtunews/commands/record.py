"""``scrapy record``: keep a page or a document as a golden case."""

from __future__ import annotations

import argparse
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response

from xjtunews.archive import open_archive
from xjtunews.archive.directory import DirectoryArchive
from xjtunews.archive.recorded import Recorded
from xjtunews.cases import DOCUMENTS, write_expected
from xjtunews.exceptions import ArchiveError, ArgumentError, XjtunewsError
from xjtunews.language.dates import BEIJING
from xjtunews.sites.addresses import canonical_url
from xjtunews.sites.reader import read_file
from xjtunews.sites.registry import site_of
from xjtunews.spiders.arguments import read_seed

#: Headers that say something about the page; the others say something about the day.
_KEPT = ("Content-Type", "Content-Language", "ETag", "Last-Modified", "Location")


class RecordSpider(Spider):
    """Ask for some pages, and hand over every answer whatever it is."""

    name = "record"
    custom_settings = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}}  # noqa: RUF012  as Scrapy declares it

    def __init__(self, urls: list[str], answers: dict[str, Response], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls, self.answers = urls, answers

    async def start(self) -> Any:
        """Yield the requests."""
        for url in self.urls:
            yield Request(url, meta={"dont_redirect": True, "handle_httpstatus_all": True}, cb_kwargs={"url": url})

    def parse(self, response: Response, **kwargs: Any) -> None:
        """Hand an answer over."""
        self.answers[kwargs["url"]] = response


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options] <URL or file> ..."

    def short_desc(self) -> str:
        return "Keep a page or a document, with the values read from it, as a golden case of the tests"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--into", default="fixtures", metavar="DIR", help="the archive to keep it in (fixtures)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args:
            raise UsageError("give the address of a page, or a file")
        root = Path(opts.into)
        assert self.settings is not None
        if self.settings["REPLAY"]:
            try:
                open_archive(self.settings["REPLAY"])
            except XjtunewsError as error:
                print(f"xjtunews: {error}", file=sys.stderr)
                self.exitcode = 2
                return
        answers = self._ask([argument for argument in args if "://" in argument])
        for argument in args:
            try:
                case = (
                    self._keep_page(root, argument, answers) if "://" in argument else self._keep_file(root, argument)
                )
                path, changed = write_expected(root, case)
            except XjtunewsError as error:
                print(f"xjtunews: {argument}: {error}", file=sys.stderr)
                self.exitcode = 1
                continue
            print(case)
            print(f'  read {path}; when every value is right, set "accepted" to true' if changed else "  nothing new")

    def _ask(self, arguments: list[str]) -> dict[str, Response]:
        answers: dict[str, Response] = {}
        urls = [url for url in map(_address, arguments) if url is not None]
        if urls:
            assert self.crawler_process is not None
            self.crawler_process.crawl(RecordSpider, urls=urls, answers=answers)
            self.crawler_process.start()
        return answers

    def _keep_page(self, root: Path, argument: str, answers: dict[str, Response]) -> Path:
        url = _address(argument)
        if url is None:
            raise ArgumentError("this is no complete http or https address")
        response = answers.get(url)
        if response is None:
            raise ArgumentError("no answer: no such host, refused by robots.txt, or not in the archive")
        headers = {name: (response.headers.get(name) or b"").decode("latin-1") for name in _KEPT}
        recorded = Recorded(response.status, {k: v for k, v in headers.items() if v}, response.body)
        return DirectoryArchive(root).put(url, recorded, datetime.now(BEIJING).isoformat(timespec="seconds"))

    def _keep_file(self, root: Path, argument: str) -> Path:
        source = Path(argument)
        if not source.is_file():
            raise ArgumentError("no such file")
        assert self.settings is not None
        read_file(read_seed(source, self.settings.getint("DOWNLOAD_MAXSIZE")))
        target = root / DOCUMENTS / source.name
        if source.resolve() != target.resolve():
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
            except OSError as error:
                raise ArchiveError(f"cannot write {target}: {(error.strerror or str(error)).lower()}") from error
        return target


def _address(argument: str) -> str | None:
    return canonical_url(argument, site_of(argument))
