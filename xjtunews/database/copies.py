"""Point every copy to its original: the same page, a reprint, a spam mirror, or the same event retold."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlite_utils import Database

from xjtunews.database.groups import chunks
from xjtunews.database.hosts import is_trusted, trust
from xjtunews.database.rows import insert
from xjtunews.database.similar import find_similar
from xjtunews.database.texts import add_names, load_texts
from xjtunews.database.writer import place
from xjtunews.language.compared import Text
from xjtunews.language.comparison import comparable, containment
from xjtunews.language.copying import Judgement, is_one_report, judge

_THESE = "(SELECT value FROM json_each(?))"
_ROWS = """
    SELECT id, document, url, published, title, text_hash,
           EXISTS (SELECT 1 FROM mirror_signs s WHERE s.article_id = a.id),
           CASE WHEN length(body) < 60 THEN body END,
           CASE WHEN owner IS NOT NULL AND content_id IS NOT NULL THEN owner || ' ' || content_id END
    FROM articles a
    WHERE text_hash IN (SELECT text_hash FROM articles WHERE id IN (SELECT value FROM json_each(?)))
"""
#: What is no less similar, under the same title and day, is the same page.
_SAME_PAGE = 0.95
_NO_DAY = "9999"
#: So many articles are loaded together, each with those that it is connected with.
_AT_A_TIME = 5000


def resolve_copies(db: Database, article_ids: Iterable[str]) -> set[str]:
    """Bring ``copies`` up to date with articles that are new, changed or deleted, in the transaction of the caller.

    Return the ids of the articles that have become a copy, are none any more, or are one in another way. The rows
    depend on the stored articles alone: not on the order in which these came, nor on how often this was called.
    """
    touched = find_similar(db, article_ids)
    settled: set[str] = set()
    different: set[str] = set()
    for some in chunks(touched, _AT_A_TIME):
        groups = _Groups(db, set(some) - settled, touched)
        settled |= groups.ids
        different |= groups.settle()
    return different


class Row(NamedTuple):
    """Hold what is known of an article without its text."""

    id: str
    document: str | None
    url: str | None
    published: str | None
    title: str
    text_hash: str
    is_spam: bool
    short: str | None
    identity: str | None

    @property
    def sameness(self) -> tuple[str, ...]:
        """Return what articles of one text have in common: hundreds of pages say no more than `详见附件`."""
        if self.short is None or "月" in self.short:
            return (self.text_hash,)
        return self.text_hash, comparable(self.title), self.day or ""

    def is_same_text(self, other: Row) -> bool:
        """Tell whether the very same text makes two articles one: `详见附件` does not."""
        if self.text_hash != other.text_hash:
            return False
        return self.short is None or is_one_report(
            comparable(self.short), (comparable(self.title), self.day), (comparable(other.title), other.day)
        )

    @property
    def host(self) -> str:
        """Return the host of the article's address."""
        return urlsplit(self.url or "").hostname or ""

    @property
    def day(self) -> str | None:
        """Return the day on which it was published."""
        return self.published[:10] if self.published else None

    def rank(self, *, mirror: bool) -> tuple[Any, ...]:
        """Return a key by which the original comes before its copies."""
        where = place(self.document, self.url)
        return mirror, bool(self.document), trust(self.host), self.published or _NO_DAY, where, self.id


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold a row of ``copies``."""

    article_id: str
    canonical_id: str
    relation: str
    similarity: float
    reasons: str


class _Groups:
    """Settle which articles are copies of which in each group that one of ``ids`` is in."""

    def __init__(self, db: Database, ids: Collection[str], touched: Collection[str]) -> None:
        self.db = db
        self.pairs: dict[tuple[str, str], tuple[Judgement, str | None]] = {}
        self.neighbours: dict[str, set[str]] = defaultdict(set)
        self.rows: dict[str, Row] = {}
        self.texts: dict[str, Text] = {}
        self.touched = touched
        self.ids = self._load(set(ids))
        self.before = self._copies()

    def settle(self) -> set[str]:
        """Write the rows that are new or different, and return the ids of the articles concerned."""
        after = {copy.article_id: copy for group in self._groups() for copy in self._copies_of(group)}
        different = {key for key in self.before.keys() | after.keys() if self.before.get(key) != after.get(key)}
        self.db.execute(f"DELETE FROM copies WHERE article_id IN {_THESE}", [json.dumps(sorted(different))])  # noqa: S608
        rows = (after[key] for key in sorted(different) if key in after)
        insert(self.db, "copies", ({name: getattr(copy, name) for name in Copy.__slots__} for copy in rows))
        return different

    def _load(self, ids: set[str]) -> set[str]:
        """Load what the articles are connected with, and return the ids of all of them."""
        known: set[str] = set()
        hashes: dict[tuple[str, ...], set[str]] = defaultdict(set)
        while ids:
            known |= ids
            given = [json.dumps(sorted(ids))]
            found: set[str] = set()
            for column in ("article_id", "other_id"):
                for one, other, relation, similarity, mirror, reasons in self.db.execute(
                    f"SELECT * FROM similar_articles WHERE {column} IN {_THESE}",  # noqa: S608
                    given,
                ):
                    side = None if mirror is None else 1 + (mirror == other)
                    judgement = Judgement(relation, similarity, side, tuple(json.loads(reasons)))
                    self.pairs[one, other] = judgement, mirror
                    self.neighbours[one].add(other)
                    self.neighbours[other].add(one)
                    found |= {one, other}
            for key, document, url, published, title, text_hash, spam, *rest in self.db.execute(_ROWS, given):
                row = Row(key, document, url, published, title or "", text_hash, bool(spam), *rest)
                self.rows[row.id] = row
                hashes[row.sameness].add(row.id)
                found.add(row.id)
            ids = found - known
        for same in hashes.values():
            first = min(same)
            for key in same - {first}:
                self.neighbours[first].add(key)
                self.neighbours[key].add(first)
        return known

    def _copies(self) -> dict[str, Copy]:
        rows = self.db.execute(
            f"SELECT article_id, canonical_id, relation, similarity, reasons FROM copies WHERE article_id IN {_THESE}",  # noqa: S608
            [json.dumps(sorted(self.ids))],
        )
        return {row[0]: Copy(*row) for row in rows.fetchall()}

    def _groups(self) -> Iterator[list[str]]:
        """Yield the articles that are connected, those of two and more."""
        left = set(self.rows)
        for start in sorted(self.rows):
            if start not in left or not self.neighbours[start]:
                continue
            group, waiting = {start}, [start]
            while waiting:
                new = (self.neighbours[waiting.pop()] & left) - group
                group |= new
                waiting += new
            left -= group
            if len(group) > 1:
                yield sorted(group)

    def _copies_of(self, group: list[str]) -> Iterator[Copy]:
        """Yield the copies in a group: all that are copies of the best placed one, then of the best of the rest."""
        mirrors = {key for key in group if self.rows[key].is_spam}
        for key in group:
            mirrors |= {found[1] for pair in self._pairs_of(key) if (found := self.pairs[pair]) and found[1]}
        rest = sorted(group, key=lambda key: self.rows[key].rank(mirror=key in mirrors))
        originals: list[str] = []
        copies: dict[str, list[Copy]] = {}
        while rest:
            original, *others = rest
            originals.append(original)
            copies[original], rest = [], []
            for key in others:
                copy = self._copy(original, key)
                if copy is None:
                    rest.append(key)
                else:
                    copies[original].append(copy)
        yield from self._retold(originals, self._best(originals, copies, mirrors))

    def _best(
        self, originals: list[str], copies: dict[str, list[Copy]], mirrors: Collection[str]
    ) -> dict[str, list[Copy]]:
        """Return the copies of each original, each with the one that it is most similar to, the better placed first."""
        if len(originals) == 1:
            return copies
        found: dict[str, list[Copy]] = {original: [] for original in originals}
        for copy in chain.from_iterable(copies.values()):
            others = (self._copy(original, copy.article_id) for original in originals)
            best = max(
                (other for other in others if other is not None),
                key=lambda other: (other.canonical_id not in mirrors, other.similarity),
            )
            found[best.canonical_id].append(best)
        return found

    def _retold(self, originals: list[str], copies: dict[str, list[Copy]]) -> Iterator[Copy]:
        """Yield all copies, those of an original that retells another one as copies of that one."""
        told: list[str] = []
        for original in originals:
            first = next((key for key in told if self._relation(key, original) == "rewrite"), None)
            if first is None:
                told.append(original)
                yield from copies[original]
                continue
            found = self._between(first, original)
            assert found is not None
            reasons = json.dumps(found.reasons, ensure_ascii=False)
            yield Copy(original, first, "rewrite", found.similarity, reasons)
            for copy in copies[original]:
                reasons = json.dumps([*found.reasons, "copy of such a report"], ensure_ascii=False)
                one, other = self._text(first), self._text(copy.article_id)
                similarity = round(containment(one.shingles, other.shingles)[0], 3)
                yield replace(copy, canonical_id=first, relation="rewrite", similarity=similarity, reasons=reasons)

    def _pairs_of(self, key: str) -> Iterator[tuple[str, str]]:
        for other in self.neighbours[key]:
            pair = (min(key, other), max(key, other))
            if pair in self.pairs:
                yield pair

    def _relation(self, one: str, other: str) -> str | None:
        found = self._between(one, other)
        return found.relation if found else None

    def _between(self, one: str, other: str) -> Judgement | None:
        """Return what two articles of a group are to each other; it is worked out where it is not stored."""
        pair = (min(one, other), max(one, other))
        if pair not in self.pairs:
            found = self._same_hash(pair) or judge(*map(self._text, pair))
            if found is None:
                return None
            self.pairs[pair] = found, None
        return self.pairs[pair][0]

    def _same_hash(self, pair: tuple[str, str]) -> Judgement | None:
        one, other = (self.rows[key] for key in pair)
        return Judgement("copy", 1.0, None, ("same text",)) if one.is_same_text(other) else None

    def _text(self, key: str) -> Text:
        if key not in self.texts:
            self.texts |= load_texts(self.db, [key])
            add_names(self.db, {key: self.texts[key]})
        return self.texts[key]

    def _copy(self, original: str, key: str) -> Copy | None:
        """Return the row of ``copies`` for a copy of ``original``; None where it is none."""
        known = self.before.get(key)
        if (
            known is not None
            and known.canonical_id == original
            and not (original in self.touched or key in self.touched)
        ):
            return known if known.relation != "rewrite" else None
        found = self._between(original, key)
        if found is None or found.relation == "rewrite":
            return None
        one, other = self.rows[original], self.rows[key]
        side = 1 if key < original else 2
        if other.is_spam or found.mirror == side or self._is_hijacked(one, other):
            relation = "mirror"
        elif self._is_same_article(one, other) or self._is_same_page(one, other, found.similarity):
            relation = "same-page"
        else:
            relation = "reprint"
        return Copy(key, original, relation, found.similarity, json.dumps(found.reasons, ensure_ascii=False))

    @staticmethod
    def _is_hijacked(one: Row, other: Row) -> bool:
        """Tell a copy that nobody knows the host of, under the path that the original's system made."""
        tail = urlsplit(one.url or "").path.rpartition("/")[2]
        return (
            is_trusted(one.host)
            and not is_trusted(other.host)
            and any(map(str.isdigit, tail))
            and urlsplit(other.url or "").path.endswith(urlsplit(one.url or "").path)
        )

    @staticmethod
    def _is_same_article(one: Row, other: Row) -> bool:
        """Tell one article of a CMS on two hosts, both known: who takes a page over takes the numbers in it, too."""
        return one.identity is not None and one.identity == other.identity and is_trusted(other.host)

    @staticmethod
    def _is_same_page(one: Row, other: Row, similarity: float) -> bool:
        same_place = one.host == other.host or one.url is None or other.url is None
        same_head = one.day == other.day and comparable(one.title) == comparable(other.title)
        return similarity >= _SAME_PAGE and same_place and same_head
