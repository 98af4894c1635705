"""Codes are shown with their Chinese meaning, and none that the bundled pages give is without one."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.small import Ask
from xjtunews.explore.codes import meaning, with_meaning

#: Words of columns that hold no codes, but addresses, names and the like.
_NO_CODES = {
    *("id", "url", "address", "site", "layout", "spider", "version", "replay", "arguments", "name", "title", "owner"),
    *("reason", "coverage", "health", "rules", "column_url", "item", "etag", "applied_at", "unit", "counts", "value"),
    *(
        "kind",
        "organization",
        "captured",
        "target",
        "band",
        "signature",
        "partner",
        "body",
        "text",
        "label",
        "column_id",
    ),
}
_CODE = re.compile(r"[a-z]+(?:[-_][a-z]+)*")


@pytest.mark.parametrize(
    ("value", "column", "table", "chinese"),
    [
        ("company", "type", "organizations", "企业"),
        ("title", "role", "participations", "由代表的职务得知"),
        ("scene", "role", "event_places", "发生地"),
        ("text", "role", "credits", "文字"),
        ("related", "kind", "links", "相关报道"),
        ("签约", "kind", "event_kinds", None),
        ("robots", "status", "not_fetched", "网站不许机器人访问"),
        ("withdrawn", "status", "withdrawn", "已撤下"),
        ("company", "name", "organizations", None),
        (3, "type", "organizations", None),
    ],
)
def test_meaning(value: object, column: str, table: str, chinese: str | None) -> None:
    assert meaning(value, column, table) == chinese


def test_the_code_that_a_query_takes_stands_beside_it() -> None:
    assert str(with_meaning("company", "type", "organizations")) == '企业 <small lang="en">company</small>'
    assert with_meaning("company", "type", None) is None


def test_every_code_of_the_bundled_pages_has_a_meaning(crawled: Path) -> None:
    missing = set()
    with closing(sqlite3.connect(f"file:{crawled}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE %'")]
        for table in tables:
            if table.startswith(("_", "sqlite", "idx")) or not _columns(connection, table):
                continue
            for column in _columns(connection, table):
                if column in _NO_CODES and (table, column) not in {("links", "kind"), ("figures", "kind")}:
                    continue
                values = connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}" LIMIT 50').fetchall()
                codes = {value for (value,) in values if isinstance(value, str) and _CODE.fullmatch(value)}
                missing |= {(table, column, code) for code in codes if meaning(code, column, table) is None}
    assert missing == set()


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def test_a_facet_is_shown_once_and_in_chinese(ask: Ask) -> None:
    page = ask("/small/organizations?_facet=type&type=company").text
    assert page.count('data-column="type"') == 1
    assert '<b>企业</b> <a href="' in page
    assert '<small lang="en">company</small>' in page
