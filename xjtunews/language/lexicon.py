"""Find the words of a list in a text, all in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Generic, TypeVar

import ahocorasick

Value = TypeVar("Value")
_BY_LENGTH = itemgetter(1)
_BY_START = itemgetter(0)


class Lexicon(Generic[Value]):
    """Find words in texts, whatever their number: an automaton reads every character once (Aho and Corasick, 1975).

    >>> towns = Lexicon({"西安": "city", "西安市": "city", "港": "word"})
    >>> list(towns.longest("西安市与香港"))
    [(0, 3, 'city'), (5, 6, 'word')]
    >>> list(towns.all("西安市"))
    [(0, 3, 'city'), (0, 2, 'city')]
    """

    __slots__ = ("_automaton", "_lengths", "_words")

    def __init__(self, words: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        self._words = dict(words)
        self._automaton = ahocorasick.Automaton()
        for word, value in self._words.items():
            self._automaton.add_word(word, (len(word), value))
        self._automaton.make_automaton()
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
        if not self._words:
            return
        found = [(last + 1 - length, last + 1, value) for last, (length, value) in self._automaton.iter(text)]
        found.sort(key=_BY_LENGTH, reverse=True)
        found.sort(key=_BY_START)
        yield from found

    def longest(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Yield start, end and value of the words in ``text``, the longest at each place, none inside another."""
        if not self._words:
            return
        for last, (length, value) in self._automaton.iter_long(text):
            yield last + 1 - length, last + 1, value
