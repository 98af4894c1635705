"""What becomes of every link: one crawl of a small archive holds every case."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.conftest import scrapy
from xjtunews.exceptions import ArgumentError
from xjtunews.spiders.xjtu import XjtuSpider

HOST = "https://news.xjtu.edu.cn"
HTML = {"Content-Type": "text/html"}
LONG = "双方介绍了各自的情况，回顾了多年来的交往，讨论了今后几年的安排，并约定每年互访一次。"


def keep(root: Path, url: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
    """Put an answer where an archive keeps it: HOST/PATH, and beside it what was no plain 200."""
    path = root / url.partition("://")[2].replace("?", "%3F")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    sidecar = {"url": url, "status": status, "headers": HTML | headers}
    path.with_name(path.name + ".http.json").write_text(json.dumps(sidecar), "utf-8")


def page(number: int, title: str, *paragraphs: str, date: str = "2024-05-10 09:30", head: str = "") -> str:
    body = "".join(text if text.startswith("<") else f"<p>{text}</p>" for text in paragraphs)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{head}<title>{title}-测试新闻网</title>
<META Name="keywords" Content="测试新闻网,要闻,{title}"><script>_jsq_(1033,'/content.jsp',{number},1001)</script></head>
<body><div>当前位置: <a href="/">首页</a>&gt;<a href="/yw.htm">要闻</a>&gt;正文</div>
<form name="_newscontent_fromname"><h1>{title}</h1><div>来源：宣传部 日期：{date} 浏览量：</div>
<div id="vsb_content"><div class="v_news_content">{body}</div></div><div id="div_vote_id"></div></form></body></html>"""


def related(*urls: str) -> str:
    return "".join(f'<p>相关报道链接：<a href="{url}">报道{n}</a></p>' for n, url in enumerate(urls, 1))


def run(root: Path, database: Path, seeds: str, *arguments: str) -> str:
    options = ["-s", f"REPLAY={root}", "-s", f"DATABASE={database}", "-s", "LOG_LEVEL=WARNING", "-a", f"seeds={seeds}"]
    done = scrapy("crawl", "xjtu", *options, *arguments)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr
    return done.stdout


def query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(database)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def dump(database: Path) -> list[str]:
    """Return the dump of a database, without when it was made and in which run."""
    connection = sqlite3.connect(database)
    lines = [line for line in connection.iterdump() if not line.startswith(('INSERT INTO "runs"', 'INSERT INTO "fetc'))]
    lines += map(str, connection.execute("SELECT url, status, reason, size, layout, article_id, target FROM fetches"))
    connection.close()
    return lines


#: Every related link of the roundup: its address, what becomes of it, why, and the article that it leads to.
LINKS = [
    (1, "/info/1033/11.htm", "same-article", None, "news-xjtu-edu-cn-11"),
    (1, "/info/1002/11.htm", "fetched", None, "news-xjtu-edu-cn-11"),
    (1, "http://news.xjtu.edu.cn/info/1033/12.htm", "fetched", None, "news-xjtu-edu-cn-12"),
    (1, "https://news.xjtu.edu.cn/info/1033/12.htm#top", "fetched", None, "news-xjtu-edu-cn-12"),
    (1, "http://dean.xjtu.edu.cn/info/1/13.htm", "fetched", None, "dean-xjtu-edu-cn-13"),
    (1, "https://dean.xjtu.edu.cn/info/1/13.htm", "same-article", None, "dean-xjtu-edu-cn-13"),
    (1, "/moved.htm", "same-article", f"to {HOST}/info/1033/11.htm", "news-xjtu-edu-cn-11"),
    (1, "/moved-twice.htm", "same-article", f"to {HOST}/moved.htm", "news-xjtu-edu-cn-11"),
    (1, "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1&wbnewsid=14", "fetched", None, "news-xjtu-edu-cn-14"),
    (2, "/404.htm", "failed", "http-404", None),
    (2, "/500.htm", "failed", "http-500", None),
    (2, "/412.htm", "refused", "challenge-page (http-412)", None),
    (2, "/empty.htm", "refused", "empty-page", None),
    (2, "/picture.htm", "refused", "no-text", None),
    (2, "/untitled.htm", "refused", "no-title", None),
    (2, "/huge.htm", "failed", f"larger than DOWNLOAD_MAXSIZE (20000 bytes): {HOST}/huge.htm", None),
    (2, "/private/15.htm", "robots", "robots.txt asks not to", None),
    (2, "https://mp.weixin.qq.com/s/abc", "out-of-scope", "mp.weixin.qq.com is not one of the hosts to visit", None),
    (2, "http://xjtu.edu.cn.evil.example/1.htm", "out-of-scope",
     "xjtu.edu.cn.evil.example is not one of the hosts to visit", None),
    (2, "/away.htm", "out-of-scope", "redirected to www.example.org", None),
    (2, "/self.htm", "failed", "redirected to itself", None),
    (2, "/nowhere.htm", "failed", "redirected to no address", None),
    (2, "/stub.htm", "same-article", f"to {HOST}/info/1033/11.htm (redirect-stub)", "news-xjtu-edu-cn-11"),
    (2, "/stub-away.htm", "out-of-scope", "redirected to mp.weixin.qq.com (redirect-stub)", None),
    (2, "/stub-to-404.htm", "failed", f"redirected to {HOST}/404.htm: http-404", None),
    (2, "/missing.htm", "refused", "error-page", None),
    (2, "/login.htm", "refused", "login-page", None),
    (2, "/../../../../etc/passwd", "not-archived", "the archive does not hold it", None),
    (2, "/99.htm", "not-archived", "the archive does not hold it", None),
    (2, "/" + "x" * 1500 + ".htm", "not-archived", "the archive does not hold it", None),
    (2, "/" + "x" * 2500 + ".htm", "not-followed", "no address that can be asked for", None),
    (2, "/info/1033/16.htm", "out-of-range", "published 2023-12-31T23:59", None),
    (2, "/info/1033/17.htm", "out-of-range", "published 2025-01-01T00:00", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    links = [url for _, url, *_ in LINKS]
    first = sum(paragraph == 1 for paragraph, *_ in LINKS)
    passages = (
        "5月6日，学校与甲市签约。",
        related(*links[:first]),
        '<p>5月8日，学校会见<a href="/body.htm">乙公司</a>来宾。</p>',
        related(*links[first:]),
    )
    keep(root, f"{HOST}/info/1033/10.htm", page(10, "综述", *passages))
    for column in ("1033", "1002"):
        keep(root, f"{HOST}/info/{column}/11.htm", page(11, "甲市签约", f"5月6日，学校与甲市签约。{LONG}"))
    keep(root, f"{HOST}/info/1033/12.htm", page(12, "甲市来访", f"5月6日上午，甲市来宾到校座谈。{LONG}"))
    keep(root, "https://dean.xjtu.edu.cn/info/1/13.htm", page(13, "教务", "5月6日，举行座谈会。"))
    query_page = f"{HOST}/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1&wbnewsid=14"
    keep(root, query_page, page(14, "动态页", "5月6日，举行报告会。"))
    keep(root, f"{HOST}/moved.htm", status=302, Location="/info/1033/11.htm")
    keep(root, f"{HOST}/moved-twice.htm", status=301, Location=f"{HOST}/moved.htm")
    keep(root, f"{HOST}/404.htm", page(404, "页面不存在", "您要找的页面不存在。"), status=404)
    keep(root, f"{HOST}/500.htm", b"\x00\xff", status=500)
    keep(root, f"{HOST}/412.htm", "<html><head><script>run()</script></head><body></body></html>", status=412)
    keep(root, f"{HOST}/empty.htm", " \n")
    keep(root, f"{HOST}/picture.htm", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    keep(root, f"{HOST}/untitled.htm", page(18, "", "5月6日，举行座谈会。").replace("-测试新闻网", ""))
    keep(root, f"{HOST}/huge.htm", page(19, "太大", "字" * 10_000))
    keep(root, f"{HOST}/private/15.htm", page(15, "不公开", "5月6日，举行座谈会。"))
    keep(root, f"{HOST}/robots.txt", "User-agent: *\nDisallow: /private/\n", **{"Content-Type": "text/plain"})
    keep(root, f"{HOST}/away.htm", status=302, Location="https://www.example.org/")
    keep(root, f"{HOST}/self.htm", status=302, Location="/self.htm")
    keep(root, f"{HOST}/nowhere.htm", status=302)
    leads = '<html><head><meta http-equiv="refresh" content="0; url={}"></head><body></body></html>'
    keep(root, f"{HOST}/stub.htm", leads.format("info/1033/11.htm"))
    keep(root, f"{HOST}/stub-away.htm", "<script>location.href = 'https://mp.weixin.qq.com/s/abc'</script>")
    keep(root, f"{HOST}/stub-to-404.htm", leads.format("/404.htm"))
    keep(root, f"{HOST}/missing.htm", "<html><title>提示信息</title><body>您访问的页面不存在！</body></html>")
    keep(root, f"{HOST}/login.htm", "<html><body><form>密码<input type='password'></form></body></html>")
    keep(root, f"{HOST}/info/1033/16.htm", page(16, "太早", "12月6日，举行座谈会。", date="2023-12-31 23:59"))
    keep(root, f"{HOST}/info/1033/17.htm", page(17, "太晚", "5月6日，举行座谈会。", date="2025-01-01 00:00"))
    keep(root, f"{HOST}/info/1033/20.htm", page(20, "首日", "1月1日，举行座谈会。", date="2024-01-01 00:00"))
    keep(root, f"{HOST}/info/1033/21.htm", page(21, "末日", "12月6日，举行座谈会。", date="2024-12-31 23:59"))
    keep(root, f"{HOST}/info/1033/22.htm", page(22, "无日期", "双方举行座谈会。").replace("2024-05-10 09:30", ""))
    (root.parent / "etc").mkdir(exist_ok=True)
    (root.parent / "etc/passwd").write_text(page(66, "外面", "5月6日，举行座谈会。"), "utf-8")
    return root


OPTIONS = ("-a", "since=2024-01-01", "-a", "until=2024-12-31", "-s", "DOWNLOAD_MAXSIZE=20000")
SEEDS = ",".join(f"{HOST}/info/1033/{number}.htm" for number in (10, 20, 21, 22))


@pytest.fixture(scope="module")
def database(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crawl") / "news.db"
    run(archive, path, SEEDS, *OPTIONS)
    return path


def test_every_related_link_ends_in_a_status_with_its_reason(database: Path) -> None:
    sql = "SELECT paragraph, status, reason, target_id FROM links WHERE kind = 'related' ORDER BY position"
    assert query(database, sql) == [(place, status, reason, target) for place, _, status, reason, target in LINKS]


def test_links_keep_their_order_their_label_and_what_was_written(database: Path) -> None:
    found = query(database, "SELECT position, url, label FROM links WHERE kind = 'related' ORDER BY position")
    assert [position for position, *_ in found] == list(range(1, len(LINKS) + 1))
    first = sum(paragraph == 1 for paragraph, *_ in LINKS)
    numbers = [*range(1, first + 1), *range(1, len(LINKS) - first + 1)]
    assert [label for *_, label in found] == [f"相关报道链接：报道{number}" for number in numbers]
    page = f"{HOST}/info/1033/10.htm"
    assert [url for _, url, _ in found] == [urljoin(page, written) for _, written, *_ in LINKS]


def test_other_links_of_the_text_are_kept_and_not_followed(database: Path) -> None:
    sql = "SELECT url, label, paragraph, status, mention_id FROM links WHERE kind = 'body'"
    assert query(database, sql) == [(f"{HOST}/body.htm", "乙公司", 2, "not-followed", None)]
    assert query(database, "SELECT url FROM fetches WHERE url LIKE '%/body.htm'") == []


def test_links_belong_to_the_passage_above(database: Path) -> None:
    sql = "SELECT paragraph, mention_id, count(*) FROM links WHERE kind = 'related' GROUP BY 1, 2"
    assert query(database, sql) == [
        (1, "news-xjtu-edu-cn-10-p1-1", sum(paragraph == 1 for paragraph, *_ in LINKS)),
        (2, "news-xjtu-edu-cn-10-p2-1", sum(paragraph == 2 for paragraph, *_ in LINKS)),
    ]


def test_articles_in_the_range_are_stored_its_ends_included_and_those_without_a_date(database: Path) -> None:
    titles = {title for (title,) in query(database, "SELECT title FROM articles")}
    assert titles == {"综述", "甲市签约", "甲市来访", "教务", "动态页", "首日", "末日", "无日期"}


def test_an_article_under_two_addresses_is_one_with_the_first_as_its_own(database: Path) -> None:
    assert query(database, "SELECT url FROM articles WHERE id = 'news-xjtu-edu-cn-11'") == [
        (f"{HOST}/info/1002/11.htm",)
    ]
    sql = "SELECT count(*) FROM fetches WHERE article_id = 'news-xjtu-edu-cn-11' AND status = 'fetched'"
    assert query(database, sql) == [(2,)]


def test_what_was_not_fetched_keeps_a_row_with_its_reason(database: Path) -> None:
    assert query(database, "SELECT url FROM not_fetched WHERE reason IS NULL") == []
    assert query(database, "SELECT http_status, size FROM fetches WHERE url LIKE '%/412.htm'")[0][0] == 412
    assert query(database, "SELECT DISTINCT status FROM fetches ORDER BY 1") == [
        (status,)
        for status in (
            *("failed", "fetched", "not-archived", "out-of-range"),
            *("out-of-scope", "redirected", "refused", "robots"),
        )
    ]


def test_evidence_and_references_hold(database: Path) -> None:
    assert query(database, "PRAGMA foreign_key_check") == []
    found = query(
        database,
        "SELECT a.body, m.evidence, m.evidence_start, m.evidence_end"
        " FROM mentions m JOIN articles a ON a.id = m.article_id",
    )
    assert len(found) >= 8
    assert all(body[start:end] == evidence for body, evidence, start, end in found)


def test_the_reports_of_a_passage_are_one_event(database: Path) -> None:
    sql = (
        "SELECT article_id FROM event_reports WHERE event_id ="
        " (SELECT event_id FROM mentions WHERE id = 'news-xjtu-edu-cn-10-p1-1') ORDER BY 1"
    )
    assert query(database, sql) == [
        ("dean-xjtu-edu-cn-13",), ("news-xjtu-edu-cn-10",), ("news-xjtu-edu-cn-11",),
        ("news-xjtu-edu-cn-12",), ("news-xjtu-edu-cn-14",),
    ]  # fmt: skip


def test_a_second_run_changes_nothing_but_adds_a_run(archive: Path, database: Path) -> None:
    before = dump(database)
    run(archive, database, SEEDS, *OPTIONS)
    assert dump(database) == before
    runs = query(database, "SELECT articles, refused, failed, faults, finish_reason FROM runs")
    assert runs == [runs[0], runs[0]]
    assert runs[0][3:] == (0, "finished")


def test_a_sample_is_exact_and_what_it_leaves_out_says_so(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    run(archive, path, f"{HOST}/info/1033/10.htm", "-a", "sample=1")
    assert query(path, "SELECT id FROM articles") == [("news-xjtu-edu-cn-10",)]
    assert query(path, "SELECT finish_reason FROM runs") == [("sample",)]
    statuses = dict(query(path, "SELECT status, count(*) FROM links WHERE kind = 'related' GROUP BY 1"))
    assert statuses["out-of-scope"] >= 2  # known without asking
    assert statuses["not-followed"] >= 8  # the articles among them
    assert sum(statuses.values()) == len(LINKS)


def test_conflicts_are_settled_the_same_way_in_every_order(archive: Path, tmp_path: Path) -> None:
    """One article from the web and saved, under two columns, as a document; one text in two documents."""
    text = f"5月6日，学校与甲市签约。{LONG}"
    head = f'<META Name="Url" Content="{HOST}/info/1033/11.htm">'
    (tmp_path / "saved.html").write_text(page(11, "旧的甲市签约", text, "后来删掉的一段。", head=head), "utf-8")
    for name, title in (("one.txt", "甲市签约"), ("two.txt", "转载：甲市签约")):
        (tmp_path / name).write_text(f"标题: {title}\n发布日期: 2024-05-10\n正文内容:\n{text}\n", "utf-8")
    seeds = [str(tmp_path / name) for name in ("saved.html", "one.txt", "two.txt")]
    seeds += [f"{HOST}/info/{column}/11.htm" for column in ("1033", "1002")]
    dumps = []
    for number in range(3):
        random.Random(number).shuffle(seeds)
        run(archive, tmp_path / f"{number}.db", ",".join(seeds), "-s", f"BATCH_SIZE={1 + 199 * (number % 2)}")
        dumps.append(dump(tmp_path / f"{number}.db"))
    assert dumps[0] == dumps[1] == dumps[2]
    articles = query(tmp_path / "0.db", "SELECT id, url, document, title FROM articles ORDER BY document")
    assert articles[0] == ("news-xjtu-edu-cn-11", f"{HOST}/info/1002/11.htm", None, "甲市签约")
    assert [(document, title) for _, _, document, title in articles[1:]] == [
        ("one.txt", "甲市签约"),
        ("two.txt", "转载：甲市签约"),
    ]
    copies = query(
        tmp_path / "0.db", "SELECT document, canonical_id, relation FROM copies JOIN articles ON id = article_id"
    )
    assert sorted(copies) == [
        ("one.txt", "news-xjtu-edu-cn-11", "same-page"),
        ("two.txt", "news-xjtu-edu-cn-11", "reprint"),
    ]
    assert query(tmp_path / "0.db", "SELECT reports FROM events") == [(1,)]


def test_columns_are_walked_page_by_page_as_far_as_asked(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    for number in range(1, 6):
        items = "".join(f'<li id="line_u1_{n}"><a href="/info/1033/{number}{n}.htm">文{n}</a></li>' for n in range(3))
        following = f'<span class="p_next"><a href="/yw/{number + 1}.htm">下页</a></span>' if number < 5 else ""
        column = (
            f"<html><head><script>_jsq_(1033,'/list.jsp',-1,1)</script></head><body>{items}{following}</body></html>"
        )
        keep(root, f"{HOST}/yw/{number}.htm", column)
    keep(root, f"{HOST}/info/1033/10.htm", page(10, "文", "5月6日，举行座谈会。"))
    for limit, pages in (("2", 2), ("0", 5)):
        run(root, tmp_path / f"{limit}.db", f"{HOST}/yw/1.htm", "-s", f"COLUMN_PAGES={limit}")
        assert query(tmp_path / f"{limit}.db", "SELECT count(*) FROM fetches WHERE status = 'list'") == [(pages,)]
        sql = "SELECT status, count(*) FROM links WHERE kind = 'column' GROUP BY 1 ORDER BY 1"
        assert query(tmp_path / f"{limit}.db", sql) == [("fetched", 1), ("not-archived", 3 * pages - 1)]
    sql = "SELECT position, label, target_id FROM links WHERE page LIKE '%/yw/1.htm' ORDER BY position LIMIT 2"
    assert query(tmp_path / "2.db", sql) == [(1, "文0", "news-xjtu-edu-cn-10"), (2, "文1", None)]


def test_without_seeds_the_columns_of_the_site_are_asked_for() -> None:
    spider = XjtuSpider()
    assert [seed.url for seed in spider.seeds] == list(XjtuSpider.site.columns)
    assert spider.arguments == {}


def test_the_hosts_of_seeds_are_visited_too() -> None:
    spider = XjtuSpider(seeds="https://www.example.org/1.htm")
    assert "www.example.org" in spider.scope
    assert "xjtu.edu.cn" in spider.scope


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sice": "2024-01-01"}, "unknown argument sice; there are seeds, columns, since, until, sample"),
        ({"since": "2024-05-02", "until": "2024-05-01"}, "since=2024-05-02 is later than until=2024-05-01"),
        ({"seeds": " , "}, "seeds= ,  names no seed"),
    ],
)
def test_arguments_that_mean_nothing(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        XjtuSpider(**arguments)
    assert str(caught.value).startswith(message)


def test_the_range_may_be_one_day() -> None:
    spider = XjtuSpider(since="2024-05-10", until="2024-05-10")
    assert spider.in_range("2024-05-10T23:59")
    assert spider.in_range("2024-05-10")
    assert spider.in_range(None)
    assert not spider.in_range("2024-05-11T00:00")
    assert not spider.in_range("2024-05-09T23:59:59")


def test_an_address_is_asked_for_once() -> None:
    spider = XjtuSpider()
    assert len(list(spider.ask(f"{HOST}/1.htm"))) == 1
    assert list(spider.ask(f"{HOST}/1.htm")) == []
