"""Tell from the title of a person which body stands behind it, and on whose side the person is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xjtunews.language.home import Home
from xjtunews.language.organizations import is_named, is_proper, is_whole, seat_end, type_of
from xjtunews.language.phrases import Title
from xjtunews.language.places import place_of
from xjtunews.language.tokens import office_at_end

# What stands between the name of a body and the office in it: 党委副书记, 常务副总经理.
_RANK = re.compile(
    "(?:驻村|党组|党委|党工委|党支部|党总支部|党总支|总支部|总支|支部|纪委|董事局|董事会|理事会|执行|常务|名誉|荣誉|轮值|高级|首席|资深|联席|候任"
    "|代理|协理|第[一二三]|专职|兼职|主持工作|主持日常工作|原|前|副|总|代|兼|[一二三四]级|[大上中少]校|[上中少]将|[大上中少]尉){1,6}$"
)
_BRACKET = re.compile("[（(][^（）()]{0,30}[）)]$")
_SHORT = re.compile("[（(][^（）()]{0,8}简称[^（）()]{0,24}[）)]")
_PARTY_OF_PLACE = re.compile(
    "(?:[省市区县州盟旗]|自治[区州县旗]|新区|园区|高新区|开发区|新城)(?:委|党工委|党委|工委|纪委)$"
)
_HEAD_OF_PLACE = re.compile("(?:常务)?(?:副|代|候任|原副?)?(?P<unit>[省市区县州盟旗镇乡])长$")
_PROVINCE = re.compile("^[^省区市]{2,5}(?:省|自治区)(?=[^省市]{2,5}[市州盟](?:[^场]))")
_OF_PROVINCE = re.compile("^[^省区市]{2,5}(?:省|自治区)(?=[^省市]{2,5}[市州盟]?$)")
_NOW = re.compile("^(?:现任|现挂职|挂职|现|时任|原任|兼任|兼|原|前)(?=..)")
_FORMER = re.compile("原(?!平|阳|州)|曾任")
_LEADING = frozenset(
    ("负责人", "主要负责人", "成员", "党组成员", "队员", "顾问", "理事", "董事", "监事", "发言人", "代表")
)
_SEATS = frozenset(("常委", "委员", "成员", "党组成员", "代表", "顾问", "理事", "常务理事"))
# 甲乙有限公司人力资源总监: the firm, not the department.
_IN_FIRM = re.compile("(?<=有限公司|责任公司|股份公司)[^公司行厂]{1,10}$")
_REGION = re.compile("(?<=..)(?:大?中国区|大中华区|亚太区)$")  # 华为中国区总裁
_NO_FIRM = re.compile(
    r"[级届驻村位名组副\d]|教工|学生|机关|第[一二三四]|专业|学科|[业司]方|人事|招聘|(?:市场|营销|销售|运营|研发|财务|区域|大区|片区)$"
)
_FIRM = re.compile("董事|经理|总裁|总监|书记|创始人|合伙人|总工|主席|校长|院长|CEO|[负责]人|代表|总")
_CAMPUS = re.compile("[^大学]{2,5}校区")
_OFFICES = ("书记", "长", "主任", "主席", "经理", "总裁", "总监")
_SELDOM = re.compile(
    "人大|人民代表大会|政协委员|民建|民革|民盟|民进|农工党|致公党|九三学社|台盟|工商联|院士"
    "|专家委员会|学术委员会|咨询委员会|专家咨询"
)
_OF_SOME_PLACE = frozenset(("市委", "区委", "县委", "市政府", "区政府", "县政府"))
_OF_NO_PLACE = _OF_SOME_PLACE | {"省", "市", "区", "县", "自治区", "党组", "政府"}
_STATE = ("国家", "中央", "全国")
_GOVERNED = re.compile(
    "(.{1,14}(?:省|自治区|市|自治州|州|盟|县|旗|区|新城|科技城|科学城|大学城|国际港|产业园|工业园|科技园))"
    "(?:党?委|政府|人民政府|纪委|人大|政协|政法委|党工委|工委|管委会|[^市县]{1,6}[局厅办委])?"
)
_TWICE = re.compile("([市县区旗州])\\1(?=委|政府)")  # 濮阳市市委
# 省征兵工作领导小组副组长、省军区副司令员 is there for both
_JOINT_GROUP = re.compile("[省市区县].{2,12}(?:领导小组|指挥部)")
#: Types of bodies whose parts are no parties beside them.
WHOLE = ("university", "company", "hospital", "institute")
# 平顶山市委 is one party with 平顶山市.
_GOVERNS = re.compile("党?委|党?工委|党委|政府|人民政府|人大|人大常委会|人大工委|政协|管委会|纪委")
_PLACE_WORD = re.compile("^(?:省|自治区|全?国)(?=[^长])")


def body_of(title: Title, previous: str | None, home: Home) -> str | None:
    """Return the body that a title names, as the title names it; None where it names none.

    ``previous`` is the body of the title before it: `市委副书记、市长` are offices of one city.
    """
    if title.kind != "office" and title.head not in _LEADING:
        return None
    text = title.text if is_whole(title.text) else _NOW.sub("", title.text)
    if "简称" in text:
        text = _SHORT.sub("", text)
    first, also, _ = text.partition("兼")
    office = title.head
    if also and first:  # 甲局局长兼乙办主任: the first of two offices names the body
        text, office = first, office_at_end(first)
    head = _HEAD_OF_PLACE.search(text)
    if head is not None:
        place = text[: head.start()]
        if place.endswith("政府"):
            return place
        if place:
            place = _OF_PROVINCE.sub("", place)
            return place if place.endswith(head["unit"]) else place + head["unit"]
        own = home.division.province if home.division is not None and head["unit"] == "省" else None
        return _governed(previous) or own
    body = text[: len(text) - len(office)]
    bracket = _BRACKET.search(body)
    if bracket is not None and seat_end(body, bracket.start()) == bracket.start():
        body = body[: bracket.start()]
    body = _IN_FIRM.sub("", body)
    if body.endswith("区"):
        body = _REGION.sub("", body)
    if not _PARTY_OF_PLACE.search(body):
        while body.endswith(_OFFICES) and (other := office_at_end(body)):  # 甲集团党委书记|董事长
            body = body[: -len(other)]
        shorter = _RANK.sub("", body)
        body = body if _PARTY_OF_PLACE.search(body) else shorter
    if body == "管委会" and previous is not None:
        return (_governed(previous) or "") + body
    if body in _OF_SOME_PLACE and previous is not None:
        return None
    if text.endswith("主席") and body.endswith("自治区"):
        return body if body != "自治区" else _governed(previous) or body
    if "、" in body:  # 平高集团、平高电气党委书记: of two bodies, the first
        body = next((part for part in body.split("、") if is_named(part) or is_proper(part)), body)
    return _without_province(body) or None


def _without_province(body: str) -> str:
    """Return `泰安市委` for `山东省泰安市委`."""
    return _PROVINCE.sub("", body)


def _governed(body: str | None) -> str | None:
    """Return the place whose government or party a body is."""
    found = _GOVERNED.fullmatch(_TWICE.sub(r"\1", body or ""))
    return found[1] if found else None


def main_bodies(titles: Sequence[Title], home: Home, before: str | None = None) -> list[str]:
    """Return the bodies for which somebody with these titles takes part.

    That is the body of the last office; of the offices before it, those that lead the government or party of another
    place. Seats in a standing committee or a congress say a rank, unless there is nothing else. ``before`` is the body
    of the person before, whose place a head of some place may share: `施甸县委书记甲、县长乙`.
    """
    bodies: list[tuple[str, bool]] = []
    previous = before if before is not None and _governed(before) else None
    for title in titles:
        if _FORMER.match(title.text) and len(titles) > 1:
            continue
        body = body_of(title, previous, home)
        if body is not None:
            leads = title.head not in _SEATS and not _SELDOM.search(body)
            bodies.append((body, leads))
            previous = body if previous is None or is_named(body) or _governed(body) else previous
    if any(not home.owns(body) for body, _ in bodies):  # 北京大学副校长、医学部主任 is there for 北京大学
        bodies = [(body, leads) for body, leads in bodies if not home.owns(body) or body.startswith(home.names or "\n")]
    ranked = [body for body, leads in bodies if leads] or [body for body, _ in bodies[:1]]
    found: list[str] = []
    for body in reversed(ranked):
        if not found or _JOINT_GROUP.fullmatch(body):
            found.append(body)
        elif type_of(body) in ("government", "party") or body.endswith(("省", "市", "县", "区")):
            place = _governed(body)
            same = any((place or "") in other or other.startswith(body[:2]) for other in found)
            if place is not None and place_of(place) is not None and not same:
                found.append(body)
    return found


def is_outside(body: str, home: Home, head: str = "总经理") -> bool:
    """Tell whether a body named by a title is another's, and named well enough to be a party."""
    if body in _OF_NO_PLACE or len(body) < 2 or home.owns(body) or _CAMPUS.match(body):
        return False
    if is_named(body) or body.startswith(_STATE) or place_of(body) is not None or _PLACE_WORD.match(body):
        return True
    if type_of(body) == "university" and body.endswith("大学") and is_proper(body):
        return True  # 圣彼得堡彼得大帝理工大学
    # 张宣科技董事长: a firm by the office that only firms have
    firm = type_of(body) is None and len(body) < 9 and is_proper(body) and not _NO_FIRM.search(body)
    return firm and _FIRM.search(head) is not None


def stands_for(body: str, parties: Iterable[str]) -> bool:
    """Tell whether somebody's body is one with a party named in full.

    >>> stands_for("平顶山市委", ["平顶山市"]), stands_for("平顶山市科技局", ["平顶山市"])
    (True, False)
    """
    return any(body.startswith(party) and _GOVERNS.fullmatch(body, len(party)) for party in parties)


def is_part(body: str, parties: Iterable[str]) -> bool:
    """Tell whether a body is part of a party.

    >>> is_part("复旦大学教务处", ["复旦大学"]), is_part("复旦大学", ["复旦大学"])
    (True, False)
    """
    return any(body != party and body.startswith(party) and type_of(party) in WHOLE for party in parties)
