"""Change what the rules found in an article, where a person knows better."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xjtunews.language.correctable import Spot, kinds_of_fact, split_value
from xjtunews.language.facts import Reading
from xjtunews.language.mentions import Passage

ACTIONS = ("add", "change", "remove")

_WHERE = re.compile(r"(?P<paragraph>\d{1,6})|(?:\S{1,500}-)?(?P<key>p\d{1,6}-\d{1,6})")


@dataclass(frozen=True, slots=True)
class Change:
    """Hold what to do (`add`, `change` or `remove`) with which kind of fact; empty is what it does not need.

    ``where`` is a paragraph, counted from 1, or a passage as the database names it (`p2-1`, whatever stands before).
    """

    action: str
    fact: str
    where: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what came of a change.

    ``status`` is `applied`; `unneeded` where the rules say the same by now; or `vanished` where what it speaks of is
    not there, with the reason.
    """

    status: str
    reason: str = ""


def why_meaningless(change: Change) -> str | None:
    """Return what is wrong with a change, whatever the article, or None.

    >>> why_meaningless(Change("add", "kind", new="会谈"))
    "there is no kind of event '会谈'; there are 签约 揭牌 启动 会见 座谈 调研 会议 报告 捐赠 活动"
    >>> why_meaningless(Change("remove", "person", old="张三")) is None
    True
    """
    if change.action not in ACTIONS:
        return f"there is no action {change.action!r}; there are {', '.join(ACTIONS)}"
    if change.fact not in kinds_of_fact():
        return f"there is no kind of fact {change.fact!r}; there are {', '.join(kinds_of_fact())}"
    if change.where and not _WHERE.fullmatch(change.where):
        return f"{change.where!r} is no paragraph and no passage; write it as 2 or p2-1"
    for name, value, needed in (
        ("old", change.old, change.action != "add"),
        ("new", change.new, change.action != "remove"),
    ):
        if needed != bool(value):
            return f"to {change.action} needs {'a' if needed else 'no'} value in the column {name}"
    fact = kinds_of_fact()[change.fact]
    if change.fact == "passage" and change.action == "change":
        return "a passage is added or removed; change its date, or what stands in it"
    if change.fact == "passage" and change.action == "add" and not change.where.isdecimal():
        return "to add a passage needs the number of its paragraph"
    if (
        change.fact == "title"
        and change.action == "change"
        and split_value(change.old)[0] != split_value(change.new)[0]
    ):
        return "a title goes from one person to another by remove and add"
    return (None if fact.printed or not change.old else fact.check(change.old)) or (
        fact.check(change.new) if change.new else None
    )


def amend(reading: Reading, paragraphs: Sequence[str], change: Change) -> Outcome:
    """Apply ``change`` to what was read in an article; a second time, it changes nothing."""
    fact = kinds_of_fact()[change.fact]
    spots = _spots(reading, paragraphs, change.where)
    if not spots:
        return Outcome(
            "vanished", f"there is no {'paragraph' if change.where.isdecimal() else 'passage'} {change.where}"
        )
    if change.action == "add":
        if any(fact.has(spot, change.new) for spot in spots):
            return Outcome("unneeded")
        chosen = fact.choose(spots, change.new)
        if isinstance(chosen, str):
            return Outcome("vanished", chosen)
        for spot in chosen:
            fact.add(spot, change.new)
        return Outcome("applied")
    here = [spot for spot in spots if fact.has(spot, change.old)]
    if not here:
        if change.action == "change" and any(fact.has(spot, change.new) for spot in spots):
            return Outcome("unneeded")
        return Outcome("vanished", f"{change.old} is not found there")
    if change.fact == "topic":
        here = here[:1]
    if change.fact == "passage" and len(here) > 1:
        return Outcome("vanished", f"the article has {len(here)} passages of {change.old}; say which one")
    for spot in here:
        fact.remove(spot, change.old) if change.action == "remove" else fact.change(spot, change.old, change.new)
    return Outcome("applied")


def _spots(reading: Reading, paragraphs: Sequence[str], where: str) -> list[Spot]:
    """Return what ``where`` names: all of the article, one passage, or those of a paragraph or that reach into it."""
    everywhere = [Spot(reading, paragraphs, scene, index) for index, scene in enumerate(reading.scenes)]
    match = _WHERE.fullmatch(where)
    if match is None:
        return [*everywhere, Spot(reading, paragraphs, reading.elsewhere)]
    if match["key"]:
        keys = passage_keys(reading.passages)
        return [spot for spot, key in zip(everywhere, keys, strict=True) if key == match["key"]]
    number = int(match["paragraph"])
    if not 0 < number <= len(paragraphs):
        return []
    before = [spot for spot in everywhere if spot.passage is not None and spot.passage.paragraph <= number]
    within = [spot for spot in before if spot.passage is not None and spot.passage.paragraph == number]
    found = within or before[-1:] or [Spot(reading, paragraphs, reading.elsewhere)]
    return [replace(spot, paragraph=number) for spot in found]


def passage_keys(passages: Sequence[Passage]) -> list[str]:
    """Return the names of passages in an article: the paragraph of each, and its number there."""
    numbers: Counter[int] = Counter()
    keys = []
    for passage in passages:
        numbers[passage.paragraph] += 1
        keys.append(f"p{passage.paragraph}-{numbers[passage.paragraph]}")
    return keys
