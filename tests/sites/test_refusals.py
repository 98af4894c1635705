"""What a page is that is no article: recognised by what it says, asks for, or leads to."""

from __future__ import annotations

import pytest

from tests.conftest import check_linear_time
from xjtunews.sites.reader import Reading, read_response

HOST = "https://dept.example.edu.cn"
URL = f"{HOST}/info/1033/205.htm"
COLUMN = f"{HOST}/xxgk/xxjj.htm"
MENU = "".join(
    f'<li><a href="/{word}.htm">{word}</a></li>' for word in ("首页", "学校概况", "用户登录", "统一身份认证")
)
SIDE = "".join(f'<li><a href="/info/1/{n}.htm">第{n}篇要闻的标题</a></li>' for n in range(5))
PAGER = '<div class="pb_sys_common"><span class="p_pages"></span></div>'
PROSE = "学校创建于一九零一年，设有二十个学院，在校学生三万人。" * 10


def reading(markup: str | bytes, url: str = URL, status: int = 200) -> Reading:
    return read_response(url, status, "text/html", markup if isinstance(markup, bytes) else markup.encode())


def plain(text: str, title: str = "", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{text}</body></html>"


def vsb(text: str, title: str = "", info: str = "", number: int = 205, below: str = "", head: str = "") -> str:
    """Return a page in the full template of a site: menu, text, a box of other articles."""
    return (
        f"<html><head><title>{title}-某大学</title>{head}<script>_jsq_(1033,'/content.jsp',{number},16)</script></head>"
        f'<body><ul>{MENU}</ul><form name="_newscontent_fromname"><h1>{title}</h1><div>{info}</div>'
        f'<div id="vsb_content"><div class="v_news_content">{text}</div></div>{below}</form><ul>{SIDE}</ul>'
        "</body></html>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        plain("<h1>404</h1><p>您访问的页面不存在或已被删除</p>", "404"),
        plain("<p>对不起，您要访问的页面不存在！</p><p>5秒后返回首页</p>", "提示信息"),
        plain("<h1>Not Found</h1><p>The requested URL /a.htm was not found on this server.</p>", "404 Not Found"),
        plain("<p>很抱歉，该信息已被删除。</p>", "某大学"),
        plain(
            f"<ul>{MENU}</ul><div class='main'><b>抱歉！页面没有找到</b></div><ul>{SIDE * 3}</ul><p>版权所有</p>",
            "某大学",
        ),
        plain("<p>网站维护中，请稍后访问</p>", "网站维护"),
        vsb("<p>对不起，该文章不存在！</p>", "提示信息"),
        vsb("<p>页面不存在</p>", "页面不存在"),
        vsb("<p>很抱歉，您访问的页面不存在。</p>", "出错了", info="发布时间：2024-01-25"),
        plain("<p>页面不存在，五秒后自动返回首页</p>", "错误提示", '<meta http-equiv="refresh" content="5;url=/">'),
    ],
)
def test_error_served_as_a_page(markup: str) -> None:
    found = reading(markup)
    assert (found.kind, found.reason) == ("refused", "error-page")


@pytest.mark.parametrize(
    "markup",
    [
        plain('<form>用户名<input name="u">密码<input type="password"><button>登录</button></form>', "某大学"),
        plain("<p>请登录</p>", "统一身份认证平台"),
        vsb("<p>对不起，您没有权限访问该页面！</p>", "某通知"),
        vsb("<p>该页面仅限校内访问，请使用校园网或VPN。</p>", "某通知", info="发布时间：2024-01-25 10:00"),
        plain("<p>您的IP地址不在允许的范围内</p>", "某大学"),
    ],
)
def test_log_in(markup: str) -> None:
    found = reading(markup)
    assert (found.kind, found.reason) == ("refused", "login-page")


@pytest.mark.parametrize(
    "markup",
    [
        plain("<form><img src='/system/resource/js/filedownload/createimage.jsp?randnum=1'><input></form>", "附件下载"),
        plain(
            "<form>请输入验证码：<img src='createimage.jsp'><input name='codeValue'><input type='submit'></form>", ""
        ),
        plain("<form action='download.jsp'><p>验证码：</p><input></form>", "某大学"),
    ],
)
def test_captcha_of_a_download(markup: str) -> None:
    found = reading(markup, f"{HOST}/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=16&wbfileid=5")
    assert (found.kind, found.reason) == ("refused", "captcha-page")


@pytest.mark.parametrize(
    "markup",
    [
        plain("", head="<script src='a.js'></script>"),
        plain("<p>正在进行安全验证，请稍候……</p>", "安全验证", "<script>run()</script>"),
        plain(
            "<noscript>Please enable JavaScript</noscript><p>Checking your browser before accessing</p>",
            "Just a moment...",
        ),
        plain("<p>您的请求可能存在威胁，已被拦截！</p>", "网站防火墙"),
        plain("<p>访问过于频繁，请稍后再试</p>"),
        plain("", head=f"<script>location.href = '{URL}?token=83';</script>"),
        plain("", head="<script>window.location.replace('/info/1033/205.htm?_=1')</script>"),
        plain("", head="<meta http-equiv='refresh' content='0;url=205.htm?t=5'>"),
    ],
)
def test_challenge(markup: str) -> None:
    found = reading(markup)
    assert (found.kind, found.reason) == ("refused", "challenge-page")


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        (plain("", head='<meta http-equiv="refresh" content="0;url=/a.htm">'), f"{HOST}/a.htm"),
        (
            plain("正在跳转，请稍候", head='<META HTTP-EQUIV="Refresh" CONTENT="3; URL=\'../2/9.htm\'">'),
            f"{HOST}/info/2/9.htm",
        ),
        (plain("<a href='/a.htm'>点击进入</a>", head='<meta http-equiv=refresh content="1,/a.htm">'), f"{HOST}/a.htm"),
        (plain("<script>location.href='https://mp.weixin.qq.com/s/abc'</script>"), "https://mp.weixin.qq.com/s/abc"),
        (plain('<script>window.location = "/a.htm";</script>'), f"{HOST}/a.htm"),
        (plain('<script>self.location.replace("/a.htm");</script>'), f"{HOST}/a.htm"),
        (plain("<script>top.location.assign('/a.htm')</script><script>location='/a.htm'</script>"), f"{HOST}/a.htm"),
    ],
)
def test_stub_that_leads_elsewhere(markup: str, target: str) -> None:
    found = reading(markup)
    assert (found.kind, found.reason, found.target) == ("redirect", "redirect-stub", target)


@pytest.mark.parametrize(
    "script",
    [
        "if (mobile()) location.href = '/m/a.htm';",
        "location.href = '/a.htm'; location.href = '/b.htm';",
        "location.href = '/a' + code + '.htm';",
        "location.href = 'weixin://a';",
        "location.href = mobile ? '/m.htm' : '/a.htm'; location.replace('/a.htm')",
    ],
)
def test_stub_whose_end_is_not_sure(script: str) -> None:
    found = reading(plain(f"<script>{script}</script>"))
    assert (found.kind, found.reason, found.target) == ("refused", "redirect-stub", None)


@pytest.mark.parametrize(
    "markup",
    [
        vsb(f"<p>{PROSE}</p>", "双方签约", head='<meta http-equiv="refresh" content="0;url=/a.htm">'),
        vsb(f"<p>{PROSE}</p><script>location.href='/a.htm'</script>", "双方签约"),
        vsb(
            "<p>统一身份认证平台将于3月5日升级，届时无法登录。</p>", "统一身份认证平台升级通知", "发布时间：2024-03-01"
        ),
        vsb("<p>各位同学：</p><p>请先登录教务系统，再点击选课。</p>", "选课安排", "发布时间：2024-03-01"),
        vsb("<p>本次访问期间，双方签署协议。</p>", "访问", "发布时间：2024-03-01"),
        vsb("<p>错误认识必须纠正。</p>", "错误认识与纠正办法", "发布时间：2024-03-01"),
        vsb('<p>请登录后查看附件。</p><p><a href="/a.pdf">附件</a></p>', "名单"),
        vsb("<p>404教室调整为405教室。</p>", "404教室调整通知", "发布时间：2024-03-01"),
    ],
)
def test_an_article_remains_one(markup: str) -> None:
    assert reading(markup).kind == "article"


def test_a_news_site_may_ask_its_readers_to_log_in() -> None:
    prose = "".join(f"<p>双方在会上介绍了第{n}项工作的情况，并讨论了今后的安排。</p>" for n in range(9))
    found = reading(plain(f"<div>请登录</div><h1>甲市与乙大学签约</h1><div>{prose}</div>", "甲市与乙大学签约_某网"))
    assert found.kind == "article"


def test_an_empty_article_that_a_script_may_lead_elsewhere_says_so() -> None:
    call = "<script>NewsvoteDWR.getNewsLinkUrl(205,'16','vsb',newsSkip);</script>"
    found = reading(vsb("", "双方签约", "发布时间：2024-03-01", head=call))
    assert (found.kind, found.reason) == ("article", "empty, and its script may lead elsewhere")
    found = reading(vsb(f"<p>{PROSE}</p>", "双方签约", "发布时间：2024-03-01", head=call))
    assert (found.kind, found.reason) == ("article", None)


def test_an_empty_template_is_no_list() -> None:
    found = reading(vsb(""))
    assert (found.kind, found.reason) == ("refused", "no-article-text")


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        (vsb(f"<p>{PROSE}</p>", "学校简介", number=-1), COLUMN, "refused"),
        (vsb(f"<p>{PROSE}</p>", "学校简介", "发布时间：2024-03-01", number=-1), COLUMN, "refused"),
        (vsb(f"<p>{PROSE}</p>", "学校简介", head='<meta name="pageType" content="2">'), COLUMN, "refused"),
        (vsb("<p>本栏目发布通知。</p>", "通知", number=-1), COLUMN, "list"),
        (vsb(f"<p>{PROSE}</p>", "通知", number=-1, below=PAGER), COLUMN, "list"),
        # an address knows better than a page edited by hand
        (vsb(f"<p>{PROSE}</p>", "双方签约", "发布时间：2024-03-01", number=-1), URL, "article"),
    ],
)
def test_a_column_that_is_a_text_is_no_news(markup: str, url: str, kind: str) -> None:
    found = reading(markup, url)
    assert (found.kind, found.reason) == (kind, "column-text" if kind == "refused" else None)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99])
def test_a_page_that_was_cut_off(share: float) -> None:
    whole = vsb(
        f"<p>{PROSE}</p><table><tr><td>甲</td><td>{PROSE}</td></tr></table>", "双方签约", "发布时间：2024-03-01"
    )
    body = whole.encode()
    found = reading(body[: int(len(body) * share)])
    assert found.kind in ("article", "refused")
    if found.loader is not None:
        item = found.loader.load_item()
        assert item.title == "双方签约"
        assert "\ufffd" not in item.body


def test_a_nul_byte_costs_nothing() -> None:
    found = reading(vsb(f"<p>{PROSE}</p>", "双方\0签约", "发布时间：2024-03-01").replace("学校", "学\0校").encode())
    assert found.loader is not None
    item = found.loader.load_item()
    assert (item.title, item.body) == ("双方签约", PROSE)


@pytest.mark.parametrize(
    "nest",
    [
        "<div>",
        '<div class="title">甲',
        "<p>甲",
        '<div id="vsb_content">',
        "<table><tr><td>",
        "<span>位置",
        '<li id="line_u1_1"><a href="/info/1/2.htm">甲',
        "<form><img src=a>甲",
        "<img src=a> ",
        "<a href=/__local/a.pdf>附件</a>",
    ],
)
def test_deep_pages_take_linear_time(nest: str) -> None:
    count = 60_000 // len(nest)
    check_linear_time(lambda text: reading(vsb(text, "双方签约")), nest * count)
    check_linear_time(lambda text: reading(plain(text, "双方签约"), f"{HOST}/a.htm"), nest * count)


def test_a_path_within_hundreds_of_tables_costs_what_the_page_costs() -> None:
    check_linear_time(
        lambda text: reading(vsb(text + "<a>首页</a><span>位置</span>" * 20, "双方签约")), "<table><tr><td>" * 600
    )


def test_thousands_of_links_beside_an_attachment_cost_what_the_page_costs() -> None:
    counter = '附件【<a href="/a.pdf">甲</a>】已下载<span id="nattach7">3</span>次'
    check_linear_time(lambda text: reading(vsb(f"<p>{counter}{text}</p>", "双方签约")), "<a href=x>甲</a>" * 10_000)


def test_thousands_of_short_paragraphs_cost_what_the_page_costs() -> None:
    page = '<html><body><div class="menu">{}</div><p>双方签署协议。</p></body></html>'
    check_linear_time(lambda text: reading(page.format(text), f"{HOST}/a.htm"), "<p>来源：</p>" * 10_000)


def test_thousands_of_links_in_one_line_cost_what_the_page_costs() -> None:
    link = "<a href=x>学校与多家单位的领导同志举行座谈会</a>、"
    check_linear_time(lambda text: reading(vsb(f"<p>{PROSE}</p><p>相关链接：{text}</p>", "双方签约")), link * 24_000)


def test_five_megabytes_of_nested_elements() -> None:
    found = reading(vsb(f"<p>{PROSE}</p>" + "<div>" * 1_000_000, "双方签约", "发布时间：2024-03-01"))
    assert found.loader is not None
    assert found.loader.load_item().body == PROSE


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (plain("<p>该内容已被发布者删除</p>" + f"<ul>{SIDE}</ul>", "某某网"), "error-page"),
        (plain("<div>此内容因违规无法查看</div><div>由用户投诉并经平台审核，涉嫌违反相关规定。</div>"), "error-page"),
        (plain("<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p>", "环境异常"), "challenge-page"),
    ],
)
def test_platform_that_shows_no_article(markup: str, reason: str) -> None:
    found = reading(markup)
    assert (found.kind, found.reason) == ("refused", reason)
