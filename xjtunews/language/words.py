"""Load the word lists in ``data/``: plain files that anyone can edit, ``#`` begins a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/NAME``, each a tuple of its tab-separated cells, without comments."""
    text = (files(__package__) / "data" / name).read_text("utf-8")
    lines = (line.partition("#")[0].rstrip() for line in text.splitlines())
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines if line.strip())


def column(name: str, index: int = 0) -> tuple[str, ...]:
    """Return one column of ``data/NAME``."""
    return tuple(row[index] for row in rows(name))


@cache
def vocabulary(name: str) -> frozenset[str]:
    """Return the words of ``data/NAME``, a list with many in a line, separated by spaces."""
    return frozenset(word for row in rows(name) for cell in row for word in cell.split())


@cache
def contexts(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of ``data/NAME``, whose rows are WHERE and WORDS, by where they stand."""
    found: dict[str, tuple[str, ...]] = {}
    for where, words in rows(name):
        found[where] = (*found.get(where, ()), *words.split())
    return found


def alternation(words: Iterable[str]) -> str:
    """Return a pattern that matches any of ``words`` literally, longest first.

    >>> alternation(["来源", "信息来源", "from"])
    'from|信息来源|来源'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def heads(words: Iterable[str]) -> str:
    """Return a pattern that looks ahead for a first character of ``words``: where none stands, none has to be tried.

    >>> heads(["来源", "信息来源", "来自"])
    '(?=[信来])'
    """
    return f"(?=[{''.join(map(re.escape, sorted({word[0] for word in words})))}])"
