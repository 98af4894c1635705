"""Describe pages of 博达 VSB 9 (Visual SiteBuilder), the CMS of XJTU and of thousands of Chinese schools."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from xjtunews.sites.layout import Layout

ARTICLE_ADDRESS = re.compile(
    r"\A(?P<base>.*?)(?:/info/\d+/(?P<id>\d+)\.html?\Z|/[^/?]*\.jsp\?(?:.*&)?wbnewsid=(?P<id2>\d+))"
)

#: What `_jsq_(column, template, article, owner)` says: the article's number, -1 on a page that is a column.
COUNTER = re.compile(r"_jsq_\(\s*\d+\s*,\s*'[^']*'\s*,\s*(-?\d+)\s*,")

#: A component like `vsb_content_4500_u61` prints a fixed text, such as the address in the footer, on every page.
FIXED_COMPONENT = re.compile(r"vsb_content(?:\w*_(?P<content>\d+))?\w*?_u\d+")
#: The text of a record of a government or an office (信息公开), which has no number of an article.
PUBLIC_RECORD = "//*[@id = 'egovinfocontenttable']"
_CONTENT = "starts-with(@id, 'vsb_content') or @id = 'vsb_newscontent'"

VSB = Layout(
    name="vsb",
    content_id=ARTICLE_ADDRESS,
    marks=(
        "//head/script[contains(., '_jsq_(')]",
        "//*[starts-with(@id, 'vsb_content') or @id = 'vsb_newscontent']",
        "//comment()[contains(., 'Visual SiteBuilder')]",
    ),
    title=(
        "//meta[@name = 'pageTitle']/@content",
        "//meta[@name = 'ArticleTitle']/@content",
        "//*[starts-with(@class, 'titlestyle')]",
        "//form[@name = '_newscontent_fromname']//*[self::h1 or self::h2 or self::h3 or self::h4]",
        "//form[@name = '_newscontent_fromname']//*[contains(@class, 'title') or contains(@class, 'Title')]",
        "//h1 | //h2 | //h3",
        "//*[self::div or self::td or self::p or self::span][contains(@class, 'title') or contains(@class, 'tit')]",
    ),
    published=("//meta[@name = 'PubDate']/@content",),
    source=(),
    section=(
        "//*[starts-with(@class, 'windowstyle')]",
        "//meta[@name = 'ColumnName']/@content",
    ),
    site_name=("//meta[@name = 'SiteName']/@content", "//meta[translate(@name, 'K', 'k') = 'keywords']/@content"),
    region=("ancestor::form[1]",),
    body=(
        f"//form[@name = '_newscontent_fromname']//*[{_CONTENT}]",
        f"//*[{_CONTENT}]",
        "//*[contains(concat(' ', @class, ' '), ' v_news_content ')]",
        "//td[starts-with(@class, 'contentstyle')]",
        PUBLIC_RECORD,
    ),
    items=(
        "//*[starts-with(@id, 'line_u') or starts-with(@id, 'lineu')]//a",
        "//ul[contains(@class, 'list')]//a",
        "//a[contains(@href, 'info/') or contains(@href, 'wbnewsid=')]",
    ),
    pager=(
        "//*[contains(concat(' ', @class, ' '), ' p_pages ')]",
        "//td[starts-with(@id, 'fanye')]",
    ),
    next_page=(
        "//*[contains(@class, 'p_next')]//a",
        "//a[contains(@class, 'Next')]",
        "//a[starts-with(normalize-space(), '下页') or starts-with(normalize-space(), '下一页')]",
        "//a[normalize-space() = 'Next' or normalize-space() = 'next']",
    ),
)


def views_address(url: str | None, owner: str | None, content: str | None) -> str | None:
    """Return the address that answers with how often an article was read, and counts nothing; None where none is known.

    >>> views_address("https://news.xjtu.edu.cn/info/1033/205565.htm", "1437208856", "205565")
    'https://news.xjtu.edu.cn/system/resource/code/news/click/dynclicks.jsp?clickid=205565&owner=1437208856&clicktype=wbnews'
    """
    if url is None or owner is None or content is None or not content.isdecimal():
        return None
    path = "/system/resource/code/news/click/dynclicks.jsp"
    return urljoin(url, f"{path}?clickid={content}&owner={owner}&clicktype=wbnews")
