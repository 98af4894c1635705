"""The tagging pipeline hands an article's text, date and university to the rules, and keeps what they find."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest
from scrapy import Spider
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from xjtunews.items import Article, Fetch, ListPage, Reading
from xjtunews.language import reading
from xjtunews.language.comparison import Outline
from xjtunews.language.home import Home
from xjtunews.pipelines import tag
from xjtunews.pipelines.tag import Tag, read_article
from xjtunews.sites.registry import all_sites
from xjtunews.spiders.xjtu import XjtuSpider


@pytest.fixture
def pipeline() -> Tag:
    return Tag(MemoryStatsCollector(get_crawler()))


def test_passages_are_found_with_the_year_of_publication(pipeline: Tag) -> None:
    item = Article(title="两事", published="2024-01-10T08:00", body="无事。\n12月30日，双方签约。1月5日，举行座谈会。")
    assert pipeline.process_item(item) is item
    found = [(p.paragraph, p.date.start, p.evidence, p.kinds[0].kind) for p in item.passages]
    assert found == [
        (2, "2023-12-30", "12月30日，双方签约。", "签约"),
        (2, "2024-01-05", "1月5日，举行座谈会。", "座谈"),
    ]
    dates = {name: count for name, count in pipeline.stats.get_stats().items() if name.startswith("tag/dates/")}
    assert sum(dates.values()) == 2


def test_an_article_is_outlined_for_the_search_for_copies() -> None:
    item = Article(title="两事", published="2024-01-10T08:00", body="12月30日，双方签约。")
    assert read_article(item).outline == Outline.of("两事", item.body, "2024-01-10T08:00")
    assert read_article(Article(body="无题无日。")).outline == Outline.of("", "无题无日。", None)


def test_what_is_found_is_counted(pipeline: Tag) -> None:
    body = "5月6日，副校长林一川在苏州会见苏州市副市长高建民一行，双方就人才培养、科技成果转化座谈，200名师生参加。"
    item = pipeline.process_item(Article(title="林一川会见高建民一行", published="2024-05-10", body=body))
    found = {name.removeprefix("tag/"): count for name, count in pipeline.stats.get_stats().items()}
    scenes = (*item.reading.scenes, item.reading.elsewhere)
    assert found["people"] == sum(len(scene.people) for scene in scenes) >= 2
    assert found["places"] == sum(len(scene.locations) for scene in scenes)
    assert found["figures"] == len(item.reading.figures) == 1


@pytest.mark.parametrize(
    ("url", "site", "names"),
    [
        (f"https://{host}/info/1/2.htm", asked, names)
        for host, asked, names in (
            ("news.whu.edu.cn", "xjtu", "whu"),
            ("news.xjtu.edu.cn", None, "xjtu"),
            ("news.example.edu.cn", "xjtu", "xjtu"),
            ("news.example.edu.cn", None, None),
        )
    ]
    + [(None, "whu", "whu"), (None, None, None)],
)
def test_an_article_is_read_as_that_of_its_own_site_else_of_the_spiders(
    monkeypatch: pytest.MonkeyPatch, url: str | None, site: str | None, names: str | None
) -> None:
    given: list[tuple[tuple[str, ...], bool]] = []

    def read_text(
        title: str,
        paragraphs: list[str],
        published: date | None,
        own: tuple[str, ...] = (),
        *,
        sure: bool = False,
        brands: tuple[str, ...] = (),
    ) -> Reading:
        given.append((own, sure))
        return Reading(Home(own))

    monkeypatch.setattr(reading, "read_text", read_text)
    sites = all_sites()
    Tag(MemoryStatsCollector(get_crawler()), sites[site] if site else None).process_item(Article(url=url, title="事"))
    assert given == [(sites[names].names if names else (), url is not None and "example" not in url)]


@pytest.mark.parametrize(("spider", "site"), [(XjtuSpider, "xjtu"), (Spider, None)])
def test_the_pipeline_knows_whose_news_a_crawl_is_about(spider: type[Spider], site: str | None) -> None:
    crawler = get_crawler(spider)
    crawler.spider = crawler._create_spider("x") if site is None else crawler._create_spider()
    assert getattr(Tag.from_crawler(crawler).site, "name", None) == site


def test_without_a_publication_date_no_year_is_guessed(pipeline: Tag) -> None:
    item = Article(title="一事", published=None, body="12月30日，双方签约。")
    pipeline.process_item(item)
    assert [(p.date.text, p.date.start, p.date.precision) for p in item.passages] == [("12月30日", None, None)]


@pytest.mark.parametrize("body", ["", "没有日期，也没有事。", "5月6日天气晴。"])
def test_where_nothing_happens_nothing_is_found(pipeline: Tag, body: str) -> None:
    item = Article(title="无事", published="2024-05-10", body=body)
    pipeline.process_item(item)
    assert item.passages == []


def test_tagging_twice_finds_the_same_once(pipeline: Tag) -> None:
    item = Article(title="一事", published="2024-05-10", body="5月6日，双方签约。")
    pipeline.process_item(item)
    first = list(item.passages)
    assert pipeline.process_item(item).passages == first
    assert len(first) == 1


@pytest.mark.parametrize("item", [Fetch("x", "failed"), ListPage(Fetch("x", "list"), [])])
def test_everything_else_passes(pipeline: Tag, item: object) -> None:
    assert pipeline.process_item(item) is item


async def _read(pipeline: Tag, *articles: Article) -> list[Article]:
    return list(await asyncio.gather(*(pipeline.process_item(article) for article in articles)))


def _article(number: int) -> Article:
    body = f"3月{number}日，西安交通大学党委书记张立会见苏州市委书记王晓一行，双方签署协议。"
    return Article(title="会见", published="2024-03-09", body=body, url=f"https://news.xjtu.edu.cn/info/1/{number}.htm")


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tag]:
    monkeypatch.setattr(tag, "_WORTH_A_PROCESS", 0)
    pipeline = Tag(MemoryStatsCollector(get_crawler()), all_sites()["xjtu"], processes=2)
    yield pipeline
    pipeline.close_spider()


def test_another_process_reads_the_same(pipeline: Tag, beside: Tag) -> None:
    read = asyncio.run(_read(beside, *(_article(number) for number in range(1, 6))))
    assert beside.rules is not None
    assert [article.reading for article in read] == [read_article(_article(n)) for n in range(1, 6)]
    assert all(article.reading and article.reading.outline for article in read)
    assert beside.stats.get_value("tag/people") == 10


def test_the_crawl_goes_on_where_the_other_process_dies(beside: Tag, caplog: pytest.LogCaptureFixture) -> None:
    asyncio.run(_read(beside, _article(1)))
    assert beside.rules is not None
    for process in beside.rules.pool._processes.values():
        process.kill()
    read = asyncio.run(_read(beside, _article(2), _article(3)))
    assert [article.reading for article in read] == [read_article(_article(n)) for n in (2, 3)]
    assert "goes on without it" in caplog.text
    assert beside.process_item(_article(4)).reading == read_article(_article(4))  # by itself again


def test_a_rule_that_breaks_there_breaks_here(beside: Tag) -> None:
    broken = Article(title="会见", published="gestern", body="双方会见。")

    async def both() -> list[Article | BaseException]:
        return await asyncio.gather(*map(beside.process_item, (_article(1), broken)), return_exceptions=True)

    read, error = asyncio.run(both())
    assert isinstance(error, ValueError)
    assert isinstance(read, Article)
    assert read.reading == read_article(_article(1))


def test_a_short_crawl_needs_no_other_process() -> None:
    pipeline = Tag(MemoryStatsCollector(get_crawler()), processes=2)
    assert pipeline.process_item(_article(1)).reading is not None
    assert pipeline.rules is None
    pipeline.close_spider()
