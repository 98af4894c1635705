"""Write what a crawl found: one transaction a batch, the same rows whatever the order in which pages arrive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from itemadapter import ItemAdapter
from sqlite_utils import Database

from xjtunews.database.connection import transaction
from xjtunews.items import Article, Fetch, Link, ListPage

_OF_ARTICLES = ("credits", "links", "appearances", "participations", "locations", "figures")
_OF_MENTIONS = ("mention_kinds", "agreements")
_ARTICLE_COLUMNS = (
    "id", "url", "title", "published", "section", "source", "views", "body",
    "site", "layout", "document", "images", "text_hash",
)  # fmt: skip

Item = Article | Fetch | ListPage


def write(db: Database, items: Iterable[Item], run_id: int, when: str) -> None:
    """Write ``items`` of run ``run_id`` in one transaction; ``when`` is the time of the batch (ISO 8601).

    An article replaces the one stored under its id, but for a report of the same article from a less trusted place
    (a saved document after the web, a later address after an earlier one): that leaves its trace in ``fetches`` only.
    """
    articles: dict[str, Article] = {}
    fetches: dict[str, Fetch] = {}
    pages: dict[str, ListPage] = {}
    for item in items:
        if isinstance(item, Article):
            assert item.id is not None
            known = articles.get(item.id)
            if known is None or place(item.document, item.url) <= place(known.document, known.url):
                articles[item.id] = item
        elif isinstance(item, ListPage):
            pages[item.fetch.url] = item
        fetch = item if isinstance(item, Fetch) else item.fetch
        if fetch is not None:
            fetches[fetch.url] = fetch
    with transaction(db):
        stored = {
            row[0]: place(row[1], row[2])
            for row in db.execute(
                f"SELECT id, document, url FROM articles WHERE id IN ({_marks(articles)})",  # noqa: S608
                list(articles),
            )
        }
        better = [a for a in articles.values() if a.id not in stored or place(a.document, a.url) <= stored[a.id]]
        _write_articles(db, better)
        _write_pages(db, pages.values())
        _keep_articles(db, fetches)
        rows = [asdict(fetch) | {"run_id": run_id, "fetched": when} for fetch in fetches.values()]
        _insert(db, "fetches", rows, replace=True)


def place(document: str | None, url: str | None) -> tuple[str, str]:
    """Return where an article comes from as a key: the smaller, the more trusted."""
    return document or "", url or ""


def _write_articles(db: Database, articles: list[Article]) -> None:
    ids = [article.id for article in articles]
    mentions = f"SELECT id FROM mentions WHERE article_id IN ({_marks(ids)})"  # noqa: S608
    db.execute(f"UPDATE links SET mention_id = NULL WHERE mention_id IN ({mentions})", ids)  # noqa: S608
    for table in _OF_MENTIONS:
        db.execute(f"DELETE FROM {table} WHERE mention_id IN ({mentions})", ids)  # noqa: S608
    for table in (*_OF_ARTICLES, "mentions"):
        db.execute(f"DELETE FROM {table} WHERE article_id IN ({_marks(ids)})", ids)  # noqa: S608
    adapters = map(ItemAdapter, articles)
    rows = [{column: adapter[column] for column in _ARTICLE_COLUMNS} for adapter in adapters]
    _insert(db, "articles", rows, replace=True)
    _insert(db, "mentions", (row for article in articles for row in _mentions(article)))
    _insert(db, "mention_kinds", (row for article in articles for row in _kinds(article)))
    _insert(db, "credits", (row for article in articles for row in _credits(article)))
    _insert(db, "links", (row for article in articles for row in _links(article)))


def _keep_articles(db: Database, fetches: dict[str, Fetch]) -> None:
    """Let an address that failed this time go on pointing to the article that it brought before."""
    sql = f"SELECT url, article_id FROM fetches WHERE article_id IS NOT NULL AND url IN ({_marks(fetches)})"  # noqa: S608
    for url, known in db.execute(sql, list(fetches)).fetchall():
        if fetches[url].article_id is None and fetches[url].status != "redirected":
            fetches[url] = replace(fetches[url], article_id=known)


def _write_pages(db: Database, pages: Iterable[ListPage]) -> None:
    for page in pages:
        db.execute("DELETE FROM links WHERE page = ?", [page.fetch.url])
        key = hashlib.blake2b(page.fetch.url.encode(), digest_size=8).hexdigest()
        rows = (_link_row(f"page-{key}", link) | {"page": page.fetch.url} for link in page.links)
        _insert(db, "links", rows)


def mention_ids(article: Article) -> list[str]:
    """Return the ids of an article's passages: that of the article, the paragraph, and the number there."""
    numbers: Counter[int] = Counter()
    ids = []
    for passage in article.passages:
        numbers[passage.paragraph] += 1
        ids.append(f"{article.id}-p{passage.paragraph}-{numbers[passage.paragraph]}")
    return ids


def _mentions(article: Article) -> Iterator[dict[str, Any]]:
    offsets = [0]
    for paragraph in article.paragraphs:
        offsets.append(offsets[-1] + len(paragraph) + 1)
    for key, passage in zip(mention_ids(article), article.passages, strict=True):
        offset = offsets[passage.paragraph - 1]
        yield {
            "id": key,
            "article_id": article.id,
            "paragraph": passage.paragraph,
            "date_text": passage.date.text,
            "date_start": passage.date.start,
            "date_end": passage.date.end,
            "date_precision": passage.date.precision,
            "date_rule": passage.date.rule,
            "half_day": passage.date.half,
            "evidence": passage.evidence,
            "evidence_start": offset + passage.start,
            "evidence_end": offset + passage.end,
        }


def _kinds(article: Article) -> Iterator[dict[str, Any]]:
    for key, passage in zip(mention_ids(article), article.passages, strict=True):
        for kind in passage.kinds:
            yield {"mention_id": key, "kind": kind.kind, "trigger": kind.trigger}


def _credits(article: Article) -> Iterator[dict[str, Any]]:
    for position, credit in enumerate(article.credits, 1):
        yield {"article_id": article.id, "position": position} | asdict(credit)


def _links(article: Article) -> Iterator[dict[str, Any]]:
    """Yield the links of an article; a related one belongs to the first passage of the paragraph above it."""
    assert article.id is not None
    first: dict[int | None, str] = {}
    for key, passage in zip(mention_ids(article), article.passages, strict=True):
        first.setdefault(passage.paragraph, key)
    for link in article.links:
        mention = first.get(link.paragraph) if link.kind == "related" else None
        yield _link_row(article.id, link) | {"article_id": article.id, "mention_id": mention}


def _link_row(owner: str, link: Link) -> dict[str, Any]:
    return asdict(link) | {"id": f"{owner}-l{link.position:03}"}


def _insert(db: Database, table: str, rows: Iterable[dict[str, Any]], *, replace: bool = False) -> None:
    """Insert rows; with ``replace``, over what has the same key."""
    if replace:
        db.table(table).upsert_all(rows, pk=db.table(table).pks)
    else:
        db.table(table).insert_all(rows)


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _ in values)
