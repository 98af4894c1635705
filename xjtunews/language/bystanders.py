"""Tell which bodies take no part though a report names them: what is founded, gives the room, or only stands behind."""

from __future__ import annotations

import re
from functools import cache

from xjtunews.language.words import alternation, rows

# 中国移动科学技术委员会成立大会, 共建苏州研究院: what is founded there takes no part yet.
_NEW = re.compile("(?:正式)?成立(?:大会|仪式|暨|揭牌)|揭牌|启动")
_FOUNDED = ("共建", "组建", "筹建", "设立", "成立", "建设", "打造", "建立", "新建")
# 在国际会议中心举行: what only gives the room takes no part.
_ROOMS = ("会议室", "中心", "基地", "园", "博物馆", "宾馆", "酒店", "礼堂", "新城", "新区", "开发区", "高新区", "港")
_HELD = re.compile("[^，。]{0,6}(?:举行|召开|开幕|举办)")
_SHOWN = re.compile("(?:城市)?规划展?示?[厅馆]")  # 参观某新区规划厅
_DASH = re.compile("[—–-]")
#: How far back the word may stand that tells of a whole list.
_NEAR = 60
_LONGEST_WORD = 2
_ITEM = "[^，。；、]{2,20}"


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {where: alternation(listed.split()) for where, listed in rows("body_contexts.tsv")}
    before = re.compile(f"(?:{words['before']})(?:{_ITEM}、){{0,4}}\\Z")
    after = re.compile(f"(?:、{_ITEM}?){{0,4}}?(?:{words['after']})")
    return before, after


def is_bystander(text: str, start: int, end: int) -> bool:
    """Tell whether the body whose name stands there takes no part in what ``text`` tells.

    >>> text = "他毕业于清华大学，双方与苏州大学签约"
    >>> is_bystander(text, 4, 8), is_bystander(text, 12, 16)
    (True, False)
    """
    founders = _DASH.search(text, start, end) is not None  # 西安交通大学-通用技术集团联合研究院: they are there
    if (_NEW.match(text, end) and not founders) or text[:start].endswith(_FOUNDED) or _is_venue(text, start, end):
        return True
    before, after = _contexts()
    if before.match(text, start, start + _LONGEST_WORD):  # the phrase of the name begins with the word
        return True
    return after.match(text, end) is not None or before.search(text, max(0, start - _NEAR), start) is not None


def _is_venue(text: str, start: int, end: int) -> bool:
    """Tell whether something was only held in a building of that name."""
    if text[:end].endswith(_ROOMS) and _SHOWN.match(text, end):
        return True
    inside = text[:start].endswith(("在", "于")) and text[:end].endswith(_ROOMS)
    return inside and _HELD.match(text, end) is not None
