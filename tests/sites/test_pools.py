"""Pools of links below a text, and what looks like them but is text."""

from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from tests.sites.test_templates import FORM, PLAIN, TEXT, page, read
from xjtunews.sites.article_text import read_article_text
from xjtunews.sites.blocks import read_blocks

PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)
COUNTIES = ["渭东区", "渭西区", "雁塔县", "灞桥县", "长安县"]
LINKS = [f'<a href="http://www.{n}.gov.cn/">{name}</a>' for n, name in enumerate(COUNTIES)]
HOMES = " ".join(LINKS)


def paragraphs(inside: str) -> list[str]:
    """Return the paragraphs of a text of which nobody marked the end."""
    return read_article_text(read_blocks(fragment_fromstring(f"<div>{inside}</div>")).lines).paragraphs


@pytest.mark.parametrize(
    "pool",
    [
        f"<p>{HOMES}</p>",
        f"<p>区县网站</p><p>{HOMES}</p>",
        f"<table><tr><td>{HOMES}</td></tr></table>",
        "<ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul>",
        "<div>--区县政府网站--</div><ul>" + "".join(f"<li>{name}</li>" for name in COUNTIES) + "</ul>",
        "<select><option>区县网站</option>" + "".join(f"<option>{name}</option>" for name in COUNTIES) + "</select>",
    ],
    ids=["links", "label", "table", "list", "names", "select"],
)
def test_pool_of_links_below_a_text(pool: str) -> None:
    assert paragraphs(PARAGRAPHS + pool) == TEXT


@pytest.mark.parametrize(
    ("tail", "lines"),
    [
        (f"<p>各单位网址如下：</p><p>{HOMES}</p>", ["各单位网址如下：", " ".join(COUNTIES)]),
        ("".join(f"<p>{name}</p>" for name in COUNTIES), COUNTIES),
        ("<p>参会单位</p>" + "".join(f"<p>{name}</p>" for name in COUNTIES), ["参会单位", *COUNTIES]),
        ("<p>详见招生网站</p>", ["详见招生网站"]),
    ],
    ids=["introduced", "names", "other-label", "no-pool"],
)
def test_names_and_links_of_the_text(tail: str, lines: list[str]) -> None:
    assert paragraphs(PARAGRAPHS + tail) == [*TEXT, *lines]


def test_what_an_editor_puts_into_the_container_stays() -> None:
    text = f'<div id="vsb_content"><div class="v_news_content">{PARAGRAPHS}<p>{HOMES}</p></div></div>'
    assert read(page(FORM.format(PLAIN + text))).paragraphs == [*TEXT, " ".join(COUNTIES)]
