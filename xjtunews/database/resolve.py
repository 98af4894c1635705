"""Work out what follows from all articles together: copies, where links lead, and events.

Everything is computed from stored rows alone, so the order in which they came makes no difference. An event joins the
passage of a roundup with the reports that it links to, where their dates meet; passages of one article are never
joined by their date alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlite_utils import Database

from xjtunews.database.writer import place

_MOST_REDIRECTS = 5


def resolve(db: Database) -> None:
    """Bring ``copies``, ``links`` and ``events`` up to date with the stored articles, in one transaction."""
    with db.atomic():
        _resolve_copies(db)
        _resolve_links(db)
        _resolve_events(db)


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
    for _ in range(_MOST_REDIRECTS):
        db.execute(
            "UPDATE fetches SET article_id = (SELECT t.article_id FROM fetches t WHERE t.url = fetches.target)"
            " WHERE status = 'redirected' AND article_id IS NULL AND target IS NOT NULL"
        )
    db.execute(
        """
        UPDATE links SET (status, reason, target_id) = (
            SELECT CASE
                       WHEN f.status = 'redirected' AND f.article_id IS NOT NULL THEN 'same-article'
                       WHEN f.status = 'fetched' AND a.url IS NOT f.url THEN 'same-article'
                       ELSE f.status
                   END,
                   f.reason, f.article_id
            FROM fetches f LEFT JOIN articles a ON a.id = f.article_id
            WHERE f.url = links.address
        )
        WHERE address IN (SELECT url FROM fetches)
        """
    )
    db.execute("UPDATE links SET status = 'not-followed' WHERE status IS NULL")


def _resolve_events(db: Database) -> None:
    mentions = {
        row[0]: row
        for row in db.execute(
            "SELECT m.id, m.article_id, m.date_start, m.date_end, m.date_precision, m.evidence, m.paragraph,"
            " coalesce(c.canonical_id, m.article_id)"
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

    for passage, report in db.execute(
        "SELECT l.mention_id, r.id FROM links l"
        " JOIN mentions m ON m.id = l.mention_id"
        " JOIN mentions r ON r.article_id = l.target_id AND r.date_start <= m.date_end AND m.date_start <= r.date_end"
        " WHERE l.kind = 'related'"
    ):
        join(passage, report)
    at_place: dict[tuple[str, int, str], str] = {}
    for key, _, _, _, _, evidence, paragraph, canonical in mentions.values():
        join(key, at_place.setdefault((canonical, paragraph, evidence), key))
    groups = defaultdict(list)
    for key in mentions:
        groups[root(key)].append(mentions[key])
    db.execute("UPDATE mentions SET event_id = NULL WHERE event_id IS NOT NULL")
    db.execute("DELETE FROM events")
    db.table("events").insert_all(_event(f"event-{key}", found) for key, found in sorted(groups.items()))
    db.conn.executemany(
        "UPDATE mentions SET event_id = ? WHERE id = ?",
        [(f"event-{root(key)}", key) for key in mentions],
    )


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
