from __future__ import annotations

import pytest

from xjtunews.language.home import Home, guess_home
from xjtunews.language.organizations import (
    is_named,
    is_proper,
    split_names,
    trim,
    type_of,
)
from xjtunews.language.parties import body_of, is_outside, main_bodies
from xjtunews.language.phrases import Title, read_phrases

HOME = Home(("西安交通大学", "西安交大", "交大"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("泰安市委", "party"),
        ("苏州市科技局", "government"),
        ("内蒙古自治区人民政府", "government"),
        ("复旦大学", "university"),
        ("呼和浩特市第二中学", "school"),
        ("西安市第一医院", "hospital"),
        ("中科天津先进院", "institute"),
        ("正泰集团", "company"),
        ("宁波银行杭州分行", "company"),
        ("中国移动", "company"),
        ("天津国家“芯火”双创平台", "institute"),
        ("江苏省建设工程项目管理协会", "association"),
        ("滨城产业（人才）联盟", "association"),
        ("西咸新区", "park"),
        ("陕西日报", "media"),
        ("秦岭", None),
    ],
)
def test_type(name: str, kind: str | None) -> None:
    assert type_of(name) == kind


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("苏州市科技局", True),
        ("中央统战部", True),
        ("中国科学技术大学", True),
        ("通用技术集团", True),
        ("河钢集团", True),
        ("唐仲英基金会", True),
        ("经济学院", False),
        ("微纳制造实验室", False),
        ("校企合作企业", False),
        ("发挥好专班", False),
        ("简要说明集团", False),
        ("青年教师公寓和附属医院", False),
        ("人才一体化发展示范区", False),
        ("去年厂", False),
        ("新闻网", False),
        ("江苏开放大学", True),
        ("美国中部华盛顿大学", True),
        ("新加坡万和国际中心", True),
        ("美国大学", False),
        ("长安区委", True),
        ("服务山东办公室", False),
        ("国家医学攻关产教融合创新平台", False),
        ("江宁校区会议中心", False),
    ],
)
def test_named(name: str, named: bool) -> None:
    assert is_named(name) is named


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("充分发挥苏州研究院", "苏州研究院"),
        ("为苏州市科技局", "苏州市科技局"),
        ("接中国博士后科学基金会", "中国博士后科学基金会"),
        ("多次与政府", "政府"),
        ("正泰集团", "正泰集团"),
        ("十人来苏州大学", "苏州大学"),
        ("联合中国华电集团有限公司", "中国华电集团有限公司"),
        ("高新区电气装备产业园", "高新区电气装备产业园"),
        ("开发区管委会", "开发区管委会"),
        ("就中南大学", "中南大学"),
        ("陕校友企业西安北方公司", "西安北方公司"),
        ("校友企业西安新材料股份有限公司", "西安新材料股份有限公司"),
    ],
)
def test_trim(phrase: str, name: str) -> None:
    assert trim(phrase) == name


def test_split() -> None:
    assert split_names("甲大学-乙集团联合研究院") == ["甲大学", "乙集团"]


def titles(text: str) -> list[Title]:
    return read_phrases(text).people[0].titles


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("泰安市委书记王立", ["泰安市委"]),
        ("山东省泰安市委书记、市人大常委会主任王立", ["泰安市委"]),
        ("西安市副市长王立", ["西安市"]),
        ("九江市委副书记、市长王立", ["九江市"]),
        ("陕西省委常委、西安市委书记王立", ["西安市委"]),
        ("内蒙古自治区党委副书记、自治区主席王立", ["内蒙古自治区"]),
        ("西安市科技局党组书记、局长王立", ["西安市科技局"]),
        ("正泰集团轮值总裁王立", ["正泰集团"]),
        ("全国政协常委、中国民间商会副会长、正泰集团董事长王立", ["正泰集团"]),
        ("西安市政协主席、党组书记、西咸新区党工委书记王立", ["西咸新区党工委", "西安市政协"]),
        ("国家发展改革委社会发展司副司长、一级巡视员王立", ["国家发展改革委社会发展司"]),
        ("省长王立", ["陕西省"]),
        ("中国工程院院士王立", []),
        ("苏州市科技局局长兼苏州市知识产权局党组副书记王立", ["苏州市科技局"]),
        ("睢宁县经济开发区党工委书记兼管委会主任王立", ["睢宁县经济开发区党工委"]),
    ],
)
def test_bodies_behind_titles(text: str, bodies: list[str]) -> None:
    assert main_bodies(titles(text), HOME) == bodies


def test_firms_are_known_by_their_offices() -> None:
    assert is_outside("张宣科技", HOME, "董事长")
    assert not is_outside("张宣科技", HOME, "干部")
    assert not is_outside("营销", HOME, "副总")
    assert not is_outside("西安交大", HOME)
    title = titles("张宣科技董事长王立")[0]
    assert body_of(title, None, HOME) == "张宣科技"


def test_home() -> None:
    assert HOME.division is not None
    assert HOME.division.name == "西安市"
    assert [HOME.owns(name) for name in ("西安交大苏州研究院", "校党委", "苏州大学", "中国科学技术大学")] == [
        True,
        True,
        False,
        False,
    ]
    guests = "西安交通大学校长张立一行来我校调研，延安大学党委书记高伟主持座谈会。"
    assert guess_home("", [guests], HOME.names).names == ("延安大学",)
    assert guess_home("", ["我校举行签约仪式"], HOME.names) == HOME
    assert is_proper("苏州市科技局")
    assert not is_proper("人事处")
