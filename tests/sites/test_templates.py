"""Templates of the CMS that no recorded page has: what varies between the sites of many schools, one case each."""

from __future__ import annotations

import pytest

from xjtunews.items import Article
from xjtunews.sites.reader import read_response
from xjtunews.sites.xjtu import SITE

TITLE = "渭水大学与渭水区签署合作框架协议"
NAME = "渭水大学"
TEXT = [
    "5月16日上午，学校与渭水区在行政楼签署合作框架协议，双方负责人出席仪式。",
    "双方将共建三个联合实验室。",
    "会前，来宾参观了校史馆。",
]
MENU = '<ul><li><a href="../../index.htm">首页</a></li><li><a href="../../xwzx.htm">新闻中心</a></li></ul>'
CRUMB = (
    '<div>当前位置： <a href="../../index.htm">首页</a>&gt;&gt;<a href="../../xxyw.htm">学校要闻</a>&gt;&gt;正文</div>'
)
ASIDE = '<div><h3>最新动态</h3><ul><li><a href="1.htm">另一条报道</a><span>2024-02-02</span></li></ul></div>'
FOOT = "<div><p>版权所有：渭水大学 地址：雁塔路1号</p><p>更新时间：2019-01-01</p></div>"
AROUND = '<p>上一条：<a href="206.htm">召开会议（二）</a></p><p>下一条：<a href="204.htm">举行运动会！</a></p>'
FIXED = '<div id="vsb_content_4500_u61"><div id="vsb_content_501"><p>地址：雁塔路1号</p><p>电话：000</p></div></div>'
FORM = '<form name="_newscontent_fromname">{}</form>'
PLAIN = f"<h2>{TITLE}</h2><div>发布时间：2023-05-16</div>"


def content(*paragraphs: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or TEXT)
    return f'<div id="vsb_content"><div class="v_news_content">{text}</div></div><div id="div_vote_id"></div>'


def page(
    main: str,
    *,
    title: str = f"{TITLE}-{NAME}",
    head: str = f'<META Name="keywords" Content="{NAME},学校要闻,合作" />',
    above: str = MENU + CRUMB,
    below: str = ASIDE + FOOT,
) -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"<script>_jsq_(1033,'/content.jsp',205,12345)</script></head><body>{above}<div>{main}</div>{below}</body></html>"
    )


def read(html: str) -> Article:
    found = read_response("https://www.example.edu.cn/info/1033/205.htm", 200, "text/html", html.encode(), (SITE,))
    assert found.kind == "article", found.reason
    assert found.loader is not None
    item = found.loader.load_item()
    assert isinstance(item, Article)
    return item


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("<h1>{}</h1>", f"学校要闻-{NAME}"),
        ("<h1>{}</h1>", NAME),
        ("<h1>{}</h1>", f"{NAME}-{{}}"),
        ('<div class="wz_title">{}</div>', f"{NAME}-{{}}"),
        ("<h2>{}</h2>", f"{NAME}-学校要闻"),
        ("", f"{{}}-学校要闻-{NAME}"),
        ("<h3>{}</h3>", ""),
        ("<h3>{}</h3>", f"渭水大学与渭水区签署...-{NAME}"),
        ('<p style="font-size:20px">{}</p>', f"{{}}-{NAME}"),
        ('<div class="title"><p>{}</p><p>发布日期：2023-05-16</p></div>', NAME),
        ('<table><tr><td><span class="STYLE8">{}</span></td></tr></table>', "{}-纪检"),
        ('<h2>{}</h2><h3 class="subtitle">——共建三个实验室</h3>', f"{{}}-{NAME}"),
        ('<h1>{}</h1><h3 class="fubiaoti"></h3>', NAME),
        ("<h2>渭水大学与渭水区<br>签署合作框架协议</h2>", f"{{}}-{NAME}"),
        ("<h2>渭水大学与渭水区<br>签署合作框架协议</h2>", NAME),
        ('<div class="title"><p>渭水大学与渭水区</p><p>签署合作框架协议</p></div>', f"{{}}-{NAME}"),
        ('<div class="content-title"><a href="#">{}</a></div>', NAME),
        ('<div class="show01"><h5>{}</h5></div>', NAME),
        ('<div class="conth1">{}</div>', ""),
        ("<p>{}</p>", NAME),
    ],
)
def test_headline(header: str, title: str) -> None:
    header = header.format(TITLE)
    found = read(page(FORM.format(f"{header}<div>2023-05-16 来源：宣传部</div>{content()}"), title=title.format(TITLE)))
    assert (found.title, found.published) == (TITLE, "2023-05-16")


@pytest.mark.parametrize(
    "title",
    [
        "“学思践悟”专题会-校地篇",
        "校领导赴甲市-乙市-丙市调研",
        "3月8日 | 致敬每一位女性",
        "校企合作_共建实验室签约",
        "招生信息网-2023年招生简章",
        "“一带一路”——高校论坛举行",
        "2023-05-16会议纪要",
        "关于公布2022-2023学年名单的通知",
        "关于2018年9月3日停课的通知",
        "A&B签约“合作”",
    ],
)
@pytest.mark.parametrize("header", ["<h2>{}</h2>", '<div class="conth1">{}</div>'])
@pytest.mark.parametrize("browser", [f"{{}}-{NAME}", f"{{}}-学校要闻-{NAME}", "{}", NAME, f"{NAME}-{{}}"])
@pytest.mark.parametrize("head", ["", f'<META Name="keywords" Content="{NAME},学校要闻" />'], ids=["bare", "keywords"])
def test_headline_with_a_dash_or_a_date(title: str, header: str, browser: str, head: str) -> None:
    main = f"{header.format(title)}<div>发布时间：2023-05-16</div>{content()}"
    found = read(page(FORM.format(main), title=browser.format(title), head=head))
    assert (found.title, found.published) == (title, "2023-05-16")


@pytest.mark.parametrize("head", ["", f'<META Name="keywords" Content="{NAME},学校要闻" />'])
def test_headline_of_next_to_nothing(head: str) -> None:
    html = page(
        FORM.format(f"<h2>简介</h2><div>发布时间：2023-05-16</div>{content()}"), title=f"简介-{NAME}", head=head
    )
    assert read(html).title == "简介"


@pytest.mark.parametrize("header", ["<h2>{}</h2>", '<div class="conth1">{}</div>', "<p>{}</p>"])
@pytest.mark.parametrize("title", [NAME, f"学校要闻-{NAME}", "", f"{{}}-{NAME}"], ids=["site", "column", "none", "own"])
@pytest.mark.parametrize("above", [ASIDE, "<h1>学校要闻</h1>", "<ul><li class='title'><h3>首页</h3></li></ul>"])
def test_headings_of_other_parts_of_the_page(header: str, title: str, above: str) -> None:
    main = f"{header.format(TITLE)}<div>发布时间：2023-05-16</div>{content()}{AROUND}"
    html = page(FORM.format(main), title=title.format(TITLE), above=MENU + above + CRUMB)
    assert (read(html).title, read(html).published) == (TITLE, "2023-05-16")


@pytest.mark.parametrize("title", [NAME, "", f"{TITLE}-{NAME}"])
def test_neighbours_set_as_headings(title: str) -> None:
    below = '<h1><a href="206.htm"><span>上一篇：</span>渭水大学召开学期工作会议部署新学期各项工作</a></h1>'
    assert read(page(FORM.format(PLAIN + content() + below), title=title)).title == TITLE


def test_name_of_the_site_as_heading() -> None:
    html = page(FORM.format(f"<h2>{TITLE}</h2>{content()}"), title=NAME, above=f"<h1>{NAME}</h1>{MENU}")
    assert read(html).title == TITLE


@pytest.mark.parametrize(
    ("info", "published"),
    [
        ("2023/5/16", "2023-05-16"),
        ("二〇二三年五月十六日", "2023-05-16"),
        ("[2023-05-16]", "2023-05-16"),
        ("（发布时间：2023-05-16 11:06:22 阅读次数：5）", "2023-05-16T11:06:22"),
        ("<p>16</p><p>2023.05</p>", "2023-05-16"),
        ("<b>16</b> <i>2023-05</i>", "2023-05-16"),
        ("05-16 2023", "2023-05-16"),
        ("<b>05-16</b><i>2023</i>", "2023-05-16"),
        ("<i>2023</i><b>05-16</b>", "2023-05-16"),
        ("<p>16</p><p>05月</p><p>2023年</p>", "2023-05-16"),
        ("<p>2023</p><p>05</p><p>16</p>", "2023-05-16"),
        ("<p>16</p><p>May</p><p>2023</p>", "2023-05-16"),
        ("<span>2023-05-16</span><span>10:30</span>", "2023-05-16T10:30"),
        ("05-16-2023", "2023-05-16"),
        ("时间：05/16/2023 浏览：", "2023-05-16"),
        ("<span>\nMay\n\n 16\n</span>,<span>2023</span>", "2023-05-16"),
        ("更新时间：2024-01-02 发布时间：2023-05-16", "2023-05-16"),
        ("更新时间：2023-05-16", "2023-05-16"),
        ("信息来源：宣传部信息日期：2023-05-16 10:30:55", "2023-05-16T10:30:55"),
        ("发布时间 : 2023-05-16 10:30:20 出处 : 点击数 :", "2023-05-16T10:30:20"),
        ("今天是2026年3月3日", None),
        ("Publish Time: May 16, 2023", "2023-05-16"),
        ("发布于 2023-05-16", "2023-05-16"),
        ("发布时间：20230516", "2023-05-16"),
        ("２０２３－０５－１６", "2023-05-16"),
        ("发布者：宣传部发布时间：2023-05-16浏览次数：", "2023-05-16"),
        ("出处：宣传部 日期：2023-05-16", "2023-05-16"),
        ("发布时间：", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("above", [MENU + CRUMB, MENU + ASIDE + CRUMB], ids=["menu", "list-above"])
def test_date(info: str, published: str | None, above: str) -> None:
    html = page(FORM.format(f"<h2>{TITLE}</h2><div>{info}</div>{content()}"), above=above)
    assert read(html).published == published


@pytest.mark.parametrize(
    "main",
    [
        f"<div>2023-05-16</div><h2>{TITLE}</h2>{content()}",
        f"<h2>{TITLE}</h2>{content()}<div>2023-05-16</div>",
        f"<h2>{TITLE}</h2>{content()}<div>发布时间：2023-05-16</div>",
        f"<div><b>16</b><span>2023-05</span></div><h2>{TITLE}</h2>{content()}",
        f"<div><h4>2023-05</h4><p>16</p></div><h2>{TITLE}</h2>{content()}",
        f"<div><b>16</b><span>May,2023</span></div><h2>{TITLE}</h2>{content()}",
    ],
    ids=["above-the-headline", "below-the-text", "below-with-a-label", "leaf", "leaf-in-two-lines", "english-leaf"],
)
def test_date_that_stands_alone_in_the_form(main: str) -> None:
    assert read(page(FORM.format(main))).published == "2023-05-16"


LEAVES = "".join(f'<li><p>2024-02-0{n}</p><h3><a href="{n}.htm">另一条报道</a></h3></li>' for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("main", "published"),
    [
        (f"<div>2023-05-16</div><h2>{TITLE}</h2>{content()}", "2023-05-16"),
        (f"<div><b>16</b><span>2023-05</span></div><h2>{TITLE}</h2>{content()}", "2023-05-16"),
        (f"<ul>{LEAVES}</ul><h2>{TITLE}</h2>{content()}", None),
        (f"<ul>{LEAVES}</ul><p>2024-02-09</p><h2>{TITLE}</h2>{content()}", None),
        (f"<div>今天是2026年3月3日</div><h2>{TITLE}</h2>{content()}", None),
        (
            f"<table><tr><td>成文日期</td><td>2023-04-01</td></tr><tr><td>发布日期</td><td>2023-05-16</td></tr></table>"
            f"<h2>{TITLE}</h2>{content()}",
            "2023-05-16",
        ),
    ],
    ids=["alone", "leaf", "list", "list-and-date", "today", "cells-without-a-colon"],
)
def test_date_above_the_headline_without_a_form(main: str, published: str | None) -> None:
    assert read(page(f'<div class="art">{main}</div>')).published == published


@pytest.mark.parametrize("below", ["<p>阅读次数：</p>", "<p>责任编辑：张敏</p>", LEAVES, AROUND])
@pytest.mark.parametrize("info", ["发布时间：2023-05-16", "2023-05-16", "[2023-05-16]"])
def test_form_round_the_text_alone_with_labels_below(info: str, below: str) -> None:
    main = f"<div><h2>{TITLE}</h2><p>{info}</p>{FORM.format(content() + below)}</div>"
    found = read(page(main, above=MENU + ASIDE + CRUMB))
    assert (found.title, found.published, found.paragraphs) == (TITLE, "2023-05-16", TEXT)


@pytest.mark.parametrize(
    "text", ["", '<p><img class="img_vsb_content" src="/__local/a.jpg"></p>'], ids=["none", "image"]
)
@pytest.mark.parametrize("name", ["id='vsb_content'", "class='v_news_content'"])
@pytest.mark.parametrize("form", [FORM, '<form name="form228a">{}</form>'])
def test_text_outside_of_the_form_is_not_the_articles(text: str, name: str, form: str) -> None:
    html = page(form.format(f"{PLAIN}<div {name}>{text}</div>"), below=f"<div class='v_news_content'>{FOOT}</div>")
    assert (read(html).published, read(html).paragraphs) == ("2023-05-16", [])


@pytest.mark.parametrize(
    "main",
    [
        f"{PLAIN}{FORM.format(content() + AROUND)}",
        f"<div>发布时间：2023-05-16</div>{FORM.format(f'<h2>{TITLE}</h2>{content()}{AROUND}')}",
        f"<table><tr><td>{TITLE}</td></tr><tr><td>来源:\n | 发布时间: 2023-05-16 | 浏览次数: </td></tr>"
        f"<tr><td>{FORM.format(content())}</td></tr></table>",
    ],
    ids=["text-only", "no-date", "cells"],
)
def test_form_that_wraps_less_than_the_article(main: str) -> None:
    found = read(page(main))
    assert (found.title, found.published, found.paragraphs) == (TITLE, "2023-05-16", TEXT)


@pytest.mark.parametrize(
    "html",
    [
        page(FORM.format(PLAIN + content()), above=MENU + FIXED),
        page(PLAIN + content(), above=MENU + FIXED),
        page(FORM.format(PLAIN + content()), below=FIXED + FOOT),
        page(FORM.format(PLAIN + content()[: content().index("</div>")] + content() + "</div></div>")),
        page(FORM.format(f'{PLAIN}<div id="vsb_content"></div>{content().replace("id=", "data-id=")}')),
        page(
            FORM.format(
                f'{PLAIN}<div id="vsb_content_2"><p>{TEXT[0]}</p></div><div id="vsb_content_3">'
                f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>"
            )
        ),
        page(
            FORM.format(
                f'{PLAIN}<div id="vsb_content"><p>{TEXT[0]}</p><div class="v_news_content"><p>{TEXT[1]}</p>'
                f"<p>{TEXT[2]}</p></div></div>"
            )
        ),
    ],
    ids=["fixed-above", "fixed-above-no-form", "fixed-below", "nested", "empty-first", "two-parts", "outside"],
)
def test_text_and_nothing_else(html: str) -> None:
    found = read(html)
    assert (found.title, found.published, found.paragraphs) == (TITLE, "2023-05-16", TEXT)


def test_picture_beside_a_fixed_text() -> None:
    html = page(FORM.format(PLAIN + content('<img src="/__local/a.jpg">')), below=FIXED)
    assert (read(html).paragraphs, read(html).images) == ([], 1)


@pytest.mark.parametrize(
    "paragraphs",
    [
        [TEXT[0], "分享", TEXT[1]],
        [TEXT[0], "评论", TEXT[1], "打印", TEXT[2]],
        [TEXT[0], "推荐阅读：", "《渭水志》，某某著。"],
        [TEXT[0], "免责声明：", "本办法由教务处负责解释。"],
        [TEXT[0], "扫描二维码", "报名咨询请联系张老师。"],
        [TEXT[0], "学院名称项目名称负责人" * 20, TEXT[2]],
        ["时间：5月17日下午2点", "地点：报告厅", *TEXT],
        [*TEXT, "党政办公室", "2023年5月16日"],
    ],
)
def test_what_stands_in_the_text_belongs_to_it(paragraphs: list[str]) -> None:
    assert read(page(FORM.format(PLAIN + content(*paragraphs) + AROUND))).paragraphs == paragraphs


def test_editor_in_the_middle_ends_nothing() -> None:
    found = read(page(FORM.format(PLAIN + content(TEXT[0], "编辑：张敏", TEXT[1], TEXT[2]))))
    assert found.paragraphs == TEXT
    assert [(credit.role, credit.name) for credit in found.credits] == [("editor", "张敏")]


def test_buttons_and_neighbours_behind_the_last_sentence() -> None:
    inside = content(*TEXT, "分享到：", '上一条：<a href="1.htm">会议纪要！</a>', "【关闭】")
    assert read(page(FORM.format(PLAIN + inside))).paragraphs == TEXT


def test_path_that_ends_with_the_headline() -> None:
    crumb = f'<div>您当前的位置：<a href="i">首页</a> &gt; <a href="x">学校要闻</a> &gt; {TITLE}</div>'
    assert read(page(FORM.format(PLAIN + content()), above=MENU + crumb)).section == "学校要闻"


def test_english_page() -> None:
    title = "University Signs Agreement with Weishui District"
    main = f"<h1>{title}</h1><div>May 16, 2023 &nbsp; Views: </div>{content('On May 16, we signed an agreement.')}"
    found = read(page(FORM.format(main), title=f"{title}-Weishui University", head=""))
    assert (found.title, found.published) == (title, "2023-05-16")
    assert found.paragraphs == ["On May 16, we signed an agreement."]
