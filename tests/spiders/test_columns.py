"""How a column is walked: where the walk ends, what it skips, and what a second crawl need not ask for again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.conftest import scrapy
from tests.spiders.test_news import HOST, dump, keep, page, query, related
from xjtunews.exceptions import ArgumentError
from xjtunews.items import Known, Link
from xjtunews.language.dates import BEIJING
from xjtunews.sites.vsb import VSB
from xjtunews.spiders.columns import Walk, ends_before
from xjtunews.spiders.revisit import conditions, is_settled
from xjtunews.spiders.xjtu import XjtuSpider


def column(*items: tuple[str, str | None], following: str | None = None) -> str:
    """Return a column's page: items by address and printed date, and the address of its next page."""
    rows = "".join(
        f'<li id="line_u1_{n}"><a href="{address}">第{n}则</a><span>{day or ""}</span></li>'
        for n, (address, day) in enumerate(items)
    )
    button = f'<span class="p_next p_fun"><a href="{following}">下页</a></span>' if following else ""
    pager = f'<span class="p_pages"><span class="p_no_d">1</span>{button}</span>'
    return f"<html><head><script>_jsq_(1033,'/list.jsp',-1,1)</script></head><body><ul>{rows}</ul>{pager}</body></html>"


def link(address: str, published: str | None = None) -> Link:
    return Link(1, "column", address, "", address, None, published)


def test_what_pages_have_in_common_counts_once() -> None:
    walk = Walk(f"{HOST}/yw.htm")
    first, second = f"{HOST}/info/1/5.htm", f"{HOST}/info/1/4.htm"
    assert walk.add_page([link(first), link(second)], VSB) == [link(first), link(second)]
    elsewhere = f"{HOST}/info/2/4.htm"
    dynamic = f"{HOST}/content.jsp?wbtreeid=1&wbnewsid=5"
    third = f"{HOST}/info/1/3.htm"
    assert walk.add_page([link(elsewhere), link(dynamic), link(third)], VSB) == [link(third)]
    assert (walk.pages, list(walk.items)) == (2, [f"news-xjtu-edu-cn-{number}" for number in (5, 4, 3)])


@pytest.mark.parametrize(
    ("dates", "ends"),
    [
        (["2024-05-11", "2024-05-10"], False),
        (["2024-05-10T08:00"], False),
        (["2024-05-09", "2024-05-08"], True),
        (["2020-01-01", "2024-05-10"], False),  # pinned
        (["2020-01-01", "2024-05-09"], True),
        ([None, "2024-05-09"], True),
        ([None, None], False),
        ([], False),
    ],
)
def test_where_a_walk_ends(dates: list[str | None], ends: bool) -> None:
    assert ends_before([link(str(n), day) for n, day in enumerate(dates)], date(2024, 5, 10)) is ends
    assert ends_before([link(str(n), day) for n, day in enumerate(dates)], None) is False


@pytest.mark.parametrize(
    ("known", "settled"),
    [
        (Known("fetched", "2024-05-20", article_id="a", published="2024-05-13"), True),
        (Known("fetched", "2024-05-20", article_id="a", published="2024-05-14T08:00"), False),
        (Known("fetched", "2024-05-19T10:00:00+08:00", article_id="a"), True),
        (Known("fetched", "2024-05-13T10:00:00+08:00", article_id="a"), False),
        (Known("redirected", "2024-05-20", article_id="a", published="2020-01-01"), True),
        (Known("failed", "2024-05-20", article_id="a", published="2020-01-01"), False),
        (Known("refused", "2024-05-20"), False),
        (Known("list", "2024-05-20"), False),
    ],
)
def test_what_is_old_enough_to_be_left_alone(known: Known, settled: bool) -> None:
    assert is_settled(known, date(2024, 5, 20), 7) is settled


def test_only_what_is_stored_is_asked_for_on_conditions() -> None:
    facts = {"etag": 'W/"1"', "last_modified": "Thu, 18 Apr 2024 08:21:40 GMT"}
    both = {"If-None-Match": 'W/"1"', "If-Modified-Since": "Thu, 18 Apr 2024 08:21:40 GMT"}
    assert conditions(Known("list", "2024-05-20", **facts)) == both  # type: ignore[arg-type]
    assert conditions(Known("fetched", "2024-05-20", article_id="a", **facts)) == both  # type: ignore[arg-type]
    assert conditions(Known("refused", "2024-05-20", **facts)) == {}  # type: ignore[arg-type]
    assert conditions(Known("fetched", "2024-05-20", article_id="a")) == {}
    assert conditions(None) == {}


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("", "columns= names no column; give addresses of list pages"),
        ("list.htm", "columns=list.htm: this is no complete address"),
        ("ftp://a.example/", "columns=ftp://a.example/: unknown scheme ftp://; only http and https addresses"),
    ],
)
def test_a_column_that_is_none(columns: str, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        XjtuSpider(columns=columns)
    assert str(caught.value).startswith(message)


def test_columns_and_seeds_go_together() -> None:
    spider = XjtuSpider(columns=f"{HOST}/kydt.htm", seeds=f"{HOST}/info/1/5.htm")
    assert [seed.url for seed in spider.seeds] == [f"{HOST}/info/1/5.htm", f"{HOST}/kydt.htm"]
    assert spider.column_urls == {f"{HOST}/kydt.htm"}
    assert XjtuSpider().column_urls == set(XjtuSpider.site.columns)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a column of four pages: an old item on top of the first and of the second, one item on two pages."""
    root = tmp_path_factory.mktemp("columns")
    pinned = ("/info/1033/1.htm", "2020-01-01")
    pages = [
        [pinned, ("/info/1033/9.htm", "2024-05-12"), ("/info/1033/8.htm", "2024-05-11")],
        [pinned, ("/info/1002/8.htm", "2024-05-11"), ("/info/1033/7.htm", None), ("/info/1033/6.htm", "2024-05-10")],
        [("/info/1033/5.htm", "2024-05-09"), ("/info/1033/4.htm", "2024-05-08")],
        [("/info/1033/3.htm", "2024-05-01")],
    ]
    for number, items in enumerate(pages):
        following = f"/yw/{3 - number}.htm" if number < 3 else None
        url = f"{HOST}/yw.htm" if number == 0 else f"{HOST}/yw/{4 - number}.htm"
        keep(root, url, column(*items, following=following))
    for number in range(1, 10):
        text = related(f"{HOST}/info/1033/1.htm") if number == 9 else "<p>双方举行座谈会。</p>"
        body = page(
            number, f"第{number}号新闻", "5月6日，双方举行座谈会。", text, date=f"2024-05-{number + 4:02} 09:00"
        )
        keep(root, f"{HOST}/info/1033/{number}.htm", body)
    return root


def crawl_columns(root: Path, database: Path, *arguments: str) -> str:
    options = ["-s", f"REPLAY={root}", "-s", f"DATABASE={database}", "-s", "COLUMN_PAGES=0"]
    done = scrapy("crawl", "xjtu", *options, "-a", f"columns={HOST}/yw.htm", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_walk_goes_as_far_as_since_and_says_what_it_skips(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    said = crawl_columns(archive, path, "-a", "since=2024-05-10")
    lists = query(path, "SELECT url FROM fetches WHERE status = 'list' ORDER BY url")
    assert lists == [(f"{HOST}/{name}.htm",) for name in ("yw", "yw/2", "yw/3")]
    skipped = query(path, "SELECT url, reason FROM fetches WHERE status = 'out-of-range' ORDER BY url")
    assert skipped == [
        (
            f"{HOST}/info/1033/1.htm",
            "published 2024-05-05T09:00",
        ),  # pinned, and wanted as a related report all the same
        (f"{HOST}/info/1033/4.htm", "listed 2024-05-08"),
        (f"{HOST}/info/1033/5.htm", "listed 2024-05-09"),
    ]
    assert "skipped         out of range 4, pages older than since 1\n" in said
    assert query(path, "SELECT id FROM articles ORDER BY id") == [(f"news-xjtu-edu-cn-{n}",) for n in (6, 7, 8, 9)]
    assert query(path, "SELECT column_url, pages, complete FROM list_states") == [(f"{HOST}/yw.htm", 3, 0)]
    dates = query(path, "SELECT published FROM links WHERE page LIKE '%/yw/3.htm' ORDER BY position")
    assert dates == [("2020-01-01",), ("2024-05-11",), (None,), ("2024-05-10",)]


def test_a_whole_column_is_walked_and_a_second_replay_changes_nothing(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    crawl_columns(archive, path)
    assert query(path, "SELECT pages, complete FROM list_states") == [(4, 1)]
    listings = query(path, "SELECT item, article_id, status FROM listings ORDER BY item")
    assert listings == [(f"news-xjtu-edu-cn-{n}", f"news-xjtu-edu-cn-{n}", "listed") for n in range(1, 10) if n != 2]
    before = dump(path)
    crawl_columns(archive, path)
    assert dump(path) == before
    said = crawl_columns(archive, path, "-s", "INCREMENTAL=1")
    assert "skipped         known 8\n" in said
    assert dump(path) == before


def test_a_column_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    keep(tmp_path / "archive", f"{HOST}/yw.htm", column())
    keep(tmp_path / "archive", f"{HOST}/info/1/5.htm", page(5, "第5号新闻", "5月6日，双方举行座谈会。"))
    options = ["-s", f"REPLAY={tmp_path / 'archive'}", "-s", f"DATABASE={tmp_path / 'news.db'}"]
    done = scrapy("crawl", "xjtu", *options, "-a", f"columns={HOST}/yw.htm,{HOST}/info/1/5.htm")
    assert done.returncode == 1
    assert f"xjtunews: seed {HOST}/yw.htm: the column lists nothing\n" in done.stderr
    assert f"xjtunews: seed {HOST}/info/1/5.htm: the column is an article, no list\n" in done.stderr
    assert query(tmp_path / "news.db", "SELECT title FROM articles") == [("第5号新闻",)]


class Pages(BaseHTTPRequestHandler):
    """Serve pages with an ETag, answer 304 to those who have them, and note what was asked for."""

    pages: ClassVar[dict[str, str]] = {}
    asked: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        body = self.pages.get(self.path)
        etag = f'"{hash(body)}"'
        status = 404 if body is None else 304 if self.headers.get("If-None-Match") == etag else 200
        self.asked.append((self.path, status))
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if body is not None:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write((body or "").encode() if status == 200 else b"")

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Pages.pages, Pages.asked = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def crawl_live(server: str, database: Path) -> tuple[str, dict[str, int]]:
    """Crawl the column of the server; return what was said, and what was asked for with the status of the answer."""
    Pages.asked.clear()
    options = ["-s", f"DATABASE={database}", "-s", "CONTACT=test@example.org", "-s", "DOWNLOAD_DELAY=0"]
    options += ["-s", "AUTOTHROTTLE_ENABLED=0", "-a", f"columns={server}/yw.htm"]
    done = scrapy("crawl", "xjtu", *options)
    assert done.returncode == 0, done.stderr
    assert len({path for path, _ in Pages.asked}) == len(Pages.asked)
    return done.stdout, {path: status for path, status in Pages.asked if path != "/robots.txt"}


def test_a_second_crawl_asks_only_for_what_is_new_or_changed(server: str, tmp_path: Path) -> None:
    path, today = tmp_path / "news.db", datetime.now(BEIJING)
    new, old = f"{today - timedelta(days=1):%Y-%m-%d}", "2020-05-10"
    texts = {1: old, 2: old, 3: new, 8: old}
    Pages.pages = {
        f"/info/1/{number}.htm": page(
            number,
            f"第{number}号新闻",
            "5月6日，双方举行座谈会。",
            related(f"{server}/info/1/8.htm", f"{server}/info/1/9.htm") if number == 2 else "<p>全文完。</p>",
            date=f"{day} 09:00",
        )
        for number, day in texts.items()
    }
    items = [("/info/1/3.htm", new), ("/info/1/2.htm", old), ("/info/1/1.htm", old), ("/info/1/7.htm", old)]
    Pages.pages["/yw.htm"] = column(*items)
    _, asked = crawl_live(server, path)
    assert asked == {
        "/yw.htm": 200, **{f"/info/1/{n}.htm": 200 for n in (1, 2, 3, 8)}, "/info/1/7.htm": 404, "/info/1/9.htm": 404
    }  # fmt: skip
    before = query(path, "SELECT * FROM articles"), query(path, "SELECT * FROM links ORDER BY id")

    said, asked = crawl_live(server, path)  # nothing has changed: what failed is tried again, all else is known
    assert asked == {"/yw.htm": 304, "/info/1/3.htm": 304, "/info/1/7.htm": 404, "/info/1/9.htm": 404}
    assert "skipped         known 3, unchanged 2\n" in said
    assert before == (query(path, "SELECT * FROM articles"), query(path, "SELECT * FROM links ORDER BY id"))
    assert query(path, "SELECT DISTINCT status FROM fetches WHERE article_id IS NOT NULL") == [("fetched",)]

    # One is new, one is corrected, one comes under another column's address, and two are taken off the list.
    Pages.pages["/yw.htm"] = column(("/info/1/4.htm", new), ("/info/1/3.htm", new), ("/info/2/1.htm", old))
    Pages.pages["/info/1/4.htm"] = page(4, "第4号新闻", "5月6日，双方举行座谈会。", date=f"{new} 10:00")
    Pages.pages["/info/1/3.htm"] = Pages.pages["/info/1/3.htm"].replace("第3号新闻", "第3号更正")
    said, asked = crawl_live(server, path)
    assert asked == {"/yw.htm": 200, "/info/1/4.htm": 200, "/info/1/3.htm": 200}
    assert "skipped         known 1\n" in said
    titles = [title for (title,) in query(path, "SELECT title FROM articles ORDER BY id")]
    assert titles == ["第1号新闻", "第2号新闻", "第3号更正", "第4号新闻", "第8号新闻"]
    found = dict(query(path, "SELECT label || address, status FROM listings WHERE status <> 'listed'"))
    assert {key.rpartition("/")[2]: status for key, status in found.items()} == {
        "2.htm": "withdrawn",
        "7.htm": "withdrawn",
    }
    times = query(path, "SELECT item, last_seen < missed FROM withdrawn ORDER BY item")
    assert [late for _, late in times] == [1, 1]
    assert (
        query(path, "SELECT status, target_id FROM links WHERE address LIKE '%/info/2/1.htm'")[0][0] == "same-article"
    )

    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
