"""What the reader finds on a page besides the text: media, attachments, neighbours, the CMS's numbers."""

from __future__ import annotations

import pytest

from xjtunews.items import Article, Attachment, Medium
from xjtunews.sites.reader import read_response

HOST = "https://dept.example.edu.cn"
DOWNLOAD = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=16&wbfileid="
LISTED = (
    f'<ul><li>附件【<a href="{DOWNLOAD}5">名单.xlsx</a>】已下载<span id="nattach5"></span>次</li>'
    f'<li>附件【<a href="{DOWNLOAD}6">申请表.docx</a>】已下载<span id="nattach6"></span>次</li></ul>'
)
FILES = [Attachment(1, "名单.xlsx", f"{HOST}{DOWNLOAD}5"), Attachment(2, "申请表.docx", f"{HOST}{DOWNLOAD}6")]


def article(body: str, below: str = "", outside: str = "", info: str = "发布时间：2024-01-25 19:02") -> Article:
    markup = (
        "<html><head><title>甲与乙签约-某大学</title><script>_jsq_(1033,'/content.jsp',205,16)</script></head><body>"
        f'<form name="_newscontent_fromname"><h3>甲与乙签约</h3><div>{info}</div>'
        f'<div id="vsb_content"><div class="v_news_content">{body}</div></div>{below}</form>{outside}</body></html>'
    )
    found = read_response(f"{HOST}/info/1033/205.htm", 200, "text/html", markup.encode())
    assert found.loader is not None, found.reason
    item = found.loader.load_item()
    assert isinstance(item, Article)
    return item


def test_media_stand_between_the_paragraphs() -> None:
    picture = '<p style="text-align: center"><img src="../../__local/a.jpg"></p>'
    caption = '<p style="text-align: center">图1：签约现场</p>'
    video = '<p><script name="_videourl" vurl="/__local/b.mp4">showVsbVideo("/__local/b.mp4");</script></p>'
    found = article(f"<p>来源：甲</p><p>第一段。</p>{picture}{caption}<p>第二段。</p>{video}")
    assert found.paragraphs == ["第一段。", "图1：签约现场", "第二段。"]
    assert found.media == [
        Medium(1, "image", f"{HOST}/__local/a.jpg", "图1：签约现场", 1, 2),
        Medium(2, "video", f"{HOST}/__local/b.mp4", None, 3, None),
    ]
    assert found.images == 1


def test_a_credit_below_a_picture_is_no_paragraph_before_or_behind() -> None:
    picture = '<p><img src="/a.jpg"></p>'
    found = article(f"<p>第一段。</p><p>（文字：张三）</p>{picture}<p>第二段。</p>{picture}<p>第三段。</p>")
    assert [(medium.paragraph, medium.caption) for medium in found.media] == [(1, None), (2, None)]


@pytest.mark.parametrize(
    "body",
    [
        '<p><script>showVsbpdfIframe("/__local/a.pdf","100%")</script></p>',
        '<p><script name="_videourl" vurl="/__local/a.mp4"></script></p>',
        '<video src="/a.mp4"></video>',
        '<p><img src="/a.jpg"></p>',
    ],
)
def test_a_text_of_media_alone_is_an_article_without_a_date(body: str) -> None:
    found = article(body, info="")
    assert (found.title, found.body, found.published, len(found.media)) == ("甲与乙签约", "", None, 1)


@pytest.mark.parametrize(
    ("body", "below", "outside"),
    [
        ("", LISTED, ""),
        (LISTED, "", ""),
        ("", "", LISTED),
        (LISTED, LISTED, LISTED),
        ("", LISTED.replace("附件", ""), ""),
    ],
    ids=["below", "inside", "outside", "everywhere", "without a word"],
)
def test_attachments(body: str, below: str, outside: str) -> None:
    found = article(f"<p>第一段。</p>{body}", below, outside)
    assert found.attachments == FILES
    assert found.paragraphs == ["第一段。"]


@pytest.mark.parametrize(
    ("anchor", "files"),
    [
        ('<a href="../../__local/c.pdf">附件1：名单</a>', [("附件1：名单", f"{HOST}/__local/c.pdf")]),
        ('<a href="/__local/%E5%90%8D.doc?e=.doc"> </a>', [("名.doc", f"{HOST}/__local/%E5%90%8D.doc?e=.doc")]),
        ('<a href="http://[/c.pdf">名单</a>', []),
        ("<a href=\"javascript:open('a.pdf')\">名单</a>", []),
        ('<a href="/info/1033/204.htm">名单</a>', []),
        ('<a href="/a.jpg">名单</a>', []),
    ],
)
def test_files_that_the_text_links_to(anchor: str, files: list[tuple[str, str]]) -> None:
    found = article(f"<p>见{anchor}。</p>")
    assert [(attachment.name, attachment.url) for attachment in found.attachments] == files


def test_a_file_of_another_box_is_none() -> None:
    assert article("<p>第一段。</p>", outside=f'<div><a href="{DOWNLOAD}9">校历</a></div>').attachments == []


def test_neighbours_are_links_that_follow_those_of_the_text() -> None:
    below = '<p>上一条：<a href="206.htm">丙</a></p><p>下一条：<a href="205.htm">甲与乙签约</a></p>'
    found = article('<p>见<a href="/a.htm">丁</a>。</p>', below)
    assert [(link.position, link.kind, link.url, link.label, link.paragraph) for link in found.links] == [
        (1, "body", f"{HOST}/a.htm", "丁", 1),
        (2, "previous", f"{HOST}/info/1033/206.htm", "丙", None),  # the other leads to the page itself
    ]


def test_neighbours_that_the_template_puts_inside_the_text() -> None:
    found = article('<p>第一段。</p><p>上一条：<a href="206.htm">丙</a></p>')
    assert found.paragraphs == ["第一段。"]
    assert [(link.kind, link.label) for link in found.links] == [("previous", "丙")]


def test_identity() -> None:
    found = article("<p>第一段。</p>")
    assert (found.owner, found.column_id, found.content_id) == ("16", "1033", "205")
