"""Go through the stored articles again: read them back, and tell which of their facts have changed."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from xjtunews.database.rows import marks
from xjtunews.items import Article
from xjtunews.language.spam import Sign, Spam

#: The kinds of fact that are counted, each with the rows that hold it; what `resolve` adds is none of the rules' work.
_FACTS = {
    "mentions": (
        "SELECT id, paragraph, date_text, date_start, date_end, date_precision, date_rule, half_day, evidence,"
        " evidence_start, evidence_end FROM mentions WHERE article_id IN ({})"
    ),
    "kinds": (
        'SELECT k.mention_id, k.kind, k."trigger" FROM mention_kinds k JOIN mentions m ON m.id = k.mention_id'
        " WHERE m.article_id IN ({})"
    ),
    "people": (
        "SELECT DISTINCT article_id, mention_id, written, side, organization, rule, paragraph, text_start, text_end"
        " FROM appearances WHERE article_id IN ({})"
    ),
    "titles": (
        "SELECT article_id, mention_id, written, title FROM appearances WHERE title IS NOT NULL AND article_id IN ({})"
    ),
    "organizations": (
        "SELECT article_id, mention_id, written, role, type, paragraph, text_start, text_end"
        " FROM participations WHERE article_id IN ({})"
    ),
    "places": "SELECT article_id, mention_id, place_id, role, paragraph FROM locations WHERE article_id IN ({})",
    "agreements": (
        "SELECT article_id, mention_id, name, kind, action, paragraph, text_start, text_end"
        " FROM agreements WHERE article_id IN ({})"
    ),
    "figures": "SELECT * FROM figures WHERE article_id IN ({})",
    "topics": "SELECT article_id, topic, score, terms FROM article_topics WHERE article_id IN ({})",
}
FACTS = tuple(_FACTS)


class Stored(NamedTuple):
    """Say of a stored article what tells whether it is meant, and whose crawl brought it."""

    id: str
    url: str | None
    published: str | None
    spider: str | None
    arguments: dict[str, Any]


def stored_articles(db: Database) -> list[Stored]:
    """Return all stored articles, in the order of their ids, each with the last crawl that brought it."""
    runs = {
        key: (spider, json.loads(given)) for key, spider, given in db.execute("SELECT id, spider, arguments FROM runs")
    }
    rows = db.execute(
        "SELECT a.id, a.url, a.published, (SELECT max(f.run_id) FROM fetches f WHERE f.article_id = a.id)"
        " FROM articles a ORDER BY a.id"
    )
    none: tuple[str | None, dict[str, Any]] = (None, {})
    return [Stored(key, url, day, *runs.get(run, none)) for key, url, day, run in rows.fetchall()]


def load_articles(db: Database, ids: Sequence[str]) -> list[Article]:
    """Return the articles of these ids as the rules see them, in the order of their ids."""
    columns = ("id", "url", "title", "published", "site", "layout", "document", "body")
    rows = db.execute(
        f"SELECT {', '.join(columns)} FROM articles WHERE id IN ({marks(ids)}) ORDER BY id",  # noqa: S608
        list(ids),
    )
    articles = [Article(**dict(zip(columns, row, strict=True))) for row in rows.fetchall()]
    signs: dict[str, list[Sign]] = defaultdict(list)
    sql = f"SELECT article_id, sign, evidence FROM mirror_signs WHERE article_id IN ({marks(ids)})"  # noqa: S608
    for key, sign, evidence in db.execute(sql + " ORDER BY article_id, position", list(ids)):
        signs[key].append(Sign(sign, evidence))
    for article in articles:  # they come from what the page shows round the article, and that is not stored
        if article.id in signs:
            article.spam = Spam(tuple(signs[article.id]))
    return articles


def count_facts(db: Database, ids: Sequence[str]) -> dict[str, Counter[tuple[Any, ...]]]:
    """Return the facts of these articles, by their kind."""
    return {kind: Counter(db.execute(sql.format(marks(ids)), list(ids)).fetchall()) for kind, sql in _FACTS.items()}


def unfinished_run(db: Database, spider: str, arguments: dict[str, Any]) -> tuple[int, str] | None:
    """Return the number of the last run, if it is one of this sort that was interrupted, and how far it came."""
    row = db.execute("SELECT id, spider, arguments, finished FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    if row is None or row[1] != spider or row[3] is not None:
        return None
    known = json.loads(row[2])
    after = known.pop("after", "")
    return (row[0], after) if known == arguments else None


def advance_run(db: Database, run_id: int, arguments: dict[str, Any], after: str, articles: int) -> None:
    """Store how far a run came, within the transaction of the caller."""
    given = json.dumps(arguments | {"after": after}, ensure_ascii=False, sort_keys=True)
    db.execute(
        "UPDATE runs SET arguments = ?, articles = coalesce(articles, 0) + ? WHERE id = ?", [given, articles, run_id]
    )


def finish_run(db: Database, run_id: int, **facts: Any) -> None:
    """Store how a run ended."""
    db.table("runs").update(run_id, facts)
