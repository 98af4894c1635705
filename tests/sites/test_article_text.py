from __future__ import annotations

import pytest

from xjtunews.language.spam import is_keyword_tail
from xjtunews.sites.article_text import ArticleText, read_article_text
from xjtunews.sites.blocks import Line

LEAD = "1月3日，双方在西安签署协议。"
ONE = "http://news.example.edu.cn/info/1033/1.htm"
TWO = "https://news.example.edu.cn/info/1033/2.htm"


def read(*lines: str | Line, title: str | None = None) -> ArticleText:
    return read_article_text([line if isinstance(line, Line) else Line(line) for line in lines], title)


def related(*lines: str | Line) -> list[tuple[str, int]]:
    return [(link.url, link.paragraph) for link in read(*lines).related]


@pytest.mark.parametrize(
    "line",
    [
        "关闭",
        "【关闭】",
        "[关闭]",
        "（关闭）",
        "【 关闭 】",
        "关闭窗口",
        "【关闭窗口】",
        "打印",
        "返回列表",
        "相关文章",
        "相关文章：",
        "上一篇",
        "上一篇：甲校举行论坛",
        "下一条:没有了",
        "上一条：甲",
        "<<上一篇",
        "读取内容中,请等待...",
        "读取内容中，请等待",
        "相关内容推荐",
        "推荐阅读：甲",
        "分享到：",
        "免责声明：本站内容",
        "版权声明",
        "友情链接",
        "合作伙伴",
        "某某网络公司" * 40,
        "某某市| 某某县| " * 20,
        "责任编辑：张敏",
        "编辑：张敏",
        "上一页 1 2 3 下一页",
        "1 2 3 尾页",
        "共3页 首页 上一页 1 2 3 下一页 尾页",
        "[1] [2] [3]",
        "<< 1 2 ... 10 >> 共10页",
    ],
)
def test_ends(line: str) -> None:
    assert read(LEAD, line, "别的文章标题", "12月1日，别处签约。").paragraphs == [LEAD]


@pytest.mark.parametrize(
    "line",
    [
        "关闭了一批落后产能。",
        "打印技术取得突破。",
        "分享会在西安举行。",
        "返回祖国后，他任教三十年。",
        "合作伙伴包括甲公司和乙公司。",
        "相关报道显示，合作良好。",
        "上一页已经翻过，新的一页刚刚开始。",
        "[1] 张三，李四：校企合作研究",
        "第2页 第3行",
        "1 2 3",
        "深化校地合作，共绘发展蓝图",
        "图为会谈现场",
        "双方就人才培养、科学研究、成果转化等进行了交流。" * 20,
    ],
)
def test_goes_on(line: str) -> None:
    assert read(LEAD, line, "后文。").paragraphs == [LEAD, line, "后文。"]


def test_close_comes_first_is_no_end() -> None:
    assert read("打印", LEAD).paragraphs[-1] == LEAD


@pytest.mark.parametrize("tail", [["Baidu"], ["map"], ["Baidu", "map"], ["A", "Baidu", "map"]])
def test_stray_lines_at_the_end(tail: list[str]) -> None:
    assert read(LEAD, *tail).paragraphs == [LEAD]


def test_full_tail() -> None:
    found = read(
        LEAD,
        "会后参观。",
        "文字:医学部 张敏;电信学部 李华",
        "图片:王强",
        "编辑:赵刚",
        "关闭",
        "相关文章",
        "别的标题",
        "读取内容中,请等待...",
        "Baidu",
        "map",
    )
    assert found.paragraphs == [LEAD, "会后参观。"]
    assert [(credit.role, credit.name, credit.organization) for credit in found.credits] == [
        ("text", "张敏", "医学部"),
        ("text", "李华", "电信学部"),
        ("photo", "王强", None),
        ("editor", "赵刚", None),
    ]


def test_credits_in_any_place() -> None:
    found = read(
        "文字：张敏", LEAD + "（记者 李华）", "（图/文 王强）", "后文。", "编辑：赵刚", "（审核：钱进）", "又一行"
    )
    assert found.paragraphs == [LEAD, "后文。"]
    assert [credit.name for credit in found.credits] == ["张敏", "李华", "王强", "王强", "赵刚", "钱进"]


def test_editor_at_the_top_ends_nothing() -> None:
    found = read("编辑：张敏", LEAD, "后文。")
    assert found.paragraphs == [LEAD, "后文。"]
    assert [credit.name for credit in found.credits] == ["张敏"]


@pytest.mark.parametrize("line", ["640 (1).jpg", "444.jpg", "![](http://a.cn/b.jpg)", "![]()", "图.PNG"])
def test_names_of_pictures_are_no_text(line: str) -> None:
    assert read(LEAD, line, "后文。").paragraphs == [LEAD, "后文。"]


def test_attachment_is_no_text_but_prose_about_one_is() -> None:
    anchors = [("/system/_content/download.jsp?wbfileid=2", "表.doc")]
    assert read(LEAD, Line("附件【表.doc】已下载3次", anchors)).paragraphs == [LEAD]
    assert read(LEAD, "附件中的表格请于周五前填写。").paragraphs == [LEAD, "附件中的表格请于周五前填写。"]


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        (["甲与乙签约", LEAD], ["甲与乙签约"]),
        (["来源：甲报 日期：2024-01-02", LEAD], ["来源：甲报 日期：2024-01-02"]),
        (["日期：2024-01-02", "甲与乙 签约", LEAD], ["日期：2024-01-02", "甲与乙 签约"]),
        ([LEAD], []),
    ],
)
def test_header(lines: list[str], header: list[str]) -> None:
    found = read(*lines, title="甲与乙签约")
    assert (found.header, found.paragraphs) == (header, [LEAD])


@pytest.mark.parametrize(
    "line",
    [
        f"相关报道链接：{ONE}",
        f"相关报道链接:{ONE}",
        f"相关报道链接： {ONE}",
        f"相关报道：{ONE}",
        f"相关新闻链接：{ONE}",
        f"相关阅读：{ONE}",
        f"延伸阅读：{ONE}",
        f"【相关阅读】{ONE}",
        f"相关鏈接：{ONE}",
        f"链接：{ONE}",
        f"相关链接1：{ONE}",
        f"相关报道链接：{ONE}。",
        f"相关报道链接：{ONE}，",
        f"相关报道链接：{ONE}；",
        f"相关报道链接：{ONE}）",
        f"（相关报道链接：{ONE}）",
        f"相关报道链接：{ONE}【图】",
        f"相关报道链接：《甲》{ONE}",
    ],
)
def test_label_and_address_on_one_line(line: str) -> None:
    found = read(LEAD, line, "后文。")
    assert found.paragraphs == [LEAD, "后文。"]
    assert [(link.url, link.paragraph) for link in found.related] == [(ONE, 1)]


@pytest.mark.parametrize(
    "lines",
    [
        ["相关报道链接：", ONE, TWO],
        ["相关报道链接：", "", ONE, "", TWO],
        ["相关报道链接：", f"{ONE} {TWO}"],
        ["相关报道链接：", f"1. {ONE}", f"2. {TWO}"],
        ["相关报道链接：", f"· {ONE}；", f"· {TWO}。"],
        [f"相关报道链接：{ONE}", TWO],
        [f"相关报道链接：{ONE} {TWO}"],
        [f"相关报道链接：{ONE}、{TWO}"],
        [f"相关报道链接：{ONE}；{TWO}。"],
        [f"相关链接1：{ONE}", f"相关链接2：{TWO}"],
        ["【相关阅读】", ONE, TWO],
        ["延伸阅读", ONE, TWO],
    ],
)
def test_two_addresses(lines: list[str]) -> None:
    assert related(LEAD, *lines, "后文。") == [(ONE, 1), (TWO, 1)]
    assert read(LEAD, *lines, "后文。").paragraphs == [LEAD, "后文。"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{LEAD}相关报道链接：{ONE}"],
        [f"{LEAD}（相关报道链接：{ONE}）"],
        [f"{LEAD}【相关阅读】{ONE}"],
        [f"{LEAD}相关报道链接：", ONE],
        [Line(f"{LEAD}相关报道链接：{ONE}", [(ONE, ONE)])],
    ],
)
def test_label_at_the_end_of_a_paragraph(lines: list[str | Line]) -> None:
    found = read("导语。", *lines, "后文。")
    assert found.paragraphs == ["导语。", LEAD, "后文。"]
    assert [(link.url, link.paragraph) for link in found.related] == [(ONE, 2)]


def test_each_link_belongs_to_the_paragraph_above_it() -> None:
    lines = [
        "1月3日签约。",
        f"相关报道链接：{ONE}",
        "1月4日座谈。",
        "1月5日会见。",
        "相关报道链接：",
        TWO,
        "1月6日揭牌。",
    ]
    assert related(*lines) == [(ONE, 1), (TWO, 3)]
    assert related(f"相关报道链接：{ONE}", LEAD) == [(ONE, 0)]


def test_link_behind_the_editor() -> None:
    assert related(LEAD, "编辑：张敏", "相关报道链接：", ONE) == [(ONE, 1)]
    assert related(LEAD, "编辑：张敏", "关闭", f"相关阅读：{ONE}") == []


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ([Line("相关报道链接：签约", [(ONE, "签约")])], ["相关报道链接：签约"]),
        (["相关阅读", Line("· 签约", [(ONE, "签约")])], ["相关阅读：签约"]),
        (["相关阅读：", Line("签约 2024-01-02", [(ONE, "签约")])], ["相关阅读：签约"]),
        ([Line(f"相关报道链接：{ONE}", [(ONE, ONE)])], ["相关报道链接"]),
        (["相关阅读：", Line("", [(ONE, "")])], ["相关阅读"]),
        ([Line("相关阅读：甲 乙", [(ONE, "甲"), (ONE, "乙")])], ["相关阅读：甲", "相关阅读：乙"]),
    ],
)
def test_anchors(lines: list[str | Line], labels: list[str]) -> None:
    found = read(LEAD, *lines, "后文。")
    assert found.paragraphs == [LEAD, "后文。"]
    assert [link.label for link in found.related] == labels
    assert {link.url for link in found.related} == {ONE}


def test_the_anchor_counts_not_its_text() -> None:
    assert related(LEAD, Line(f"相关报道链接：{ONE}", [(TWO, ONE)])) == [(TWO, 1)]


@pytest.mark.parametrize("url", ["javascript:;", "mailto:a@b.cn", "#top", "tel:029", ""])
def test_no_web_address(url: str) -> None:
    found = read(Line("详见附录。", [(url, "附录")]))
    assert found.links == []
    assert found.paragraphs == ["详见附录。"]


def test_other_links_of_the_text() -> None:
    found = read(LEAD, Line("详见学校网站。", [(ONE, "学校网站")]))
    assert [(link.url, link.label, link.paragraph) for link in found.links] == [(ONE, "学校网站", 2)]
    assert found.related == []


@pytest.mark.parametrize("line", ["相关报道显示，合作良好。", "相关链接产业发展迅速。"])
def test_no_related_label(line: str) -> None:
    assert read(LEAD, line).paragraphs == [LEAD, line]


def test_label_without_an_address_takes_no_text() -> None:
    assert read(LEAD, "相关报道链接：", "后文。").paragraphs == [LEAD, "后文。"]


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("某某网络公司" * 40, True),
        ("某某市| 某某县| " * 20, True),
        ("某某网络公司" * 10, False),
        ("双方就人才培养、科学研究等进行了交流。" * 20, False),
        ("", False),
    ],
)
def test_keyword_tail(text: str, tail: bool) -> None:
    assert is_keyword_tail(text) is tail


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("https://news.xjtu.edu.cn/新闻/21.htm", ["https://news.xjtu.edu.cn/新闻/21.htm"]),
        ("http://a.cn/1.htm（点击查看）", ["http://a.cn/1.htm"]),
        ("http://a.cn/1.htmhttp://b.cn/x.jsp?id=3，", ["http://a.cn/1.htm", "http://b.cn/x.jsp?id=3"]),
        ("http://a.cn/4.html#top http://b.cn/e?f=1.", ["http://a.cn/4.html#top", "http://b.cn/e?f=1"]),
    ],
)
def test_addresses_in_text(text: str, urls: list[str]) -> None:
    found = read_article_text([Line("1月3日，双方签署协议。"), Line(f"相关报道链接：{text}")])
    assert [related.url for related in found.related] == urls
    assert found.paragraphs == ["1月3日，双方签署协议。"]


@pytest.mark.parametrize(
    "lines",
    [
        ["相关报道链接：甲新闻", "http://a.cn/1.htm"],
        ["相关报道链接：", "甲新闻", "http://a.cn/1.htm"],
        ["相关阅读", "1. 甲新闻 http://a.cn/1.htm"],
    ],
)
def test_a_headline_stands_over_its_address(lines: list[str]) -> None:
    found = read_article_text([Line("1月3日，双方签署协议。"), *map(Line, lines), Line("后文说明情况。")])
    assert [(related.url, related.paragraph) for related in found.related] == [("http://a.cn/1.htm", 1)]
    assert found.paragraphs == ["1月3日，双方签署协议。", "后文说明情况。"]


@pytest.mark.parametrize("line", ["摘要：双方在西安签署协议", "时间：2024年3月3日", "地址：西安市咸宁西路"])
def test_a_text_that_begins_with_a_label_is_no_header(line: str) -> None:
    assert read(line, LEAD).paragraphs == [line, LEAD]


@pytest.mark.parametrize("line", ["发布时间：2024-03-03", "来源：甲网 日期：2024-03-03", "【来源】甲网"])
def test_a_header_inside_the_text_goes_to_the_header(line: str) -> None:
    found = read(line, LEAD)
    assert (found.header, found.paragraphs) == ([line], [LEAD])
