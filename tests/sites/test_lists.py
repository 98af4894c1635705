"""What a column's page lists: the two kinds of pager, and the ways in which templates print an item."""

from __future__ import annotations

import pytest

from tests.conftest import SHARED, check_linear_time
from xjtunews.items import Link
from xjtunews.sites.page import Page
from xjtunews.sites.reader import Reading, read_page

HOST = "http://www.example.edu.cn"
HEAD = """<html><head><title>通知公告-某大学</title><script>_jsq_(1018,'/list.jsp',-1,9)</script></head><body>
<div class="nav"><ul><li><a href="/info/1001/7.htm">学校概况</a></li><li><a href="/xw.htm">新闻</a></li></ul></div>"""
NEW_PAGER = """<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_pages">
<span class="p_first_d p_fun_d">首页</span><span class="p_no_d">1</span>
<span class="p_no"><a href="tzgg/1.htm">12</a></span><span class="p_next p_fun"><a href="tzgg/11.htm">下页</a></span>
<span class="p_last p_fun"><a href="tzgg/1.htm">尾页</a></span></span></div>"""
OLD_PAGER = """<table><tr valign="middle"><td nowrap align="left" id="fanye159">共353条&nbsp;&nbsp;1/36&nbsp;</td>
<td><div><span class="PrevDisabled">首页</span><a href="tzgg/35.htm" class="Next">下页</a>
<a href="tzgg/1.htm" class="Next">尾页</a><input type="button" value="转到"></div></td></tr></table>"""
NEW_END = """<div class="pb_sys_common"><span class="p_pages"><span class="p_no"><a href="../tzgg.htm">1</a></span>
<span class="p_no_d">2</span><span class="p_next_d p_fun_d">下页</span><span>尾页</span></span></div>"""
OLD_END = """<table><tr><td id="fanye159">共13条&nbsp;&nbsp;2/2&nbsp;</td>
<td><a href="../tzgg.htm" class="Prev">上页</a>
<span class="NextDisabled">下页</span><span class="NextDisabled">尾页</span></td></tr></table>"""
ITEMS = """<ul class="news"><li><a href="info/1018/12.htm" title="第二号">第二号</a><span>2024-05-10</span></li>
<li><a href="info/1018/11.htm" title="第一号">第一号</a><span>2024-05-09</span></li></ul>"""


def read(body: str, url: str = f"{HOST}/tzgg.htm", head: str = HEAD) -> Reading:
    reading = read_page(Page.from_bytes(url, f"{head}{body}</body></html>".encode()))
    assert reading.kind == "list"
    return reading


def links(body: str, url: str = f"{HOST}/tzgg.htm") -> list[Link]:
    return read(f'<div class="main">{body}</div>', url).links


@pytest.mark.parametrize(
    ("pager", "next_page", "last"),
    [
        (NEW_PAGER, f"{HOST}/tzgg/11.htm", False),
        (OLD_PAGER, f"{HOST}/tzgg/35.htm", False),
        (NEW_PAGER.replace("下页", "下一页"), f"{HOST}/tzgg/11.htm", False),
        (NEW_PAGER.replace("下页", "Next"), f"{HOST}/tzgg/11.htm", False),
        (NEW_PAGER.replace("tzgg/11.htm", "?urltype=tree.TreeTempUrl&amp;wbtreeid=5&amp;PAGENUM=2"),
         f"{HOST}/tzgg.htm?urltype=tree.TreeTempUrl&wbtreeid=5&PAGENUM=2", False),
        (OLD_PAGER.replace("tzgg/35.htm", "javascript:;"), None, False),  # a saved page: not the last, but no address
        (NEW_END, None, True),
        (OLD_END, None, True),
        ("", None, False),  # cut off, or no pager
    ],
    ids=["new", "old", "下一页", "Next", "dynamic", "javascript", "new end", "old end", "none"],
)  # fmt: skip
def test_the_next_page(pager: str, next_page: str | None, last: bool) -> None:
    reading = read(f'<div class="main">{ITEMS}{pager}</div>')
    assert (reading.next_page, reading.last_page) == (next_page, last)
    assert [link.label for link in reading.links][-2:] == ["第二号", "第一号"]


@pytest.mark.parametrize("pager", [NEW_PAGER, OLD_PAGER, NEW_END, OLD_END])
def test_menus_and_boxes_list_nothing(pager: str) -> None:
    box = '<div class="hot"><ul><li><a href="info/1018/3.htm">热点</a></li></ul></div>'
    assert [link.label for link in links(f'{box}<div class="list">{ITEMS}{pager}</div>')] == ["第二号", "第一号"]
    beside = f'{box}<div class="list">{ITEMS}</div><div class="pages">{pager}</div>'
    assert [link.label for link in links(beside)] == ["第二号", "第一号"]


def test_a_pager_within_hundreds_of_tables_costs_what_the_page_costs() -> None:
    side = '<ul><li><a href="/gk.htm">学校概况</a></li></ul>' * 30
    head = HEAD.replace("/info/1001/7.htm", "/xx.htm")
    check_linear_time(lambda text: read(f"{text}{NEW_PAGER}{side}", head=head), "<table><tr><td>" * 600)


def test_thousands_of_items_cost_what_the_page_costs() -> None:
    item = '<li><a href="/info/1018/12.htm">第二号</a><span>2024-05-10</span></li>'
    check_linear_time(lambda text: read(f"<ul>{text}</ul>{NEW_PAGER}"), item * 16_000)


def test_an_empty_list_lists_nothing() -> None:
    assert links(f"<ul></ul>{NEW_END}") == []
    row = '<li><a href="javascript:;" title="一号">一号</a><span>2024-05-10</span></li>'
    assert links(f"<ul>{row}</ul>{NEW_END}") == []


@pytest.mark.parametrize(
    ("item", "label", "address", "published"),
    [
        ('<a href="info/1018/5.htm" title="一则很长的标题">一则很长...</a><span>2024-05-10</span>',
         "一则很长的标题", "/info/1018/5.htm", "2024-05-10"),
        ('<a href="content.jsp?urltype=news.NewsContentUrl&wbtreeid=1&wbnewsid=5">标题</a><b>[2024-05-10]</b>',
         "标题", "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1&wbnewsid=5", "2024-05-10"),
        (f'<a href="{HOST}/info/1018/5.htm">标题</a><span>2024年5月10日</span>',
         "标题", "/info/1018/5.htm", "2024-05-10"),
        ('<a href="info/1018/5.htm"><i>[综合]</i>标题</a><span>2024-05-10</span>',
         "[综合] 标题", "/info/1018/5.htm", "2024-05-10"),
        ('<a href="info/1018/5.htm"><p>标题</p><span>2024-05-10</span></a>', "标题", "/info/1018/5.htm", "2024-05-10"),
        ('<a href="info/1018/5.htm"><div><p>02/13</p><span>2023</span></div><h3>标题</h3><p>摘要。</p></a>',
         "标题", "/info/1018/5.htm", "2023-02-13"),
        ('<p>09/25</p><p>2020</p><div><a href="info/1018/5.htm"><h4>标题</h4></a><div>9月23日，摘要</div></div>',
         "标题", "/info/1018/5.htm", "2020-09-25"),
        ('<a href="info/1018/5.htm"><div><h2>16</h2><p>2026-09</p></div><div><h2>标题</h2><p>摘要。</p></div></a>',
         "标题", "/info/1018/5.htm", "2026-09-16"),
        ('<a href="info/1018/5.htm"><time><span>09-30</span>2026</time><h3>标题</h3></a>',
         "标题", "/info/1018/5.htm", "2026-09-30"),
        ('<a href="info/1018/5.htm"><div><span>08</span>2026.05</div><h4>标题</h4></a>',
         "标题", "/info/1018/5.htm", "2026-05-08"),
        ('<a href="http://www.example.edu.cn/2024/0510/c1a2/page.htm">标题</a><span>05-10</span>',
         "标题", "/2024/0510/c1a2/page.htm", "2024-05-10"),
        ('<a href="info/1018/5.htm"><img src="a.jpg"></a><a href="info/1018/5.htm" title="标题">标题</a><em>05-10</em>',
         "标题", "/info/1018/5.htm", None),
    ],
)  # fmt: skip
def test_an_item(item: str, label: str, address: str, published: str | None) -> None:
    other = '<li><a href="info/1018/4.htm">别的</a></li>'
    found = links(f"<ul><li>{item}</li>{other}</ul>{NEW_PAGER}")
    assert [(link.address, link.published) for link in found[:1]] == [(HOST + address, published)]
    assert found[0].label in (label, "")  # a link that is only a picture has no words
    assert [link.label for link in found[1:]] == ["别的"]


def test_a_title_that_every_link_has_is_the_name_of_the_site() -> None:
    rows = "".join(f'<li><a href="info/1/{n}.htm" title="某大学">第{n}号</a></li>' for n in range(3))
    assert [link.label for link in links(f"<ul>{rows}</ul>{NEW_PAGER}")] == ["第0号", "第1号", "第2号"]


def test_rows_of_a_table() -> None:
    rows = "".join(
        f'<tr height="20"><td>· </td><td><a class="c1" href="info/1/{n}.htm" title="第{n}号">第{n}号</a></td>'
        f'<td><span class="timestyle1">2021/04/0{n}&nbsp;</span></td></tr>'
        for n in (3, 2, 1)
    )
    found = links(f"<table>{rows}<tr><td>{OLD_PAGER}</td></tr></table>")
    assert [link.published for link in found] == ["2021-04-03", "2021-04-02", "2021-04-01"]


def test_hidden_items_count_and_an_article_is_listed_once() -> None:
    rows = "".join(
        f'<li id="line_u9_{n}" style="display:none;"><a href="/info/{column}/{number}.htm">第{number}号</a></li>'
        for n, (column, number) in enumerate([(1, 5), (2, 4), (3, 5), (2, 4), (1, 3)])
    )
    assert [link.address[-8:] for link in links(f"<ul>{rows}</ul>{NEW_PAGER}") if link.address] == [
        "/1/5.htm",
        "/2/4.htm",
        "/1/3.htm",
    ]


def test_an_item_may_lead_to_another_site() -> None:
    rows = (
        '<li><span>2024-05-10</span><a href="info/1/5.htm">第五号</a></li>'
        '<li><span>2024-05-09</span><a href="https://mp.weixin.qq.com/s/abc">微信</a></li>'
        '<li><a href="http://www.moe.gov.cn/">教育部</a></li>'
    )
    assert [link.label for link in links(f"<ul>{rows}</ul>{NEW_PAGER}")] == ["第五号", "微信"]
    assert [link.label for link in links(f"<ul>{rows}</ul>")][-2:] == ["第五号", "微信"]  # no pager: a page cut off


def test_a_list_of_other_sites_only() -> None:
    rows = "".join(
        f'<li><span>2024-05-{n}</span><a href="https://paper{n}.example/{n}.html">报道{n}</a></li>'
        for n in (12, 11, 10)
    )
    assert [link.label for link in links(f"<ul>{rows}</ul>{NEW_PAGER}")] == ["报道12", "报道11", "报道10"]


def test_pinned_items_stay_where_they_stand_with_their_dates() -> None:
    rows = "".join(
        f'<li id="line_u1_{n}"><a href="info/1/{n}.htm">第{n}号</a><span>{day}</span></li>'
        for n, day in enumerate(["2023-01-02", "2024-05-10", "2024-05-09"])
    )
    assert [link.published for link in links(f"<ul>{rows}</ul>{NEW_PAGER}")] == [
        "2023-01-02",
        "2024-05-10",
        "2024-05-09",
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "items", "dated", "first"),
    [
        ("xjtu_dean/dean.xjtu.edu.cn__jxxx__jxtz2.htm", 9, 9, "2026-08-29"),
        ("whu/cs.whu.edu.cn__xwdt__tzgg__bkjx__3.excerpt.htm", 15, 15, "2025-06-12"),
        ("henu_rsc/list/rczc.htm", 15, 15, "2021-09-24"),
        ("henu_rsc/list/rcdw1__ysfc.htm", 15, 0, None),
        ("sz_no1_junior/list/xfpy.htm", 6, 6, "2022-09-24"),
        ("sctvu_jyxy/list/jxdt1__jxhd.html", 10, 10, "2021-04-10"),
        ("sctvu_nlws/list/xczx1.html", 5, 5, "2021-04-06"),
        ("cqdd_library/list/index__xwdt.html", 6, 6, "2020-09-25"),
        ("yzu_yjszs/list_series/12_20230625T093624Z_tzgg.htm", 25, 25, "2023-06-25"),
    ],
)
def test_real_lists(file: str, items: int, dated: int, first: str | None) -> None:
    reading = read_page(Page.from_bytes(f"{HOST}/a/b.htm", (SHARED / "pages" / file).read_bytes()))
    dates = [link.published for link in reading.links]
    assert (len(dates), sum(day is not None for day in dates), dates[0]) == (items, dated, first)
