"""A run says how well it read, and which rule died; a site's file says how full its fields have to be."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from xjtunews.database import open_database
from xjtunews.database.runs import begin_run, end_run, last_reports, last_runs
from xjtunews.extensions.health import BEFORE, HEALTH, Health, site_name
from xjtunews.health import SiteHealth, judge, outcome, rule_table, table
from xjtunews.items import Article, Credit, Fetch, Link, ListPage
from xjtunews.sites.layout import Layout
from xjtunews.sites.registry import all_sites
from xjtunews.sites.vsb import VSB

WHU = "https://news.whu.edu.cn"
FLOORS = {"title": 0.98, "source": 0.9}


def article(number: int = 1, **fields: Any) -> Article:
    url = f"{WHU}/info/1002/{number}.htm"
    facts = {"title": "签约", "published": "2024-05-10", "source": "医学部", "body": "签约。", "layout": "vsb"} | fields
    return Article(url=url, fetch=Fetch(url, "fetched"), **facts)


@pytest.fixture
def health() -> Health:
    extension = Health(MemoryStatsCollector(get_crawler()), fewest=20)
    extension.stats.set_value(BEFORE, {})
    return extension


def faults(health: Health) -> list[str]:
    return health.stats.get_value("faults/messages", [])


class Spider:
    """Take what the extension gives."""


def test_shares_and_hits_are_counted_for_each_site(health: Health) -> None:
    spider = Spider()
    health.spider_opened(spider)
    stats = spider.rule_stats(f"{WHU}/info/1002/1.htm")  # type: ignore[attr-defined]
    stats.inc_value("parser/title/xpath//html/body/h1", 1)
    stats.inc_value("parser/title/xpath//html/body/h1", 1)
    stats.inc_value("parser/source/xpath//p", 0)
    links = [Link(1, "related", WHU, "", WHU), Link(2, "body", WHU, "", WHU)]
    health.item_scraped(article(1, credits=[Credit("text", "张三")], links=links))
    health.item_scraped(article(2, source=None))
    page = f"{WHU}/wdzx.htm"
    health.item_scraped(ListPage(Fetch(page, "list"), [Link(1, "column", WHU, "", WHU)], page))
    health.item_scraped(Fetch(f"{WHU}/3.htm", "refused", "no-text"))
    health.item_scraped(Fetch(f"{WHU}/4.htm", "failed", "http-404"))
    health.item_scraped(Fetch("https://mp.weixin.qq.com/s/1", "out-of-scope", "…"))
    health.item_scraped(Article(document="a.txt", title="签约", layout="labelled-record"))
    health.stats.inc_value("skipped/known", 3)
    health.spider_closed(spider, "finished")
    assert health.stats.get_value("parser/title/xpath//html/body/h1") == 2
    report = health.stats.get_value(HEALTH)
    assert list(report["sites"]) == ["documents", "mp.weixin.qq.com", "whu"]
    whu = report["sites"]["whu"]
    assert whu["articles"] == 2
    assert {name: whu["fields"][name]["share"] for name in ("title", "source", "credits", "views")} == {
        "title": 1.0,
        "source": 0.5,
        "credits": 0.5,
        "views": 0.0,
    }
    assert whu["links"] == {"body": 1, "column": 1, "related": 1}
    assert whu["outcomes"] == {"failed: http-404": 1, "list": 1, "refused: no-text": 1}
    assert whu["layouts"] == {"vsb": 2}
    rules = whu["fields"]["title"]["rules"]
    assert rules["/html/body/h1"] == 2
    assert {rule: rules[rule] for rule in VSB.title} == dict.fromkeys(VSB.title, 0)  # never tried, and shown
    assert report["skipped"] == {"known": 3}
    assert faults(health) == []  # two articles are too few to judge by


def test_below_a_floor_the_field_and_the_dead_rule_are_named(health: Health) -> None:
    title = VSB.title[0]
    before = {"whu": {"articles": 40, "fields": {"title": {"rules": {title: 40, "//h5": 0}}}}}
    health.stats.set_value(BEFORE, before)
    spider = Spider()
    health.spider_opened(spider)
    for number in range(20):
        spider.rule_stats(f"{WHU}/1.htm").inc_value(f"parser/title/xpath/{title}", 0)  # type: ignore[attr-defined]
        health.item_scraped(article(number, title="签约" if number < 10 else None))
    health.spider_closed(spider, "finished")
    assert faults(health) == [
        f"whu: title is filled in 50% of 20 articles, the floor is 98%; dead: {title} (40 hits before)"
    ]
    assert health.stats.get_value("faults/health") == 1
    assert any(line.endswith("BELOW") and "title" in line for line in table(health.stats.get_value(HEALTH)))
    assert health.stats.get_value(BEFORE) is None


@pytest.mark.parametrize(
    ("items", "skipped", "reason", "fault"),
    [
        ([], 0, "finished", True),
        ([Fetch(f"{WHU}/1.htm", "failed", "http-404")], 0, "finished", True),
        ([], 3, "finished", False),  # all is known
        ([Fetch(f"{WHU}/1.htm", "out-of-range", "published 2020-01-01")], 0, "finished", False),
        ([], 0, "shutdown", False),  # somebody stopped it
        ([article()], 0, "finished", False),
    ],
)
def test_no_article_is_a_failure(health: Health, items: list[Any], skipped: int, reason: str, fault: bool) -> None:
    for item in items:
        health.item_scraped(item)
    if skipped:
        health.stats.inc_value("skipped/known", skipped)
    health.spider_closed(Spider(), reason)
    assert bool(faults(health)) is fault


@pytest.mark.parametrize(("articles", "below"), [(19, 0), (20, 1), (200, 1)])
def test_a_floor_counts_from_enough_articles_on(articles: int, below: int) -> None:
    site = SiteHealth()
    for number in range(articles):
        site.count_article(article(number, source=None))
    fields = site.report(FLOORS, 20)["fields"]
    assert (fields["source"]["below"], fields["title"]["below"], fields["views"]["below"]) == (below, 0, 0)


def test_a_floor_is_reached_by_its_own_share() -> None:
    site = SiteHealth()
    for number in range(20):
        site.count_article(article(number, source="医学部" if number < 18 else None))
    assert site.report(FLOORS, 20)["fields"]["source"] == {"share": 0.9, "floor": 0.9, "below": 0, "rules": {}}


@pytest.mark.parametrize(
    ("rules", "why"), [({}, "no rule was tried for it"), ({"labels": 20}, "no rule died, each finds less")]
)
def test_a_field_below_its_floor_though_no_rule_died(rules: dict[str, int], why: str) -> None:
    report = {"whu": {"articles": 50, "fields": {"source": {"share": 0.4, "floor": 0.9, "below": 1, "rules": rules}}}}
    assert list(judge(report, {"whu": {"fields": {"source": {"rules": {"labels": 50}}}}} if rules else {})) == [
        f"whu: source is filled in 40% of 50 articles, the floor is 90%; {why}"
    ]


def test_rules_without_a_hit_are_marked() -> None:
    site = SiteHealth()
    site.add_silent_rules([Layout(name="x", title=("//h1", "//h2"))])
    site.count_rule("parser/title/xpath///h1", 5)
    site.count_rule("downloader/request_count", 5)
    lines = list(rule_table({"sites": {"whu": site.report(None, 20)}}))
    assert [" ".join(line.split()) for line in lines] == ["whu title 5 //h1", "whu title 0 (0) //h2"]


@pytest.mark.parametrize(
    ("status", "reason", "counted"),
    [
        ("refused", "challenge-page (http-412)", "refused: challenge-page (http-412)"),
        ("failed", "larger than 20 bytes: https://a", "failed: larger than 20 bytes"),
        ("robots", "robots.txt asks not to", "robots"),
        ("not-modified", None, None),
        ("fetched", None, None),
    ],
)
def test_under_what_an_address_is_counted(status: str, reason: str | None, counted: str | None) -> None:
    assert outcome(status, reason) == counted


def test_a_page_is_counted_for_its_site() -> None:
    assert site_name("https://dean.xjtu.edu.cn/x") == "xjtu"
    assert site_name("https://www.example.org/x") == "www.example.org"
    assert site_name(None) == site_name("roundup.txt") == "documents"


@pytest.mark.parametrize("name", all_sites())
def test_every_site_has_floors(name: str) -> None:
    assert all_sites()[name].floors


def test_runs_keep_their_reports(tmp_path: Any) -> None:
    database = open_database(str(tmp_path / "news.db"))
    for number, articles in enumerate((50, 3, 40), 1):
        site = {"articles": articles, "run": number}
        begin_run(database, started="", spider="xjtu", arguments="{}", version="")
        report = f'{{"sites": {{"whu": {{"articles": {site["articles"]}, "fields": {{}}}}}}, "skipped": {{}}}}'
        end_run(database, number, health=report)
    begin_run(database, started="", spider="retag", arguments="{}", version="")
    begin_run(database, started="", spider="xjtu", arguments="{}", version="")  # killed
    assert last_reports(database, 45)["whu"]["articles"] == 50
    assert last_reports(database, 20)["whu"]["articles"] == 40
    assert last_reports(database, 100) == {}
    assert [(run["id"], bool(run["health"])) for run in last_runs(database, 3)] == [(5, False), (3, True), (2, True)]
    database.conn.close()
