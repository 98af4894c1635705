"""Tell a headline from the names of the site and the column that pages print round it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from xjtunews.language.text import clean_line, fold

# One dash or bar, never the double dash that belongs to a headline.
_SUFFIX = re.compile(
    r"(?<![-—_|])(?:(?<!\d)[-－]|[-－](?!\d)|[_|｜│┃]|(?<=\s)[—–](?=\s))\s?(?P<site>[^-_|｜│┃－—]{2,30})\Z"
)
_SITE_WORD = re.compile(r"(?:网|网站|官网|首页|主页|门户|新闻中心|平台|在线|频道|客户端)\Z")
_EDGE = " -_|｜│┃－—–"
_BETWEEN = re.compile(
    r"\s?(?:(?<!\d)[-－]{1,3}|[-－]{1,3}(?!\d)|_{1,3}|[|｜│┃]|—{2}|»|>{1,2}|(?<=\s)[—–·:：](?=\s))\s?"
)
_STRUCTURE = re.compile(r"_|\||--(?=.{0,200}网)")  # 标题_频道_网站, 标题--频道--网站
_CUT = re.compile(r"(?:…|\.{3})")
_SURE_LENGTH, _SHORTEST_CUT, _MOST_PARTS = 8, 6, 12


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
    """Tell a page's headline from a column's name: the browser's title begins with it, or with the beginning of it.

    A short heading is one only if the browser's title does not go on in the middle of a word.

    >>> is_headline("卢建军赴苏州", "卢建军赴苏州-交大新闻网"), is_headline("通知公告", "招聘启事-某学院")
    (True, False)
    >>> is_headline("学校", "学校召开大会-某学院"), is_headline("学校召开理事会大会", "学校召开理事会...-某学院")
    (False, True)
    """
    heading, title = fold(heading), fold(browser_title or "")
    if not heading:
        return False
    if not title:
        return True
    if title.startswith(heading):
        rest = title[len(heading) :]
        return len(heading) >= _SURE_LENGTH or not rest or not rest[0].isalnum()
    cut = _CUT.search(title)
    return cut is not None and cut.start() >= _SHORTEST_CUT and heading.startswith(title[: cut.start()])


def title_parts(title: str) -> list[str]:
    """Return the parts of a browser's title.

    >>> title_parts("渭水日报--2024-01-02--两校签约——共建")
    ['渭水日报', '2024-01-02', '两校签约', '共建']
    """
    return [title[start:end] for start, end in _part_spans(title)]


def printed_part(title: str, printed: Container[str]) -> str | None:
    """Return the longest run of parts of a browser's title that the page prints as a line of its own, or None.

    ``printed`` holds the lines as :func:`~xjtunews.language.text.fold` gives them.

    >>> printed_part("渭水日报--2024-01-02--两校签约——共建实验室", {"两校签约--共建实验室"})
    '两校签约——共建实验室'
    """
    spans = _part_spans(title)
    runs = [title[first[0] : last[1]] for n, first in enumerate(spans) for last in spans[n:]]
    return max((run for run in runs if fold(run) in printed), key=len, default=None)


def drop_names(title: str, names: Container[str]) -> str | None:
    """Return a browser's title without the names of site and columns at its ends, or None where nothing else is in it.

    >>> drop_names("两校签约-要闻-某大学", {"要闻", "某大学"}), drop_names("要闻-某大学", {"要闻", "某大学"})
    ('两校签约', None)
    """
    title = clean_line(title)
    spans = _part_spans(title)
    known = [fold(title[start:end]) in names for start, end in spans]
    if all(known):
        return None
    if not any(known):
        first = _STRUCTURE.split(title, maxsplit=1)[0].rstrip()
        return first if len(first) >= _SHORTEST_CUT else strip_site_name(title)
    if not known[-1] and not known[0]:
        title, spans = strip_site_name(title), _part_spans(strip_site_name(title))
        known = [fold(title[start:end]) in names for start, end in spans]
    while len(spans) > 1 and (known[-1] or known[0]):
        side = -1 if known[-1] else 0
        del spans[side], known[side]
    return None if known[0] and len(spans) == 1 else title[spans[0][0] : spans[-1][1]]


def _part_spans(title: str) -> list[tuple[int, int]]:
    """Return where the parts of a browser's title begin and end."""
    cuts = [match.span() for match in _BETWEEN.finditer(title)][:_MOST_PARTS]
    edges = [0, *(edge for cut in cuts for edge in cut), len(title)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
