from __future__ import annotations

import pytest

from xjtunews.language.kinds import find_kinds, find_otherwise, not_events


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("双方签约", [("签约", "签约")]),
        ("举行云签约仪式", [("签约", "签约")]),
        ("签署甲学校乙新区建设合作协议", [("签约", "签署")]),
        ("代表双方签署《甲、乙共建丙合作协议》", [("签约", "签署")]),
        ("就共建实验室签订框架协议", [("签约", "签订")]),
        ("为“丙研究院”揭牌", [("揭牌", "揭牌")]),
        ("揭牌成立丙研究院", [("启动", "揭牌成立")]),
        ("研究院挂牌", [("揭牌", "挂牌")]),
        ("甲会见乙一行", [("会见", "会见")]),
        ("甲拜会乙", [("会见", "拜会")]),
        ("双方座谈", [("座谈", "座谈")]),
        ("甲率队走访企业", [("调研", "走访")]),
        ("作题为未来的报告", [("报告", "作…报告")]),
        ("会见来宾，随后座谈，最后签约", [("会见", "会见"), ("座谈", "座谈"), ("签约", "签约")]),
        ("甲公司捐赠设备", [("捐赠", "捐赠")]),
    ],
)
def test_kinds(text: str, kinds: list[tuple[str, str]]) -> None:
    assert [(kind.kind, kind.trigger) for kind in find_kinds(text)] == kinds


def test_span() -> None:
    text = "甲会见乙"
    assert [text[slice(*kind.span)] for kind in find_kinds(text)] == ["会见"]


@pytest.mark.parametrize(
    "text",
    [
        "自2019年签署战略合作协议以来，合作密切",
        "自与甲校签署协议",
        "以此次签约为契机",
        "以签约为契机",
        "此前已签署协议",
        "已签署十余项协议",
        "曾与甲校签署协议",
        "将签署协议",
        "拟签约",
        "计划明年签署协议",
        "希望签署更多协议",
        "希望早日启动",
        "即将举行揭牌",
        "将举行签约仪式",
        "将召开座谈会",
        "据悉，双方去年签署协议",
        "据了解，双方多次座谈",
        "总书记来校考察",
        "截至目前，双方签约八项",
        "重温签约时刻",
        "",
        "双方交换了意见",
    ],
)
def test_history_plans_and_wishes_are_no_events(text: str) -> None:
    assert list(find_kinds(text)) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("自2019年签署协议以来合作密切。今天双方会见", ["会见"]),
        ("据悉，双方去年签署协议。今天揭牌", ["揭牌"]),
        ("双方签约，希望签署更多协议", ["签约"]),
        ("会见中，他说，将签署新协议，会后参观", ["会见", "参观"]),
    ],
)
def test_an_event_beside_history_counts(text: str, kinds: list[str]) -> None:
    assert [kind.trigger for kind in find_kinds(text)] == kinds


def test_not_events_end_with_their_sentence() -> None:
    text = "据悉，甲校历史悠久。乙校签约。"
    assert [text[start:end] for start, end in not_events(text)] == ["据悉，甲校历史悠久"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("学校举办“书香校园”主题活动", [("活动", "举办…活动")]),
        ("仪式在礼堂举行", [("活动", "仪式…举行")]),
        ("召开教学工作部署会", [("会议", "召开…会")]),
        ("拟举行主题活动", []),
        ("举办，活动", []),
        ("双方签约", []),
    ],
)
def test_general_words(text: str, kinds: list[tuple[str, str]]) -> None:
    assert [(kind.kind, kind.trigger) for kind in find_otherwise(text)] == kinds
