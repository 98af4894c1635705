"""Keep the index of the search up to date.

What an article's row of the index is made of has a digest; only where that has changed is the row made anew. Rows are
numbered by the minute of publication, so that the newest come last, and below that by a digest of the article's id; a
number that is taken is not used twice. A row of the index cannot be taken out without its text, which is not kept: it
stays, under a number of no article, until half of the rows are such. Articles are told apart by more than a text: what
kinds of event, types of partner, provinces and years they tell of stands beside their words, as terms of ``tags``.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from xjtunews.database.charts import store_charts
from xjtunews.database.coverage import last_run, measure
from xjtunews.language.search import Indexed, index_terms, normalize

#: Raised whenever the same article is to be indexed otherwise, which makes all rows anew.
_VERSION = 2
_EPOCH = datetime(1900, 1, 1)  # noqa: DTZ001  # published times have no zone: they are Beijing's
#: Numbers of one minute: the fewer, the smaller the index. Those below ``_DATED`` are of articles without a date.
_SLOTS, _DATED = 4, 2**24
#: Tags: a letter for what it is, then the word itself.
TAGS = {"kind": "k", "type": "t", "province": "p", "year": "y"}
#: Articles of one transaction, of 5 KB each: each leaves a part of the index, which later is merged with others.
_BATCH = 2000

Terms = Callable[[str, str], Indexed]


class Indexing(NamedTuple):
    """Count what became of the articles' rows in the index."""

    added: int
    changed: int
    removed: int
    kept: int


class _Row(NamedTuple):
    article_id: str
    published: str | None
    tags: str
    digest: str


def update_index(
    connection: sqlite3.Connection,
    progress: Callable[[int, int], None] | None = None,
    terms: Terms = index_terms,
) -> Indexing:
    """Bring the index up to date with the stored articles, and the counts of the home page and the dashboard with it.

    Every batch is a transaction of its own: after an interruption, the next call goes on. ``progress`` is told how
    many of how many rows are done; ``terms`` makes the terms of a title and a body.
    """
    known = dict(connection.execute("SELECT article_id, digest FROM _search_articles").fetchall())
    wanted = {row.article_id: row for row in _rows(connection)}
    removed = sorted(known.keys() - wanted.keys())
    stale = [row for row in wanted.values() if known.get(row.article_id) != row.digest]
    left = connection.execute("SELECT count(*) FROM _search_removed").fetchone()[0]
    left += len(removed) + sum(row.article_id in known for row in stale)
    anew = left > len(known) // 2
    if anew:
        _clear(connection)
        stale = list(wanted.values())
    else:
        with connection:
            for article_id in removed:
                _take_out(connection, article_id)
    for start in range(0, len(stale), _BATCH):
        with connection:
            for row in stale[start : start + _BATCH]:
                _put_in(connection, row, terms)
        if progress:
            progress(min(start + _BATCH, len(stale)), len(stale))
    with connection:
        # Searches look into each part of the index.
        if anew or not known:
            connection.execute("INSERT INTO _search(_search) VALUES ('optimize')")
        else:
            connection.execute("INSERT INTO _search(_search, rank) VALUES ('merge', 500)")
        connection.execute(
            "INSERT OR REPLACE INTO _coverage VALUES ('coverage', ?)",
            [json.dumps({**measure(connection), "choices": _choices(wanted.values())}, ensure_ascii=False)],
        )
        store_charts(connection)
    added = len(wanted.keys() - known.keys())
    kept = sum(known.get(row.article_id) == row.digest for row in wanted.values())
    return Indexing(added, len(wanted) - added - kept, len(removed), kept)


def stored_coverage(connection: sqlite3.Connection) -> tuple[dict[str, Any] | None, bool]:
    """Return what the home page says, None if nothing was ever indexed, and whether it is older than the articles."""
    if not has_index(connection):
        return None, True
    found = connection.execute("SELECT value FROM _coverage WHERE name = 'coverage'").fetchone()
    if found is None:
        return None, True
    coverage: dict[str, Any] = json.loads(found[0])
    return coverage, coverage["run"] != last_run(connection)


def _choices(rows: Iterable[_Row]) -> dict[str, list[str]]:
    """Return the words that each filter of the search can be set to: years from the last, others by their number."""
    counts = Counter(tag for row in rows for tag in row.tags.split())
    names = {letter: name for name, letter in TAGS.items()}
    found: dict[str, list[str]] = {name: [] for name in TAGS}
    for tag, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        found[names[tag[0]]].append(tag[1:])
    found["year"].sort(reverse=True)
    return found


def has_index(connection: sqlite3.Connection) -> bool:
    """Tell whether there is an index with anything in it; a database of an older version has no place for one."""
    tables = "SELECT count(*) FROM sqlite_master WHERE name IN ('_search_articles', '_search_removed')"
    return connection.execute(tables).fetchone()[0] == 2 and bool(
        connection.execute("SELECT 1 FROM _search_articles LIMIT 1").fetchone()
    )


def key_for(published: str | None, article_id: str) -> int:
    """Return the number that an article gets in the index, unless another one has it.

    >>> key_for(None, "a") < key_for("2024", "a") < key_for("2024-03-05", "a") < key_for("2024-03-05T08:30", "a")
    True
    """
    digest = int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=3).digest(), "big")
    minute = _minute(published)
    return digest if minute is None else _DATED + minute * _SLOTS + digest % _SLOTS


def _minute(published: str | None) -> int | None:
    try:
        year, month, day = (*(int(part) for part in (published or "")[:10].split("-")), 1, 1)[:3]
        hour, minute = int((published or "")[11:13] or 0), int((published or "")[14:16] or 0)
        return max(0, int((datetime(year, month, day, hour, minute) - _EPOCH).total_seconds()) // 60)  # noqa: DTZ001
    except ValueError:
        return None


def _rows(connection: sqlite3.Connection) -> Iterator[_Row]:
    """Yield what every article's row is made of; of its text, the digest that is stored with it."""
    tags = _tags(connection)
    for article_id, published, title, text_hash in connection.execute(
        "SELECT id, published, title, text_hash FROM articles ORDER BY id"
    ).fetchall():
        found = tags.pop(article_id, set())
        if not any(tag.startswith(TAGS["year"]) for tag in found) and published:
            found.add(TAGS["year"] + published[:4])
        text = " ".join(sorted(found))
        digest = hashlib.blake2b(digest_size=12)
        digest.update(repr((_VERSION, published, title, text_hash, text)).encode("utf-8", "replace"))
        yield _Row(article_id, published, text, digest.hexdigest())


def _tags(connection: sqlite3.Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, sql in (
        ("kind", "SELECT m.article_id, k.kind FROM mention_kinds k JOIN mentions m ON m.id = k.mention_id"),
        ("year", "SELECT article_id, substr(date_start, 1, 4) FROM mentions WHERE date_start IS NOT NULL"),
        (
            "type",
            "SELECT DISTINCT p.article_id, o.type FROM participations p JOIN organizations o ON o.id ="
            " p.organization_id WHERE o.type IS NOT NULL",
        ),
        (
            "province",
            "SELECT DISTINCT p.article_id, o.province FROM participations p JOIN organizations o ON o.id ="
            " p.organization_id WHERE o.province IS NOT NULL",
        ),
    ):
        for article_id, value in connection.execute(sql):
            found.setdefault(article_id, set()).add(TAGS[name] + value)
    return found


def _clear(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("INSERT INTO _search(_search) VALUES ('delete-all')")
        for table in ("_search_articles", "_search_removed", "_search_latin"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608


def _take_out(connection: sqlite3.Connection, article_id: str) -> None:
    found = connection.execute("SELECT key FROM _search_articles WHERE article_id = ?", [article_id]).fetchone()
    if found:
        connection.execute("INSERT INTO _search_removed VALUES (?)", found)
        connection.execute("DELETE FROM _search_articles WHERE key = ?", found)


def _put_in(connection: sqlite3.Connection, row: _Row, terms: Terms) -> None:
    _take_out(connection, row.article_id)
    title, body = connection.execute("SELECT title, body FROM articles WHERE id = ?", [row.article_id]).fetchone()
    key = key_for(row.published, row.article_id)
    taken = "SELECT 1 FROM _search_articles WHERE key = ?1 UNION ALL SELECT 1 FROM _search_removed WHERE key = ?1"
    while connection.execute(taken, [key]).fetchone():
        key += 1
    found = terms(title, body)
    connection.execute(
        "INSERT INTO _search_articles VALUES (?, ?, ?, ?)", [key, row.article_id, row.digest, normalize(title)]
    )
    connection.execute(
        "INSERT INTO _search(rowid, pairs, words, title, tags) VALUES (?, ?, ?, ?, ?)",
        [key, found.pairs, found.words, found.title, row.tags],
    )
    connection.executemany("INSERT OR IGNORE INTO _search_latin VALUES (?)", [(word,) for word in found.latin])
