"""Tell a headline from the names of the site and the column that pages print round it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xjtunews.language.text import clean_line, fold

# One dash or bar, never the double dash that belongs to a headline.
_SUFFIX = re.compile(r"(?<![-—_|])(?:[-_|｜－]|(?<=\s)[—–](?=\s))\s?(?P<site>[^-_|｜－—]{2,30})\Z")
_SITE_WORD = re.compile(r"(?:网|网站|官网|首页|主页|门户|新闻中心|平台|在线|频道|客户端)\Z")
_EDGE = " -_|｜－—–"


def strip_site_name(title: str, site_names: Iterable[str] = (), *, sure: bool = True) -> str:
    """Return ``title`` without the site's name behind it.

    A name of ``site_names`` is cut off the end, dashes of its own included. Otherwise what follows the last single dash
    or bar goes: always if ``sure`` (a browser title), else only where it reads like the name of a site.

    >>> strip_site_name("卢建军率队赴苏州-西安交通大学新闻网")
    '卢建军率队赴苏州'
    >>> strip_site_name("招生简章-重庆交大-研招网", ["重庆交大-研招网"]), strip_site_name("产教融合——学院赴蓬溪")
    ('招生简章', '产教融合——学院赴蓬溪')
    """
    title = clean_line(title)
    for name in sorted((clean_line(name) for name in site_names), key=len, reverse=True):
        if name and title != name and title.endswith(name) and title[: -len(name)].rstrip()[-1:] in set(_EDGE):
            return title[: -len(name)].rstrip(_EDGE)
    match = _SUFFIX.search(title)
    if match and match.start() >= 4 and (sure or _SITE_WORD.search(match["site"])):
        return title[: match.start()].rstrip()
    return title


def is_headline(heading: str, browser_title: str | None) -> bool:
    """Tell a page's headline from a column's name: the browser's title begins with it.

    >>> is_headline("卢建军赴苏州", "卢建军赴苏州-交大新闻网"), is_headline("通知公告", "招聘启事-某学院")
    (True, False)
    """
    heading = fold(heading)
    if not heading:
        return False
    return browser_title is None or not fold(browser_title) or fold(browser_title).startswith(heading)
