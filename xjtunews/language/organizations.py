"""Tell names of organisations from words for them, and join the short names of an article to the full ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from xjtunews.language.lexicon import Lexicon
from xjtunews.language.places import place_of, places_in_name
from xjtunews.language.words import alternation, column, heads, rows, vocabulary

_COUNTED = re.compile(r"[\d一二三四五六七八九十两几多数余百千]+[余多]?(?:[家所个名位项大支批座类条]|年?周年)|\d")
_AUTHORITY = re.compile(
    "中国|中华|中共|中央|中科|国家(?!级|重点|技术转移|医学中心|大学科技园|卓越工程师)|国务院|全国|国际|世界|亚洲|联合国|教育部|科技部|[省市县区][^内外级属直]|自治区"
    "|[\u4e00-\u9fff]{2,4}(?:新区|高新区|经开区)(?:管委会|管理委员会)"
    "|[\u4e00-\u9fff]{2,6}(?:经济技术|经济|高新技术产业|高新|循环经济|工业)开发区"
)
# What stands in no name: a blank, somebody's office, those who come with him.
_NO_NAME = re.compile(
    r"[新本首上下]一?届|第[一二三四五六七八九十]{1,3}届|全国(?:各地)?\d|\s|[会式]暨|首批|第[一二三四五六]批|市县|一行|书记|[省市县区校局厅]长|主席|董事长|总经理|主任"
)
_FIRM = re.compile("(?:公司|集团|银行|分行|支行|控股|药业|制药|合作社|事务所|酒店|股份)$")
# Offices of a state in another one, and its universities that have no other name than the country's.
_OF_STATE = ("使馆", "领事馆", "国立大学", "科学院")
# 以色列理工学院: with its country before it, a field is enough of a name
_OF_FIELD = re.compile("(?:国[立家际]|皇家|科技|理工|工业|农业|医科|师范|技术|管理|经济|海洋|体育|艺术)")
_OF_FIRMS = ("公司", "集团", "银行", "分行", "大学", "学院", "医院", "研究院")
_GOVERNING = frozenset("接收获经请赴访见到入进回率携聘邀听看度")
_GLUED = re.compile(
    "[与和及](?:学校|高校|高中|学院|企业|公司|集团|附属医院|政府|地方)$|[^省市县区镇]厂$|(?:所属|下属|旗下|所辖)[^属]{0,8}$|(?:相关|有关)[^相有]{1,4}$"
)
_CENTRAL = re.compile(
    "中央|中共中央|国务院|全国人大|全国政协|教育部|科技部"
    "|国家(?!级|重点|技术转移|医学中心|大学科技园|卓越工程师)|中国(?!特色)|中华"
)
_CAMPUS = re.compile("(?:(?!大学|学院|[中小]学)[^，。]){1,12}校区")  # 江宁校区会议中心: a campus of some university
_UNIVERSITY = re.compile(r"[\u4e00-\u9fff]{2,6}大学")
_BRACKETS = re.compile(r"[（(][^（）()]{0,30}[）)]")
_DASHES = re.compile(r"[—–-]+|(?<![A-Za-z])\s+(?![A-Za-z（(])")
# 西安交通大学-通用技术集团联合研究院 names two parties; what they found together is none.
_JOINT = re.compile("(?:联合|共建)(?:研究院|实验室|研究中心|创新中心|研发中心|研究所|学院|基地|实验中心)$")
_OF_FIRM = re.compile("(?<=集团|公司)[^集团公司]{0,12}(?:研究院|研究所|中心|实验室|学院|基地)$")
# 某有限公司王明及招商局: somebody stands between the two bodies.
_BEHIND_FIRM = re.compile("(?<=有限公司|责任公司)[^公司]{1,8}[及和与][^公司]{1,12}$")
_JOINED = re.compile("(?<=..)(?:[与及]|联合)(?=...)")
_WITH_OTHERS = frozenset(("school", "university", "company", "hospital", "park"))
# 陕西省委人才办西安市委人才办: the office of one place ends, that of another begins.
_ADJACENT = re.compile(
    r"(?<!总局)(?<=[委局厅府会办院部])(?=[\u4e00-\u9fff]{2,3}[省市区县](?:委|政府|人民政府|[\u4e00-\u9fff]{1,6}[局厅办会院]))"
)
_LEADING = re.compile(
    "^(?:台湾地区|(?:医学部|学[校院部]|我[校院系]|本[校院])[与同](?=..)|等?人[和与同](?=..)|(?:项目)?(?:承接|承担|委托|主办|承办|协办|支持|合作|共建)单位|(?:[\u4e00-\u9fff]{1,6}[人行])?来(?=.{2,12}(?:大学|学院|[中小]学|学校|医院|公司|集团|研究院|研究所))|(?:我?[校院]|学校|学院)?成功(?=[与和同对])|联合(?=中国|中科|全国)|(?:[京津沪渝苏浙皖闽粤陕川鄂湘豫鲁晋])?校友企业|(?:合作|龙头|当地|本地|知名|重点)企业|其中|全国重点大学(?=.)|一行|我[校市省县区国院]|省级|市级|多次|方面|积极|充分|主动|下一步|有力|切实|全面|扎实|持续|不断|着力|努力|作(?![家物协业])"
    "|和(?![平谐睦润]|林格尔|田|县|顺|静|硕|龙|政)|[应就了着过的个等其即并再还又也将所由被把为以从在于与及对向至给本该各])+"
)

#: A firm's name with its legal form that is longer says more than its trade: 新产业投资股份有限公司.
_WRITTEN_OUT = 8
#: How many names to remember: an article names the same bodies again and again.
_NAMES = 8192


@cache
def _endings() -> Mapping[str, str]:
    return {word: row[0] for row in rows("organizations.tsv") for word in row[1].split()}


@cache
def _common() -> Lexicon[bool]:
    words = vocabulary("generic.txt") | vocabulary("disciplines.txt") | frozenset(_endings())
    return Lexicon((word, True) for word in words)


@lru_cache(_NAMES)
def type_of(name: str) -> str | None:
    """Return the type of an organisation, as the ending of its name says.

    >>> type_of("苏州市科技局"), type_of("江苏省建设工程项目管理协会"), type_of("秦岭")
    ('government', 'association', None)
    """
    bare = _without_brackets(name)
    ending = _ending(bare)
    kind = _endings().get(ending)
    if kind == "government" and ending.endswith("部") and bare[: -len(ending)].endswith(_OF_FIRMS):
        kind = "unit"  # 农业银行科技部 is no ministry
    return "company" if kind is None and name in vocabulary("companies.txt") else kind


def is_ending(text: str) -> bool:
    """Tell whether ``text`` is a word that names of organisations end in, alone.

    >>> is_ending("研究院"), is_ending("苏州研究院")
    (True, False)
    """
    return text in _endings()


def _ending(name: str) -> str:
    """Return the longest ending of organisations that ``name`` has, empty where it has none."""
    return next((name[n:] for n in range(max(0, len(name) - 10), len(name)) if name[n:] in _endings()), "")


def _without_brackets(name: str) -> str:
    return _BRACKETS.sub("", name)


@lru_cache(_NAMES)
def is_proper(name: str) -> bool:
    """Tell whether ``name`` names one organisation, so that more than words for its sort and field are in it.

    >>> is_proper("苏州市科技局"), is_proper("科技局"), is_proper("校企合作企业"), is_proper("人事处")
    (True, False, False, False)
    """
    if name in vocabulary("companies.txt"):
        return True
    if _COUNTED.match(name) or len(name) < 3:
        return False
    name = _without_brackets(name)
    covered = 0
    for start, end, _ in _common().longest(name):
        if start > covered and name[covered:start].strip("与和及、·的—–- "):
            return True
        covered = end
    return covered < len(name) or begins_with_place(name) or (name.endswith("有限公司") and len(name) > _WRITTEN_OUT)


@lru_cache(_NAMES)
def begins_with_place(name: str) -> bool:
    """Tell whether the first word of a name is a place: 贵州省教育厅."""
    places = places_in_name(name)
    return bool(places) and places[0].start == 0 and places[0].end > 1


@cache
def _country() -> re.Pattern[str]:
    countries = vocabulary("countries.txt")
    return re.compile(heads(countries) + f"(?:{alternation(countries)})")


@lru_cache(_NAMES)
def without_country(name: str) -> str | None:
    """Return what follows the country at the beginning of ``name``, or None where no country stands there.

    >>> without_country("意大利米兰理工大学"), without_country("西安交通大学")
    ('米兰理工大学', None)
    """
    match = _country().match(name)
    return name[match.end() :] if match else None


def _is_abroad(name: str, kind: str) -> bool:
    """Tell whether a name is that of a body with its country before it: 法国驻华大使馆, 新加坡万和国际中心."""
    rest = without_country(name)
    if rest is None or kind in ("unit", "party"):
        return False
    known = rest in vocabulary("known_bodies.txt") or (
        kind == "university" and rest[:2] in vocabulary("disciplines.txt")
    )
    return rest.endswith(_OF_STATE) or known or (is_proper(rest) and _verbs().begins(rest, 0) < 2)


@cache
def _known() -> Lexicon[bool]:
    names = vocabulary("known_bodies.txt") | vocabulary("companies.txt")
    return Lexicon((name, True) for name in names if len(name) > 1)


def is_known(name: str) -> bool:
    """Tell whether a name is that of a body known everywhere, or of a part of one: 教育部高等教育司."""
    return name not in vocabulary("companies_ambiguous.txt") and _known().begins(name, 0) > 2


def is_whole(name: str) -> bool:
    """Tell whether a name begins where it should: with a place, or as a body that is known."""
    return _known().begins(name, 0) > 1 or begins_with_place(name)


@lru_cache(_NAMES)
def _begins_anew(name: str) -> bool:
    """Tell whether a name begins at the second character: 接中国博士后科学基金会."""
    return _CENTRAL.match(name, 1) is not None or (place_of(name[1:]) is not None and place_of(name) is None)


@lru_cache(_NAMES)
def holds_verb(text: str) -> bool:
    """Tell whether ``text`` is more than a name: 西安交大一定做好唐仲英基金会."""
    return next(_verbs().longest(text), None) is not None


@lru_cache(_NAMES)
def trim(name: str) -> str:
    """Return ``name`` without the verbs and particles that stand before it.

    >>> trim("充分发挥实践教学基地"), trim("为苏州市科技局")
    ('实践教学基地', '苏州市科技局')
    """
    verbs = _verbs()
    while not (is_whole(name) or without_country(name)):
        shorter = _LEADING.sub("", name)
        if shorter.startswith("联合") and is_whole(shorter[2:]):
            shorter = shorter[2:]
        length = verbs.begins(shorter, 0)
        if length > 1 and _goes_without(shorter, length):
            shorter = shorter[length:]
        if shorter == name and shorter[:1] in _GOVERNING and _begins_anew(shorter):
            shorter = shorter[1:]
        if shorter == name or len(shorter) < 2:
            break
        name = shorter
    return name


def _goes_without(name: str, length: int) -> bool:
    """Tell whether the verb of ``length`` characters before a name can go: the rest is one, or is no name at all."""
    rest = name[length:]
    if rest.startswith("区") or name.startswith("继续教育"):
        return False  # 开发|区管委会, 继续|教育部
    if place_of(name) is not None:
        return place_of(rest) is not None
    return len(rest) > 3 or not is_proper(rest)


@cache
def _verbs() -> Lexicon[bool]:
    """Return the verbs that stand in no name of an organisation."""
    nouns = vocabulary("generic.txt") | vocabulary("disciplines.txt") | vocabulary("nouns_too.txt")
    return Lexicon((word, True) for word in vocabulary("verbs.txt") - nouns if len(word) > 1)


@lru_cache(_NAMES)
def is_named(name: str) -> bool:
    """Tell whether ``name`` stands for one body wherever it is read: by its place, its company, or its own words.

    An office, a laboratory or a college without a place is one of the body that the text speaks of.

    >>> [is_named(name) for name in ("苏州市科技局", "复旦大学", "正泰集团", "天津国家“芯火”双创平台")]
    [True, True, True, True]
    >>> [is_named(name) for name in ("经济学院", "微纳制造实验室", "发挥好专班", "人才一体化发展示范区")]
    [False, False, False, False]
    """
    if name in vocabulary("companies.txt") or name in vocabulary("known_bodies.txt"):
        return name not in vocabulary("companies_ambiguous.txt")
    kind = type_of(name)
    if _CAMPUS.match(name) or without_country(name) in _endings():  # 美国大学: any of them
        return False
    if name.endswith("平台") and place_of(name) is None:  # 国家级创新平台: one of ours, for all the text says
        return False
    if kind is not None and (_CENTRAL.match(name) or _known().begins(name, 0) > 2) and len(name) > 4:
        return True
    if (kind in _PUBLIC or (kind == "unit" and _OF_OFFICE.search(name))) and _OF_SOME_PLACE.match(name):
        return _GLUED.search(name) is None
    if (
        kind in (None, "media")
        or not is_proper(name)
        or len(name) > 40
        or _NO_NAME.search(name)
        or _acts(name)
        or _GLUED.search(name)
    ):
        return False
    if (_has_place(name) and (kind != "unit" or begins_with_place(name))) or _is_abroad(name, kind):
        return True
    if _AUTHORITY.match(name) or any(map(name.startswith, _company_heads())):
        return True
    if name.endswith(("研究院", "研究所", "设计院")) and ("集团" in name or "公司" in name):
        return _verbs().begins(name, 0) < 2  # 鞍钢集团研究院
    if kind == "unit" and (firm := _UNIT_OF_FIRM.match(name)) is not None:
        return is_named(firm[1])
    alone = (kind in ("hospital", "association") and len(name) > len(_ending(name)) + 1) or (
        kind == "school" and not _OF_SOME_SCHOOL.match(name)
    )
    if alone or (kind == "company" and _FIRM.search(name)) or _SEAT_OF.fullmatch(name):
        return _verbs().begins(name, 0) < 2
    return kind == "university" and _UNIVERSITY.match(name) is not None and _verbs().begins(name, 0) < 2


# 浐灞管委会, 公安浐灞分局: of a place that no list has
_SEAT_OF = re.compile("[\u4e00-\u9fff]{2,5}管委会|(?:公安|市监|税务|生态环境|自然资源)[\u4e00-\u9fff]{2,6}分局")
_OF_SOME_SCHOOL = re.compile("[校院我各该某附属市县区乡镇]|.*(?:学校|子弟|直属|希望|中心)")
# 中交集团新产业发展事业部
_UNIT_OF_FIRM = re.compile("([^，。、]{2,14}?(?:集团|公司|银行|工程局)).{2,14}(?:事业部|项目部)$")
_OF_OFFICE = re.compile("^(?:省|自治区).{0,8}[厅局委]..{1,8}[处科室]$")
_PUBLIC = ("government", "party")
# 省教育厅: that of the province where the news is
_OF_SOME_PLACE = re.compile(
    "(?:[省市县区]|自治区)(?!级|内|外|属|直|市|域|划|块|情|校|长|场|委市政府|委省政府|人大|政协|纪委|法院|检察院|政府$|委$|区)[\u4e00-\u9fff]{2,12}$"
)
_GOVERNED = re.compile("(.{1,6}[市县区旗])(?:委|政府|人民政府)")
# 户县人民政府: of a place that has another name now, or that no list has
_SOME_GOVERNMENT = re.compile("(?![该本我各])[\u4e00-\u9fff]{1,4}(?<![该本我各全其])[市县区旗镇乡]人民政府")


@cache
def _divisions() -> frozenset[str]:
    return frozenset(column("places.tsv", 2))


def _has_place(name: str) -> bool:
    """Tell whether a name says a place, be it one of several of that name: 长安区委."""
    governed = _GOVERNED.fullmatch(name)
    if place_of(name) is not None or (governed is not None and governed[1] in _divisions()):
        return True
    return name.endswith("人民政府") and _SOME_GOVERNMENT.fullmatch(name) is not None


_SEAT = re.compile("[（(](?P<place>[\u4e00-\u9fff]{2,4})[）)]")
#: Parts of the country that tell one university from another of its name; all other seats are cities.
_REGIONS = frozenset(("华东", "华北", "华南"))


def seat_end(text: str, start: int) -> int:
    """Return where the place in brackets ends that begins at ``start`` and belongs to a name, else ``start``.

    >>> seat_end("中国石油大学（华东）副校长", 6), seat_end("中国石油大学（简称石大）", 6)
    (10, 6)
    """
    match = _SEAT.match(text, start)
    if match is None:
        return start
    return match.end() if match["place"] in _REGIONS or places_in_name(match["place"]) else start


def _acts(name: str) -> bool:
    """Tell whether a verb stands right before the ending of ``name``: 简要说明集团."""
    before = name[: len(name) - len(_ending(name))]
    if name.endswith(("有限公司", "有限责任公司", *_OF_STATE)) or begins_with_place(name):
        return False
    return before[-2:] in _verbs() or before[-1:] in "来就对向把将由从"


@cache
def _company_heads() -> tuple[str, ...]:
    return tuple(name for name in vocabulary("companies.txt") if len(name) > 2)


def _founder(part: str) -> str:
    """Return the company that ``part`` begins with, where only the field of a joint body follows: 隆基绿能|零碳."""
    if type_of(part) is not None:
        return part
    return next((part[:length] for length in range(len(part), 2, -1) if part[:length] in _company_heads()), part)


def split_names(name: str) -> list[str]:
    """Return the names of bodies in one phrase: on both sides of a dash, of a joint body, or without anything between.

    >>> split_names("西安交通大学——河钢集团"), split_names("西安交通大学-通用技术集团联合研究院")
    (['西安交通大学', '河钢集团'], ['西安交通大学', '通用技术集团'])
    >>> split_names("陕西省委人才办西安市委人才办")
    ['陕西省委人才办', '西安市委人才办']
    """
    name = _BEHIND_FIRM.sub("", name)
    joint = _JOINED.search(name)
    rest = name[joint.end() :] if joint is not None else ""
    if joint is not None and is_named(rest) and (is_whole(rest) or type_of(rest) == "university"):
        left = name[: joint.start()]
        if is_named(left) and type_of(left) in _WITH_OTHERS:  # 甲中学校与乙大学
            return [left, rest]
        if not is_named(left) and left.endswith("团"):
            return [rest]
    parts = [part for part in _DASHES.split(name) if part]
    if len(parts) > 1:
        parts = [_founder(_OF_FIRM.sub("", _JOINT.sub("", part))) for part in parts]
    return [piece for part in parts for piece in _ADJACENT.split(part) if piece]
