"""Read names of people that stand abreast, or with their spelling in Latin letters behind them."""

from __future__ import annotations

import re
from collections.abc import Collection

from xjtunews.language.names import follows, is_word, name_end

_SPELLED = r"[（(][A-Za-z][A-Za-z .·'-]{1,40}[）)]"
_SPELLED_AT_END = re.compile(_SPELLED + r"\Z")
_SPELLED_NEXT = re.compile(_SPELLED + "(?:代理|常务)?")
_LATIN = re.compile("[A-Z][A-Za-z.'-]{1,20}(?: [A-Z][A-Za-z.'-]{0,20}){1,3}")
#: So many characters have two names with a word between them.
_TWO_NAMES = range(5, 10)
_TWO = re.compile("(?P<first>[^和与、]{2,4})[和与](?P<last>[^和与、]{2,4})")
_COUNTED = re.compile(r"等?(?:[两三四五六七八九十]|\d{1,2})[位名]")
_LIST_COUNTED = re.compile(r"[、和与及][\u4e00-\u9fff]{2,3}?等?(?:[两三四五六七八九十]|\d{1,2})[位名]")
_LAST = frozenset("和与及")
_MANY = 3
_FULL = 3


def counts_people(text: str) -> bool:
    """Tell whether ``text`` may say how many people a list has: 甲、乙两位校友.

    >>> counts_people("朱元吉、王敏两位校友分享经历"), counts_people("王敏单位")
    (True, False)
    """
    return ("位" in text or "名" in text) and _LIST_COUNTED.search(text) is not None


def names_abreast(text: str, begin: int, known: Collection[str] = ()) -> list[tuple[int, int]]:
    """Return where the names of a list begin and end whose first one begins at ``begin``; none if one is a word.

    >>> names_abreast("刘萍、强晏红和奚伟国分别代表学校", 0)
    [(0, 2), (3, 6), (7, 10)]
    """
    names: list[tuple[int, int]] = []
    position = begin
    while (end := name_end(text, position, known)) is not None:
        if is_word(text, position) and text[position:end] not in known:
            return names if names and text[position - 1] in _LAST else []
        names.append((position, end))
        mark = text[end : end + 1]
        if mark != "、" and not (len(names) > 1 and mark in _LAST):
            return names
        position = end + 1
    return names if names and text[position - 1] in _LAST else []


def is_list(text: str, names: list[tuple[int, int]], *, long: bool = True) -> bool:
    """Tell whether names that stand abreast are a list of people by themselves: counted, or, if ``long``, many."""
    end = names[-1][1]
    counted = len(names) > 1 and _COUNTED.match(text, end) is not None
    return counted or (long and len(names) >= _MANY and follows(text, end))


def is_full_name(part: str) -> bool:
    """Tell whether ``part`` is a name of three characters and nothing else.

    >>> is_full_name("卢建军"), is_full_name("计算机")
    (True, False)
    """
    return len(part) == _FULL and name_end(part + "，", 0) == _FULL and not is_word(part + "，", 0)


def two_names(part: str) -> tuple[str, str] | None:
    """Return the names of two people who share a title, which stands behind: 席光和王铁军|副校长.

    >>> two_names("席光和王铁军"), two_names("科研和教学")
    (('席光', '王铁军'), None)
    """
    match = _TWO.fullmatch(part) if len(part) in _TWO_NAMES else None
    if match is None:
        return None
    first, last = match["first"], match["last"]
    names = all(name_end(name + "，", 0) == len(name) and not is_word(name + "，", 0) for name in (first, last))
    return (first, last) if names else None


def without_spelling(part: str) -> str:
    """Return ``part`` without the bracket at its end that spells a name: 王文（Wen Wang）.

    >>> without_spelling("王文（Wen Wang）")
    '王文'
    """
    return _SPELLED_AT_END.sub("", part) if part.endswith(("）", ")")) else part


def behind_spelling(text: str, position: int) -> int:
    """Return where a bracket ends that begins at ``position`` and spells a name, else ``position``."""
    match = _SPELLED_NEXT.match(text, position) if text[position : position + 1] in {"（", "("} else None
    return match.end() if match else position


def is_long_name(part: str) -> bool:
    """Tell whether ``part`` may be a name of more than four characters: with a dot, or in Latin letters."""
    return "·" in part[1:-1] or _LATIN.fullmatch(part) is not None
