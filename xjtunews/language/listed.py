"""Find bodies that only those beside them tell to be bodies: in a list, or in a joint name in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from xjtunews.language.names import name_end
from xjtunews.language.organizations import (
    holds_verb,
    is_ending,
    is_named,
    is_proper,
    is_whole,
    split_names,
    trim,
    type_of,
)
from xjtunews.language.places import places_in_name
from xjtunews.language.words import alternation, contexts

_STOPS = "，。；：！？,;:“”《》"
_MARKS = re.compile("、|以及")
_AND = re.compile("[和及与]")
_NEAR = 24
#: How long a list may be, in characters.
_LONGEST = 200
#: So many characters have the names of people that an item might be.
_PEOPLE = (3, 4)


class _Patterns(NamedTuple):
    """Hold what the words of `listed_words.tsv` are looked for with."""

    sign: re.Pattern[str]  # that a list may end here: 等多家企业, 签署
    close: re.Pattern[str]
    manner: re.Pattern[str]
    open: re.Pattern[str]
    attend: re.Pattern[str]
    item: re.Pattern[str]
    generic: re.Pattern[str]
    joint: re.Pattern[str]
    beside: re.Pattern[str]  # 学校与甲公司签署协议: whoever signs with a university is a body
    signs: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lists = contexts("listed_words.tsv")
    words = {where: alternation(listed) for where, listed in lists.items()}
    counted = ("number", "counter", "adjective", "sort")
    number, counter, adjective, sort = (words[where] for where in counted)
    many = "".join(sorted({word[0] for where in counted for word in lists[where]}))
    return _Patterns(
        sign=re.compile(f"等(?![^\\d{many}])|{words['close']}"),
        close=re.compile(
            f"等(?:\\d{{1,3}}|(?:{number}){{1,3}})?[余多]?(?:{counter})?(?:{adjective})?(?:{sort})|{words['close']}"
        ),
        manner=re.compile(f"(?:{words['manner']})\\Z"),
        open=re.compile(f"(?!同济|同方)(?:{words['open']})(?:了)?(?!{words['open_not']})(?=[^与同]{{2,40}}$)"),
        attend=re.compile(f"[^，。；]{{0,24}}(?:{words['attend']})"),
        item=re.compile(f"(?!{words['begin_not']})[\u4e00-\u9fffA-Za-z0-9（）()·]{{3,24}}"),
        generic=re.compile(f"{words['inside_not']}|(?:{words['end_not']})$"),
        joint=re.compile(
            f"“(?P<name>[^“”，。；]{{2,20}}[—–-][^“”，。；]{{2,40}}(?:{words['joint']}))”"
            f"(?:{words['joint_manner']}|在[^，。；]{{2,12}})?(?:{words['joint_deed']})"
        ),
        beside=re.compile(
            f"(?:{words['signer']})(?:{words['signer_manner']})?[与同](?P<name>[\u4e00-\u9fffA-Za-z]{{3,10}}?)"
            f"(?:{words['signed_manner']})?\\Z"
        ),
        signs=re.compile(f"(?:{words['sign']})[^，。；]{{0,24}}(?:{words['signed']})"),
    )


def listed_bodies(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Yield where the names begin and end that a list of bodies has beside those which say themselves what they are.

    One of the list has to be a body beyond doubt; ``known`` are people.

    >>> text = "一行走访了东方电气、汇源电气、华西能源等多家企业。"
    >>> [text[start:end] for start, end in listed_bodies(text)]
    ['汇源电气', '华西能源']
    """
    if "、" not in text:
        return
    patterns = _patterns()
    behind = 0
    for sign in patterns.sign.finditer(text):
        close = patterns.close.match(text, sign.start())
        if close is None:
            continue
        begin, end = max(behind, close.start() - _LONGEST), close.start()
        behind = close.end()
        if text.rfind("、", begin, end) <= text.rfind("，", begin, end):
            continue
        begin = max(begin, *(text.rfind(stop, begin, end) + 1 for stop in _STOPS))
        part = patterns.manner.sub("", text[begin:end])
        verb = _last(patterns.open, part.partition("、")[0])
        if verb is None and text.startswith("等", sign.start()) and patterns.attend.match(text, close.end()):
            verb = 0 if is_named(part.partition("、")[0]) else None  # the list is the subject
        if verb is None or "、" not in part:
            continue
        items = list(_items(part, verb))
        names = [part[start:end] for start, end in items]
        if not any(is_named(trim(name)) for name in names):
            continue
        for (start, end), name in zip(items, names, strict=True):
            if not is_named(name) and may_name(name, known):
                yield begin + start, begin + end


def signers(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Yield where the name begins and ends of a body that signs an agreement, though it does not say to be one.

    >>> [text[start:end] for text in ["西安交大与宁波舜宇签署合作协议。"] for start, end in signers(text)]
    ['宁波舜宇']
    """
    patterns = _patterns()
    sign = text.find("签")
    while sign >= 0:
        match = patterns.beside.search(text, max(0, sign - _NEAR), sign) if patterns.signs.match(text, sign) else None
        if match is not None and not is_named(match["name"]) and may_name(match["name"], known):
            yield match.span("name")
        sign = text.find("签", sign + 1)


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Return where the last word of ``pattern`` in ``text`` ends."""
    ends = [match.end() for match in pattern.finditer(text)]
    return ends[-1] if ends else None


def _items(part: str, begin: int) -> Iterator[tuple[int, int]]:
    """Yield where the items of a list begin and end; at `和`, only where a body begins or ends there."""
    for mark in (*_MARKS.finditer(part, begin), None):
        end = mark.start() if mark else len(part)
        joined = _AND.search(part, begin, end)
        if joined and (is_named(part[begin : joined.start()]) or is_named(part[joined.end() : end])):
            yield begin, joined.start()
            begin = joined.end()
        yield begin, end
        begin = mark.end() if mark else end


def may_name(name: str, known: Collection[str] = ()) -> bool:
    """Tell whether ``name`` may be that of a body, where all round it says so: no word for people, rooms or units."""
    patterns = _patterns()
    if patterns.item.fullmatch(name) is None or patterns.generic.search(name) or name in known or is_ending(name):
        return False
    if len(name) in _PEOPLE and name_end(f"{name}，", 0) == len(name):
        return False
    if type_of(name) in ("unit", "party"):
        return False
    places = places_in_name(name)
    if places and places[-1].end == len(name):
        return False  # 宝鸡
    return is_proper(name) and (is_whole(name) or not holds_verb(name)) and "在" not in name


def quoted_founders(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the bodies that a joint name in quotation marks has, each with where the name stands.

    >>> [name for name, _, _ in quoted_founders("“西安交大-日立公司联合研发中心”揭牌。")]
    ['西安交大', '日立公司']
    """
    if "“" not in text:
        return
    for match in _patterns().joint.finditer(text):
        for name in split_names(match["name"]):
            yield name, *match.span("name")
