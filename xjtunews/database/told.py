"""Load what passages tell, many at a time: which event they report, as far as it shows, and the facts of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from xjtunews.database.hosts import trust
from xjtunews.database.rows import listed
from xjtunews.language.bodies import Body, read_body
from xjtunews.language.consensus import Party, Person, Place, Told
from xjtunews.language.coreference import Mention
from xjtunews.language.event_names import event_names
from xjtunews.language.text import simplify

#: So many passages are kept in memory.
_KEPT = 6000
#: How many hosts to remember.
_HOSTS = 4096
#: Less trusted than any host.
_DOCUMENT = 99
#: The rules that give a passage a date which is printed before it.
_CARRIED = frozenset(("continued",))
_UNIVERSITY = re.compile(r"[a-z0-9-]+\.edu(?:\.[a-z]{2})?\Z")


def place_in_article(mention_id: str) -> tuple[str, int]:
    """Return the article of a mention, and a number that grows through the article.

    >>> place_in_article("news-p2-p12-3")
    ('news-p2', 12000003)
    """
    article, _, place = mention_id.rpartition("-p")
    paragraph, _, number = place.partition("-")
    return article, int(paragraph) * 1_000_000 + int(number)


class Passages:
    """Give what passages tell; the last ones are kept, as long as nothing that they tell is changed."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._kept: dict[str, Told] = {}

    def tell(self, ids: Iterable[str]) -> dict[str, Told]:
        """Return what these passages tell, by their ids; ids that are gone are left out."""
        wanted = sorted(set(ids))
        if len(self._kept) + len(wanted) > _KEPT:
            among = set(wanted)
            self._kept = {key: one for key, one in self._kept.items() if key in among}
        missing = [key for key in wanted if key not in self._kept]
        if missing:
            self._kept |= _load(self.db, missing)
        return {key: self._kept[key] for key in wanted if key in self._kept}


def _load(db: Database, ids: Sequence[str]) -> dict[str, Told]:
    wanted = listed(ids)
    kinds = _by_mention(
        db,
        "SELECT x.mention_id, x.kind FROM json_each(?) t CROSS JOIN mention_kinds x ON x.mention_id = t.value",
        wanted,
    )
    people = _by_mention(
        db,
        "SELECT x.mention_id, x.person_id, x.written, x.title, x.side, x.organization, x.employer_name, x.employer_id"
        " FROM json_each(?) t CROSS JOIN appearances x ON x.mention_id = t.value"
        " ORDER BY x.mention_id, x.position",
        wanted,
    )
    parties = _by_mention(
        db,
        "SELECT x.mention_id, x.organization_id, o.name, o.type, o.province, o.city, x.role, x.written, x.type"
        " FROM json_each(?) t CROSS JOIN participations x ON x.mention_id = t.value"
        " JOIN organizations o ON o.id = x.organization_id"
        " ORDER BY x.mention_id, x.text_start, x.position",
        wanted,
    )
    places = _by_mention(
        db,
        "SELECT x.mention_id, x.place_id, x.role, p.name, p.level, p.province, p.city"
        " FROM json_each(?) t CROSS JOIN locations x ON x.mention_id = t.value JOIN places p ON p.id = x.place_id"
        " ORDER BY x.mention_id, x.position",
        wanted,
    )
    objects = _by_mention(
        db, "SELECT x.mention_id, x.name FROM json_each(?) t CROSS JOIN agreements x ON x.mention_id = t.value", wanted
    )
    mentions = db.execute(
        "SELECT m.id, m.date_start, m.date_end, m.date_precision, m.half_day, m.date_rule, m.evidence,"
        " substr(a.published, 1, 10), a.site, a.url, m.evidence_start, a.title"
        " FROM json_each(?) t CROSS JOIN mentions m ON m.id = t.value JOIN articles a ON a.id = m.article_id",
        [wanted],
    )
    articles = {
        key: found
        for key, *found in db.execute(
            "SELECT m.article_id, min(m.evidence_start), count(*) FROM json_each(?) t"
            " CROSS JOIN mentions m ON m.article_id = t.value GROUP BY t.value",
            [listed({place_in_article(key)[0] for key in ids})],
        )
    }
    told = {}
    for key, start, end, precision, half, rule, evidence, published, site, url, place, title in mentions:
        article, number = place_in_article(key)
        first, passages = articles[article]
        opens = place == first
        persons = tuple(Person(row[1], simplify(row[2]), *row[3:6]) for row in people.get(key, ()))
        sides: dict[str, str | None] = {}
        for person in persons:
            sides[person.name] = sides.get(person.name) or person.side
        scenes = [row for row in places.get(key, ()) if row[2] == "scene"]
        mention = Mention(
            key,
            article,
            number,
            start,
            end,
            precision,
            half,
            frozenset(row[1] for row in kinds.get(key, ())),
            tuple(dict.fromkeys(read_body(row[7], row[8], row[1]) for row in parties.get(key, ()))),
            tuple(sides.items()),
            frozenset(row[6] or row[5] for row in scenes),
            event_names([evidence, title] if opens else [evidence], (row[1] for row in objects.get(key, ()))),
            published,
            university_of(site),
            frozenset(row[3] for row in scenes),
            rule in _CARRIED,
            evidence,
            _employers(people.get(key, ())),
        )
        told[key] = Told(
            mention,
            persons,
            tuple(Party._make(row[1:8]) for row in parties.get(key, ())),
            tuple(Place._make(row[1:]) for row in places.get(key, ())),
            title if opens else None,
            passages,
            _DOCUMENT if url is None else trust(site or ""),
        )
    return told


def _employers(rows: Iterable[tuple[Any, ...]]) -> tuple[tuple[str, tuple[Body, ...]], ...]:
    """Return the bodies of the people in a passage who may be guests, by name; who is of none is left out."""
    found: dict[str, dict[Body, None]] = defaultdict(dict)
    for _, _, name, _, side, organization, employer, key in rows:
        if employer is not None and side != "ours":
            bodies = (read_body(employer, None, key), read_body(organization or employer, None))
            found[simplify(name)] |= {body: None for body in bodies if body.is_evidence}
    return tuple((name, tuple(bodies)) for name, bodies in found.items() if bodies)


def _by_mention(db: Database, sql: str, wanted: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return rows by what stands first in them, the id of a mention."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in db.execute(sql, [wanted]):
        rows[row[0]].append(row)
    return rows


@lru_cache(_HOSTS)
def university_of(host: str | None) -> str | None:
    """Return the domain of the university that a host belongs to, None where it is none's.

    >>> [university_of(host) for host in ("news.xjtu.edu.cn", "www.xa.gov.cn", None)]
    ['xjtu.edu.cn', None, None]
    """
    match = _UNIVERSITY.search(host or "")
    return match[0] if match else None
