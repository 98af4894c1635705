"""Find articles with similar texts, without comparing each with all: an index of sketches, kept up to date.

Two articles are compared where their sketches have a number in common, and one of them is among the first that have
it: words that every article has (`党委书记出席并讲话`) would lead to all others. Who is among the first depends on
digests of the articles' ids alone. So which pairs are compared is settled by what is stored, not by the order in which
it came, and a new article costs as much among many as among few.

Most pairs are refused by what the index knows of both: few texts are read, and of few of these more than some places.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlite_utils import Database

from xjtunews.database.rows import insert, listed
from xjtunews.database.texts import add_names, load_days, load_texts
from xjtunews.language.compared import Text
from xjtunews.language.comparison import Outline, origin_of
from xjtunews.language.copying import Judgement, is_promising, judge, look_copied, may_be_copied, tell_of_same_days

#: To be raised when outlines or the judgement change: what another version stored is done again.
VERSION = 3
#: How many articles are put into the index together, and how many pairs are looked at together.
_BATCH, _PAIRS_SEEN, _PAIRS_READ = 500, 3000, 200
#: How many outlines and how many texts are remembered within a run: a few kilobytes each.
_OUTLINES, _TEXTS = 8000, 1000
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
    SELECT article_id, number, version, bands, sketch, beginning, title, day, days, origin
    FROM signatures WHERE {} IN (SELECT value FROM json_each(?))
"""
# In two ranges, by the index: another version is rare.
_OUTDATED = (
    "SELECT article_id FROM signatures WHERE version < ?1 UNION SELECT article_id FROM signatures WHERE version > ?1"
)
_KNOWN = """
    SELECT s.number, s.article_id, s.sketch, s.beginning, s.title, s.day, s.days
    FROM json_each(?) t CROSS JOIN signatures s ON s.number = t.value
"""
_FIRST_OF_BANDS = """
    SELECT j.value, (SELECT group_concat(number) FROM (
        SELECT number FROM shingle_bands WHERE band = j.value ORDER BY number LIMIT ?
    )) FROM json_each(?) j
"""

Pair = tuple[str, str]


class Signature(NamedTuple):
    """Hold what an article is found by: its number in the index, and its outline with the version of the rules."""

    number: int
    version: int
    outline: Outline


class _Known(NamedTuple):
    """Hold an article that others are compared with; its outline lacks under which numbers it is looked up."""

    key: str
    outline: Outline


class _Memory:
    """Hold what was loaded within one run: articles by their numbers, and texts by the ids of the articles."""

    def __init__(self) -> None:
        self.known: dict[int, _Known] = {}
        self.texts: dict[str, Text] = {}

    def shrink(self) -> None:
        """Forget all where it is much: what is still wanted is loaded again."""
        for held, most in ((self.known, _OUTLINES), (self.texts, _TEXTS)):
            if len(held) > most:
                held.clear()


def find_similar(db: Database, article_ids: Iterable[str]) -> set[str]:
    """Bring the index and ``similar_articles`` up to date with new, changed and deleted articles.

    Return the ids of all articles whose neighbours may have changed. The caller commits.
    """
    outdated = db.execute(_OUTDATED, [VERSION]).fetchall()
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


def packed(outline: Outline | None) -> str | None:
    """Return an outline as it is stored with an article until that has been looked at (JSON)."""
    if outline is None:
        return None
    numbers = (outline.numbers, outline.sketch, outline.beginning)
    return json.dumps([VERSION, outline.title, outline.day, " ".join(sorted(outline.days)), numbers, outline.origin])


def _unpacked(text: str) -> tuple[int, Outline]:
    version, title, day, days, (numbers, sketch, beginning), origin = json.loads(text)
    found = (tuple(numbers), tuple(sketch), tuple(beginning))
    return version, Outline(title, day, frozenset(days.split()), *found, origin)


def _outline(title: str, day: str | None, days: str, blobs: Sequence[bytes], origin: int) -> Outline:
    numbers, sketch, beginning = map(_unpack, blobs)
    return Outline(title, day, frozenset(days.split()), numbers, sketch, beginning, origin)


def number_of(article_id: str) -> int:
    """Return the number of an article in the index: a digest of its id (63 bits)."""
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest(), "big") >> 1


def _pack(numbers: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _unpack(blob: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(blob) // 4}I", blob)


class _Batch:
    """Take the articles of one batch out of the index and put them in again as they are now."""

    def __init__(self, db: Database, ids: list[str], memory: _Memory) -> None:
        self.db = db
        self.ids = ids
        self.memory = memory
        self.before = self._signatures("article_id", ids)
        self.after = {key: Signature(number_of(key), VERSION, found) for key, found in self._outlines()}
        self.own = frozenset(signature.number for signature in self.after.values())
        for key, signature in self.after.items():
            memory.known[signature.number] = _Known(key, signature.outline)

    def _outlines(self) -> Iterator[tuple[str, Outline]]:
        """Yield the outlines of the articles as they are now: known ones, if they were made from the same."""
        given = [json.dumps(self.ids)]
        known = {key: (version, outline) for key, (_, version, outline) in self.before.items()}
        known |= {key: _unpacked(text) for key, text in self.db.execute(_BROUGHT, given)}
        for key, *printed in self.db.execute(_ARTICLES, given):
            version, outline = known.get(key, (None, None))
            if outline is None or version != VERSION or outline.origin != origin_of(*printed):
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
            key: Signature(number, version, _outline(title, day, days, blobs, origin))
            for key, number, version, *blobs, title, day, days, origin in rows.fetchall()
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
        old = {(band, signature.number) for signature in self.before.values() for band in signature.outline.numbers}
        new = {(band, signature.number) for signature in self.after.values() for band in signature.outline.numbers}
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
                "bands": _pack(signature.outline.numbers),
                "sketch": _pack(signature.outline.sketch),
                "beginning": _pack(signature.outline.beginning),
                "title": signature.outline.title,
                "day": signature.outline.day,
                "days": " ".join(sorted(signature.outline.days)),
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
        touched: set[str] = set()
        numbers = {number for _, number in ended}
        if not numbers:
            return touched
        for key in self._signatures("number", numbers):
            pairs = self.db.execute(
                "SELECT article_id, other_id FROM similar_articles WHERE article_id = ? OR other_id = ?", [key, key]
            ).fetchall()
            for pair in pairs:
                if not self._is_supported(pair):
                    self.db.execute("DELETE FROM similar_articles WHERE article_id = ? AND other_id = ?", pair)
                    touched |= set(pair)
        return touched

    def _is_supported(self, pair: Pair) -> bool:
        one, other = self._signatures("article_id", pair).values()
        firsts = self._firsts(set(one.outline.numbers) & set(other.outline.numbers))
        return any({one.number, other.number} & set(_heads(numbers)) for numbers in firsts.values())

    def _candidates(self, firsts: dict[int, list[int]]) -> set[Pair]:
        """Return the pairs of ids that are to be compared, those of which the outlines say no other."""
        copied: set[Pair] = set()
        retold: set[Pair] = set()
        for some in _portions(self._neighbours(firsts)):
            self._know({number for found in some for number in (found[0], *found[1])})
            for number, others in some:
                for pair, looks_copied in self._promising(number, others):
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
            found: set[int] = set()
            for band in signature.outline.numbers:
                heads = _heads(firsts[band])
                found.update(heads)
                if len(firsts[band]) > _FEW and signature.number in heads:
                    wide[band].add(signature.number)
            yield signature.number, found - {signature.number}
        for band in sorted(wide):
            rows = self.db.execute("SELECT number FROM shingle_bands WHERE band = ?", [band])
            everybody = {number for (number,) in rows}
            for head in sorted(wide[band]):
                waiting = iter(everybody - self.own - {head})  # each of its own has found the head by itself
                while part := set(islice(waiting, _PAIRS_SEEN)):
                    yield head, part

    def _know(self, numbers: set[int]) -> None:
        known = self.memory.known
        for number, key, sketch, beginning, title, day, days in self.db.execute(
            _KNOWN, [json.dumps(sorted(numbers - known.keys()))]
        ):
            known[number] = _Known(key, _outline(title, day, days, (b"", sketch, beginning), 0))

    def _promising(self, number: int, others: Iterable[int]) -> Iterator[tuple[Pair, bool]]:
        """Yield the pairs that an article is one of where the outlines promise something, and whether it is a copy."""
        known = self.memory.known
        key, outline = known[number]
        for other in others:
            other_key, other_outline = known[other]
            if is_promising(outline, other_outline):
                pair = (key, other_key) if key < other_key else (other_key, key)
                yield pair, look_copied(outline, other_outline)

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
