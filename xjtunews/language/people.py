"""Know the people of an article: their titles, the bodies for which they are there, and whose side they are on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from xjtunews.language.home import Home
from xjtunews.language.organizations import is_named, is_proper, type_of
from xjtunews.language.parties import main_bodies
from xjtunews.language.phrases import Named, Phrases
from xjtunews.language.words import alternation, rows

# 我校副校长 is of the university whose page it is, whatever stands round it.
_OURS = re.compile("我校|我院|本校|我部|我系|我所")
# 学校党委书记 as well, unless another school has just been named; 校长 may be any university's.
_OF_OUR_SCHOOL = re.compile("校(?!长|务委员)|学校(?!长)|该校")
_SCHOOLS = frozenset(("university", "school"))
# 企业董事长, 集团公司总经理: of some firm that the text has named, never of a university.
_OF_SOME_FIRM = re.compile("(?:该|上述)?(?:企业|公司|集团公司|集团|总公司)[党董总副常执首监纪工经负高财营技书]")
# Offices that only a university, only a place, or nobody's body has.
_OF_UNIVERSITY = re.compile("(?:^|[副助理])校长|^校|^(?:党委)?(?:常委|副书记)$")
_OF_COLLEGE = re.compile("^(?:学院)?副?院长|教研室|系主任|教务|学工|辅导员")
_OF_COLLEGE_PARTY = re.compile("(?:研究院|学院|校区)$")
_OF_FIRM = re.compile("总经理|董事长|总裁|公司")
_ALUMNI = re.compile("校友总?会")
# Ministries of the state, and departments of many a firm.
_DEPARTMENTS = frozenset(("科技部", "教育部", "财政部", "商务部", "司法部", "民政部", "水利部", "公安部"))
_OF_PLACE = re.compile("[省市县区州]长$")
_OF_BODY = re.compile("党委|党组")
# Between two people of one list.
_ABREAST = re.compile("[^，。、；]{0,3}(?:一行|等)?[、，,；;和及与以\\s]{0,4}")
_STOPS = re.compile("[。！？；]")
_MEETING = ("与", "同", "和", "受到", "会见了", "拜访了")
_WENT_TO = re.compile("(?:赴|前往|走进|走访|访问|到访|来到|抵达|拜访|到|在)$")
_FIRM_TYPES = frozenset(("company",))


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {kind: alternation(listed.split()) for kind, listed in rows("cited_contexts.tsv")}
    before = re.compile(f"(?:{words['before']})(?!下简称|[品章册牌币封])[^，。；、]{{0,20}}$")
    return before, re.compile(f"[^，。；]{{0,16}}?(?:{words['after']})")


def is_cited(text: str, start: int, end: int) -> bool:
    """Tell whether the person whose name stands there is only quoted or remembered.

    >>> is_cited("传达省委书记赵一德讲话", 6, 9), is_cited("省委书记赵一德主持会议", 4, 7)
    (True, False)
    """
    before, after = _contexts()
    return before.search(text, max(0, start - 40), start) is not None or after.match(text, end) is not None


@dataclass(slots=True)
class Person:
    """Hold what an article says of somebody: all titles, the first body and side that the titles show."""

    titles: list[str] = field(default_factory=list)
    body: str | None = None
    side: str | None = None
    own: bool = False  # has titles that are not shared from a list

    def keeps(self, named: Named) -> list[str]:
        """Return the titles of one mention that are this person's: a shared one only where there is no other."""
        return [] if named.listed and self.own and not named.titled else [title.text for title in named.titles]


def settle_people(
    phrases: Sequence[Phrases],
    paragraphs: Sequence[str],
    home: Home,
    is_outside: Callable[[str], bool],
    short: Mapping[str, str],
) -> dict[str, Person]:
    """Return the people of an article by name; ``short`` holds the full names behind the short ones that it declares.

    Somebody without a body of his own is there for that of the person before him in the sentence, unless the office is
    one that such a body does not have.
    """
    people: dict[str, Person] = {}
    for found, text in zip(phrases, paragraphs, strict=True):
        found.people = [named for named in found.people if not is_cited(text, named.start, named.end)]
        previous: Named | None = None
        before: tuple[str | None, str | None] = None, None
        last: str | None = None  # the body last named in the paragraph
        for named in found.people:
            begin = named.titles[0].start if named.titles and not named.listed else named.start
            behind = max([previous.end, *(title.end for title in previous.titles)]) if previous else 0
            if previous is None or not _ABREAST.fullmatch(text, behind, max(begin, behind)):
                before = None, None
            if previous is None or _STOPS.search(text, previous.end, named.start):
                last = None
            person = people.setdefault(named.name, Person())
            person.titles += [title.text for title in named.titles if title.text not in person.titles]
            person.own = person.own or (bool(named.titles) and not named.listed)
            named.bodies = [short.get(body, body) for body in main_bodies(named.titles, home, last)]
            if before == (None, None):
                before = _met_there(found, named, text, is_outside)
            here = _side(named, text, home, is_outside, before)
            person.side = person.side or here[0]
            if person.side == here[0]:
                person.body = person.body or here[1]
            previous, before = named, (person.side, person.body) if here == (None, None) else here
            last = before[1] or last
    return people


def _met_there(
    found: Phrases, named: Named, text: str, is_outside: Callable[[str], bool]
) -> tuple[str | None, str | None]:
    """Return the side and body of somebody whom a delegation meets where it went: 赴榆林学院调研，与校长甲座谈."""
    begin = named.titles[0].start if named.titles else named.start
    if named.bodies or not text[:begin].endswith(_MEETING):
        return None, None
    places = [
        body.name
        for body in found.bodies
        if body.end <= begin
        and _WENT_TO.search(text, 0, body.start)
        and not _STOPS.search(text, body.end, begin)
        and type_of(body.name) in _SCHOOLS
        and is_outside(body.name)
    ]
    return ("theirs", places[-1]) if places else (None, None)


def _side(
    named: Named,
    text: str,
    home: Home,
    is_outside: Callable[[str], bool],
    before: tuple[str | None, str | None],
) -> tuple[str | None, str | None]:
    """Return whose side somebody is on and for which body, as the titles show it."""
    beside_school = before[0] == "theirs" and type_of(before[1] or "") in _SCHOOLS
    for title in named.titles:
        ours = not beside_school and _OF_OUR_SCHOOL.match(title.text)
        if ours or _OURS.match(text, title.start) or title.text.startswith(home.names or "\n"):
            return "ours", home.names[0] if home.names else None
    if any(_ALUMNI.search(title.text) and home.owns(title.text) for title in named.titles):
        return "ours", None
    if type_of(before[1] or "") == "company":  # 中国商飞副总经理甲、科技部部长乙: no minister
        named.bodies = [body for body in named.bodies if body not in _DEPARTMENTS]
    bodies = [*named.bodies, *([named.body] if named.body else [])]
    outside = next((body for body in bodies if is_outside(body)), None)
    if outside is not None:
        return "theirs", outside
    own = next((body for body in bodies if body.startswith(home.names or "\n")), None)
    if own is not None:
        return "ours", own
    if any(is_named(body) for body in bodies[:1]) and any(map(_OF_COLLEGE_PARTY.search, bodies[:1])):
        return "ours", bodies[0]  # named by its place, and none of another: 苏州研究院
    if not named.titles and not named.listed:
        return None, None
    side, body = before
    if named.titles and all(title.kind in ("honour", "rank") for title in named.titles):
        return (side, body) if named.listed else (None, None)
    texts = [title.text for title in named.titles]
    if type_of(body or "") == "company" and any(map(_OF_COLLEGE.search, texts)):
        return "ours", None
    if any(map(_OF_SOME_FIRM.match, texts)) and type_of(body or "") not in _FIRM_TYPES:
        return "theirs", None
    firm = any(map(_OF_FIRM.search, texts))
    if not firm and any(map(_OF_UNIVERSITY.search, texts)) and (side is None or type_of(body or "") != "university"):
        return "ours", None
    if any(map(_OF_PLACE.search, texts)):
        return "theirs", body if side == "theirs" else None
    if any(map(_OF_BODY.match, texts)) and type_of(body or "") in ("government", "party"):
        return "ours", None
    if side is None and bodies and home.owns(bodies[0]) and not is_proper(bodies[0]) and not is_named(bodies[0]):
        return "ours", bodies[0]
    return side, body
