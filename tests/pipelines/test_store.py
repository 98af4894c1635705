"""Items are written a batch at a time, and one that cannot be written costs no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from xjtunews.items import Article, Fetch, Link, ListPage
from xjtunews.pipelines import store
from xjtunews.pipelines.store import Store

HOST = "https://news.example.edu.cn"


def article(number: int) -> Article:
    url = f"{HOST}/info/1033/{number}.htm"
    link = Link(1, "related", f"{HOST}/404.htm", "相关报道", f"{HOST}/404.htm", 0)
    fetch = Fetch(url, "fetched", article_id=f"id-{number}")
    return Article(
        url=url, layout="vsb", title=f"第{number}则", body=f"正文{number}", id=f"id-{number}",
        text_hash=str(number), fetch=fetch, links=[link],
    )  # fmt: skip


def items() -> list[Article | Fetch | ListPage]:
    column = Link(1, "column", "1.htm", "一", f"{HOST}/info/1033/1.htm", None)
    return [
        article(1),
        Fetch(f"{HOST}/404.htm", "failed", "http-404", 404),
        ListPage(Fetch(f"{HOST}/yw.htm", "list"), [column]),
        article(2),
        article(3),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close what a test left open: an unclosed database is a warning, and a warning an error."""
    opened: list[Store] = []
    original = Store.open_spider

    def open_spider(self: Store) -> None:
        original(self)
        opened.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "open_spider", open_spider)
        yield
    for pipeline in opened:
        if pipeline.db is not None:
            pipeline.db.conn.close()


def start(path: Path, batch: int = 200) -> Store:
    crawler = get_crawler(Spider, {"DATABASE": str(path), "BATCH_SIZE": batch, "REPLAY": "fixtures"})
    crawler.spider = Spider("xjtu")
    pipeline = Store.from_crawler(crawler)
    pipeline.open_spider()
    return pipeline


def finish(pipeline: Store) -> int:
    """End a run; return its faults."""
    pipeline.close_spider()
    pipeline.spider_closed("finished")
    assert pipeline.stats is not None
    return int(pipeline.stats.get_value("faults", 0))


def read(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = [line for line in connection.iterdump() if not line.startswith(('INSERT INTO "runs', 'INSERT INTO "fetc'))]
    lines += map(str, connection.execute("SELECT url, status, reason, article_id, run_id FROM fetches"))
    connection.close()
    return lines


def test_items_wait_until_the_batch_is_full(path: Path) -> None:
    pipeline = start(path, batch=3)
    counts = []
    for item in items():
        assert pipeline.process_item(item) is item
        counts.append(read(path, "SELECT count(*) FROM fetches")[0][0])
    assert counts == [0, 0, 3, 3, 3]
    assert finish(pipeline) == 0
    assert read(path, "SELECT count(*) FROM fetches") == [(5,)]


def test_a_batch_is_one_transaction(path: Path) -> None:
    pipeline = start(path, batch=5)
    assert pipeline.db is not None
    statements: list[str] = []
    pipeline.db.conn.set_trace_callback(statements.append)
    for item in items():
        pipeline.process_item(item)
    assert sum(statement.startswith("BEGIN") for statement in statements) == 1
    assert sum(statement.startswith("COMMIT") for statement in statements) == 1
    assert sum("INSERT INTO" in statement for statement in statements) > 2
    finish(pipeline)


@pytest.mark.parametrize("batch", [1, 2, 200])
def test_the_size_of_a_batch_makes_no_difference(tmp_path: Path, batch: int) -> None:
    dumps = []
    for size in (batch, 4):
        pipeline = start(tmp_path / f"{size}.db", size)
        for item in items():
            pipeline.process_item(item)
        assert finish(pipeline) == 0
        dumps.append(dump(tmp_path / f"{size}.db"))
    assert dumps[0] == dumps[1]


def test_a_run_says_what_it_did(path: Path) -> None:
    pipeline = start(path)
    assert read(path, "SELECT spider, replay, finished, finish_reason FROM runs") == [("xjtu", "fixtures", None, None)]
    for item in items():
        pipeline.process_item(item)
    assert finish(pipeline) == 0
    assert read(path, "SELECT id, finish_reason, articles, refused, failed, faults FROM runs") == [
        (1, "finished", 3, 0, 1, 0)
    ]
    assert read(path, "SELECT count(*) FROM runs WHERE finished >= started") == [(1,)]
    assert finish(start(path)) == 0
    assert read(path, "SELECT id, articles FROM runs") == [(1, 3), (2, 0)]


def test_links_are_resolved_at_the_end(path: Path) -> None:
    pipeline = start(path, batch=1)
    for item in items():
        pipeline.process_item(item)
    finish(pipeline)
    assert set(read(path, "SELECT kind, status, target_id FROM links")) == {
        ("related", "failed", None),
        ("column", "fetched", "id-1"),
    }


@pytest.mark.parametrize("batch", [1, 200])
def test_an_item_that_cannot_be_written_costs_no_other(path: Path, batch: int) -> None:
    pipeline = start(path, batch)
    broken = article(9)
    broken.views = 2**70  # more than SQLite's integers hold
    for item in [article(1), broken, *items()[1:]]:
        pipeline.process_item(item)
    assert finish(pipeline) == 1
    assert read(path, "SELECT id FROM articles") == [("id-1",), ("id-2",), ("id-3",)]
    assert read(path, "SELECT status, article_id FROM fetches WHERE url LIKE '%/9.htm'") == [("failed", None)]
    assert "not stored" in str(read(path, "SELECT reason FROM fetches WHERE url LIKE '%/9.htm'"))
    assert read(path, "SELECT faults, failed FROM runs") == [(1, 2)]
    assert read(path, "PRAGMA foreign_key_check") == []


def test_items_wait_while_another_program_writes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = store.open_database
    monkeypatch.setattr(store, "open_database", lambda name: opened(name, patience=0.05))
    pipeline = start(path, batch=2)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for item in items()[:3]:
        pipeline.process_item(item)
    assert len(pipeline.waiting) == 3
    other.execute("ROLLBACK")
    other.close()
    for item in items()[3:]:
        pipeline.process_item(item)
    assert finish(pipeline) == 0
    assert len(read(path, "SELECT url FROM fetches")) == 5


def test_what_nobody_here_knows_passes(path: Path) -> None:
    pipeline = start(path, batch=1)
    item = {"something": "else"}
    assert pipeline.process_item(item) is item
    assert pipeline.waiting == []
    finish(pipeline)


def test_a_pipeline_that_was_never_opened_closes_in_peace(path: Path) -> None:
    pipeline = Store.from_crawler(get_crawler(Spider, {"DATABASE": str(path), "BATCH_SIZE": 1}))
    pipeline.close_spider()
    pipeline.spider_closed("finished")
    assert not path.exists()
