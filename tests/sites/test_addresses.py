from __future__ import annotations

import pytest

from xjtunews.sites.addresses import article_id, canonical_url, host_of, in_domains, slug
from xjtunews.sites.government import GOVERNMENT
from xjtunews.sites.vsb import VSB
from xjtunews.sites.xjtu import SITE


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://A.Example.CN/x.htm", "http://a.example.cn/x.htm"),
        ("https://a.cn:443/x", "https://a.cn/x"),
        ("http://a.cn:8080/x", "http://a.cn:8080/x"),
        ("http://a.cn", "http://a.cn/"),
        ("http://a.cn./x", "http://a.cn/x"),
        ("http://a.cn/x?b=1&a=2#top", "http://a.cn/x?b=1&a=2"),
        (" http://a.cn/ x\n.htm ", "http://a.cn/x.htm"),
        ("http://a.cn/info/1/X.htm", "http://a.cn/info/1/X.htm"),
        ("http://u:p@a.cn/x", "http://a.cn/x"),
        ("javascript:;", None),
        ("mailto:a@b.cn", None),
        ("ftp://a.cn/x", None),
        ("", None),
        ("x.htm", None),
        ("http://", None),
        ("http://[::1/x", None),
        ("http://a.cn:99999/", None),
        ("http://a.cn/" + "x" * 3000, None),
    ],
)
def test_canonical(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("../1033/2.htm", "http://a.cn/info/1033/2.htm"),
        ("2.htm", "http://a.cn/info/1219/2.htm"),
        ("/x/y.htm", "http://a.cn/x/y.htm"),
        ("//b.cn/z", "http://b.cn/z"),
        ("https://b.cn/z", "https://b.cn/z"),
        ("?p=2", "http://a.cn/info/1219/1.htm?p=2"),
        ("../../../../x", "http://a.cn/x"),
    ],
)
def test_relative(url: str, canonical: str) -> None:
    assert canonical_url(url, base="http://a.cn/info/1219/1.htm") == canonical


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_one_scheme_where_the_site_says_so(scheme: str) -> None:
    assert canonical_url(f"{scheme}://news.xjtu.edu.cn/x.htm", SITE) == "https://news.xjtu.edu.cn/x.htm"
    assert canonical_url(f"{scheme}://clet.xjtu.edu.cn/x.htm", SITE) == f"{scheme}://clet.xjtu.edu.cn/x.htm"


@pytest.mark.parametrize("url", ["http://news.xjtu.edu.cn:80/x", "https://news.xjtu.edu.cn/x#a"])
def test_canonical_is_its_own_canonical(url: str) -> None:
    once = canonical_url(url, SITE)
    assert once is not None
    assert canonical_url(once, SITE) == once


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://xjtu.edu.cn/", True),
        ("https://news.xjtu.edu.cn/x", True),
        ("https://fakexjtu.edu.cn/x", False),
        ("https://xjtu.edu.cn.evil.cn/x", False),
        ("https://a.cn/xjtu.edu.cn", False),
        ("", False),
    ],
)
def test_in_domains(url: str, inside: bool) -> None:
    assert in_domains(url, ("xjtu.edu.cn",)) is inside


def test_host_of() -> None:
    assert (host_of("http://A.cn:80/x"), host_of("x")) == ("a.cn", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.cn/info/1033/205.htm", "http://a.cn/info/1219/205.htm"),
        (
            "https://a.cn/info/1033/205.htm",
            "https://a.cn/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1&wbnewsid=205",
        ),
        ("https://a.cn/info/1033/205.htm", "https://a.cn/info/1033/205.html"),
    ],
)
def test_same_article_below_two_columns(one: str, other: str) -> None:
    assert article_id(one, VSB) == article_id(other, VSB)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.cn/info/1033/205.htm", "https://b.cn/info/1033/205.htm"),
        ("https://a.cn/info/1033/205.htm", "https://a.cn/info/1033/206.htm"),
        ("https://a.cn/dept/info/1033/205.htm", "https://a.cn/info/1033/205.htm"),
        ("https://a.cn/x.htm", "https://a.cn/y.htm"),
        ("https://a.cn/x?id=1", "https://a.cn/x?id=2"),
    ],
)
def test_two_articles(one: str, other: str) -> None:
    assert article_id(one, VSB) != article_id(other, VSB)


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("http://x.gov.cn/xwzx/a/1720368577429229569.html", "x-gov-cn-1720368577429229569"),
        ("http://x.gov.cn/zwgk/b/c/1720368577429229569.html", "x-gov-cn-1720368577429229569"),
        ("http://x.gov.cn/a/650ba517f8fd1c1a703960cb.html", "x-gov-cn-650ba517f8fd1c1a703960cb"),
    ],
)
def test_government_numbers(url: str, identity: str) -> None:
    assert article_id(url, GOVERNMENT) == identity


def test_without_a_layout() -> None:
    assert article_id("https://a.cn/info/1/2.htm", None) != article_id("https://a.cn/info/1/3.htm", None)


@pytest.mark.parametrize(("text", "expected"), [("A.b/C", "a-b-c"), ("--a--", "a"), ("甲", ""), ("", "")])
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected
