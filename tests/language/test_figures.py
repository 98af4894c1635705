from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.language.figures import find_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与118家龙头企业签署共建协议", [(118, "家", "龙头企业", None)]),
        ("建立36个校企协同创新联合体，", [(36, "个", "校企协同创新联合体", None)]),
        ("走访调研97家企业", [(97, "家", "企业", None)]),
        ("总投资204亿元", [(20_400_000_000, "元", "总投资", None)]),
        ("总投资约1.2亿美元", [(120_000_000, "美元", "总投资", "about")]),
        ("捐赠500万元人民币", [(5_000_000, "元", None, None)]),
        ("共计20余项", [(20, "项", None, "at_least")]),
        ("近百名校友", [(100, "名", "校友", "nearly")]),
        ("培训超过3000人次", [(3000, "人次", None, "at_least")]),
        ("50多家媒体", [(50, "家", "媒体", "at_least")]),
        ("建筑面积1.2万平方米", [(12_000, "平方米", "建筑面积", None)]),
        ("占百分之三十", [(30, "%", None, None)]),
        ("增长12.5%", [(12.5, "%", None, None)]),
        ("95%以上的毕业生留下", [(95, "%", "毕业生", "at_least")]),
        ("不低于总数的70%", [(70, "%", None, "at_least")]),
        ("三十余家企业", [(30, "家", "企业", "at_least")]),
        ("取得两项成果", [(2, "项", "成果", None)]),
        ("一百二十名学生", [(120, "名", "学生", None)]),
        ("三万五千人参与", [(35_000, "人", None, None)]),
        ("上百家配套企业", [(100, "家", "配套企业", "at_least")]),
        ("十几家单位", [(10, "家", "单位", "at_least")]),
        ("建立三个联合实验室", [(3, "个", "联合实验室", None)]),
        ("历时614天", [(614, "天", None, None)]),
        ("占地约1,750亩", [(1750, "亩", None, "about")]),
        ("装机3.5GW", [(3500, "兆瓦", "装机", None)]),
        ("年发电量12亿千瓦时", [(1_200_000_000, "千瓦时", "年发电量", None)]),
        ("全长35公里", [(35, "公里", "全长", None)]),
        ("增长3.5倍", [(3.5, "倍", None, None)]),
        ("教职工4700余人", [(4700, "人", "教职工", "at_least")]),
        ("签约项目35个", [(35, "个", "项目", None)]),
        ("解决8项企业急需的技术难题", [(8, "项", "技术难题", None)]),
        ("八家企业的代表到会", [(8, "家", "企业", None)]),
        ("19个博士后科研流动站", [(19, "个", "博士后科研流动站", None)]),
        ("9个书院和3所附属医院", [(9, "个", "书院", None), (3, "所", "附属医院", None)]),
        ("20个签约项目落地", [(20, "个", "签约项目", None)]),
        ("不超过5家", [(5, "家", None, "at_most")]),
        ("培育企业50家以上", [(50, "家", "企业", "at_least")]),
        ("来自80多个国家和地区的青年", [(80, "个", "国家", "at_least")]),
        ("与三十余位在沪工作的校友座谈", [(30, "位", "校友", "at_least")]),
        ("２０家企业", [(20, "家", "企业", None)]),
        ("共 20 家企业", [(20, "家", "企业", None)]),
        ("目前20余家企业", [(20, "家", "企业", "at_least")]),
    ],
)
def test_figures(text: str, expected: list[tuple[float, str, str | None, str | None]]) -> None:
    assert [(found.value, found.unit, found.counts, found.qualifier) for found in find_figures(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "世界500强企业",
        "“4321”工程",
        "实施“1234”模式",
        "“双一流”建设",
        "“十四五”时期",
        "到2035年",
        "2024年5月6日上午10:30",
        "第七届论坛",
        "第一批项目",
        "获第12批资助",
        "排名前10%",
        "位列第15位",
        "C919客机和5G网络",
        "1+X证书",
        "0—1—N突破",
        "1985级校友",
        "建校125周年",
        "电话029-12345678",
        "http://news.example.cn/info/1033/2303.htm",
        "为期3-5年",
        "奖励8—10万元",
        "3至5名",
        "第二十条",
        "20世纪80年代",
        "二〇二四年",
        "一个目标、一次机会、一是创新",
        "三位一体",
        "“三个面向”",
        "两校双方两国",
        "一行来到一流大学，一体化发展",
        "“四个层次”人才",
        "三五个人、七八家",
        "几十家企业、数百名学子",
        "百家企业",
        "“百名博士进企业”活动",
        "提出三个方面",
        "十个八个都行",
        "2026人工智能大会",
        "2025元旦晚会",
        "投资20亿",
        "百分之九十八点五",
        "近三年来",
        "1.15家企业签约",
        "12 张某",
        "《100个问题》",
        "",
    ],
)
def test_names_ordinals_and_dates_are_no_figures(text: str) -> None:
    assert list(find_figures(text)) == []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("学校持续努力，目前已与118家龙头企业签署共建协议，成效显著", "与118家龙头企业签署共建协议"),
        ("收集技术需求，共计52项。", "收集技术需求，共计52项"),
        ("举办“产教融合，协同育人”活动6场，", "举办“产教融合，协同育人”活动6场"),
        ("建有平台（含国家级3个，省级20个）", "含国家级3个"),
        ("占地1,750亩,投资3亿元", "占地1,750亩"),
        ("“我们与20家企业签约，还在谈。”他说", "我们与20家企业签约"),
    ],
)
def test_clause(text: str, clause: str) -> None:
    assert next(find_figures(text)).text == clause


def test_a_long_list_is_cut() -> None:
    text = "、".join(f"云岭第{number}职业技术大学" for number in "甲乙丙丁戊己庚辛") + "等40余所高校参会"
    found = next(find_figures(text))
    assert (found.value, found.text) == (40, "云岭第辛职业技术大学等40余所高校参会")


def test_span_and_kind() -> None:
    text = "投入约3亿元，服务50多家企业"
    assert [(text[slice(*found.span)], found.kind) for found in find_figures(text)] == [
        ("3亿元", "money"),
        ("50多家", "count"),
    ]


WORDS = "0123456789.,%零一二两三十百千万亿余多几近约超第前个家名项元年天平方米企业的和与，。、“”《》（）(- 至到分之"


@given(st.text(WORDS, max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for found in find_figures(text):
        assert text[slice(*found.span)]
        assert found.value >= 0
        assert found.text


@pytest.mark.parametrize(
    "piece", ["1", "百", "1家", "（1家", "“1家”", "11家、", "百分之", "1,", "《", "家企业的20", "、"]
)
def test_time_grows_with_length(piece: str) -> None:
    started = time.perf_counter()
    list(find_figures(piece * (20_000 // len(piece))))
    assert time.perf_counter() - started < 10
