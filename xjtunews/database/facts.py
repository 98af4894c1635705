"""Write what the rules read in an article: passages, who and what is in them, and the words that prove it.

All of it can be derived anew from the stored text, so that it is replaced as a whole. A fact of a text that reports no
event belongs to the article alone.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from sqlite_utils import Database

from xjtunews.database.rows import Row, insert, marks
from xjtunews.database.signatures import packed
from xjtunews.database.unsettled import unsettle
from xjtunews.items import Article
from xjtunews.language.agreements import Agreement
from xjtunews.language.facts import Reading, Scene
from xjtunews.language.home import Home
from xjtunews.language.identity import complete, employer, fold_name, is_relative, joins_beyond
from xjtunews.language.places import Division, place_of

_OF_ARTICLES = (
    "appearances", "participations", "locations", "agreements", "figures", "article_topics", "name_declarations",
    "mirror_signs",
)  # fmt: skip
#: What facts name, each with the table and column that do.
_NAMED = {
    "people": ("appearances", "person_id"),
    "organizations": ("participations", "organization_id"),
    "places": ("locations", "place_id"),
}


def write_facts(db: Database, articles: Iterable[Article]) -> None:
    """Replace all that the rules derive from the text of ``articles``, which are stored; the caller commits.

    Only ``id``, ``body`` and ``reading`` of an article are looked at. Events, which people and organizations are one,
    and which nothing refers to any more, are left to :func:`xjtunews.database.resolve.resolve`.
    """
    facts = [_Facts(article) for article in articles]
    ids = [article.id for article in facts]
    insert(
        db,
        "unresolved",
        ({"article_id": one.id, "outline": packed(one.reading.outline)} for one in facts),
        replace=True,
    )
    unsettle(db, ids)
    _delete(db, ids)
    for table in _NAMED:
        found = {row["id"]: row for article in facts for row in getattr(article, table)()}
        insert(db, table, found.values(), keep=True)
    for table in ("mentions", "mention_kinds", *_OF_ARTICLES):
        insert(db, table, (row for article in facts for row in getattr(article, table)()))
    _write_university_names(db, facts)
    unsettle(db, ids, added=True)
    db.conn.executemany(
        # The plus keeps SQLite from walking through all related links there are by the index on `kind`.
        "UPDATE links SET mention_id = ? WHERE article_id = ? AND +kind = 'related' AND paragraph = ?",
        [(key, article.id, paragraph) for article in facts for paragraph, key in article.first_mentions().items()],
    )


def _delete(db: Database, ids: Sequence[str]) -> None:
    mentions = f"SELECT id FROM mentions WHERE article_id IN ({marks(ids)})"  # noqa: S608
    db.execute(f"UPDATE links SET mention_id = NULL WHERE mention_id IN ({mentions})", ids)  # noqa: S608
    db.execute(f"DELETE FROM mention_kinds WHERE mention_id IN ({mentions})", ids)  # noqa: S608
    for table in (*_OF_ARTICLES, "mentions"):
        db.execute(f"DELETE FROM {table} WHERE article_id IN ({marks(ids)})", ids)  # noqa: S608


def _write_university_names(db: Database, facts: Iterable[_Facts]) -> None:
    """Keep the names that a site gives to its university, the full one first."""
    pairs = {(names[0], name) for names in {article.university_names() for article in facts} for name in names[1:]}
    rows = [(organization_id(full), organization_id(name), full, name) for full, name in sorted(pairs)]
    new = "INSERT OR IGNORE INTO unsettled SELECT 'organization', ? WHERE NOT EXISTS"
    known = "(SELECT 1 FROM university_names WHERE full_id = ? AND name_id = ?)"
    for key in (0, 1):
        db.conn.executemany(f"{new} {known}", [(row[key], row[0], row[1]) for row in rows])
    db.conn.executemany("INSERT OR IGNORE INTO university_names VALUES (?, ?, ?, ?)", rows)


def mention_ids(article: Article) -> list[str]:
    """Return the ids of an article's passages: that of the article, the paragraph, and the number there."""
    numbers: Counter[int] = Counter()
    ids = []
    for passage in article.passages:
        numbers[passage.paragraph] += 1
        ids.append(f"{article.id}-p{passage.paragraph}-{numbers[passage.paragraph]}")
    return ids


def person_id(name: str, organization: str | None, article: str) -> str:
    """Return the id of a person: of the name and the body, or of the name in this article where none is known.

    ``organization`` is a body's proper name: there is an office called `教务处` at every university.

    >>> person_id("李明", "苏州市", "a") == person_id("李明", "苏州市", "b")
    True
    >>> person_id("李明", None, "a") == person_id("李明", None, "b")
    False
    """
    return "person-" + _digest(fold_name(name), "of " + organization if organization else "in " + article)


def organization_id(name: str, scope: str | None = None) -> str:
    """Return the id of an organization: of its folded name, and of who says it where it says `the province's`.

    >>> organization_id("蘇州市委") == organization_id("苏州市委") != organization_id("省委", "渭水大学")
    True
    """
    return "org-" + _digest(fold_name(name), *([scope] if scope else []))


@cache
def place_id(division: Division) -> str:
    """Return the code of a division; for a zone, which has none, its name behind the code of what it lies in.

    >>> [place_id(division) for name in ("西安市", "西咸新区") if (division := place_of(name))]
    ['610100', '610100-西咸新区']
    """
    if division.code:
        return division.code
    above = place_of(division.province + (division.city or ""))
    return f"{above.code if above else division.province}-{division.name}"


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=8).hexdigest()


class _Facts:
    """Give the rows of one article, a method for a table, each in the order of the text."""

    def __init__(self, article: Article) -> None:
        assert article.id is not None
        self.id = article.id
        self.reading = article.reading or Reading(Home())
        self.mention_ids = mention_ids(article)
        self.paragraphs = article.paragraphs
        self.offsets = [0, *accumulate(len(paragraph) + 1 for paragraph in self.paragraphs)]
        self.home = self.reading.home
        scenes = [scene for _, scene in self._scenes()]
        divisions = [found.division for scene in scenes for found in scene.locations.values()]
        parties = [party.division for scene in scenes for party in scene.parties.values()]
        self.provinces = {division.province for division in (*divisions, *parties) if division is not None}
        self.employers: dict[str, str | None] = {}
        for _, scene in self._scenes():
            for person in scene.people.values():
                name = fold_name(person.name)
                body = self.employers.get(name) or employer(person.body, person.side, self.home, self.provinces)
                self.employers[name] = body

    def _scenes(self) -> Iterator[tuple[str | None, Scene]]:
        """Yield what each passage tells with the id of the passage, and what stands outside of all."""
        yield from zip(self.mention_ids, self.reading.scenes, strict=True)
        yield None, self.reading.elsewhere

    def _person_id(self, name: str) -> str:
        body = self.employers[fold_name(name)]
        return person_id(name, organization_id(body) if body else None, self.id)

    def _organization_id(self, name: str) -> str:
        """Return the id of a name; `省科技厅` is one body for all articles of a university on its own province."""
        if not is_relative(name):
            return organization_id(name)
        settled = complete(name, self.home, self.provinces) is not None
        return organization_id(name, self.home.names[0] if settled else self.id)

    def university_names(self) -> tuple[str, ...]:
        """Return the names of the university whose page it is, but those that this text alone gives it."""
        own = {found.short for found in self.reading.declared}
        return tuple(name for name in self.home.names if name not in own)

    def _words(self, paragraph: int, start: int, end: int) -> dict[str, int]:
        """Return where words of a paragraph stand in the article."""
        offset = self.offsets[paragraph - 1]
        return {"paragraph": paragraph, "text_start": offset + start, "text_end": offset + end}

    def _numbered(self, rows: Iterable[Row]) -> Iterator[Row]:
        for position, row in enumerate(rows, 1):
            yield {"article_id": self.id, "position": position, **row}

    def first_mentions(self) -> dict[int, str]:
        """Return the first passage of each paragraph: a related link belongs to that of the paragraph above it."""
        first: dict[int, str] = {}
        for key, passage in zip(self.mention_ids, self.reading.passages, strict=True):
            first.setdefault(passage.paragraph, key)
        return first

    def mentions(self) -> Iterator[Row]:
        for key, passage in zip(self.mention_ids, self.reading.passages, strict=True):
            offset = self.offsets[passage.paragraph - 1]
            yield {
                "id": key,
                "article_id": self.id,
                "paragraph": passage.paragraph,
                "date_text": passage.date.text,
                "date_start": passage.date.start,
                "date_end": passage.date.end,
                "date_precision": passage.date.precision,
                "date_rule": passage.date.rule,
                "half_day": passage.date.half,
                "evidence": passage.evidence,
                "evidence_start": offset + passage.start,
                "evidence_end": offset + passage.end,
            }

    def mention_kinds(self) -> Iterator[Row]:
        for key, passage in zip(self.mention_ids, self.reading.passages, strict=True):
            for kind in passage.kinds:
                yield {"mention_id": key, "kind": kind.kind, "trigger": kind.trigger}

    def people(self) -> Iterator[Row]:
        for _, scene in self._scenes():
            for name in scene.people:
                yield {"id": self._person_id(name), "name": name, "employer": self.employers[fold_name(name)]}

    def appearances(self) -> Iterator[Row]:
        employer_ids = {name: organization_id(body) if body else None for name, body in self.employers.items()}
        return self._numbered(
            {
                "mention_id": mention,
                "person_id": self._person_id(person.name),
                "title": title,
                "side": person.side,
                "organization": person.body,
                "rule": person.rule,
                "written": person.name,
                "name_id": fold_name(person.name),
                "employer_id": employer_ids[fold_name(person.name)],
                "employer_name": self.employers[fold_name(person.name)],
            }
            | self._words(person.paragraph, person.start, person.end)
            for mention, scene in self._scenes()
            for person in scene.people.values()
            for title in person.titles or (None,)
        )

    def organizations(self) -> Iterator[Row]:
        for _, scene in self._scenes():
            for party in scene.parties.values():
                yield {
                    "id": self._organization_id(party.name),
                    "name": party.name,
                    "type": party.type,
                    "province": party.division.province if party.division else None,
                    "city": party.division.city if party.division else None,
                }

    def participations(self) -> Iterator[Row]:
        return self._numbered(
            {
                "mention_id": mention,
                "organization_id": self._organization_id(party.name),
                "role": party.role,
                "type": party.type,
                "written": party.name,
                "name_id": self._organization_id(party.name),
            }
            | self._words(party.paragraph, party.start, party.end)
            for mention, scene in self._scenes()
            for party in scene.parties.values()
        )

    def places(self) -> Iterator[Row]:
        for _, scene in self._scenes():
            for location in scene.locations.values():
                division = location.division
                yield {
                    "id": place_id(division),
                    "name": division.name,
                    "level": division.level,
                    "province": division.province,
                    "city": division.city,
                    "latitude": division.latitude,
                    "longitude": division.longitude,
                }

    def locations(self) -> Iterator[Row]:
        return self._numbered(
            {
                "mention_id": mention,
                "place_id": place_id(location.division),
                "role": location.role,
                "paragraph": location.paragraph,
            }
            for mention, scene in self._scenes()
            for location in scene.locations.values()
        )

    def agreements(self) -> Iterator[Row]:
        begins = (*((passage.paragraph, passage.start) for passage in self.reading.passages), (1, 0))
        return self._numbered(
            {"mention_id": mention, "name": found.name, "kind": found.kind, "action": found.action}
            | self._find(found, *begin)
            for (mention, scene), begin in zip(self._scenes(), begins, strict=True)
            for found in scene.agreements
        )

    def _find(self, agreement: Agreement, paragraph: int, begin: int) -> dict[str, int]:
        """Return where an agreement's name stands: where its span in the passage says, else first behind there."""
        name, start = agreement.name, begin + agreement.span[0]
        if not self.paragraphs[paragraph - 1].startswith(name, start):
            for number in range(paragraph, len(self.paragraphs) + 1):
                start = self.paragraphs[number - 1].find(name, begin if number == paragraph else 0)
                if start >= 0:
                    return self._words(number, start, start + len(name))
            return self._words(paragraph, begin, begin)
        return self._words(paragraph, start, start + len(name))

    def figures(self) -> Iterator[Row]:
        positions: Counter[int] = Counter()
        for paragraph, figure in self.reading.figures:
            positions[paragraph] += 1
            row: dict[str, Any] = {
                "article_id": self.id,
                "position": positions[paragraph],
                "value": float(figure.value),
                "unit": figure.unit,
                "counts": figure.counts,
                "qualifier": figure.qualifier,
                "kind": figure.kind,
                "text": figure.text,
            }
            yield row | self._words(paragraph, *figure.span)

    def mirror_signs(self) -> Iterator[Row]:
        return self._numbered({"sign": sign.sign, "evidence": sign.evidence} for sign in self.reading.spam.signs)

    def article_topics(self) -> Iterator[Row]:
        for topic in self.reading.topics:
            terms = json.dumps(topic.terms, ensure_ascii=False)
            yield {"article_id": self.id, "topic": topic.topic, "score": round(topic.score, 3), "terms": terms}

    def name_declarations(self) -> Iterator[Row]:
        return self._numbered(
            {
                "name": found.short,
                "name_id": organization_id(found.short),
                "full_name": found.full,
                "full_id": self._organization_id(found.full),
                "beyond": joins_beyond(found.short, found.full),
            }
            | self._words(found.paragraph, found.start, found.end)
            for found in self.reading.declared
        )
