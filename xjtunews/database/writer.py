"""Write what a crawl found: one transaction a batch, the same rows whatever the order in which pages arrive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, replace
from typing import Any

from itemadapter import ItemAdapter
from sqlite_utils import Database

from xjtunews.database.connection import transaction
from xjtunews.database.facts import write_facts
from xjtunews.database.listings import write_states
from xjtunews.database.rows import insert, marks
from xjtunews.items import Article, Fetch, Link, ListPage

_ARTICLE_COLUMNS = (
    "id", "url", "title", "published", "section", "source", "views", "body",
    "site", "layout", "document", "images", "text_hash", "owner", "column_id", "content_id",
)  # fmt: skip
_LINK_COLUMNS = tuple(field.name for field in fields(Link))

Item = Article | Fetch | ListPage


def write(db: Database, items: Iterable[Item], run_id: int, when: str) -> None:
    """Write ``items`` of run ``run_id`` in one transaction; ``when`` is the time of the batch (ISO 8601).

    An article replaces the one stored under its id, but for a report of the same article from a less trusted place
    (a saved document after the web, a later address after an earlier one): that leaves its trace in ``fetches`` only.
    """
    articles: dict[str, Article] = {}
    fetches: dict[str, Fetch] = {}
    pages: dict[str, ListPage] = {}
    states: list[ListPage] = []
    for item in items:
        if isinstance(item, Article):
            assert item.id is not None
            known = articles.get(item.id)
            if known is None or place(item.document, item.url) <= place(known.document, known.url):
                articles[item.id] = item
        elif isinstance(item, ListPage):
            pages[item.fetch.url] = item
            states.append(item)
        fetch = item if isinstance(item, Fetch) else item.fetch
        counter = item.counter if isinstance(item, Article) else None
        fetches |= {found.url: found for found in (fetch, counter) if found is not None}
    with transaction(db):
        stored = {
            row[0]: place(row[1], row[2])
            for row in db.execute(
                f"SELECT id, document, url FROM articles WHERE id IN ({marks(articles)})",  # noqa: S608
                list(articles),
            )
        }
        better = [a for a in articles.values() if a.id not in stored or place(a.document, a.url) <= stored[a.id]]
        _write_articles(db, better)
        _write_pages(db, pages.values())
        write_states(db, states)
        _keep_articles(db, fetches)
        _remember_addresses(db, fetches)
        asked = {"run_id": run_id, "fetched": when}
        changed = [fetch for fetch in fetches.values() if fetch.status != "not-modified"]
        insert(db, "fetches", [asdict(fetch) | asked for fetch in changed], replace=True)
        _keep_unmodified(db, [fetch for fetch in fetches.values() if fetch.status == "not-modified"], asked)


def place(document: str | None, url: str | None) -> tuple[str, str]:
    """Return where an article comes from as a key: the smaller, the more trusted."""
    return document or "", url or ""


def _write_articles(db: Database, articles: list[Article]) -> None:
    ids = [article.id for article in articles]
    for table in ("credits", "links", "media", "attachments"):
        db.execute(f"DELETE FROM {table} WHERE article_id IN ({marks(ids)})", ids)  # noqa: S608
    adapters = map(ItemAdapter, articles)
    rows = [{column: adapter[column] for column in _ARTICLE_COLUMNS} for adapter in adapters]
    insert(db, "articles", rows, replace=True)
    insert(db, "credits", (row for article in articles for row in _credits(article)))
    insert(db, "links", (row for article in articles for row in _links(article)))
    for table in ("media", "attachments"):
        found = ((article.id, item) for article in articles for item in getattr(article, table))
        insert(db, table, ({"article_id": key} | asdict(item) for key, item in found))
    write_facts(db, articles)


def _keep_articles(db: Database, fetches: dict[str, Fetch]) -> None:
    """Let an address that failed this time go on pointing to the article that it brought before.

    So does one that is redirected to the same address as before.
    """
    sql = f"SELECT url, article_id, target FROM fetches WHERE article_id IS NOT NULL AND url IN ({marks(fetches)})"  # noqa: S608
    for url, known, target in db.execute(sql, list(fetches)).fetchall():
        fetch = fetches[url]
        if fetch.article_id is None and (fetch.status != "redirected" or fetch.target == target):
            fetches[url] = replace(fetch, article_id=known)


def _remember_addresses(db: Database, fetches: dict[str, Fetch]) -> None:
    """Mark the addresses of which something else came than is stored: their links may lead elsewhere."""
    stored = {
        row[0]: tuple(row[1:])
        for row in db.execute(
            f"SELECT url, status, reason, article_id, target FROM fetches WHERE url IN ({marks(fetches)})",  # noqa: S608
            list(fetches),
        )
    }
    changed = (
        {"url": url}
        for url, fetch in fetches.items()
        if fetch.status != "not-modified"
        and stored.get(url) != (fetch.status, fetch.reason, fetch.article_id, fetch.target)
    )
    insert(db, "unresolved_addresses", changed, keep=True)


def _keep_unmodified(db: Database, fetches: list[Fetch], asked: dict[str, Any]) -> None:
    """Note of addresses that did not change that they were asked for; all else that is known of them stays."""
    db.conn.executemany(
        "UPDATE fetches SET http_status = ?, run_id = ?, fetched = ? WHERE url = ?",
        [(fetch.http_status, asked["run_id"], asked["fetched"], fetch.url) for fetch in fetches],
    )


def _write_pages(db: Database, pages: Iterable[ListPage]) -> None:
    for page in pages:
        db.execute("DELETE FROM links WHERE page = ?", [page.fetch.url])
        key = hashlib.blake2b(page.fetch.url.encode(), digest_size=8).hexdigest()
        rows = (_link_row(f"page-{key}", link) | {"page": page.fetch.url} for link in page.links)
        insert(db, "links", rows)


def _credits(article: Article) -> Iterator[dict[str, Any]]:
    for position, credit in enumerate(article.credits, 1):
        yield {"article_id": article.id, "position": position} | asdict(credit)


def _links(article: Article) -> Iterator[dict[str, Any]]:
    assert article.id is not None
    for link in article.links:
        yield _link_row(article.id, link) | {"article_id": article.id}


def _link_row(owner: str, link: Link) -> dict[str, Any]:
    row = {column: getattr(link, column) for column in _LINK_COLUMNS}  # asdict copies every value, which takes longer
    return row | {"id": f"{owner}-l{link.position:03}"}
