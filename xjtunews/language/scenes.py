"""Bring together what one article names: its people and bodies, passage by passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xjtunews.language.bystanders import is_bystander
from xjtunews.language.facts import Appearance, Declared, Location, Participation, Scene
from xjtunews.language.home import Home
from xjtunews.language.kinds import Kind, find_kinds
from xjtunews.language.listed import listed_bodies, may_name, quoted_founders, signers
from xjtunews.language.mentions import Passage
from xjtunews.language.narrative import afterwards, told, within
from xjtunews.language.organizations import (
    holds_verb,
    is_named,
    is_proper,
    split_names,
    trim,
    type_of,
)
from xjtunews.language.parties import WHOLE, is_outside, is_part, stands_for
from xjtunews.language.parts import without_part
from xjtunews.language.people import Person, settle_people
from xjtunews.language.phrases import Body, Named, Phrases, read_phrases
from xjtunews.language.place_parties import is_host, is_visited, lies_in, party_name
from xjtunews.language.places import Division, PlaceMention, find_places, place_of, scenes_among
from xjtunews.language.short_names import aliases, defined_short_names, is_short_for
from xjtunews.language.text import sentences

# 教育学院赴蓬溪推进项目: whatever university is named before 教育学院 in the text, it is ours.
_OWN_COLLEGE = re.compile(
    "(?:[^——]{0,30}——)?(?P<name>[\u4e00-\u9fff]{2,8}?(?:学院|系))(?:党|师生|领导|教师|与|赴|到|走|举|召|开展|组织|成功|积极|顺利)"
)
# 西安交通大学苏州研究院: 苏州研究院 is ours in that text.
_OWN_UNIT = re.compile(
    "[^，。、；：“”《》\\s和与及的在—–-]{2,16}?(?:研究院|基地|中心|科技园|校区)(?:（[^（）]{2,4}）)?"
)
# 交大创新港走到甲中心: another's
_GOES = re.compile("^[赴会来到向]|[走来前去]到|前往|[赴与]")
# 我校甲研究院、乙中心: one word for all of the list
_OURS_LISTED = re.compile(
    "我[校院][^，。；、与和同跟赴到]{2,16}(?:研究院|研究所|中心|学院|实验室|基地)、(?:[^，。；、]{2,16}、){0,4}\\Z"
)
_FAR = 80
# 在广州，一行走访…; 在苏州期间
_STAYING = re.compile("[市省]?(?:，|期间)")
# A graduate who comes as a guest comes for the firm, one in a list of graduates does not.
_GUEST = re.compile("一行|等?[^，。]{0,4}(?:到访|来访|来校|会见)|[^，。]{0,30}一行来")
# Kinds of what a delegation does at one stop after another, and those that a later paragraph adds to the same occasion.
_STOPS = frozenset(("签约", "揭牌", "会见", "座谈", "调研", "报告", "捐赠"))
_ADDED = frozenset(("签约", "揭牌", "会见", "座谈", "捐赠"))
# 座谈会上，甲表示: there was one, whoever speaks then.
_AT = re.compile("在?[^，。]{0,8}(?:会上|仪式上|会见[中时]|会谈[中时]|座谈[中时])，")
_YEAR = re.compile("((?:19|20)[0-9]{2})年[，起至双]")
#: Bodies whose parts are no parties beside them, and those that stand for the place that they govern.
_PARTS = ("institute", "unit")
_PUBLIC = ("government", "party", "park", "school", None)


class Article:
    """Read one article into one scene for each passage; all texts are in simplified characters."""

    def __init__(self, title: str, paragraphs: Sequence[str], passages: list[Passage], home: Home) -> None:
        self.title = title
        self.paragraphs = paragraphs
        self.home = home
        self.passages = passages
        self.keys = [(passage.paragraph, passage.start) for passage in passages]
        self.scenes = [Scene() for _ in passages]
        self.elsewhere = Scene()
        self.here: Scene | None = None  # of the paragraph that is read, while it is open to which passage it belongs
        self.phrases: list[Phrases] = []
        self.told = [told(paragraph) for paragraph in paragraphs]
        self.people: dict[str, Person] = {}
        self.short: dict[str, str] = {}
        self.declared: list[Declared] = []
        self.own: set[str] = set()
        self.college = "\n"  # whose headline it is, where that has no other name than its field
        self.parties: dict[str, Participation] = {}
        self.owned: set[tuple[str, int]] = set()  # what stands before somebody, and where he stands
        self.visited: list[tuple[int, PlaceMention]] = []  # places to which a visit was

    def read(self) -> None:
        """Fill the scenes."""
        self._names()
        self.people = settle_people(self.phrases, self.paragraphs, self.home, self._is_outside, self.short)
        if self.passages:
            for mention in self._scenes_in(self.title, list(find_places(self.title))):
                self._locate(self.scenes[0], mention.division, "scene", self.passages[0].paragraph)
        for number, phrases in enumerate(self.phrases, 1):
            above = self._above(number)
            if above is None:
                self._paragraph(number, phrases)
            else:
                self._go_on(number, phrases, above)
        self._take_visited()
        self._keep_cities()
        self.elsewhere.parties, self.elsewhere.locations = {}, {}  # where nothing happens, nobody takes part in it

    def _names(self) -> None:
        """Read the phrases of all paragraphs, each with the names that those before it gave."""
        known: set[str] = set()
        units = set(self.home.names)
        college = _OWN_COLLEGE.match(self.title)
        if college is not None and not is_proper(college["name"]):
            self.own.add(college["name"])
            self.college = college["name"]
        for number, (paragraph, stretches) in enumerate(zip(self.paragraphs, self.told, strict=True), 1):
            phrases = read_phrases(paragraph, known, units, stretches)
            self.phrases.append(phrases)
            self.own.update(body.name for body in phrases.bodies if self._names_own(body.name))
            self.own.update(self._own_units(paragraph))
            for body in phrases.bodies if "简称" in paragraph else ():
                name = body.name.partition("（")[0] if "简称" in body.name else body.name
                behind = body.start + len(name)
                for short in defined_short_names(paragraph, behind):
                    units.add(short)
                    end = paragraph.index(short, behind) + len(short)
                    self.declared.append(Declared(short, trim(name), number, body.start, end))
                    if self.home.owns(trim(name)):
                        self.home = Home((*self.home.names, short))
                    else:
                        self.short[short] = trim(name)

    def _go_on(self, number: int, phrases: Phrases, index: int) -> None:
        """Let a paragraph without a date of its own go on with the passage above it, or tell of another stop."""
        text, stretches = self.paragraphs[number - 1], self.told[number - 1]
        self.here = Scene()
        self._paragraph(number, phrases)
        scene, self.here = self.here, None
        above, known = self.passages[index], self.scenes[index]
        for name in [n for n, p in scene.parties.items() if p.role == "title" and is_part(n, known.parties)]:
            del scene.parties[name]
        at = _AT.match(text)
        opening = at.end() if at else 0
        kinds = [kind for kind in find_kinds(text) if kind.span[0] < opening or within(stretches, kind.span[0])]
        year = _YEAR.match(text)
        if year is not None and above.date.start is not None and year[1] < above.date.start[:4]:
            return  # 2011年，双方签约: all that the paragraph tells is history
        if any(kind.kind in _STOPS for kind in kinds) and scene.parties.keys() - known.parties.keys():
            start, end = next(span for span in sentences(text) if span[0] <= kinds[0].span[0] < span[1])
            date = replace(above.date, rule="continued", span=(0, 0))
            self.passages.insert(index + 1, Passage(number, date, text[start:end], start, end, once(kinds)))
            self.keys.insert(index + 1, (number, start))
            self.scenes.insert(index + 1, scene)
            return
        more = [kind for kind in kinds if kind.kind in _ADDED or afterwards(text, kind.span[0])]
        if more:
            self.passages[index] = replace(above, kinds=once([*above.kinds, *more]))
        for name, person in scene.people.items():
            before = known.people.setdefault(name, person)
            if before is not person and not set(person.titles) <= set(before.titles):
                known.people[name] = replace(before, titles=tuple(dict.fromkeys((*before.titles, *person.titles))))
        if scene.parties or scene.locations:
            acting = {name: party for name, party in scene.parties.items() if party.role == "named"}
            known.parties = scene.parties | known.parties | {n: acting[n] for n in known.parties.keys() & acting}
            known.locations = scene.locations | known.locations

    def _above(self, number: int) -> int | None:
        """Return the passage that paragraph ``number`` goes on with; None where it has its own, or none is above."""
        above = None
        for index, passage in enumerate(self.passages):
            if passage.paragraph == number:
                return None
            if passage.paragraph < number:
                above = index
        return above

    def _names_own(self, name: str) -> bool:
        if not name.startswith(self.home.names or "\n") or len(name) > 30:
            return False
        return not (re.search("[—–-]", name) or holds_verb(name))

    def _own_units(self, text: str) -> Iterator[str]:
        """Yield the names of our own units that stand behind ours, without it."""
        for name in self.home.names:
            start = text.find(name)
            while start >= 0:
                unit = _OWN_UNIT.match(text, start + len(name))
                if unit is not None and trim(unit[0]) == unit[0] and not _GOES.search(unit[0]):
                    yield unit[0]
                start = text.find(name, start + len(name))

    def _scene_of(self, paragraph: int, position: int) -> Scene:
        """Return the passage to which what stands at ``position`` belongs: the last one that begins before it."""
        if self.here is not None:
            return self.here
        keys = self.keys
        if not keys:
            return self.elsewhere
        index = bisect_right(keys, (paragraph, position)) - 1
        if (index < 0 or keys[index][0] < paragraph) and index + 1 < len(keys) and keys[index + 1][0] == paragraph:
            return self.scenes[index + 1]
        # two dates in one sentence: the passage of the date before the position
        while index > 0 and keys[index] == keys[index - 1] and self.passages[index].date.span[0] > position:
            index -= 1
        return self.scenes[max(index, 0)]

    def _paragraph(self, number: int, phrases: Phrases) -> None:
        text = self.paragraphs[number - 1]
        stretches = self.told[number - 1]
        places = list(find_places(text)) if stretches else []
        for mention in places:
            if within(stretches, mention.start):
                self._place(number, mention, text)
        found: list[Body | Named] = sorted([*phrases.bodies, *phrases.people], key=lambda item: item.start)
        self.owned = {("的", person.start) for person in phrases.people}  # 甲大学的王明教授
        for item in found:
            if isinstance(item, Named):
                self._person(number, item, text)
            elif not item.within and within(stretches, item.start):
                self._body(number, item)
        if stretches:
            self._beside(number, text, stretches, phrases.bodies)
        for family, office, start in phrases.called:
            self._called(number, family, office, start)
        for mention in self._scenes_in(text, places) if places else ():
            if within(stretches, mention.start):
                self._locate(self._scene_of(number, mention.start), mention.division, "scene", number)
                if is_visited(text, mention):
                    self.visited.append((number, mention))

    def _beside(self, number: int, text: str, stretches: list[tuple[int, int]], bodies: list[Body]) -> None:
        """Take the bodies that only those beside them tell to be bodies."""
        for start, end in (*listed_bodies(text, self.people), *signers(text, self.people)) if bodies else ():
            if within(stretches, start):
                self._body(number, Body(text[start:end], "company", start, end), listed=True)
        for name, start, end in quoted_founders(text):
            if within(stretches, start) and is_named(name) and not self._is_own(name):
                self._take_part(name, "named", number, start, end)

    def _person(self, number: int, named: Named, text: str) -> None:
        self._appear(self._scene_of(number, named.start), named, number)
        if self.people[named.name].side != "theirs" or not named.titles or self._is_alumnus(text, named):
            return
        for body in named.bodies or filter(None, [named.body]):
            if named.titles[-1].head == "院士" and body == named.body:  # 中国科学院王明院士 is there for himself
                continue
            body = trim(body)
            if self._is_outside(body, named.titles[-1].head):
                self._take_part(body, "title", number, named.titles[0].start, named.end)

    def _called(self, number: int, family: str, office: str, start: int) -> None:
        """Take `王校长` for the one person of the article with this family name and office, if there is just one."""
        names = [
            name
            for name, person in self.people.items()
            if name.startswith(family) and any(title.endswith(office) for title in person.titles)
        ]
        if len(names) == 1:
            end = start + len(family) + len(office)
            self._appear(self._scene_of(number, start), Named(names[0], start, end, [], "family-name"), number)

    @staticmethod
    def _is_alumnus(text: str, named: Named) -> bool:
        """Tell whether somebody is named among graduates: their firms take no part."""
        if _GUEST.match(text, named.end) or any(type_of(body) in ("government", "party") for body in named.bodies):
            return False
        start, end = text.rfind("。", 0, named.start) + 1, text.find("。", named.end)
        return "校友" in text[start : end if end >= 0 else len(text)]

    def _is_outside(self, body: str, head: str = "总经理") -> bool:
        return is_outside(body, self.home, head) and not self._is_own(body)

    def _appear(self, scene: Scene, named: Named, paragraph: int) -> None:
        person = self.people[named.name]
        before = scene.people.get(named.name)
        titles = person.keeps(named)
        if before is None:
            scene.people[named.name] = Appearance(
                named.name, tuple(titles), person.side, person.body, paragraph, named.start, named.end, named.rule
            )
        elif not before.titles or not set(titles) <= set(before.titles):
            scene.people[named.name] = replace(before, titles=tuple(dict.fromkeys((*before.titles, *titles))))

    def _body(self, number: int, body: Body, *, listed: bool = False) -> None:
        text = self.paragraphs[number - 1]
        bystander: bool | None = None
        parts = split_names(body.name)
        beside_us = len(parts) > 1 and any(map(self.home.owns, parts))
        for part in parts:
            bare = name = trim(self.home.guest_of(part))
            if name.endswith("代表团"):
                name = name.removesuffix("代表团")
                self._delegations(number, body)
            if self.short:  # 中交 is where 中交产投 stands
                wholes = (short for short in self.short if short.startswith(name))
                name = next((short for short in wholes if text.startswith(short, body.start)), name)
            name = self.short.get(name, aliases().get(name, name))
            name = without_part(name)
            sure = name in self.short.values() or self._is_place(name)
            if sure or (
                (listed or is_named(name) or (beside_us and may_name(name)))
                and not (self._is_own(name) or (bare != name and self._is_own(bare)))
            ):
                if bystander is None:
                    bystander = is_bystander(text, body.start, body.end) or (
                        body.type == "institute"
                        and _OURS_LISTED.search(text, max(0, body.start - _FAR), body.start) is not None
                    )
                start = text.find(bare, body.start, body.end)  # behind the verbs: 提出共建|苏州研究院
                if not bystander and (start <= body.start or not is_bystander(text, start, start + len(bare))):
                    role = "title" if (text[body.end : body.end + 1], body.end + 1) in self.owned else "named"
                    self._take_part(name, role, number, body.start, body.end)

    @staticmethod
    def _is_place(name: str) -> bool:
        division = place_of(name) if name.endswith(("省", "市", "自治区")) else None
        return division is not None and division.name == name

    def _delegations(self, number: int, body: Body) -> None:
        """Take the places before the last one of `江苏、江西、青海省代表团`."""
        text = self.paragraphs[number - 1]
        begin = max(text.rfind(stop, 0, body.start) for stop in "，。；,;") + 1
        for mention in find_places(text[begin : body.start]):
            if text[begin + mention.end : begin + mention.end + 1] == "、" and mention.division.level == "province":
                start, end = begin + mention.start, begin + mention.end
                self._take_part(mention.division.name, "place", number, start, end)

    def _is_own(self, name: str) -> bool:
        if name.endswith(self.college) and not name.startswith(self.college):
            return True
        return self.home.owns(name) or (len(name) > 3 and any(own.endswith(name) for own in self.own))

    def _take_part(self, name: str, role: str, paragraph: int, start: int, end: int) -> None:
        scene = self._scene_of(paragraph, start)
        name = self.short.get(name, name)
        name = next((known for known in self.parties if is_short_for(name, known)), name)
        before = scene.parties.get(name)
        if before is not None and (before.role, role) == ("title", "named"):
            scene.parties[name] = replace(before, role=role)  # spoken for, and then acting in a sentence of its own
        if before is not None or (role == "title" and stands_for(name, scene.parties)):
            return
        if role == "named" and type_of(name) in _PARTS:
            name = next((known for known in self.parties if name.startswith(known) and type_of(known) in WHOLE), name)
            if name in scene.parties:
                return
        part = any(name.startswith(known) and type_of(known) in WHOLE for known in scene.parties)
        if part or (name not in self.short.values() and any(map(name.startswith, self.short))):
            return  # a part of a party: 西浦慧湖药学院
        division = place_of(name)
        party = Participation(name, type_of(name), role, division, paragraph, start, end)
        self.parties.setdefault(name, party)
        # 平顶山市委书记 speaks for 平顶山市, somebody of 复旦大学教务处 for 复旦大学; 紫竹高新区 is 上海紫竹高新区
        for known, before in [*scene.parties.items()]:
            whole = party.type in WHOLE and known.startswith(name)
            speaks = before.role == "title" and (whole or (role != "title" and stands_for(known, (name,))))
            if speaks or (before.role == "place" and role == "named" and name != known and name.endswith(known)):
                del scene.parties[known]
        scene.parties[name] = party
        if division is not None and party.type in _PUBLIC and division.level != "zone":
            self._locate(scene, division, "party", paragraph)

    def _place(self, number: int, mention: PlaceMention, text: str) -> None:
        """Take a city or a province as a party where it stands in a list of parties: `与苏州市签署`."""
        name = party_name(text, mention)
        if name is not None:
            self._take_part(name, "place", number, mention.start, mention.end)

    def _take_visited(self) -> None:
        """Take the places that were visited as a whole, where an office of theirs takes part in the article."""
        parties = [
            party for scene in self.scenes for party in scene.parties.values() if is_host(party.name, party.type)
        ]
        hosts = [party.division for party in parties if party.division is not None]
        for number, mention in self.visited:
            if any(lies_in(host, mention.division) for host in hosts):
                self._take_part(mention.division.name, "place", number, mention.start, mention.end)

    def _scenes_in(self, text: str, places: list[PlaceMention]) -> Iterator[PlaceMention]:
        """Yield the places where something happens, but the university's own by its name."""
        staying = (m for m in places if _STAYING.match(text, m.end) and text.startswith("在", m.start - 1))
        for mention in {m.start: m for m in (*scenes_among(text, places), *staying)}.values():
            if not text.startswith(self.home.names or "\n", mention.start):
                yield mention

    def _keep_cities(self) -> None:
        """Leave out a province where one of its cities is known to be meant."""
        scenes = (*self.scenes, self.elsewhere)
        finer = {province for scene in scenes for province, city in scene.locations if city}
        for scene in scenes:
            for key in [key for key in scene.locations if key[1] is None and key[0] in finer]:
                del scene.locations[key]

    def _locate(self, scene: Scene, division: Division, role: str, paragraph: int) -> None:
        scene.locations.setdefault((division.province, division.city), Location(division, role, paragraph))


def once(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """Return the first of each kind and trigger."""
    once: dict[tuple[str, str], Kind] = {}
    for kind in kinds:
        once.setdefault((kind.kind, kind.trigger), kind)
    return tuple(once.values())
