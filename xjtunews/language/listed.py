"""Find bodies that only those beside them tell to be bodies: in a list, or in a joint name in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from xjtunews.language.names import name_end
from xjtunews.language.organizations import (
    holds_verb,
    is_ending,
    is_named,
    is_proper,
    is_whole,
    split_names,
    trim,
    type_of,
)
from xjtunews.language.places import places_in_name

# 甲、乙等多家企业; 与甲、乙签署协议
_SIGN = re.compile(
    "等(?![^\\d多几数两三四五六七八九十百余家所个知龙重领校合国民相企单公高院机医])|两校|签[署约订]|调研|考察"
)
_CLOSE = re.compile(
    "等(?:\\d{1,3}|[多几数两三四五六七八九十百余]{1,3})?[余多]?[家所个]?(?:知名|龙头|重点|领军|校友|合作|国有|民营|相关)?"
    "(?:企业|单位|公司|高校|院校|机构|医院)|两校|签[署约订]|调研|考察"
)
_HOW = re.compile("(?:等|线上|正式|分别|共同|现场|开展|进行)\\Z")
_OPEN = re.compile(
    "(?:与|同|走访|参观|调研|考察|拜访|访问|前往|深入|走进|来到|到访|赴|来自|邀请)(?:了)?(?!前沿|院|校)(?=[^与同]{2,40}$)"
)
_STOPS = "，。；：！？,;:“”《》"
_MARKS = re.compile("、|以及")
_AND = re.compile("[和及与]")
_ITEM = re.compile("(?!我[校院]|学[校院]|[各该本]|全[国省市])[\u4e00-\u9fffA-Za-z0-9（）()·]{3,24}")
_GENERIC = re.compile(
    "代表|负责人|领导|专家|学者|嘉宾|教师|师生|学生|同志|人员|团队|校友|[省市县区]级|有关|相关|部门|下属|所属|协议|项目"
    "|展厅|家长|[校院馆厅室楼港方生人者员们]$|[的了等]"
)
_JOINT = re.compile(
    "“(?P<name>[^“”，。；]{2,20}[—–-][^“”，。；]{2,40}(?:研究院|研究所|实验室|中心|基地|学院))”(?:正式|共同|顺利|在[^，。；]{2,12})?(?:揭牌|成立|启动|挂牌|签约)"
)
# 学校与甲公司签署协议: whoever signs with a university is a body
_BESIDE = re.compile(
    "(?:大学|交大|学院|[学我]校|医院|公司|集团)(?:分别|共同|成功|正式)?[与同](?P<name>[\u4e00-\u9fffA-Za-z]{3,10}?)"
    "(?:共同|正式|现场|分别|成功)?\\Z"
)
_SIGNS = re.compile("签[署订][^，。；]{0,24}(?:协议|备忘录|合同|意向书)")
_NEAR = 24
#: How long a list may be, in characters.
_LONGEST = 200
#: So many characters have the names of people that an item might be.
_PEOPLE = (3, 4)


def listed_bodies(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Yield where the names begin and end that a list of bodies has beside those which say themselves what they are.

    One of the list has to be a body beyond doubt; ``known`` are people.

    >>> text = "一行走访了东方电气、汇源电气、华西能源等多家企业。"
    >>> [text[start:end] for start, end in listed_bodies(text)]
    ['汇源电气', '华西能源']
    """
    if "、" not in text:
        return
    behind = 0
    for sign in _SIGN.finditer(text):
        close = _CLOSE.match(text, sign.start())
        if close is None:
            continue
        begin, end = max(behind, close.start() - _LONGEST), close.start()
        behind = close.end()
        if text.rfind("、", begin, end) <= text.rfind("，", begin, end):
            continue
        begin = max(begin, *(text.rfind(stop, begin, end) + 1 for stop in _STOPS))
        part = _HOW.sub("", text[begin:end])
        verb = _last(_OPEN, part.partition("、")[0])
        if verb is None or "、" not in part:
            continue
        items = list(_items(part, verb))
        names = [part[start:end] for start, end in items]
        if not any(is_named(trim(name)) for name in names):
            continue
        for (start, end), name in zip(items, names, strict=True):
            if not is_named(name) and may_name(name, known):
                yield begin + start, begin + end


def signers(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Yield where the name begins and ends of a body that signs an agreement, though it does not say to be one.

    >>> [text[start:end] for text in ["西安交大与宁波舜宇签署合作协议。"] for start, end in signers(text)]
    ['宁波舜宇']
    """
    sign = text.find("签")
    while sign >= 0:
        match = _BESIDE.search(text, max(0, sign - _NEAR), sign) if _SIGNS.match(text, sign) else None
        if match is not None and not is_named(match["name"]) and may_name(match["name"], known):
            yield match.span("name")
        sign = text.find("签", sign + 1)


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Return where the last word of ``pattern`` in ``text`` ends."""
    ends = [match.end() for match in pattern.finditer(text)]
    return ends[-1] if ends else None


def _items(part: str, begin: int) -> Iterator[tuple[int, int]]:
    """Yield where the items of a list begin and end; at `和`, only where a body begins or ends there."""
    for mark in (*_MARKS.finditer(part, begin), None):
        end = mark.start() if mark else len(part)
        joined = _AND.search(part, begin, end)
        if joined and (is_named(part[begin : joined.start()]) or is_named(part[joined.end() : end])):
            yield begin, joined.start()
            begin = joined.end()
        yield begin, end
        begin = mark.end() if mark else end


def may_name(name: str, known: Collection[str] = ()) -> bool:
    """Tell whether ``name`` may be that of a body, where all round it says so: no word for people, rooms or units."""
    if _ITEM.fullmatch(name) is None or _GENERIC.search(name) or name in known or is_ending(name):
        return False
    if len(name) in _PEOPLE and name_end(f"{name}，", 0) == len(name):
        return False
    if type_of(name) in ("unit", "party"):
        return False
    places = places_in_name(name)
    if places and places[-1].end == len(name):
        return False  # 宝鸡
    return is_proper(name) and (is_whole(name) or not holds_verb(name)) and "在" not in name


def quoted_founders(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the bodies that a joint name in quotation marks has, each with where the name stands.

    >>> [name for name, _, _ in quoted_founders("“西安交大-日立公司联合研发中心”揭牌。")]
    ['西安交大', '日立公司']
    """
    if "“" not in text:
        return
    for match in _JOINT.finditer(text):
        for name in split_names(match["name"]):
            yield name, *match.span("name")
