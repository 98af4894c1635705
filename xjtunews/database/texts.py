"""Load what is compared of articles: their texts, and whom and what these name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection

from sqlite_utils import Database

from xjtunews.language.compared import Names, Text
from xjtunews.language.spam import Sign, Spam

_TEXTS = """
    SELECT id, coalesce(title, ''), body, substr(published, 1, 10) FROM articles
    WHERE id IN (SELECT value FROM json_each(?))
"""
_SIGNS = "SELECT article_id, sign, evidence FROM mirror_signs WHERE article_id IN (SELECT value FROM json_each(?))"
# As they stand in the article: which person or organization that is, all articles decide together, and later.
_NAMES = (
    "SELECT article_id, written FROM appearances WHERE article_id IN (SELECT value FROM json_each(?))",
    "SELECT article_id, written FROM participations WHERE article_id IN (SELECT value FROM json_each(?))",
    "SELECT x.article_id, n.name FROM locations x JOIN places n ON n.id = x.place_id"
    " WHERE x.article_id IN (SELECT value FROM json_each(?))",
)
_DAYS = "SELECT article_id, date_start FROM mentions WHERE article_id IN (SELECT value FROM json_each(?))"


def load_texts(db: Database, ids: Collection[str]) -> dict[str, Text]:
    """Return what is compared of the articles with these ids; of the names in them, only the days."""
    given = [json.dumps(list(ids))]
    signs: dict[str, list[Sign]] = defaultdict(list)
    for key, sign, evidence in db.execute(_SIGNS, given):
        signs[key].append(Sign(sign, evidence))
    days = load_days(db, ids)
    return {
        key: Text(
            title,
            body,
            day,
            is_spam=key in signs,
            brands=Spam(tuple(signs.get(key, ()))).brands,
            names=Names(days=days.get(key, frozenset())),
        )
        for key, title, body, day in db.execute(_TEXTS, given).fetchall()
    }


def load_days(db: Database, ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the days of the events that these articles tell of, of those that tell of any."""
    days: dict[str, set[str]] = defaultdict(set)
    for key, day in db.execute(_DAYS, [json.dumps(list(ids))]):
        if day:
            days[key].add(day)
    return {key: frozenset(found) for key, found in days.items()}


def add_names(db: Database, texts: dict[str, Text]) -> None:
    """Give texts the names of whom and what the articles tell of."""
    given = [json.dumps(list(texts))]
    found: dict[str, tuple[set[str], set[str], set[str]]] = defaultdict(lambda: (set(), set(), set()))
    for index, sql in enumerate(_NAMES):
        for key, name in db.execute(sql, given):
            if name:
                found[key][index].add(name)
    for key, names in found.items():
        texts[key].names = Names.of(*names, days=texts[key].names.days)
