"""Dates are looked for near their signs only, and all are found."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xjtunews.language.event_dates import _NUMBERED_PATTERNS, _WORD_PATTERNS, _near, _Sign

PATTERNS = [(sign, pattern) for sign, pattern, _ in (*_NUMBERED_PATTERNS, *_WORD_PATTERNS)]
#: What dates are made of, and what looks like a piece of one.
PIECES = """
    2024 年 年 3 5 12 31 20 二〇二三 十一 元 廿五 三十 月 月 日 日 号 至 - — . / 、 和 起 到 上旬 初
    末 底 份 上午 晚 星期五 （ ） 今年 去年 同年 今天 昨 昨晚 前日 当天 当晚 同一天 次日 翌日 第二天
    本月 上个月 当月 在 赴 ， 。 农历 校庆 时代 个 岁 期 学校与苏州市签约
"""


@pytest.mark.parametrize(("sign", "pattern"), PATTERNS)
@settings(max_examples=300, deadline=None)
@given(text=st.lists(st.sampled_from([" ", *PIECES.split()]), max_size=24).map("".join))
@example(text="二〇二三 年 十一 月 三十 日至二〇二四 年 十二 月 三十一 日上午，")
@example(text="2024年11月份上旬，今年3月底")
@example(text="20241105日至6日上午，三十至三十一日下午在")
@example(text="岁月如歌，初心不改，前日在校，次日上午，当天晚上")
def test_nothing_stands_far_from_its_sign(sign: _Sign, pattern: re.Pattern[str], text: str) -> None:
    found = [match.span() for match in _near(sign, pattern, text)]
    assert found == [match.span() for match in pattern.finditer(text)]
