"""Know the university whose page it is: what is its own, and what belongs to others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from xjtunews.language.organizations import is_known, is_named, is_proper, is_whole, trim, type_of, without_country
from xjtunews.language.phrases import read_phrases
from xjtunews.language.places import Division, place_of
from xjtunews.language.short_names import short_university
from xjtunews.language.words import vocabulary

_COMES_TO_US = re.compile("[^。！？]{0,120}?(?:来访?|到访|访问)(?:我校|我院|我集团|我公司|我市|我县|集团)")
_AUTHORITY = re.compile("[省市区县]委|[省市区县]政府|自治区|省[^内外]|国家|中央|国务院|教育部|科技部|中国|中华|全国")
_WITH_UNIVERSITY = re.compile("[^，。；！？\n]{0,60}(?:大学|学院)[^，。；！？\n]{0,10}")
_AS_GUEST = re.compile(
    "(?:与|同|和|及|邀请|特邀|聘请|邀|应|赴|到|在|向|访问|到访|走访|来自|前往|参观|调研|考察|会见|接待|、)$"
)
_VISITED = re.compile("(?:赴|访问|到访|走访|来自|前往|走进|参观)(?:[^，。；、]{2,12}、){0,4}$")
_WENT = re.compile("(?:赴|前往)(?:[^，。；、]{2,12}、){0,4}$")
# 我所与某大学, 我院赴某大学, 课题组成员一行前往某大学: whoever sets out is ours, that university is another.
_WE_SET_OUT = re.compile(
    "(?:我[校院]|学院|学校|本院|本校|办公室|课题组|(?<![省市县区厅局])[处系])[^，。；]{0,30}(?:赴|前往)(?:[^，。；、]{2,12}、){0,4}$"
    "|(?:^|[，。\n])(?:校|院|学校|学院)?(?:党委|副?校长|副?院长|领导)[^，。；与和]{0,30}(?:赴|前往)(?:[^，。；、]{2,12}、){0,4}$"
    "|我[校院所][与和同]$"
)
_WITH_US = re.compile("我[校院所][与和同](?P<other>.+)")
_RECEIVES = re.compile("(?:一行|率[^，。]{0,6}团)[^，。]{0,4}(?:访问|到访|来访|来到|莅临|到)$")
_AS_HOST = re.compile(
    "[^，。]{0,20}(?:一行[^，。]{0,6}(?:来|到访|莅临|到(?:我[校院]|学[校院]))|来校|来院|来我|到访|做客|应邀|受邀|“?走”?进我[校院])"
)
# 校长对甲大学一行的来访表示欢迎: a guest, wherever else the text names it
_WELCOMED = re.compile("(?:一行)?[^，。]{0,10}(?:来访|到访|到来|来校|光临|莅临)[^，。]{0,6}表示")
# 甲大学等4所高校承办: one of many
_AMONG = re.compile(
    "(?:、[\u4e00-\u9fff]{2,12}){0,6}等(?:全国|国内|省内|海内外)?(?:[\\d一二三四五六七八九十几多数余]{0,3}[所家])?(?:[^，。、]{0,4}高校|院校|单位|大学)"
)
_COMES_HERE = re.compile("(?:[\u4e00-\u9fff]{1,6}[人行])?来")
# 我校副校长甲、乙大学副校长丙: where the page says `our`, whoever is named in full with an office is another's.
_OURS = re.compile("我[校院]")
_OUR_PLACE = re.compile("(?<![给为])我[市县]")
_OFFICER = re.compile("(?:党委|纪委)?(?:常务|执行)?副?(?:书记|校长|院长|教务长)|党委")
_NOT_A_NAME = re.compile("我校|本校|该校|我院|率领|组织|带领")
_ALUMNI = re.compile("校友(?:总?会|[^，。会校]{0,5}(?:联谊会|联合会|联盟))")
_UNIVERSITY = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:大学(?!联盟|城)|(?<![科医])学院)")


@dataclass(frozen=True)
class Home:
    """Hold the names of the reporting university, the full one first; ``names`` is empty where it is unknown."""

    names: tuple[str, ...] = ()

    @cached_property
    def division(self) -> Division | None:
        """Return where the university is."""
        return place_of(self.names[0]) if self.names else None

    def owns(self, name: str) -> bool:
        """Tell whether a body is the university itself or one of its own.

        >>> home = Home(("西安交通大学", "西安交大"))
        >>> [home.owns(name) for name in ("西安交大苏州研究院", "校党委", "人事处", "苏州大学", "天津校友会")]
        [True, True, True, False, True]
        """
        if any(own in name for own in self.names):
            return True
        if _AUTHORITY.match(name) or is_known(name):
            return False
        if name.startswith(("校", "我校", "本校", "母校", "学校")) and not name.startswith("校企"):
            return True
        if _ALUMNI.search(name):
            return not _UNIVERSITY.match(name)
        return not (is_proper(name) or is_named(name)) and type_of(name) in {
            "university",
            "institute",
            "unit",
            "party",
            "school",
            None,
        }

    def guest_of(self, phrase: str) -> str:
        """Return the other body of a phrase that names the university with no word between the two that ends a name.

        >>> home = Home(("西安交大",))
        >>> [home.guest_of(phrase) for phrase in ("陕西省税务局来西安交大", "西安交大联合华为", "西安交大联合实验室")]
        ['陕西省税务局', '华为', '西安交大联合实验室']
        """
        if "来" in phrase:
            ends = [end for name in self.names if (end := phrase.find(f"来{name}")) > 0]
            return phrase[: min(ends)].removesuffix("一行") if ends else phrase
        if "联合" in phrase:
            begins = [len(name) + 2 for name in self.names if phrase.startswith(f"{name}联合")]
            return next((phrase[begin:] for begin in begins if is_whole(phrase[begin:])), phrase)
        return phrase


def guess_home(title: str, paragraphs: Sequence[str], names: Sequence[str] = (), *, sure: bool = False) -> Home:
    """Return the university whose news an article is: that of ``names``, if the text names it, or if that is ``sure``.

    Where the guests of the text are those of ``names`` (`…一行来我校`), or the text knows no such university, the one
    named most often at the beginning is taken; a ``Home`` without names where there is none.

    >>> guess_home("", ["3月5日，河南大学与中原资产管理有限公司签约。"], ["西安交通大学"]).names
    ('河南大学',)
    """
    text = "\n".join((title, *paragraphs))
    if sure:
        return Home(tuple(names))
    if names and any(name in text for name in names) and not _visits_us(text, names):
        return Home(tuple(names))
    counts: Counter[str] = Counter()
    hosts: list[str] = []  # those to which guests came
    away: set[str] = set()  # those that we went to
    visited: set[str] = set()  # and those whose officers stand beside ours
    went: set[str] = set()  # those to which somebody went, in a text that says `our`
    welcomed: set[str] = set()  # those that somebody of ours bids welcome
    ours = _OURS.search(text) is not None
    for sentence in _WITH_UNIVERSITY.findall("\n".join((title, *paragraphs[:3]))):
        for body in read_phrases(sentence).bodies:
            found = _UNIVERSITY.match(trim(body.name))
            if found is not None and (with_us := _WITH_US.match(found[0])):
                away.add(with_us["other"])
                continue
            if found is None or _NOT_A_NAME.match(found[0]):
                continue
            if _AMONG.match(sentence, body.end):
                away.add(found[0])
                continue
            if sentence.endswith("对", 0, body.start) and _WELCOMED.match(sentence, body.end):
                welcomed.add(found[0])
                continue
            if _AS_GUEST.search(sentence, 0, body.start) or body.name.startswith("应"):
                if _VISITED.search(sentence, 0, body.start):
                    visited.add(found[0])
                if (ours or _WE_SET_OUT.search(sentence, 0, body.start)) and _WENT.search(sentence, 0, body.start):
                    went.add(found[0])
                if _WE_SET_OUT.search(sentence, 0, body.start):
                    away.add(found[0])
                if _RECEIVES.search(sentence, 0, body.start):
                    hosts.append(found[0])
                continue
            if _AS_HOST.match(sentence, body.end) or (ours and sentence.startswith("、", body.end)):
                if _AS_HOST.match(sentence, body.end):
                    away.add(found[0])
                continue
            if _COMES_HERE.match(body.name) and is_named(found[0]):
                return _home(found[0], text)  # 一行来某大学考察
            if ours and _OFFICER.match(sentence, sentence.find(found[0], body.start) + len(found[0])):
                visited.add(found[0])
            if is_named(found[0]) and not any(own in found[0] for own in names):
                counts[found[0]] += 1
    counts = Counter(
        {
            name: count
            for name, count in counts.items()
            if not (_is_abroad(name, text) or (ours and _is_guest(name, text)))
        }
    )
    counts = Counter({name: count for name, count in counts.items() if name not in welcomed}) or counts
    hosts = [name for name in hosts if name not in welcomed | went and not _is_abroad(name, text)]
    if hosts and (welcomed or away.issuperset(counts)):
        return _home(hosts[0], text)
    if not counts:
        return Home(() if _visits_us(text, names) else tuple(names))
    if away.issuperset(counts) or (not ours and _OUR_PLACE.search(text) is not None):
        return Home()  # 在我市举行: the page is a city's
    guests = {name for name in counts if any(other.endswith(name) for other in visited)}  # in short form, too
    best = max(counts.keys() - guests or counts, key=lambda name: (text.count(name), -text.find(name)))
    return _home(best, text)


def _home(name: str, text: str) -> Home:
    """Return the home of that name, with its short form where the text has it: 曲阜师范大学, 曲阜师大."""
    short = short_university(name)
    return Home((name, short) if short is not None and short in text else (name,))


def _is_abroad(name: str, text: str) -> bool:
    """Tell whether a university lies in another country, as its name or the text says."""
    if without_country(name) is not None:
        return True
    countries = tuple(vocabulary("countries.txt"))
    return any(text.endswith(countries, 0, match.start()) for match in re.finditer(re.escape(name), text))


def _is_guest(name: str, text: str) -> bool:
    """Tell whether somebody of a university came to us, as one clause says: `吕梁学院书记王辉一行来访我校`."""
    return re.search(f"{re.escape(name)}[^。，；]{{0,60}}(?:来访?|到访|访问|莅临|走进|做客)我[校院]", text) is not None


def _visits_us(text: str, names: Sequence[str]) -> bool:
    if not any(word in text for word in ("来我", "访我", "访问我", "来集团")):
        return False
    for sentence in re.split("[。！？\n]", text):
        match = _COMES_TO_US.match(sentence)
        if match and any(name in match[0] for name in names):
            return True
    return False
