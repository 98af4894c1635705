"""Tell when two written names are one body's, and by which body a person is told from others of the same name."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from xjtunews.language.home import Home
from xjtunews.language.organizations import begins_with_place, is_named, is_proper, type_of
from xjtunews.language.places import Division, place_of, places_in_name
from xjtunews.language.text import fold, simplify
from xjtunews.language.words import vocabulary

_SIGNS = re.compile(r"[()\[\]{}<>《》〈〉【】「」『』\"'“”‘’·•・.．‧∙\s]")
# 省科技厅, 市委: of some province or city, which only the article that says so knows.
_RELATIVE = re.compile(
    "(?P<unit>省|自治区|市(?!场|民|政)|区|县|州)"
    "(?=(?:党?委|(?:人民)?政府|人大|政协|纪委|军区|[^厅局办委会]{2,10}(?:厅|局|办|委|会|办公室))[^长]{0,8}$)"
)
# The bodies that lead a place: somebody who goes from one to another is still of that place.
_LEADING = re.compile(
    "(?:中共)?(?P<place>[^中].{1,20}?)(?:市委市政府|党?委|人民政府|政府|党?工委|管委会|人大常委会|人大|政协|纪委|委员会)?"
)
_UNITS = ("省", "自治区", "市", "自治州", "州", "盟", "县", "旗", "区", "新城")
# 榆林学院化学与化工学院, 渭水大学教务处: parts of a whole; a hospital keeps its own staff.
_PARTS = "(?:学院|研究生院|系|学部|书院|处|部|办公室|办|中心|研究院|研究所|实验室|校区|党委|团委|工会|图书馆|校友会)"
_UNIVERSITY = re.compile(f"(?P<whole>.{{2,16}}?大学(?:\\([^()]{{2,8}}\\))?)[^()]{{0,30}}{_PARTS}")
_COLLEGE = re.compile(f"(?P<whole>.{{2,10}}?学院)[^()]{{1,20}}{_PARTS}")
_FIRM = re.compile("(?P<whole>.{2,30}?(?:有限公司|责任公司|股份公司))[^公司行]{2,12}")
# A short name for a branch is the branch's only where it says so itself.
_BRANCH = re.compile("(?:分公司|子公司|分行|支行|分院|分会|办事处|代表处|营业部)$")
_PARTIES = re.compile("[甲乙丙丁双两各校企院]方|[本该此我贵]|(?:项目|目标|合资|平台|母|子)公司")
_HOME_TYPES = ("university", "institute", "unit", "party", "school")
_OWN = ("校", "我校", "本校", "我院", "学校", "学院")


@lru_cache(8192)
def fold_name(name: str) -> str:
    """Return a name for comparison: characters, width, case, blanks, brackets, quotes and dots make no difference.

    >>> fold_name("北京大學（天津濱海）研究院") == fold_name("北京大学(天津滨海) 研究院")
    True
    >>> fold_name("约翰·史密斯"), fold_name("中国石油大学（北京）") == fold_name("中国石油大学")
    ('约翰史密斯', False)
    """
    return _SIGNS.sub("", simplify(fold(name))).casefold()


def is_relative(name: str) -> bool:
    """Tell whether a name says `province` or `city` without saying which.

    >>> [is_relative(name) for name in ("省科技厅", "市委", "自治区政府", "省委组织部")]
    [True, True, True, True]
    >>> [is_relative(name) for name in ("市监沣西新城分局", "陕西省科技厅", "区块链研究院")]
    [False, False, False]
    """
    return _RELATIVE.match(name) is not None and not places_in_name(name)


def complete(name: str, home: Home, provinces: Set[str]) -> str | None:
    """Return a relative name with the place that it speaks of; None where the text does not settle which.

    It is the home university's own, if ``provinces``, those that the article has to do with, hold no other one.

    >>> home = Home(("西安交通大学",))
    >>> complete("省科技厅", home, {"陕西省"}), complete("省科技厅", home, {"陕西省", "浙江省"})
    ('陕西省科技厅', None)
    """
    match, here = _RELATIVE.match(name), home.division
    if match is None or here is None or provinces - {here.province}:
        return None
    if match["unit"] in ("省", "自治区") and here.province.endswith(match["unit"]):
        return here.province + name[match.end() :]
    if match["unit"] == "市" and here.city is not None and here.city.endswith("市"):
        return here.city + name[match.end() :]
    return None


def joins_beyond(short: str, full: str) -> bool:
    """Tell whether a short name that an article gives to ``full`` may stand for it in other articles too.

    Words for sorts of bodies do not (`集团`, `甲方`), nor a place, nor a name that the parent of a branch has.

    >>> joins_beyond("西咸集团", "陕西西咸新区发展集团有限公司"), joins_beyond("西浦", "西交利物浦大学")
    (True, True)
    >>> mobile = "中国移动通信集团陕西有限公司"
    >>> [joins_beyond(short, mobile) for short in ("集团", "甲方", "陕西", "中国移动", "陕西移动")]
    [False, False, False, False, True]
    >>> joins_beyond("中国银行", "中国银行股份有限公司陕西省分行")
    False
    """
    short, full = fold_name(short), fold_name(full)
    if len(short) < 2 or short == full or is_relative(short) or _PARTIES.match(short):
        return False
    if short.endswith("方") or _is_place(short):
        return False
    if len(short) == 2:
        generic = short in vocabulary("generic.txt") or short in vocabulary("disciplines.txt")
        if generic or type_of(short) is not None or not _in_order(short, full):
            return False
    elif not (short.isascii() or is_proper(short) or is_named(short)):
        return False
    return short.isascii() or begins_with_place(short) or not _is_part(full)


def _is_place(name: str) -> bool:
    division = place_of(name)
    return division is not None and division.name.startswith(name)


def _is_part(full: str) -> bool:
    """Tell whether a name is that of a branch: a place stands behind the name of the parent."""
    return _BRANCH.search(full) is not None or (
        type_of(full) == "company" and any(place.start > 0 for place in places_in_name(full)[:1])
    )


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)


def employer(body: str | None, side: str | None, home: Home, provinces: Set[str] = frozenset()) -> str | None:
    """Return the body by which somebody is told from others of that name, None where the text shows none.

    ``body`` is as the titles name it. A department counts as the whole; what leads a place, as the place, written with
    all that it lies in; one of ours without a named body is of the university ``home``. ``provinces`` are those that
    the article has to do with.

    >>> home = Home(("西安交通大学", "西安交大"))
    >>> [employer(body, "ours", home) for body in (None, "西安交大电气学院", "校党委", "企业")]
    ['西安交通大学', '西安交通大学', '西安交通大学', None]
    >>> [employer(body, "theirs", home) for body in ("苏州市委", "苏州市人民政府", "苏州市科技局", "榆林学院化工学院")]
    ['江苏省苏州市', '江苏省苏州市', '苏州市科技局', '榆林学院']
    >>> employer("省科技厅", "theirs", home, {"陕西省"}), employer("省科技厅", "theirs", home, {"浙江省"})
    ('陕西省科技厅', None)
    """
    university = home.names[0] if home.names else None
    if body is None:
        return university if side == "ours" else None
    body = simplify(fold(body))
    if is_relative(body):
        completed = complete(body, home, provinces)
        return _whole(completed) if completed else None
    own = next((name for name in home.names if body.startswith(name)), None)
    if own is not None and university is not None:
        rest = body.removeprefix(own)
        return university + rest if "医院" in rest else university
    if side == "ours" and not is_proper(body):
        return university if body.startswith(_OWN) or type_of(body) in _HOME_TYPES else None
    return _whole(body) if is_proper(body) or is_named(body) else None


@lru_cache(8192)
def _whole(body: str) -> str:
    """Return the university, firm or place that a body is part of, or leads; else the body itself."""
    leading = _LEADING.fullmatch(body)
    if leading is not None and leading["place"].endswith(_UNITS):
        division = place_of(leading["place"])
        if division is not None and leading["place"].endswith(division.name):
            return _written_out(division)
    for pattern in (_UNIVERSITY, _COLLEGE, _FIRM):
        match = pattern.fullmatch(body)
        if match is not None:
            return match["whole"]
    return body


def _written_out(division: Division) -> str:
    names = (division.province, division.city, division.name)
    return "".join(dict.fromkeys(name for name in names if name))
