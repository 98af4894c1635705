from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import check_linear_time, seconds
from xjtunews.items import Article
from xjtunews.sites.article_text import read_article_text
from xjtunews.sites.blocks import Line
from xjtunews.sites.documents import read_document
from xjtunews.sites.reader import read_text_document

LONG = 100_000
UNITS = [
    "甲",
    "、",
    "（",
    "（）",
    "12月34日",
    "1月2日",
    " ",
    "自",
    "http://",
    "http://a.cn/b ",
    "来源：",
    "附件【",
    "![",
]
LEAD = "1月3日，双方在西安签署协议。"
SECOND = "会谈后，来宾参观了实验室。"


def cut(text: str) -> str:
    return "\n".join(text[start : start + 20] for start in range(0, len(text), 20))


def read(text: str) -> Article:
    reading = read_text_document(text)
    assert reading.loader is not None
    article = reading.loader.load_item()
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    "text",
    [
        f"标题: 甲与乙签约\n发布日期: 2024-01-25 14:46\n浏览次数: 23\n正文内容:\n{LEAD}\n{SECOND}",
        f"标题：甲与乙签约\n发布日期：2024-01-25 14:46\n浏览次数：23\n正文内容：\n{LEAD}\n{SECOND}",
        f"标题: 甲与乙签约\n发布日期: 日期：2024-01-25 14:46\n浏览次数: 23\n正文内容:\n{LEAD}\n{SECOND}",
        f"标题：甲与乙签约\r\n发布日期：2024-01-25 14:46\r\n浏览次数：23\r\n正文内容：\r\n{LEAD}\r\n{SECOND}\r\n",
        f"\ufeff标题：甲与乙签约\n发布日期：2024-01-25 14:46\n浏览次数：23\n正文内容：\n{LEAD}\n{SECOND}",
        f"\n\n \n标题：甲与乙签约\n\n发布日期：2024-01-25 14:46\n\n浏览次数：23\n\n正文内容：\n\n{LEAD}\n\n{SECOND}",
        f"\t标题：\t甲与乙签约\n\t发布日期：\t2024-01-25 14:46\n\t浏览次数：\t23\n正文内容：\t{LEAD}\n\t{SECOND}",
        f"标题 : 甲与乙签约\n发布日期 : 2024-01-25 14:46\n浏览次数 : 23次\n正文内容 :\n{LEAD}\n{SECOND}",
        f"标题：甲与乙签约\n发布日期：2024-01-25 14:46\n浏览次数：23\n{LEAD}\n{SECOND}",
        f"标题：甲与乙签约\n浏览次数：23\n发布日期：2024-01-25 14:46\n正文：{LEAD}\n{SECOND}",
        f"发布日期：2024年01月25日 14:46\n浏览量：23\n标题：甲与乙签约\n正文内容：\n{LEAD}\n{SECOND}",
        f"标题：甲与乙签约-某大学新闻网\n发布时间：2024/1/25 14:46\n阅读：23\n内容：\n{LEAD}\n{SECOND}",
    ],
)
def test_labelled_record(text: str) -> None:
    article = read(text)
    assert (article.layout, article.title, article.published) == ("labelled-record", "甲与乙签约", "2024-01-25T14:46")
    assert (article.views, article.paragraphs) == (23, [LEAD, SECOND])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("甲会见乙、\n丙一行", "甲会见乙、丙一行"),
        ("【专题】\n甲与乙签约", "【专题】甲与乙签约"),
        ("甲与乙签约\n——记一次合作", "甲与乙签约——记一次合作"),
        ("第一时间：甲与乙签约", "第一时间：甲与乙签约"),
        ("甲与乙签约 6G工程", "甲与乙签约 6G工程"),
        ("2024年1月5日甲与乙签约", "2024年1月5日甲与乙签约"),
    ],
)
def test_title_of_a_record(title: str, expected: str) -> None:
    article = read(f"标题：{title}\n发布日期：2024-01-25\n浏览次数：\n正文内容：\n{LEAD}")
    assert (article.title, article.published, article.paragraphs) == (expected, "2024-01-25", [LEAD])


@pytest.mark.parametrize(
    "header",
    [
        "发布日期：\n浏览次数：\n来源：",
        "发布日期：\n浏览次数：",
        "作者：\n来源：\n发布日期：",
        "来源：作者：发布日期：浏览次数：",
    ],
)
def test_empty_labels_of_a_record(header: str) -> None:
    article = read(f"标题：甲与乙签约\n{header}\n正文内容：\n23位嘉宾于2023年5月1日出席。")
    assert (article.published, article.views, article.source, article.credits) == (None, None, None, [])
    assert article.paragraphs == ["23位嘉宾于2023年5月1日出席。"]


def test_extra_labels_of_a_record() -> None:
    article = read(
        "标题：甲与乙签约\n来源：某报\n作者：张敏\n栏目：科研动态\n网址：http://a.cn/info/1/2.htm\n"
        f"发布日期：2024-01-25\n正文内容：\n{LEAD}"
    )
    assert (article.source, article.section, article.url) == ("某报", "科研动态", "http://a.cn/info/1/2.htm")
    assert [(credit.role, credit.name) for credit in article.credits] == [("text", "张敏")]
    assert (article.published, article.paragraphs) == ("2024-01-25", [LEAD])


def test_labels_inside_the_text_of_a_record_stay() -> None:
    article = read(f"标题：甲\n发布日期：2024-01-25\n正文内容：\n{LEAD}\n时间：1月3日\n地点：西安")
    assert article.paragraphs == [LEAD, "时间：1月3日", "地点：西安"]
    assert article.published == "2024-01-25"


def test_tail_of_a_record() -> None:
    article = read(f"标题：甲\n发布日期：2024-01-25\n正文内容：\n{LEAD}\n文字：张敏\n编辑：李华\n关闭\n相关文章\n别的")
    assert article.paragraphs == [LEAD]
    assert [credit.name for credit in article.credits] == ["张敏", "李华"]


@pytest.mark.parametrize("text", ["标题：甲与乙签约", "标题：甲与乙签约\n发布日期：2024-01-25\n正文内容："])
def test_record_without_a_text(text: str) -> None:
    article = read(text)
    assert (article.title, article.body) == ("甲与乙签约", "")


INFO = "来源:甲网 日期:2024-01-25 09:50 浏览量:"
CRUMB = "当前位置: 新闻网首页>主页新闻>正文"


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (f"{CRUMB}\n主页新闻\n甲与乙签约\n{INFO}", "主页新闻"),
        (f"{CRUMB}\n甲与乙签约\n{INFO}", "主页新闻"),
        (f"{CRUMB}\n{CRUMB}\n主页新闻\n甲与乙签约\n{INFO}", "主页新闻"),
        (f"{CRUMB}\n主页新闻\n甲与乙签约\n{INFO}\n", "主页新闻"),
        (f"甲与乙签约-某大学新闻网\n{CRUMB}\n主页新闻\n甲与乙签约\n{INFO}", "主页新闻"),
        (f"甲与乙签约-某大学新闻网\n甲与乙签约\n{INFO}", None),
        (f"首页 新闻 通知\n{CRUMB}\n主页新闻\n甲与乙签约\n{INFO}", "主页新闻"),
        (f"主页新闻\n甲与乙签约\n{INFO}", None),
        (f"甲与乙签约\n{INFO}", None),
        (f"甲与乙签约\n甲与乙签约\n{INFO}", None),
        ("甲与乙签约\n来源：甲网\n日期：2024-01-25 09:50\n浏览量：", None),
        ("甲与乙签约\n日期：2024-01-25 09:50 来源： 甲网", None),
        ("甲与乙签约\n来源：甲网2024年01月25日 09:50", None),
        ("\ufeff\n\n甲与乙签约\n\n来源：甲网　发布时间：2024/1/25 09:50\n\n", None),
    ],
)
def test_pasted_page(head: str, section: str | None) -> None:
    article = read(f"{head}\n{LEAD}\n{SECOND}")
    assert (article.layout, article.title, article.section) == ("pasted-page", "甲与乙签约", section)
    assert (article.published, article.source, article.views) == ("2024-01-25T09:50", "甲网", None)
    assert article.paragraphs == [LEAD, SECOND]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("甲会见乙、\n丙一行", "甲会见乙、丙一行"),
        ("【专题】\n甲与乙签约", "【专题】甲与乙签约"),
        ("甲与乙签约\n——记一次合作", "甲与乙签约——记一次合作"),
    ],
)
@pytest.mark.parametrize("column", ["", "主页新闻\n"])
def test_title_over_two_lines(title: str, expected: str, column: str) -> None:
    assert read(f"{CRUMB}\n{column}{title}\n{INFO}\n{LEAD}").title == expected


@pytest.mark.parametrize("above", ["", "主页新闻\n"])
def test_title_over_two_lines_without_breadcrumb(above: str) -> None:
    assert read(f"{above}甲会见乙、\n丙一行\n{INFO}\n{LEAD}").title == "甲会见乙、丙一行"


def test_browser_title_confirms_a_title_over_two_lines() -> None:
    assert read(f"甲会见乙丙一行-某网\n{CRUMB}\n甲会见乙\n丙一行\n{INFO}\n{LEAD}").title == "甲会见乙丙一行"


@pytest.mark.parametrize(
    ("info", "published"),
    [
        ("2024年01月25日 10:13", "2024-01-25T10:13"),
        ("2024-01-25", "2024-01-25"),
        ("2024/1/5", "2024-01-05"),
        ("24-11-15", "2024-11-15"),
        ("25.01.2024  09:08", "2024-01-25T09:08"),
        ("2024-04-18 08:42张敏李华", "2024-04-18T08:42"),
    ],
)
def test_bare_date(info: str, published: str) -> None:
    article = read(f"甲与乙签约\n{info}\n{LEAD}\n{SECOND}")
    assert (article.title, article.published, article.paragraphs) == ("甲与乙签约", published, [LEAD, SECOND])


@pytest.mark.parametrize(
    ("info", "views"),
    [
        ("日期：2024-01-25 浏览量：33", 33),
        ("日期：2024-01-25 浏览12次", 12),
        ("2024-01-25 193 阅读", 193),
        ("日期：2024-01-25 点击数：来源：", None),
        ("浏览量：日期：2024-01-25", None),
        ("日期：2024-01-25\n浏览量：33", 33),
    ],
)
def test_views_of_a_pasted_page(info: str, views: int | None) -> None:
    article = read(f"甲与乙签约\n{info}\n{LEAD}")
    assert (article.views, article.published, article.source) == (views, "2024-01-25", None)


def test_credits_in_the_header_of_a_pasted_page() -> None:
    article = read(f"甲与乙签约\n日期：2024-01-25 编辑：张敏 浏览量：\n{LEAD}\n{SECOND}\n文字：李华\n【关闭】\n别的")
    assert [(credit.role, credit.name) for credit in article.credits] == [("editor", "张敏"), ("text", "李华")]
    assert article.paragraphs == [LEAD, SECOND]


def test_breadcrumb_without_labels() -> None:
    article = read(f"{CRUMB}\n主页新闻\n甲与乙签约\n{LEAD}\n{SECOND}")
    assert (article.title, article.published, article.paragraphs) == ("甲与乙签约", None, [LEAD, SECOND])


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        (f"甲与乙签约\n{LEAD}\n{SECOND}", "甲与乙签约", [LEAD, SECOND]),
        (f"\n\n甲与乙签约\r\n\r\n{LEAD}\r\n", "甲与乙签约", [LEAD]),
        (f"双方在西安签署协议，前景广阔。\n{SECOND}", "双方在西安签署协议", ["双方在西安签署协议，前景广阔。", SECOND]),
        ("双方在西安签署协议。", "双方在西安签署协议", ["双方在西安签署协议。"]),
        ("", None, []),
        (" \n\t\n", None, []),
    ],
)
def test_plain_text(text: str, title: str | None, paragraphs: list[str]) -> None:
    article = read(text)
    assert (article.layout, article.title, article.paragraphs) == ("plain-text", title, paragraphs)
    assert (article.published, article.source, article.views) == (None, None, None)


def test_long_article_keeps_its_tail_out_of_the_header() -> None:
    paragraphs = [f"第{number}段讲述合作的进展。" for number in range(1, 15)]
    article = read("\n".join(["甲与乙签约", *paragraphs, "文字：张敏", "编辑：李华", "2024年1月5日"]))
    assert (article.title, article.paragraphs) == ("甲与乙签约", paragraphs)
    assert [credit.name for credit in article.credits] == ["张敏", "李华"]


def test_layouts_are_tried_in_their_order() -> None:
    assert read_document("标题：甲\n正文内容：乙。").layout == "labelled-record"
    assert read_document(f"甲\n{INFO}\n乙。").layout == "pasted-page"
    assert read_document("甲\n乙。").layout == "plain-text"


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "function",
    [
        read_document,
        lambda text: read_article_text([Line(text)]),
        lambda text: read_article_text([Line("甲。"), Line(text)]),
        lambda text: read_document(cut(text)),
        lambda text: read_article_text([Line(line) for line in cut(text).split("\n")]),
    ],
    ids=["document", "only-line", "second-line", "document-of-lines", "lines"],
)
def test_any_text_is_read_in_linear_time(function: Callable[[str], object], unit: str) -> None:
    check_linear_time(function, unit * (2 * LONG // len(unit)))


@pytest.mark.parametrize("function", [read_document, lambda text: read_article_text([Line("甲。"), Line(text)])])
def test_nested_brackets_are_read_in_linear_time(function: Callable[[str], object]) -> None:
    assert seconds(function, "（" * LONG + "）" * LONG) < 2


def test_a_headline_may_end_as_a_sentence() -> None:
    article = read(f"当前位置：首页>工作>正文\n定期开会，研究工作。\n信息来源： 发布日期：2022-11-20\n{LEAD}")
    assert (article.title, article.published, article.paragraphs) == ("定期开会，研究工作。", "2022-11-20", [LEAD])


@pytest.mark.parametrize("tail", ["2024年1月25日", "文字：张敏", "原文链接：http://a.cn/1.htm"])
def test_a_tail_is_no_header(tail: str) -> None:
    article = read(f"甲与乙签约\n{LEAD}\n{tail}")
    assert (article.title, article.published, article.paragraphs[0]) == ("甲与乙签约", None, LEAD)
