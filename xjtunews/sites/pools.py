"""Find the pool of links that many templates print below a text: the sites of counties, offices and other schools."""

from __future__ import annotations

import re

from xjtunews.sites.blocks import Line

_HOME = re.compile(r"https?://(?P<host>[^/?#\s]{4,100})(?:/(?:(?:index|default|main)\.\w{3,5})?)?")
_LABEL = re.compile(
    r"\W{0,6}[\u4e00-\u9fff]{0,6}(?:[省市州区县]|乡镇|街道|政府|部门|部委|机关|单位|友情|兄弟|院校|高校)"
    r"[\u4e00-\u9fff]{0,4}(?:网站|链接|站点)(?:群|导航|大全|选择)?\W{0,6}"
)
_NAME = re.compile(r"[-—\s]{0,4}[\u4e00-\u9fff\w（）()·]{2,16}[-—\s]{0,4}")
_SIGNS = re.compile(r"[\s|｜·•>»/-]{0,20}")
_FEWEST = 4
_FEWEST_HOSTS = 5


def begin_of_pool(lines: list[Line]) -> int:
    """Return the index of the first line of the pool of links at the end of ``lines``; their number without one.

    It is nothing but links to the home pages of several hosts; or, below a label that says so, nothing but names.
    What a sentence introduces belongs to the text.

    >>> links = [Line("甲县 乙县 丙县 丁县 戊县", [(f"http://{name}.gov.cn/", f"{name}县") for name in "甲乙丙丁戊"])]
    >>> begin_of_pool([Line("两校签约。"), *links]), begin_of_pool([Line("网址如下："), *links])
    (1, 2)
    >>> names = [Line("区县网站"), Line("甲县"), Line("乙县"), Line("丙县"), Line("丁县")]
    >>> begin_of_pool([Line("两校签约。"), *names]), begin_of_pool(names)
    (1, 5)
    """
    hosts: set[str] = set()
    begin = names = len(lines)
    while begin and (found := _home_pages(lines[begin - 1])):
        begin -= 1
        hosts |= found
    if len(hosts) >= _FEWEST_HOSTS:
        while begin and _is_label(lines[begin - 1]):
            begin -= 1
        return len(lines) if begin and lines[begin - 1].text.endswith(("：", ":")) else begin
    while names and _NAME.fullmatch(lines[names - 1].text) and not _is_label(lines[names - 1]):
        names -= 1
    if len(lines) - names >= _FEWEST and names > 1 and _is_label(lines[names - 1]):
        return names - 1
    return len(lines)


def _is_label(line: Line) -> bool:
    return _LABEL.fullmatch(line.text) is not None


def _home_pages(line: Line) -> set[str]:
    """Return the hosts whose home pages a line leads to, if it is nothing but such links."""
    rest, hosts = line.text, set()
    for url, text in line.anchors:
        home = _HOME.fullmatch(url.strip())
        if home is None:
            return set()
        hosts.add(home["host"])
        rest = rest.replace(text, "", 1) if text else rest
    return hosts if _SIGNS.fullmatch(rest) else set()
