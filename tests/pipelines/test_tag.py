"""The tagging pipeline hands an article's paragraphs and date to the rules, and keeps what they find."""

from __future__ import annotations

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from xjtunews.items import Article, Fetch, ListPage
from xjtunews.pipelines.tag import Tag


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
    assert sum(pipeline.stats.get_stats().values()) == 2


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
