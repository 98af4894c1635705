"""Say what counts as each kind of event: its meaning, the words that announce it, and sentences that do and do not.

All of it comes from the word lists that the rules read: a test holds the sentences against the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xjtunews.language.mentions import find_passages
from xjtunews.language.words import column, rows

#: The sentences are read as news of this day.
PUBLISHED = date(2024, 1, 25)


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one sentence that reports a kind of event or, where ``positive`` is false, only looks like it; and why."""

    sentence: str
    positive: bool
    why: str


@dataclass(frozen=True, slots=True)
class KindEntry:
    """Hold the page of one kind; ``general`` words count only where no others stand."""

    kind: str
    chinese: str
    english: str
    triggers: tuple[str, ...]
    general: tuple[str, ...]
    examples: tuple[Example, ...]


def codebook() -> list[KindEntry]:
    """Return the kinds in the order of the closed list."""
    examples: dict[str, list[Example]] = {}
    for kind, positive, sentence, why in rows("kind_examples.tsv"):
        examples.setdefault(kind, []).append(Example(sentence, positive == "yes", why))
    return [
        KindEntry(
            kind,
            chinese,
            english,
            _triggers("kinds.tsv", kind),
            _triggers("otherwise.tsv", kind),
            tuple(examples[kind]),
        )
        for kind, chinese, english in rows("kind_meanings.tsv")
    ]


def kind_order(kind: str) -> int:
    """Return the place of a kind in the closed list; what is not in it comes last.

    >>> sorted(["活动", "会见", "签约"], key=kind_order)
    ['签约', '会见', '活动']
    """
    kinds = column("kind_meanings.tsv")
    return kinds.index(kind) if kind in kinds else len(kinds)


def exclusions() -> tuple[str, ...]:
    """Return the words of history, plans and wishes, inside which no trigger counts."""
    return column("not_events.txt")


def read_kinds(sentence: str) -> set[str]:
    """Return the kinds of event that the rules find in a sentence of the codebook.

    >>> sorted(read_kinds("1月12日，双方座谈，希望早日签约。"))
    ['座谈']
    """
    return {kind.kind for passage in find_passages([sentence], PUBLISHED) for kind in passage.kinds}


def _triggers(name: str, kind: str) -> tuple[str, ...]:
    return tuple(trigger for listed, trigger in rows(name) if listed == kind)
