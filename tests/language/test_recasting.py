"""A machine's words for those of a university are known where there are several, all one way."""

from __future__ import annotations

import pytest

from xjtunews.language.alignment import find_gaps
from xjtunews.language.recasting import find_recasts

REPORT = "3月5日，学校副校长沈望川到材料学院调研，院长顾晓岚汇报了师资队伍和学生培养情况，校友代表参加。"


@pytest.mark.parametrize(
    ("other", "side", "found"),
    [
        (REPORT.replace("副校长", "副董事长").replace("院长", "经理").replace("学生", "员工"), 2, 3),
        (REPORT.replace("师资队伍", "团队").replace("校友", "员工"), 2, 2),
        (REPORT.replace("学生", "员工"), None, 0),
        (REPORT.replace("院长", "主任").replace("学生", "学员"), None, 0),
        (REPORT.replace("院长", "经理").replace("师资队伍", "教学改革"), None, 0),
        (REPORT, None, 0),
    ],
)
def test_what_is_recast(other: str, side: int | None, found: int) -> None:
    recast, gaps = find_recasts(REPORT, other, find_gaps(REPORT, other))
    assert (recast, len(gaps)) == (side, found)
    turned, gaps = find_recasts(other, REPORT, find_gaps(other, REPORT))
    assert (turned, len(gaps)) == (side and 3 - side, found)


def test_words_both_ways_are_an_editors() -> None:
    one, other = "副校长沈望川看望学生，经理顾晓岚陪同", "副董事长沈望川看望员工，院长顾晓岚陪同"
    assert find_recasts(one, other, find_gaps(one, other)) == (None, frozenset())
