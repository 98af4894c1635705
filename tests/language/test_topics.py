from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xjtunews.language.topics import find_topics
from xjtunews.language.words import column, rows

CHINESE = st.text(st.sampled_from("中医院校友企合作产教融人工智能AI新材料、，。“” \n鑫\U00020000"), max_size=120)


def names(title: str, *paragraphs: str) -> list[str]:
    return [topic.topic for topic in find_topics(title, list(paragraphs))]


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("学校召开产教融合推进会", "产教融合"),
        ("甲校与乙集团共建产业学院", "产教融合"),
        ("两校签署联合培养研究生协议", "人才培养"),
        ("全市科技成果转化对接会举行", "科技成果转化"),
        ("甲校与乙公司联合实验室揭牌", "科研平台"),
        ("宝山校友座谈会举行", "校友"),
        ("医工交叉研讨会召开", "医疗健康"),
        ("双方共话氢能与储能", "能源双碳"),
        ("甲集团来校洽谈智能制造合作", "智能制造"),
        ("市大数据局来校调研", "人工智能与数字经济"),
        ("共建集成电路人才基地", "集成电路与电子信息"),
        ("钛合金联合攻关启动", "新材料"),
        ("低空经济论坛举办", "航空航天"),
        ("轨道交通校企座谈", "交通物流"),
        ("我校助力乡村振兴", "农业与乡村振兴"),
        ("文旅融合发展座谈会", "文化旅游"),
        ("绿色金融研究中心成立", "金融"),
        ("与幼儿园共建实践基地", "基础教育"),
        ("干部培训班开班", "继续教育与培训"),
        ("驻华大使来访", "国际合作"),
        ("创新创业大赛落幕", "创新创业"),
        ("机关党支部共建活动", "党建"),
        ("书记校长访企拓岗", "就业实习"),
        ("定点帮扶工作推进会", "对口支援与帮扶"),
        ("新校区奠基仪式举行", "校园建设"),
        ("捐赠仪式举行", "捐赠"),
        ("黄河流域生态保护论坛", "生态环境"),
        ("征兵工作业务会举行", "国防军工"),
        ("服务粤港澳大湾区座谈会", "城市与区域发展"),
    ],
)
def test_a_title_gives_the_topic(title: str, topic: str) -> None:
    assert names(title, "会议在主楼举行。")[0] == topic


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("两校座谈", "其中医院三家、企业五家。其中医院已开业。"),
        ("两校座谈", "来宾毕业于医学院，任职于中医药大学，又在农业大学进修。"),
        ("两校座谈", "双方在人才培养、科学研究、金融、医疗等方面交换了意见。"),
        ("两校座谈", "双方谈到金融。"),
        ("两校座谈", "他发布OpenAI的消息，OpenAI很快回应。"),
        ("关于印发办法的通知", "岗位很重要。" * 30),
        ("", ""),
        ("张三率队赴乙市考察", "双方就下一步工作深入交流，随后合影留念。"),
    ],
)
def test_no_topic(title: str, text: str) -> None:
    assert names(title, text) == []


def test_order_score_and_terms() -> None:
    found = find_topics("共建储能实验室", ["储能与光伏是重点。储能大有可为。", "双方还谈到人工智能，人工智能正当时。"])
    assert [(topic.topic, topic.terms) for topic in found] == [
        ("能源双碳", (("储能", 3), ("光伏", 1))),
        ("人工智能与数字经济", (("人工智能", 2),)),
    ]
    assert found[0].score > found[1].score >= 4


def test_equal_scores_stand_by_name() -> None:
    found = find_topics("校友与氢能", [])
    assert [(topic.topic, topic.score) for topic in found] == [("校友", 6.0), ("能源双碳", 6.0)]


def test_a_repeated_term_adds_ever_less() -> None:
    assert [find_topics("", ["稀土很重要。" * count])[0].score for count in (3, 7, 15)] == [6.0, 9.0, 12.0]


def test_a_term_in_a_list_counts_half() -> None:
    [alone] = find_topics("", ["金融很重要。金融很活跃。"])
    [listed] = find_topics("", ["金融、医学、法学等学科。" * 4])
    assert (alone.terms, listed.terms) == ((("金融", 2),), (("金融", 4),))
    assert alone.score == listed.score


def test_the_longest_term_takes_the_place() -> None:
    [topic] = find_topics("科技成果转化", [])
    assert topic.terms == (("科技成果转化", 1),)


def test_spans_that_are_taken_say_nothing() -> None:
    title, text = "人工智能学院揭牌", "人工智能学院揭牌。数字经济研究院参加，数字经济研究院致辞。"
    assert names(title, text) == ["人工智能与数字经济"]
    assert find_topics(title, [text], {0: [(0, 6)], 1: [(0, 6), (9, 16), (19, 26)]}) == []
    [left] = find_topics(title, [text], {1: [(0, 6)]})
    assert left.terms == (("人工智能", 1), ("数字经济", 2))


def test_a_long_text_keeps_what_it_is_about() -> None:
    text = "校友座谈。校友会成立，校友企业参加，校友经济活跃，校友工作扎实，校友总会致辞。母校校庆。" * 4
    assert names("校友大会", text, "有人谈到稀土，又谈到稀土。") == ["校友"]


def test_the_list_is_sound() -> None:
    found = rows("topics.tsv")
    assert all(len(row) == 3 and row[2] in "123" for row in found)
    assert len({row[:2] for row in found}) == len(found)
    assert all(8 <= count <= 32 for count in Counter(column("topics.tsv")).values())
    assert all(len(term) > 1 for term in column("topics.tsv", 1))


@given(CHINESE, CHINESE)
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(title: str, text: str) -> None:
    found = find_topics(title, [text])
    assert found == find_topics(title, [text])
    for topic in found:
        assert all((title + "\n" + text).count(term) >= count > 0 for term, count in topic.terms)


@pytest.mark.parametrize("text", ["其中医", "金融、", "中国", "7", "（", "AI", "人才培养"])
def test_time_grows_with_the_length_only(text: str) -> None:
    find_topics("", [text])
    started = time.perf_counter()
    find_topics("", [text * (100_000 // len(text))])
    assert time.perf_counter() - started < 5
