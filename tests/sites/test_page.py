"""A page finds what its rules find, however they are asked."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

import pytest
from lxml import etree

from tests.conftest import FIXTURES
from xjtunews.sites import fields as article_fields
from xjtunews.sites import generic, reader
from xjtunews.sites.government import GOVERNMENT
from xjtunews.sites.layout import Layout
from xjtunews.sites.page import _NAMESPACES, Page, _direct
from xjtunews.sites.registry import all_sites
from xjtunews.sites.vsb import VSB
from xjtunews.sites.xixian import XIXIAN

OWN = [layout for site in all_sites().values() for layout in site.layouts]
LAYOUTS = (VSB, GOVERNMENT, XIXIAN, generic.GENERIC, *OWN)


def rules_of(layout: Layout) -> set[str]:
    """Return the rules of a layout that look through the whole page."""
    found = {name: getattr(layout, name) for name in (field.name for field in fields(layout))}
    return {
        rule
        for name, rules in found.items()
        if name not in ("hosts", "seen") and isinstance(rules, tuple)
        for rule in rules
        if "//" in rule
    }


RULES = sorted({rule for layout in LAYOUTS for rule in rules_of(layout)} | {article_fields._CRUMB})


@cache
def pages() -> tuple[Page, ...]:
    """Return some pages of every folder of the fixtures."""
    found = [path for folder in sorted(FIXTURES.glob("*.*")) for path in sorted(folder.rglob("*.htm*"))[::7]]
    return tuple(Page.from_bytes("https://news.xjtu.edu.cn/a.htm", path.read_bytes()) for path in found)


@pytest.mark.parametrize("rule", RULES)
def test_the_quicker_rule_finds_the_same(rule: str) -> None:
    plain = etree.XPath(rule, namespaces=_NAMESPACES, smart_strings=False)
    for page in pages():
        found = plain(page.root)
        expected = found if isinstance(found, list) else [found]
        # A rule of which a word is not in the page is not asked: then a string is no result, not an empty one.
        assert (page.find(rule) or ([""] if expected == [""] else [])) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("//h1", "/descendant::h1"),
        ("//a[@href]//text()", "/descendant::a[@href]/descendant::text()"),
        ("//h1 | //h2", "/descendant::h1 | /descendant::h2"),
        ("//meta[@content = 'http://a.cn']/@content", "/descendant::meta[@content = 'http://a.cn']/@content"),
        (".//a", "./descendant::a"),
        ("//@href", "//@href"),
        ("//self::div", "//self::div"),
        ("//li[2]", "//li[2]"),
        ("(//li)[position() <= 60]", "(//li)[position() <= 60]"),
        ("//li[last()]", "//li[last()]"),
    ],
)
def test_a_rule_is_asked_without_a_list_of_all_nodes(rule: str, expected: str) -> None:
    assert _direct(rule) == expected


def test_there_are_pages_and_rules() -> None:
    assert len(pages()) > 10
    assert sum(bool(page.find(rule)) for page in pages() for rule in RULES) > 100
    assert reader.choose_layout(pages()[0]) is not None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("学校\x0b签约", "学校 签约"),
        ("学校\0签\x1d约\x04\ufffe", "学校签约"),
        ("学校&#11;签&#x1d;约&#0;&#65534;&#xFFFF;", "学校签约"),
        ("第&#49;次&#x31;日&#110;&#x1F00;&#655330", "第1次1日nἀ\U0009ffe2"),
        ("一\t二&#9;三&#10;四", "一 二 三 四"),
    ],
)
def test_what_is_no_character_is_left_out(text: str, shown: str) -> None:
    page = Page(None, f"<p><b>{text}</b><i>去</i>{text}</p>")
    page.root.find(".//i").drop_tree()  # which is refused where a control character stands beside
    assert page.texts("//p") == [shown * 2]
