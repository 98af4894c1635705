from __future__ import annotations

import pytest

from xjtunews.exceptions import SeedError, UndecodableError
from xjtunews.items import Article
from xjtunews.sites.reader import Reading, read_file, read_response
from xjtunews.sites.xjtu import SITE

LEAD = "1月3日，双方在西安签署协议。"
SECOND = "会谈后，来宾参观了实验室。"
TEXT = f"<p>{LEAD}</p><p>{SECOND}</p>"
URL = "https://dept.example.edu.cn/info/1033/205.htm"
LABELS = "发布时间：2024年01月25日 19:02　作者：　来源：　点击率：<span></span>次"


def page(
    body: str = TEXT,
    *,
    heading: str = "<h3>甲与乙签约</h3>",
    browser_title: str = "甲与乙签约-某大学",
    head: str = "",
    info: str = LABELS,
    above: str = "",
    below: str = "",
    number: int = 205,
) -> str:
    """Return a page of family A: the form wraps headline, labels, text, attachments."""
    return (
        f'<html><head><meta charset="utf-8"><title>{browser_title}</title>{head}'
        f"<script>_jsq_(1033,'/content.jsp',{number},12345)</script></head><body>{above}"
        f'<form name="_newscontent_fromname">{heading}<div>{info}</div>'
        f'<div id="vsb_content"><div class="v_news_content">{body}</div></div><div id="div_vote_id"></div>{below}'
        "</form></body></html>"
    )


def table_page(body: str = TEXT, time: str = "2018-05-14 10:37") -> str:
    """Return a page of family B: the built-in component of nested tables."""
    return (
        "<html><head><title>甲与乙签约-某系</title><script>_jsq_(1033,'/content.jsp',205,12345)</script></head><body>"
        '<form name="form123a"><table class="winstyle66"><tr><td class="titlestyle66">甲与乙签约</td></tr>'
        f'<tr><td><span class="timestyle66">{time}</span><span class="authorstyle66"></span></td></tr>'
        '<tr><td class="contentstyle66"><div class="c66_content" id="vsb_newscontent"><div id="vsb_content">'
        f"{body}</div></div></td></tr></table></form></body></html>"
    )


def reading(html: str | bytes, url: str = URL, status: int = 200, content_type: str = "text/html") -> Reading:
    return read_response(url, status, content_type, html if isinstance(html, bytes) else html.encode(), (SITE,))


def article(html: str | bytes, url: str = URL) -> Article:
    found = reading(html, url)
    assert found.kind == "article", found.reason
    assert found.loader is not None
    item = found.loader.load_item()
    assert isinstance(item, Article)
    return item


def related(html: str) -> list[tuple[str, int | None]]:
    return [(link.url.rpartition("/")[2], link.paragraph) for link in article(html).links if link.kind == "related"]


def test_family_a() -> None:
    found = article(page())
    assert (found.layout, found.title, found.published) == ("vsb", "甲与乙签约", "2024-01-25T19:02")
    assert (found.source, found.views, found.credits, found.images) == (None, None, [], 0)
    assert found.paragraphs == [LEAD, SECOND]


@pytest.mark.parametrize(
    ("time", "published"), [("2018-05-14 10:37", "2018-05-14T10:37"), ("2018-05-14", "2018-05-14")]
)
def test_family_b(time: str, published: str) -> None:
    found = article(table_page(time=time))
    assert (found.title, found.published, found.paragraphs) == ("甲与乙签约", published, [LEAD, SECOND])


NESTED = f'<div id="vsb_content"><div class="v_news_content">{TEXT}</div></div>'


@pytest.mark.parametrize(
    "html",
    [
        page(NESTED),
        page(below=NESTED),
        page().replace("</form>", f"</form>{NESTED}"),
        page().replace("<body>", "<body>" + page()[page().index("<form") : page().index("</form>")] + "</form>"),
        page().replace('id="vsb_content"', 'id="vsb_content_501"'),
        page().replace('id="vsb_content"', ""),
        page().replace('class="v_news_content"', 'class="Information"'),
        page().replace("<form", "<div").replace("</form>", "</div>"),
    ],
    ids=["nested", "twice", "twice-behind", "form-twice", "other-id", "class-only", "id-only", "no-form"],
)
def test_text_is_taken_once(html: str) -> None:
    assert article(html).paragraphs == [LEAD, SECOND]


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>甲与乙签约</h1>",
        "<h2>甲与乙签约</h2><h3 class='subtitle'></h3>",
        "<h1>通知公告</h1><h2>甲与乙签约</h2>",
        "<h1 class='intro'></h1><h2>甲与乙签约</h2>",
        "<div class='title'>甲与乙签约</div>",
        "<div class='info_InfoBox_title'>甲与乙签约</div>",
        "<h1>甲与乙签约-某大学新闻网</h1>",
        "<h1>\n  甲与乙签约 </h1>",
        "<h1>甲与乙<br>签约</h1>",
        "<b>甲与乙签约</b>",
        "",
    ],
)
def test_headline(heading: str) -> None:
    assert article(page(heading=heading)).title == "甲与乙签约"


def test_headline_from_the_meta_tag() -> None:
    head = '<meta name="pageType" content="3"><meta name="pageTitle" content="甲与乙签约">'
    assert article(page(heading="<h1>要闻</h1>", head=head)).title == "甲与乙签约"


def test_dash_in_the_name_of_the_site() -> None:
    keywords = '<META Name="keywords" Content="某大学-招生网,简章,招生" />'
    found = article(page(heading="<h1></h1>", head=keywords, browser_title="甲与乙签约-某大学-招生网"))
    assert found.title == "甲与乙签约"


def test_headline_of_two_lines_on_the_newspaper_layout() -> None:
    html = (
        "<html><head><title>甲会见乙、丙一行-西安交通大学新闻网</title></head><body>"
        "<div>当前位置: <a>新闻网首页</a>&gt;<a>主页新闻</a>&gt;正文</div>"
        '<div class="con-tit"><h1 class="ssd">甲会见乙、<br>丙一行</h1><div class="shfffff"><span>来源：某网</span>'
        "<span>日期：2021-06-10 09:50</span><span>浏览量：<em></em></span></div></div>"
        f'<div class="conte fl"><div id="vsb_content_2"><div class="v_news_content">{TEXT}</div></div></div>'
        "</body></html>"
    )
    found = article(html, "https://news.xjtu.edu.cn/info/1033/1.htm")
    assert (found.layout, found.title, found.section) == ("xjtu-2021", "甲会见乙、丙一行", "主页新闻")
    assert (found.published, found.source, found.views) == ("2021-06-10T09:50", "某网", None)
    assert found.paragraphs == [LEAD, SECOND]


def test_government_meta_tags() -> None:
    head = (
        '<META Name="SiteName" Content="某学院" /><META Name="ColumnName" Content="学院新闻" />'
        '<META Name="ArticleTitle" Content="甲与乙签约" /><META Name="PubDate" Content="2024-09-09 17:29" />'
    )
    found = article(page(heading="<h1></h1>", head=head, info="发布时间 ：2024-09-09 阅读"))
    assert (found.title, found.published, found.section) == ("甲与乙签约", "2024-09-09T17:29", "学院新闻")


@pytest.mark.parametrize(
    ("info", "published", "source", "views", "names"),
    [
        ("信息来源：甲部 发布日期：2023-05-16", "2023-05-16", "甲部", None, []),
        ("2021-04-20 作者： 浏览次数：", "2021-04-20", None, None, []),
        ("时间：2023-03-20 17:11:01 点击：<i></i>次", "2023-03-20T17:11:01", None, None, []),
        ("文章来源：甲部 发布时间：2020-12-31 20:00:14 阅读次数：8", "2020-12-31T20:00:14", "甲部", 8, []),
        ("发布者：张敏 发布时间：2019-09-26 点击数：5", "2019-09-26", None, 5, ["张敏"]),
        ("2020年01月15日 15:54 浏览：7", "2020-01-15T15:54", None, 7, []),
        ("2014年09月28日 10:16 点击：[<script>1</script>]", "2014-09-28T10:16", None, None, []),
        ("时间：2016/09/20 16:31 来源： 阅读：", "2016-09-20T16:31", None, None, []),
        ("稿件来源：甲网 编辑：张敏 发布日期：2016-01-06 16:13 阅读量：3", "2016-01-06T16:13", "甲网", 3, ["张敏"]),
        ("<span>日期：2021-03-15 10:07</span><span>来源：甲网</span>", "2021-03-15T10:07", "甲网", None, []),
        ("<p>时间：2023-03-20</p><p>点击：</p><p>88</p><p>次</p>", "2023-03-20", None, 88, []),
        ("来源：&nbsp;&nbsp;录入员：张敏　点击数：", None, None, None, ["张敏"]),
        (
            '发布日期：2024-01-25 点击：<script>_showDynClicks("wbnews", 1, 205)</script>次',
            "2024-01-25",
            None,
            None,
            [],
        ),
        ("", None, None, None, []),
    ],
)
def test_info_line(info: str, published: str | None, source: str | None, views: int | None, names: list[str]) -> None:
    found = article(page(info=info))
    assert (found.published, found.source, found.views) == (published, source, views)
    assert [credit.name for credit in found.credits] == names
    assert found.paragraphs == [LEAD, SECOND]


def test_date_in_the_headline_is_not_the_labelled_one() -> None:
    title = "2023年3月2日甲与乙签约"
    found = article(page(heading=f"<h3>{title}</h3>", browser_title=f"{title}-某大学"))
    assert (found.title, found.published) == (title, "2024-01-25T19:02")


@pytest.mark.parametrize(
    ("crumb", "section"),
    [
        ("<div>当前位置：<a>首页</a>&gt;&gt;<a>学院新闻</a>&gt;&gt;正文</div>", "学院新闻"),
        ("<p>您的位置：<a>首页</a> / <a>学院新闻</a> / 正文</p>", "学院新闻"),
        ("<div><span>当前位置：</span><span><a>首页</a> &gt; <a>学院新闻</a> &gt; 正文</span></div>", "学院新闻"),
        ('<div>当前位置：<a>首页</a> <img src="a.gif"> <a>学院新闻</a> <img src="a.gif"> 正文</div>', "学院新闻"),
        ("<ol><li><a>首页</a></li><li><a>学院新闻</a></li><li>正文</li></ol>", "学院新闻"),
        ("<div>当前位置：<a>首页</a></div>", None),
        ("", None),
    ],
)
def test_section(crumb: str, section: str | None) -> None:
    assert article(page(above=crumb)).section == section


@pytest.mark.parametrize(
    ("body", "paragraphs", "images"),
    [
        ('<p class="vsbcontent_img"><img src="/__local/a.jpg"></p>', [], 1),
        (f'<p>{LEAD}</p><p><img src="a.jpg"></p><p>图为现场</p><p>{SECOND}</p>', [LEAD, "图为现场", SECOND], 1),
        (f"<p>{LEAD}</p><table><tr><td>序号</td><td>单位</td></tr></table>", [LEAD, "序号 单位"], 0),
        (f"{LEAD}<br>{SECOND}<br><br>", [LEAD, SECOND], 0),
        (
            f"<!-- 注 --><p>{LEAD}</p><script>var x='甲'</script><style>p{{}}</style><p>{SECOND}<o:p></o:p></p>",
            [LEAD, SECOND],
            0,
        ),
        (f"<p>&nbsp;</p><p>\u3000\u3000{LEAD}</p><p>{SECOND}</p>", [LEAD, SECOND], 0),
        (f"<p>{LEAD[:4]}<span>{LEAD[4:]}</span></p><p>{SECOND}</p>", [LEAD, SECOND], 0),
        (f"<p>{LEAD[:4]}\x00{LEAD[4:]}</p>", [LEAD], 0),
        ('<p><script>showVsbpdfIframe("/__local/a.pdf","100%","600")</script></p>', [], 0),
        ("<div>" * 1000 + LEAD + "</div>" * 1000 + f"<p>{SECOND}</p>", [LEAD, SECOND], 0),
    ],
    ids=["image-only", "caption", "table", "br", "scripts", "blank", "inline", "nul", "pdf", "deep"],
)
def test_body(body: str, paragraphs: list[str], images: int) -> None:
    found = article(page(body))
    assert (found.paragraphs, found.images) == (paragraphs, images)


ATTACHMENT = (
    '附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=2">表.doc</a>】'
    "已下载<span><script>getClickTimes(2,1)</script></span>次"
)
AROUND = '<p>上一条：<a href="204.htm">丙</a></p><p>下一条：<a href="206.htm">丁</a></p><p>【<a>关闭</a>】</p>'


@pytest.mark.parametrize(
    "html",
    [
        page(f"{TEXT}<ul><li>{ATTACHMENT}</li></ul>"),
        page(below=f"<ul><li>{ATTACHMENT}</li></ul>"),
        page(f"{TEXT}{AROUND}"),
        page(below=AROUND),
    ],
)
def test_attachments_and_neighbours_are_no_text(html: str) -> None:
    found = article(html)
    assert found.paragraphs == [LEAD, SECOND]
    assert [link for link in found.links if link.kind == "related"] == []


def test_credits_behind_the_text() -> None:
    found = article(page(f"{TEXT}<p>文字：医学部 张敏</p><p>图片：李华</p><p>编辑：王强</p>"))
    assert found.paragraphs == [LEAD, SECOND]
    assert [(credit.role, credit.name, credit.organization) for credit in found.credits] == [
        ("text", "张敏", "医学部"),
        ("photo", "李华", None),
        ("editor", "王强", None),
    ]


@pytest.mark.parametrize("cut", [f"{LEAD}</p>", f"{LEAD}</p><p>会", LEAD, f'{LEAD}</p><p><a href="http://a'])
def test_page_cut_off_in_the_middle(cut: str) -> None:
    html = page(f'<p>{LEAD}</p><p>会<a href="http://a.cn/">谈</a></p>')
    broken = html[: html.index("<p>1月") + 3] + cut
    assert article(broken).paragraphs[0] == LEAD


def test_page_cut_off_inside_a_character() -> None:
    html = page().encode()
    assert article(html[: html.index(SECOND.encode()) + 4]).paragraphs[0] == LEAD


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ('<p>相关报道链接：<a href="../1033/1.htm">甲</a></p>', [("1.htm", 1)]),
        (
            '<p>相关报道链接：</p><p><a href="1.htm">甲</a></p><p><a href="2.htm">乙</a></p>',
            [("1.htm", 1), ("2.htm", 1)],
        ),
        (
            '<p>相关阅读：</p><ul><li><a href="1.htm">甲</a></li><li><a href="2.htm">乙</a></li></ul>',
            [("1.htm", 1), ("2.htm", 1)],
        ),
        ('<p>延伸阅读</p><ul><li><a href="1.htm">甲</a> 2024-01-02</li></ul>', [("1.htm", 1)]),
        ('<p><strong>相关链接：</strong></p><p><a href="1.htm"><span>甲</span></a></p>', [("1.htm", 1)]),
        ("<p>相关报道链接：http://a.cn/1.htm。</p>", [("1.htm", 1)]),
        ('<p>相关报道链接：<a href="http://a.cn/1.htm">http://a.cn/1.htm</a></p>', [("1.htm", 1)]),
        ('<p>相关阅读：<a href="javascript:;">甲</a></p>', []),
        ('<p>详见<a href="1.htm">通知</a>。</p>', []),
    ],
)
def test_related(body: str, links: list[tuple[str, int]]) -> None:
    assert related(page(f"<p>{LEAD}</p>{body}<p>{SECOND}</p>")) == links


def test_related_below_the_text() -> None:
    assert related(page(below='<div>相关阅读：<ul><li><a href="1.htm">甲</a></li></ul></div>')) == [("1.htm", 2)]


def test_relative_link_is_resolved() -> None:
    (link,) = article(page(f'<p>{LEAD}</p><p>相关报道链接：<a href="../1219/1.htm#a">甲</a></p>')).links
    assert (link.url, link.address) == (
        "https://dept.example.edu.cn/info/1219/1.htm#a",
        "https://dept.example.edu.cn/info/1219/1.htm",
    )


ITEM = '<li id="line_u9_{0}"><a href="info/1033/{0}.htm" title="第{0}篇">第{0}...</a><span>2024-01-0{0}</span></li>'
OLD = (
    '<td id="fanye9">共353条 1/36</td><td><a href="xw/35.htm" class="Next">下页</a>'
    '<a href="xw/1.htm" class="Last">尾页</a></td>'
)
NEW = (
    '<div class="pb_sys_common pb_sys_normal"><span class="p_pages"><span class="p_no_d">1</span>'
    '<span class="p_no"><a href="xw/34.htm">2</a></span><span class="p_next p_fun"><a href="xw/35.htm">下页</a></span>'
    '<span class="p_last p_fun"><a href="xw/1.htm">尾页</a></span></span></div>'
)
LIST = "https://dept.example.edu.cn/xw.htm"


def column(pager: str = "", items: str | None = None, head: str = "") -> str:
    items = items if items is not None else "".join(ITEM.format(number) for number in range(1, 5))
    return (
        f"<html><head><title>新闻-某大学</title>{head}<script>_jsq_(1033,'/list.jsp',-1,12345)</script></head>"
        f"<body><a href='/index.htm'>首页</a><ul>{items}</ul><table><tr>{pager}</tr></table></body></html>"
    )


@pytest.mark.parametrize(
    ("pager", "address"),
    [
        (OLD, "https://dept.example.edu.cn/xw/35.htm"),
        (NEW, "https://dept.example.edu.cn/xw/35.htm"),
        ('<td><a href="xw/35.htm">下一页</a></td>', "https://dept.example.edu.cn/xw/35.htm"),
        ('<td><span class="NextDisabled">下页</span></td>', None),
        ('<td><span class="p_next_d p_fun_d">下页</span></td>', None),
        ('<td><a class="Next" href="javascript:;">下页</a></td>', None),
        ('<td><a class="Next" href="xw.htm">下页</a></td>', None),
        ("", None),
    ],
    ids=["old", "new", "label", "old-last", "new-last", "script", "itself", "none"],
)
def test_list_page(pager: str, address: str | None) -> None:
    found = reading(column(pager), LIST)
    assert (found.kind, found.next_page) == ("list", address)
    assert [(link.address, link.label) for link in found.links] == [
        (f"https://dept.example.edu.cn/info/1033/{number}.htm", f"第{number}篇") for number in range(1, 5)
    ]


@pytest.mark.parametrize(
    ("items", "addresses"),
    [
        ('<li id="line_u1_1" style="display:none"><a href="info/1/2.htm">甲</a></li>', ["/info/1/2.htm"]),
        ('<li id="line_u1_1"><a href="info/1/2.htm">甲</a><a href="info/1/2.htm">详情</a></li>', ["/info/1/2.htm"]),
        ('<li id="line_u1_1"><i>[<a href="tz.htm">通知</a>]</i><a href="info/1/2.htm">甲</a></li>', ["/info/1/2.htm"]),
        (
            '<li id="line_u1_1"><a href="content.jsp?wbtreeid=1&wbnewsid=77">甲</a></li>',
            ["/content.jsp?wbtreeid=1&wbnewsid=77"],
        ),
        ('<li id="line_u1_1"><a href="javascript:;">甲</a></li>', []),
        ('<tr id="line_u1_1"><td><a href="info/1/2.htm">甲</a></td></tr>', ["/info/1/2.htm"]),
        ('<ul class="list1"><li><a href="info/1/2.htm">甲</a></li></ul>', ["/info/1/2.htm"]),
        ('<p><a href="info/1/2.htm">甲</a></p>', ["/info/1/2.htm"]),
    ],
)
def test_items(items: str, addresses: list[str]) -> None:
    found = [link.address for link in reading(column(items=items), LIST).links]
    assert found == [f"https://dept.example.edu.cn{address}" for address in addresses]


def test_page_type_says_list() -> None:
    assert reading(column(head='<meta name="pageType" content="2">').replace("-1", "7"), LIST).kind == "list"


@pytest.mark.parametrize(
    ("body", "status", "kind", "reason"),
    [
        ("", 200, "refused", "empty-page"),
        (" \n", 200, "refused", "empty-page"),
        ("", 404, "failed", "http-404"),
        ("<html><body>页面不存在，请返回首页后再试一次</body></html>", 404, "failed", "http-404"),
        ("<html><head><script src='a.js'></script></head><body></body></html>", 200, "refused", "challenge-page"),
        ("<html><head><script>x</script></head></html>", 412, "refused", "challenge-page (http-412)"),
        ("<html><head><script>x</script></head></html>", 404, "failed", "http-404"),
        ("<html><body></body></html>", 200, "refused", "no-article-text"),
        (
            "<html><title>附件下载</title><form><img src='createimage.jsp'><input></form></html>",
            200,
            "refused",
            "captcha-page",
        ),
    ],
)
def test_no_article(body: str, status: int, kind: str, reason: str) -> None:
    found = reading(body, status=status)
    assert (found.kind, found.reason, found.loader) == (kind, reason, None)


def test_no_text() -> None:
    found = reading(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    assert (found.kind, found.reason) == ("refused", "no-text")


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "text/html"),
        ("utf-8-sig", "utf-8", "text/html"),
        ("gbk", "gb2312", "text/html"),
        ("gbk", "utf-8", "text/html"),
        ("gbk", "gb2312", "text/html; charset=utf-8"),
        ("utf-8", "gb2312", "text/html; charset=UTF-8"),
        ("gb18030", "gbk", 'text/html; charset="GBK"; x=y'),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str) -> None:
    body = page().replace("utf-8", declared).encode(encoding)
    found = reading(body, content_type=content_type)
    assert found.loader is not None
    assert found.loader.load_item().paragraphs == [LEAD, SECOND]


def test_saved_page() -> None:
    found = read_file(page(head=f'<link rel="canonical" href="{URL}">').encode(), (SITE,))
    assert found.loader is not None
    item = found.loader.load_item()
    assert (item.url, item.title, item.paragraphs) == (URL, "甲与乙签约", [LEAD, SECOND])


def test_saved_page_without_an_article() -> None:
    with pytest.raises(SeedError):
        read_file(b"<html><body></body></html>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_text_file(encoding: str) -> None:
    found = read_file(f"标题：甲与乙签约\n正文内容：{LEAD}".encode(encoding))
    assert found.loader is not None
    item = found.loader.load_item()
    assert (item.layout, item.title, item.paragraphs) == ("labelled-record", "甲与乙签约", [LEAD])


def test_file_that_is_no_text() -> None:
    with pytest.raises(UndecodableError):
        read_file(b"PK\x03\x04" + bytes(range(256)) * 8)
