"""Find articles with similar texts, without comparing each with all: an index of sketches, kept up to date.

Two articles are compared where their sketches have a number in common, and one of them is among the first that have
it: words that every article has (`党委书记出席并讲话`) would lead to all others. Who is among the first depends on
digests of the articles' ids alone. So which pairs are compared is settled by what is stored, not by the order in which
it came, and a new article costs as much among many as among few.
"""

from __future__ import annotations

import hashlib
import json
import struct
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlite_utils import Database

from xjtunews.database.rows import insert, listed
from xjtunews.language.comparison import SKETCH, containment, lookups, sketch
from xjtunews.language.copying import LEAST_SHARE, Judgement, Names, Text, judge, tell_of_other_days
from xjtunews.language.spam import Sign, Spam

#: To be raised when sketches or the judgement change: what another version stored is done again.
VERSION = 2
#: How many articles are looked at together.
_BATCH = 500
#: So many articles that share a number are all compared with each other; of more, only so many first ones with all.
_FEW, _FIRST = 48, 4
#: How much of the shorter text has to stand in the longer one, as far as their sketches tell, before both are read.
_PROMISING = 0.3

_TEXTS = """
    SELECT id, title, body, substr(published, 1, 10) FROM articles WHERE id IN (SELECT value FROM json_each(?))
"""
_SIGNS = "SELECT article_id, sign, evidence FROM mirror_signs WHERE article_id IN (SELECT value FROM json_each(?))"
# As they stand in the article: which person or organization that is, all articles decide together, and later.
_NAMES = (
    "SELECT article_id, written FROM appearances WHERE article_id IN (SELECT value FROM json_each(?))",
    "SELECT article_id, written FROM participations WHERE article_id IN (SELECT value FROM json_each(?))",
    "SELECT x.article_id, n.name FROM locations x JOIN places n ON n.id = x.place_id"
    " WHERE x.article_id IN (SELECT value FROM json_each(?))",
    "SELECT article_id, date_start FROM mentions WHERE article_id IN (SELECT value FROM json_each(?))",
)
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
_SIGNATURES = {
    "article_id": "SELECT article_id, number, bands, sketch FROM signatures"
    " WHERE article_id IN (SELECT value FROM json_each(?))",
    "number": "SELECT article_id, number, bands, sketch FROM signatures"
    " WHERE number IN (SELECT value FROM json_each(?))",
}
# In two ranges, by the index: another version is rare.
_OUTDATED = (
    "SELECT article_id FROM signatures WHERE version < ?1 UNION SELECT article_id FROM signatures WHERE version > ?1"
)
_SKETCHES = "SELECT s.article_id, s.number, s.sketch FROM json_each(?) t CROSS JOIN signatures s ON s.number = t.value"
_FIRST_OF_BANDS = """
    SELECT j.value, (SELECT group_concat(number) FROM (
        SELECT number FROM shingle_bands WHERE band = j.value ORDER BY number LIMIT ?
    )) FROM json_each(?) j
"""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Signature:
    """Hold what an article is found by: its number in the index, what it is looked up under, and its sketch."""

    number: int
    bands: tuple[int, ...]
    sketch: tuple[int, ...]


class _Sketch(NamedTuple):
    """Hold a sketch as it is compared: as a set, and in order."""

    numbers: frozenset[int]
    ordered: tuple[int, ...]

    def promises(self, other: _Sketch) -> bool:
        """Tell whether two texts may have enough in common.

        Below the largest number that both sketches reach, both are complete: what they share there, the texts share.
        """
        one, two = self.ordered, other.ordered
        if not one or not two:
            return False
        shared = len(self.numbers & other.numbers)
        if not shared:
            return one[-1] < two[0] or two[-1] < one[0]
        if shared >= _PROMISING * SKETCH:
            return True
        reach = min(one[-1], two[-1])
        return shared >= _PROMISING * min(bisect_right(one, reach), bisect_right(two, reach))


def find_similar(db: Database, article_ids: Iterable[str]) -> set[str]:
    """Bring the index and ``similar_articles`` up to date with new, changed and deleted articles.

    Return the ids of all articles whose neighbours may have changed. The caller commits.
    """
    outdated = db.execute(_OUTDATED, [VERSION]).fetchall()
    ids = sorted({*article_ids, *(key for (key,) in outdated)})
    touched: set[str] = set(ids)
    for start in range(0, len(ids), _BATCH):
        touched |= _Batch(db, ids[start : start + _BATCH]).run()
    return touched


def known(db: Database, article_ids: Iterable[str]) -> set[str]:
    """Return those of these articles that were looked at before."""
    sql = "SELECT s.article_id FROM json_each(?) t CROSS JOIN signatures s ON s.article_id = t.value"
    return {key for (key,) in db.execute(sql, [listed(article_ids)])}


def load_texts(db: Database, ids: Collection[str]) -> dict[str, Text]:
    """Return what is compared of the articles with these ids, but for the names in them."""
    given = [json.dumps(list(ids))]
    signs: dict[str, list[Sign]] = defaultdict(list)
    for key, sign, evidence in db.execute(_SIGNS, given):
        signs[key].append(Sign(sign, evidence))
    return {
        key: Text(title, body, day, is_spam=key in signs, brands=Spam(tuple(signs.get(key, ()))).brands)
        for key, title, body, day in db.execute(_TEXTS, given).fetchall()
    }


def add_names(db: Database, texts: dict[str, Text]) -> None:
    """Give texts the names of whom and what the articles tell of."""
    given = [json.dumps(list(texts))]
    found: dict[str, list[set[str]]] = defaultdict(lambda: [set(), set(), set(), set()])
    for index, sql in enumerate(_NAMES):
        for key, name in db.execute(sql, given):
            if name:
                found[key][index].add(name)
    for key, names in found.items():
        texts[key].names = Names.of(*names)


def number_of(article_id: str) -> int:
    """Return the number of an article in the index: a digest of its id (63 bits)."""
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest(), "big") >> 1


def _pack(numbers: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _unpack(blob: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(blob) // 4}I", blob)


class _Batch:
    """Take the articles of one batch out of the index and put them in again as they are now."""

    def __init__(self, db: Database, ids: list[str]) -> None:
        self.db = db
        self.ids = ids
        self.texts = load_texts(db, ids)
        self.before = self._signatures("article_id", ids)
        self.after = {
            key: Signature(number_of(key), lookups(text.title, text.body, text.day, whole), whole)
            for key, text in self.texts.items()
            for whole in [sketch(text.body)]
        }
        self.keys = {signature.number: key for key, signature in self.after.items()}
        self.sketches = {one.number: _Sketch(frozenset(one.sketch), one.sketch) for one in self.after.values()}
        self.own = frozenset(self.keys)

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
        rows = self.db.execute(_SIGNATURES[column], [json.dumps(list(values))])
        return {key: Signature(number, _unpack(bands), _unpack(blob)) for key, number, bands, blob in rows.fetchall()}

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
        old = {(band, signature.number) for signature in self.before.values() for band in signature.bands}
        new = {(band, signature.number) for signature in self.after.values() for band in signature.bands}
        removed, added = sorted(old - new), sorted(new - old)
        bands = {band for band, _ in (*old, *new)}
        firsts = self._firsts(bands)
        self.db.conn.executemany("DELETE FROM shingle_bands WHERE band = ? AND number = ?", removed)
        self.db.conn.executemany("INSERT INTO shingle_bands (band, number) VALUES (?, ?)", added)
        self._store()
        before = {band: _heads(firsts[band]) for band in {band for band, _ in (*removed, *added)}}
        for band, number in added:
            firsts[band].append(number)
        for band in {band for band, _ in added}:
            firsts[band] = sorted(firsts[band])[: _FEW + 1]
        firsts |= self._firsts({band for band, _ in removed})
        were = {(band, number) for band, numbers in before.items() for number in numbers}
        are = {(band, number) for band in before for number in _heads(firsts[band])}
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
                "version": VERSION,
                "bands": _pack(signature.bands),
                "sketch": _pack(signature.sketch),
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
        firsts = self._firsts(set(one.bands) & set(other.bands))
        return any({one.number, other.number} & set(_heads(numbers)) for numbers in firsts.values())

    def _candidates(self, firsts: dict[int, list[int]]) -> set[Pair]:
        """Return the pairs of ids that are to be compared, those whose sketches have enough in common."""
        pairs: set[tuple[int, int]] = set()
        wide: dict[int, set[int]] = defaultdict(set)
        for signature in self.after.values():
            for band in signature.bands:
                heads = _heads(firsts[band])
                for number in heads:
                    if number != signature.number:
                        pairs.add(_pair(signature.number, number))
                if len(firsts[band]) > _FEW and signature.number in heads:
                    wide[band].add(signature.number)
        for band, number in self.risen:
            if number not in self.own:
                wide[band].add(number)
        for band, found_heads in wide.items():
            for (number,) in self.db.execute("SELECT number FROM shingle_bands WHERE band = ?", [band]).fetchall():
                pairs |= {_pair(head, number) for head in found_heads if head != number}
        self._know({number for pair in pairs for number in pair})
        sketches, keys = self.sketches, self.keys
        return {
            (min(keys[one], keys[other]), max(keys[one], keys[other]))
            for one, other in pairs
            if sketches[one].promises(sketches[other])
        }

    def _know(self, numbers: set[int]) -> None:
        for key, number, blob in self.db.execute(_SKETCHES, [json.dumps(sorted(numbers - self.keys.keys()))]):
            ordered = _unpack(blob)
            self.keys[number] = key
            self.sketches[number] = _Sketch(frozenset(ordered), ordered)

    def _judge(self, pairs: set[Pair]) -> Iterator[tuple[str, str, Judgement]]:
        """Yield what pairs are to each other, those that are something."""
        own = self.after.keys()
        others = {pair for pair in pairs if not (pair[0] in own or pair[1] in own)}
        known = {pair for pair in others if self._is_known(pair)}
        texts = self.texts
        texts |= load_texts(self.db, {key for pair in pairs - known for key in pair} - texts.keys())
        alike = [
            (one, other)
            for one, other in sorted(pairs - known)
            if not tell_of_other_days(texts[one], texts[other])
            and (
                texts[one].body == texts[other].body
                or max(containment(texts[one].shingles, texts[other].shingles)[1:]) >= LEAST_SHARE
            )
        ]
        add_names(self.db, {key: texts[key] for pair in alike for key in pair})
        for one, other in alike:
            judgement = judge(texts[one], texts[other])
            if judgement is not None:
                yield one, other, judgement

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


def _heads(numbers: list[int]) -> list[int]:
    """Return those of the articles under one number that are compared with all of them."""
    return numbers if len(numbers) <= _FEW else numbers[:_FIRST]


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
