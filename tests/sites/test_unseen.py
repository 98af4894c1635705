"""What else templates of the CMS do: hide pieces of a text, print pools of links, give a value a line of its own."""

from __future__ import annotations

import pytest

from tests.sites.test_templates import CRUMB, FORM, MENU, NAME, TEXT, TITLE, content, page, read

HEAD = f"<h2>{TITLE}</h2>"
DATE = "<div>发布时间：2023-05-16</div>"
BODY = '<div id="vsb_content"><div class="v_news_content">{}</div></div>'
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)
UNSEEN = "这一段没有人看见。"
COUNTIES = ["渭东区", "渭西区", "雁塔县", "灞桥县", "长安县"]
LINKS = [f'<a href="http://www.{n}.gov.cn/">{name}</a>' for n, name in enumerate(COUNTIES)]
HOMES = " ".join(LINKS)


def paragraphs(inside: str) -> list[str]:
    return read(page(FORM.format(HEAD + DATE + BODY.format(inside)))).paragraphs


@pytest.mark.parametrize(
    "attribute",
    [
        'style="display:none"',
        'STYLE="DISPLAY: none"',
        'style="color: red; display : none;"',
        'style="visibility: hidden"',
        "hidden",
        'hidden="hidden"',
    ],
)
@pytest.mark.parametrize("inside", ["<p {}>{}</p>", "<div {}><p>{}</p></div>", "<p><span {}>{}</span></p>"])
def test_what_is_hidden_in_a_text(inside: str, attribute: str) -> None:
    assert paragraphs(PARAGRAPHS + inside.format(attribute, UNSEEN)) == TEXT
    assert paragraphs(inside.format(attribute, UNSEEN) + PARAGRAPHS) == TEXT


@pytest.mark.parametrize(
    "style", ["overflow:hidden", "-webkit-backface-visibility: hidden", "text-decoration:none", "border:none"]
)
def test_what_only_sounds_hidden(style: str) -> None:
    assert paragraphs(f'{PARAGRAPHS}<p style="{style}">{UNSEEN}</p>') == [*TEXT, UNSEEN]


@pytest.mark.parametrize(
    "inside",
    [
        f'<div id="js_content" style="visibility: hidden; opacity: 0;">{PARAGRAPHS}</div>',
        f'<div style="display:none">{PARAGRAPHS}</div>',
        PARAGRAPHS.replace("<p>", '<p style="display:none">'),
        f'{PARAGRAPHS}<div style="display:none"><img src="/__local/a.jpg"></div>',
    ],
)
def test_what_a_script_will_show(inside: str) -> None:
    assert paragraphs(inside) == TEXT


@pytest.mark.parametrize(
    "pool",
    [
        f"<p>{HOMES}</p>",
        f"<p>区县网站</p><p>{HOMES}</p>",
        f"<table><tr><td>{HOMES}</td></tr></table>",
        "<ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul>",
        "<div>--区县政府网站--</div><ul>" + "".join(f"<li>{name}</li>" for name in COUNTIES) + "</ul>",
        "<select><option>区县网站</option>" + "".join(f"<option>{name}</option>" for name in COUNTIES) + "</select>",
    ],
    ids=["links", "label", "table", "list", "names", "select"],
)
def test_pool_of_links_below_a_text(pool: str) -> None:
    assert paragraphs(PARAGRAPHS + pool) == TEXT


@pytest.mark.parametrize(
    ("tail", "lines"),
    [
        (f"<p>各单位网址如下：</p><p>{HOMES}</p>", ["各单位网址如下：", " ".join(COUNTIES)]),
        ("".join(f"<p>{name}</p>" for name in COUNTIES), COUNTIES),
        ("<p>参会单位</p>" + "".join(f"<p>{name}</p>" for name in COUNTIES), ["参会单位", *COUNTIES]),
        ("<p>详见招生网站</p>", ["详见招生网站"]),
    ],
    ids=["introduced", "names", "other-label", "no-pool"],
)
def test_names_and_links_of_the_text(tail: str, lines: list[str]) -> None:
    assert paragraphs(PARAGRAPHS + tail) == [*TEXT, *lines]


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


RECORD = (
    '<table><tr><td class="govtitlefont5">索引号：</td><td class="govvaluefont5">014/2023-12</td>'
    '<td class="govtitlefont5">公开日期：</td><td class="govvaluefont5">2023-05-16</td></tr></table>'
    f'<table><tr><td class="titlestyle5">{TITLE}</td></tr></table>'
    f'<div id="egovinfocontenttable"><table><tr><td>{PARAGRAPHS}</td></tr></table></div>'
)


@pytest.mark.parametrize("browser", [f"{TITLE}-{NAME}", NAME, f"学校要闻-{NAME}", ""])
@pytest.mark.parametrize("number", ["205", "-1"])
def test_record_of_an_office(browser: str, number: str) -> None:
    html = page(RECORD, title=browser).replace(",205,", f",{number},")
    found = read(html)
    assert (found.title, found.published, found.paragraphs) == (TITLE, "2023-05-16", TEXT)


LEADS = "".join(f'<li><a href="{n}.htm">另一条报道</a><p>2月{n}日，学校召开会议。</p></li>' for n in (1, 2, 3))


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
    "player",
    [
        '<video controls><source src="/__local/a.mp4">您的浏览器不支持视频。</video>',
        '<audio src="/__local/a.mp3">您的浏览器不支持音频。</audio>',
        "<canvas>您的浏览器不支持画布。</canvas>",
    ],
)
def test_what_a_browser_shows_instead_of_a_player(player: str) -> None:
    assert paragraphs(PARAGRAPHS + player) == TEXT


def test_day_on_which_a_text_was_written() -> None:
    main = f"{HEAD}<p>成稿日期：2023-05-10</p><p>发布日期：2023-05-16</p>{content()}"
    assert read(page(FORM.format(main))).published == "2023-05-16"
