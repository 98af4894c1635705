"""Join the mentions of one event, in one article or in many, and keep for each event what its reports agree on.

Only what the articles that changed can change is looked at. Each mention is found by keys, so that a new article costs
the same however many there are; which mentions may be one event is kept as pairs, and what hangs together by pairs is
joined anew as a whole. So the result is that of looking at everything.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlite_utils import Database

from xjtunews.database.agreed import clear_events, tell_copies, write_events
from xjtunews.database.groups import group as joined
from xjtunews.database.rows import listed
from xjtunews.database.told import Passages, place_in_article
from xjtunews.database.unsettled import mark
from xjtunews.language.clustering import cluster
from xjtunews.language.consensus import Agreed, agree
from xjtunews.language.coreference import (
    Mention,
    Pair,
    compare,
    keys,
    namesakes,
    pairs_of_article,
    with_employers,
)
from xjtunews.language.roundups import pairs_by_link

#: So many articles, or mentions, are held at a time.
_AT_A_TIME = 1000
_ORIGINAL = "NOT EXISTS (SELECT 1 FROM copies WHERE copies.article_id = m.article_id)"


def join_events(db: Database, articles: Collection[str]) -> None:
    """Join what ``articles`` tell, whose text, links or originals have changed, to events; the caller commits."""
    changed = sorted(_with_those_that_link(db, articles))
    seeds: set[str] = set()
    for some in _some(changed):
        seeds |= _forget(db, some)
    passages = Passages(db)
    for some in _some(changed):
        seeds |= _insert_keys(db, passages, some)
    for some in _some(changed):
        _insert_pairs(db, passages, some)
    seeds |= _of_same_events(db, seeds)
    groups = _connected(db, _originals(db, seeds))
    members = {key for group in groups for key in group}
    clear_events(db, members | seeds, changed)
    for some_groups in _filled(groups):
        write_events(db, list(_agree(db, passages, some_groups)))
    told = {*changed, *(place_in_article(key)[0] for key in members)}
    tell_copies(db, told)
    mark(db, "article", sorted(told))


def forget_events(db: Database) -> None:
    """Forget which mentions may be one event, so that all is found anew."""
    for table in ("mention_keys", "mention_pairs"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608


def _some(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_A_TIME):
        yield values[start : start + _AT_A_TIME]


def _filled(groups: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Yield groups together, about so many mentions at a time."""
    found: list[list[str]] = []
    size = 0
    for group in groups:
        found.append(group)
        size += len(group)
        if size >= _AT_A_TIME:
            yield found
            found, size = [], 0
    if found:
        yield found


def _with_those_that_link(db: Database, articles: Collection[str]) -> set[str]:
    """Return ``articles`` and those with a related link that leads to one of them, or to a copy of one."""
    sources = db.execute(
        "WITH targets(id) AS (SELECT value FROM json_each(?1) UNION"
        " SELECT c.article_id FROM json_each(?1) t CROSS JOIN copies c ON c.canonical_id = t.value)"
        " SELECT DISTINCT l.article_id FROM targets CROSS JOIN links l ON l.target_id = targets.id"
        " WHERE +l.kind = 'related' AND l.article_id IS NOT NULL",
        [listed(articles)],
    )
    return {*articles, *(key for (key,) in sources)}


def _forget(db: Database, articles: Sequence[str]) -> set[str]:
    """Remove the keys and pairs of articles; return the mentions that had a pair with theirs, and theirs."""
    found = {
        key
        for sql in (
            "SELECT k.mention_id FROM json_each(?) t CROSS JOIN mention_keys k"
            " ON k.mention_id > t.value || '-p' AND k.mention_id < t.value || '-q'",
            "SELECT p.mention_id FROM json_each(?) t CROSS JOIN mention_pairs p"
            " ON p.mention_id > t.value || '-p' AND p.mention_id < t.value || '-q'",
            "SELECT p.other_id FROM json_each(?) t CROSS JOIN mention_pairs p"
            " ON p.other_id > t.value || '-p' AND p.other_id < t.value || '-q'",
        )
        for (key,) in db.execute(sql, [listed(articles)])
    }
    among = set(articles)
    own = {key for key in found if place_in_article(key)[0] in among}
    wanted = listed(own)
    others = set()
    for column, other in (("mention_id", "other_id"), ("other_id", "mention_id")):
        here = f"FROM json_each(?) t CROSS JOIN mention_pairs p ON p.{column} = t.value"
        others |= {key for (key,) in db.execute(f"SELECT p.{other} {here}", [wanted])}
    for table, column in (
        ("mention_keys", "mention_id"),
        ("mention_pairs", "mention_id"),
        ("mention_pairs", "other_id"),
    ):
        db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", [wanted])  # noqa: S608
    return own | others


def _own_mentions(db: Database, articles: Iterable[str]) -> list[str]:
    """Return the mentions of those articles that are no copies, in order."""
    here = "FROM json_each(?) t CROSS JOIN mentions m ON m.article_id = t.value"
    sql = f"SELECT m.id {here} WHERE {_ORIGINAL} ORDER BY m.id"
    return [key for (key,) in db.execute(sql, [listed(articles)])]


def _originals(db: Database, mentions: Iterable[str]) -> set[str]:
    """Return those of these mentions that are there, and in no copy."""
    sql = f"SELECT m.id FROM json_each(?) t CROSS JOIN mentions m ON m.id = t.value WHERE {_ORIGINAL}"  # noqa: S608
    return {key for (key,) in db.execute(sql, [listed(mentions)])}


def _insert_keys(db: Database, passages: Passages, articles: Sequence[str]) -> set[str]:
    own = _own_mentions(db, articles)
    rows = ((*found, key) for key, told in passages.tell(own).items() for found in keys(told.mention))
    # Sorted, as they lie beside one another then: that is three times as fast.
    db.conn.executemany("INSERT OR IGNORE INTO mention_keys (name, day, mention_id) VALUES (?, ?, ?)", sorted(rows))
    return set(own)


def _insert_pairs(db: Database, passages: Passages, articles: Sequence[str]) -> None:
    own = _own_mentions(db, articles)
    candidates = _candidates(db, own)
    linked = _linked_reports(db, articles)
    reports = _mentions_by_article(db, {report for found in linked.values() for report in found})
    leads_to = _leads_to(db, reports)
    told = passages.tell(
        {*own, *(key for pair in candidates for key in pair), *(key for ids in reports.values() for key in ids)}
    )
    meant = {
        (passage, report): _meant(passage, reports.get(report, []), leads_to)
        for passage, targets in linked.items()
        for report in targets
    }
    links = ((passage, key) for (passage, _), ids in meant.items() for key in ids)
    mentions = _with_employers(db, {key: one.mention for key, one in told.items()}, (*candidates, *links))
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for key in own:
        by_article[mentions[key].article].append(mentions[key])
    found = [pair for some in by_article.values() for pair in pairs_of_article(some)]
    found += filter(None, (compare(mentions[one], mentions[other]) for one, other in candidates))
    for (passage, _), ids in meant.items():
        found += pairs_by_link(mentions[passage], [mentions[key] for key in ids])
    best: dict[tuple[str, str], Pair] = {}
    for pair in found:
        known = best.setdefault(pair[:2], pair)
        best[pair[:2]] = max(known, pair)
    sql = (
        "INSERT INTO mention_pairs VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET strength = excluded.strength, reasons = excluded.reasons"
        " WHERE (excluded.strength, excluded.reasons) > (strength, reasons)"
    )
    rows = ((*pair[:3], json.dumps(pair.reasons, ensure_ascii=False)) for _, pair in sorted(best.items()))
    db.conn.executemany(sql, rows)


def _candidates(db: Database, own: Sequence[str]) -> set[tuple[str, str]]:
    """Return the mentions of other articles that share a key with these, as pairs in the order of their ids.

    A person who is ours here may be their guest there.
    """
    found = {
        (min(pair), max(pair))
        for sql in (
            "SELECT k.mention_id, o.mention_id FROM json_each(?) t CROSS JOIN mention_keys k ON k.mention_id = t.value"
            " JOIN mention_keys o ON o.name = k.name AND o.day = k.day AND o.mention_id <> k.mention_id"
            " WHERE k.name NOT LIKE 'ours:%'",
            "SELECT k.mention_id, o.mention_id FROM json_each(?) t CROSS JOIN mention_keys k ON k.mention_id = t.value"
            " JOIN mention_keys o ON o.name = 'ours:' || substr(k.name, 8) AND o.day = k.day"
            " WHERE k.name LIKE 'person:%'",
            "SELECT k.mention_id, o.mention_id FROM json_each(?) t CROSS JOIN mention_keys k ON k.mention_id = t.value"
            " JOIN mention_keys o ON o.name = 'person:' || substr(k.name, 6) AND o.day = k.day"
            " WHERE k.name LIKE 'ours:%'",
        )
        for pair in db.execute(sql, [listed(own)])
    }
    return {(one, other) for one, other in found if place_in_article(one)[0] != place_in_article(other)[0]}


def _with_employers(db: Database, mentions: dict[str, Mention], pairs: Iterable[tuple[str, str]]) -> dict[str, Mention]:
    """Return mentions; where two name different bodies for a guest, with the organizations that these are known as."""
    namely: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        names = namesakes(mentions[pair[0]], mentions[pair[1]])
        for key in pair if names else ():
            namely[key] |= names
    bodies = {
        body.id
        for key, names in namely.items()
        for name, found in mentions[key].employers
        for body in found
        if name in names and body.id is not None
    }
    mains = joined(db, bodies)
    return mentions | {key: with_employers(mentions[key], mains) for key in namely}


def _linked_reports(db: Database, articles: Sequence[str]) -> dict[str, list[str]]:
    """Return the originals of the articles to which the passages of these articles have related links."""
    rows = db.execute(  # the plus keeps SQLite from walking through all related links by the index on `kind`
        "SELECT DISTINCT m.id, coalesce(c.canonical_id, l.target_id) AS report"
        " FROM json_each(?) t CROSS JOIN links l ON l.article_id = t.value JOIN mentions m ON m.id = l.mention_id"
        " LEFT JOIN copies c ON c.article_id = l.target_id LEFT JOIN copies own ON own.article_id = m.article_id"
        " WHERE +l.kind = 'related' AND own.article_id IS NULL AND report IS NOT NULL AND report <> l.article_id"
        " ORDER BY 1, 2",
        [listed(articles)],
    )
    found: dict[str, list[str]] = defaultdict(list)
    for passage, report in rows:
        found[passage].append(report)
    return found


def _mentions_by_article(db: Database, articles: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in _own_mentions(db, articles):
        found[place_in_article(key)[0]].append(key)
    return found


def _leads_to(db: Database, articles: Collection[str]) -> dict[str, dict[str, set[str]]]:
    """Return for each of these articles its passages with related links, and the originals they lead to."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = db.execute(
        "SELECT l.article_id, l.mention_id, coalesce(c.canonical_id, l.target_id) FROM json_each(?) t"
        " CROSS JOIN links l ON l.article_id = t.value LEFT JOIN copies c ON c.article_id = l.target_id"
        " WHERE +l.kind = 'related' AND l.mention_id IS NOT NULL AND l.target_id IS NOT NULL",
        [listed(articles)],
    )
    for article, passage, target in rows:
        found[article][passage].add(target)
    return found


def _meant(passage: str, report: Sequence[str], leads_to: dict[str, dict[str, set[str]]]) -> list[str]:
    """Return the passages of a report that a link from ``passage`` may mean.

    Of a roundup, several of whose passages have links of their own, those that lead back.
    """
    if not report:
        return []
    links = leads_to[place_in_article(report[0])[0]]
    if len(links) < 2:
        return list(report)
    return [key for key in report if place_in_article(passage)[0] in links.get(key, ())]


def _of_same_events(db: Database, mentions: Collection[str]) -> set[str]:
    """Return the mentions of originals that were in one event with one of these, or with one that is gone."""
    events = {
        event
        for (event,) in db.execute(
            "SELECT DISTINCT m.event_id FROM json_each(?) t CROSS JOIN mentions m ON m.id = t.value", [listed(mentions)]
        )
        if event is not None
    }
    events |= {f"event-{key}" for key in mentions}
    sql = f"SELECT m.id FROM json_each(?) t CROSS JOIN mentions m ON m.event_id = t.value WHERE {_ORIGINAL}"  # noqa: S608
    return {key for (key,) in db.execute(sql, [listed(events)])}


def _connected(db: Database, seeds: Collection[str]) -> list[list[str]]:
    """Return the mentions that hang together with these by pairs, each group in order."""
    neighbours: dict[str, set[str]] = {}
    frontier = set(seeds)
    while frontier:
        neighbours |= {key: set() for key in frontier}
        for some in _some(sorted(frontier)):
            for one, other in db.execute(
                "SELECT p.mention_id, p.other_id FROM json_each(?1) t"
                " CROSS JOIN mention_pairs p ON p.mention_id = t.value"
                " UNION ALL SELECT p.other_id, p.mention_id FROM json_each(?1) t"
                " CROSS JOIN mention_pairs p ON p.other_id = t.value",
                [listed(some)],
            ):
                neighbours[one].add(other)
        frontier = {other for key in frontier for other in neighbours[key]} - neighbours.keys()
    groups = []
    for start in sorted(neighbours):
        reached, waiting = set(), [start]
        while waiting:
            key = waiting.pop()
            if key in neighbours:
                reached.add(key)
                waiting += neighbours.pop(key)
        if reached:
            groups.append(sorted(reached))
    return groups


def _agree(db: Database, passages: Passages, groups: Sequence[Sequence[str]]) -> Iterator[tuple[Agreed, list[str]]]:
    """Yield the events that these groups of mentions are, each with its mentions."""
    told = passages.tell(key for group in groups for key in group)
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for one, other, strength, reasons in db.execute(
        "SELECT p.* FROM json_each(?) t CROSS JOIN mention_pairs p ON p.mention_id = t.value", [listed(told)]
    ):
        pairs[one].append(Pair(one, other, strength, tuple(json.loads(reasons))))
    for group in groups:
        mentions = {key: told[key].mention for key in group if key in told}
        between = [pair for key in mentions for pair in pairs[key] if pair.second in mentions]
        for event in cluster(mentions, between):
            yield agree([told[key] for key in event]), event
