"""A small database of made articles, and Datasette on it, started as `make explore` starts it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from xjtunews.database import open_database
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run, end_run
from xjtunews.database.search_index import update_index
from xjtunews.database.writer import write
from xjtunews.explore.settings import ASSETS, PLUGINS, SETTINGS, STATIC, TEMPLATES
from xjtunews.items import Article, Fetch, Link
from xjtunews.language.text import fingerprint
from xjtunews.pipelines.tag import read_article
from xjtunews.sites.registry import all_sites

HOST = "https://news.xjtu.edu.cn/info/1033"
WHEN = "2024-03-01T12:00:00+08:00"
#: A title and an address that a browser must never run, and a cell that a spreadsheet must not.
SCRIPT = "<script>alert(1)</script>天工集团来访"
Ask = Callable[..., Any]

_TEXTS = {
    "visit": (
        "卢建军会见天工集团董事长",
        "2023-11-15T09:00",
        "2023年11月14日，西安交通大学党委书记卢建军会见陕西天工集团有限公司董事长李明一行，双方座谈。",
    ),
    "signing": (
        "西安交通大学与天工集团签约",
        "2024-01-06T10:30",
        "2024年1月5日，西安交通大学与陕西天工集团有限公司签署战略合作框架协议。党委书记卢建军、董事长李明出席签约仪式。\n"
        "“6352”工程启动以来，学校已与211家企业开展合作。AI4S平台由OpenLab支持，覆盖5G、氢能等方向。",
    ),
    "library": (
        "西安交通大学图书馆与苏州市图书馆签署協議",
        "2022-06-02",
        "2022年6月1日，西安交通大学图书馆与苏州市图书馆签署資源共享協議。两馆将共同整理地方文献。",
    ),
    "hostile": (
        SCRIPT,
        "2024-02-02",
        "2024年2月1日，陕西天工集团有限公司董事长李明来到西安交通大学调研。\n"
        "=cmd|' /C calc'!A0 <img src=x onerror=alert(2)> 100%_\\ \" * NEAR 研究生命科学。",
    ),
}


def made(name: str, title: str, published: str, body: str, url: str | None = None) -> Article:
    """Return an article as the pipelines would hand it to the database."""
    address = url or f"{HOST}/{name}.htm"
    article = Article(
        url=address,
        site="news.xjtu.edu.cn",
        layout="vsb",
        title=title,
        published=published,
        body=body,
        id=f"news-{name}",
    )
    article.text_hash = fingerprint(body)
    article.reading = read_article(article, all_sites()["xjtu"])
    article.fetch = Fetch(address, "fetched", article_id=article.id)
    return article


def fill(path: Path, *articles: Article | Fetch) -> None:
    """Write articles as a crawl does."""
    database = open_database(str(path))
    with closing(database.conn):
        run = begin_run(database, started=WHEN, spider="xjtu", arguments="{}", replay=None, version="0")
        write(database, articles, run, WHEN)
        resolve(database)
        end_run(database, run, finished=WHEN, finish_reason="finished")


def index(path: Path) -> None:
    database = open_database(str(path))
    with closing(database.conn):
        update_index(database.conn)


def texts() -> list[Article | Fetch]:
    """Return the articles of the small database, and an address that could not be fetched."""
    found: list[Article | Fetch] = [made(name, *text) for name, text in _TEXTS.items() if name != "hostile"]
    hostile = made("hostile", *_TEXTS["hostile"], url="javascript:alert(3)")
    hostile.links.append(Link(1, "related", "javascript:alert(4)", "<b>相关报道</b>", None, 1))
    return [*found, hostile, Fetch(f"{HOST}/gone.htm", "failed", "http-404", 404)]


@contextmanager
def explored(path: Path, **settings: str | int) -> Iterator[Ask]:
    """Start Datasette on a database, with our files and settings (and ``settings``), within this process."""
    from datasette.app import Datasette

    datasette = Datasette(
        [str(path)],
        plugins_dir=str(ROOT / PLUGINS),
        template_dir=str(ROOT / TEMPLATES),
        static_mounts=[(ASSETS, str(ROOT / STATIC))],
        settings={name: int(value) if value.isdigit() else value == "on" for name, value in SETTINGS.items()}
        | settings,
    )
    loop = asyncio.new_event_loop()
    loop.run_until_complete(datasette.invoke_startup())
    try:
        yield lambda address, method="GET", **parameters: loop.run_until_complete(
            datasette.client.request(method, address, params=parameters or None)
        )
    finally:
        for database in datasette.databases.values():
            database.close()
        datasette.executor.shutdown()
        loop.close()
