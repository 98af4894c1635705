"""One body under its names, and the body by which a person is known."""

from __future__ import annotations

import pytest

from xjtunews.language.home import Home
from xjtunews.language.identity import complete, employer, fold_name, is_relative, joins_beyond
from xjtunews.language.reading import read_text

HOME = Home(("西安交通大学", "西安交大"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("蘇州市人民政府", "苏州市人民政府"),
        ("北京大学（天津滨海）研究院", "北京大学(天津滨海) 研究院"),
        ("ＡＢＢ（中国）有限公司", "abb(中国)有限公司"),
        ("天津国家“芯火”双创平台", "天津国家「芯火」双创平台"),
        ("约翰·史密斯", "约翰•史密斯"),
    ],
)
def test_signs_make_no_other_name(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国石油大学（北京）", "中国石油大学（华东）"),
        ("中国石油大学（北京）", "中国石油大学"),
        ("苏州大学", "苏州科技大学"),
        ("中国移动", "中国移动陕西公司"),
    ],
)
def test_likeness_makes_no_one_name(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("name", "relative"),
    [
        ("省委", True),
        ("省委办公厅", True),
        ("市人大", True),
        ("县政府", True),
        ("省军区", True),
        ("自治区教育厅", True),
        ("市场监管总局", False),
        ("陕西省委", False),
        ("区域经济研究院", False),
        ("省属企业联盟", False),
    ],
)
def test_a_body_of_a_place_that_is_not_named(name: str, relative: bool) -> None:
    assert is_relative(name) is relative


@pytest.mark.parametrize(
    ("name", "provinces", "completed"),
    [
        ("省委", set(), "陕西省委"),
        ("市科技局", {"陕西省"}, "西安市科技局"),
        ("自治区政府", set(), None),  # the home university is in none
        ("省委", {"陕西省", "河南省"}, None),
        ("苏州市委", set(), None),
    ],
)
def test_the_province_is_that_of_the_university_where_there_is_no_other(
    name: str, provinces: set[str], completed: str | None
) -> None:
    assert complete(name, HOME, provinces) == completed
    assert complete(name, Home(), provinces) is None


@pytest.mark.parametrize(
    ("short", "full", "joins"),
    [
        ("西咸集团", "陕西西咸新区发展集团有限公司", True),
        ("通用集团", "通用技术集团有限责任公司", True),
        ("西浦", "西交利物浦大学", True),
        ("中科院", "中国科学院", True),
        ("CSCEC", "中国建筑集团有限公司", True),
        ("陕西移动", "中国移动通信集团陕西有限公司", True),
        ("中国移动", "中国移动通信集团陕西有限公司", False),
        ("中国银行", "中国银行股份有限公司陕西省分行", False),
        ("集团", "陕西西咸新区发展集团有限公司", False),
        ("公司", "陕西西咸新区发展集团有限公司", False),
        ("研究院", "渭水能源研究院", False),
        ("甲方", "西交利物浦大学", False),
        ("合资公司", "渭水能源有限公司", False),
        ("西咸新区", "西咸新区开发建设管理委员会", False),
        ("省科技厅", "陕西省科学技术厅", False),
        ("沪大", "西交利物浦大学", False),
        ("西交利物浦大学", "西交利物浦大学", False),
    ],
)
def test_a_short_name_for_other_articles(short: str, full: str, joins: bool) -> None:
    assert joins_beyond(short, full) is joins


@pytest.mark.parametrize(
    ("body", "side", "known"),
    [
        (None, "ours", "西安交通大学"),
        (None, "theirs", None),
        (None, None, None),
        ("西安交通大学电气学院", "ours", "西安交通大学"),
        ("西安交大", "theirs", "西安交通大学"),
        ("電氣學院", "ours", "西安交通大学"),
        ("西安交大第一附属医院", "ours", "西安交通大学第一附属医院"),
        ("企业", "ours", None),
        ("教务处", "theirs", None),
        ("蘇州市委", "theirs", "江苏省苏州市"),
        ("苏州市人大常委会", "theirs", "江苏省苏州市"),
        ("苏州市", "theirs", "江苏省苏州市"),
        ("苏州工业园区管委会", "theirs", "江苏省苏州市苏州工业园区"),
        ("苏州市科技局", "theirs", "苏州市科技局"),
        ("中国石油大学（北京）石油工程学院", "theirs", "中国石油大学(北京)"),
        ("华中科技大学同济医学院", "theirs", "华中科技大学"),
        ("中国科学技术大学附属第一医院", "theirs", "中国科学技术大学附属第一医院"),
        ("国家发展改革委社会发展司", "theirs", "国家发展改革委社会发展司"),
    ],
)
def test_by_which_body_somebody_is_known(body: str | None, side: str | None, known: str | None) -> None:
    assert employer(body, side, HOME) == known


def test_nobody_is_of_a_university_that_is_not_known() -> None:
    assert employer(None, "ours", Home()) is None


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        (
            "5月6日，校长林一川会见陕西西咸新区发展集团有限公司（以下简称“西咸集团”）董事长王军一行。",
            "西咸集团",
            "陕西西咸新区发展集团有限公司",
        ),
        ("5月6日，学校與西交利物浦大學（簡稱西浦）簽署合作協議。", "西浦", "西交利物浦大學"),
    ],
)
def test_what_a_text_declares_is_kept_with_its_place(text: str, short: str, full: str) -> None:
    reading = read_text("要闻", ["校园里春意正浓。", text], None, HOME.names, sure=True)
    [found] = reading.declared
    assert (found.short, found.full.removeprefix("学校与").removeprefix("學校與"), found.paragraph) == (short, full, 2)
    assert text[found.start : found.end].startswith(found.full)
    assert text[found.start : found.end].endswith(short)


def test_who_is_named_behind_a_declared_name_is_not_quoted() -> None:
    text = "5月6日，校长林一川会见陕西西咸新区发展集团有限公司（以下简称“西咸集团”）董事长王军一行。"
    [scene] = read_text("要闻", [text], None, HOME.names, sure=True).scenes
    assert list(scene.people) == ["林一川", "王军"]
    assert list(scene.parties) == ["陕西西咸新区发展集团有限公司"]
