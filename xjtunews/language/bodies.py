"""Tell which bodies are evidence of an event, and which names mean one body where two reports tell of one day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from xjtunews.language.organizations import is_proper
from xjtunews.language.places import Division, place_of, places_in_name
from xjtunews.language.words import alternation, vocabulary

#: How many names to remember.
_NAMES = 8192
_BRACKETS = re.compile(r"[（(][^（）()]{0,30}[）)]")
_OF_GOVERNMENT = re.compile(
    "(?:委市政府|党委政府|人民政府|管理委员会|政府|党工委|管委会|市委|省委|区委|县委|州委|党委|委)$"
)
_OF_FIRM = re.compile("(?:有限责任公司|股份有限公司|有限公司|集团公司|总公司|公司|集团|股份|控股)$")
# 新加坡国立大学 is told from others by its country alone.
_OF_ANY_COUNTRY = re.compile(
    "国[立家际]|皇家|联邦|中央|全国|人民|科学|科技|工业|理工|农业|医科|友谊|自由|第[一二三]|通用|电力|电信|石油"
)
_FIRMS = frozenset(("company", None))
_SHORT = 4
#: Behind the name of its country, a body has a name of its own of so many characters.
_OWN_NAME = 4


@dataclass(frozen=True, slots=True)
class Body:
    """Hold a body that takes part in an event.

    ``id`` is that of the organization which is known under this name; ``key`` is what all names of it have in common
    that the rules know of; ``place`` is what it governs, where it is the government, party or people of a division as
    a whole; ``is_evidence`` is False for words that name no one body.
    """

    name: str
    type: str | None
    key: str
    place: str | None
    is_evidence: bool
    id: str | None = None

    @property
    def is_government(self) -> bool:
        """Tell whether the body stands for a whole division: it takes part in many events of one day."""
        return self.place is not None


@lru_cache(_NAMES)
def read_body(name: str, type: str | None, id: str | None = None) -> Body:  # noqa: A002
    """Return what a name and type say about a body.

    >>> [read_body(name, None).key for name in ("西安市委", "西咸新区管委会", "河钢集团", "正泰集团股份有限公司")]
    ['government:西安市', 'government:西咸新区', 'body:河钢', 'body:正泰']
    >>> [read_body(name, "party").is_evidence for name in ("西安市委", "省委", "政府")]
    [True, False, False]
    """
    division = _governed(name)
    if division is not None:
        return Body(name, type, f"government:{division.name}", division.name, True, id)
    core = _without_country(_BRACKETS.sub("", name))
    if type in _FIRMS:
        while (ending := _OF_FIRM.search(core)) is not None and ending.start() > 1:
            core = core[: ending.start()]
    return Body(name, type, f"body:{core}", None, is_proper(name) and begins_proper(name), id)


def _without_country(name: str) -> str:
    """Return `米兰理工大学` for `意大利米兰理工大学`, but `新加坡国立大学` as it is."""
    country = _country().match(name)
    rest = name[country.end() :] if country else ""
    general = _OF_ANY_COUNTRY.match(rest) or rest[:2] in vocabulary("disciplines.txt")
    return rest if len(rest) >= _OWN_NAME and not general and is_proper(rest) else name


@cache
def _country() -> re.Pattern[str]:
    return re.compile(alternation(vocabulary("countries.txt")))


def begins_proper(name: str) -> bool:
    """Tell whether a name does not leave out of which place it is: 自治区政府, 市教育局."""
    return not name.startswith(("自治区", "自治州", "省", "市", "县", "区")) or place_of(name) is not None


@lru_cache(_NAMES)
def _governed(name: str) -> Division | None:
    """Return the division that a name means as a whole, by itself or with its government."""
    ending = _OF_GOVERNMENT.search(name)
    for place in (name, name[: ending.start()] if ending else ""):
        mentions = places_in_name(place)
        if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(place)):
            return mentions[0].division
    return None


def same_body(one: Body, other: Body) -> bool:
    """Tell whether two names that stand in reports of one day mean one body.

    >>> bodies = [read_body(name, "company") for name in ("翔宇医疗设备股份有限公司", "翔宇医疗", "中国移动")]
    >>> [same_body(bodies[0], body) for body in bodies]
    [True, True, False]
    """
    if one.key == other.key or (one.id is not None and one.id == other.id):
        return True
    if one.is_government or other.is_government or not {one.type, other.type} <= _FIRMS:
        return False
    short, long = sorted((one.key.removeprefix("body:"), other.key.removeprefix("body:")), key=len)
    return long.startswith(short) and (len(short) >= _SHORT or short in vocabulary("companies.txt"))


def may_be_one(one: Body, other: Body) -> bool:
    """Tell whether two bodies may be one, or one of them part of the other, or its short name.

    >>> names = ("江苏省苏州市", "江苏省苏州市科技局", "陕西省渭南市", "陕西煤业化工集团有限责任公司", "陕煤集团")
    >>> city, office, another, firm, short = (read_body(name, None) for name in names)
    >>> may_be_one(city, office), may_be_one(firm, short), may_be_one(city, another), may_be_one(office, firm)
    (True, True, False, False)
    """
    if same_body(one, other) or _is_within(one, other) or _is_within(other, one):
        return True
    short, long = sorted((_without_ending(one), _without_ending(other)), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _is_within(inner: Body, outer: Body) -> bool:
    return outer.is_government and (belongs(inner, outer) or lies_in(inner, outer))


def _without_ending(body: Body) -> str:
    return body.name if body.is_government else body.key.removeprefix("body:")


def belongs(inner: Body, outer: Body) -> bool:
    """Tell whether a body carries the name of the division that the other one governs.

    >>> belongs(read_body("呼和浩特市第二中学", "school"), read_body("呼和浩特市", None))
    True
    """
    return outer.place is not None and inner.name.startswith(outer.place)


def lies_in(inner: Body, outer: Body) -> bool:
    """Tell whether a body is at home in the division that the other one governs.

    >>> lies_in(read_body("天津滨海高新区科技局", "government"), read_body("天津市", None))
    True
    """
    division = place_of(inner.name)
    return division is not None and outer.place in (division.name, division.city, division.province)
