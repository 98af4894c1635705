from __future__ import annotations

from datetime import date

import pytest

from xjtunews.language.reading import read_text
from xjtunews.sites.xjtu import SITE


def parties(text: str, title: str = "") -> list[str]:
    """Return the parties of a report of one passage, in alphabetical order."""
    reading = read_text(title, text.split("\n"), date(2024, 5, 12), SITE.names)
    return sorted({name for scene in reading.scenes for name in scene.parties})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月8日，西安交大与法国索邦大学签署协议。", ["法国索邦大学"]),
        ("5月8日，西安交大与哈萨克斯坦纳扎尔巴耶夫大学签署协议。", ["哈萨克斯坦纳扎尔巴耶夫大学"]),
        ("5月8日，卢建军一行赴法国驻华大使馆会谈。", ["法国驻华大使馆"]),
        ("5月8日，西安交大与江苏开放大学签署协议。", ["江苏开放大学"]),
        ("5月8日，西安交大与中国石油大学（华东）签署协议。", ["中国石油大学（华东）"]),
        ("5月8日，中国地质大学（武汉）副校长王晓来访西安交大。", ["中国地质大学（武汉）"]),
        ("5月8日，西安交大与陕西省作家协会座谈。", ["陕西省作家协会"]),
        ("5月8日，国家税务总局陕西省税务局来西安交大调研。", ["国家税务总局陕西省税务局"]),
        ("5月8日，咸阳市向西安交通大学捐赠了图书。", ["咸阳市"]),
        ("5月8日，校党委书记在杭州走访校友企业，与西安交大校友座谈。", []),
        ("5月8日，西安交大与中国建设银行股份有限公司陕西省分行签约。", ["中国建设银行股份有限公司陕西省分行"]),
        ("5月8日，国家能源集团董事长李跃来西安交大座谈。会后，双方参观国家能源集团调度指挥中心。", ["国家能源集团"]),
        ("5月8日，西安交通大学—隆基绿能零碳联合研究院揭牌仪式举行。", ["隆基绿能"]),
        ("5月8日，西安交大会见嘉兴科技城党工委书记、管委会主任徐明。", ["嘉兴科技城管委会"]),
        ("5月8日，卢建军与中国工商银行陕西省分行行长张三在西安交大座谈。", ["中国工商银行陕西省分行"]),
        ("5月8日，伦敦大学王文副校长访问西安交大。", ["伦敦大学"]),
        ("5月8日，西安交大与苏州市科技局签约。苏州市科技局位于苏州市政府大院，由苏州市政府管理。", ["苏州市科技局"]),
        ("5月8日，安特卫普大学访问西安交大，正式加入丝绸之路大学联盟。", ["丝绸之路大学联盟", "安特卫普大学"]),
    ],
)
def test_parties(text: str, expected: list[str]) -> None:
    assert parties(text) == sorted(expected)


def test_the_college_of_the_headline_is_ours_under_any_name_of_its_university() -> None:
    text = "5月8日，江苏开大教育学院与蓬溪县第一幼儿园签约。泰州市广播电视大学派人参加。"
    assert "江苏开大教育学院" not in parties(text, "教育学院赴蓬溪推进合作")
    assert "蓬溪县第一幼儿园" in parties(text, "教育学院赴蓬溪推进合作")
