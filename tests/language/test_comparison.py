"""Texts are brought into one form however they were printed, and their outlines tell which may be alike."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forgery import Forger, Report
from tests.lookalikes import PAIRS
from xjtunews.language.comparison import Held, Outline, comparable, comparable_body, sketch, unpack

PLAIN = "，。、：；！？（）“”‘’…—·《》 \n（网wǎng）(dang)西安交通大學簽约ABCxyz0189%～％"
ODD = "２０２４ＡＢ㈱㎡①②豈Ⅻ\u200b\ufeff\u3000ﾊﾟe\u0301ǎ\ufffd❶"
BODY = PAIRS[0].one.body
DAY = "2024-03-06"


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(PLAIN + ODD), max_size=30))
def test_width_makes_no_difference(text: str) -> None:
    assert comparable(text) == comparable(unicodedata.normalize("NFKC", text))


def test_characters_that_are_thought_plain_are() -> None:
    for code in (*range(0x20, 0x3400), *range(0x9FFF, 0xD800), *range(0xE000, 0x10000)):
        assert comparable(chr(code)) == comparable(unicodedata.normalize("NFKC", chr(code))), hex(code)


@pytest.mark.parametrize("length", [0, 3, 8, 9, 300, 3000, 20_000])
def test_a_sketch_holds_the_smallest_checksums_of_texts_of_any_length(length: int) -> None:
    text = "".join(random.Random(length).choices("校长会见来宾并签署合作协议", k=length))
    found = sketch(text)
    assert list(found) == sorted(set(found))
    assert len(found) == min(32, len({text[at : at + 8] for at in range(max(1, length - 7))}) if text else 0)
    assert set(sketch(text + "甲")) - set(found) <= set(sketch((text + "甲")[-8:]))


def outline(report: Report) -> Outline:
    return Outline.of(report.title, report.body, report.day)


def test_an_outline_says_what_is_compared() -> None:
    found = Outline.of("學校与苏州签约", "（记者 某某）" + BODY, "2024-03-06T10:00")
    assert (found.title, found.day, found.days) == ("学校与苏州签约", DAY, "3月5日")
    assert unpack(found.sketch) == sketch(comparable_body("（记者 某某）" + BODY))
    assert set(unpack(found.numbers)) > {*unpack(found.sketch)[:16], *unpack(found.beginning)[:8]}


def test_another_text_is_of_another_origin() -> None:
    origins = {
        Outline.of(*given).origin for given in (("a", "b", DAY), ("b", "a", DAY), ("a", "b", None), ("a", "c", DAY))
    }
    assert len(origins) == 4


@pytest.mark.parametrize("kind", ["sign", "cut", "add", "convert", "annotate", "lose", "inject", "tail", "swap"])
def test_a_copy_begins_and_goes_on_like_its_original(kind: str) -> None:
    report = Report("题", BODY, DAY)
    one, other = outline(report), outline(getattr(Forger(kind), kind)(report))
    assert Held(one).begins_like(other)
    assert Held(one).shares(other.sketch, 0.3)
    assert Held(other).shares(one.sketch, 0.3)


def test_another_article_does_not() -> None:
    one, other = Outline.of("题", BODY, DAY), Outline.of("题", "秋季运动会在田径场开幕，各学院方阵依次入场。" * 9, DAY)
    assert not Held(one).begins_like(other)
    assert not Held(one).shares(other.sketch, 0.3)
    assert not Held(one).shares(Outline.of("题", "", DAY).sketch, 0.3)
