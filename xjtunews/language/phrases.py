"""Read the people and the organisations that a paragraph names: titles round names, names between verbs."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from xjtunews.language.name_lists import (
    behind_spelling,
    counts_people,
    is_full_name,
    is_list,
    is_long_name,
    names_abreast,
    two_names,
    without_spelling,
)
from xjtunews.language.names import follows, is_word, may_begin, may_follow, name_end, speaks
from xjtunews.language.organizations import seat_end
from xjtunews.language.tokens import (
    OPAQUE,
    Body,
    Named,
    Phrases,
    Title,
    ends_body,
    mask,
    phrase_words,
    shaping_words,
    short_places,
    title_text,
)
from xjtunews.language.words import alternation, vocabulary

__all__ = ["Body", "Named", "Phrases", "Title", "read_phrases"]

#: No name is longer: a phrase without an end is cut.
_LONGEST = 80
_COUNTED = re.compile(r"[\d多余几两数][位名]")
_PLACE = re.compile("^.{2,7}(?:[省市县区州]|新城|大学|集团|公司)$")
_NO_NAME = re.compile("常务|首席|执行|代理|党[委校组]|[校院处部局厅]$|委员|主任|[副原前兼级]$|^[副总党校院]")
#: Kinds of title behind which any word may stand: 学生安全, 代表方案.
_LOOSE = frozenset(("before", "group", "plain"))
_UNITS = ("部", "园", "馆", "实验室", "中心", "平台", "学院")
_BETWEEN = frozenset(("", "等", "一行", "，", ","))
_WITH = frozenset(("与", "同", "跟"))
_JOINS = frozenset("和与及同")
_BLANKS = " \u3000\u2003"


@cache
def _cited() -> re.Pattern[str]:
    return re.compile(alternation(vocabulary("cited.txt")))


class _Reader:
    """Read one paragraph from left to right."""

    def __init__(self, text: str, known: set[str], units: Collection[str], told: list[tuple[int, int]] | None) -> None:
        self.text = text
        self.told = told
        self.units = units
        self.masked = mask(text)
        self.known = known
        self.found = Phrases()
        self.begin = 0  # where the phrase begins
        self.behind = 0  # what lies before is read
        self.pending: list[Title] = []  # titles that wait for a name
        self.carried: list[Title] = []  # the title that further names of a list share
        self.list_end = -1  # where the last name of a list ends
        self.suffix: tuple[int, str] | None = None  # where the last ending of an organisation in the phrase ends
        self.title_end = -1
        self.abreast: Body | None = None  # the organisation that an item of a list ends with
        self.press = False
        self.leads = "一行" in text
        self.together = counts_people(text)

    def read(self) -> Phrases:
        """Return what the paragraph names."""
        self._bare()
        for start, end, (kind, detail) in shaping_words(self.masked, self.told):
            if start < self.behind:
                continue
            if kind == "stop":
                if self.suffix or self.pending or self.carried or self.press:
                    self._reset(start, end)
                else:
                    self.begin = self.behind = end
                continue
            if start - self.begin > _LONGEST:
                self.begin = start - _LONGEST
            if kind == "suffix":
                self.suffix = seat_end(self.text, end) if self.text[end : end + 1] in ("（", "(") else end, detail
            elif kind == "end":
                self._reset(start, end)
                self.list_end = -1
                self._bare()
            elif kind != "inside" or self.text[start] in _JOINS:
                self._token(start, end, kind, detail)
        self._close(len(self.text))
        return self.found

    def _token(self, start: int, end: int, kind: str, detail: str) -> None:
        if kind == "title":
            self._title(start, end, detail)
        elif kind == "inside":
            if start > self.begin and self._is_unit(start):  # 平顶山市和平高集团
                self._close(start)
                self._next(start, start + 1, shared=True)
        elif kind == "and":
            if self._is_unit(start):
                self._close(start)
                if self.text[start:end] in _WITH:  # 副校长席光与王晓: the title is not for both
                    self.carried = []
                self._next(start, end, shared=True)
            elif self.text[start:end] == "以及":
                self._reset(start, end)
        elif kind in ("item", "comma"):
            self._close(start)
            self._next(start, end, shared=kind == "item")

    def _reset(self, start: int, end: int) -> None:
        if self.suffix:
            self._close(start)
        self.pending, self.carried, self.press = [], [], False
        self._begin(end)

    def _begin(self, position: int) -> None:
        self.begin = position if self.text[position : position + 1] not in _BLANKS else self._behind_blanks(position)
        self.suffix = None
        self.behind = max(self.behind, self.begin)

    def _behind_blanks(self, position: int, blanks: str = _BLANKS) -> int:
        while position < len(self.text) and self.text[position] in blanks:
            position += 1
        return position

    def _add(self, person: Named) -> None:
        self.found.people.append(person)
        self.known.add(person.name)

    def _next(self, position: int, end: int, *, shared: bool) -> None:
        """Begin the next item of a list; where a person stood before it, a name alone may follow."""
        last, self.list_end = self.list_end, -1
        self._begin(end)
        if last < 0 or self.text[last:position].strip(_BLANKS) not in _BETWEEN:
            if self.leads or self.together:
                self._bare(led=True)
            return
        self.list_end = last
        stop = name_end(self.text, self.begin, self.known)
        if stop is None or not may_follow(self.text, stop):
            return
        name = self.text[self.begin : stop]
        word = is_word(self.text, self.begin) and not (len(name) == 3 and follows(self.text, stop))
        if name not in self.known and (not shared or word):
            return
        if not self.press:
            titles = list(self.carried) if shared else []
            self._add(Named(name, self.begin, stop, titles, "list", listed=shared))
        self._consume(stop)
        if not self.press:
            self._behind_name()

    def _bare(self, *, led: bool = False) -> None:
        """Take the names that begin a sentence without a title: of somebody who speaks, or of three or more people.

        Where a clause begins (``led``), those of people who lead others: 李强一行.
        """
        begin = self.begin
        if not may_begin(self.text, begin):
            return
        near = self.text[begin : begin + 7]
        if led and not ("一行" in near or (self.together and "、" in near)):
            return
        if not (led or "、" in near or "·" in near or any(speaks(self.text, begin + length) for length in (2, 3, 4))):
            return
        names = names_abreast(self.text, begin, self.known)
        if not names:
            return
        end = names[-1][1]
        acts = self.text.startswith("一行", end) if led else speaks(self.text, end)
        if not (acts or is_list(self.text, names, long=not led)):
            return
        for start, stop in names:
            name = self.text[start:stop]
            self._add(Named(name, start, stop, [], "known" if name in self.known else "bare"))
        self._consume(end)

    def _consume(self, end: int) -> None:
        self.begin = self.behind = end
        self.suffix, self.pending = None, []
        self.list_end = end

    def _title(self, start: int, end: int, kind: str) -> None:
        if kind == "press":
            self._press(end)
            return
        if _cited().search(self.text, self.begin, start) or _COUNTED.search(self.text, self.begin, start):
            self._reset(start, end)  # 习近平总书记, 17位院士
            return
        before = None if kind == "before" else self._name_before(start, end, kind)
        if before is not None:
            if self.text[start - 2 : start] in ("常务", "执行", "代理"):
                start -= 2
            self._person_then_title(before, start, end, kind)
            return
        after = end
        while self.masked[after : after + 1] == OPAQUE:  # 高级副总裁（常务）
            after += 1
        blank = self._behind_blanks(after)
        name = name_end(self.text, blank, self.known)
        if (
            kind in _LOOSE
            and name is not None
            and (is_word(self.text, blank, loose=True) or ends_body(self.masked, name))
        ):
            name = None
        if name is not None and self.text[start - 1 : start] == "的" and is_word(self.text, blank):
            name = None  # 课程的教授方式
        if kind == "group":
            self._group(start, end, blank, name)
            return
        begin = self._common_office() if name is not None else self.begin
        text = title_text(self.text[begin : after if name else end])
        if name is not None and not self._plausible(blank, name, text):
            name = None
        if name is None:
            if self.text[start:end].endswith(("代表", "负责人")):  # of many: 教师代表、学生代表等
                self._reset(start, end)
            else:
                self._without_name(start, end, kind)
            return
        titles = [*self.pending]
        if kind != "plain" and text != "代表":
            titles.append(Title(text, kind, begin, end, self.text[start:end]))
        self._mark_within()
        self._add(Named(self.text[blank:name], blank, name, titles, "title"))
        self.carried = titles[-1:]
        self._consume(name)
        self._behind_name()

    def _common_office(self) -> int:
        """Return where a title begins that names two bodies of one group: 平高集团、平高电气党委书记."""
        other = self.abreast
        if other is None or other.end + 1 != self.begin or self.pending or self.text[other.end] != "、":
            return self.begin
        if not self.text.startswith(other.name[:2], self.begin):
            return self.begin
        other.within = True
        return other.start

    def _plausible(self, start: int, end: int, title: str) -> bool:
        named = may_follow(self.text, end) or self.text[start:end] in self.known
        return (named or (end - start > 2 and title != "代表")) and len(title) <= 48

    def _without_name(self, start: int, end: int, kind: str) -> None:
        """Keep a title that ends its item for the name that comes later in the list."""
        following = self.text[end : end + 1]
        if following and following in "、，,和":
            begin = self._common_office()
            self.pending.append(Title(title_text(self.text[begin:end]), kind, begin, end, self.text[start:end]))
            self.title_end = end
            self._mark_within()
            self.begin, self.behind, self.suffix = end, end, None

    def _group(self, start: int, end: int, blank: int, name: int | None) -> None:
        """Read `省领导王晓、方红卫`: names that have no title; the body before `领导` takes part itself."""
        self._close(start, joined=True)
        self.pending, self.carried = [], []
        if name is not None and follows(self.text, name) and not is_word(self.text, blank):
            self._add(Named(self.text[blank:name], blank, name, [], "group"))
            self._consume(name)
            self._behind_name()
        else:
            self._begin(end)

    def _press(self, end: int) -> None:
        blank = self._behind_blanks(end, _BLANKS + "：:")
        name = name_end(self.text, blank, self.known)
        self.pending = []
        if name is not None:
            self._consume(name)
            self.press = True
        else:
            self._begin(end)

    def _behind_name(self) -> None:
        """Take the title that stands behind the name just read: 宋伟教授."""
        person = self.found.people[-1]
        start = behind_spelling(self.text, person.end)
        length = phrase_words().begins(self.masked, start)
        kind, detail = (phrase_words().get(self.masked[start : start + length]) if length else None) or ("", "")
        if person.end != self.begin or kind != "title" or detail not in ("office", "rank", "honour", "plain"):
            return
        end = start + length
        if detail == "plain":
            self.begin = self.behind = self.list_end = end
            return
        if person.listed:
            person.titles = []  # what somebody is called makes the title of the list another's
        person.titled = True
        person.titles.append(Title(self.text[start:end], detail, start, end, self.text[start:end]))
        self.begin = self.behind = self.list_end = end

    def _name_before(self, start: int, end: int, kind: str) -> int | None:
        """Return where a name begins that ends at ``start``, and fills the phrase behind its organisation."""
        begin = max(self.begin, self.suffix[0]) if self.suffix else self.begin
        if self.suffix and self.text.startswith("·", begin + 1):
            begin = self.begin  # 科林·贝利: no 科
        part = self.text[begin:start].removesuffix("常务").removesuffix("执行").removesuffix("代理")
        if len(part) == 1 and kind != "group":
            self.found.called.append((part, self.text[start:end], begin))
        if not 2 <= len(part) <= 4:
            part = without_spelling(part)
            pair = two_names(part)
            if pair is not None:  # 席光和王铁军副校长
                self._add(Named(pair[0], begin, begin + len(pair[0]), [], "list", listed=True))
                self.suffix, self.begin = None, begin + len(pair[0]) + 1
                return self.begin
            if not 2 <= len(part) <= 4 and not is_long_name(part):
                return None
        if self.pending and self.text[start - 1] in "副常总":
            return None
        if part in self.known:
            return begin
        if kind == "group" or name_end(self.text, end, self.known) is not None:
            return None
        if part[0] in "和与同于向" or _NO_NAME.search(part) or is_word(self.text, begin):
            return None
        return begin if name_end(part + "，", 0) == len(part) else None

    def _person_then_title(self, begin: int, start: int, end: int, kind: str) -> None:
        name = without_spelling(self.text[begin:start])
        body = self.text[self.begin : begin] or None
        titles = list(self.pending)
        if kind != "plain":
            titles.append(Title(self.text[start:end], kind, start, end, self.text[start:end]))
        self._mark_within()
        self._add(Named(name, begin, begin + len(name), titles, "before-title", body=body))
        self.carried = []
        self._consume(end)

    def _mark_within(self) -> None:
        """Keep the organisations of this phrase as parts of a title."""
        if self.suffix:
            end, kind = self.suffix
            self.found.bodies.append(Body(self.text[self.begin : end], kind, self.begin, end, within=True))

    def _close(self, end: int, *, joined: bool = False) -> None:
        """End the phrase at ``end``; keep the organisation that it names, and a person right behind that."""
        if self.suffix:
            last, kind = self.suffix
            name = None
            if last < end and self.found.people and self.list_end >= 0 and self.list_end <= self.begin:
                stop = name_end(self.text, last, self.known)
                if stop is not None and self.text[stop:end] in ("", "等") and not is_word(self.text, last):
                    name = stop
            if name is not None:
                body = self.text[self.begin : last]
                self.found.bodies.append(Body(body, kind, self.begin, last, within=True))
                self._add(Named(self.text[last:name], last, name, [], "body", body=body))
                self.carried = []
                self.list_end = name
            else:
                self.abreast = Body(self.text[self.begin : last], kind, self.begin, last, joined=joined)
                self.found.bodies.append(self.abreast)
            self.suffix = None

    def _is_unit(self, position: int) -> bool:
        """Tell whether a whole name ends at ``position``, so that an `和` there joins two of them."""
        while position > self.begin and self.masked[position - 1] == OPAQUE:
            position -= 1
        if position in (self.begin, self.list_end, self.title_end):
            return True
        if self.suffix and self.suffix[0] == position:
            return True
        part = self.text[self.begin : position]
        if part.endswith(_UNITS) and any(map(part.startswith, self.units)):
            return True  # 西安交大医学部与…
        if is_full_name(part) or (self.text[self.begin - 1 : self.begin] == "在" and part in short_places()):
            return True  # 卢建军与…; 在北京与…
        names = (self.known, self.units, vocabulary("companies.txt"))
        return _PLACE.search(part) is not None or any(part in known for known in names)


def read_phrases(
    text: str, known: set[str] | None = None, units: Collection[str] = (), told: list[tuple[int, int]] | None = None
) -> Phrases:
    """Return the people and organisations that one paragraph names.

    ``known`` holds names of people that the text has given before, and takes up those found; ``units`` holds other
    names that are whole, ``told`` the stretches in which organisations matter (None: all).

    >>> found = read_phrases("校党委书记卢建军，党委常委、副校长柴渭、吕毅陪同。")
    >>> [(person.name, [title.text for title in person.titles]) for person in found.people]
    [('卢建军', ['校党委书记']), ('柴渭', ['党委常委', '副校长']), ('吕毅', ['副校长'])]
    """
    return _Reader(text, set() if known is None else known, units, told).read()
