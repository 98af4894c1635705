"""Tell a summary above a text that says something of its own from one that says what the text says again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from xjtunews.sites.blocks import Line
from xjtunews.sites.furniture import NOTICE, SUMMARY, is_button, is_label, pattern
from xjtunews.sites.listings import is_linked
from xjtunews.sites.weights import count_marks

_BRACKET = re.compile(r"\A【[^】]{2,80}】")
_SHORTEST, _LONGEST, _NEAR, _FEWEST_MARKS = 15, 300, 4, 2


def is_summary(text: str) -> bool:
    """Tell a sentence with a label that calls it a summary: it is of the text, though other labels are of the header.

    >>> is_summary("【摘要】两校签约，共建三个实验室。"), is_summary("摘要：签约"), is_summary("导读两校签约。")
    (True, False, False)
    """
    return pattern(SUMMARY).match(text) is not None and count_marks(text) > 0


def without_summary(lines: list[Line]) -> list[Line]:
    """Leave out a summary above the text that says what its first paragraphs say again, and the word over it."""
    for number, line in enumerate(lines[:_NEAR]):
        said = _BRACKET.sub("", pattern(SUMMARY).sub("", line.text, 1)).rstrip("。.…]】 ")
        if len(said) >= _SHORTEST and any(said in below.text for below in lines[number + 1 : number + 1 + _NEAR]):
            return lines[number + 1 :] if number <= 1 else lines[:number] + lines[number + 1 :]
    return lines


def summary_above(above: list[Line], is_header: Callable[[str], bool]) -> list[Line]:
    """Return the sentence that stands between the date or source and the text, in a part of its own; else nothing.

    ``is_header`` tells the line with these; ``above`` are the lines over the text.
    """
    near = [line for line in above if line.text][-_NEAR:]
    if not near or not _is_sentence(near[-1]) or not any(is_header(line.text) for line in near[:-1]):
        return []
    return [replace(near[-1], place=-1)]


def _is_sentence(line: Line) -> bool:
    if not _SHORTEST <= len(line.text) <= _LONGEST or count_marks(line.text) < _FEWEST_MARKS or is_linked(line):
        return False
    return not (pattern(NOTICE).search(line.text) or is_button(line.text) or is_label(line.text))
