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
from xjtunews.items import Article
from xjtunews.language.agreements import Agreement
from xjtunews.language.facts import Reading, Scene
from xjtunews.language.home import Home
from xjtunews.language.organizations import is_proper
from xjtunews.language.places import Division, place_of

_OF_ARTICLES = (
    "appearances", "participations", "locations", "agreements", "figures", "article_topics", "mirror_signs",
)  # fmt: skip
#: What facts name, each with the table and column that do.
_NAMED = {
    "people": ("appearances", "person_id"),
    "organizations": ("participations", "organization_id"),
    "places": ("locations", "place_id"),
}


def write_facts(db: Database, articles: Iterable[Article]) -> None:
    """Replace all that the rules derive from the text of ``articles``, which are stored; the caller commits.

    Only ``id``, ``body`` and ``reading`` of an article are looked at. Events, and people, organizations and places
    that nothing refers to any more, are left to :func:`xjtunews.database.resolve.resolve`.
    """
    facts = [_Facts(article) for article in articles]
    ids = [article.id for article in facts]
    _delete(db, ids)
    for table in _NAMED:
        found = {row["id"]: row for article in facts for row in getattr(article, table)()}
        insert(db, table, found.values(), replace=True)
    for table in ("mentions", "mention_kinds", *_OF_ARTICLES):
        insert(db, table, (row for article in facts for row in getattr(article, table)()))
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


def settle_names(db: Database) -> None:
    """Remove people, organizations and places that no fact names any more, and settle the type of the others.

    A correction may give a body another type than its name shows: that counts in every article, whichever was written
    last; else the type that most participations show, then the first by name.
    """
    for table, (facts, column) in _NAMED.items():
        db.execute(f"DELETE FROM {table} WHERE id NOT IN (SELECT {column} FROM {facts})")  # noqa: S608
    db.execute(
        "UPDATE organizations SET type = ("
        " SELECT type FROM participations x WHERE x.organization_id = organizations.id GROUP BY type"
        " ORDER BY max(x.role = 'correction') DESC, count(*) DESC, type LIMIT 1)"
    )


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
    return "person-" + _digest(name, "of " + organization if organization else "in " + article)


def organization_id(name: str) -> str:
    """Return the id of an organization: of its name."""
    return "org-" + _digest(name)


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
        bodies: dict[str, str | None] = {}
        for _, scene in self._scenes():
            for person in scene.people.values():
                known = person.body if person.body and is_proper(person.body) else None
                bodies[person.name] = bodies.get(person.name) or known
        self.person_ids = {name: person_id(name, body, self.id) for name, body in bodies.items()}

    def _scenes(self) -> Iterator[tuple[str | None, Scene]]:
        """Yield what each passage tells with the id of the passage, and what stands outside of all."""
        yield from zip(self.mention_ids, self.reading.scenes, strict=True)
        yield None, self.reading.elsewhere

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
        for name, key in self.person_ids.items():
            yield {"id": key, "name": name}

    def appearances(self) -> Iterator[Row]:
        return self._numbered(
            {
                "mention_id": mention,
                "person_id": self.person_ids[person.name],
                "title": title,
                "side": person.side,
                "organization": person.body,
                "rule": person.rule,
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
                    "id": organization_id(party.name),
                    "name": party.name,
                    "type": party.type,
                    "province": party.division.province if party.division else None,
                    "city": party.division.city if party.division else None,
                }

    def participations(self) -> Iterator[Row]:
        return self._numbered(
            {
                "mention_id": mention,
                "organization_id": organization_id(party.name),
                "role": party.role,
                "type": party.type,
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
