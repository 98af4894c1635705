from __future__ import annotations

import pytest

from xjtunews.language.narrative import told, within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双方座谈。", ["双方座谈。"]),
        ("张立表示，学校历史悠久。学科齐全。", []),
        ("张立表示，学科齐全。会后，双方参观校史馆。", ["会后，双方参观校史馆。"]),
        ("张立指出，要加强合作。李强出席会议。", ["李强出席会议。"]),
        ("据悉，中心已服务企业两百家。", []),
        ("救援队隶属应急局，是应急厅的试点单位。", []),
        ("5日，双方举行签字仪式，双方将共建实验室。", ["5日，双方举行签字仪式，双方将共建实验室。"]),
        ("医院位于市中心，由公司管理。", []),
        ("一行来到位于市中心的医院调研。", ["一行来到位于市中心的医院调研。"]),
        ("近年来，双方合作密切。5日，双方签约。", ["5日，双方签约。"]),
        ("张立主持会议并表示，要加强合作。", ["张立主持会议并表示，要加强合作。"]),
    ],
)
def test_told(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in told(text)] == expected


def test_within() -> None:
    assert within([(0, 3), (5, 9)], 5)
    assert not within([(0, 3), (5, 9)], 3)
