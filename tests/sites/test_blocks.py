from __future__ import annotations

import pytest
from lxml import html

from xjtunews.sites.blocks import line_text, read_blocks


def lines(markup: str) -> list[str]:
    return [line.text for line in read_blocks(html.fragment_fromstring(f"<div>{markup}</div>")).lines]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("甲<br>乙<br/><br/>丙", ["甲", "乙", "丙"]),
        ("甲<p>乙</p>丙", ["甲", "乙", "丙"]),
        ("<p>1月<span>3日</span>，<b>签</b><i>约</i></p>", ["1月3日，签约"]),
        ("<p>&nbsp;</p><p>\u3000\u3000甲</p><p></p>", ["甲"]),
        ("<div><div><section>甲</section></div>乙</div>", ["甲", "乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<h3>甲</h3>乙", ["甲", "乙"]),
        ("<p>甲\n  乙</p>", ["甲 乙"]),
        ("", []),
    ],
)
def test_paragraphs(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '乙';</script>",
        "<style>@font-face { font-family: 乙 }</style>",
        "<!-- 乙 -->",
        "<?xml:namespace 乙 ?>",
        "<noscript>乙</noscript>",
        "<select><option>乙</option></select>",
        "<textarea>乙</textarea>",
        "<button>乙</button>",
        "<iframe>乙</iframe>",
    ],
)
def test_what_no_reader_sees(hidden: str) -> None:
    assert lines(f"<p>甲{hidden}丙</p>") == ["甲丙"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table><tr><td>序号</td><td>单位</td></tr><tr><td>1</td><td>甲</td></tr></table>", ["序号 单位", "1 甲"]),
        ("<table><tr><th>序号</th><td><p>甲</p><p>乙</p></td></tr></table>", ["序号 甲 乙"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        ("甲<table><tr><td>乙</td><td>丙</td></tr></table>丁", ["甲", "乙 丙", "丁"]),
    ],
)
def test_tables(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


def test_pictures_without_icons() -> None:
    markup = '<img src="/__local/a.jpg"><img><img src="/system/resource/images/fileTypeImages/doc.gif">'
    assert read_blocks(html.fragment_fromstring(f"<div>{markup}</div>")).images == 2


@pytest.mark.parametrize(
    ("markup", "anchors"),
    [
        ('<p>见<a href="1.htm">甲<b>乙</b></a>。</p>', [[("1.htm", "甲乙")]]),
        ('<p><a href="1.htm">甲</a>、<a href="2.htm">乙</a></p>', [[("1.htm", "甲"), ("2.htm", "乙")]]),
        ('<p>甲</p><p><a href="1.htm">乙</a></p>', [[], [("1.htm", "乙")]]),
        ("<p><a>甲</a></p>", [[("", "甲")]]),
    ],
)
def test_links(markup: str, anchors: list[list[tuple[str, str]]]) -> None:
    found = read_blocks(html.fragment_fromstring(f"<div>{markup}</div>"))
    assert [line.anchors for line in found.lines] == anchors


def test_skip() -> None:
    root = html.fragment_fromstring("<div><p>甲</p><div id='x'><p>乙</p></div>丙<p>丁</p></div>")
    found = read_blocks(root, skip=root.get_element_by_id("x"))
    assert [line.text for line in found.lines] == ["甲", "丙", "丁"]
    assert found.skipped_at == 1


def test_tail_of_the_element_itself_is_not_its_text() -> None:
    root = html.fragment_fromstring("<div><p>甲</p>乙</div>")
    assert [line.text for line in read_blocks(root[0]).lines] == ["甲"]
    assert line_text(root[0]) == "甲"


def test_depth_does_not_matter() -> None:
    root = html.fragment_fromstring("<div></div>")
    inner = root
    for _ in range(20_000):
        inner = html.etree.SubElement(inner, "div")
    inner.text = "甲"
    assert [line.text for line in read_blocks(root).lines] == ["甲"]


def test_line_text() -> None:
    root = html.fragment_fromstring("<h1>甲<br>乙 <script>x</script><!-- y --><b>丙</b></h1>")
    assert line_text(root) == "甲乙 丙"
