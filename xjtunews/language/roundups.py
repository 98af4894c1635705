"""Tell which passages of a report tell what a roundup tells in the passage that links to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from xjtunews.language.coreference import (
    A_DAY_OFF,
    BESIDE_LINK,
    BY_LINK,
    UNDATED,
    Mention,
    Pair,
    date_relation,
    evidence,
    pair,
)

#: A passage of another date has to have at least so much in common.
_ENOUGH = 3


def pairs_by_link(passage: Mention, report: Sequence[Mention]) -> Iterator[Pair]:
    """Yield the pairs of a passage of a roundup with the passages of a report that it links to.

    One of those whose date meets its own is the report of it in any case: that with most in common, then of the same
    date, then the first. Where none meets, one without a date may be, or one that is a day off, if they name somebody
    in common. So are the others that name somebody of the passage, or nobody.
    """
    meeting = []
    for mention in report:
        relation = date_relation(passage, mention)
        if relation is not None and relation[0] != UNDATED:
            found = evidence(passage, mention)
            meeting.append((found.score + len(passage.kinds & mention.kinds), relation[0], -mention.number, mention))
    if not meeting:
        yield from _pairs_of_other_dates(passage, report)
        return
    best = max(meeting, key=lambda row: row[:3])[3]
    for *_, mention in meeting:
        found = evidence(passage, mention)
        words = ("related link", *found.reasons)
        if mention is best:
            yield pair(passage, mention, BY_LINK + max(0, min(found.score, 99)), words)
        elif found.shared or (mention.is_anonymous and passage.kinds & mention.kinds):
            yield pair(passage, mention, BESIDE_LINK + max(0, min(found.score, 99)), words)


def _pairs_of_other_dates(passage: Mention, report: Sequence[Mention]) -> Iterator[Pair]:
    found = []
    for mention in report:
        shown = evidence(passage, mention)
        if shown.shared and shown.score >= _ENOUGH and (mention.start is None or _is_a_day_off(passage, mention)):
            which = "no date" if mention.start is None else A_DAY_OFF
            found.append((shown.score, -mention.number, mention, ("related link", which, *shown.reasons)))
    if found:
        score, _, mention, reasons = max(found, key=lambda row: row[:2])
        yield pair(passage, mention, BY_LINK + min(score, 99), reasons)


def _is_a_day_off(one: Mention, other: Mention) -> bool:
    if not (one.is_day and other.is_day):
        return False
    assert one.start is not None
    assert other.start is not None
    return abs(date.fromisoformat(one.start) - date.fromisoformat(other.start)) == timedelta(1)
