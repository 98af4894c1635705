"""Nothing half-read passes; what is refused keeps its reason."""

from __future__ import annotations

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from xjtunews.items import Article, Fetch, ListPage
from xjtunews.pipelines.validate import Validate, why_refused

PAGE = "https://news.example.edu.cn/info/1033/1.htm"


@pytest.fixture
def stats() -> MemoryStatsCollector:
    return MemoryStatsCollector(get_crawler())


def article(**changes: object) -> Article:
    good = {"title": "双方签约", "body": "5月6日，双方签约。", "published": "2024-05-10T09:30", "views": 3}
    fetch = Fetch(PAGE, "fetched", http_status=200, size=9, layout="vsb")
    return Article(**({"url": PAGE, "fetch": fetch} | good | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"published": None},
        {"published": "2024-05-10"},
        {"published": "2024-05-10T09:30:59"},
        {"views": None},
        {"views": 0},
        {"body": "", "images": 1},
        {"body": "", "published": "2024-05-10"},
    ],
)
def test_a_whole_article_passes_as_it_is(stats: MemoryStatsCollector, changes: dict[str, object]) -> None:
    item = article(**changes)
    assert Validate(stats).process_item(item) is item
    assert stats.get_stats() == {}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": None}, "no-title"),
        ({"title": ""}, "no-title"),
        ({"title": " \u3000"}, "no-title"),
        ({"body": "", "published": None}, "no-text"),
        ({"body": " \n ", "published": None}, "no-text"),
        ({"published": "2024年5月10日"}, "no-iso-date"),
        ({"published": "2024-5-1"}, "no-iso-date"),
        ({"published": "2024-05-10 09:30"}, "no-iso-date"),
        ({"published": "2024-05-10T09:30:00+08:00"}, "no-iso-date"),
        ({"published": "2024-05-10\n"}, "no-iso-date"),
        ({"published": ""}, "no-iso-date"),
        ({"views": -1}, "views-no-number"),
        ({"views": "12"}, "views-no-number"),
        ({"views": 1.5}, "views-no-number"),
        ({"title": "双\ufffd签约"}, "undecodable-text"),
        ({"body": "双方\ufffd。"}, "undecodable-text"),
    ],
)
def test_a_broken_one_is_refused_with_its_reason(
    stats: MemoryStatsCollector, changes: dict[str, object], reason: str
) -> None:
    item = article(**changes)
    assert why_refused(item) == reason
    assert Validate(stats).process_item(item) == Fetch(PAGE, "refused", reason, 200, 9, "vsb")
    assert stats.get_stats() == {f"refused/{reason}": 1}
    assert item.fetch is not None
    assert item.fetch.status == "fetched"  # the article's own is left alone


@pytest.mark.parametrize("item", [Fetch(PAGE, "failed"), ListPage(Fetch(PAGE, "list"), []), {"title": None}])
def test_everything_else_passes(stats: MemoryStatsCollector, item: object) -> None:
    assert Validate(stats).process_item(item) is item


@pytest.mark.parametrize(
    ("number", "published", "count"),
    [
        ("650ba517f8fd1c1a703960cb", "2023-09-21T10:06", None),
        ("650ba517f8fd1c1a703960cb", "2023-09-25", None),
        ("650ba517f8fd1c1a703960cb", "2024-05-10", 1),
        ("650ba517f8fd1c1a703960cb", None, None),
        ("1742849035114979329", "2024-01-04", None),
        ("1742849035114979329", "2019-01-04", 1),
        ("205565", "2019-01-04", None),
    ],
)
def test_date_far_from_the_articles_number_is_counted_and_kept(
    stats: MemoryStatsCollector, number: str, published: str | None, count: int | None
) -> None:
    url = f"http://fxxc.xixianxinqu.gov.cn/xwzx/tzgg/{number}.html"
    item = article(url=url, layout="xixian", published=published)
    assert Validate(stats).process_item(item) is item
    assert item.published == published
    assert stats.get_value("published/far-from-id") == count
