from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import check_linear_time
from xjtunews.sites.blocks import Line
from xjtunews.sites.furniture import is_button, is_label, is_tip
from xjtunews.sites.mastheads import as_credit, byline_date, colophon, header_lines, is_of_header, is_surest, with_colon

TITLE = "两校共建联合实验室-渭水新闻网"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05 08:12 来源：渭水日报", True),
        ("http://www.example.cn 2024-03-05 08:12 来源：渭水日报", True),
        ("李明 3天前 阅读 2.3万", True),
        ("本报记者 李明《渭水日报》（2024年03月05日 第 06 版）", True),
        ("发布者：宣传部 发布时间：2024-03-05 浏览次数：12", True),
        ("字号：大 中 小", True),
        ("（2024年3月5日新区第二次会议通过）", False),
        ("2024年3月5日，两校在渭水新区签署协议。", False),
        ("各单位：", False),
    ],
)
def test_of_header(text: str, expected: bool) -> None:
    assert is_of_header(text) is expected


@pytest.mark.parametrize(
    "text", ["时间：2024年3月5日 14:00", "一、时间：2024年3月5日（周二）14:30", "2024年3月5日14:00 报到"]
)
def test_time_of_what_a_notice_announces_is_not_surely_of_the_header(text: str) -> None:
    assert not is_surest(text)


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (["两校共建联合实验室", "2024-03-05 08:12 渭水日报"], [], ["发布时间：2024-03-05T08:12", "来源：渭水日报"]),
        (["两校共建联合实验室", "渭水发布"], [], ["来源：渭水发布"]),
        (
            ["两校共建联合实验室", "发布时间：2024-03-05 08:12 渭水日报 记者李明"],
            [],
            ["发布时间：2024-03-05T08:12", "来源：渭水日报"],
        ),
        (
            ["两校共建联合实验室", "李明"],
            ["【2024/03/05 渭水日報】"],
            ["发布时间：2024-03-05", "来源：渭水日報"],
        ),
        (["渭水晚报", "两校共建联合实验室", "2024-03-05"], [], ["发布时间：2024-03-05"]),
        (["两校共建联合实验室"], ["— END —", "来源丨渭水日报"], ["来源：渭水日报"]),
        (
            ["两校共建联合实验室", "2024-03-05 光明网-《光明日报》 作者：李明"],
            [],
            ["发布时间：2024-03-05", "来源：光明网-《光明日报》", "作者：李明"],
        ),
    ],
)
def test_header_lines(above: list[str], below: list[str], expected: list[str]) -> None:
    found = header_lines([Line(text) for text in above], [Line(text) for text in below], TITLE)
    assert [line.text for line in found] == expected


@pytest.mark.parametrize(
    "read", [is_of_header, is_surest, as_credit, with_colon, byline_date, colophon, is_button, is_label, is_tip]
)
@pytest.mark.parametrize("piece", ["来源：", "甲|", "分享 ", "记者 ", "2024-03-05 08:12 ", "【"])
def test_linear_time(read: Callable[[str], object], piece: str) -> None:
    check_linear_time(read, piece * 20_000)
