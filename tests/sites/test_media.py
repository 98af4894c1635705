"""Pictures, PDFs and videos of a text, and which line is whose caption."""

from __future__ import annotations

import pytest
from lxml import html

from tests.conftest import check_linear_time
from xjtunews.sites.blocks import Blocks, read_blocks

PICTURE = '<img src="/a.jpg">'


def blocks(markup: str) -> Blocks:
    return read_blocks(html.fragment_fromstring(f"<div>{markup}</div>"))


@pytest.mark.parametrize(
    ("markup", "media"),
    [
        ('<img src="/__local/a.jpg">', [("image", "/__local/a.jpg")]),
        ('<img orisrc="/a.png" vurl="/_vsl/1">', [("image", "/a.png")]),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="/lazy.jpg">', [("image", "/lazy.jpg")]),
        ('<img vurl="/_vsl/FC31/E23D/460">', [("image", "/_vsl/FC31/E23D/460")]),
        ("<img>", []),
        ('<img src="/system/resource/images/fileTypeImages/icon_doc.gif">', []),
        ('<script>showVsbpdfIframe("/__local/b.pdf","100%","600","0","",[]);</script>', [("pdf", "/__local/b.pdf")]),
        ("<script>showVsbVideo('/_mediafile/c.mp4','height=\"1\"');</script>", [("video", "/_mediafile/c.mp4")]),
        (
            '<script name="_videourl" vurl="/__local/c.mp4?e=.mp4">showVsbVideo("/__local/c.mp4?e=.mp4");</script>',
            [("video", "/__local/c.mp4?e=.mp4")],
        ),
        ('<script>var a = "/x.pdf";</script><script src="/y.js"></script>', []),
        ('<video id="vod_video_1" class="video-js" src="/d.mp4"></video>', [("video", "/d.mp4")]),
        ('<video><source type="video/mp4" src="/e.mp4"></video>', [("video", "/e.mp4")]),
        ("<video></video>", []),
        ('<iframe src="/pdfjs/viewer.html?file=/__local/f.pdf"></iframe>', [("pdf", "/__local/f.pdf")]),
        ('<embed src="/g.PDF#page=1">', [("pdf", "/g.PDF#page=1")]),
        ('<object data="h.pdf"></object>', [("pdf", "h.pdf")]),
        ('<iframe src="//map.example.org/"></iframe>', []),
    ],
)
def test_what_is_shown(markup: str, media: list[tuple[str, str]]) -> None:
    assert [(medium.kind, medium.url) for medium in blocks(f"<p>甲</p>{markup}").media] == media


def test_places_count_the_lines_above() -> None:
    found = blocks(f"{PICTURE}<p>甲</p><p>{PICTURE}</p><p>乙{PICTURE}丙</p>{PICTURE}")
    assert [line.text for line in found.lines] == ["甲", "乙丙"]
    assert [(medium.place, medium.inline) for medium in found.media] == [(0, False), (1, False), (1, True), (2, False)]


CENTER = 'style="text-align: center"'


@pytest.mark.parametrize(
    ("markup", "captions"),
    [
        (f"<p {CENTER}>{PICTURE}</p><p {CENTER}>座谈会现场</p><p>正文。</p>", ["座谈会现场"]),
        (f'<p>{PICTURE}</p><p align="center">座谈会现场</p>', ["座谈会现场"]),
        (f"<center><p>{PICTURE}</p>座谈会现场</center><p>正文。</p>", ["座谈会现场"]),
        (f"<p {CENTER}>{PICTURE}<br>座谈会现场</p><p>正文。</p>", ["座谈会现场"]),
        (f'<p class="vsbcontent_img">{PICTURE}座谈会现场</p><p>正文。</p>', ["座谈会现场"]),
        (f"<figure>{PICTURE}<figcaption>座谈会。双方发言。</figcaption></figure>", ["座谈会。双方发言。"]),
        (f'{PICTURE}<div class="img-caption">校长致辞</div><p>正文。</p>', ["校长致辞"]),
        (f"<p>{PICTURE}</p><p>图为签约仪式现场。</p><p>正文。</p>", ["图为签约仪式现场。"]),
        (f"<p>{PICTURE}</p><p>图1 研讨会现场</p><p>正文。</p>", ["图1 研讨会现场"]),
        (f"<p>{PICTURE}</p><p>▲甲与乙签约</p><p>正文。</p>", ["▲甲与乙签约"]),
        (f"<p>{PICTURE}</p><p>与会人员合影留念</p><p>正文。</p>", ["与会人员合影留念"]),
        (f"<p>{PICTURE}</p><p>校长致辞（张三 摄）</p><p>正文。</p>", ["校长致辞（张三 摄）"]),
        (f"<p>{PICTURE}</p><p {CENTER}>现场“热闹”。人很多。（张三 摄）</p>", ["现场“热闹”。人很多。（张三 摄）"]),
        (f"<table><tr><td>{PICTURE}</td></tr><tr><td align=middle>现场</td></tr></table><p>正文。</p>", ["现场"]),
        ("<p><img src='a.jpg' alt='甲方代表。乙方代表。'></p><p>甲方代表。乙方代表。</p>", ["甲方代表。乙方代表。"]),
        # two pictures side by side have one caption, in a row of their own each its own
        (f"<p {CENTER}>{PICTURE}{PICTURE}</p><p {CENTER}>签约现场</p>", ["签约现场", "签约现场"]),
        (f"<p>{PICTURE}</p><p {CENTER}>{PICTURE}</p><p {CENTER}>签约现场</p>", [None, "签约现场"]),
        (
            f"<table><tr><td>{PICTURE}</td><td><p>{PICTURE}</p></td></tr><tr><td>甲</td><td><b>乙</b></td></tr></table>",
            ["甲", "乙"],
        ),
        # a caption between two pictures belongs to the upper one
        (f"<p>{PICTURE}</p><p {CENTER}>甲</p><p>{PICTURE}</p><p {CENTER}>乙</p>", ["甲", "乙"]),
        # a heading in the middle below the caption does not make it a paragraph
        (f"<p>{PICTURE}</p><p {CENTER}>现场</p><p {CENTER}><strong>派任务</strong></p><p>正文。</p>", ["现场"]),
    ],
)
def test_captions(markup: str, captions: list[str | None]) -> None:
    found = blocks(markup)
    assert [medium.caption for medium in found.media] == captions
    for medium in found.media:
        assert medium.caption is None or medium.caption in found.lines[medium.caption_place or 0].text


@pytest.mark.parametrize(
    ("markup", "apart"),
    [
        (f"<p>{PICTURE}</p><p {CENTER}>座谈会现场</p><p>正文。</p>", True),
        (f"{PICTURE}<div class='img-caption'>校长致辞</div><p>正文。</p>", True),
        (f"<table><tr><td>{PICTURE}</td><td>{PICTURE}</td></tr><tr><td>甲</td><td>乙</td></tr></table>", True),
        (f"<p>{PICTURE}</p><p>图为签约仪式现场。</p><p>正文。</p>", False),
        (f"<p>{PICTURE}</p><p>图说：签约仪式现场。</p><p>正文。</p>", True),
        ("<p><img src='a.jpg' alt='签约。致辞。'></p><p>签约。致辞。</p><p>正文。</p>", True),
        # where the text stands in the middle as well, that tells nothing
        (f"<p {CENTER}>前文。</p><p {CENTER}>{PICTURE}</p><p {CENTER}>座谈会现场</p><p {CENTER}>后文。</p>", False),
        (f"<p {CENTER}>前文。</p><p>{PICTURE}</p><p {CENTER}>座谈会现场</p><p>正文。</p>", True),
    ],
)
def test_captions_apart_from_the_text(markup: str, apart: bool) -> None:
    assert {medium.apart for medium in blocks(markup).media} == {apart}


@pytest.mark.parametrize(
    "below",
    [
        "<p>3月5日上午，签约仪式在一楼举行。</p>",
        "<p>双方介绍了情况</p>",
        f"<p {CENTER}>3月5日上午，签约仪式在一楼举行。校长出席并致辞。</p>",
        f"<p {CENTER}>{'双方介绍了各自的情况' * 6}</p>",
        f"<p {CENTER}><strong>聚焦人才培养</strong></p><p>正文。</p>",
        f"<p {CENTER}>一、总体要求</p><p>正文。</p>",
        f"<p {CENTER}>活动对象：全校读者</p><p>正文。</p>",
        f"<p {CENTER}>全校读者用户</p><p {CENTER}>答题正确率高者胜</p>",
        f"<p {CENTER}>2024年3月17日</p>",
        f"<p {CENTER}>摄影：张三</p>",
        "<p>签约仪式在一楼举行。校长出席并致辞。（张三 摄）</p>",
        f"<h3 {CENTER}>聚焦人才培养</h3><p>正文。</p>",
        '<p style="text-align:left">会后参观</p><p>正文。</p>',
        f'<div {CENTER}><p style="text-align: justify">会后参观</p></div>',
        "<p>图2024年招生计划表明，人数增加。</p>",
        "",
    ],
)
def test_no_caption(below: str) -> None:
    assert [medium.caption for medium in blocks(f"<p {CENTER}>{PICTURE}</p>{below}").media] == [None]


def test_a_picture_inside_a_sentence_has_no_caption() -> None:
    found = blocks(f"<p {CENTER}>扫码{PICTURE}报名</p><p {CENTER}>签约现场</p>")
    assert [medium.caption for medium in found.media] == [None]


def test_many_pictures_take_linear_time() -> None:
    nested = "<div align=center><img src=a>甲<b>" * 4000
    check_linear_time(blocks, nested)
    check_linear_time(blocks, f"<p><a href=b><img src=a></a></p><p {CENTER}>甲</p>" * 8000)
