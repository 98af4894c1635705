"""Read the corrections that people made by hand, and apply them to articles: what the rules say, they overrule.

A line of the file names who corrected, when, why, the article, and what to change; see the README. The lines of an
article are applied in their order, each to what those before it left.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from xjtunews.exceptions import CorrectionError, UndecodableError
from xjtunews.items import Article
from xjtunews.language.amend import Change, amend, why_meaningless
from xjtunews.language.encoding import decode
from xjtunews.language.words import rows
from xjtunews.sites.addresses import article_id, canonical_url
from xjtunews.sites.registry import layout_for, site_of

#: The file that is read, if it is there, where no setting names one.
DEFAULT = "corrections.tsv"
COLUMNS = ("who", "when", "why", "article", "action", "fact", "where", "old", "new")

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


@dataclass(slots=True)
class Correction:
    """Hold one line: who corrected what, when and why, and what came of it.

    ``article`` is an id or an address as written; ``status`` is `unused` until an article of that name came by, then
    that of an :class:`~xjtunews.language.amend.Outcome`, with its ``reason``.
    """

    line: int
    who: str
    day: str
    why: str
    article: str
    change: Change
    status: str = "unused"
    reason: str = ""
    article_id: str | None = None


@dataclass(slots=True)
class Corrections:
    """Hold the lines of a file, and for those that mean nothing one message each."""

    name: str = DEFAULT
    all: list[Correction] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _of: dict[str, list[Correction]] = field(default_factory=lambda: defaultdict(list))

    def add(self, correction: Correction) -> None:
        """Take a correction in."""
        self.all.append(correction)
        for key in _keys(correction.article):
            self._of[key].append(correction)

    def apply(self, article: Article) -> list[Correction]:
        """Correct what was read in ``article``, and return the corrections that speak of it."""
        assert article.reading is not None
        found = self.names(article.id, article.url)
        for correction in found:
            outcome = amend(article.reading, article.paragraphs, correction.change)
            correction.status, correction.reason, correction.article_id = outcome.status, outcome.reason, article.id
        return found

    def names(self, key: str | None, url: str | None) -> list[Correction]:
        """Return the corrections that speak of the article with this id and address, in the order of their lines."""
        found = {correction.line: correction for name in (key, url) if name for correction in self._of.get(name, ())}
        return [found[line] for line in sorted(found)]

    def rows(self) -> list[dict[str, Any]]:
        """Return the corrections as rows of the database."""
        return [
            {
                "line": correction.line,
                "who": correction.who,
                "corrected": correction.day,
                "why": correction.why,
                "article": correction.article,
                "article_id": correction.article_id,
                "action": correction.change.action,
                "fact": correction.change.fact,
                "passage": correction.change.where or None,
                "old": correction.change.old or None,
                "new": correction.change.new or None,
                "status": correction.status,
                "reason": correction.reason or None,
            }
            for correction in self.all
        ]

    def vanished(self) -> Iterator[str]:
        """Yield a message for each correction whose article was there, and what it speaks of was not."""
        for correction in self.all:
            if correction.status == "vanished":
                change = correction.change
                what = f"{change.action} {change.fact} {change.old or change.new}"
                yield f"{self.name}, line {correction.line}: {what}: {correction.reason} ({correction.article_id})"

    def unused(self) -> Iterator[str]:
        """Yield a message for each correction whose article did not come by."""
        for correction in self.all:
            if correction.status == "unused":
                yield f"{self.name}, line {correction.line}: the article {correction.article} is not stored"


def read_corrections(path: str | None) -> Corrections:
    """Return the corrections of the file at ``path``; a line that means nothing is a problem, and costs no other.

    :raises CorrectionError: if the file cannot be read; that there is none is an error only under another name than
        the default.
    """
    if not path or (path == DEFAULT and not Path(path).exists()):
        return Corrections()
    try:
        text = decode(Path(path).read_bytes() or b"#")
    except (OSError, UndecodableError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        raise CorrectionError(f"CORRECTIONS={path} cannot be read: {reason}") from error
    corrections = Corrections(Path(path).name)
    for number, line in enumerate(text.splitlines(), 1):
        # Line by line, so that a quotation mark that nobody closed does not swallow those behind it.
        cells = [cell.strip() for row in csv.reader([line], delimiter="\t") for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        try:
            corrections.add(_read_line(number, cells))
        except CorrectionError as error:
            corrections.problems.append(f"{corrections.name}, line {number}: {error}")
    return corrections


def _read_line(number: int, cells: list[str]) -> Correction:
    if any(cells[len(COLUMNS) :]):
        raise CorrectionError(f"more than {len(COLUMNS)} columns; they are {', '.join(COLUMNS)}, with tabs between")
    who, day, why, article, action, fact, where, old, new = (*cells, *[""] * len(COLUMNS))[: len(COLUMNS)]
    for name, value in zip(COLUMNS, (who, day, why, article, action, fact), strict=False):
        if not value:
            raise CorrectionError(f"nothing in the column {name}; the columns are {', '.join(COLUMNS)}")
    change = Change(_meaning(action), _meaning(fact), where, old, new)
    problem = why_meaningless(change)
    if problem:
        raise CorrectionError(problem)
    return Correction(number, who, _read_day(day), why, article, change)


def _meaning(word: str) -> str:
    """Return the English word for one of a file.

    >>> _meaning("删除"), _meaning("Remove"), _meaning("剪掉")
    ('remove', 'remove', '剪掉')
    """
    return next((row[0] for row in rows("correction_words.tsv") if word in row[1].split()), word.lower())


def _read_day(text: str) -> str:
    match = _DAY.fullmatch(text)
    try:
        if match:
            return date(*map(int, match.groups())).isoformat()
    except ValueError:
        pass
    raise CorrectionError(f"{text!r} in the column when is no date; write it as 2024-01-31")


def _keys(article: str) -> set[str]:
    """Return the names under which an article may come by: the id or address as written, and the id of the address.

    >>> sorted(_keys("http://news.xjtu.edu.cn/info/1033/205565.htm#top"))
    ['https://news.xjtu.edu.cn/info/1033/205565.htm', 'news-xjtu-edu-cn-205565']
    """
    url = canonical_url(article, site_of(article)) if "://" in article else None
    return {url, article_id(url, layout_for(url))} if url else {article}
