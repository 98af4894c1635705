"""Tell where a city or a province takes part itself: in a list of parties, or where a visit is to it as a whole."""

from __future__ import annotations

import re

from xjtunews.language.places import Division, PlaceMention

_UNITS = ("省", "市", "自治区", "自治州", "县", "区", "州", "盟")
_SHORT = 3
_WITH = "与和同跟及、"
_ABREAST = re.compile("[、与和及，,—–-]|签|合作|共|联合|双方|两地|领导|代表团|政府|等|开展|就|在|校地")
_GIVES = re.compile("向[^，。；]{2,30}(?:捐|赠|授)")
_VISIT = re.compile("[市省]?(?:等地)?(?:开展|进行)?(?:调研|考察|走访|访问|对接|交流|洽谈|商谈)")
_WORD = re.compile("[\u4e00-\u9fff]")
_HOSTS = frozenset(("government", "party"))


def party_name(text: str, mention: PlaceMention) -> str | None:
    """Return the name under which a place stands in a list of parties, or None: `与苏州市签署`."""
    written = text[mention.start : mention.end]
    short = written != mention.division.name and len(written) < _SHORT  # 广州 has the ending by chance
    if mention.inside_name or mention.governs or short or not written.endswith(_UNITS):
        return None
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    abreast = _ABREAST.match(text, mention.end) is not None
    with_us = (before and before in _WITH) or (after and after in _WITH)
    if not ((abreast and with_us) or _GIVES.match(text, mention.end)):
        return None
    return mention.division.name if mention.division.name.endswith(_UNITS) else written


def is_visited(text: str, mention: PlaceMention) -> bool:
    """Tell whether a visit is to a place as a whole: 赴苏州调研, but not 在杭州走访校友企业."""
    visit = _VISIT.match(text, mention.end) if mention.division.level in ("province", "city") else None
    there = text.startswith("在", mention.start - 1)
    return visit is not None and not (there and _WORD.match(text, visit.end()))


def is_host(name: str, kind: str | None) -> bool:
    """Tell whether a place receives a visit by such a body: 苏州市委市政府, but not the head of a park."""
    return kind in _HOSTS and not name.endswith("管委会")


def lies_in(host: Division, place: Division) -> bool:
    """Tell whether ``host`` is the city or province ``place``, or part of it."""
    return host.province == place.province and place.city in (None, host.city)
