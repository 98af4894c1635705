from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.language.lexicon import Lexicon

WORDS = st.dictionaries(st.text("甲乙丙-]^[a", min_size=1, max_size=4), st.integers(), max_size=6)


@pytest.mark.parametrize(
    ("words", "text", "found", "longest"),
    [
        ((), "甲乙", [], []),
        (("甲",), "", [], []),
        (("甲乙", "甲乙丙"), "甲乙", [(0, 2)], [(0, 2)]),
        (("甲乙", "甲乙丙"), "甲乙丙", [(0, 3), (0, 2)], [(0, 3)]),
        (("甲乙", "乙丙"), "甲乙丙", [(0, 2), (1, 3)], [(0, 2)]),
        (("甲", "甲乙"), "甲乙甲", [(0, 2), (0, 1), (2, 3)], [(0, 2), (2, 3)]),
        (("]", "-^"), "[]-^", [(1, 2), (2, 4)], [(1, 2), (2, 4)]),
        (("甲乙丁",), "甲乙甲乙丁", [(2, 5)], [(2, 5)]),
    ],
)
def test_words(words: tuple[str, ...], text: str, found: list[tuple[int, int]], longest: list[tuple[int, int]]) -> None:
    lexicon = Lexicon((word, word) for word in words)
    assert [(start, end) for start, end, _ in lexicon.all(text)] == found
    assert [(start, end) for start, end, _ in lexicon.longest(text)] == longest


@given(words=WORDS, text=st.text("甲乙丙-]^[a", max_size=12))
def test_all_words_are_found(words: dict[str, int], text: str) -> None:
    spans = [(start, end) for start in range(len(text)) for end in range(len(text), start, -1)]
    wanted = [(start, end, words[text[start:end]]) for start, end in spans if text[start:end] in words]
    assert list(Lexicon(words).all(text)) == wanted
    behind, longest = 0, []
    for start, end, value in wanted:
        if start >= behind:
            longest.append((start, end, value))
            behind = end
    assert list(Lexicon(words).longest(text)) == longest
    padded = "丁" * 100 + text  # characters are counted, not bytes
    assert [(start - 100, end - 100, value) for start, end, value in Lexicon(words).longest(padded)] == longest
