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
