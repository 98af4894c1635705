"""What a reader of a text sees: not what is hidden in it, but what a script will show, and no word of a player."""

from __future__ import annotations

import pytest

from tests.sites.test_templates import FORM, PLAIN, TEXT, page, read

PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)
UNSEEN = "这一段没有人看见。"


def paragraphs(inside: str) -> list[str]:
    text = f'<div id="vsb_content"><div class="v_news_content">{inside}</div></div>'
    return read(page(FORM.format(PLAIN + text))).paragraphs


@pytest.mark.parametrize(
    "attribute",
    [
        'style="display:none"',
        'STYLE="DISPLAY: none"',
        'style="color: red; display : none;"',
        'style="visibility: hidden"',
        "hidden",
        'hidden="hidden"',
    ],
)
@pytest.mark.parametrize("inside", ["<p {}>{}</p>", "<div {}><p>{}</p></div>", "<p><span {}>{}</span></p>"])
def test_what_is_hidden_in_a_text(inside: str, attribute: str) -> None:
    assert paragraphs(PARAGRAPHS + inside.format(attribute, UNSEEN)) == TEXT
    assert paragraphs(inside.format(attribute, UNSEEN) + PARAGRAPHS) == TEXT


CONCEALED = [
    "position:absolute;left:-9999px",
    "position: absolute; top: -10000px",
    "text-indent:-9999px",
    "TEXT-INDENT: -999em",
    "font-size:0",
    "font-size: 0px; line-height: 0",
    "color:#fff;background:#fff",
    "color:white; background-color: rgb(255, 255, 255)",
]


@pytest.mark.parametrize(
    "style", [*CONCEALED, "opacity:0", "height:0;overflow:hidden", "position:absolute;clip:rect(0, 0, 0, 0)"]
)
@pytest.mark.parametrize("inside", ['<div style="{}">{}</div>', '<p style="{}"><a href="http://a.example/">{}</a></p>'])
def test_what_is_put_out_of_sight(inside: str, style: str) -> None:
    assert paragraphs(PARAGRAPHS + inside.format(style, UNSEEN)) == TEXT


@pytest.mark.parametrize("style", CONCEALED)
def test_words_out_of_sight_are_never_shown_however_many(style: str) -> None:
    assert paragraphs(f'{PARAGRAPHS}<div style="{style}">{f"<p>{UNSEEN}</p>" * 90}</div>') == TEXT
    assert paragraphs(f'<div style="{style}">{PARAGRAPHS}</div>') == TEXT


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("font-size:0", "font-size:16px"),
        ("font-size:0", "font: 16px serif"),
        ("color:#fff;background:#fff", "color:#333"),
    ],
)
def test_what_an_inner_style_shows_again(outer: str, inner: str) -> None:
    inside = f'{PARAGRAPHS}<section style="{outer}"><span style="{inner}">{UNSEEN}</span></section>'
    assert paragraphs(inside) == [*TEXT, UNSEEN]


@pytest.mark.parametrize(
    "style",
    [
        "text-indent:-32px",
        "margin-left:-9px",
        "left:-9999px",
        "opacity:0.9",
        "opacity:.05",
        "font-size:0.8em",
        "height:0",
        "color:#fff;background:#036eb8",
        "color:#fff",
    ],
)
def test_what_only_looks_out_of_sight(style: str) -> None:
    assert paragraphs(f'{PARAGRAPHS}<p style="{style}">{UNSEEN}</p>') == [*TEXT, UNSEEN]


@pytest.mark.parametrize(
    "style", ["overflow:hidden", "-webkit-backface-visibility: hidden", "text-decoration:none", "border:none"]
)
def test_what_only_sounds_hidden(style: str) -> None:
    assert paragraphs(f'{PARAGRAPHS}<p style="{style}">{UNSEEN}</p>') == [*TEXT, UNSEEN]


@pytest.mark.parametrize(
    "inside",
    [
        f'<div id="js_content" style="visibility: hidden; opacity: 0;">{PARAGRAPHS}</div>',
        f'<div style="display:none">{PARAGRAPHS}</div>',
        PARAGRAPHS.replace("<p>", '<p style="display:none">'),
        f'{PARAGRAPHS}<div style="display:none"><img src="/__local/a.jpg"></div>',
    ],
)
def test_what_a_script_will_show(inside: str) -> None:
    assert paragraphs(inside) == TEXT


@pytest.mark.parametrize(
    "player",
    [
        '<video controls><source src="/__local/a.mp4">您的浏览器不支持视频。</video>',
        '<audio src="/__local/a.mp3">您的浏览器不支持音频。</audio>',
        "<canvas>您的浏览器不支持画布。</canvas>",
    ],
)
def test_what_a_browser_shows_instead_of_a_player(player: str) -> None:
    assert paragraphs(PARAGRAPHS + player) == TEXT


@pytest.mark.parametrize(
    "pager", ["", '<div id="a9part">[ <span>1</span> <span onclick="see()">2</span> <b>3</b> ]</div>']
)
def test_pages_of_a_text_that_are_shown_by_turns(pager: str) -> None:
    parts = "".join(
        f'<div id="a9part{number}"{" style=display:none" if number > 1 else ""}><p>{text}</p></div>'
        for number, text in enumerate(TEXT, 1)
    )
    assert paragraphs(parts + pager) == TEXT


def test_a_hidden_part_with_a_number_of_its_own() -> None:
    hidden = f'<div id="tip2024" style="display:none">{UNSEEN}</div>'
    assert paragraphs(PARAGRAPHS + hidden) == TEXT
    assert paragraphs(f'{PARAGRAPHS}<div id="tip1"></div>{hidden}') == TEXT
