"""Tell where the name of a person ends, and what is no name."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from xjtunews.language.lexicon import Lexicon
from xjtunews.language.words import rows, vocabulary

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_RUN = re.compile(f"[{_HAN}]{{1,4}}")
# 阿卜杜拉·买买提, 约翰·史密斯: up to four parts of at most eight characters.
_DOTTED = re.compile(
    f"[{_HAN}]{{1,8}}(?:-[{_HAN}]{{1,8}})?([·•・‧])[{_HAN}A-Z.-]{{1,8}}(?:[·•・‧][{_HAN}A-Z.-]{{1,8}}){{0,2}}"
)
_OFFICE = re.compile("^[和与及]|[家长员授席记任理监]")
_LATIN = re.compile(r"[A-Z][a-zA-Z.'’-]{0,20}(?: [A-Z][a-zA-Z.'’-]{0,20}){1,3}")
# What ends a name for certain: an end, a stop, a bracket, a quotation mark, a blank.
_EDGE = re.compile(r"\Z|[\s，,、；;。.！!？?：:（(）)《》“”\"'’—–\-/|【\[\]】…\ue000]")
# Characters that begin the next word far oftener than they end a given name, by what may follow them.
_BEFORE_NOUNS = frozenset("和与及同在对向从于就到赴为由跟率携给来")
_BEFORE_VERBS = frozenset("将把被并也均还已又再等曾应作做率因以是说讲谈")
#: Those of them that given names end in: 李永和, 付金在, 赵迈曾.
_IN_NAMES = frozenset("和同在为曾")
#: Those that no given name ends in, whatever follows: 陈默说，
_NEVER_IN_NAMES = frozenset("说讲谈将把被对由从就与及的有都这还却亦仍更最已要让使所")
#: 袁征以《…》为题
_WITH_QUOTED = ("以《", "以“", "为《")
_SELDOM_NAMES = frozenset("和与同从来向谈")
_PARTICLES = frozenset("都国时来由应于信位别党谈后曾")
_PLACES = frozenset("省市县区州")
_TIMES = ("中", "时", "上", "里", "后")
#: How many characters on either side of a name may tell where it ends.
_NEAR = 300
_COUNTED_PEOPLE = ("一行", "等", "夫妇", "伉俪", "率", "团队", "本人")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    words = vocabulary("surnames.txt")
    return frozenset(w for w in words if len(w) == 1), frozenset(w for w in words if len(w) == 2)


@cache
def _followers() -> Lexicon[bool]:
    words = {word: True for word in vocabulary("verbs.txt") if len(word) > 1}
    words.update((word, True) for row in rows("titles.tsv") for word in row[1].split() if row[0] != "not")
    words.update((word, True) for word in vocabulary("stops.txt") if len(word) > 1)
    for name in ("followers.txt", "presence.txt"):
        words.update((word, True) for word in vocabulary(name) if len(word) > 1)
    words.update((word, True) for word in _COUNTED_PEOPLE)
    return Lexicon(words)


@cache
def _verbs() -> Lexicon[bool]:
    return Lexicon((word, True) for word in vocabulary("verbs.txt") if len(word) > 1)


@cache
def _comes() -> Lexicon[bool]:
    words = vocabulary("presence.txt") | {"来到", "来校", "来访", "应邀", "受邀", "长期"}
    return Lexicon((word, True) for word in words if len(word) > 1)


@cache
def _presence() -> Lexicon[bool]:
    return Lexicon((word, True) for word in vocabulary("presence.txt"))


def follows(text: str, position: int) -> bool:
    """Tell whether at ``position`` a word begins that may follow a name.

    >>> follows("王晓出席", 2), follows("王晓明出席", 2)
    (True, False)
    """
    return (
        _EDGE.match(text, position) is not None
        or text[position] in "和与及等"
        or _followers().begins(text, position) > 0
    )


def may_follow(text: str, position: int) -> bool:
    """Tell whether what stands at ``position`` may follow a name, a particle included: 赵刚到创新港."""
    return follows(text, position) or text[position] in _BEFORE_NOUNS | _BEFORE_VERBS


def speaks(text: str, position: int) -> bool:
    """Tell whether at ``position`` somebody begins to speak or act, so that a name ends there.

    >>> speaks("王少波介绍了历程", 3), speaks("王少波的历程", 3)
    (True, False)
    """
    return _presence().begins(text, position) > 1 or text.startswith("说", position)


def is_word(text: str, position: int, *, loose: bool = False) -> bool:
    """Tell whether a verb or another word that is no name begins at ``position``, though a family name seems to.

    With ``loose``, behind words like 学生 that any word may follow, particles count too: 学生都须参加.
    """
    if loose and text[position : position + 1] in _PARTICLES:
        return True
    pair, triple = text[position : position + 2], text[position : position + 3]
    common = vocabulary("common_words.txt")
    return pair in common or triple in common or pair in vocabulary("verbs.txt")


@cache
def _first_characters() -> frozenset[str]:
    single, double = _surnames()
    return single | {name[0] for name in double}


@lru_cache(256)
def _has_dots(text: str) -> bool:
    return any(dot in text for dot in "·•・‧")


def may_begin(text: str, start: int) -> bool:
    """Tell whether the character at ``start`` may begin a name at all."""
    first = text[start : start + 1]
    if not first.isalnum():
        return False
    return first in _first_characters() or (first.isascii() and first.isupper()) or _has_dots(text)


def name_end(text: str, start: int, known: Collection[str] = ()) -> int | None:
    """Return where the name that begins at ``start`` ends, or None where none begins.

    A name is a family name of one or two characters and a given name of one or two, a name with dots, or one in Latin
    letters; where the given name ends is told by what follows. Names in ``known`` are taken as they are.

    >>> name_end("卢建军会见来宾", 0), name_end("于勇和李毅仁出席", 0), name_end("付金在参加", 0)
    (3, 2, 3)
    >>> name_end("欧阳明高院士", 0), name_end("阿里木·买提出席", 0), name_end("高度重视", 0)
    (4, 6, None)
    """
    if not may_begin(text, start):
        return None
    dotted = _DOTTED.match(text, start) if _has_dots(text) else None
    if dotted is not None and not _OFFICE.search(text, start, text.index(dotted[1], start)):
        return _trim_dotted(text, start, dotted.end())
    latin = _LATIN.match(text, start)
    if latin is not None:
        return latin.end()
    short, long = _lengths(text, start)
    if not short:
        return None
    for length in (long, short):
        if text[start : start + length] in known:
            return start + length
    return _choose(text, start, short, long)


def _trim_dotted(text: str, start: int, end: int) -> int:
    """Return where the last part of a dotted name ends: before the first word that may follow a name."""
    last = max(text.rfind(dot, start, end) for dot in "·•・‧") + 1
    for position in range(last + 1, end):
        if text[position] == "-":
            continue
        if follows(text, position) or text[position] in _BEFORE_NOUNS | _NEVER_IN_NAMES:
            # 达瓦买提|出席, not 达瓦买|提出
            later = position + 1 < end and _presence().begins(text, position + 1) > 1
            return position + 1 if later and not _EDGE.match(text, position) else position
    return end


def _lengths(text: str, start: int) -> tuple[int, int]:
    """Return the shorter and the longer length that a name at ``start`` may have; 0 where there is none."""
    single, double = _surnames()
    family = 2 if text[start : start + 2] in double else 1 if text[start : start + 1] in single else 0
    run = _HAN_RUN.match(text, start) if family else None
    length = run.end() - start if run else 0
    return (0, 0) if length <= family else (family + 1, min(length, family + 2))


def _choose(text: str, start: int, short: int, long: int) -> int | None:
    first, second = start + short, start + long
    after = _followers().begins(text, first)
    if text[start] in _BEFORE_NOUNS | _BEFORE_VERBS:
        if _followers().begins(text, start + 1) > 1:
            return None  # 校长向大家表示
        if text[start] in _SELDOM_NAMES and (is_word(text, start) or not _listed(text, second)):
            return None  # 和母校
    if _is_called(text, start + 1):
        return None  # 王校长, 唐先生
    ends_short, ends_long = follows(text, first), long > short and follows(text, second)
    if long > short and (_ends_before(text, first, second) or text[first : second + 1] in _WITH_QUOTED):
        ends_short, ends_long = True, False
    if not ends_short and not ends_long and long > short:
        weak = [text[end : end + 1] in _BEFORE_NOUNS | _BEFORE_VERBS for end in (first, second)]
        if any(weak):
            return None if is_word(text, start) else first if weak == [True, False] else second
    if long > short and text[first] in _BEFORE_NOUNS | _BEFORE_VERBS and not _EDGE.match(text, second):
        # 李永和参加 and 王晓和李明: a noun follows the preposition, a verb the end of a name.
        there = _presence().begins(text, second)
        at_times = text[second + there : second + there + 1] in _TIMES  # 王磊在致辞中
        verb = text[first] in _IN_NAMES and after < 2 and there > 1 and not at_times
        ends_short, ends_long = not verb, verb
    if short < 3 and is_word(text, start):
        return _choose_word(text, start, first, second)
    if ends_long and ends_short:  # 潘连生出席: somebody is there; 张力作报告: somebody does something
        there = _EDGE.match(text, second) is not None or _comes().begins(text, second) > 0
        return second if there or after < 2 else first
    if ends_long:
        return None if text[second - 1] in _PLACES and _is_place(text[start:second]) else second
    if ends_short:
        return first
    return second if long > short and not _varies(text, start, first, second) else first


def _ends_before(text: str, first: int, second: int) -> bool:
    """Tell whether the character at ``first`` is one that no given name ends in: 张三|有关, but 陈建有|带领."""
    return text[first] in _NEVER_IN_NAMES and not (text[first] == "有" and _followers().begins(text, second) > 1)


@cache
def _divisions() -> frozenset[str]:
    return frozenset(row[2] for row in rows("places.tsv"))


def _is_place(text: str) -> bool:
    """Tell whether a word with the ending of a place is none of the few names that end like it: 陆洪省."""
    return text[-1] not in "省州" or text in _divisions()


@cache
def _calls() -> Lexicon[bool]:
    words = {word: True for row in rows("titles.tsv") for word in row[1].split() if len(word) < 4 and row[0] != "not"}
    words.update(
        (word, True)
        for word in (
            "大学",
            "学院",
            "企业",
            "公司",
            "集团",
            "学校",
            "母校",
            "同学",
            "学生",
            "教师",
            "师生",
            "群众",
            "领导",
            "干部",
            "职工",
            "员工",
            "专家",
            "学者",
            "家长",
            "人员",
            "部门",
            "单位",
        )
    )
    return Lexicon(words)


def _is_called(text: str, position: int) -> bool:
    """Tell whether a title or another common noun stands where a given name should."""
    return _calls().begins(text, position) > 1


def _varies(text: str, start: int, first: int, second: int) -> bool:
    """Tell whether the text near by has the shorter name with another character behind it."""
    near = text[max(0, start - _NEAR) : second + _NEAR]
    return near.count(text[start:first]) > near.count(text[start:second])


def _choose_word(text: str, start: int, first: int, second: int) -> int | None:
    """Return where a name ends that begins like a word: 书记包钢、 is one, 校长高度重视 is none."""
    if text.startswith(("和、", "和，", "和,"), first) and second == first + 1:
        return second  # 关爱和、娄源功
    if text[start:first] in vocabulary("verbs.txt"):
        return next((end for end in (first, second) if text.startswith("一行", end)), None)
    for end in (second, first):
        if _listed(text, end) and text[start:end] not in vocabulary("verbs.txt"):
            return end
    return first if _presence().begins(text, first) > 1 else second if _presence().begins(text, second) > 1 else None


def _listed(text: str, position: int) -> bool:
    return text[position : position + 1] in {"、", "，", ","} or text.startswith(("一行", "等"), position)
