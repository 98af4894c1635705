import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.language.places import Division, PlaceMention, find_places, location_phrases, place_of
from xjtunews.language.words import column, rows


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(text[m.start : m.end], m.division.name, m.division.city) for m in find_places(text)]


def one(text: str) -> PlaceMention:
    (mention,) = find_places(text)
    return mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("陕西省与企业签约", [("陕西省", "陕西省", None)]),
        ("在呼和浩特座谈", [("呼和浩特", "呼和浩特市", "呼和浩特市")]),
        ("感谢内蒙古的支持", [("内蒙古", "内蒙古自治区", None)]),
        ("来自延边州的企业", [("延边州", "延边朝鲜族自治州", "延边朝鲜族自治州")]),
        ("会议在上海举行", [("上海", "上海市", None)]),
        ("看望香港校友", [("香港", "香港特别行政区", None)]),
        ("来自融水县的企业", [("融水县", "融水苗族自治县", "柳州市")]),
        ("位于济源市的企业", [("济源市", "济源市", "济源市")]),
        ("在石河子慰问", [("石河子", "石河子市", "石河子市")]),
        ("吉林省吉林市", [("吉林省吉林市", "吉林市", "吉林市")]),
        ("青海省海南州共和县", [("青海省海南州共和县", "共和县", "海南藏族自治州")]),
        ("陕西省西安市雁塔区", [("陕西省西安市雁塔区", "雁塔区", "西安市")]),
        ("四川省遂宁市蓬溪县", [("四川省遂宁市蓬溪县", "蓬溪县", "遂宁市")]),
        ("内蒙古呼和浩特市和林格尔新区", [("内蒙古呼和浩特市和林格尔新区", "和林格尔新区", "呼和浩特市")]),
        ("西咸新区沣西新城", [("西咸新区沣西新城", "沣西新城", "西安市")]),
        ("天津滨海新区", [("天津滨海新区", "滨海新区", None)]),
        ("横琴粤澳深度合作区", [("横琴粤澳深度合作区", "横琴粤澳深度合作区", "珠海市")]),
        ("鄠邑区", [("鄠邑区", "鄠邑区", "西安市")]),
        ("西安户县", [("西安户县", "鄠邑区", "西安市")]),
    ],
)
def test_full_short_and_chained_names(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("深化校地合作，拓展合作市场", []),
        ("面向东方市场", []),
        ("形成都市圈", []),
        ("确保定期会商", []),
        ("提升运营口碑", []),
        ("盛大庆典", []),
        ("创新乡村治理", []),
        ("强大连接能力", []),
        ("重大理论成果", []),
        ("东西安排得当", []),
        ("沿海城市群", []),
        ("振兴城市经济", []),
        ("各位来宾合影", []),
        ("长治久安", []),
        ("代表团来到兴庆校区", []),
        ("北京时间10时", []),
        ("孙中山先生", []),
        ("西安路和南京东路小学", []),
        ("弘扬延安精神", []),
        ("青岛啤酒", []),
        ("长安大学", []),
        ("中山医院", []),
        ("朝阳产业", []),
        ("上海合作组织", []),
        ("副校长张玉林、王金华出席", []),
        ("西安区域中心", ["西安市"]),
        ("西安市民", ["西安市"]),
        ("会上海南省代表发言", ["海南省"]),
        ("湖南通过审议", ["湖南省"]),
        ("上海南站", ["上海市"]),
    ],
)
def test_no_place_inside_other_words(text: str, names: list[str]) -> None:
    assert [m.division.name for m in find_places(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("陕西洛川", ["洛川县"]),
        ("江苏昆山", ["昆山市"]),
        ("赴蓬溪推进项目", ["蓬溪县"]),
        ("蓬溪幼儿园", []),
        ("蓬溪县与蓬溪幼儿园", ["蓬溪县", "蓬溪县"]),
        ("前往中山考察", ["中山市"]),
        ("中山的情怀", []),
        ("各市和县", []),
        ("安徽和县", ["和县"]),
        ("甘南藏族自治州合作市", ["合作市"]),
    ],
)
def test_short_names_that_need_company(text: str, names: list[str]) -> None:
    assert [m.division.name for m in find_places(text)] == names


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("走访鼓楼区企业", []),
        ("南京市鼓楼区", ["南京市"]),
        ("福州鼓楼区", ["福州市"]),
        ("在南京座谈，鼓楼区企业参加", ["南京市", "南京市"]),
        ("福建、江苏两省的鼓楼区", [None, None]),
        ("长春市朝阳区", ["长春市"]),
    ],
)
def test_counties_that_share_a_name(text: str, city: list[str | None]) -> None:
    assert [m.division.city for m in find_places(text)] == city


def test_context_decides_between_counties() -> None:
    (nanjing,) = (m.division for m in find_places("南京"))
    assert [m.division.city for m in find_places("走访鼓楼区企业", context=[nanjing])] == ["南京市"]
    assert list(find_places("走访鼓楼区企业")) == []


def test_taken_spans_hold_no_place() -> None:
    text = "会长高丽水、周遵义在遵义"
    assert [(m.start, m.end) for m in find_places(text, taken=[(2, 5), (6, 9)])] == [(10, 12)]


@pytest.mark.parametrize(
    ("text", "inside_name", "governs"),
    [
        ("西安交通大学", True, False),
        ("宁波银行", True, False),
        ("苏州研究院", True, False),
        ("内蒙古交通集团", True, False),
        ("江苏省建设工程项目管理协会", True, False),
        ("江苏开大教务处", True, False),
        ("宝鸡文理学院", True, False),
        ("陕西日报", True, False),
        ("天津校友会会长", True, False),
        ("西安市政府", False, True),
        ("九江市人民政府", False, True),
        ("泰安市委书记", False, True),
        ("苏州市委市政府", False, True),
        ("西安市科技局副局长", False, True),
        ("陕西省教育厅", False, True),
        ("苏州市市长", False, True),
        ("咸阳市副市长", False, True),
        ("内蒙古自治区主席", False, True),
        ("西咸新区管委会", False, True),
        ("滨海新区有关领导出席", False, True),
        ("泰安市党政代表团", False, True),
        ("河南省委员会", False, True),
        ("平顶山市和平高集团", False, False),
        ("陕西高校与企业集团", False, False),
        ("西安大学生创业", False, False),
        ("在杭州举行大学校长论坛", False, False),
        ("苏州市长期支持", False, False),
    ],
)
def test_names_of_bodies_and_governments(text: str, inside_name: bool, governs: bool) -> None:
    mention = one(text)
    assert (mention.inside_name, mention.governs) == (inside_name, governs)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("江苏省建设工程项目管理协会", "江苏省"),
        ("苏州精密切削技术有限公司", "苏州市"),
        ("西安交通大学苏州研究院", "苏州市"),
        ("中国石油大学（北京）", "北京市"),
        ("北京大学(天津滨海)研究院", "滨海新区"),
        ("中国移动通信集团陕西有限公司", "陕西省"),
        ("中国科学院西安光机所", "西安市"),
        ("泰安市委", "泰安市"),
        ("西咸新区沣西新城管委会", "沣西新城"),
        ("上海交通大学医学院附属瑞金医院", "上海市"),
        ("中国银行", None),
        ("南京东路小学", None),
        ("长安大学", None),
        ("清华大学", None),
    ],
)
def test_place_of(name: str, place: str | None) -> None:
    division = place_of(name)
    assert (division.name if division else None) == place


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("揭牌仪式在滨海新区举行。", ["滨海新区"]),
        ("校长一行赴杭州，与企业签约", ["杭州市"]),
        ("大会在西安召开", ["西安市"]),
        ("来到西部科技创新港参观", []),
        ("到苏州工业园区调研", ["苏州工业园区"]),
        ("赴苏州、无锡和常州走访企业", ["苏州市", "无锡市", "常州市"]),
        ("来自北京的专家参加座谈", []),
        ("学校与九江市签约", []),
        ("学校位于西安，于1896年举办", []),
        ("提到西安，大家举行座谈", []),
        ("在陕西省科技厅指导下举办论坛", []),
        ("在西安的发展势头良好", []),
        ("座谈会在古城西安举行", ["西安市"]),
        ("在西安国际会展中心开幕", ["西安市"]),
        ("赴西安交通大学苏州研究院调研", ["苏州市"]),
        ("赴西安交通大学、苏州大学调研", ["西安市", "苏州市"]),
        ("仪式在京举行", ["北京市"]),
        ("代表团来陕考察", ["陕西省"]),
        ("在港口建设方面开展合作", []),
        ("教育学院赴蓬溪推进项目", ["蓬溪县"]),
    ],
)
def test_location_phrases(sentence: str, places: list[str]) -> None:
    assert [m.division.name for m in location_phrases(sentence)] == places


def test_division_has_code_and_coordinates() -> None:
    assert one("西安").division == Division("610100", "西安市", "city", "陕西省", "西安市", 34.34, 108.94)
    assert (one("雄安新区").division.level, one("雄安新区").division.code) == ("zone", "")


def test_data_is_whole() -> None:
    lines = rows("places.tsv")
    levels = [line[1] for line in lines]
    names = {line[2] for line in lines}
    assert (levels.count("province"), 330 < levels.count("city") < 345, levels.count("county") > 2800) == (
        34,
        True,
        True,
    )
    assert {line[3] for line in (*lines, *(("", "", *row) for row in rows("zones.tsv")))} <= names
    assert {line[4] for line in (*lines, *(("", "", *row) for row in rows("zones.tsv")))} <= names | {""}
    assert len({line[0] for line in lines}) == len(lines)


def test_no_word_is_both_a_place_and_none() -> None:
    words = {word for line in column("not_places.txt") for word in line.split()}
    assert words.isdisjoint({line[2] for line in rows("places.tsv")} | {row[0] for row in rows("zones.tsv")})


@given(st.text(alphabet="西安市长合作在赴江苏昆山省区县大学委（）、，。 \n1a", max_size=60))
def test_any_text_is_read(text: str) -> None:
    behind = 0
    for mention in find_places(text):
        assert behind <= mention.start < mention.end <= len(text)
        behind = mention.end
    assert {(m.start, m.end) for m in location_phrases(text)} <= {(m.start, m.end) for m in find_places(text)}
    place_of(text)


@pytest.mark.parametrize("text", ["西", "在", "、", "（", "1", "西安", "朝阳区", "陕西省西安市"])
def test_long_texts_take_linear_time(text: str) -> None:
    def seconds(size: int) -> float:
        start = time.perf_counter()
        list(location_phrases(text * (size // len(text))))
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(200_000) < 60 * (seconds(20_000) + 0.002)
