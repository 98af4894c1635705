"""Find articles with similar texts, without comparing each with all: an index of sketches, kept up to date.

Two articles are compared where their sketches have a number in common, and one of them is among the first that have
it: words that every article has (`党委书记出席并讲话`) would lead to all others. Who is among the first depends on
digests of the articles' ids alone. So which pairs are compared is settled by what is stored, not by the order in which
it came, and a new article costs as much among many as among few.

Most pairs are refused by what the index knows of both: few texts are read, and of few of these more than some places.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlite_utils import Database

from xjtunews.database import signatures
from xjtunews.database.rows import insert, listed
from xjtunews.database.signatures import Signature, sign, unpacked
from xjtunews.database.texts import add_names, load_days, load_texts
from xjtunews.language.compared import Text
from xjtunews.language.comparison import Held, Outline, origin_of
from xjtunews.language.copying import (
    Judgement,
    judge,
    look_copied,
    may_be_copied,
    share_enough,
    tell_of_other_days,
    tell_of_same_days,
)
from xjtunews.language.glances import Glance, are_apart

#: How many articles are put into the index together, and how many pairs are looked at together.
_BATCH, _PAIRS_SEEN, _PAIRS_READ = 1000, 3000, 200
#: How many sketches, outlines and texts are remembered within a run: a quarter of a kilobyte each, less than one, some.
_SKETCHES, _OUTLINES, _TEXTS = 150_000, 10_000, 1000
#: So many articles that share a number are all compared with each other; of more, only so many first ones with all.
_FEW, _FIRST = 48, 4

_ARTICLES = """
    SELECT id, coalesce(title, ''), body, published FROM articles
    WHERE id IN (SELECT value FROM json_each(?))
"""
# What came with an article stays until `resolve` has seen it.
_BROUGHT = """
    SELECT article_id, outline FROM unresolved
    WHERE outline IS NOT NULL AND article_id IN (SELECT value FROM json_each(?))
"""
_PAIRS = (
    (
        "SELECT other_id FROM similar_articles WHERE article_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM similar_articles WHERE article_id IN (SELECT value FROM json_each(?))",
    ),
    (
        "SELECT article_id FROM similar_articles WHERE other_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM similar_articles WHERE other_id IN (SELECT value FROM json_each(?))",
    ),
)
_SIGNATURES = """
    SELECT article_id, number, version, title, day, days, bands, sketch, beginning, origin
    FROM signatures WHERE {} IN (SELECT value FROM json_each(?))
"""
# In two ranges, by the index: another version is rare.
_OUTDATED = (
    "SELECT article_id FROM signatures WHERE version < ?1 UNION SELECT article_id FROM signatures WHERE version > ?1"
)
# The index has all of it, and most articles are refused by it.
_SKETCHES_KNOWN = "SELECT s.number, s.sketch FROM json_each(?) t CROSS JOIN signatures s ON s.number = t.value"
_KNOWN = """
    SELECT s.number, s.article_id, s.title, s.day, s.days, s.sketch, s.beginning
    FROM json_each(?) t CROSS JOIN signatures s ON s.number = t.value
"""
_PAIRS_OF = """
    WITH known(id) AS (SELECT s.article_id FROM json_each(?) t CROSS JOIN signatures s ON s.number = t.value)
    SELECT p.article_id, p.other_id FROM known CROSS JOIN similar_articles p ON p.article_id = known.id
    UNION
    SELECT p.article_id, p.other_id FROM known CROSS JOIN similar_articles p ON p.other_id = known.id
"""
_FIRST_OF_BANDS = """
    SELECT j.value, (SELECT group_concat(number) FROM (
        SELECT number FROM shingle_bands WHERE band = j.value ORDER BY number LIMIT ?
    )) FROM json_each(?) j
"""

Pair = tuple[str, str]


class _Memory:
    """Hold what was loaded within one run: sketches, ids and outlines of articles by their numbers; texts by ids."""

    def __init__(self) -> None:
        self.sketches: dict[int, bytes] = {}
        self.keys: dict[int, str] = {}
        self.outlines: dict[int, Outline] = {}
        self.glances: dict[int, Glance] = {}
        self.texts: dict[str, Text] = {}

    def shrink(self) -> None:
        """Forget all where it is much: what is still wanted is loaded again."""
        if len(self.sketches) > _SKETCHES:
            self.sketches.clear()
        if len(self.outlines) > _OUTLINES:
            self.keys.clear()
            self.outlines.clear()
            self.glances.clear()
        if len(self.texts) > _TEXTS:
            self.texts.clear()


def find_similar(db: Database, article_ids: Iterable[str]) -> set[str]:
    """Bring the index and ``similar_articles`` up to date with new, changed and deleted articles.

    Return the ids of all articles whose neighbours may have changed. The caller commits.
    """
    outdated = db.execute(_OUTDATED, [signatures.VERSION]).fetchall()
    ids = sorted({*article_ids, *(key for (key,) in outdated)})
    touched: set[str] = set(ids)
    memory = _Memory()
    for start in range(0, len(ids), _BATCH):
        touched |= _Batch(db, ids[start : start + _BATCH], memory).run()
    return touched


def known(db: Database, article_ids: Iterable[str]) -> set[str]:
    """Return those of these articles that were looked at before."""
    sql = "SELECT s.article_id FROM json_each(?) t CROSS JOIN signatures s ON s.article_id = t.value"
    return {key for (key,) in db.execute(sql, [listed(article_ids)])}


class _Batch:
    """Take the articles of one batch out of the index and put them in again as they are now."""

    def __init__(self, db: Database, ids: list[str], memory: _Memory) -> None:
        self.db = db
        self.ids = ids
        self.memory = memory
        self.before = self._signatures("article_id", ids)
        self.after = {key: sign(key, found) for key, found in self._outlines()}
        self.own = frozenset(signature.number for signature in self.after.values())
        memory.sketches |= {signature.number: signature.outline.sketch for signature in self.after.values()}
        memory.keys |= {signature.number: key for key, signature in self.after.items()}
        memory.outlines |= {signature.number: signature.outline for signature in self.after.values()}
        memory.glances |= {signature.number: Glance.of(signature.outline) for signature in self.after.values()}

    def _outlines(self) -> Iterator[tuple[str, Outline]]:
        """Yield the outlines of the articles as they are now: known ones, if they were made from the same."""
        given = [json.dumps(self.ids)]
        known = {key: (version, outline) for key, (_, version, outline) in self.before.items()}
        known |= {key: unpacked(text) for key, text in self.db.execute(_BROUGHT, given)}
        for key, *printed in self.db.execute(_ARTICLES, given):
            version, outline = known.get(key, (None, None))
            if outline is None or version != signatures.VERSION or outline.origin != origin_of(*printed):
                outline = Outline.of(*printed)
            yield key, outline

    def run(self) -> set[str]:
        """Do the work, and return the ids of the articles that gained or lost a neighbour."""
        touched = self._forget_pairs()
        firsts, ended = self._index()
        touched |= self._drop_unsupported(ended)
        for one, other, judgement in self._judge(self._candidates(firsts)):
            self._keep(one, other, judgement)
            touched |= {one, other}
        return touched

    def _signatures(self, column: str, values: Iterable[Any]) -> dict[str, Signature]:
        rows = self.db.execute(_SIGNATURES.format(column), [json.dumps(list(values))])
        return {
            key: Signature(number, version, Outline(*outline)) for key, number, version, *outline in rows.fetchall()
        }

    def _forget_pairs(self) -> set[str]:
        given = json.dumps(self.ids)
        touched = set()
        for select, delete in _PAIRS:
            touched |= {key for (key,) in self.db.execute(select, [given]).fetchall()}
            self.db.execute(delete, [given])
        return touched

    def _index(self) -> tuple[dict[int, list[int]], set[tuple[int, int]]]:
        """Store the sketches as they are now.

        Return the first articles that have each number of the sketches, and one more where there are more; and, as
        (band, article), those that were among the first of a number and are not any more.
        """
        old = {(band, one.number) for one in self.before.values() for band in one.bands}
        new = {(band, one.number) for one in self.after.values() for band in one.bands}
        removed, added = sorted(old - new), sorted(new - old)
        bands = {band for band, _ in (*old, *new)}
        firsts = self._firsts(bands)
        self.db.conn.executemany("DELETE FROM shingle_bands WHERE band = ? AND number = ?", removed)
        self.db.conn.executemany("INSERT INTO shingle_bands (band, number) VALUES (?, ?)", added)
        self._store()
        before = {band: firsts[band][:] for band in {band for band, _ in (*removed, *added)}}
        for band, number in added:
            firsts[band].append(number)
        for band in {band for band, _ in added}:
            firsts[band] = sorted(firsts[band])[: _FEW + 1]
        firsts |= self._firsts({band for band, _ in removed})
        # Of few, all are among the first before and behind: nothing changes but for the articles of the batch.
        wide = [band for band, numbers in before.items() if max(len(numbers), len(firsts[band])) > _FEW]
        were = {(band, number) for band in wide for number in _heads(before[band])}
        are = {(band, number) for band in wide for number in _heads(firsts[band])}
        self.risen = are - were
        ended = were - are
        return firsts, ended

    def _store(self) -> None:
        gone = self.before.keys() - self.after.keys()
        self.db.execute(
            "DELETE FROM signatures WHERE article_id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(gone))]
        )
        rows = (
            {
                "article_id": key,
                "number": signature.number,
                "version": signature.version,
                "bands": signature.outline.numbers,
                "sketch": signature.outline.sketch,
                "beginning": signature.outline.beginning,
                "title": signature.outline.title,
                "day": signature.outline.day,
                "days": signature.outline.days,
                "origin": signature.outline.origin,
            }
            for key, signature in self.after.items()
        )
        insert(self.db, "signatures", rows, replace=True)

    def _firsts(self, bands: Collection[int]) -> dict[int, list[int]]:
        """Return the first articles that have each number, and one more where there are more."""
        rows = self.db.execute(_FIRST_OF_BANDS, [_FEW + 1, json.dumps(sorted(bands))])
        return {band: list(map(int, found.split(","))) if found else [] for band, found in rows.fetchall()}

    def _drop_unsupported(self, ended: set[tuple[int, int]]) -> set[str]:
        """Forget pairs that were only compared because of one who is not among the first any more."""
        pairs = self.db.execute(_PAIRS_OF, [json.dumps(sorted({number for _, number in ended}))]).fetchall()
        found = self._signatures("article_id", {key for pair in pairs for key in pair})
        bands = {key: frozenset(signature.bands) for key, signature in found.items()}
        firsts = self._firsts({band for one, other in pairs for band in bands[one] & bands[other]})
        heads = {band: frozenset(_heads(numbers)) for band, numbers in firsts.items()}
        dropped = [
            (one, other)
            for one, other in pairs
            if all(
                heads[band].isdisjoint((found[one].number, found[other].number)) for band in bands[one] & bands[other]
            )
        ]
        self.db.conn.executemany("DELETE FROM similar_articles WHERE article_id = ? AND other_id = ?", dropped)
        return {key for pair in dropped for key in pair}

    def _candidates(self, firsts: dict[int, list[int]]) -> set[Pair]:
        """Return the pairs of ids that are to be compared, those of which the outlines say no other."""
        copied: set[Pair] = set()
        retold: set[Pair] = set()
        for some in _portions(self._neighbours(firsts)):
            for pair, looks_copied in self._promising(some):
                (copied if looks_copied else retold).add(pair)
            self.memory.shrink()
        return copied | self._of_same_days(retold)

    def _neighbours(self, firsts: dict[int, list[int]]) -> Iterator[tuple[int, set[int]]]:
        """Yield the numbers of articles, each with those of others that have a number of their sketches in common."""
        wide: dict[int, set[int]] = defaultdict(set)
        for band, number in self.risen:
            if number not in self.own:
                wide[band].add(number)
        for signature in self.after.values():
            number = signature.number
            found: set[int] = set()
            heads: set[int] = set()
            for band in signature.bands:
                if len(firsts[band]) <= _FEW:
                    found.update(firsts[band])
                    continue
                first = _heads(firsts[band])
                heads.update(first)
                if number in first:
                    wide[band].add(number)
            # Under a number that few have, two of the batch find each other: one of them is enough.
            found = {other for other in found if other > number or other not in self.own}
            yield number, (found | heads) - {number}
        for band in sorted(wide):
            rows = self.db.execute("SELECT number FROM shingle_bands WHERE band = ?", [band])
            everybody = {number for (number,) in rows}
            for head in sorted(wide[band]):
                waiting = iter(everybody - self.own - {head})  # each of its own has found the head by itself
                while part := set(islice(waiting, _PAIRS_SEEN)):
                    yield head, part

    def _know_sketches(self, numbers: set[int]) -> None:
        unknown = json.dumps(sorted(numbers.difference(self.memory.sketches)))
        self.memory.sketches.update(self.db.execute(_SKETCHES_KNOWN, [unknown]))

    def _know(self, numbers: set[int]) -> None:
        keys, outlines = self.memory.keys, self.memory.outlines
        unknown = json.dumps(sorted(numbers.difference(outlines)))
        for number, key, title, day, days, sketch, beginning in self.db.execute(_KNOWN, [unknown]):
            keys[number] = key
            outlines[number] = outline = Outline(title, day, days, b"", sketch, beginning, 0)
            self.memory.glances[number] = Glance.of(outline)

    def _promising(self, found: list[tuple[int, set[int]]]) -> Iterator[tuple[Pair, bool]]:
        """Yield the pairs of articles with their neighbours of which outlines promise something, and whether a copy."""
        keys, outlines, sketches = self.memory.keys, self.memory.outlines, self.memory.sketches
        self._know({number for number, _ in found})
        near = [(number, self._not_apart(number, others)) for number, others in found]
        self._know_sketches({other for _, others in near for other in others})
        alike = []
        for number, others in near:
            held = Held(outlines[number])
            alike.append((number, held, [other for other in others if share_enough(held, sketches[other])]))
        self._know({other for _, _, close in alike for other in close})
        for number, held, close in alike:
            for other in close:
                if not tell_of_other_days(held, outlines[other]):
                    pair = (min(keys[number], keys[other]), max(keys[number], keys[other]))
                    yield pair, look_copied(held, outlines[other])

    def _not_apart(self, number: int, others: Iterable[int]) -> list[int]:
        """Return those of an article's neighbours that nothing at hand tells apart from it."""
        glances = self.memory.glances
        own = glances[number]
        return [other for other in others if (seen := glances.get(other)) is None or not are_apart(own, seen)]

    def _of_same_days(self, pairs: set[Pair]) -> set[Pair]:
        """Return the pairs that may tell of one event."""
        days = load_days(self.db, {key for pair in pairs for key in pair})
        return {(one, other) for one, other in pairs if one in days and days[one] == days.get(other)}

    def _judge(self, pairs: set[Pair]) -> Iterator[tuple[str, str, Judgement]]:
        """Yield what pairs are to each other, those that are something."""
        own = self.after.keys()
        waiting = (pair for pair in sorted(pairs) if pair[0] in own or pair[1] in own or not self._is_known(pair))
        texts = self.memory.texts
        while some := list(islice(waiting, _PAIRS_READ)):
            texts |= load_texts(self.db, {key for pair in some for key in pair} - texts.keys())
            alike = [
                (one, other)
                for one, other in some
                if may_be_copied(texts[one], texts[other]) or tell_of_same_days(texts[one], texts[other])
            ]
            add_names(self.db, {key: texts[key] for pair in alike for key in pair})
            for one, other in alike:
                judgement = judge(texts[one], texts[other])
                if judgement is not None:
                    yield one, other, judgement
            self.memory.shrink()

    def _is_known(self, pair: Pair) -> bool:
        sql = "SELECT 1 FROM similar_articles WHERE article_id = ? AND other_id = ?"
        return self.db.execute(sql, pair).fetchone() is not None

    def _keep(self, one: str, other: str, judgement: Judgement) -> None:
        row = {
            "article_id": one,
            "other_id": other,
            "relation": judgement.relation,
            "similarity": judgement.similarity,
            "mirror_id": None if judgement.mirror is None else (one, other)[judgement.mirror - 1],
            "reasons": json.dumps(judgement.reasons, ensure_ascii=False),
        }
        insert(self.db, "similar_articles", [row], replace=True)


def _portions(found: Iterable[tuple[int, set[int]]]) -> Iterator[list[tuple[int, set[int]]]]:
    """Yield articles, each with its neighbours, so many together that these are some thousands."""
    some: list[tuple[int, set[int]]] = []
    count = 0
    for number, others in found:
        some.append((number, others))
        count += len(others)
        if count >= _PAIRS_SEEN:
            yield some
            some, count = [], 0
    yield some


def _heads(numbers: list[int]) -> list[int]:
    """Return those of the articles under one number that are compared with all of them."""
    return numbers if len(numbers) <= _FEW else numbers[:_FIRST]
