"""Work out what follows from all articles together: copies, where links lead, and events.

Everything is computed from stored rows alone, so the order in which they came makes no difference. An event joins the
passage of a roundup with the one passage of each report it links to that meets its date; passages of one article are
never joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from xjtunews.database.connection import transaction
from xjtunews.database.listings import trace_columns
from xjtunews.database.names import forget_names, settle_organizations
from xjtunews.database.people import settle_people
from xjtunews.database.relationships import mark_events, refresh
from xjtunews.database.unsettled import mark
from xjtunews.database.writer import place


def resolve(db: Database) -> None:
    """Bring ``copies``, ``links`` and ``events`` up to date with the stored articles, in one transaction.

    So are people and organizations, and what is counted of them; those that no article names any more are removed.
    """
    with transaction(db):
        _resolve_copies(db)
        _resolve_links(db)
        trace_columns(db)
        settle_organizations(db)
        mark_events(db)
        _resolve_events(db)
        settle_people(db)
        mark_events(db)
        refresh(db)
        forget_names(db)


def _resolve_copies(db: Database) -> None:
    """Point every article to the best placed one with the same cleaned text: from the web, then the earliest."""
    groups: dict[str, list[tuple[str, str | None, str | None, str | None, str]]] = defaultdict(list)
    for text_hash, *article in db.execute(
        "SELECT text_hash, id, document, url, published, title FROM articles WHERE text_hash IN"
        " (SELECT text_hash FROM articles GROUP BY text_hash HAVING count(*) > 1) ORDER BY id"
    ):
        groups[text_hash].append(tuple(article))
    rows = []
    for articles in groups.values():
        ordered = sorted(articles, key=lambda a: (bool(a[1]), a[3] or "9999", place(a[1], a[2]), a[0]))
        canonical = ordered[0]
        for article in ordered[1:]:
            same = (article[3] or "")[:10] == (canonical[3] or "")[:10] and article[4] == canonical[4]
            relation = "same-page" if same else "reprint"
            rows.append(
                {"article_id": article[0], "canonical_id": canonical[0], "relation": relation, "similarity": 1.0}
            )
    db.execute("DELETE FROM copies")
    db.table("copies").insert_all(rows)


def _resolve_links(db: Database) -> None:
    """Give every followed link its status and the article that it leads to, by what came of its address."""
    dead_ends = _follow_redirects(db)
    db.execute(
        """
        UPDATE links SET (status, reason, target_id) = (
            SELECT CASE WHEN f.article_id IS NULL THEN f.status
                        WHEN a.url IS f.url THEN 'fetched'
                        ELSE 'same-article' END,
                   CASE WHEN f.article_id IS NULL OR f.status = 'redirected' THEN f.reason END,
                   f.article_id
            FROM fetches f LEFT JOIN articles a ON a.id = f.article_id
            WHERE f.url = links.address
        )
        WHERE address IN (SELECT url FROM fetches)
        """
    )
    db.conn.executemany("UPDATE links SET status = ?, reason = ? WHERE address = ?", dead_ends)
    db.execute(
        "UPDATE links SET status = 'not-followed',"
        " reason = CASE WHEN address IS NULL THEN 'no address that can be asked for' END WHERE status IS NULL"
    )


def _follow_redirects(db: Database) -> list[tuple[str, str | None, str]]:
    """Give every redirected address the article at the end of its chain.

    Return (status, reason, address) for those whose chain ends without one.
    """
    targets = dict(db.execute("SELECT url, target FROM fetches WHERE status = 'redirected'").fetchall())
    dead_ends = []
    for url in targets:
        end, seen = url, {url}
        while targets.get(end, url) not in seen:
            end = targets[end]
            seen.add(end)
        found = db.execute("SELECT status, reason, article_id FROM fetches WHERE url = ?", [end]).fetchone()
        status, reason, article = found or ("not-followed", None, None)
        if end in targets:
            status, reason = "failed", "redirected in a circle"
        elif article is None:
            reason = f"redirected to {end}" + (f": {reason}" if reason else "")
        if article is None:
            dead_ends.append((status, reason, url))
        db.execute("UPDATE fetches SET article_id = ? WHERE url = ?", [article, url])
    return dead_ends


def _resolve_events(db: Database) -> None:
    mentions = {
        row[0]: row
        for row in db.execute(
            "SELECT m.id, m.article_id, m.date_start, m.date_end, m.date_precision, m.evidence,"
            " substr(m.id, length(m.article_id) + 1),"
            " coalesce(c.canonical_id, m.article_id), m.event_id"
            " FROM mentions m LEFT JOIN copies c ON c.article_id = m.article_id ORDER BY m.id"
        )
    }
    parents = {key: key for key in mentions}

    def root(key: str) -> str:
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        parents[second] = first

    for passage, report in _reports_of_passages(db):
        join(passage, report)
    at_place: dict[tuple[str, str, str], str] = {}
    for key, _, _, _, _, evidence, number, canonical, _ in mentions.values():
        join(key, at_place.setdefault((canonical, number, evidence), key))
    groups = defaultdict(list)
    for key in mentions:
        groups[root(key)].append(mentions[key])
    mark(db, "article", {row[1] for key, row in mentions.items() if row[8] != f"event-{root(key)}"})
    db.execute("UPDATE mentions SET event_id = NULL WHERE event_id IS NOT NULL")
    db.execute("DELETE FROM events")
    db.table("events").insert_all(_event(f"event-{key}", found) for key, found in sorted(groups.items()))
    db.conn.executemany(
        "UPDATE mentions SET event_id = ? WHERE id = ?",
        [(f"event-{root(key)}", key) for key in mentions],
    )


def _reports_of_passages(db: Database) -> Iterator[tuple[str, str]]:
    """Yield each passage with the one passage of each report it links to that reports the same.

    That is the one whose dates meet its own, with the most kinds in common, then the same dates, then the first. A
    passage of a roundup, an article several of whose passages have related links, counts only if its own lead back.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    for mention, kind in db.execute("SELECT mention_id, kind FROM mention_kinds"):
        kinds[mention].add(kind)
    leads_to: dict[str, set[str]] = defaultdict(set)
    passages_with_links: Counter[str] = Counter()
    for mention, target in db.execute(
        "SELECT mention_id, target_id FROM links"
        " WHERE kind = 'related' AND mention_id IS NOT NULL AND target_id IS NOT NULL"
    ):
        passages_with_links[mention.rpartition("-p")[0]] += mention not in leads_to
        leads_to[mention].add(target)
    meeting: dict[tuple[str, str], list[tuple[bool, str, str]]] = defaultdict(list)
    for passage, article, target, report, same in db.execute(
        "SELECT m.id, m.article_id, l.target_id, r.id, r.date_start = m.date_start AND r.date_end = m.date_end"
        " FROM links l JOIN mentions m ON m.id = l.mention_id"
        " JOIN mentions r ON r.article_id = l.target_id AND r.date_start <= m.date_end AND m.date_start <= r.date_end"
        " WHERE l.kind = 'related' AND l.target_id <> m.article_id"
    ):
        meeting[passage, target].append((bool(same), report, article))
    for (passage, target), found in sorted(meeting.items()):
        roundup = passages_with_links[target] > 1
        back = [(same, report) for same, report, article in found if not roundup or article in leads_to[report]]
        reports = [(len(kinds[passage] & kinds[report]), same, report) for same, report in back]
        if reports:
            most = max((shared, same) for shared, same, _ in reports)
            yield passage, min(report for shared, same, report in reports if (shared, same) == most)


def _event(key: str, mentions: Iterable[tuple[str, ...]]) -> dict[str, object]:
    """Return the event that ``mentions`` report; the narrowest date speaks for it, then the first mention by id."""
    mentions = list(mentions)
    speaker = min(mentions, key=lambda m: (m[2] is None, m[4] != "day", (m[3] or "") > (m[2] or ""), m[0]))
    return {
        "id": key,
        "date_start": speaker[2],
        "date_end": speaker[3],
        "date_precision": speaker[4],
        "summary": speaker[5],
        "reports": len({m[7] for m in mentions}),
    }
