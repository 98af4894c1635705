from __future__ import annotations

import pytest

from xjtunews.language.bystanders import is_bystander


@pytest.mark.parametrize(
    ("text", "body", "bystander"),
    [
        ("他毕业于清华大学。", "清华大学", True),
        ("他与清华大学签约。", "清华大学", False),
        ("毕业生就职于中国电信、国家电网等企业。", "国家电网", True),
        ("公司隶属于中国航天科技集团有限公司。", "中国航天科技集团有限公司", True),
        ("项目获得国家自然科学基金委员会资助。", "国家自然科学基金委员会", True),
        ("在国家发展改革委、工业和信息化部支持下，双方签约。", "国家发展改革委", True),
        ("活动得到陕西省教育厅的大力支持。", "陕西省教育厅", True),
        ("国家发展改革委批复了项目。", "国家发展改革委", True),
        ("共建苏州研究院。", "苏州研究院", True),
        ("参加中国移动科学技术委员会成立大会。", "中国移动科学技术委员会", True),
        ("座谈会在国际会议中心举行。", "国际会议中心", True),
        ("西安交通大学-通用技术集团联合研究院揭牌。", "西安交通大学-通用技术集团联合研究院", False),
        ("救援队被河南省文明委和中国志愿服务联合会联合表彰。", "中国志愿服务联合会", True),
        ("他是获得团中央表彰的志愿者。", "团中央", True),
        ("双方在共建实习基地、西安研究院、联合申报项目等方面达成共识。", "西安研究院", True),
        ("双方与西安研究院在人才培养等方面达成共识。", "西安研究院", False),
        ("协议由陕西省教育厅、西安市人民政府签署。", "陕西省教育厅", False),
    ],
)
def test_bystander(text: str, body: str, bystander: bool) -> None:
    start = text.index(body)
    assert is_bystander(text, start, start + len(body)) is bystander
