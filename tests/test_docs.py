"""Documentation is tested: the data dictionary against the schema, the READMEs against tables and commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, Crawl
from xjtunews.database import open_database
from xjtunews.database.dictionary import dictionary
from xjtunews.explore.metadata import metadata


def test_the_dictionary_has_every_table_and_column_and_no_other(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "news.db"))
    schema = set()
    for name in [*database.table_names(), *database.view_names()]:
        if not name.startswith("_"):
            schema |= {(name, "")} | {(name, column) for column in database[name].columns_dict}
    database.conn.close()
    assert {(entry.table, entry.column) for entry in dictionary()} == schema
    assert all(entry.english and entry.chinese for entry in dictionary())


def test_datasette_shows_the_dictionary() -> None:
    kept = json.loads((ROOT / "xjtunews/explore/metadata.json").read_text("utf-8"))
    assert kept == metadata(), "run: python -m xjtunews.explore.metadata > xjtunews/explore/metadata.json"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_names_every_table_and_command(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    for entry in dictionary():
        assert f"`{entry.table}`" in text, entry.table
    for command in ("make crawl", "make test", "make explore", "make lint", "make bench", "make bench-explore"):
        assert command in text, command
    for command in (
        *("scrapy record", "scrapy retag", "scrapy export"),
        *("scrapy index", "scrapy health", "scrapy checksites"),
    ):
        assert command in text, command


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_shows_what_a_crawl_prints(readme: str, crawl: Crawl) -> None:
    shown = (ROOT / readme).read_text("utf-8")
    for line in crawl().stdout.splitlines():
        if not line.startswith(("database", "look at it")):
            assert line in shown
