"""Find which names are one organization's: by the alias file, by the sites, and by what the texts declare.

A text that gives a body a short name (`……（以下简称“西咸集团”）`) joins the two in every article, unless another text
gives the same short name to another body: then it joins nothing beyond the text itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sqlite_utils import Database

from xjtunews.database.facts import organization_id
from xjtunews.database.rows import marks
from xjtunews.language.short_names import aliases

#: How many ids to ask for at a time.
CHUNK = 500
_EDGES = tuple(
    f"SELECT name_id, full_id, min(full_name) FROM {table} WHERE {column} IN ({{}}) AND {given} GROUP BY 1, 2"  # noqa: S608
    for table, given in (("name_declarations", "beyond"), ("university_names", "name_id <> full_id"))
    for column in ("name_id", "full_id")
)


@cache
def listed() -> Mapping[str, tuple[str, str, str]]:
    """Return the alias file by the id of each name that it replaces: that of the name to keep, and both names."""
    return {organization_id(name): (organization_id(kept), kept, name) for name, kept in aliases().items()}


@cache
def _listed_for() -> Mapping[str, frozenset[str]]:
    found = defaultdict(set)
    for key, (kept, _, _) in listed().items():
        found[kept].add(key)
    return {kept: frozenset(keys) for kept, keys in found.items()}


def chunks(keys: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """Yield ``keys`` in order, so many at a time: by default as one statement takes."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def group(db: Database, ids: Iterable[str]) -> dict[str, str]:
    """Return, for the names of these ids and all that are joined with them, the id of the organization of each."""
    edges = _edges(db, set(ids))
    names = set(ids)
    fulls: dict[str, set[str]] = defaultdict(set)
    for short, full in edges:
        names |= {short, full}
        if short not in listed():
            fulls[short].add(full)
    parents = {key: key for key in names}

    def root(key: str) -> str:
        while parents[key] != key:
            key = parents[key]
        return key

    for key in sorted(names & listed().keys()):
        _join(parents, root(key), root(listed()[key][0]))
    open_ones = sorted(fulls)
    while True:
        settled = [key for key in open_ones if len({root(full) for full in fulls[key]}) == 1]
        for key in settled:
            _join(parents, root(key), root(min(fulls[key])))
        open_ones = [key for key in open_ones if key not in set(settled)]
        if not settled:
            break
    return _named_by_full(parents, {key: root(key) for key in names}, edges)


def _join(parents: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((one, other))
    parents[second] = first


def _named_by_full(
    parents: Mapping[str, str], roots: Mapping[str, str], edges: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Let each group be known by the longest name in it that is short for no other there."""
    groups = defaultdict(list)
    for key in sorted(parents):
        groups[roots[key]].append(key)
    shorts = {key: listed()[key][0] for key in parents if key in listed()}
    is_short = {short for short, full in edges if roots[short] == roots[full]} | shorts.keys()
    written = {full: name for (_, full), name in edges.items()}
    found = {}
    for members in groups.values():
        best = [key for key in members if key not in is_short] or members
        main = min(best, key=lambda key: (-len(written.get(key, "")), written.get(key, ""), key))
        found.update(dict.fromkeys(members, main))
    return found


def _edges(db: Database, ids: set[str]) -> dict[tuple[str, str], str]:
    """Return all (short, full) that hang together with ``ids``, each with the full name as it is written."""
    edges: dict[tuple[str, str], str] = {}
    known: set[str] = set()
    while ids:
        known |= ids
        found: dict[tuple[str, str], str] = {}
        for keys in chunks(ids):
            for sql in _EDGES:
                for short, full, name in db.execute(sql.format(marks(keys)), keys):
                    found[short, full] = max(found.get((short, full), ""), name)
        for key in ids:
            if key in listed():
                found[key, listed()[key][0]] = listed()[key][1]
            for short in _listed_for().get(key, ()):
                found[short, key] = listed()[short][1]
        edges |= {pair: max(edges.get(pair, ""), name) for pair, name in found.items()}
        ids = {key for pair in found for key in pair} - known
    return edges
