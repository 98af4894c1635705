"""Settle which organization each name means: one row for one organization, in every article alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from xjtunews.database.groups import chunks, group, listed
from xjtunews.database.rows import insert, marks
from xjtunews.database.rows import listed as as_json
from xjtunews.database.unsettled import mark, take
from xjtunews.language.places import place_of
from xjtunews.language.text import simplify

#: A name of an organization: its own id, that of the article that shows it first, where, and in how many it stands.
_Name = dict[str, Any]

# By the index alone, as one name stands in many articles: only the first is looked at.
_WRITTEN = """
    SELECT g.name_id, g.written, g.article_id, x.text_start, x.text_end, g.articles
    FROM (SELECT name_id, written, min(article_id) AS article_id, count(DISTINCT article_id) AS articles
          FROM participations WHERE name_id IN ({}) GROUP BY name_id, written) g
    CROSS JOIN participations x ON x.article_id = g.article_id AND x.position = (
        SELECT min(position) FROM participations p
        WHERE p.name_id = g.name_id AND p.written = g.written AND p.article_id = g.article_id)
    ORDER BY g.name_id, g.written
"""
_NAMES = {
    "declared": (
        "SELECT full_id, name_id, name, article_id, text_start, text_end FROM name_declarations WHERE full_id IN ({})"
        " ORDER BY full_id, name, article_id, position"
    ),
    "site": (
        "SELECT full_id, name_id, name, NULL, NULL, NULL FROM university_names WHERE full_id IN ({})"
        " ORDER BY full_id, name"
    ),
}
# Thousands of participations of one type need not be counted.
_SETTLE_TYPES = (
    "WITH of(id, least, most, none) AS (SELECT o.id,"
    " (SELECT min(type) FROM participations x WHERE x.organization_id = o.id),"
    " (SELECT max(type) FROM participations x WHERE x.organization_id = o.id),"
    " EXISTS (SELECT 1 FROM participations x WHERE x.organization_id = o.id AND x.type IS NULL)"
    " FROM organizations o WHERE o.id IN ({}))"
    " UPDATE organizations SET type = CASE"
    " WHEN of.most IS NULL OR (of.least = of.most AND NOT of.none) THEN of.most ELSE ("
    "  SELECT type FROM participations x WHERE x.organization_id = organizations.id GROUP BY type"
    "  ORDER BY max(x.role = 'correction') DESC, count(*) DESC, type LIMIT 1) END"
    " FROM of WHERE of.id = organizations.id"
)
# Of the thousands of participations under a common name, only those that belong to another body are looked at.
_ELSEWHERE = (
    "SELECT t.value ->> 0, t.value ->> 1, p.article_id FROM json_each(?1) t CROSS JOIN participations p"
    " ON p.name_id = t.value ->> 0 AND p.organization_id < t.value ->> 1 UNION "
    "SELECT t.value ->> 0, t.value ->> 1, p.article_id FROM json_each(?1) t CROSS JOIN participations p"
    " ON p.name_id = t.value ->> 0 AND p.organization_id > t.value ->> 1 ORDER BY 1, 3"
)


def settle_organizations(db: Database) -> set[str]:
    """Give the marked participations, and those joined with them, their organizations; the caller commits.

    Return the articles in which an organization became another one.
    """
    counted = set(take(db, "organization"))
    grown = set(take(db, "named")) - counted
    groups = group(db, counted | grown)
    alone = _alone(db, groups, grown)
    changed = _move(db, groups)
    mains = set(groups.values())
    kept = {
        key
        for (key,) in db.execute(
            "SELECT t.value FROM json_each(?) t"
            " WHERE EXISTS (SELECT 1 FROM participations p WHERE p.organization_id = t.value)",
            [as_json(mains)],
        )
    }
    _write(db, {key: main for key, main in groups.items() if main in kept}, alone)
    for keys in chunks(groups.keys() - kept):
        db.execute(f"DELETE FROM organization_names WHERE organization_id IN ({marks(keys)})", keys)  # noqa: S608
    mark(db, "gone", sorted(groups.keys() - kept))
    mark(db, "employer", sorted(groups))
    return changed


def _alone(db: Database, groups: Mapping[str, str], grown: Collection[str]) -> set[str]:
    """Return those of ``grown``, which new articles only add to, that are joined with no other name."""
    sizes = Counter(groups.values())
    found = {key for key in grown if groups[key] == key and sizes[key] == 1}
    others = db.execute(
        "SELECT d.full_id FROM json_each(?1) t CROSS JOIN name_declarations d ON d.full_id = t.value UNION"
        " SELECT u.full_id FROM json_each(?1) t CROSS JOIN university_names u ON u.full_id = t.value",
        [as_json(found)],
    )
    return found - {key for (key,) in others}


def _move(db: Database, groups: Mapping[str, str]) -> set[str]:
    """Point the participations under each name to its organization; return the articles where that is another."""
    changed: set[str] = set()
    moved = {}
    for key, main, article in db.execute(_ELSEWHERE, [as_json(groups.items())]):
        changed.add(article)
        moved[key] = (main, key, main)
    db.conn.executemany(
        "INSERT OR IGNORE INTO organizations (id, name) VALUES (?, '')", {row[:1] for row in moved.values()}
    )
    db.conn.executemany(
        "UPDATE participations SET organization_id = ? WHERE name_id = ? AND organization_id <> ?", moved.values()
    )
    return changed


def _write(db: Database, groups: Mapping[str, str], alone: Collection[str]) -> None:
    """Write organizations and their names anew; to the names of ``alone`` what the unresolved articles tell is added.

    An organization is called as most articles write the full one of its names, in simplified characters where any does.
    A correction may give a body another type than its name shows: that counts in every article, whichever was written
    last; else the type that most participations show, then the first by name.
    """
    names: dict[str, dict[tuple[str, str], _Name]] = defaultdict(dict)
    for key, how, name in (*_names(db, groups.keys() - alone), *_grown(db, groups.keys() & alone)):
        known = names[groups[key]].setdefault((name["name"], how), name)
        if known is not name:
            known["articles"] += name["articles"]
    rows = []
    for main, found in sorted(names.items()):
        name = min((_rank(name, how, main), name["name"]) for (_, how), name in found.items())[1]
        division = place_of(simplify(name))
        province, city = (division.province, division.city) if division else (None, None)
        rows.append({"id": main, "name": name, "province": province, "city": city})
    before = _as_they_are(db, names)
    insert(db, "organizations", rows, replace=True)
    for keys in chunks(names):
        db.execute(f"DELETE FROM organization_names WHERE organization_id IN ({marks(keys)})", keys)  # noqa: S608
        db.execute(_SETTLE_TYPES.format(marks(keys)), keys)
    mark(db, "partner", sorted(row[0] for row in _as_they_are(db, names) - before))
    insert(
        db,
        "organization_names",
        (
            {"organization_id": main, "how": how} | {column: name[column] for column in name if column != "name_id"}
            for main, found in sorted(names.items())
            for (_, how), name in sorted(found.items())
            if how != "kept"
        ),
    )


def _as_they_are(db: Database, keys: Iterable[str]) -> set[tuple[Any, ...]]:
    return {
        row
        for some in chunks(keys)
        for row in db.execute(
            f"SELECT id, name, type, province, city FROM organizations WHERE id IN ({marks(some)})",  # noqa: S608
            some,
        )
    }


def _rank(name: _Name, how: str, main: str) -> tuple[bool, bool, bool, int]:
    own = name["name_id"] == main
    return not own, how == "declared", name["name"] != simplify(name["name"]), -name["articles"]


def _grown(db: Database, keys: Iterable[str]) -> Iterator[tuple[str, str, _Name]]:
    """Yield the names of bodies that have one alone, as they are known and the unresolved articles write them."""
    known = db.execute(
        "SELECT n.organization_id, n.name, n.article_id, n.text_start, n.text_end, n.articles FROM json_each(?) t"
        " CROSS JOIN organization_names n ON n.organization_id = t.value",
        [as_json(keys)],
    )
    found = {row[:2]: row for row in known}
    new = db.execute(
        "SELECT p.name_id, p.written, p.article_id, p.text_start, p.text_end FROM json_each(?1) t"
        " CROSS JOIN participations p ON p.article_id = t.value WHERE p.name_id IN (SELECT value FROM json_each(?2))"
        " ORDER BY p.name_id, p.written, p.article_id, p.position",
        [as_json(article for (article,) in db.execute("SELECT article_id FROM unresolved")), as_json(keys)],
    )
    for name, in_article in groupby(new, key=itemgetter(0, 1)):
        firsts = [next(rows) for _, rows in groupby(in_article, key=itemgetter(2))]
        before = found.get(name)
        first = firsts[0] if before is None or firsts[0][2] < before[2] else before
        found[name] = (*first[:5], len(firsts) + (before[5] if before else 0))
    for (key, text), row in sorted(found.items()):
        columns = ("article_id", "text_start", "text_end", "articles")
        yield key, "written", _name(key, text) | dict(zip(columns, row[2:], strict=True))


def _names(db: Database, groups: Collection[str]) -> Iterator[tuple[str, str, _Name]]:
    """Yield every name with the id of the one that it belongs to, and how it is known.

    `kept` are full names that only stand beside a short one.
    """
    for keys in chunks(groups):
        for key, text, *found in db.execute(_WRITTEN.format(marks(keys)), keys).fetchall():
            columns = ("article_id", "text_start", "text_end", "articles")
            yield key, "written", _name(key, text) | dict(zip(columns, found, strict=True))
        for how, sql in _NAMES.items():
            for owner, name in _counted(db.execute(sql.format(marks(keys)), keys).fetchall()):
                yield owner, how, name
        for table in ("name_declarations", "university_names"):
            sql = f"SELECT DISTINCT full_id, full_name FROM {table} WHERE full_id IN ({marks(keys)})"  # noqa: S608
            for key, full in db.execute(sql, keys).fetchall():
                yield key, "kept", _name(key, full)
    for key, (kept, full, alias) in listed().items():
        if kept in groups:
            yield kept, "kept", _name(kept, full)
            yield kept, "alias", _name(key, alias)


def _counted(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, _Name]]:
    """Yield the first of each name's rows, which lie together, with the number of its articles."""
    last: tuple[str, str] | None = None
    name: _Name = {}
    article = None
    for owner, key, text, found, start, end in rows:
        if (owner, text) != last:
            if last is not None:
                yield last[0], name
            last, article = (owner, text), None
            name = _name(key, text) | {"article_id": found, "text_start": start, "text_end": end}
        name["articles"] += found is not None and found != article
        article = found
    if last is not None:
        yield last[0], name


def _name(key: str, name: str) -> _Name:
    return {"name_id": key, "name": name, "article_id": None, "text_start": None, "text_end": None, "articles": 0}


def forget_names(db: Database) -> None:
    """Remove the organizations, people and places that no fact names any more; the caller commits."""
    for keys in chunks(take(db, "gone")):
        for table, facts, column in (
            ("organizations", "participations", "organization_id"),
            ("people", "appearances", "person_id"),
        ):
            db.execute(
                f"DELETE FROM {table} WHERE id IN ({marks(keys)})"  # noqa: S608
                f" AND NOT EXISTS (SELECT 1 FROM {facts} WHERE {column} = {table}.id)",
                keys,
            )
    db.execute("DELETE FROM places WHERE NOT EXISTS (SELECT 1 FROM locations l WHERE l.place_id = places.id)")
