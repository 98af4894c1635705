from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.language.text import clean_line, fingerprint, fold, join_lines, normalize, sentences


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  甲\t乙\r\n", "甲 乙"),
        ("甲\u3000\u3000乙", "甲 乙"),
        ("甲\xa0 乙", "甲 乙"),
        ("甲\n\n乙", "甲 乙"),
        ("\ufeff甲", "甲"),
        ("甲\x00乙\x1f丙", "甲乙丙"),
        ("甲\ud800乙", "甲乙"),
        ("\u3000\xa0\t", ""),
        ("", ""),
    ],
)
def test_clean_line(text: str, line: str) -> None:
    assert clean_line(text) == line


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["甲会见乙、", "丙一行"], "甲会见乙、丙一行"),
        (["【专题】", "甲举行论坛"], "【专题】甲举行论坛"),
        (["Energy", "Forum"], "Energy Forum"),
        (["走进", "IBM"], "走进IBM"),
        (["IBM", "来访"], "IBM来访"),
        (["甲 ", "", "\u3000乙"], "甲乙"),
        ([], ""),
    ],
)
def test_join_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲，乙：丙", "甲,乙:丙"),
        ("“甲”", '"甲"'),
        ("甲——乙", "甲--乙"),
        ("甲 乙\n丙", "甲乙丙"),
        ("ＡＢ１２", "AB12"),
        ("艾力·买买提", "艾力买买提"),
    ],
)
def test_fold_and_fingerprint_see_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(("甲乙",), ("甲丙",)), (("甲乙",), ("甲", "乙")), (("甲", ""), ("甲",)), (("1月5日",), ("1月6日",))],
)
def test_fingerprint_tells_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert fingerprint(*one) != fingerprint(*other)


def test_fingerprint_takes_half_characters() -> None:
    assert len(fingerprint("甲\ud800")) == 32


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("甲来了。乙走了。", ["甲来了。", "乙走了。"]),
        ("甲来了！乙？", ["甲来了！", "乙？"]),
        ("没有句号", ["没有句号"]),
        ("他说：“好。”然后离开。", ["他说：“好。”", "然后离开。"]),
        ("（会后参观。）合影。", ["（会后参观。）", "合影。"]),
        ("投资3.5亿元。完", ["投资3.5亿元。", "完"]),
        ("真的？！好", ["真的？！", "好"]),
        ("", []),
    ],
)
def test_sentences(paragraph: str, parts: list[str]) -> None:
    assert [paragraph[start:end] for start, end in sentences(paragraph)] == parts


@given(st.text(st.characters() | st.sampled_from("，：；（）？！％\u3000０Ａ①…㍿ﾞ\u0301é한")))
def test_normalized_text_is_what_unicode_calls_nfkc(text: str) -> None:
    assert normalize(text) == unicodedata.normalize("NFKC", text)
