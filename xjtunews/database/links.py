"""Give every link that was followed its status and the article that it leads to, by what came of its address."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlite_utils import Database

from xjtunews.database.rows import listed

_NO_ADDRESS = "no address that can be asked for"
_Outcome = tuple[str, str | None, str | None]
_UNKNOWN: _Outcome = ("not-followed", None, None)


class _Fetch(NamedTuple):
    status: str
    reason: str | None
    article_id: str | None
    target: str | None
    article_url: str | None


def resolve_links(db: Database, articles: Collection[str]) -> set[str]:
    """Look at the links whose address had an answer since the last time, or that are new, or lead to ``articles``.

    Return the articles a related link of which leads to another article now, or to one where it led to none.
    """
    addresses = {url for (url,) in db.execute("SELECT url FROM unresolved_addresses")}
    addresses |= {
        url
        for (url,) in db.execute(
            "SELECT f.url FROM json_each(?) t CROSS JOIN fetches f ON f.article_id = t.value", [listed(articles)]
        )
    }
    addresses |= _leading_to(db, addresses)
    columns = "l.id, l.article_id, l.kind, l.address, l.status, l.reason, l.target_id"
    links = db.execute(
        f"SELECT {columns} FROM json_each(?) t CROSS JOIN links l ON l.address = t.value"  # noqa: S608
        f" UNION SELECT {columns} FROM links l WHERE l.status IS NULL",
        [listed(addresses)],
    ).fetchall()
    outcomes = _outcomes(db, addresses | {link[3] for link in links if link[3] is not None})
    changed, sources = [], set()
    for key, article, kind, address, *known in links:
        found = outcomes.get(address, _UNKNOWN) if address is not None else ("not-followed", _NO_ADDRESS, None)
        if tuple(known) == found:
            continue
        changed.append((*found, key))
        if kind == "related" and article is not None and known[2] != found[2]:
            sources.add(article)
    db.conn.executemany("UPDATE links SET status = ?, reason = ?, target_id = ? WHERE id = ?", changed)
    return sources


def _leading_to(db: Database, addresses: Iterable[str]) -> set[str]:
    """Return the addresses that are redirected to one of these, however many steps away."""
    found: set[str] = set()
    ends = set(addresses)
    while ends:
        sql = (
            "SELECT f.url FROM json_each(?) t CROSS JOIN fetches f ON f.target = t.value WHERE f.status = 'redirected'"
        )
        ends = {url for (url,) in db.execute(sql, [listed(ends)])} - found
        found |= ends
    return found


def _outcomes(db: Database, addresses: Collection[str]) -> dict[str, _Outcome]:
    """Return what came of each address that was asked for: status, reason, article."""
    fetches = _fetches(db, addresses)
    missing = {fetch.target for fetch in fetches.values() if fetch.status == "redirected" and fetch.target}
    while missing := missing - fetches.keys():
        found = _fetches(db, missing)
        missing = {fetch.target for fetch in found.values() if fetch.status == "redirected" and fetch.target}
        fetches |= found
        if not found:
            break
    outcomes, redirected = {}, []
    for url, fetch in fetches.items():
        if fetch.status != "redirected":
            outcomes[url] = _outcome(url, fetch)
            continue
        outcomes[url] = _end_of_chain(url, fetches)
        if fetch.article_id != outcomes[url][2]:
            redirected.append((outcomes[url][2], url))
    db.conn.executemany("UPDATE fetches SET article_id = ? WHERE url = ?", redirected)
    return outcomes


def _fetches(db: Database, addresses: Collection[str]) -> dict[str, _Fetch]:
    rows = db.execute(
        "SELECT f.url, f.status, f.reason, f.article_id, f.target, a.url FROM json_each(?) t"
        " CROSS JOIN fetches f ON f.url = t.value LEFT JOIN articles a ON a.id = f.article_id",
        [listed(addresses)],
    )
    return {row[0]: _Fetch(*row[1:]) for row in rows}


def _outcome(url: str, fetch: _Fetch) -> _Outcome:
    if fetch.article_id is None:
        return fetch.status, fetch.reason, None
    return "fetched" if fetch.article_url == url else "same-article", None, fetch.article_id


def _end_of_chain(url: str, fetches: dict[str, _Fetch]) -> _Outcome:
    """Return what came of an address that is redirected: the article at the end, or why there is none."""
    end, seen = url, {url}
    while end in fetches and fetches[end].status == "redirected":
        target = fetches[end].target
        if target is None or target in seen:
            return "failed", "redirected in a circle", None
        end = target
        seen.add(end)
    if end not in fetches:
        return "not-followed", f"redirected to {end}", None
    status, reason, article, *_ = fetches[end]
    if article is None:
        return status, f"redirected to {end}" + (f": {reason}" if reason else ""), None
    return "same-article", fetches[url].reason, article
