"""Tell which bodies take no part though a report names them: what is founded, gives the room, or only stands behind."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from xjtunews.language.words import alternation, contexts

_DASH = re.compile("[—–-]")
#: How far back the word may stand that tells of a whole list.
_NEAR = 60
_LONGEST_WORD = 2
#: So long is the word for a room that a name may end with.
_ROOM = 4
_SITE_END = "(?=[、，。；（(]|等|进行)"
#: So many sites make a list one of sites.
_MANY = 2
#: How far on either side the list of sites may reach in which a name stands.
_TOUR = 300
#: A paragraph names several bodies; so many paragraphs are remembered.
_PARAGRAPHS = 128
_ITEM = "[^，。；、]{2,20}"


class _Patterns(NamedTuple):
    """Hold what the words of `bystander_words.tsv` and `body_contexts.tsv` are looked for with."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    founded: tuple[str, ...]  # and where something lies
    new: re.Pattern[str]
    rooms: tuple[str, ...]
    held: re.Pattern[str]
    hall: re.Pattern[str]
    shown: re.Pattern[str]
    site: re.Pattern[str]
    sites: re.Pattern[str]
    tour: re.Pattern[str]
    built: tuple[str, ...]
    building: re.Pattern[str]
    speaks: re.Pattern[str]
    spoken: re.Pattern[str]
    about: re.Pattern[str]
    tells: re.Pattern[str]
    is_: re.Pattern[str]
    thanks: re.Pattern[str]
    serves: tuple[str, ...]
    grows: re.Pattern[str]
    represents: tuple[str, ...]
    described: re.Pattern[str]
    ways: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    lists = contexts("bystander_words.tsv")
    words = {where: alternation(listed) for where, listed in lists.items()}
    round_body = {where: alternation(listed) for where, listed in contexts("body_contexts.tsv").items()}
    clause = "[^，。；：,;:“”]"
    return _Patterns(
        before=re.compile(f"(?:{round_body['before']})(?:{_ITEM}、){{0,4}}\\Z"),
        after=re.compile(f"(?:、{_ITEM}?){{0,4}}?(?:{round_body['after']})"),
        founded=(*lists["founded"], *lists["lies"]),
        new=re.compile(f"(?:[（(][^（）()]{{2,40}}[）)])?(?:{words['new']})"),
        rooms=lists["room"],
        held=re.compile(f"[^，。]{{0,6}}(?:{words['held']})"),
        hall=re.compile(f"[^，。；、和与]{{0,16}}?(?:{words['hall']})[^，。；、]{{0,8}}?(?:{words['held']})"),
        shown=re.compile(words["shown"]),
        site=re.compile(
            f"(?![^，。；、]{{0,14}}(?:{words['site_not']}))[^，。；、和与及]{{0,14}}?(?:{words['site']}){_SITE_END}"
        ),
        sites=re.compile(f"(?:{words['site']}){_SITE_END}"),
        tour=re.compile(words["tour"]),
        built=lists["built"],
        building=re.compile(f"(?:项目)?(?:{words['building']})(?!{words['building_not']})"),
        speaks=re.compile(f"(?:{words['speaks']})了?{clause}{{0,30}}\\Z"),
        spoken=re.compile(f"{clause}{{0,30}}?(?:{words['spoken']})"),
        about=re.compile(f"(?:{words['about']}){clause}{{0,8}}\\Z"),
        tells=re.compile(
            f"[^。；;]{{0,60}}?(?:进行|作|做)了?[^，。；,;]{{0,8}}(?:{words['tells']})"
            f"|[^。；;]{{0,30}}表示[^，。；,;]{{0,8}}(?:{words['thanks']})"
        ),
        is_=re.compile(f"(?<!{_one(lists['is_not'])})(?:{words['is']})\\Z"),
        thanks=re.compile(f"(?:{words['thanks_to']})[^。；;]{{0,60}}?(?:{words['thanks_in_words']})"),
        described=re.compile(f"是(?:{words['described']}|[^，。；]{{0,30}}(?:{words['sort']})[，。])"),
        serves=lists["serves"],
        grows=re.compile(f"[^，。；：]{{0,14}}?(?:{words['grows']})"),
        represents=lists["represents"],
        ways=lists["way"],
    )


def _one(characters: tuple[str, ...]) -> str:
    return f"[{''.join(map(re.escape, characters))}]"


def is_bystander(text: str, start: int, end: int) -> bool:
    """Tell whether the body whose name stands there takes no part in what ``text`` tells.

    >>> text = "他毕业于清华大学，双方与苏州大学签约"
    >>> is_bystander(text, 4, 8), is_bystander(text, 12, 16)
    (True, False)
    """
    patterns = _patterns()
    founders = _DASH.search(text, start, end) is not None  # 西安交通大学-通用技术集团联合研究院: they are there
    if (
        (patterns.new.match(text, end) and not founders)
        or text.endswith(patterns.founded, 0, start)
        or _is_venue(text, start, end)
        or _is_site(text, start, end)
    ):
        return True
    if _is_spoken_of(text, start, end) or patterns.is_.search(text, max(0, start - _LONGEST_WORD - 1), start):
        return True
    if patterns.before.match(text, start, start + _LONGEST_WORD):  # the phrase of the name begins with the word
        return True
    return (
        patterns.after.match(text, end) is not None
        or patterns.before.search(text, max(0, start - _NEAR), start) is not None
    )


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    """Tell whether somebody only speaks of the body of that name, or of its being built."""
    patterns = _patterns()
    if patterns.described.match(text, end) or text.startswith(patterns.ways, end):
        return True
    if text.endswith(patterns.built, 0, end) and patterns.building.match(text, end):
        return True
    near = max(0, start - _NEAR)
    if text.endswith(patterns.serves, 0, start) and patterns.grows.match(text, end):
        return True
    if text.endswith(patterns.represents, 0, start) and patterns.thanks.match(text, end):
        return True
    if patterns.spoken.match(text, end) and patterns.speaks.search(text, near, start):
        return True
    return patterns.tells.match(text, end) is not None and patterns.about.search(text, near, start) is not None


@lru_cache(_PARAGRAPHS)
def _has_sites(text: str) -> bool:
    return _patterns().sites.search(text) is not None


def _is_site(text: str, start: int, end: int) -> bool:
    """Tell whether the name only says where a site is, or whose, or is one of a list of sites that were shown."""
    if not _has_sites(text):
        return False
    patterns = _patterns()
    if patterns.site.match(text, end):
        return True
    first, last = max(0, start - _TOUR), min(len(text), end + _TOUR)
    begin, stop = max(first, text.rfind("。", first, start) + 1), text.find("。", end, last)
    if patterns.tour.search(text, begin, start) is None:
        return False
    return sum(1 for _ in patterns.sites.finditer(text, begin, stop if stop >= 0 else last)) >= _MANY


def _is_venue(text: str, start: int, end: int) -> bool:
    """Tell whether something was only held in a building of that name."""
    patterns = _patterns()
    if text.endswith(patterns.rooms, 0, end) and patterns.shown.match(text, end):
        return True
    if text.endswith("在", 0, start) and patterns.hall.match(text, max(start, end - _ROOM)):
        return True
    inside = text.endswith(("在", "于"), 0, start) and text.endswith(patterns.rooms, 0, end)
    return inside and patterns.held.match(text, end) is not None
