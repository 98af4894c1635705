"""Find the words of a list in a text, all in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import ahocorasick

Value = TypeVar("Value")
#: For so few characters the automaton is not worth its start.
_SHORT = 48


class Lexicon(Generic[Value]):
    """Find words in texts, whatever their number.

    The longest words come from an automaton that reads every character once (Aho and Corasick, 1975). All words, where
    few places of a text have any, come faster by their first two characters.

    >>> towns = Lexicon({"西安": "city", "西安市": "city", "港": "word"})
    >>> list(towns.longest("西安市与香港"))
    [(0, 3, 'city'), (5, 6, 'word')]
    >>> list(towns.all("西安市"))
    [(0, 3, 'city'), (0, 2, 'city')]
    """

    __slots__ = ("_automaton", "_lengths", "_maybe", "_words")

    def __init__(self, words: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        self._words = dict(words)
        self._automaton = ahocorasick.Automaton()
        lengths: dict[str, set[int]] = {}
        for word, value in self._words.items():
            self._automaton.add_word(word, (len(word), value))
            lengths.setdefault(word[:2], set()).add(len(word))
        self._automaton.make_automaton()
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        pairs, singles = [head for head in lengths if len(head) > 1], [head for head in lengths if len(head) == 1]
        # a pair is looked up only where each of its characters stands in some word's place
        heads = [f"{_one_of(pair[0] for pair in pairs)}(?={_one_of(pair[1] for pair in pairs)})"] if pairs else []
        self._maybe = re.compile("|".join(heads + [_one_of(singles)] * bool(singles)) or r"(?!)")

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
        words, lengths, last = self._words, self._lengths, len(text)
        for start in map(re.Match.start, self._maybe.finditer(text)):
            for length in lengths.get(text[start : start + 2], ()):
                end = start + length
                if length > 1 and end <= last and (word := text[start:end]) in words:
                    yield start, end, words[word]
            if (word := text[start]) in words:
                yield start, start + 1, words[word]

    def longest(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Yield start, end and value of the words in ``text``, the longest at each place, none inside another."""
        behind = 0
        if len(text) < _SHORT or not self._words:
            for start, end, value in self.all(text):
                if start >= behind:
                    behind = end
                    yield start, end, value
            return
        # not iter_long, which loses words inside a longer one that the text only begins
        longest = {last + 1 - length: (last + 1, value) for last, (length, value) in self._automaton.iter(text)}
        for start in sorted(longest):
            if start >= behind:
                behind, value = longest[start]
                yield start, behind, value


def _one_of(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"
