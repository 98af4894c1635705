"""Searching finds what LIKE finds, by the index or without it, in the order that was asked for."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.small import fill, index, made
from xjtunews.database.search import partners_called, people_called, search
from xjtunews.language.search import parse_query


@pytest.fixture
def connection(small: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{small}?mode=ro", uri=True)) as connection:
        yield connection


@pytest.fixture
def bare(unindexed: Path) -> Iterator[sqlite3.Connection]:
    """Give a database that nobody has indexed."""
    with closing(sqlite3.connect(f"file:{unindexed}?mode=ro", uri=True)) as connection:
        yield connection


def ids(connection: sqlite3.Connection, typed: str, order: str = "new", page: int = 1, **filters: str) -> list[str]:
    found = search(connection, parse_query(typed), filters, order, page)
    return [article["id"].removeprefix("news-") for article in found.articles]


@pytest.mark.parametrize(
    "words", ["签约", "卢建军", "图书馆", "6352", "211家", "氢", "李明", "战略合作框架协议", "5G", "天工"]
)
def test_the_index_finds_what_like_finds(connection: sqlite3.Connection, words: str) -> None:
    pattern = f"%{words}%"
    rows = connection.execute("SELECT id FROM articles WHERE title LIKE ? OR body LIKE ?", [pattern, pattern])
    assert {f"news-{key}" for key in ids(connection, words)} == {key for (key,) in rows} != set()


@pytest.mark.parametrize(
    ("typed", "how", "found"),
    [
        ("签约", "index", ["signing"]),
        ("签署协议", "index", ["library"]),
        ("资源共享协议", "index", ["library"]),
        ("李明 会见", "index", ["visit"]),
        ("氢能图书馆", "index", []),
        ("卢建军签约", "index", []),
        ("合作协议出席", "words", ["signing"]),
        ("Lab", "texts", ["signing"]),
        ("4S", "texts", ["signing"]),
        ("%_", "texts", ["hostile"]),
        ("\\", "texts", ["hostile"]),
        ("<script>", "index", ["hostile"]),
        ("'; DROP TABLE articles; --", "index", []),
    ],
)
def test_how_something_was_found_is_said(
    connection: sqlite3.Connection, typed: str, how: str, found: list[str]
) -> None:
    results = search(connection, parse_query(typed), {}, "new", 1)
    assert ([article["id"] for article in results.articles], results.how if found else how) == (
        [f"news-{key}" for key in found],
        how,
    )


def test_what_is_found_in_the_texts_comes_newest_first(small: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(small, tmp_path / "news.db"))
    for name, day in (("a-lab", "2020-05-01"), ("b-lab", "2025-05-01"), ("c-lab", "2021-05-01")):
        fill(path, made(name, "平台", day, "双方参观OpenLab平台。"))
    index(path)
    with closing(sqlite3.connect(path)) as connection:
        assert search(connection, parse_query("Lab"), {}, "new", 1).how == "texts"
        assert ids(connection, "Lab") == ["b-lab", "signing", "c-lab", "a-lab"]
        assert ids(connection, "Lab", year="2021") == ["c-lab"]
        assert ids(connection, "enLab平台") == ["b-lab", "c-lab", "a-lab"]
        assert ids(connection, "nL") == ["b-lab", "signing", "c-lab", "a-lab"]
        assert ids(connection, "nL%") == ids(connection, "Labo") == []


def test_the_newest_or_the_best_come_first(connection: sqlite3.Connection) -> None:
    assert ids(connection, "天工集团") == ["hostile", "signing", "visit"]
    assert set(ids(connection, "天工集团", "best")) == {"hostile", "signing", "visit"}
    assert ids(connection, "会见 董事长", "best")[0] == "visit"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("签约", ["signing"]),
        ("卢建军", ["visit", "signing"]),  # one has him in its title
        ("图书馆 协议", ["library"]),
        ("天工集团 来访", ["hostile"]),
        ("氢", ["signing"]),
        ("李明", ["visit", "signing", "hostile"]),
    ],
)
def test_the_best_are_as_many_as_the_newest_and_have_it_in_their_titles(
    connection: sqlite3.Connection, typed: str, found: list[str]
) -> None:
    best = ids(connection, typed, "best")
    assert best[0] == found[0]
    assert set(best) == set(found) == set(ids(connection, typed))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "签约"}, ["signing", "library"]),
        ({"kind": "签约", "year": "2022"}, ["library"]),
        ({"type": "company"}, ["hostile", "signing", "visit"]),
        ({"province": "江苏省"}, ["library"]),
        ({"kind": '签约" OR tags : "k调研'}, []),
    ],
)
def test_filters_select_with_and_without_words(
    connection: sqlite3.Connection, bare: sqlite3.Connection, filters: dict[str, str], found: list[str]
) -> None:
    assert ids(connection, "", **filters) == found
    assert ids(bare, "", **filters) == found
    assert ids(connection, "签署", **filters) == [key for key in found if key in ("signing", "library")]


@pytest.mark.parametrize("typed", ["签约", "卢建军", "天工集团", "李明 会见"])
def test_without_an_index_every_text_is_looked_into(
    connection: sqlite3.Connection, bare: sqlite3.Connection, typed: str
) -> None:
    results = search(bare, parse_query(typed), {}, "new", 1)
    assert results.how == "texts"
    assert [article["id"].removeprefix("news-") for article in results.articles] == ids(connection, typed)


def test_a_result_names_its_events(connection: sqlite3.Connection) -> None:
    (article,) = search(connection, parse_query("李明 会见"), {}, "new", 1).articles
    assert [(event["date_start"], sorted(event["kinds"])) for event in article["events"]] == [
        ("2023-11-14", ["会见", "座谈"])
    ]


def test_pages_go_on_where_the_last_ended(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xjtunews.database.search.PAGE_SIZE", 2)
    assert ids(connection, "天工集团", page=1) + ids(connection, "天工集团", page=2) == ["hostile", "signing", "visit"]
    assert ids(connection, "天工集团", page=3) == []


def test_people_and_partners_are_found_by_how_their_names_begin(connection: sqlite3.Connection) -> None:
    assert {person["name"] for person in people_called(connection, "卢建")} == {"卢建军"}
    (partner,) = partners_called(connection, "陕西天工")
    assert (partner["name"], partner["type"], partner["events"]) == ("陕西天工集团有限公司", "company", 3)
    assert partners_called(connection, "%") == []
