"""Run the rules and the corrections again over the articles of a database; nothing is fetched.

How far a run came is stored with each batch, beside a digest of the rules: one that was interrupted goes on where it
stood, unless the rules or corrections have changed since, or another run came between. A mark on each article would say
the same, and make a retagged database differ from a crawled one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from xjtunews import __version__
from xjtunews.corrections import Corrections
from xjtunews.database.connection import is_locked, transaction
from xjtunews.database.corrections import keep_corrections
from xjtunews.database.facts import write_facts
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run
from xjtunews.database.stored import (
    Stored,
    advance_run,
    count_facts,
    finish_run,
    load_articles,
    stored_articles,
    unfinished_run,
)
from xjtunews.items import Article
from xjtunews.language.dates import BEIJING
from xjtunews.pipelines.tag import read_article
from xjtunews.sites.layout import Site
from xjtunews.sites.registry import all_sites, site_of

_SPIDER = "retag"
_PACKAGE = Path(__file__).parent


class Retag:
    """Hold one run: which articles it goes through, and what has changed so far.

    ``added`` and ``removed`` count facts by their kind; ``skipped`` the articles that an interrupted run had done;
    ``faults`` holds a line for each article that keeps its old facts because a rule broke on it.
    """

    def __init__(
        self, db: Database, corrections: Corrections, *, site: str | None = None, since: date | None = None
    ) -> None:
        self.db = db
        self.corrections = corrections
        self.added: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.faults: list[str] = []
        self.arguments: dict[str, Any] = {"rules": _fingerprint(corrections)}
        if site is not None:
            self.arguments["site"] = site
        if since is not None:
            self.arguments["since"] = since.isoformat()
        self.sites: dict[str, Site | None] = {}
        meant = []
        for stored in stored_articles(db):
            own = self.sites[stored.id] = _site_of_crawl(stored)
            whose = (site_of(stored.url) if stored.url else None) or own
            if site is not None and (whose is None or whose.name != site):
                continue
            if since is not None and (stored.published or "") < since.isoformat():
                continue
            meant.append(stored)
        self.run_id: int | None = None
        self.after = ""
        unfinished = unfinished_run(db, _SPIDER, self.arguments)
        if unfinished is not None:
            self.run_id, self.after = unfinished
        # What is corrected is done in any case, so that it is known what came of each correction.
        left = [stored for stored in meant if stored.id > self.after or corrections.names(stored.id, stored.url)]
        self.ids = [stored.id for stored in left]
        self.skipped = len(meant) - len(left)

    def run(self, batch_size: int) -> Iterator[int]:
        """Do the work, a transaction a batch; yield after each how many articles are done."""
        if self.run_id is None:
            given = _dump(self.arguments)
            self.run_id = begin_run(self.db, started=_now(), spider=_SPIDER, arguments=given, version=__version__)
        for start in range(0, len(self.ids), batch_size):
            ids = self.ids[start : start + batch_size]
            try:
                self._batch(ids)
            except Exception as error:
                if is_locked(error):
                    raise
                for key in ids:
                    self._alone(key)
            yield start + len(ids)
        resolve(self.db)
        keep_corrections(self.db, self.corrections.rows())
        finish_run(self.db, self.run_id, finished=_now(), finish_reason="finished", faults=len(self.faults))

    def _batch(self, ids: Sequence[str]) -> None:
        articles = [self._read(article) for article in load_articles(self.db, ids)]
        with transaction(self.db):
            before = count_facts(self.db, ids)
            write_facts(self.db, articles)
            after = count_facts(self.db, ids)
            assert self.run_id is not None
            self.after = max(self.after, ids[-1])
            advance_run(self.db, self.run_id, self.arguments, self.after, len(ids))
        for kind, facts in before.items():
            self.added[kind] += (after[kind] - facts).total()
            self.removed[kind] += (facts - after[kind]).total()

    def _read(self, article: Article) -> Article:
        assert article.id is not None
        article.reading = read_article(article, self.sites[article.id])
        self.corrections.apply(article)
        return article

    def _alone(self, key: str) -> None:
        try:
            self._batch([key])
        except Exception as error:
            if is_locked(error):
                raise
            self.faults.append(f"{key} keeps its old facts: {error!r}")


def _site_of_crawl(stored: Stored) -> Site | None:
    """Return the site that the crawl of an article was about: `news` was told, the others are called like theirs."""
    return all_sites().get(stored.arguments.get("site") or stored.spider or "")


def _fingerprint(corrections: Corrections) -> str:
    """Return a digest of all that decides what is found in a stored text."""
    digest = hashlib.blake2b(_dump(corrections.rows()).encode(), digest_size=8)
    for folder in ("language", "sites"):
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.suffix in (".py", ".txt", ".tsv"):
                digest.update(path.read_bytes())
    for name in ("corrections.py", "pipelines/tag.py"):
        digest.update((_PACKAGE / name).read_bytes())
    return digest.hexdigest()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _now() -> str:
    return datetime.now(BEIJING).isoformat(timespec="seconds")
