"""`scrapy health` shows what a crawl below its floors left behind; the crawl itself exits 1, and stores all."""

from __future__ import annotations

from pathlib import Path

from tests.commands.test_crawl import query
from tests.conftest import scrapy

PAGE = """<html><head><title>{title}</title><script>_jsq_(1,'/c.jsp',{number},1)</script></head><body>
<div id="vsb_content"><p>5月6日，学校与第{number}市签约，双方合影留念。</p></div></body></html>"""


def test_a_run_below_its_floors(tmp_path: Path) -> None:
    folder = tmp_path / "archive/news.whu.edu.cn/info/1"
    folder.mkdir(parents=True)
    for number in range(1, 22):
        (folder / f"{number}.htm").write_text(PAGE.format(number=number, title=f"第{number}市签约"), "utf-8")
    seeds = ",".join(f"https://news.whu.edu.cn/info/1/{number}.htm" for number in range(1, 22))
    database = ["-s", f"DATABASE={tmp_path / 'news.db'}"]
    options = ["-a", "site=whu", "-a", f"seeds={seeds}", "-s", f"REPLAY={tmp_path / 'archive'}"]
    done = scrapy("crawl", "news", *options, *database)
    assert done.returncode == 1
    assert "articles        21  " in done.stdout
    said = [line for line in done.stderr.splitlines() if line.startswith("xjtunews: ")]
    below = "is filled in 0% of 21 articles, the floor is"
    assert said[0].startswith(f"xjtunews: whu: published {below} 98%; without a hit: ")
    assert "//meta[@name = 'PubDate']/@content" in said[0]
    assert said[1].startswith(f"xjtunews: whu: source {below} 90%; without a hit: labels")
    assert said[2:] == ["xjtunews: the crawl ended with 2 faults (finished); all else is stored"]
    rows = query(tmp_path / "news.db", "SELECT field, share, floor, below FROM run_health WHERE below ORDER BY field")
    assert rows == [("published", 0.0, 0.98, 1), ("source", 0.0, 0.9, 1)]

    shown = scrapy("health", *database, "--rules")
    assert (shown.returncode, shown.stderr) == (1, "")
    lines = shown.stdout.splitlines()
    assert lines[0].startswith("run 1  20")
    assert lines[0].endswith("finished, faults 2")
    assert [line.split() for line in lines if line.endswith("BELOW")] == [
        ["published", "0%", "floor", "98%", "BELOW"],
        ["source", "0%", "floor", "90%", "BELOW"],
    ]
    assert any(line.endswith("0 (0) //meta[@name = 'PubDate']/@content") for line in lines)
    assert any(line.startswith("  !! whu: published ") for line in lines)


def test_there_is_nothing_to_show(tmp_path: Path) -> None:
    done = scrapy("health", "-s", f"DATABASE={tmp_path / 'none.db'}")
    assert done.returncode == 1
    assert done.stderr == (
        f"xjtunews: DATABASE={tmp_path / 'none.db'}: there is no such file; crawl first, or name another one\n"
    )
