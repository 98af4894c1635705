from __future__ import annotations

import pytest

from tests.conftest import check_linear_time
from xjtunews.sites.blocks import Line
from xjtunews.sites.summaries import is_summary, summary_above, without_summary

TEXT = ["两校签约，将共建三个联合实验室，为期五年。", "会上，双方交换了意见。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("核心提示：两校签约，共建实验室。", True),
        ("【摘要】两校签约，共建实验室。", True),
        ("（导读：两校签约，共建实验室。）", True),
        ("摘要：签约 实验室", False),
        ("导读课上，老师讲了《史记》。", False),
    ],
)
def test_summary(text: str, expected: bool) -> None:
    assert is_summary(text) is expected


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        ("核心提示：两校签约，将共建三个联合实验室，为期五年。", []),
        ("摘要：两校签约，将共建三个联合实验室，...", []),
        ("两校签约，将共建三个联合实验室", []),
        ("核心提示：三个实验室，落户渭水新区。", ["核心提示：三个实验室，落户渭水新区。"]),
    ],
)
def test_without_summary(above: str, kept: list[str]) -> None:
    found = without_summary([Line(above), *map(Line, TEXT)])
    assert [line.text for line in found] == [*kept, *TEXT]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ([Line("两校签约"), Line("日期"), Line("三个实验室，落户渭水新区，首批二十人。")], True),
        ([Line("两校签约"), Line("三个实验室，落户渭水新区，首批二十人。")], False),
        ([Line("日期"), Line("三个实验室落户渭水新区")], False),
        ([Line("日期"), Line("打开客户端，看新闻，不错过。", [("/", "打开客户端，看新闻，不错过。")])], False),
        ([Line("日期"), Line("未经授权，不得转载，违者，必究。")], False),
        ([], False),
    ],
)
def test_summary_above(above: list[Line], expected: bool) -> None:
    assert bool(summary_above(above, lambda text: text == "日期")) is expected


@pytest.mark.parametrize("piece", ["摘要：", "【摘要】", "【", "核心提示 "])
def test_labels_take_linear_time(piece: str) -> None:
    check_linear_time(is_summary, piece * 20_000)
