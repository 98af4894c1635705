"""Know the words that a mirror's machine puts for those of a university: 校长 becomes 董事长, 学生 becomes 员工."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from xjtunews.language.alignment import Gap
from xjtunews.language.words import rows

#: So many characters beside a difference may belong to the word that was replaced: 校 of 副校长 became 董事.
_BESIDE = 2
#: No more characters than that are words in the place of others.
_LONGEST = 24


def find_recasts(one: str, other: str, gaps: Sequence[Gap], least: int = 2) -> tuple[int | None, frozenset[Gap]]:
    """Return which of two texts (1 or 2) a machine wrote a company's words into, and where; None and nothing if none.

    It does so with several words (``least``: one may be an editor's), and never the other way round.

    >>> from xjtunews.language.alignment import find_gaps
    >>> one, other = "副校长甲到学院看望学生", "副董事长甲到公司看望员工"
    >>> side, gaps = find_recasts(one, other, find_gaps(one, other))
    >>> side, sorted(other[gap.other_start : gap.other_end] for gap in gaps)
    (2, ['公司', '员工', '董事'])
    """
    second = frozenset(gap for gap in gaps if _is_recast(one, other, gap))
    first = frozenset(gap for gap in gaps if _is_recast(other, one, _turned(gap)))
    if first and second:
        return None, frozenset()
    kinds = {(one[gap.start : gap.end], other[gap.other_start : gap.other_end]) for gap in first | second}
    if not kinds or len(kinds) < least:
        return None, frozenset()
    return (1 if first else 2), first | second


def _turned(gap: Gap) -> Gap:
    return Gap(gap.other_start, gap.other_end, gap.start, gap.end)


def _is_recast(text: str, recast: str, gap: Gap) -> bool:
    """Tell whether the words of ``recast`` in a gap are those of ``text``, with a company's for a university's."""
    if not 0 < gap.end - gap.start <= _LONGEST or not 0 < gap.other_end - gap.other_start <= _LONGEST:
        return False
    for left in range(min(_BESIDE, gap.start, gap.other_start) + 1):
        for right in range(_BESIDE + 1):
            words = text[gap.start - left : gap.end + right]
            if _is_put_for(words, recast[gap.other_start - left : gap.other_end + right]):
                return True
    return False


def _is_put_for(words: str, instead: str) -> bool:
    """Tell whether a text is another one, word by word of the list; at each step one place in each has been reached.

    >>> _is_put_for("学院副院长", "公司副经理"), _is_put_for("学院院长", "学院经理"), _is_put_for("学院", "医院")
    (True, True, False)
    """
    reached, todo = {(0, 0)}, [(0, 0)]
    while todo:
        at, by = todo.pop()
        if at == len(words) and by == len(instead):
            return True
        steps = [
            (at + len(a), by + len(b))
            for a, b in _pairs(words[at : at + 1])
            if words.startswith(a, at) and instead.startswith(b, by)
        ]
        if words[at : at + 1] == instead[by : by + 1] != "":
            steps.append((at + 1, by + 1))
        todo += [step for step in steps if step not in reached]
        reached.update(steps)
    return False


@cache
def _pairs(first: str) -> tuple[tuple[str, str], ...]:
    """Return the words that begin with a character, each with one that stands in its place."""
    return tuple((row[0], word) for row in rows("recast_words.tsv") for word in row[1].split() if row[0][:1] == first)
