"""Headlines where the browser's title names the site or the column, or the headline is called like its column."""

from __future__ import annotations

import pytest

from tests.sites.test_templates import CRUMB, FORM, MENU, NAME, TEXT, TITLE, content, page, read

HEAD = f"<h2>{TITLE}</h2>"
DATE = "<div>发布时间：2023-05-16</div>"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)
RECORD = (
    '<table><tr><td class="govtitlefont5">索引号：</td><td class="govvaluefont5">014/2023-12</td>'
    '<td class="govtitlefont5">公开日期：</td><td class="govvaluefont5">2023-05-16</td></tr></table>'
    f'<table><tr><td class="titlestyle5">{TITLE}</td></tr></table>'
    f'<div id="egovinfocontenttable"><table><tr><td>{PARAGRAPHS}</td></tr></table></div>'
)
LEADS = "".join(f'<li><a href="{n}.htm">另一条报道</a><p>2月{n}日，学校召开会议。</p></li>' for n in (1, 2, 3))


@pytest.mark.parametrize("header", ["<h2>{}</h2>", '<div class="conth1">{}</div>'])
@pytest.mark.parametrize("browser", ["{0}", f"{{0}}-{NAME}", f"{{0}}-{{0}}-{NAME}", f"{{0}}-学校概况-{NAME}", NAME])
@pytest.mark.parametrize("title", ["学校简介", "学校要闻", "通知公告"])
@pytest.mark.parametrize("head", ["", f'<META Name="keywords" Content="{NAME},学校要闻" />'])
def test_headline_like_its_column(header: str, browser: str, title: str, head: str) -> None:
    above = MENU + CRUMB.replace("学校要闻", title) + f"<h1>{title}</h1>"
    main = FORM.format(header.format(title) + DATE + content())
    assert read(page(main, title=browser.format(title), head=head, above=above)).title == title


def test_column_over_the_headline() -> None:
    main = f"<h1>学校要闻</h1>{HEAD}{DATE}{content()}"
    assert read(page(FORM.format(main), title=f"学校要闻-{NAME}")).title == TITLE


def test_heading_over_the_path() -> None:
    above = f'{MENU}<h2>最新动态</h2><ul><li><a href="1.htm">另一条报道</a><span>2024-02-02</span></li></ul>{CRUMB}'
    found = read(page(f'<div class="wz_t">{TITLE}</div>{DATE}{content()}', title=NAME, above=above))
    assert found.title == TITLE
    lone = read(page(f"<div>2023-05-16</div>{HEAD}{content()}", above=above))
    assert lone.published == "2023-05-16"


def test_page_laid_out_as_a_table() -> None:
    main = f"<table><tr><td>{MENU}</td><td>{CRUMB}<p>{TITLE}</p>{DATE}{content()}</td></tr></table>"
    found = read(page(main, title=NAME, above=""))
    assert (found.title, found.published, found.section) == (TITLE, "2023-05-16", "学校要闻")


@pytest.mark.parametrize("browser", [f"{TITLE}-{NAME}", NAME, f"学校要闻-{NAME}", ""])
@pytest.mark.parametrize("number", ["205", "-1"])
def test_record_of_an_office(browser: str, number: str) -> None:
    html = page(RECORD, title=browser).replace(",205,", f",{number},")
    found = read(html)
    assert (found.title, found.published, found.paragraphs) == (TITLE, "2023-05-16", TEXT)


@pytest.mark.parametrize("title", [NAME, "", f"新闻中心-{NAME}"])
@pytest.mark.parametrize("heading", ["最新动态", "新闻中心"])
def test_heading_of_a_list_over_the_headline(title: str, heading: str) -> None:
    above = f"{MENU}<h2>{heading}</h2><ul>{LEADS}</ul>"
    found = read(
        page(f'<h2>{TITLE}</h2><div class="xx"><span>2023-05-16</span></div>{content()}', title=title, above=above)
    )
    assert (found.title, found.published) == (TITLE, "2023-05-16")
    found = read(page(f'<p class="x">{TITLE}</p>{DATE}{content()}', title=title, above=above))
    assert found.title == TITLE


def test_column_without_a_path() -> None:
    above = f'{MENU}<a href="../../tzgg.htm">通知公告</a><h2>通知公告</h2>'
    assert read(page(f"{HEAD}{DATE}{content()}", title=f"通知公告-{NAME}", above=above)).title == TITLE


@pytest.mark.parametrize("heading", [f"<h3>{TITLE}</h3>", f'<div class="bt">{TITLE}</div>'])
def test_headline_right_over_the_text(heading: str) -> None:
    found = read(page(heading + content(), title="渭水大学某网", head=""))
    assert (found.title, found.published) == (TITLE, None)


@pytest.mark.parametrize(
    "browser_title",
    [
        f"{TITLE}（{NAME}）",
        f"Weishui University: {TITLE}",
        "欢迎访问渭水大学资产处网站！",
        "渭水大学资产管理处官方网站",
    ],
)
def test_line_over_the_labels_beside_the_name_of_the_site(browser_title: str) -> None:
    main = f'<p align="center"><b>{TITLE}</b></p><div>发布时间：2023-05-16</div>{content()}'
    assert read(page(main, title=browser_title)).title == TITLE


@pytest.mark.parametrize("browser_title", ["", "渭水大学某网"])
@pytest.mark.parametrize("headline", ["<h3>{}</h3>", '<div class="detail-title">{}</div>', '<div id="bt">{}</div>'])
def test_name_of_a_list_is_no_headline(headline: str, browser_title: str) -> None:
    links = "".join(f'<li><a href="{number}.htm">另一条报道</a></li>' for number in range(4))
    above = f"<div><h3>热门推荐</h3><ul>{links}</ul></div>"
    main = f"{headline.format(TITLE)}<div>发布时间：2023-05-16</div>{content()}"
    assert read(page(main, title=browser_title, above=above)).title == TITLE


@pytest.mark.parametrize("browser_title", ["", "渭水大学"])
def test_headline_between_a_table_without_colons_and_the_text(browser_title: str) -> None:
    labels = "<td>索引号</td><td>014-2026</td><td>主题分类</td><td>教育</td><td>发布日期</td><td>2023年05月16日</td>"
    main = f"<div>渭水大学校办</div><table><tr>{labels}</tr></table><p><b>{TITLE}</b></p>{content()}"
    assert read(page(main, title=browser_title, above="")).title == TITLE


FIRST, SECOND = TITLE[:8], TITLE[8:]


@pytest.mark.parametrize(
    ("browser_title", "head"),
    [
        (f"{FIRST}<br>{SECOND}-{NAME}", ""),
        (f"{FIRST}<BR/>{SECOND}-{NAME}", f'<meta name="pageTitle" content="{FIRST}<br/>{SECOND}">'),
        (f"{TITLE}-{NAME}", f'<META Name="ArticleTitle" Content="{FIRST}&lt;br&gt;{SECOND}" />'),
        (f"{TITLE}-{NAME}", f'<meta name="pageTitle" content="<font color=red>{TITLE}</font>">'),
    ],
)
def test_markup_in_a_headline(browser_title: str, head: str) -> None:
    main = f"<h1>{FIRST}<br>{SECOND}</h1>{DATE}{content()}"
    assert read(page(main, title=browser_title, head=head)).title == TITLE


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>{}<small>——共建三个实验室</small></h1>",
        '<h1>{}<span class="new">NEW</span></h1>',
        "<h1>{}<br><span>——共建三个实验室</span></h1>",
    ],
)
def test_subtitle_in_the_heading(heading: str) -> None:
    assert read(page(heading.format(TITLE) + DATE + content())).title == TITLE


@pytest.mark.parametrize("end", ["...", "…", "……"])
def test_heading_that_is_cut(end: str) -> None:
    assert read(page(f'<h1 title="{TITLE}">{TITLE[:10]}{end}</h1>{DATE}{content()}')).title == TITLE
