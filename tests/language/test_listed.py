from __future__ import annotations

import pytest

from xjtunews.language.listed import listed_bodies, quoted_founders


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一行走访了东方电气、宏光电气、川能动力等多家企业。", ["宏光电气", "川能动力"]),
        ("学校与苏州市科技局、中油国家钻井装备工程技术研究中心等单位签约。", ["中油国家钻井装备工程技术研究中心"]),
        ("我校分别与苏州大学、鸿帆网以及中国移动签署协议。", ["鸿帆网"]),
        ("学校与天津市工业和信息化研究院、天津大学等单位签约。", []),
        ("学校与苏州大学、有关部门、师生代表等单位座谈。", []),
        ("学校与苏州大学、王志明等单位签约。", []),
        ("学校与我校附属医院、人事处等单位座谈。", []),
        ("东方电气、宏光电气等企业", []),
        ("一行走访了宏光电气、川能动力等多家企业。", []),
        ("苏州市科技局、中科航星、海荣创投等机关高校企业20余家单位参加了会议。", ["中科航星", "海荣创投"]),
        ("苏州市科技局、中科航星、海荣创投等20余家单位历史悠久。", []),
        ("中科航星、苏州市科技局等20余家单位参加了会议。", []),
    ],
)
def test_listed(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in listed_bodies(text)] == names


def test_people_are_none() -> None:
    text = "学校与苏州大学、拓跋川等单位签约。"
    assert list(listed_bodies(text, {"拓跋川"})) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“西安交大-日立公司-西北有色金属研究院联合研发中心”揭牌。", ["西安交大", "日立公司", "西北有色金属研究院"]),
        ("“西安交大—河海集团联合研究院”正式成立。", ["西安交大", "河海集团"]),
        ("“中国—中亚能源创新联盟”揭牌。", []),
        ("“西安交大-日立公司联合研发中心”的人员增加了。", []),
        ("“产教融合、协同育人”工程启动。", []),
    ],
)
def test_quoted(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in quoted_founders(text)] == names
