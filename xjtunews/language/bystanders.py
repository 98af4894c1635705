"""Tell which bodies take no part though a report names them: what is founded, gives the room, or only stands behind."""

from __future__ import annotations

import re
from functools import cache

from xjtunews.language.words import alternation, rows

# 中国移动科学技术委员会成立大会, 共建苏州研究院: what is founded there takes no part yet.
_NEW = re.compile("(?:[（(][^（）()]{2,40}[）)])?(?:(?:正式)?成立(?:大会|仪式|暨|揭牌)|揭牌|启动|挂牌仪式)")
_FOUNDED = ("共建", "组建", "筹建", "设立", "成立", "建设", "打造", "建立", "新建")
# 在国际会议中心举行: what only gives the room takes no part.
_ROOMS = ("会议室", "中心", "基地", "园", "博物馆", "宾馆", "酒店", "礼堂", "新城", "新区", "开发区", "高新区", "港")
_HELD = re.compile("[^，。]{0,6}(?:举行|召开|开幕|举办)")
_SHOWN = re.compile("(?:城市)?规划展?示?[厅馆]")  # 参观某新区规划厅
# 安康创新飞地孵化园建设情况: what is still built, or only what a part of it is for
_BUILT = ("园", "基地", "中心", "平台", "孵化器", "实验室", "研究院", "学院", "新城", "新区", "港")
_BUILDING = re.compile("(?:项目)?(?:建设|规划|筹建|筹备|改造)(?!集团|公司|局|委|厅|有限)")
# 介绍了苏州研究院的发展情况, 对研究院的历程作了介绍: spoken of, and perhaps far away
_SPEAKS = re.compile("(?:介绍|了解|汇报|通报|讲解|分享|回顾)了?[^，。；：,;:“”]{0,30}\\Z")
_SPOKEN = re.compile("[^，。；：,;:“”]{0,30}?(?:情况|历程|概况|历史|经验|做法|理念|成果)")
_ABOUT = re.compile("(?:对|就|将|把|围绕)[^，。；：,;:“”]{0,8}\\Z")
_TELLS = re.compile(
    "[^。；;]{0,60}?(?:进行|作|做)了?[^，。；,;]{0,8}(?:介绍|讲解|说明|解读|总结)|[^。；;]{0,30}表示[^，。；,;]{0,8}感谢"
)
# 附属幼儿园是省级规范化幼儿园: no name, but what a name is; 主办方是甲公司 names it
_IS = re.compile("(?<![方位家者仅但就也还的])(?:是|作为)\\Z")
# 甲公司是一家高新技术企业
_DESCRIBED = re.compile(
    "是(?:一[所家个座]|从事|集|国内|我国|全球|目前|专业|[^，。；]{0,30}(?:企业|机构|高校|平台)[，。])"
)
_WAYS = frozenset("区路街")  # 领事馆区
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
    if (_NEW.match(text, end) and not founders) or text.endswith(_FOUNDED, 0, start) or _is_venue(text, start, end):
        return True
    if _is_spoken_of(text, start, end) or _IS.search(text, max(0, start - _LONGEST_WORD - 1), start):
        return True
    before, after = _contexts()
    if before.match(text, start, start + _LONGEST_WORD):  # the phrase of the name begins with the word
        return True
    return after.match(text, end) is not None or before.search(text, max(0, start - _NEAR), start) is not None


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    """Tell whether somebody only speaks of the body of that name, or of its being built."""
    if _DESCRIBED.match(text, end) or text[end : end + 1] in _WAYS:
        return True
    if text.endswith(_BUILT, 0, end) and _BUILDING.match(text, end):
        return True
    near = max(0, start - _NEAR)
    if _SPOKEN.match(text, end) and _SPEAKS.search(text, near, start):
        return True
    return _TELLS.match(text, end) is not None and _ABOUT.search(text, near, start) is not None


def _is_venue(text: str, start: int, end: int) -> bool:
    """Tell whether something was only held in a building of that name."""
    if text.endswith(_ROOMS, 0, end) and _SHOWN.match(text, end):
        return True
    inside = text.endswith(("在", "于"), 0, start) and text.endswith(_ROOMS, 0, end)
    return inside and _HELD.match(text, end) is not None
