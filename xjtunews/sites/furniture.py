"""Know what news sites print round an article: buttons, notices, the names of media."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from xjtunews.language.words import alternation, column, rows
from xjtunews.sites.blocks import Line

_KINDS = ("notice", "button", "medium", "label", "footer", "summary")
# Begins with a set, so that the search goes from one of its characters to the next. Nobody asks what it matched.
NOTICE = r"{first[notice]}(?<=(?=(?i:{notice}))[\s\S])"
BUTTON = r"[\W_]*+(?:(?>{button})[\W\d_]*+)++"
LABEL = r"\W*+(?:{label})\s?(?:[:：>＞]|\Z)"
#: Buttons set right behind a name.
GLUED = r"(?<=..)(?:分享到?|收藏|打印|举报|评论|纠错|订阅|关注|字号|字体|语音播报)+\Z"
BRACKETED = r"[【\[]\s?(?:{button})\s?[】\]]"
MEDIUM = r"\A[\w《》·-]+(?:{medium})》?\Z"
FOOTER = "{footer}"
SUMMARY = r"\A[【\[(（]?\s?(?:{summary})\s?(?:[】\])）]\s?[:：]?|[:：])\s?"
RELATED = r"[【\[(（]?\s?(?:{related})"
_LONGEST_BUTTON = 40
_LONGEST_ENDING, _LONGEST_TIP = 20, 30
#: What a notice of more than a line begins with, or what is said of the whole site.
_DECLARED = re.compile(r"声明|版权|copyright|rights|备案|ICP|许可证|公安|注明|转载|热线", re.IGNORECASE)
_TAGS = re.compile(r"[\w·]{1,12}(?:\s?[|｜]\s?[\w·]{1,12}){2,30}")


def is_button(text: str) -> bool:
    """Tell a line that is nothing but buttons.

    >>> is_button("【打印】 【关闭】"), is_button("点赞 12"), is_button("关闭工厂")
    (True, True, False)
    """
    return len(text) <= _LONGEST_BUTTON and pattern(BUTTON).fullmatch(text) is not None


def is_label(text: str) -> bool:
    """Tell a line about the page: its tags, the headline that the text had elsewhere.

    >>> is_label("关键词：签约"), is_label("（原标题：两校签约）"), is_label("光电|芯片|储能"), is_label("标签很重要")
    (True, True, True, False)
    """
    return pattern(LABEL).match(text) is not None or _TAGS.fullmatch(text) is not None


def is_tip(text: str) -> bool:
    """Tell a short notice that may stand between two paragraphs.

    >>> is_tip("打开客户端，查看更多图片"), is_tip("免责声明："), is_tip("版权所有，未经书面授权，不得转载。")
    (True, False, False)
    """
    if len(text) > _LONGEST_TIP or text.endswith("。") or pattern(NOTICE).search(text) is None:
        return False
    return _DECLARED.search(text) is None


def without_control(line: Line) -> Line:
    """Return a line without the link at its end that is a control (``返回首页，查看更多``), unless it is all that.

    >>> without_control(Line("两校签约。返回首页，查看更多", [("/", "返回首页，查看更多")])).text
    '两校签约。'
    """
    label = line.anchors[-1][1] if line.anchors else ""
    if not 0 < len(label) <= _LONGEST_ENDING or label == line.text or not line.text.endswith(label):
        return line
    if not is_button(label) and not pattern(NOTICE).search(label):
        return line
    return replace(line, text=line.text[: -len(label)].rstrip(), anchors=line.anchors[:-1])


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Return a pattern with the words of ``data/furniture.txt`` in the places that name their kind."""
    words = {kind: alternation(_words(kind)) for kind in _KINDS}
    first = {kind: _heads(_words(kind)) for kind in _KINDS}
    found = template.format(related=alternation(column("related_labels.txt")), first=first, **words)
    return re.compile(found if template is NOTICE else f"(?i:{found})")


def _words(kind: str) -> list[str]:
    return [word for found, word in rows("furniture.txt") if found == kind]


def _heads(words: list[str]) -> str:
    """Return a set of the characters that words begin with, in either case."""
    return (
        "[" + re.escape("".join(sorted({head for word in words for head in (word[0].lower(), word[0].upper())}))) + "]"
    )
