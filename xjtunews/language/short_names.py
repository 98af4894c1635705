"""Join the short names of an article to the full ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from xjtunews.language.organizations import begins_with_place, type_of
from xjtunews.language.places import places_in_name
from xjtunews.language.words import column, vocabulary

_BEHIND_NAME = ("集团", "股份", "有限", "公司", "控股", "通信", "科技", "电子")
_DEFINED = re.compile(
    r"[（(][^（）()]{0,30}?简称(?:为)?[：:]?[“\"「]?([^”\"」）)，。、]{2,14})[”\"」]?[^（）()]{0,8}[）)]"
)
_LEGAL = re.compile("(?:有限责任公司|有限公司|分公司|分行|支行)$")
_WRITTEN_OUT = 7


def defined_short_names(text: str, start: int) -> list[str]:
    """Return the short names that the bracket at ``start`` gives to the name before it.

    >>> defined_short_names("西交利物浦大学(以下简称“西浦”)", 7)
    ['西浦']
    """
    match = _DEFINED.match(text, start)
    return [match[1]] if match else []


def short_university(name: str) -> str | None:
    """Return the short form of a university's name that its ending tells, or None.

    >>> short_university("曲阜师范大学"), short_university("河南大学")
    ('曲阜师大', None)
    """
    endings = dict(zip(column("university_endings.tsv", 0), column("university_endings.tsv", 1), strict=True))
    ending = max((ending for ending in endings if name.endswith(ending)), key=len, default=name)
    own = name.removesuffix(ending)
    return own + endings[ending] if len(own) > 1 else None


def is_short_for(short: str, full: str) -> bool:
    """Tell whether ``short`` may be a short form of ``full`` in one article.

    It may be its end (`省科技厅`), its beginning where it is a company's (`翔宇医疗`), or keep its characters in order
    with the first two and the last two (`江苏项管协会`; a company's with the first one, `陕煤集团`); offices of two
    levels are not short for each other.

    >>> is_short_for("江苏项管协会", "江苏省建设工程项目管理协会"), is_short_for("苏州大学", "苏州科技大学")
    (True, False)
    >>> is_short_for("西咸新区管委会", "西咸新区沣西新城管委会"), is_short_for("省科技厅", "陕西省科技厅")
    (False, True)
    >>> is_short_for("陕煤集团", "陕西煤业化工集团有限责任公司"), is_short_for("中国石油", "中国石油化工集团有限公司")
    (True, False)
    """
    if len(short) < 3 or len(short) >= len(full):
        return _is_known_firm(short, full)
    if (len(short) > 3 and full.endswith(short)) or full in (f"{short}公室", f"{short}员会"):
        return True  # 市委编办, 市卫生健康委
    kind = type_of(full)
    if kind == "university" and short.endswith(("大学", "学院")):
        return False  # 无锡职业技术学院, 无锡商业职业技术学院
    if kind == "company" and type_of(short) in (None, "company"):
        return _is_short_for_firm(short, full)
    if kind in ("government", "party", "park", "unit"):
        return False
    if short[-1] == "大" and full.endswith("大学"):
        short += "学"
    if not begins_with_place(short) and begins_with_place(full):  # 黄鹤救援队, 武汉市黄鹤应急救援队
        full = full[places_in_name(full)[0].end :]
    if short[:2] != full[:2] or short[-2:] != full[-2:]:
        return False
    middle, rest, position = short[2:-2], full[2:-2], 0
    for character in middle:
        position = rest.find(character, position) + 1
        if not position:
            return False
    return bool(middle)


def _is_known_firm(short: str, full: str) -> bool:
    """Tell whether a firm that is known by two characters is the one named in full: 河钢集团, 陕西汽车控股集团."""
    known = len(short) == 2 and short in vocabulary("companies.txt") and type_of(full) == "company"
    if not known or full.startswith("中国"):
        return known and full.startswith(("集团", "有限", "公司"), len(short) + 2) and full.startswith(short, 2)  # 华能
    return full[0] == short[0] and short[1] in full[1:5]


def _is_short_for_firm(short: str, full: str) -> bool:
    """Tell whether a firm's short name begins its full one, or has characters of it in order: 陕煤集团."""
    if full.startswith(short):  # 中国石油 does not stand for 中国石油化工集团有限公司
        known = short in vocabulary("companies.txt")
        return len(short) > 3 and (not known or full.startswith(_BEHIND_NAME, len(short)))
    if len(short) > 3 and short in full:  # 三峡集团
        return True
    core = short[:-2]
    if short.endswith("公司") and len(core) > 1 and core in full and not begins_with_place(short):  # 蓝城公司
        return True
    ending = _LEGAL.search(short)
    if ending is not None and full.endswith(ending[0]) and len(short) > _WRITTEN_OUT:
        return False  # 中国银行股份有限公司, 中国工商银行股份有限公司: both are written out
    if short[0] in "省市" and short[0] in full[1:5]:  # 省交控集团
        full = full[full.index(short[0]) :]
    if short[0] != full[0] or short in vocabulary("companies.txt"):
        return False
    position = 0
    for character in short:
        position = full.find(character, position) + 1
        if not position:
            return False
    return True


@cache
def aliases() -> Mapping[str, str]:
    """Return the names of ``data/aliases.tsv``, each with the name to keep."""
    return dict(zip(column("aliases.tsv", 1), column("aliases.tsv", 0), strict=True))
