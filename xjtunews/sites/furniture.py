"""Know what news sites print round an article: buttons, notices, the names of media."""

from __future__ import annotations

import re
from functools import cache

from xjtunews.language.words import alternation, column, rows

_KINDS = ("notice", "button", "medium", "footer")
NOTICE = "{notice}"
BUTTON = r"[\W_]*+(?:(?>{button})[\W_]*+)++"
GLUED = r"(?<=..)(?:分享到?|收藏|打印|举报|评论|纠错|订阅|关注)+\Z"  # buttons set right behind a name
BRACKETED = r"[【\[]\s?(?:{button})\s?[】\]]"
MEDIUM = r"\A[\w《》·-]+(?:{medium})》?\Z"
FOOTER = "{footer}"
RELATED = r"[【\[(（]?\s?(?:{related})"
_LONGEST_BUTTON = 40


def is_button(text: str) -> bool:
    """Tell a line that is nothing but buttons.

    >>> is_button("【打印】 【关闭】"), is_button("关闭工厂")
    (True, False)
    """
    return len(text) <= _LONGEST_BUTTON and pattern(BUTTON).fullmatch(text) is not None


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Return a pattern with the words of ``data/furniture.txt`` in the places that name their kind."""
    words = {kind: alternation(word for found, word in rows("furniture.txt") if found == kind) for kind in _KINDS}
    return re.compile(template.format(related=alternation(column("related_labels.txt")), **words), re.IGNORECASE)
