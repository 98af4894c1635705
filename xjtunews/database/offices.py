"""Keep people and the offices in which they were seen: when first, when last, in how many reports, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlite_utils import Database

from xjtunews.database.groups import chunks
from xjtunews.database.rows import Row, insert, listed
from xjtunews.database.unsettled import mark
from xjtunews.language.text import sentences, simplify

#: How much of a text is looked at round a name for the sentence that it stands in.
_AROUND = 300
#: How many people are held at a time.
_AT_A_TIME = 4000
#: Who was seen in fewer reports is written anew each time.
MANY = 20
_SEEN = """
    SELECT x.written, x.title, x.side, x.employer_name,
        coalesce(substr(m.date_start, 1, CASE m.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END),
            (SELECT substr(a.published, 1, 10) FROM articles a WHERE a.id = x.article_id)),
        coalesce(substr(m.date_end, 1, CASE m.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END),
            (SELECT substr(a.published, 1, 10) FROM articles a WHERE a.id = x.article_id)),
        x.article_id, x.mention_id, x.text_start,
        EXISTS (SELECT 1 FROM copies c WHERE c.article_id = x.article_id), x.person_id
    FROM {} LEFT JOIN mentions m ON m.id = x.mention_id WHERE {}
"""
_TEXTS = "SELECT a.id, a.body FROM json_each(?) t CROSS JOIN articles a ON a.id = t.value"
# In the order of the ids, so that one person's rows lie together.
_OF_PEOPLE = _SEEN.format("json_each(?) t CROSS JOIN appearances x ON x.person_id = t.value", "true")
_WRITTEN = _SEEN.format(
    "unresolved u CROSS JOIN appearances x ON x.article_id = u.article_id",
    "x.person_id IN (SELECT value FROM json_each(?))",
)


def write_people(db: Database, people: Iterable[str]) -> None:
    """Write people and the offices in which they were seen anew; who appears nowhere is removed."""
    for keys in chunks(people, _AT_A_TIME):
        kept = []
        offices: list[dict[str, Any]] = []
        for key, found in groupby(db.execute(_OF_PEOPLE, [listed(keys)]), key=itemgetter(-1)):
            rows = [_Seen._make(row[:-1]) for row in found]
            kept.append(_person(key, {row.name for row in rows}, {row.employer for row in rows}))
            offices += _offices(key, rows)
        mark(db, "gone", sorted(set(keys) - {row["id"] for row in kept}))
        insert(db, "people", kept, replace=True)
        db.execute("DELETE FROM offices WHERE person_id IN (SELECT value FROM json_each(?))", [listed(keys)])
        insert(db, "offices", _with_evidence(db, offices))


def seen_often(db: Database, people: Collection[str]) -> set[str]:
    """Return those of these people who were seen so often that one more report is better added than all counted."""
    rows = db.execute(
        "SELECT f.person_id FROM json_each(?) t CROSS JOIN offices f ON f.person_id = t.value"
        " GROUP BY f.person_id HAVING sum(f.reports) >= ?",
        [listed(people), MANY],
    )
    return {key for (key,) in rows}


def add_reports(db: Database, people: Collection[str]) -> None:
    """Add what the unresolved articles tell of people, who are in no article that was counted and has changed."""
    found: dict[str, list[_Seen]] = defaultdict(list)
    for *row, key in db.execute(_WRITTEN, [listed(people)]):
        found[key].append(_Seen(*row))
    known = _rows(
        db, "SELECT p.id, p.name, p.employer FROM json_each(?) t CROSS JOIN people p ON p.id = t.value", found
    )
    offices = _rows(db, "SELECT f.* FROM json_each(?) t CROSS JOIN offices f ON f.person_id = t.value", found)
    held = {(row["person_id"], row["title"]): row for row in offices}
    changed: list[Row] = []
    new: list[dict[str, Any]] = []
    for person in known:
        rows = found[person["id"]]
        names, employers = {row.name for row in rows}, {row.employer for row in rows}
        now = _person(person["id"], names | {person["name"]}, employers | {person["employer"]})
        changed.extend([now] if now != person else [])
        new += _offices(person["id"], rows)
    proven = _with_evidence(db, new)
    insert(db, "offices", (_together(held.get((row["person_id"], row["title"])), row) for row in proven), replace=True)
    insert(db, "people", changed, replace=True)


def _rows(db: Database, sql: str, keys: Iterable[str]) -> list[dict[str, Any]]:
    cursor = db.execute(sql, [listed(keys)])
    names = [described[0] for described in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _person(key: str, names: Iterable[str], employers: Iterable[str | None]) -> dict[str, Any]:
    """Return somebody's row: the name as it is written, in simplified characters where it ever is, the longest body."""
    name = min((name != simplify(name), name) for name in names)[1]
    body = min(filter(None, employers), key=lambda text: (-len(text), text), default=None)
    return {"id": key, "name": name, "employer": body}


def _together(one: Row | None, other: Row) -> Row:
    """Return an office as two sets of reports show it."""
    if one is None:
        return other
    first = min(one, other, key=lambda row: (row["first_seen"] or "9", row["first_article_id"]))
    last = min(one, other, key=lambda row: (_backwards(row["last_seen"]), row["last_article_id"]))
    row = dict(other)
    row |= {name: value for name, value in first.items() if name.startswith("first_")}
    row |= {name: value for name, value in last.items() if name.startswith("last_")}
    row |= {name: one[name] + other[name] for name in ("reports", "ours", "theirs", "unknown")}
    return row | {"side": _side(row)}


def _side(counts: Row) -> str | None:
    """Return the side on which most appearances are; of two with the same number, a known one."""
    best = max(("ours", "theirs", "unknown"), key=lambda side: (counts[side], side != "unknown"))
    return best if best != "unknown" else None


class _Seen(NamedTuple):
    """Hold one appearance; ``first`` and ``last`` are days, months or years, as far as the text says."""

    name: str
    title: str | None
    side: str | None
    employer: str | None
    first: str | None
    last: str | None
    article: str
    mention: str | None
    start: int
    is_copy: bool


def _offices(person: str, rows: Iterable[_Seen]) -> Iterator[dict[str, Any]]:
    """Yield the titles of somebody, each with the first and the last report of it that is no copy."""
    titles: dict[str, list[_Seen]] = defaultdict(list)
    for row in rows:
        if row.title is not None and not row.is_copy:
            titles[row.title].append(row)
    for title, seen in sorted(titles.items()):
        first = last = seen[0]
        if len(seen) > 1:
            first = min(seen, key=lambda row: (row.first or "9", row.article, row.start))
            last = min(seen, key=lambda row: (_backwards(row.last), row.article, row.start))
        sides = [row.side or "unknown" for row in seen]
        counts = {side: sides.count(side) for side in ("ours", "theirs", "unknown")}
        yield {
            "person_id": person,
            "title": title,
            "side": _side(counts),
            **counts,
            "first_seen": first.first,
            "last_seen": last.last,
            "reports": len({row.article for row in seen}),
            "first": first,
            "last": last,
        }


def _backwards(day: str | None) -> tuple[int, ...]:
    """Return a key that puts the latest first, and no day at all last."""
    return (*(-ord(sign) for sign in day), 0) if day else (1,)


def _with_evidence(db: Database, offices: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield offices with the sentences that prove the first and the last report."""
    places: dict[str, set[int]] = defaultdict(set)
    for office in offices:
        for seen in (office["first"], office["last"]):
            places[seen.article].add(seen.start)
    proofs = {
        (article, start): _sentence(text[max(start - _AROUND, 0) : start + _AROUND], min(start, _AROUND))
        for article, text in db.execute(_TEXTS, [listed(places)])
        for start in places[article]
    }
    for office in offices:
        row = {name: value for name, value in office.items() if name not in ("first", "last")}
        for which in ("first", "last"):
            seen = office[which]
            row[f"{which}_article_id"] = seen.article
            row[f"{which}_mention_id"] = seen.mention
            row[f"{which}_evidence"] = proofs[seen.article, seen.start]
        yield row


def _sentence(text: str, place: int) -> str:
    r"""Return the sentence of a text that a place in it is in.

    >>> _sentence("一。\n二。三。", 5)
    '三。'
    """
    line = text.rfind("\n", 0, place) + 1
    paragraph = text[line:].partition("\n")[0]
    spans = (span for span in sentences(paragraph) if span[0] <= place - line < span[1])
    start, end = next(spans, (0, len(paragraph)))
    return paragraph[start:end].strip()
