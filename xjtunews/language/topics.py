"""Tell what an article is about: the topics of ``data/topics.tsv`` by the terms that speak of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2

from xjtunews.language.kinds import overlaps
from xjtunews.language.lexicon import Lexicon
from xjtunews.language.segment import segmenter
from xjtunews.language.words import rows

Span = tuple[int, int]

#: A topic needs as much: no term that is named once in passing has it, one in the title has.
_FLOOR = 4.0
#: And this share of what the first topic has: a long text names many things.
_SHARE = 0.2
#: The weight of a term that is enough by itself, one less in the title: a call for grants says `资助` twenty times.
_ALONE = 3
#: What a term in the title adds to those of the text.
_TITLE = 2.0
# `在人才培养、科技创新、金融等方面` is said of every cooperation.
_IN_LIST = 0.5
_LIST_MARKS = frozenset("、/")
#: Terms of so many characters are words of the segmenter's dictionary that no other word reaches into.
_PLAIN = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """Hold a topic of a text, how much speaks for it, and the terms that do, each with how often it stands there."""

    topic: str
    score: float
    terms: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Term:
    """Count one term: where it is said, half of it in a list, and whether the title says it."""

    count: int = 0
    weight: float = 0.0
    in_title: bool = False

    @property
    def value(self) -> float:
        """Return what the term is worth; to say it again adds ever less."""
        return log2(1 + self.weight) + (_TITLE if self.in_title else 0.0)


@cache
def _lexicon() -> Lexicon[tuple[tuple[str, int], ...]]:
    terms: dict[str, tuple[tuple[str, int], ...]] = {}
    for topic, term, weight in rows("topics.tsv"):
        terms[term] = (*terms.get(term, ()), (topic, int(weight)))
    return Lexicon(terms)


def find_topics(title: str, paragraphs: Sequence[str], taken: Mapping[int, list[Span]] | None = None) -> list[Topic]:
    """Return the topics of an article, the strongest first.

    ``taken`` gives the spans whose terms say little, such as the names of organisations, for each paragraph that has
    any, in order and apart; paragraphs count from 1, the title is 0.

    >>> find_topics("两校共建新材料学院", ["双方将在石墨烯、钛合金等方向合作。"])
    [Topic(topic='新材料', score=9.51, terms=(('新材料', 1), ('石墨烯', 1), ('钛合金', 1)))]
    >>> find_topics("两校座谈", ["双方谈到金融。"])
    []
    """
    taken = taken or {}
    terms: dict[str, _Term] = {}
    for number, text in enumerate((title, *paragraphs)):
        for start, end in _find_terms(text, taken.get(number, [])):
            term = terms.setdefault(text[start:end], _Term())
            term.count += 1
            if number == 0:
                term.in_title = True
            else:
                term.weight += _IN_LIST if _is_in_list(text, start, end) else 1.0
    return _rank(terms)


def _rank(terms: Mapping[str, _Term]) -> list[Topic]:
    said: dict[str, list[tuple[float, str]]] = {}
    named: set[str] = set()
    for term in sorted(terms):
        for topic, weight in _lexicon().get(term) or ():
            if weight >= _ALONE - terms[term].in_title or topic in said:
                named.add(topic)
            said.setdefault(topic, []).append((-weight * terms[term].value, term))
    scores = {topic: round(-sum(value for value, _ in said[topic]), 2) for topic in named}
    floor = max(_FLOOR, _SHARE * max(scores.values(), default=0.0))
    return [
        Topic(topic, score, tuple((term, terms[term].count) for _, term in sorted(said[topic])))
        for topic, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if score >= floor
    ]


def _find_terms(text: str, taken: list[Span]) -> Iterator[Span]:
    """Yield the spans of the terms that stand in ``text`` as whole words, the longest at each place."""
    is_words = segmenter().is_words
    behind = 0
    for start, end, _ in _lexicon().all(text):
        if start < behind or overlaps(taken, start, end):
            continue
        if end - start >= _PLAIN or is_words(text, start, end):
            behind = end
            yield start, end


def _is_in_list(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _LIST_MARKS or text[end : end + 1] in _LIST_MARKS
