from __future__ import annotations

import pytest

from tests.conftest import check_linear_time
from xjtunews.items import Article
from xjtunews.sites.generic import read_text
from xjtunews.sites.page import Page
from xjtunews.sites.reader import read_page

PARAGRAPHS = [
    "1月3日上午，两校在西安举行座谈会，并签署战略合作协议，双方负责人出席仪式并致辞。",
    "会上，双方就人才培养、科学研究、成果转化等方面进行了深入交流，达成多项共识。",
    "会后，来宾参观了校史馆和重点实验室，听取了学科建设情况的介绍。",
]
ARTICLE = (
    '<html><head><meta charset="utf-8"><title>甲校与乙校签约 - 某某网</title>'
    '<meta property="article:published_time" content="2024-01-05T10:00:00+08:00"></head>'
    "<body><nav><a href='/'>首页</a><a href='/n'>新闻</a></nav><article><h1>甲校与乙校签约</h1>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "</article><footer>某某网版权所有</footer></body></html>"
)


def test_article() -> None:
    reading = read_page(Page("https://media.example.cn/a/1", ARTICLE))
    assert reading.kind == "article"
    assert reading.loader is not None
    article = reading.loader.load_item()
    assert article.layout == "generic"
    assert article.title == "甲校与乙校签约"
    assert article.published == "2024-01-05T10:00:00"
    assert all(text in article.paragraphs for text in PARAGRAPHS)
    assert "版权所有" not in article.body


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<html><body><p>页面不存在</p></body></html>"])
def test_no_article(html: str) -> None:
    assert read_text(Page("https://media.example.cn/a/1", html)) is None
    assert read_page(Page("https://media.example.cn/a/1", html)).kind == "refused"


TEXT = [
    "渭水新区与三所高校日前签署协议，约定五年内共建十个联合实验室，首批课题涉及光电芯片和智慧能源。",
    "协议签署后，各方将成立理事会，每季度召开一次会议；重大事项由理事会投票决定，日常事务由办公室负责。",
    "“我们希望把课题带到车间里去。”项目负责人李明远说，去年试点的两条产线已经把良品率提高了三个百分点。",
]
TITLE = "渭水新区与三所高校共建联合实验室"
BODY = "".join(f"<p>　　{text}</p>" for text in TEXT)
LINKS = "".join(
    f'<li><a href="/{number}.html">{label}</a></li>'
    for number, label in enumerate(
        ["多地出台新政支持企业研发，力度空前", "这座小城的夜市为什么火了？", "新学期开始，这些变化值得关注", "明日降温"]
    )
)
MENU = '<div><a href="/">首页</a><a href="/1/">时政</a><a href="/2/">国际</a><a href="/3/">科教</a></div>'
FOOTER = (
    "<div><p>本网站所刊登的各种新闻、信息和专题资料，均为本社版权所有，未经协议授权，禁止下载使用。</p>"
    "<p>凡注明来源为本网的作品，转载时请注明出处，违者，本网将依法追究责任。</p><p>备案号：陕ICP备00000000号</p></div>"
)


def read(main: str, *, title: str = f"{TITLE}_新区频道_某某网", head: str = "") -> Article:
    html = f"<html><head><title>{title}</title>{head}</head><body>{MENU}{main}{FOOTER}</body></html>"
    reading = read_page(Page("https://www.example.cn/2024/a.html", html))
    assert reading.loader is not None
    return reading.loader.load_item()


def test_portal_with_a_line_of_date_and_source_and_lists_beside_the_text() -> None:
    article = read(
        f"<div class='l'><h1>{TITLE}</h1><div>2024-03-05 08:12:30　来源: <a href='#'>渭水日报</a></div>"
        f"<div>分享至 <a href='#'>微信</a></div><div class='post_body'>{BODY}<p>责任编辑：王一一</p></div>"
        f"<h3>热点推荐</h3><ul>{LINKS}</ul></div><div class='r'><h3>排行</h3><ul>{LINKS}</ul></div>"
    )
    assert article.layout == "generic"
    assert article.title == TITLE
    assert article.published == "2024-03-05T08:12:30"
    assert article.source == "渭水日报"
    assert article.paragraphs == TEXT
    assert [(credit.role, credit.name) for credit in article.credits] == [("editor", "王一一")]


def test_date_and_source_without_labels_beside_each_other() -> None:
    article = read(
        f"<h1>{TITLE}</h1><p><span>2024年03月05日 08:12</span> <span>渭水晚报</span> <a href='#'>收藏</a></p>{BODY}"
    )
    assert (article.published, article.source) == ("2024-03-05T08:12", "渭水晚报")
    assert article.paragraphs == TEXT


def test_date_set_as_a_calendar_leaf_above_the_headline() -> None:
    article = read(
        "<div><span>2024</span><span> 03/ 05</span> <span>08:12:30</span></div><div>来源：渭水日报</div>"
        f"<h1>{TITLE}</h1><div id='detail'>{BODY}</div>"
    )
    assert (article.published, article.source) == ("2024-03-05T08:12:30", "渭水日报")
    assert article.paragraphs == TEXT


def test_text_in_a_table_cell_with_line_breaks() -> None:
    cell = "<br>".join(f"　　{text}" for text in TEXT)
    article = read(
        f"<table><tr><td>第02版</td><td>{MENU}</td></tr><tr><td><table><tr><td><strong>{TITLE}</strong></td></tr>"
        f"<tr><td>{cell}</td></tr></table></td></tr></table>",
        title=f"{TITLE}--要闻--某某网",
    )
    assert article.title == TITLE
    assert article.paragraphs == TEXT


def test_short_report_beside_a_longer_notice() -> None:
    text = "记者今早获悉，雁塔路南段改造完工，今日7时起恢复双向通车，请市民留意站牌信息。"
    article = read(
        f"<div class='title'>雁塔路今日恢复通车</div><div>2024-03-05 07:30　某某网</div><div>　　{text}</div>",
        title="雁塔路今日恢复通车_某某网",
    )
    assert article.title == "雁塔路今日恢复通车"
    assert article.paragraphs == [text]


def test_list_of_links_inside_the_text() -> None:
    main = (
        f"<div><h1>{TITLE}</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p><div><h4>热门推荐</h4><ul>{LINKS}</ul></div>"
        f"<h3>新机制</h3><p>{TEXT[2]}</p><p>{TEXT[1]}</p></div>"
    )
    assert read(main).paragraphs == [TEXT[0], TEXT[1], "新机制", TEXT[2], TEXT[1]]


def test_beginnings_of_other_articles_weigh_nothing() -> None:
    others = "".join(
        f"<div><a href='/{number}.html'>另一件事</a><p>说的是另一件事，开头在这里，后面的，点开才看得到...</p></div>"
        for number in range(20)
    )
    assert read(f"<h1>{TITLE}</h1><div>{BODY}</div><div>{others}</div>").paragraphs == TEXT


def test_table_of_names_is_part_of_a_notice() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>某某公司</td><td>课题</td></tr>" for number in (1, 2))
    article = read(
        "<h1>名单公示</h1><div>发布时间：2024-03-05 09:00 字号：[大 中 小]</div><div><p>各单位：</p>"
        "<p>经专家评审，拟支持下列课题，现予以公示；如有异议，请于五日内书面提出。</p>"
        f"<table>{rows}</table><p>新区科技局</p><p>2024年3月5日</p></div><p>【打印】【关闭】</p>",
        title="名单公示_渭水新区",
    )
    assert article.published == "2024-03-05T09:00"
    assert article.paragraphs == [
        "各单位：",
        "经专家评审，拟支持下列课题，现予以公示；如有异议，请于五日内书面提出。",
        "1 某某公司 课题",
        "2 某某公司 课题",
        "新区科技局",
        "2024年3月5日",
    ]


def test_hidden_text_and_captions_stay_outside() -> None:
    article = read(
        f"<h1>{TITLE}</h1><div><p style='display:none'>原标题，另有一题。</p><p>{TEXT[0]}</p>"
        f"<figure><img src='a.jpg'><figcaption>签约现场，右为李明远。</figcaption></figure><p>{TEXT[1]}</p></div>"
    )
    assert article.paragraphs == TEXT[:2]
    assert article.images == 1


def test_text_that_a_script_shows_is_read() -> None:
    assert read(f"<h1>{TITLE}</h1><div style='display: none'>{BODY}</div>").paragraphs == TEXT


def test_heading_that_is_only_the_beginning_of_the_headline() -> None:
    title = "西安交通大学召开联合实验室理事会"
    article = read(f"<h1>西安交通大学</h1><div>{title}</div><div>{BODY}</div>", title=f"{title}-某某网")
    assert article.title == title


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="publishdate" content="2024-03-05 08:12">',
        '<meta name="PubDate" content="2024-03-05 08:12">',
        '<meta property="og:release_date" content="2024-03-05T08:12+08:00">',
        '<meta itemprop="datePublished" content="2024-03-05 08:12">',
        '<script type="application/ld+json">{"datePublished": "2024-03-05 08:12"}</script>',
    ],
)
def test_date_in_the_head(head: str) -> None:
    assert (read(f"<h1>{TITLE}</h1>{BODY}", head=head).published or "")[:16] == "2024-03-05T08:12"


def test_source_in_the_head_without_its_label() -> None:
    assert read(f"<h1>{TITLE}</h1>{BODY}", head='<meta name="source" content="来源：渭水日报">').source == "渭水日报"


def test_lists_hold_no_article() -> None:
    assert read_text(Page(None, f"<html><body>{MENU}<ul>{LINKS * 5}</ul>{FOOTER}</body></html>")) is None


def test_the_page_stays_as_it_is() -> None:
    page = Page(None, f"<html><body><p style='display:none'>看不见。</p>{BODY}</body></html>")
    assert read_text(page) is not None
    assert page.find("//p[1]/text()") == ["看不见。"]


@pytest.mark.parametrize(
    "title",
    [f"渭水日报--2024年03月05日--{TITLE}", f"渭水日报数字报-{TITLE}", f"渭水日报_{TITLE}", "渭水日报数字报"],
)
@pytest.mark.parametrize("heading", ["<p class='BSHARE_TEXT'>{}</p>", "<h2>{}</h2>", "<td class='font01'>{}</td>"])
def test_title_of_a_newspaper_begins_with_its_name(title: str, heading: str) -> None:
    article = read(
        "<table><tr><td>2024年03月05日 星期二</td><td><a href='i'>返回首页</a></td></tr></table><table><tr><td>"
        f"<div>第01版：要闻</div><ul>{LINKS}</ul></td><td><table><tr><td><a href='x'>上一篇</a> 放大 缩小</td></tr>"
        f"<tr><td>{heading.format(TITLE)}</td></tr><tr><td><div id='ozoom'>{BODY}</div></td></tr></table></td></tr>"
        "</table>",
        title=title,
    )
    assert (article.title, article.published, article.paragraphs) == (TITLE, "2024-03-05", TEXT)


@pytest.mark.parametrize(
    "around",
    [
        ("<p>（原标题：另一题）</p>", "<div>本文来源：渭水日报 责任编辑：王一一_NB1</div>"),
        ("<p>原标题：另一题</p>", "<p>点击进入专题：</p>"),
        ("<div>图集</div>", "<div>+1</div><div>【纠错】责任编辑：王一一</div>"),
        ("<div>字号 <a>超大</a><a>大</a><a>标准</a><a>小</a></div>", "<div>【1】【2】</div>"),
    ],
)
def test_furniture_right_above_and_below_the_text(around: tuple[str, str]) -> None:
    above, below = around
    info = "<div>2024-03-05 08:12　来源: <a href='#'>渭水日报</a><a href='#'>举报</a></div>"
    article = read(f"<h1>{TITLE}</h1>{info}<div id='content'>{above}{BODY}{below}</div>")
    assert (article.source, article.paragraphs) == ("渭水日报", TEXT)


def test_source_without_a_colon_and_date_below_the_text() -> None:
    article = read(
        f"<h1>{TITLE}</h1><div>来源于：渭水新区办事处</div>{BODY}<div>发布日期：2024-03-05 责任编辑：王一一</div>"
    )
    assert (article.published, article.source) == ("2024-03-05", "渭水新区办事处")
    assert article.paragraphs == TEXT


@pytest.mark.parametrize("behind", ["【大 中 小】", "[微博]", ""])
def test_source_without_a_label_before_what_stands_in_brackets(behind: str) -> None:
    article = read(f"<h1>{TITLE}</h1><div>2024-03-05 08:12　渭水日报{behind}</div>{BODY}")
    assert (article.published, article.source) == ("2024-03-05T08:12", "渭水日报")


def test_address_of_an_account_is_no_source() -> None:
    head = "<meta property='article:author' content='https://www.example.com/weishui' />"
    assert read(f"<h1>{TITLE}</h1>{BODY}", head=head).source is None


@pytest.mark.parametrize(
    "item",
    [
        "<div><h3><a href='/{0}.html'>两校签约{0}</a></h3><p>{1}</p><span>2024-03-05</span></div>",
        "<div><a href='/{0}.html'>两校签约{0}</a><p>{1}…… <a href='/{0}.html'>[详细]</a></p></div>",
    ],
)
def test_leads_of_many_articles_are_no_article(item: str) -> None:
    items = "".join(item.format(number, TEXT[number % 3]) for number in range(6))
    assert read_text(Page(None, f"<html><title>要闻_某某网</title><body>{MENU}{items}{FOOTER}</body></html>")) is None


def test_pictures_without_text_are_no_article() -> None:
    html = f"<html><title>{TITLE}_某某网</title><body>{MENU}<h1>{TITLE}</h1><img src='1.jpg'>{FOOTER}</body></html>"
    assert read_text(Page(None, html)) is None


INFO = "<div><span>2024-03-05 08:12:30</span><span>来源：渭水日报</span></div>"
COMMENTS = "".join(
    f"<li><b>{name}</b><div class='comment-txt'>{text}</div><i>回复</i></li>"
    for name, text in (
        ("过客", "这样的事要多做，先把人留住，再把厂子办好，年轻人就回来了，大家说是不是？"),
        ("渭水人", "我就在新区上班，实验室的楼去年就盖好了，设备也搬进去了，就等开张。"),
        ("老王", "钱花在哪里，谁来管，出了成果算谁的，这些都要说清楚，不然又是一阵风。"),
    )
)


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='gc-comment'><h3>全部评论</h3><ul>{COMMENTS}</ul></div>",
        f"<div><div>热门评论</div><ul>{COMMENTS}</ul></div>",
        "<div class='recommend-box'>"
        + "".join(f"<a href='/{n}'>另一件事</a><p>另一件事，开头在这里，后面的，要点开才看得到。</p>" for n in range(4))
        + "</div>",
        "<div class='tj'><h2>为你推荐</h2></div><div class='tuijian'>"
        + "".join(
            f"<dl><dt><a href='/{n}'>又一件事</a></dt><dd>{TEXT[n % 3]}</dd><dd>03-05</dd></dl>" for n in range(4)
        )
        + "</div>",
    ],
)
def test_what_others_say_and_write_below_is_no_text(below: str) -> None:
    article = read(f"<div class='content'><h1>{TITLE}</h1>{INFO}<div>{BODY}</div>{below}</div>")
    assert (article.published, article.source, article.paragraphs) == ("2024-03-05T08:12:30", "渭水日报", TEXT)


@pytest.mark.parametrize(
    "info",
    [
        "<div><i>9</i><i>23</i></div><div>2024-03-05 08:12:30 字号：<a>A-</a><a>A+</a>来源：渭水日报</div>",
        "<p>五年内共建十个联合实验室，首批课题已经启动。</p><p>李明 2024-03-05 08:12:30 浏览 3.1w 来源：渭水日报</p>",
        "<p>李明 渭水日报 2024-03-05 08:12:30</p>",
        "<p>发布者：宣传部 发布时间：2024-03-05 08:12:30 来源：渭水日报</p>",
        "<p>2024-03-05 08:12:30 渭水日报作者：李明分享到</p>",
        "<p>来源：渭水日报大 中 小</p><p>2024-03-05 08:12:30</p>",
    ],
)
def test_header_in_one_part_with_the_text(info: str) -> None:
    article = read(f"<div class='main'><h1>{TITLE}</h1>{info}{BODY}</div>")
    assert (article.published, article.source, article.paragraphs) == ("2024-03-05T08:12:30", "渭水日报", TEXT)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>点击上方蓝字 关注我们</p>", "<p>— END —</p><p>扫码关注渭水发布</p>"),
        ("<p>摘要</p><p>【编者按】" + TEXT[0] + "</p>", ""),
        ("<p>" + TEXT[0].removesuffix("。") + "。</p>", ""),
        ("<p>图片来源：渭水视觉</p>", "<p>标签</p><p>原标题：《另有一题，略有不同》</p>"),
        ("", "<div>光电芯片|智慧能源|联合实验室</div><div>4</div>"),
        ("", "<p>相关热词搜索：<a href='/k'>光电</a></p><p>责任编辑：</p>"),
        ("", "<p>来源：渭水日报</p><p>作者：王一一</p>"),
        ("", "<p>（编辑：SN054）</p>"),
        ("", "<p>本网对其中内容不作任何保证和承诺，请读者和相关方自行核实。</p>"),
        ("", "<p>声明：文章内容仅供参考，不构成投资建议，据此操作，风险自担。</p>"),
    ],
)
def test_lines_above_and_below_the_text_that_are_about_the_page(above: str, below: str) -> None:
    article = read(f"<h1>{TITLE}</h1>{INFO}<div id='content'>{above}{BODY}{below}</div>")
    assert article.paragraphs == TEXT


def test_control_behind_the_last_sentence() -> None:
    last = f"<p>{TEXT[2]}<a href='/'>返回首页，查看更多</a></p>"
    assert read(f"<h1>{TITLE}</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p>{last}").paragraphs == TEXT


def test_tip_behind_the_first_paragraph() -> None:
    tips = "<div>视频加载中，请稍候...</div><p>打开客户端，查看更多图片</p>"
    assert read(f"<h1>{TITLE}</h1><p>{TEXT[0]}</p>{tips}<p>{TEXT[1]}</p><p>{TEXT[2]}</p>").paragraphs == TEXT


def test_words_of_notices_in_sentences() -> None:
    text = [
        "渭水新区3月5日发出首张药品经营许可证，企业从申请到领证只用了三天。",
        "未经许可擅自经营的，由市场监管部门依法处理；举报电话和邮箱已经公布。",
        "扫描二维码即可在线申请，登录后按提示填写，审批结果以短信告知。",
    ]
    body = "".join(f"<p>{line}</p>" for line in text)
    assert read(f"<h1>新区发出首张许可证</h1>{INFO}{body}", title="新区发出首张许可证").paragraphs == text


def test_notice_keeps_its_time_its_contact_and_who_signs_it() -> None:
    text = [
        "各单位：",
        "新区定于近期举办成果对接会，现将有关事项通知如下：",
        "一、时间：2024年3月18日（周一）14:30",
        "二、地点：新区会议中心，请提前十分钟入场。",
        "联系电话：82660000",
        "地址：渭水路5号",
        "渭水新区科技局",
        "2024年3月11日",
    ]
    body = "".join(f"<p>{line}</p>" for line in text)
    article = read(
        f"<h3>关于举办成果对接会的通知</h3><div>2024-03-11</div><div>{body}</div><div>地址：渭水路28号</div>",
        title="关于举办成果对接会的通知-渭水新区科技局",
    )
    assert (article.published, article.paragraphs) == ("2024-03-11", text)


def test_time_below_the_text() -> None:
    article = read(f"<h1>{TITLE}</h1>{BODY}<div>posted @ 2024-03-05 08:12 王一一 阅读(12) 评论(2)</div>")
    assert (article.published, article.paragraphs) == ("2024-03-05T08:12", TEXT)


def test_office_that_signs_above_what_it_hands_down() -> None:
    text = ["各单位：", TEXT[0], "渭水新区管委会", "2024年3月5日", "一、总体要求", TEXT[1]]
    body = "".join(f"<p>{line}</p>" for line in text)
    title = "渭水新区管委会关于印发行动方案的通知"
    assert read(f"<h1>{title}</h1>{INFO}{body}", title=f"{title}_渭水新区").paragraphs == text


def test_headline_broken_into_several_lines_above_the_text() -> None:
    title = "渭水新区管理委员会关于批准设立联合实验室理事会的决定"
    head = "<p align='center'>渭水新区管理委员会<br>关于批准设立联合实验室<br>理事会的决定"
    head += "<br>（2024年3月1日第二次会议通过）</p>"
    article = read(f"<div id='content'>{head}{BODY}</div>", title=f"{title}_公报_渭水新区")
    assert article.paragraphs == ["（2024年3月1日第二次会议通过）", *TEXT]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("渭水日报记者 王一一", ("text", "王一一")),
        ("采写：渭水日报记者 王一一", ("text", "王一一")),
        ("编辑 王一一 校对 李明远", ("editor", "王一一")),
        ("编辑丨王一一", ("editor", "王一一")),
        ("[ 责编：王一一 ]", ("editor", "王一一")),
        ("责任编辑：王一一_NB0011", ("editor", "王一一")),
        ("策划：王一一", ("editor", "王一一")),
    ],
)
def test_credits_below_the_text(line: str, credit: tuple[str, str]) -> None:
    article = read(f"<h1>{TITLE}</h1>{INFO}<div id='content'>{BODY}<p>{line}</p></div>")
    assert article.paragraphs == TEXT
    assert credit in [(found.role, found.name) for found in article.credits]


def test_nobody_is_neither_source_nor_author() -> None:
    article = read(f"<h1>{TITLE}</h1><div>时间:2024-03-05 08:12 来源:未知 作者:admin 点击:</div>{BODY}")
    assert (article.published, article.source, article.credits) == ("2024-03-05T08:12", None, [])


def test_captions_belong_to_their_pictures() -> None:
    other = "<div><img src='b.jpg'><p class='pgc-img-caption'>新实验室外景</p></div>"
    figure = "<figure><img src='a.jpg'><figcaption>签约现场，右为李明远。</figcaption></figure>"
    article = read(f"<h1>{TITLE}</h1><p>{TEXT[0]}</p>{figure}<p>{TEXT[1]}</p>{other}<p>{TEXT[2]}</p>")
    assert article.paragraphs == TEXT
    assert [(medium.url[-5:], medium.caption) for medium in article.media] == [
        ("a.jpg", "签约现场，右为李明远。"),
        ("b.jpg", "新实验室外景"),
    ]


@pytest.mark.parametrize(
    "picture",
    [
        "<div class='pic750'><img src='a.jpg'><p>{}</p></div>",
        "<ul class='photo300 liadd'><li><a href='/p/1'><img src='a.jpg'></a><p>{}</p></li></ul>",
        "<div class='fullPic'><img src='a.jpg'><div class='picinfo'>{}</div></div>",
        "<div class='img_wrapper'><img src='a.jpg'><span class='img_descr'>{}</span></div>",
        "<p><img src='a.jpg'></p><p><strong>▲{}</strong></p>",
        "<p><img src='a.jpg'></p><p>{}（圖／記者王小明攝）</p>",
        "<p>▼{}（图／王小明）</p><p><img src='a.jpg'></p>",
    ],
)
def test_captions_in_frames_and_with_their_owners(picture: str) -> None:
    caption = picture.format("签约现场，右为李明远。图中的机器，是首批共建的设备。")
    assert read(f"<h1>{TITLE}</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p>{caption}<p>{TEXT[2]}</p>").paragraphs == TEXT


def test_report_in_pictures_keeps_its_text() -> None:
    frames = "".join(f"<div class='pic'><img src='{n}.jpg'><p>{text}</p></div>" for n, text in enumerate(TEXT))
    assert read(f"<h1>{TITLE}</h1>{frames}").paragraphs == TEXT
    long = "".join(f"<i>{n}</i>" for n in range(40))
    assert read(f"<h1>{TITLE}</h1><div class='pic'><img src='a.jpg'>{long}{BODY}</div>").paragraphs[-3:] == TEXT


CENTERED = "<p align='center'><img src='{0}.jpg'></p><p align='center'>{1}</p>"


@pytest.mark.parametrize(
    "picture",
    [
        CENTERED.format(1, "工人在车间调试光电芯片"),
        CENTERED.format(1, "“首批”样机下线。（王小明 摄）"),
        "<table align='center'><tr><td><img src='a.jpg'></td></tr><tr><td align='middle'>车间一角</td></tr></table>",
        "<div><img src='a.jpg'></div><table><tr><td class='pictext'>工人在车间调试光电芯片</td></tr></table>",
    ],
)
def test_captions_that_the_page_sets_apart(picture: str) -> None:
    assert read(f"<h1>{TITLE}</h1><div>{picture}{BODY}</div>").paragraphs == TEXT
    assert read(f"<h1>{TITLE}</h1><div>{BODY}{picture}</div>").paragraphs == TEXT


def test_text_in_the_middle_keeps_its_lines_between_pictures() -> None:
    first, second, third = (f"<p align='center'>{text}</p>" for text in TEXT)
    picture = CENTERED.format(1, "不夜的渭水，又一次成了话题")
    article = read(f"<h1>{TITLE}</h1><div>{first}{second}{picture}{third}</div>")
    assert article.paragraphs == [*TEXT[:2], "不夜的渭水，又一次成了话题", TEXT[2]]


def test_lines_in_the_middle_below_many_pictures_are_the_text() -> None:
    captions = [f"{name}在车间里调试光电芯片，这是他的第{name[0]}台" for name in ("一号", "二号", "三号", "四号")]
    pictures = "".join(CENTERED.format(number, caption) for number, caption in enumerate(captions))
    assert read(f"<h1>{TITLE}</h1>{pictures}<p>{TEXT[0]}</p>").paragraphs == [*captions, TEXT[0]]


SUMMARY = "六成受访企业表示，愿意把难题交给学校；三成企业已经这样做。"


@pytest.mark.parametrize(
    ("above", "paragraphs"),
    [
        (f"<div class='daodu'>核心提示：{SUMMARY}</div>", [f"核心提示：{SUMMARY}", *TEXT]),
        (f"<p class='summary'>{SUMMARY}</p>", [SUMMARY, *TEXT]),
        (f"<div><b>摘要：</b>{TEXT[0]}</div>", TEXT),
        (f"<div>【摘要】{TEXT[1][:30]}...</div>", TEXT),
        ("<div>扫描二维码关注我们，获取更多新闻，不错过每一条。</div>", TEXT),
        ("<div><a href='/app'>打开客户端，看更多新闻，不错过每一条。</a></div>", TEXT),
    ],
)
def test_summary_between_the_date_and_the_text(above: str, paragraphs: list[str]) -> None:
    date = "<div>2024-03-05 08:12 来源：渭水日报</div>"
    assert read(f"<h1>{TITLE}</h1>{date}{above}<div class='content'>{BODY}</div>").paragraphs == paragraphs
    article = read(f"<div><h1>{TITLE}</h1>{date}{above}{BODY}</div>")
    assert article.paragraphs == paragraphs or SUMMARY not in above
    assert article.published == "2024-03-05T08:12"


def test_sentence_above_the_date_is_a_subtitle() -> None:
    head = f"<div><h1>{TITLE}</h1><div>{SUMMARY}</div><div>2024-03-05 08:12</div></div>"
    assert read(f"{head}<div class='content'>{BODY}</div>").paragraphs == TEXT


@pytest.mark.parametrize(
    "lines",
    [
        ["（渭水报记者 李明 2024年3月5日 渭水报道）" + TEXT[0], *TEXT[1:]],
        ["【渭声2024年03月05日讯】" + TEXT[0], *TEXT[1:]],
        ["渭水社2024年3月5日电 " + TEXT[0], *TEXT[1:]],
    ],
)
def test_date_in_the_words_that_a_text_begins_with(lines: list[str]) -> None:
    markup = f"<h1>{TITLE}</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    article = read(markup)
    assert (article.published, article.paragraphs) == ("2024-03-05", lines)
    meta = "<meta property='article:published_time' content='2024-03-06T08:12:00+08:00'>"
    assert read(markup, head=meta).published == "2024-03-06T08:12:00"


def test_day_and_newspaper_in_brackets_below_the_text() -> None:
    article = read(f"<h1>{TITLE}</h1>{BODY}<p>【2024/03/05 渭水日報】@ <a href='/'>http://www.example.cn/</a></p>")
    assert (article.published, article.source, article.paragraphs) == ("2024-03-05", "渭水日報", TEXT)


def test_numbers_of_pages_and_the_word_over_a_list_below_the_text() -> None:
    pages = "<center><span>1</span> <a href='2.html'>2</a> <a href='3.html'>3</a> <a href='2.html'>下一页</a></center>"
    assert read(f"<h1>{TITLE}</h1><div>{BODY}{pages}<div>今日热点</div></div>").paragraphs == TEXT


def test_date_of_a_shared_account_below_its_name() -> None:
    line = "<a href='/u'><p>渭水晚报慢新闻</p></a><p>发布时间: 24-03-05 08:12 渭水晚报官方帐号</p><p>关注</p>"
    article = read(f"<h2>{TITLE}</h2>{line}{BODY}", title=TITLE)
    assert (article.published, article.source) == ("2024-03-05T08:12", "渭水晚报慢新闻")


@pytest.mark.parametrize("name", ["comments", "comment-list", "m-comment_box", "comments_rule"])
def test_rules_for_comments_are_no_article_however_long(name: str) -> None:
    rules = "".join(f"<p>第{n}条，请勿刊登与主题无关的内容，也不要转贴，违者删除，不另通知。</p>" for n in range(12))
    comments = f"<div class='{name}'><h4>发言须知</h4><div class='rules'>{rules}</div></div>"
    assert read(f"<div><h1>{TITLE}</h1><article>{BODY}</article>{comments}</div>").paragraphs == TEXT


def test_fields_of_a_form_that_say_the_text_again() -> None:
    field = f"<textarea>&lt;p&gt;{TEXT[0]}&lt;/p&gt;</textarea>"
    gallery = "<textarea>&lt;ul&gt;&lt;li&gt;&lt;p&gt;图集，说明。&lt;/p&gt;&lt;/li&gt;&lt;/ul&gt;</textarea>"
    assert read(f"<h1>{TITLE}</h1>{field}{BODY}{gallery}").paragraphs == TEXT


def test_furniture_in_traditional_characters() -> None:
    above = "<div>轉寄 | 目前字級：<a href='#'>大</a>中</div><div>字級大小：</div>"
    below = "<p>【更多新聞詳情請上 - <a href='/'>某某網</a> 】</p><p>您所瀏覽的新聞已過查詢時效。</p><p>推薦閱讀</p>"
    assert read(f"<h1>{TITLE}</h1><div>{above}{BODY}{below}</div>").paragraphs == TEXT


def test_text_that_a_script_takes_from_a_form_field() -> None:
    field = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in TEXT)
    assert read(f"<h1>{TITLE}</h1><textarea class='article-content'>{field}</textarea>").paragraphs == TEXT


@pytest.mark.parametrize(
    "script", ["var createTime = '2024-03-05 08:12';", '{"publish_time":"2024-03-05 08:12:30","id":1}']
)
def test_date_that_only_a_script_knows(script: str) -> None:
    article = read(f"<h1>{TITLE}</h1>{BODY}<script>{script}</script>")
    assert (article.published or "")[:16] == "2024-03-05T08:12"


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ("<div>更新：2024-03-05 10:48</div><div>发布时间：2024-03-05 08:12</div>", "2024-03-05T08:12"),
        ("<div>最新更新：<span>2024/03/05 10:48</span></div>", "2024-03-05T10:48"),
        (
            "<meta itemprop='datePublished' content='2024/03/05 08:12'><div>最新更新：2024/03/05 10:48</div>",
            "2024-03-05T08:12",
        ),
        ("<meta name='pubdate' content='2024-03-05T16:12:35Z'><div>2024-03-05 08:12</div>", "2024-03-05T08:12"),
    ],
)
def test_date_of_a_change_counts_where_there_is_no_other(above: str, published: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{above}{BODY}").published == published


def test_heading_where_the_browser_names_only_column_and_site() -> None:
    article = read(
        f"<h3>首页 - 新闻动态</h3><h5>{TITLE}</h5><div>发布时间：2024-03-05</div>{BODY}", title="新闻动态--渭水学会官网"
    )
    assert article.title == TITLE


def test_date_over_a_list_of_links_and_the_headline() -> None:
    page = f"<div>2024年03月05日 星期二</div><ul>{LINKS * 2}</ul><div>{TITLE}</div>{BODY}"
    assert read(page, title=f"渭水晚报数字报-{TITLE}").published == "2024-03-05"


def test_short_headline_that_a_link_has_as_well() -> None:
    header = "<h3>一线故事</h3><h1>渭水岸边造船人</h1><p>王小明<span>《渭水日报》（2024年03月05日 第 06 版）</span></p>"
    page = (
        f"<ul><li><a href='/1.html'>渭水岸边造船人</a></li></ul>{header}<p>清晨推开窗，远山如黛，近树如银。</p>{BODY}"
    )
    assert read(page, title="渭水岸边造船人").title == "渭水岸边造船人"


def test_bar_that_is_drawn_with_a_character_for_boxes() -> None:
    name = f"{TITLE}│渭水新聞網 NEWS"
    meta = f"<meta property='og:title' content='{name}'>"
    assert read(f"{meta}<h1>{TITLE}</h1><div>2024-03-05 08:12</div>{BODY}", title=name).title == TITLE
    assert read(f"{meta}<b>{TITLE}</b><div>2024-03-05 08:12</div>{BODY}", title=name).title == TITLE


def test_leads_above_links_to_their_articles_are_no_article() -> None:
    items = "".join(
        f"<div><p>另一件事{n}</p><p>{TEXT[n % 3]}</p><p><a href='/{n}.html'>查看详情</a></p></div>" for n in range(6)
    )
    assert read_text(Page(None, f"<html><title>要闻_某某网</title><body>{MENU}{items}{FOOTER}</body></html>")) is None


@pytest.mark.parametrize(
    "piece",
    [
        "<div class='comment'>一，二。",
        "<div class='comment'><p>一，二。三，四。</p></div>",
        "<div class='wp-caption'>一",
        "<div class='comments'>一，二。",
        "<div class='pic'>一，二。<img src='a.jpg'>",
        "<p class='caption'>图注</p><img src='a.jpg'>",
        "<textarea>&lt;p&gt;一，二。</textarea>",
        "<p>2024-03-05 08:12 来源：报</p>",
    ],
)
def test_many_of_a_kind_take_their_time_once(piece: str) -> None:
    check_linear_time(lambda markup: read_text(Page(None, f"<html><body>{markup}{BODY}</body></html>")), piece * 2000)
