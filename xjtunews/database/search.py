"""Search the stored articles: by the index, or where that cannot help, by looking into every text."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xjtunews.database.rows import marks
from xjtunews.database.search_index import TAGS, has_index
from xjtunews.language.search import SearchQuery

PAGE_SIZE, MOST_PAGES = 20, 50
#: Beyond this number results are not counted, and of more only the newest are put in order of their worth.
MOST_COUNTED, MOST_RANKED = 10_000, 1_000
#: What the columns of the index are worth: the title most, tags nothing.
_WORTH = "10.0, 1.0, 0.5, 0.1, 0.0"

_FILTERS = {
    "kind": "EXISTS (SELECT 1 FROM mentions m JOIN mention_kinds k ON k.mention_id = m.id"
    " WHERE m.article_id = articles.id AND k.kind = ?)",
    "type": "EXISTS (SELECT 1 FROM participations p JOIN organizations o ON o.id = p.organization_id"
    " WHERE p.article_id = articles.id AND o.type = ?)",
    "province": "EXISTS (SELECT 1 FROM participations p JOIN organizations o ON o.id = p.organization_id"
    " WHERE p.article_id = articles.id AND o.province = ?)",
    "year": "substr(published, 1, 4) = ?",
}


@dataclass(frozen=True, slots=True)
class Results:
    """Hold one page of results.

    ``how`` is ``index``, ``words`` where only the words of a stretch were found, not the stretch itself, or ``texts``
    where every text was looked into. ``more`` tells that there are more than ``count``, ``partly`` that only the
    newest were put in order of their worth. Each article has ``events``, the newest first,
    each with the sentence of this article that proves it.
    """

    how: str
    count: int
    more: bool
    partly: bool
    articles: tuple[dict[str, Any], ...]


def search(
    connection: sqlite3.Connection, query: SearchQuery, filters: Mapping[str, str], order: str, page: int
) -> Results:
    """Return page ``page``, from 1, of the articles that ``query`` and ``filters`` select.

    ``filters`` has values for names of :data:`~xjtunews.database.search_index.TAGS`; ``order`` is ``new`` or ``best``.
    """
    tags = [f'(tags : "{TAGS[name]}{_plain(value)}")' for name, value in filters.items()]
    if has_index(connection) and (query.strict or not query.pieces):
        for how, words in (("index", query.strict), ("words", query.loose)):
            expression = " AND ".join(filter(None, [words, *tags]))
            if (words or how == "index") and expression:
                found = _by_index(connection, expression, order, page, how)
                if found.count:
                    return found
        if not query.beyond:
            return Results("index", 0, False, False, ())
    if not query.pieces and not filters:
        return Results("index", 0, False, False, ())
    return _by_texts(connection, query.pieces, filters, page)


def _by_index(connection: sqlite3.Connection, expression: str, order: str, page: int, how: str) -> Results:
    count = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM _search WHERE _search MATCH ? LIMIT ?)", [expression, MOST_COUNTED + 1]
    ).fetchone()[0]
    offset = (page - 1) * PAGE_SIZE
    if order == "best":
        # bm25 reads the length of every row that it judges: a word of nearly all articles would take half a second.
        sql = (
            f"SELECT rowid FROM (SELECT rowid, bm25(_search, {_WORTH}) AS worth FROM _search WHERE _search MATCH ?"  # noqa: S608
            f" ORDER BY rowid DESC LIMIT {MOST_RANKED}) ORDER BY worth, rowid DESC LIMIT ? OFFSET ?"
        )
    else:
        sql = "SELECT rowid FROM _search WHERE _search MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?"
    keys = [key for (key,) in connection.execute(sql, [expression, PAGE_SIZE, offset])]
    ids = dict(
        connection.execute(f"SELECT key, article_id FROM _search_articles WHERE key IN ({marks(keys)})", keys)  # noqa: S608
    )
    return Results(
        how,
        min(count, MOST_COUNTED),
        count > MOST_COUNTED,
        order == "best" and count > MOST_RANKED,
        _articles(connection, [ids[key] for key in keys if key in ids]),
    )


def _by_texts(connection: sqlite3.Connection, pieces: Sequence[str], filters: Mapping[str, str], page: int) -> Results:
    conditions = ["(title LIKE ? ESCAPE '\\' OR body LIKE ? ESCAPE '\\')"] * len(pieces)
    values = [pattern for piece in pieces for pattern in [_like(piece)] * 2]
    conditions += [_FILTERS[name] for name in filters]
    values += filters.values()
    # By the index of dates, each text would be fetched from another place; `+` makes it one pass over all.
    ids = [
        key
        for (key,) in connection.execute(
            f"SELECT id FROM articles WHERE {' AND '.join(conditions)} ORDER BY +published DESC, id LIMIT ?",  # noqa: S608
            [*values, PAGE_SIZE * MOST_PAGES + 1],
        )
    ]
    most = PAGE_SIZE * MOST_PAGES
    shown = ids[:most][(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Results("texts", min(len(ids), most), len(ids) > most, False, _articles(connection, shown))


def _articles(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[dict[str, Any], ...]:
    rows = connection.execute(
        "SELECT a.id, a.title, a.published, a.url, a.site, a.body, c.canonical_id FROM articles a"  # noqa: S608
        f" LEFT JOIN copies c ON c.article_id = a.id WHERE a.id IN ({marks(ids)})",
        list(ids),
    )
    names = ("id", "title", "published", "url", "site", "body", "copy_of")
    found: dict[str, dict[str, Any]] = {row[0]: {**dict(zip(names, row, strict=True)), "events": []} for row in rows}
    events: dict[tuple[str, str], dict[str, Any]] = {}
    for article, event, start, end, precision, evidence, kind in connection.execute(
        "SELECT m.article_id, e.id, e.date_start, e.date_end, e.date_precision, m.evidence, k.kind"  # noqa: S608
        " FROM mentions m JOIN events e ON e.id = m.event_id LEFT JOIN mention_kinds k ON k.mention_id = m.id"
        f" WHERE m.article_id IN ({marks(ids)}) ORDER BY e.date_start DESC, e.id, k.kind",
        list(ids),
    ):
        event_row = {"id": event, "date_start": start, "date_end": end, "date_precision": precision}
        event_row |= {"evidence": evidence, "kinds": []}
        known = events.setdefault((article, event), event_row)
        if known is event_row:
            found[article]["events"].append(known)
        if kind and kind not in known["kinds"]:
            known["kinds"].append(kind)
    return tuple(found[key] for key in ids if key in found)


def people_called(connection: sqlite3.Connection, name: str, most: int = 6) -> list[dict[str, Any]]:
    """Return the people whose name begins with ``name``, those of most events first: id, name, employer, events."""
    return _begin(
        connection,
        "SELECT p.id, p.name, p.employer, count(DISTINCT m.event_id) AS events"
        " FROM (SELECT id, name, employer FROM people WHERE name >= ? AND name < ? LIMIT 200) p"
        " JOIN appearances a ON a.person_id = p.id LEFT JOIN mentions m ON m.id = a.mention_id"
        " GROUP BY p.id ORDER BY events DESC, p.name, p.id LIMIT ?",
        ("id", "name", "employer", "events"),
        name,
        most,
    )


def partners_called(connection: sqlite3.Connection, name: str, most: int = 6) -> list[dict[str, Any]]:
    """Return the bodies whose name begins with ``name``, those of most events first: id, name, type, events."""
    return _begin(
        connection,
        "SELECT o.id, o.name, o.type, count(DISTINCT m.event_id) AS events"
        " FROM (SELECT id, name, type FROM organizations WHERE name >= ? AND name < ? LIMIT 200) o"
        " JOIN participations p ON p.organization_id = o.id LEFT JOIN mentions m ON m.id = p.mention_id"
        " GROUP BY o.id ORDER BY events DESC, o.name, o.id LIMIT ?",
        ("id", "name", "type", "events"),
        name,
        most,
    )


def _begin(
    connection: sqlite3.Connection, sql: str, columns: Sequence[str], name: str, most: int
) -> list[dict[str, Any]]:
    rows = connection.execute(sql, [name, f"{name}\U0010ffff", most])
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _plain(value: str) -> str:
    return "".join(character for character in value if character.isalnum())


def _like(piece: str) -> str:
    escaped = piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
