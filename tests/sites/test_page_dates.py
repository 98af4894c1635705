"""Dates and sources of the header: below their labels, in another order, beside other dates."""

from __future__ import annotations

import pytest

from tests.sites.test_templates import FORM, TEXT, TITLE, content, page, read

HEAD = f"<h2>{TITLE}</h2>"


@pytest.mark.parametrize(
    ("header", "source"),
    [
        ("<p>发布时间：2023-05-16</p><p>来源：</p><p>宣传部</p>", "宣传部"),
        ("<p>2023-05-16</p><p>来源：</p><p>渭水日报</p>", "渭水日报"),
        ("<dl><dt>发布时间：</dt><dd>2023-05-16</dd><dt>来源：</dt><dd>本站原创</dd></dl>", "本站原创"),
        ("<ul><li>发布时间：<br>2023-05-16</li><li>来源：<br>宣传部</li></ul>", "宣传部"),
        ("<ul><li>发布时间：<br>2023-05-16</li><li>来源：</li><li>作者：<br>张三</li></ul>", None),
        ("<p>来源：</p><p>2023-05-16</p>", None),
        ("<p>2023-05-16</p><p>来源：</p><p>张三</p>", None),
        ("<p>2023-05-16</p><p>来源：</p><p>点击：</p>", None),
        ("<p>2023-05-16</p><p>来源：</p><p>打印</p><p>关闭</p>", None),
        ("<p>发布时间：</p><p>2023-05-16</p><p>来源：</p><p>大 中 小</p>", None),
        ("<p>发布时间：</p><p>2023-05-16</p><p>来源：</p>", None),
    ],
)
@pytest.mark.parametrize("first", [TEXT[0], "宣传部"])
def test_source_below_its_label(header: str, source: str | None, first: str) -> None:
    found = read(page(FORM.format(HEAD + header + content(first, *TEXT[1:]))))
    assert (found.source, found.published, found.paragraphs) == (source, "2023-05-16", [first, *TEXT[1:]])


@pytest.mark.parametrize(
    ("header", "elsewhere", "published"),
    [
        ("发布时间：05/06/2023", "", None),
        ("发布时间：05/06/2023", "05/16/2023", "2023-05-06"),
        ("05/06/2023 10:20", "16/05/2023", "2023-06-05T10:20"),
        ("05/06/2023", "16/05/2023 05/16/2023", None),
        ("23/05/16", "", None),
        ("时间：23/05/16 浏览：", "更新于2023年5月16日", "2023-05-16"),
        ("05/16/23", "", "2023-05-16"),
        ("第1.2.24版", "", None),
    ],
)
def test_date_whose_order_the_page_tells(header: str, elsewhere: str, published: str | None) -> None:
    html = page(FORM.format(f"{HEAD}<div>{header}</div>{content()}"), below=f"<ul><li>另一条报道 {elsewhere}</li></ul>")
    assert read(html).published == published


def test_day_on_which_a_text_was_written() -> None:
    main = f"{HEAD}<p>成稿日期：2023-05-10</p><p>发布日期：2023-05-16</p>{content()}"
    assert read(page(FORM.format(main))).published == "2023-05-16"


@pytest.mark.parametrize("before", ["创建日期", "录入时间", "上传时间", "添加时间"])
def test_publication_goes_before_creation(before: str) -> None:
    main = f"{HEAD}<p>{before}：2023-05-15　发布日期：2023-05-16</p>{content()}"
    assert read(page(FORM.format(main))).published == "2023-05-16"
    assert read(page(FORM.format(f"{HEAD}<p>{before}：2023-05-15</p>{content()}"))).published == "2023-05-15"


def test_dates_over_a_headline_that_is_cut() -> None:
    above = '<div><b>03</b><span>2023-02</span><a href="9.htm">另一条报道</a></div>'
    main = f"<h1>{TITLE[:12]}...</h1>{content()}<p>发布日期：2023-05-16</p>"
    title = f'<meta name="pageTitle" content="{TITLE}">'
    assert read(page(main, above=above, head=title)).published == "2023-05-16"
