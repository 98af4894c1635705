"""The links to the previous and the next article, in every form of label."""

from __future__ import annotations

import pytest

from tests.conftest import check_linear_time
from xjtunews.sites.blocks import read_blocks
from xjtunews.sites.neighbours import find_neighbours
from xjtunews.sites.page import Page

BOTH = [("previous", "2.htm", "甲"), ("next", "1.htm", "乙")]


def neighbours(below: str, elsewhere: str = "", text: str = "") -> list[tuple[str, str, str]]:
    html = f"<html><body><div id='text'>{text}</div><form>{below}</form><div>{elsewhere}</div></body></html>"
    page = Page(None, html)
    (form,), (container,) = page.find("//form"), page.find("//*[@id = 'text']")
    return [tuple(found) for found in find_neighbours(page, read_blocks(form).lines, container)]


@pytest.mark.parametrize(
    "below",
    [
        '<p>上一条：<a href="2.htm">甲</a></p><p>下一条：<a href="1.htm">乙</a></p>',
        '<p>上一篇:<a href="2.htm">甲</a> 下一篇:<a href="1.htm">乙</a></p>',
        '<ul><li>【上一篇】<a href="2.htm">甲</a></li><li>【下一篇】<a href="1.htm">乙</a></li></ul>',
        '<span>上一条</span><a href="2.htm">甲</a><br><span>下一条</span><a href="1.htm">乙</a>',
        '<div>上一条：</div><div><a href="2.htm">甲</a></div><div>下一条：</div><div><a href="1.htm">乙</a></div>',
        '<p><a href="2.htm">上一篇：甲</a></p><p><a href="1.htm">下一篇：乙</a></p>',
        '<table><tr><td>上一条：<a href="2.htm">甲</a></td><td>下一条：<a href="1.htm">乙</a></td></tr></table>',
        '<p>下一条：<a href="1.htm">乙</a></p><p>上一条：<a href="2.htm">甲</a></p>',
        '<p>上一条新闻 : <a href="2.htm">甲</a></p><p>下一条新闻 : <a href="1.htm">乙</a></p>',
    ],
)
def test_both(below: str) -> None:
    assert neighbours(below) == BOTH
    assert neighbours("<p>【关闭】</p>", below) == BOTH


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ('<p>上一条：没有了</p><p>下一条：<a href="1.htm">乙</a></p>', BOTH[1:]),
        ('<p>上一条：没有了 下一条：<a href="1.htm">乙</a></p>', BOTH[1:]),
        ('<p>上一条：<a href="javascript:;">无</a></p><p>下一条：<a href="1.htm">乙</a></p>', BOTH[1:]),
        ('<p>上一条：<a href="2.htm">甲</a></p>', BOTH[:1]),
        ('<p>上一条：<a href="2.htm">怎样走好下一条：路</a></p>', [("previous", "2.htm", "怎样走好下一条：路")]),
        (
            '<p><a href="2.htm">上一篇</a> <a href="1.htm">下一篇</a></p>',
            [("previous", "2.htm", ""), ("next", "1.htm", "")],
        ),
        ('<p><a href="2.htm">上一页</a> <a href="1.htm">下一页</a></p>', []),
        ('<p>上一条</p><p>说明</p><p><a href="2.htm">甲</a></p>', []),
        ('<p>接着上一篇<a href="2.htm">甲</a></p>', []),
        ('<p>相关：<a href="3.htm">丙</a></p>', []),
        ("", []),
    ],
)
def test_some(below: str, found: list[tuple[str, str, str]]) -> None:
    assert neighbours(below) == found


def test_the_text_itself_has_none() -> None:
    assert neighbours("", text='<p>上一篇：<a href="2.htm">甲</a></p>') == []


def test_a_long_menu_is_none() -> None:
    menu = "".join(f'<a href="{number}.htm">上篇</a>' for number in range(30))
    assert neighbours("", f"<div>{menu}</div>") == []


def test_linear_time() -> None:
    check_linear_time(lambda text: neighbours(text), "<p>上一条：<a href=1>甲</a></p>" * 12_000)
    check_linear_time(lambda text: neighbours("", text), "<div>上一条：" * 40_000)
    check_linear_time(
        lambda text: neighbours(f"<table><tr><td>{text}<td></table>"), "上一条：<a href=1>甲</a>" * 12_000
    )
