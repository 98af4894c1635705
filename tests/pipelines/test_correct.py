"""The correcting pipeline overrules the rules, says what it could not do, and keeps who said what."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from xjtunews.database import open_database
from xjtunews.items import Article, Fetch, ListPage, Reading
from xjtunews.language.facts import Appearance, Scene
from xjtunews.language.home import Home
from xjtunews.pipelines.correct import Correct

LINE = "李华\t2025-03-01\t名字写错\tid-1\tchange\tperson\t\t{}\t张三\n"


def article() -> Article:
    reading = Reading(Home())
    reading.elsewhere = Scene({"张山": Appearance("张山", (), None, None, 1, 0, 2, "bare")})
    return Article(id="id-1", title="一事", body="张山来校。", reading=reading)


def start(tmp_path: Path, content: str | None) -> Correct:
    path = tmp_path / "fixed.tsv"
    if content is not None:
        path.write_text(content, "utf-8")
    crawler = get_crawler(Spider, {"DATABASE": str(tmp_path / "news.db"), "CORRECTIONS": str(path)})
    crawler.stats = MemoryStatsCollector(crawler)
    pipeline = Correct.from_crawler(crawler)
    pipeline.open_spider()
    return pipeline


def stats(pipeline: Correct) -> dict[str, object]:
    assert pipeline.crawler.stats is not None
    return pipeline.crawler.stats.get_stats()


def kept(tmp_path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "news.db")
    found = connection.execute("SELECT line, old, status, reason, article_id FROM corrections").fetchall()
    connection.close()
    return found


def store_article(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "news.db"))
    database.execute(
        "INSERT INTO articles (id, title, body, layout, images, text_hash) VALUES ('id-1', '', '', '', 0, '')"
    )
    database.conn.commit()
    database.conn.close()


def test_what_is_corrected_goes_on_and_is_kept(tmp_path: Path) -> None:
    store_article(tmp_path)
    pipeline = start(tmp_path, LINE.format("张山") + LINE.format("章山").replace("张三", "章三"))
    item = article()
    assert pipeline.process_item(item) is item
    assert item.reading is not None
    assert list(item.reading.elsewhere.people) == ["张三"]
    pipeline.close_spider()
    assert (stats(pipeline)["corrections/applied"], stats(pipeline)["corrections/vanished"]) == (1, 1)
    assert stats(pipeline)["corrections/messages"] == [
        "fixed.tsv, line 2: change person 章山: 章山 is not found there (id-1)"
    ]
    assert "faults" not in stats(pipeline)
    assert kept(tmp_path) == [
        (1, "张山", "applied", None, "id-1"),
        (2, "章山", "vanished", "章山 is not found there", "id-1"),
    ]


def test_what_came_of_a_correction_stays_known_where_its_article_does_not_come_again(tmp_path: Path) -> None:
    store_article(tmp_path)
    for seen in (True, False):
        pipeline = start(tmp_path, LINE.format("张山"))
        if seen:
            pipeline.process_item(article())
        pipeline.close_spider()
    assert kept(tmp_path) == [(1, "张山", "applied", None, "id-1")]
    start(tmp_path, "# moved\n" + LINE.format("张山")).close_spider()
    assert kept(tmp_path) == [(2, "张山", "applied", None, "id-1")]
    start(tmp_path, LINE.format("章山")).close_spider()
    assert kept(tmp_path) == [(1, "章山", "unused", None, None)]
    (tmp_path / "fixed.tsv").unlink()
    start(tmp_path, None).close_spider()
    assert kept(tmp_path) == [(1, "章山", "unused", None, None)]
    start(tmp_path, "# nothing\n").close_spider()
    assert kept(tmp_path) == []


def test_an_article_that_is_not_stored_is_not_referred_to(tmp_path: Path) -> None:
    pipeline = start(tmp_path, LINE.format("张山"))
    pipeline.process_item(article())
    pipeline.close_spider()
    assert kept(tmp_path) == [(1, "张山", "applied", None, None)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("李华\t错\n", "fixed.tsv, line 1: nothing in the column why"),
        (None, "fixed.tsv cannot be read: no such file or directory"),
    ],
    ids=["a line", "the file"],
)
def test_what_is_wrong_with_the_file_is_a_fault_and_costs_no_article(
    tmp_path: Path, content: str | None, message: str
) -> None:
    pipeline = start(tmp_path, content)
    assert stats(pipeline)["faults"] == 1
    assert message in str(stats(pipeline)["faults/messages"])
    item = article()
    assert pipeline.process_item(item) is item
    pipeline.close_spider()


def test_a_locked_database_is_a_fault_only_where_something_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xjtunews.pipelines.correct._PATIENCE", 0.05)
    store_article(tmp_path)
    other = sqlite3.connect(tmp_path / "news.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for content, faults in (("# nothing\n", None), (LINE.format("张山"), 1)):
        pipeline = start(tmp_path, content)
        pipeline.close_spider()
        assert stats(pipeline).get("faults") == faults
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("item", [Fetch("x", "failed"), ListPage(Fetch("x", "list"), [])])
def test_everything_else_passes(tmp_path: Path, item: object) -> None:
    pipeline = start(tmp_path, LINE.format("张山"))
    assert pipeline.process_item(item) is item
