"""Weigh the pieces of a page by the marks of their sentences: where these are, an article is."""

from __future__ import annotations

import re

from xjtunews.sites.blocks import Line
from xjtunews.sites.furniture import NOTICE, is_tip, pattern
from xjtunews.sites.listings import is_linked

_MARK = re.compile(r"[，。；！？]|(?<=[\u4e00-\u9fff])[,.;!?]|(?<=[a-z])[,.;!?](?=\s)")
#: What every line, a line of links, a tip and a notice take from the sum, in marks.
_PLAIN, _LINKED, _TIPPED, _WARNED = -0.4, -1.5, -1.0, -12.0
#: So much text without a mark, the cells of a table or a list of names, counts as much as a mark.
_MARKLESS = 40
_LONGEST_TEASER = 120


def text_worth(text: str) -> float:
    """Return what a piece of text counts for the part of the page that it stands in, in marks."""
    text = text.strip()
    if _is_cut(text):
        return 0
    return _PLAIN if pattern(NOTICE).search(text) else count_marks(text) + len(text) / _MARKLESS


def count_marks(text: str) -> int:
    """Return the number of marks that end or divide a sentence.

    >>> count_marks("会上，双方签约。"), count_marks("签约仪式")
    (2, 0)
    """
    return len(_MARK.findall(text))


def line_worth(line: Line) -> float:
    """Return what a line counts among its neighbours, in marks; less than nothing for links and notices."""
    if not line.text:
        return 0
    if pattern(NOTICE).search(line.text):
        return _TIPPED if is_tip(line.text) else _WARNED
    if is_linked(line) or _is_cut(line.text):
        return _LINKED
    return count_marks(line.text) + len(line.text) / _MARKLESS + _PLAIN


def _is_cut(text: str) -> bool:
    """Tell the beginning of another article, cut short, from a sentence that trails off: that has six dots."""
    return text.endswith(("…", "...")) and not text.endswith(("……", "......")) and len(text) < _LONGEST_TEASER


def heaviest_run(lines: list[Line]) -> tuple[int, int]:
    """Return where the lines with the largest sum begin and end."""
    best, start, most, total = (0, 0), 0, 0.0, 0.0
    for number, line in enumerate(lines):
        if total <= 0:
            start, total = number, 0.0
        total += line_worth(line)
        if total > most:
            most, best = total, (start, number + 1)
    return best
