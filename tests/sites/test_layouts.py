from __future__ import annotations

import pytest

from xjtunews.sites.layout import Site
from xjtunews.sites.page import Page, is_html
from xjtunews.sites.reader import choose_layout
from xjtunews.sites.registry import layout_named
from xjtunews.sites.vsb import COUNTER
from xjtunews.sites.xjtu import SITE

NAMES = ["vsb", "xixian", "government", "generic", "xjtu-2026", "xjtu-2021", "xjtu-2018", "xjtu-2017"]
BODY = '<div class="v_news_content"><p>甲</p></div>'


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<head><script>_jsq_(1033,'/content.jsp',205,1)</script></head>", "vsb"),
        ('<div id="vsb_content">甲</div>', "vsb"),
        ('<div id="vsb_content_501">甲</div>', "vsb"),
        ('<div id="vsb_newscontent">甲</div>', "vsb"),
        ("<!--Announced by Visual SiteBuilder 9--><p>甲</p>", "vsb"),
        (
            '<head><meta name="ArticleTitle" content="甲"><meta name="PubDate" content="2024-01-02"></head>',
            "government",
        ),
        ('<div class="contt_tit"><h1>甲</h1><div class="arc-info">日期</div></div>' + BODY, "xjtu-2026"),
        ('<div class="con-tit"><h1 class="ssd">甲</h1></div>' + BODY, "xjtu-2021"),
        ('<div class="con-tit"><h1>甲</h1><div class="shfffff">日期</div></div>' + BODY, "xjtu-2021"),
        ('<form><div class="d_title">甲</div></form>' + BODY, "xjtu-2018"),
        ('<div class="ssd">甲</div>' + BODY, "xjtu-2017"),
        ("<p>甲</p>", None),
        ("", None),
    ],
)
def test_marks(html: str, name: str | None) -> None:
    layout = choose_layout(Page("https://a.example.cn/x.htm", f"<html>{html}</html>"), (SITE,))
    assert (layout.name if layout else None) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://fxxc.xixianxinqu.gov.cn/a/1720368577429229569.html", "xixian"),
        ("http://xixianxinqu.gov.cn/a.html", "xixian"),
        ("http://notxixianxinqu.gov.cn/a.html", None),
    ],
)
def test_host(url: str, name: str | None) -> None:
    layout = choose_layout(Page(url, "<html><p>甲</p></html>"), (SITE,))
    assert (layout.name if layout else None) == name


def test_layouts_of_a_site_are_not_tried_elsewhere() -> None:
    layout = choose_layout(Page("https://a.cn/x", '<form><div class="d_title">甲</div></form>'))
    assert layout is None


def test_a_page_of_a_known_site_has_no_layout_of_another() -> None:
    html = '<form><div class="d_title">甲</div></form>'
    other = Site(name="other", names=("某大学",), domains=("other.edu.cn",))
    assert choose_layout(Page("https://news.other.edu.cn/x", html), (SITE, other)) is None
    layout = choose_layout(Page("https://mirror.example/x", html), (SITE, other))
    assert layout is not None
    assert layout.name == "xjtu-2018"


@pytest.mark.parametrize("name", NAMES)
def test_registry(name: str) -> None:
    layout = layout_named(name)
    assert layout is not None
    assert layout.name == name


@pytest.mark.parametrize("name", [None, "", "labelled-record", "no-such-layout"])
def test_no_layout_of_that_name(name: str | None) -> None:
    assert layout_named(name) is None


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_compiles(name: str) -> None:
    layout = layout_named(name)
    assert layout is not None
    page = Page(None, "<html><p>甲</p></html>")
    for rules in (layout.marks, layout.title, layout.published, layout.section, layout.source, layout.site_name):
        assert all(isinstance(page.find(rule), list) for rule in rules)
    for rules in (layout.region, layout.body, layout.items, layout.next_page):
        assert all(isinstance(page.find(rule, page.root), list) for rule in rules)


@pytest.mark.parametrize(
    ("script", "number"),
    [
        ("_jsq_(1033,'/content.jsp',205565,1329812345)", "205565"),
        ("_jsq_( 1033 , '/list.jsp' , -1 , 12 )", "-1"),
        ("other(1033)", None),
    ],
)
def test_counter(script: str, number: str | None) -> None:
    match = COUNTER.search(script)
    assert (match[1] if match else None) == number


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\ufeff\n <HTML>", True),
        ("<?xml version='1.0'?>", True),
        ("<!-- x --><html>", True),
        ("<div>甲</div>", True),
        ("标题：甲", False),
        ("《甲》", False),
        ("<甲>与乙", False),
        ("", False),
    ],
)
def test_is_html(text: str, page: bool) -> None:
    assert is_html(text) is page
