"""The parts in which the CMS prints a text: with and without its own form, and what a template prints beside them."""

from __future__ import annotations

import pytest

from tests.sites.test_templates import ASIDE, FOOT, FORM, NAME, PLAIN, TEXT, TITLE, page, read

IDS = [("vsb_content", "vsb_content"), ("vsb_content", "vsb_content_2"), ("vsb_content_4", "vsb_content_500")]


def part(paragraphs: list[str], name: str = "vsb_content") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<div id="{name}"><div class="v_news_content">{text}</div></div><div id="div_vote_id"></div>'


@pytest.mark.parametrize(("first", "second"), IDS)
@pytest.mark.parametrize("frame", [FORM, "<div>{}</div>"])
@pytest.mark.parametrize("wrap", ["{}{}", "<div>{}</div><div>{}</div>", '<div>{}</div><div><img src="/a.png">{}</div>'])
def test_a_text_in_two_parts(wrap: str, frame: str, first: str, second: str) -> None:
    both = wrap.format(part(TEXT[:1], first), part(TEXT[1:], second))
    assert read(page(frame.format(PLAIN + both))).paragraphs == TEXT


def test_a_text_in_two_parts_that_have_only_a_class() -> None:
    both = "".join(f'<div class="v_news_content"><p>{text}</p></div>' for text in TEXT)
    assert read(page(PLAIN + both)).paragraphs == TEXT


@pytest.mark.parametrize(
    "below",
    [
        f"<div><p>联系我们</p>{part(['电话：029-00000000，欢迎来访。'], 'vsb_content_2')}</div>",
        f"{ASIDE}{part(['学校创建于1950年，是一所综合性大学。'], 'vsb_content_3')}",
        f"</div><div>{part(['学校创建于1950年，是一所综合性大学。'], 'vsb_content_3')}",
    ],
)
def test_another_text_of_the_template_is_no_part(below: str) -> None:
    assert read(page(f"<div>{PLAIN}{part(TEXT)}</div>{below}")).paragraphs == TEXT


def test_a_text_beside_the_menu_is_not_the_article() -> None:
    beside = part(["联系电话：029-00000000，办公地点：行政楼201，欢迎来访。"], "vsb_content_501")
    assert read(page(PLAIN + part(TEXT), above=f"<div>{beside}</div>")).paragraphs == TEXT


def test_a_text_that_is_a_page_of_another_site() -> None:
    frame = '<div id="vsb_content"><p><iframe src="https://mp.weixin.example/s/a"></iframe></p></div>'
    article = read(page(FORM.format(f"<h2>{TITLE}</h2>{frame}"), below=FOOT))
    assert (article.title, article.paragraphs, article.published) == (TITLE, [], None)


LABELS = (
    "<table><tr><td>索引号：</td><td>wsu/2026-001</td><td>发布机构：</td><td>资产处</td></tr>"
    "<tr><td>发布日期：</td><td>2026-09-16</td><td>文号：</td><td>校发〔2026〕3号</td></tr>{}</table>"
)


@pytest.mark.parametrize(
    "below",
    [
        LABELS.format("") + '<table><tr><td align="center"><b>{}</b></td></tr></table>',
        LABELS.format("") + '<p align="center">{}</p><p>字体：大 中 小</p>',
        LABELS.format('<tr><td>名称：</td><td colspan="3">{}</td></tr>'),
        LABELS.format("<tr><td>标 题：</td><td>{}</td><td>主题词：</td><td>合作</td></tr>"),
    ],
)
@pytest.mark.parametrize("title", [NAME, f"{NAME}资产处", " "])
def test_the_headline_below_a_table_of_labels(title: str, below: str) -> None:
    article = read(page(below.format(TITLE) + part(TEXT), title=title))
    assert (article.title, article.published, article.paragraphs) == (TITLE, "2026-09-16", TEXT)


def test_the_headline_in_the_text_below_a_table_of_labels() -> None:
    article = read(page(LABELS.format("") + part([TITLE, *TEXT]), title=NAME))
    assert article.title == TITLE


LIST = ["参展单位", "渭水机械厂", "合作伙伴", "渭水银行", "打印", "渭水印刷厂", "分享", "渭水图书馆"]


def test_words_of_buttons_over_the_names_of_a_list() -> None:
    assert read(page(PLAIN + part(LIST))).paragraphs == LIST
    table = "<table><tr><td>设备</td><td>数量</td></tr><tr><td>返回</td></tr><tr><td>扫描</td><td>3</td></tr></table>"
    text = f'<div id="vsb_content"><p>清单</p>{table}</div>'
    assert read(page(PLAIN + text)).paragraphs == ["清单", "设备 数量", "返回", "扫描 3"]


@pytest.mark.parametrize(
    "below",
    [
        "<p>打印</p><p>关闭</p>",
        '<p><a href="javascript:print()">打印</a></p><p>渭水大学</p>',
        "<p>【打印】【关闭】</p><p>渭水大学</p>",
        '<p>相关文章</p><ul><li><a href="1.htm">另一条报道</a></li></ul>',
        '<p>上一条：<a href="1.htm">另一条报道</a></p><p>渭水大学</p>',
    ],
)
def test_buttons_below_the_names_of_a_list(below: str) -> None:
    names = "".join(f"<p>{name}</p>" for name in LIST[:2])
    assert read(page(f'{PLAIN}<div id="vsb_content">{names}{below}</div>')).paragraphs == LIST[:2]


def test_a_component_named_after_the_article_is_its_text() -> None:
    own = f'<div id="vsb_content_2_205_u91">{part(TEXT, "vsb_content_2")}</div>'
    fixed = f'<div id="vsb_content_2_99_u5">{part(["地址：雁塔路1号，欢迎来访。"])}</div>'
    article = read(page(PLAIN + fixed + own + fixed))
    assert (article.paragraphs, article.layout) == (TEXT, "vsb")
