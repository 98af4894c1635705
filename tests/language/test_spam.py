"""Mirrors are known by what they do to an article; honest pages are not taken for them."""

from __future__ import annotations

import pytest

from tests.conftest import SHARED, check_linear_time
from xjtunews.language.reading import read_text
from xjtunews.language.spam import find_brands, find_spam, is_offer_alone
from xjtunews.sites.reader import read_file
from xjtunews.sites.xjtu import SITE

TEXT = [
    "3月5日，西安交通大学与苏州市人民政府签署战略合作协议，校长沈望川、苏州市市长顾晓岚出席签约仪式。",
    "沈望川表示，双方合作由来已久，希望以此次签约为契机，在储能与氢能等领域开展联合攻关。",
]
TITLE = "学校与苏州市签署战略合作协议"
CITIES = ("无锡", "盐城", "昆明", "忻州", "台州", "湖州")
KEYWORDS = "".join(f"{city}网络公司哪家好{city}网站优化多少钱" for city in CITIES * 3)


def signs(**changed: object) -> set[str]:
    given: dict[str, object] = {"title": TITLE, "paragraphs": TEXT} | changed
    return {sign.sign for sign in find_spam(**given).signs}  # type: ignore[arg-type]


def swapped(brand: str) -> list[str]:
    return [text.replace("西安交通大学", brand).replace("双方", brand) for text in TEXT]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"headings": [f"{TITLE}-亚博体育"]}, "title-brand"),
        ({"title": f"{TITLE}-bat365官网登录入口"}, "title-brand"),
        ({"paragraphs": swapped("云顶体育")}, "brand-as-name"),
        ({"paragraphs": swapped("新葡萄3522登录网页版")}, "brand-as-name"),
        ({"paragraphs": swapped("必威西汉姆联官网")}, "brand-as-name"),
        ({"paragraphs": swapped("3044am永利集团3044noc")}, "brand-as-name"),
        ({"paragraphs": swapped("太阳集团0638官方网站")}, "brand-as-name"),
        ({"paragraphs": swapped("4688美高梅集团唯一网站")}, "brand-as-name"),
        ({"paragraphs": swapped("yl23455永利")}, "brand-as-name"),
        (
            {
                "paragraphs": [
                    "西(xi)(xi)安交(jiao)通大(da)學黨委書(shu)記(ji)表示，將(jiang)攜手(shou)企業(ye)，把(ba)研究(jiu)院建成匯聚全球(qiu)創新資(zi)源的中心(xin)。"
                ]
            },
            "pinyin-tails",
        ),
        ({"paragraphs": [*TEXT, "主站蜘蛛池模板: 沂南县| 烟台市| 长沙县| 开阳县|"]}, "spam-links"),
        ({"paragraphs": ["亚洲天堂无码,国产精品视频免费播放,一区二区三区", *TEXT]}, "spam-links"),
        ({"below": ["相关内容推荐", KEYWORDS]}, "keyword-tail"),
        ({"paragraphs": [*TEXT, KEYWORDS]}, "keyword-tail"),
        ({"below": ["龙岗网站建设", "深圳网站优化", "百度标王推广"]}, "spam-links"),
        ({"paragraphs": ["校園網(wǎng)與學(xué)校產(chǎn)業(yè)處協(xié)商。"]}, "pinyin-tails"),
    ],
)
def test_a_mirror_is_known(changed: dict[str, object], found: str) -> None:
    assert found in signs(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"headings": [f"{TITLE}-西安交通大学新闻网"]},
        {"headings": [f"{TITLE}_西部资讯网"], "url": "https://www.example.com/a/1.html", "host_is_known": False},
        {"url": "https://www.example.com/info/1033/204990.htm", "host_is_known": False},
        {"paragraphs": ["西安交通大學與蘇州市人民政府簽署戰略合作協議，校長沈望川出席。"]},
        {"paragraphs": [*TEXT, "参赛队员请登录学校体育部官方网站报名。"]},
        {"paragraphs": [*TEXT, "请下载12306官方App注册登录，或在MOOC在线平台注册。"]},
        {"paragraphs": [*TEXT, "公安机关查处以“亚博体育”为名的网络赌博团伙。"]},
        {"below": ["上一条：甲", "下一条：乙", "网站建设：某某公司", "版权所有"]},
        {"below": ["友情链接", "教育部", "新华网"]},
        {"paragraphs": swapped("云顶集团")},
        {"paragraphs": [*TEXT, "在米兰2026年冬奥会上，金沙120余名志愿者在永利集团参加服务，金沙集团2000名员工到场。"]},
        {"paragraphs": [*TEXT, "商学院经理人俱乐部举办沙龙，国产精品牌亮相。"]},
        {"paragraphs": ["“行(xíng)”与“行(háng)”是多音字，“好(hao)”“长(chang)”“重(zhong)”也是。"]},
    ],
)
def test_an_honest_page_is_no_mirror(changed: dict[str, object]) -> None:
    assert signs(**changed) == set()


@pytest.mark.parametrize("word", ["学院经理", "教学副经理", "校企相助", "卖力人"])
def test_words_of_a_machine_on_a_borrowed_path_show_a_mirror(word: str) -> None:
    page = {"url": "https://www.example.com/info/1301/10933.html", "host_is_known": False}
    assert "recast" in signs(**page, paragraphs=[*TEXT, f"{word}等参加。"])
    assert signs(paragraphs=[*TEXT, f"{word}等参加。"]) == set()


def test_signs_add_up() -> None:
    page = {"url": "https://www.example.com/info/1033/204990.htm", "host_is_known": False}
    assert signs(**page, headings=[f"{TITLE}-云岭千网标王"]) == {"title-suffix", "unknown-host", "borrowed-path"}


@pytest.mark.parametrize(
    ("text", "brands"),
    [
        ("云顶体育党委书记王某", ["云顶体育"]),
        ("betway必威西汉姆联官网书记", ["betway必威西汉姆联官网"]),
        ("6165cc金沙总站检测中心党总支", ["6165cc金沙总站检测中心"]),
        ("bat365在線平臺官網登錄與甲市", ["bat365在線平臺官網登錄"]),
        ("中国足彩在线大学校长", ["中国足彩在线"]),
        ("中国体育彩票公益金、江南体育馆、恒大足球学校、金沙江、今年会议", []),
        ("Moodle在线平台、5G平台、腾讯会议在线平台首页", []),
    ],
)
def test_brands(text: str, brands: list[str]) -> None:
    assert [text[start:end] for start, end in find_brands(text)] == brands


@pytest.mark.parametrize("brand", ["云顶体育", "bat365在线平台官网登录", "开云体育集团有限公司"])
def test_a_brand_is_nobodys_name(brand: str) -> None:
    body = [f"3月5日，{brand}党委书记沈望川一行到访{brand}，与苏州市人民政府签署战略合作协议。"]
    spam = find_spam(TITLE, body)
    assert spam.brands == (brand,)
    reading = read_text(TITLE, body, None, SITE.names, brands=spam.brands)
    scene = reading.scenes[0]
    names = [*scene.people, *scene.parties, *(title for person in scene.people.values() for title in person.titles)]
    assert not [name for name in names if brand in name or name in brand]
    assert scene.people["沈望川"].titles == ("党委书记",)
    assert "苏州市人民政府" in scene.parties
    assert reading.passages[0].evidence == body[0]


@pytest.mark.shared
def test_the_seed_on_a_mirror() -> None:
    for path in sorted((SHARED / "seeds").iterdir()):
        loader = read_file(path.read_bytes(), (SITE,)).loader
        assert loader is not None
        article = loader.load_item()
        found = find_spam(article.title, article.paragraphs, headings=article.headings, below=article.below)
        expected = {"title-suffix", "keyword-tail", "spam-links"} if path.name.startswith("001") else set()
        assert {sign.sign for sign in found.signs} == expected, path.name


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Xi交通大学与河北签约，Xi交通大学校长出席，Xi交通大学将发挥优势。", "translated"),
        ("质料学院认真人出席勾当，但愿各人联袂，将质料规模与国家计谋对接，共谋相助。", "spun"),
        ("认真人介绍了国家战略，希望大家携手。", None),
        ("某某体育-(中国)官方网站校长出席，与会者参观了某某体育-(中国)官方网站的展厅。", "brand-as-name"),
        ("上海楼凤，外围女，夜生活\n学校与苏州市签约。", "spam-links"),
    ],
)
def test_what_a_machine_wrote(text: str, sign: str | None) -> None:
    found = {sign.sign for sign in find_spam("学校签约", text.split("\n")).signs}
    assert found == ({sign} if sign else set())


@pytest.mark.parametrize("text", ["9f9a9958a580" * 8, "a" * 99 + "。", "bat365官网" * 30 + "9f9a9958a580" * 8 + "甲"])
def test_no_run_of_letters_takes_long(text: str) -> None:
    check_linear_time(is_offer_alone, text)
    assert not is_offer_alone(text)


@pytest.mark.parametrize("unit", ["甲", "体育", "官网", "a", "bat365", "金沙 ", "(a", "?", "-", "1", "中国"])
def test_time_is_linear(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    check_linear_time(lambda text: find_spam(text, [text], headings=[text], below=[text]), text)
