"""Short articles, read by the real rules, for tests that need to know who is who across them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from xjtunews.database import open_database
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch
from xjtunews.language.reading import read_text
from xjtunews.language.text import fingerprint

NOON = "2024-05-10T12:00:00+08:00"
HOME = ("西安交通大学", "西安交大", "交大")


def story(key: str, body: str, published: str = "2024-05-10", names: Sequence[str] = HOME) -> Article:
    """Return an article of a university's own site, read by the rules."""
    url = f"https://news.example.edu.cn/info/1033/{key}.htm"
    item = Article(id=key, url=url, layout="vsb", title="要闻", published=published, body=body)
    item.text_hash, item.fetch = fingerprint(body), Fetch(url, "fetched", article_id=key)
    item.reading = read_text("要闻", item.paragraphs, date.fromisoformat(published), names, sure=True)
    return item


def empty(path: Path) -> Database:
    """Return a new database in which a run has begun."""
    database = open_database(str(path))
    begin_run(database, started=NOON, spider="xjtu", arguments="{}", replay=None, version="0")
    return database


def build(path: Path, *batches: Iterable[Article]) -> Database:
    """Return a database of these articles, resolved after each batch."""
    database = empty(path)
    for batch in batches:
        write(database, batch, 1, NOON)
        resolve(database)
    return database


def rows(database: Database, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return what a query finds."""
    return database.execute(sql, values).fetchall()


def dump(database: Database) -> list[str]:
    """Return the whole database as statements."""
    return list(database.conn.iterdump())
