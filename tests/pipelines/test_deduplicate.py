"""An article is known by the number in its address, else by its text; the best place of a run wins."""

from __future__ import annotations

import itertools

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from xjtunews.items import Article, Fetch, ListPage
from xjtunews.pipelines.deduplicate import Deduplicate, hash_text, identify

HOST = "https://news.example.edu.cn"
LONG = "5月6日，学校与甲市人民政府签署战略合作协议，双方代表出席签字仪式，会后合影留念，并参观了校园。"


def article(url: str | None = f"{HOST}/info/1033/1.htm", document: str | None = None, **changes: object) -> Article:
    values: dict[str, object] = {"title": "签约", "body": LONG, "layout": "vsb", "published": "2024-05-10"} | changes
    return Article(url=url, document=document, fetch=Fetch(document or url or "?", "fetched", size=9), **values)


@pytest.fixture
def pipeline() -> Deduplicate:
    return Deduplicate(MemoryStatsCollector(get_crawler()))


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/info/1033/1.htm",
        f"{HOST}/info/1002/1.htm",
        "http://news.example.edu.cn/info/1033/1.htm",
        f"{HOST}/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1033&wbnewsid=1",
    ],
)
def test_every_address_of_an_article_gives_its_id(url: str) -> None:
    assert identify(article(url)) == "news-example-edu-cn-1"


def test_other_articles_have_other_ids() -> None:
    others = [
        article(f"{HOST}/info/1033/2.htm"),
        article("https://dean.example.edu.cn/info/1033/1.htm"),
        article(f"{HOST}/dept/info/1033/1.htm"),
        article(f"{HOST}/about.htm"),
        article(f"{HOST}/about.htm?page=2"),
        article(None, "a.txt"),
        article(None, "a.txt", title="会见"),
        article(None, "a.txt", body="5月6日。"),
    ]
    assert len({identify(item) for item in [article(), *others]}) == 9


def test_a_document_is_known_by_its_text_whatever_its_name_and_type() -> None:
    one = article(None, "a.txt", body="双方 “签约”，合影。", layout="plain-text")
    other = article(None, "b.txt", body='双方"签约",合影。', layout="pasted-page")
    assert identify(one) == identify(other)
    assert identify(one).startswith("text-")


def test_the_fingerprint_of_a_long_text_is_that_of_the_text_alone() -> None:
    assert hash_text(article()) == hash_text(article(None, "a.txt", title="转载", published=None))
    assert hash_text(article()) != hash_text(article(body=LONG + "又及。"))


@pytest.mark.parametrize("change", [{"title": "会见"}, {"published": "2024-05-11"}, {"published": None}])
def test_short_texts_need_title_and_date_too(change: dict[str, object]) -> None:
    assert hash_text(article(body="见图。")) == hash_text(article(f"{HOST}/other.htm", body="见图。"))
    assert hash_text(article(body="见图。")) != hash_text(article(body="见图。", **change))


def test_identity_is_given_to_the_article_and_its_fetch(pipeline: Deduplicate) -> None:
    item = article()
    assert pipeline.process_item(item) is item
    assert item.fetch is not None
    assert item.id == item.fetch.article_id == "news-example-edu-cn-1"
    assert item.text_hash == hash_text(item)


def test_from_a_worse_place_only_the_fetch_goes_on(pipeline: Deduplicate) -> None:
    pipeline.process_item(article(f"{HOST}/info/1002/1.htm"))
    assert pipeline.process_item(article(f"{HOST}/info/1033/1.htm")) == Fetch(
        f"{HOST}/info/1033/1.htm", "fetched", size=9, article_id="news-example-edu-cn-1"
    )
    assert pipeline.stats.get_value("deduplicate/same-article") == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_the_best_place_always_goes_on(pipeline: Deduplicate, order: tuple[int, ...]) -> None:
    def make() -> list[Article]:
        return [
            article("http://news.example.edu.cn/info/1033/1.htm"),
            article(f"{HOST}/info/1002/1.htm"),
            article(f"{HOST}/info/1033/1.htm"),
            article(f"{HOST}/info/1002/1.htm", "saved.html"),
        ]

    items = make()
    results = [pipeline.process_item(items[number]) for number in order]
    assert items[0] in results
    passed = [items.index(item) for item in results if isinstance(item, Article)]
    assert passed == sorted(passed, reverse=True)  # each better than the one before


def test_nothing_is_forgotten_between_articles_nor_kept_between_runs() -> None:
    stats = MemoryStatsCollector(get_crawler())
    for _ in range(2):
        pipeline = Deduplicate(stats)
        assert isinstance(pipeline.process_item(article()), Article)
        assert isinstance(pipeline.process_item(article(f"{HOST}/info/1033/2.htm")), Article)
        assert isinstance(pipeline.process_item(article(f"{HOST}/info/9999/1.htm")), Fetch)


@pytest.mark.parametrize("item", [Fetch(HOST, "failed"), ListPage(Fetch(HOST, "list"), [])])
def test_everything_else_passes(pipeline: Deduplicate, item: object) -> None:
    assert pipeline.process_item(item) is item
