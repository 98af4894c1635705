"""The views of an article are asked for where the crawl is told to, and only by the address that counts nothing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from tests.conftest import FIXTURES, scrapy
from xjtunews.items import Fetch
from xjtunews.pipelines.views import FetchViews, read_answer
from xjtunews.sites.vsb import views_address

HOST = "https://news.xjtu.edu.cn"
COUNTER = "/system/resource/code/news/click/dynclicks.jsp?clickid={}&owner=16&clicktype=wbnews"
#: Each article's number, what its page prints, what its counter answers (status, body), what is stored.
ARTICLES = [
    (1, "", (200, b"12345"), 12345, ("counter", None)),
    (2, "", (200, b" 7\n"), 7, ("counter", None)),
    (3, "", (200, b"<html>error</html>"), None, ("failed", "no number: <html>error</html>")),
    (4, "", (200, b""), None, ("failed", "no number: ")),
    (5, "", (500, b"8"), None, ("failed", "http-500")),
    (6, "", (302, b""), None, ("failed", "http-302")),
    (7, "", None, None, ("not-archived", "the archive does not hold it")),
    (8, "99", None, 99, None),
    (9, "", (200, b"1234567890123"), None, ("failed", "no number: 1234567890123")),
]


def keep(root: Path, path: str, body: bytes, status: int = 200) -> None:
    file = root / "news.xjtu.edu.cn" / path.lstrip("/").replace("?", "%3F")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    sidecar = {"url": f"{HOST}{path}", "status": status, "headers": {"Content-Type": "text/html"}}
    file.with_name(file.name + ".http.json").write_text(json.dumps(sidecar), "utf-8")


def page(number: int, views: str) -> bytes:
    visit = f"<script>_jsq_(1033,'/content.jsp',{number},16)</script>"
    header = f"<h1>第{number}篇</h1><div>日期：2024-05-10 浏览量：{views}</div>"
    text = f'<div id="vsb_content"><p>5月{number}日，双方签约。</p></div>'
    head = f"<head><title>第{number}篇-新闻网</title>{visit}</head>"
    return f"<html>{head}<body><form>{header}{text}</form></body></html>".encode()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    for number, views, answer, *_ in ARTICLES:
        for column in (1033, 1002):
            keep(root, f"/info/{column}/{number}.htm", page(number, views))
        if answer is not None:
            keep(root, COUNTER.format(number), answer[1], answer[0])
    return root


def crawl(archive: Path, database: Path, *arguments: str) -> sqlite3.Connection:
    urls = [f"{HOST}/info/{column}/{number}.htm" for number, *_ in ARTICLES for column in (1033, 1002)]
    options = ["-s", f"REPLAY={archive}", "-s", f"DATABASE={database}", "-a", f"seeds={','.join(urls)}"]
    done = scrapy("crawl", "xjtu", *options, *arguments)
    assert done.returncode == 0, done.stderr
    return sqlite3.connect(database)


def views(database: sqlite3.Connection) -> list[tuple[str, int | None]]:
    return database.execute("SELECT content_id, views FROM articles ORDER BY id").fetchall()


def test_views_are_asked_for(archive: Path, tmp_path: Path) -> None:
    database = crawl(archive, tmp_path / "news.db", "-s", "FETCH_VIEWS=1")
    assert views(database) == [(str(number), stored) for number, _, _, stored, _ in ARTICLES]
    rows = database.execute("SELECT url, status, reason FROM fetches WHERE url LIKE '%.jsp%'")
    fetches = {url.removeprefix(HOST): (status, reason) for url, status, reason in rows}
    assert fetches == {COUNTER.format(number): became for number, *_, became in ARTICLES if became is not None}
    missed = {url for (url,) in database.execute("SELECT url FROM not_fetched")}
    assert missed == {f"{HOST}{path}" for path, (status, _) in fetches.items() if status != "counter"}
    assert database.execute("SELECT articles FROM runs").fetchone() == (len(ARTICLES) * 2,)
    database.close()


def test_a_recorded_counter_behind_a_recorded_stub(tmp_path: Path) -> None:
    options = ["-s", f"REPLAY={FIXTURES}", "-s", f"DATABASE={tmp_path / 'news.db'}", "-s", "FETCH_VIEWS=1"]
    done = scrapy("crawl", "xjtu", *options, "-a", "seeds=http://jwc.xjtu.edu.cn/sjb.htm")
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(tmp_path / "news.db")
    assert views(database) == [("3301", 1857)]
    kinds = database.execute("SELECT paragraph, kind FROM paragraphs WHERE kind = 'caption'").fetchall()
    assert kinds == [(2, "caption"), (4, "caption")]
    followed = database.execute("SELECT kind, status FROM links ORDER BY position").fetchall()
    assert followed == [("previous", "not-followed"), ("next", "not-followed")]
    database.close()


def test_without_the_setting_nobody_is_asked(archive: Path, tmp_path: Path) -> None:
    database = crawl(archive, tmp_path / "news.db")
    assert {stored for _, stored in views(database)} == {None, 99}
    assert database.execute("SELECT count(*) FROM fetches WHERE url LIKE '%.jsp%'").fetchone() == (0,)
    database.close()


def test_robots_txt_holds_for_counters_and_a_sample_ends_all_the_same(archive: Path, tmp_path: Path) -> None:
    keep(archive, "/robots.txt", b"User-agent: *\nDisallow: /system/\n")
    database = crawl(archive, tmp_path / "news.db", "-s", "FETCH_VIEWS=1", "-a", "sample=2")
    assert len(views(database)) <= 2
    assert {stored for _, stored in views(database)} == {None}
    reasons = database.execute("SELECT DISTINCT status, reason FROM fetches WHERE url LIKE '%.jsp%'").fetchall()
    assert reasons == [("robots", "robots.txt asks not to")]
    database.close()


def test_the_pipeline_is_not_even_made_without_the_setting() -> None:
    with pytest.raises(NotConfigured):
        FetchViews.from_crawler(get_crawler())


@pytest.mark.parametrize(
    ("body", "status", "outcome", "count"),
    [
        (b"0", 200, "counter", 0),
        (b"\r\n 23499 \r\n", 200, "counter", 23499),
        (b"-1", 200, "failed", None),
        (b"\xff\x00", 200, "failed", None),
        (b'{"wbshowtimes":0}', 200, "failed", None),
        (b"5", 404, "failed", None),
    ],
)
def test_answers(body: bytes, status: int, outcome: str, count: int | None) -> None:
    fetch, number = read_answer(f"{HOST}/a", Response(f"{HOST}/a", status=status, body=body))
    assert (fetch.status, fetch.size, number) == (outcome, len(body), count)
    assert isinstance(fetch, Fetch)


@pytest.mark.parametrize(
    ("url", "owner", "content"),
    [
        (None, "16", "1"),
        (f"{HOST}/info/1/2.htm", None, "2"),
        (f"{HOST}/info/1/2.htm", "16", None),
        (HOST, "16", "6f5a"),
    ],
)
def test_no_counter_is_known(url: str | None, owner: str | None, content: str | None) -> None:
    assert views_address(url, owner, content) is None
