from __future__ import annotations

import pytest

from xjtunews.language.text import fold
from xjtunews.language.titles import drop_names, is_headline, printed_part, strip_site_name


@pytest.mark.parametrize(
    ("title", "names", "headline"),
    [
        ("甲与乙签约-某大学新闻网", (), "甲与乙签约"),
        ("甲与乙签约 - 某大学新闻网", (), "甲与乙签约"),
        ("甲与乙签约_某大学", (), "甲与乙签约"),
        ("甲与乙签约|某大学", (), "甲与乙签约"),
        ("甲与乙签约｜某大学", (), "甲与乙签约"),
        ("甲与乙签约 — 某大学", (), "甲与乙签约"),
        ("甲与乙签约-某大学-研招网", ("某大学-研招网",), "甲与乙签约"),
        ("甲与乙签约-某大学-研招网", ("研招网", "某大学-研招网"), "甲与乙签约"),
        ("甲与乙签约——记一次合作", (), "甲与乙签约——记一次合作"),
        ("甲与乙签约", ("某大学",), "甲与乙签约"),
        ("某大学", ("某大学",), "某大学"),
        ("甲-乙", (), "甲-乙"),
        ("  甲与乙\u3000签约 ", (), "甲与乙 签约"),
        ("", (), ""),
    ],
)
def test_strip_site_name(title: str, names: tuple[str, ...], headline: str) -> None:
    assert strip_site_name(title, names) == headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("某校举办中国-中亚论坛", "某校举办中国-中亚论坛"),
        ("某校举办6G-AI技术研讨", "某校举办6G-AI技术研讨"),
        ("甲与乙签约-某某新闻网", "甲与乙签约"),
        ("甲与乙签约_新闻中心", "甲与乙签约"),
    ],
)
def test_unsure_only_what_reads_like_a_site_goes(title: str, headline: str) -> None:
    assert strip_site_name(title, sure=False) == headline


@pytest.mark.parametrize(
    ("heading", "browser_title", "is_one"),
    [
        ("甲赴苏州", "甲赴苏州-某网", True),
        ("甲“一带”论坛", '甲"一带"论坛-某网', True),
        ("甲 赴\u3000苏州", "甲赴苏州", True),
        ("甲赴苏州", None, True),
        ("甲赴苏州", "", True),
        ("通知公告", "甲赴苏州-某网", False),
        ("", "甲赴苏州-某网", False),
        ("", None, False),
        ("学校", "学校召开大会-某网", False),
        ("学校", "学校-某网", True),
        ("学校召开理事会大会", "学校召开理事会…-某网", True),
        ("学校召开大会", "学校…-某网", False),
    ],
)
def test_is_headline(heading: str, browser_title: str | None, is_one: bool) -> None:
    assert is_headline(heading, browser_title) is is_one


@pytest.mark.parametrize(
    ("title", "printed", "part"),
    [
        ("某日报--2024-01-02--甲与乙签约", ["甲与乙签约", "某日报"], "甲与乙签约"),
        ("甲与乙签约-校地篇-某大学", ["甲与乙签约-校地篇", "甲与乙签约"], "甲与乙签约-校地篇"),
        ("甲与乙签约——共建-某大学", ["甲与乙签约——共建"], "甲与乙签约——共建"),
        ("学校要闻-某大学", ["甲与乙签约"], None),
        ("", ["甲与乙签约"], None),
    ],
)
def test_printed_part(title: str, printed: list[str], part: str | None) -> None:
    assert printed_part(title, {fold(line) for line in printed}) == part


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("甲与乙签约-要闻-某大学", "甲与乙签约"),
        ("某大学-甲与乙签约", "甲与乙签约"),
        ("某大学-要闻", None),
        ("甲与乙签约-要闻-未知大学", "甲与乙签约"),
        ("甲与乙日前签约_频道_未知网", "甲与乙日前签约"),
        ("甲与乙日前签约--频道--未知网", "甲与乙日前签约"),
        ("甲与乙签约", "甲与乙签约"),
    ],
)
def test_drop_names(title: str, rest: str | None) -> None:
    assert drop_names(title, {"要闻", "某大学"}) == rest
