"""Read the path of columns that leads to a page: ``当前位置: 新闻网首页>主页新闻>正文``."""

from __future__ import annotations

import re
from functools import cache

from xjtunews.language.words import alternation, column

_CRUMB_SEPARATOR = re.compile(r"[-=—]{0,2}[>＞]|[›»→/|｜]|-{2}|—{2}|(?<=\s)[-—](?=\s)")
_CRUMB_HOME = re.compile(r"(?:首\s?页|主页|home|index)$", re.IGNORECASE)
_CRUMB_HERE = re.compile(r"(?:文章|新闻|详细|信息)?(?:正\s?文|内容|详情|全文|浏览)$")


@cache
def _breadcrumb() -> re.Pattern[str]:
    words = alternation(column("breadcrumbs.txt"))
    return re.compile(rf"[【\[]?\s?(?:{words})\s?(?:[】\]]\s?[:：]?|[:：]+|(?=\s?[>＞»]))\s?")


def parse_breadcrumb(text: str) -> str | None:
    """Return the column at the end of a path, or None where it names none.

    >>> parse_breadcrumb("当前位置: 新闻网首页>主页新闻>正文"), parse_breadcrumb("您的位置：首页")
    ('主页新闻', None)
    """
    match = _breadcrumb().search(text)
    items = [item.strip(" -—　:：") for item in _CRUMB_SEPARATOR.split(text[match.end() :] if match else text)]
    items = [item for item in items if item]
    if len(items) == 1 and "-" in items[0] and _CRUMB_HOME.search(items[0].split("-")[0]):
        items = items[0].split("-")
    if items and _CRUMB_HERE.fullmatch(items[-1]):
        items.pop()
    if items and _CRUMB_HOME.search(items[0]):
        items.pop(0)
    return items[-1] if items else None


def has_steps(text: str) -> bool:
    """Tell whether signs stand between the steps of a path; some pages have pictures there, or nothing.

    >>> has_steps("首页>主页新闻>正文"), has_steps("首页 主页新闻 正文")
    (True, False)
    """
    return "-" in text or _CRUMB_SEPARATOR.search(text) is not None


def is_breadcrumb(text: str) -> bool:
    """Tell whether a line is the path of columns that leads to the page.

    >>> is_breadcrumb("当前位置: 新闻网首页>主页新闻>正文"), is_breadcrumb("双方介绍了当前位置")
    (True, False)
    """
    return _breadcrumb().match(text) is not None
