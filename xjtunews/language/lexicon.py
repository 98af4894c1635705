"""Find the words of a list in a text, all in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Value = TypeVar("Value")

_HALF = re.compile("[\ud800-\udfff]")


class Lexicon(Generic[Value]):
    """Find words in texts, whatever their number, by an automaton that reads every character once.

    Source: Aho and Corasick, 1975. It is made when it is first asked for.

    >>> towns = Lexicon({"西安": "city", "西安市": "city", "港": "word"})
    >>> list(towns.longest("西安市与香港"))
    [(0, 3, 'city'), (5, 6, 'word')]
    >>> list(towns.all("西安市"))
    [(0, 3, 'city'), (0, 2, 'city')]
    """

    def __init__(self, words: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        self._words = dict(words)
        self._values = list(self._words.values())
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def get(self, word: str) -> Value | None:
        """Return what the list says of ``word``, or None where it has no such word."""
        return self._words.get(word)

    def begins(self, text: str, position: int) -> int:
        """Return the length of the longest word that begins at ``position`` of ``text``, 0 where none does."""
        for length in self._lengths.get(text[position : position + 2], ()):
            word = text[position : position + length]
            if word in self._words:
                return len(word)
        return int(text[position : position + 1] in self._words)

    def all(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Yield start, end and value of every word in ``text``, those inside others too; longer ones first."""
        values = self._values
        found = self._every.find_matches_as_indexes(_encodable(text), overlapping=True)
        for start, last, number in sorted((start, -end, number) for number, start, end in found):
            yield start, -last, values[number]

    def longest(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Yield start, end and value of the words in ``text``, the longest at each place, none inside another."""
        values = self._values
        for number, start, end in self._longest.find_matches_as_indexes(_encodable(text)):
            yield start, end, values[number]

    @cached_property
    def _every(self) -> AhoCorasick:
        return self._automaton(MatchKind.Standard)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return self._automaton(MatchKind.LeftmostLongest)

    def _automaton(self, kind: MatchKind) -> AhoCorasick:
        # the quickest that needs no more memory than the words
        return AhoCorasick(list(self._words), matchkind=kind, implementation=Implementation.ContiguousNFA)


def _encodable(text: str) -> str:
    """Return the text without halves of characters, which no encoding has: each makes room for a mark."""
    return text if text.isprintable() else _HALF.sub("\ufffd", text)
