"""Search the stored articles: by the index, or where that cannot help, by looking into every text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xjtunews.database.rows import marks
from xjtunews.database.search_index import TAGS, has_index
from xjtunews.language.search import SearchQuery, normalize, parts

PAGE_SIZE, MOST_PAGES = 20, 50
#: Beyond this number results are not counted, and of more only the newest are put in order of their worth.
MOST_COUNTED, MOST_RANKED = 10_000, 1_000
#: What the columns of the index are worth: pairs, words, those of the title the most; tags nothing.
_WORTH = "0.5, 1.0, 10.0, 0.0"

_FILTERS = {
    "kind": "EXISTS (SELECT 1 FROM mentions m JOIN mention_kinds k ON k.mention_id = m.id"
    " WHERE m.article_id = a.id AND k.kind = ?)",
    "type": "EXISTS (SELECT 1 FROM participations p JOIN organizations o ON o.id = p.organization_id"
    " WHERE p.article_id = a.id AND o.type = ?)",
    "province": "EXISTS (SELECT 1 FROM participations p JOIN organizations o ON o.id = p.organization_id"
    " WHERE p.article_id = a.id AND o.province = ?)",
    "year": "substr(a.published, 1, 4) = ?",
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
    if not query.pieces and not filters:
        return Results("index", 0, False, False, ())
    if not has_index(connection):
        return _by_texts(connection, query.pieces, filters, page)
    if query.strict or not query.pieces:
        for how, asked in (("index", query.strict), ("words", query.loose)):
            expression = " AND ".join([asked.match, *tags] if asked else tags)
            if (asked or how == "index") and expression:
                # Tags are worth nothing, but keep the others out.
                worth = " AND ".join([asked.worth, *tags]) if asked else None
                found = _by_index(connection, expression, worth if order == "best" else None, query, page, how)
                if found.count:
                    return found
        if not query.beyond:
            return Results("index", 0, False, False, ())
    held = parts(query.pieces, lambda part: _latin(connection, part))
    if held is None:
        return Results("texts", 0, False, False, ())
    return _by_texts(connection, query.pieces, filters, page, " AND ".join(filter(None, [held, *tags])) or None)


def _by_index(
    connection: sqlite3.Connection, expression: str, worth: str | None, query: SearchQuery, page: int, how: str
) -> Results:
    # Rows are counted from the oldest on, which takes half as long as from the newest.
    count = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM _search WHERE _search MATCH ? AND rowid NOT IN _search_removed LIMIT ?)",
        [expression, MOST_COUNTED + 1],
    ).fetchone()[0]
    newest = connection.execute(
        "SELECT rowid FROM _search WHERE _search MATCH ? AND rowid NOT IN _search_removed ORDER BY rowid DESC LIMIT ?",
        [expression, MOST_RANKED if worth else page * PAGE_SIZE],
    )
    keys = [key for (key,) in newest]
    ordered = _by_worth(connection, keys, worth, query) if worth else keys
    shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Results(
        how,
        min(count, MOST_COUNTED),
        count > MOST_COUNTED,
        bool(worth) and count > MOST_RANKED,
        _articles(connection, _ids(connection, shown)),
    )


def _by_worth(connection: sqlite3.Connection, keys: Sequence[int], worth: str, query: SearchQuery) -> list[int]:
    """Return keys, the newest first, in order of their worth: those with more of the query in their titles first."""
    if not keys:
        return []
    values = dict(
        connection.execute(
            f"SELECT rowid, bm25(_search, {_WORTH}) FROM _search WHERE _search MATCH ? AND rowid BETWEEN ? AND ?",  # noqa: S608
            [worth, keys[-1], keys[0]],
        ).fetchall()
    )
    pieces = [normalize(piece) for piece in query.pieces]
    titles = connection.execute(
        "SELECT s.key, s.title FROM json_each(?) k CROSS JOIN _search_articles s ON s.key = k.value", [json.dumps(keys)]
    )
    entitled = {key: sum(piece in title for piece in pieces) for key, title in titles}
    return sorted(keys, key=lambda key: (-entitled.get(key, 0), values.get(key, 0.0), -key))


def _ids(connection: sqlite3.Connection, keys: Sequence[int]) -> list[str]:
    rows = connection.execute(f"SELECT key, article_id FROM _search_articles WHERE key IN ({marks(keys)})", keys)  # noqa: S608
    ids = dict(rows.fetchall())
    return [ids[key] for key in keys if key in ids]


def _latin(connection: sqlite3.Connection, part: str) -> list[str]:
    return [word for (word,) in connection.execute("SELECT word FROM _search_latin WHERE instr(word, ?) > 0", [part])]


def _by_texts(
    connection: sqlite3.Connection,
    pieces: Sequence[str],
    filters: Mapping[str, str],
    page: int,
    held: str | None = None,
) -> Results:
    """Look into all texts, or into those that the index finds with ``held``."""
    conditions = ["(a.title LIKE ? ESCAPE '\\' OR a.body LIKE ? ESCAPE '\\')"] * len(pieces)
    values = [pattern for piece in pieces for pattern in [_like(piece)] * 2]
    most = PAGE_SIZE * MOST_PAGES
    if held:
        source = (
            "_search CROSS JOIN _search_articles s ON s.key = _search.rowid"
            " CROSS JOIN articles a ON a.id = s.article_id"
        )
        conditions.append("_search MATCH ?")
        values.append(held)
        order = "ORDER BY _search.rowid DESC"
    else:
        source = "articles a"
        conditions += [_FILTERS[name] for name in filters]
        values += filters.values()
        # By the index of dates, each text would be fetched from another place; `+` makes it one pass over all.
        order = "ORDER BY +a.published DESC, a.id"
    sql = f"SELECT a.id FROM {source} WHERE {' AND '.join(conditions)} {order} LIMIT ?"  # noqa: S608
    ids = [key for (key,) in connection.execute(sql, [*values, most + 1])]
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
        "SELECT p.id, p.name, p.employer, coalesce(c.events, 0) AS events"
        " FROM (SELECT id, name, employer FROM people WHERE name >= ? AND name < ? LIMIT 200) p"
        " LEFT JOIN person_counts c ON c.person_id = p.id ORDER BY events DESC, p.name, p.id LIMIT ?",
        ("id", "name", "employer", "events"),
        name,
        most,
    )


def partners_called(connection: sqlite3.Connection, name: str, most: int = 6) -> list[dict[str, Any]]:
    """Return the bodies whose name begins with ``name``, those of most events first: id, name, type, events."""
    return _begin(
        connection,
        "SELECT o.id, o.name, o.type, coalesce(c.events, 0) AS events"
        " FROM (SELECT id, name, type FROM organizations WHERE name >= ? AND name < ? LIMIT 200) o"
        " LEFT JOIN partner_counts c ON c.organization_id = o.id ORDER BY events DESC, o.name, o.id LIMIT ?",
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
