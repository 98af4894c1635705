"""Tell a page that lists articles with their leads from one that holds an article."""

from __future__ import annotations

from itertools import pairwise

from xjtunews.sites.blocks import Line
from xjtunews.sites.furniture import is_button

_FEWEST = 3
_SHORTEST_LABEL, _SHORTEST_LEAD = 4, 20


def is_linked(line: Line) -> bool:
    """Tell a line of links from a sentence with a link in it."""
    return sum(len(label) for url, label in line.anchors if url) * 2 > len(line.text)


def is_listing(lines: list[Line]) -> bool:
    """Tell whether most of the sentences among ``lines`` stand below a headline that leads to an article of its own.

    Or above a control that leads there.

    >>> item = [Line("两校签约", [("/1.html", "两校签约")]), Line("两校日前在西安签署协议，约定共建三个联合实验室。")]
    >>> is_listing(item * 3), is_listing(item), is_listing([item[1], Line("查看详情", [("/1.html", "查看详情")])] * 3)
    (True, False, True)
    """
    leads = sum(_is_lead(line) for line in lines)
    pairs = list(pairwise(line for line in lines if line.text))
    items = sum(_is_link(line) and _is_lead(below) for line, below in pairs)
    controls = sum(_is_lead(line) and is_linked(below) and is_button(below.text) for line, below in pairs)
    most = max(items, controls)
    return most >= _FEWEST and most * 2 > leads


def _is_link(line: Line) -> bool:
    return is_linked(line) and len(line.text) >= _SHORTEST_LABEL


def _is_lead(line: Line) -> bool:
    return not is_linked(line) and len(line.text) >= _SHORTEST_LEAD
