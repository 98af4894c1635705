"""Find the names of events and of what was founded or agreed: two reports of one day that share one tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from xjtunews.language.text import simplify
from xjtunews.language.words import column, vocabulary

_MARKS = re.compile(r"[\s“”‘’「」『』《》〈〉\"'·—–-]+")
#: The same sentence is asked for several times; so many are remembered.
_TEXTS = 4096
_LEAST = 6
_TAIL = 8


@cache
def _occasion() -> re.Pattern[str]:
    heads = "|".join(sorted(map(re.escape, column("occasions.txt")), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?P<name>[\u4e00-\u9fff\dA-Za-z“”·—-]{{{_LEAST},40}}?)(?P<head>{heads})")


@cache
def _general() -> re.Pattern[str]:
    words = sorted(map(re.escape, vocabulary("occasion_words.txt")), key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(words)})*+")


def event_names(texts: Iterable[str], objects: Iterable[str]) -> frozenset[str]:
    """Return the names that ``texts`` give an event, as far as they tell it from others of the day, and ``objects``.

    Of a name the end is kept: where it begins, no sign shows. Names of general words alone are left out.

    >>> sorted(event_names(["1月13日，第七届世界浙商上海论坛举行"], ["战略合作框架协议", "西安交通大学“未来技术学院”"]))
    ['世界浙商上海论坛', '西安交通大学未来技术学院']
    """
    return frozenset((*(name for text in texts for name in _names(text)), *_objects(objects)))


@lru_cache(_TEXTS)
def _names(text: str) -> tuple[str, ...]:
    names = []
    for match in _occasion().finditer(simplify(text)):
        name = _MARKS.sub("", match["name"])[-(_TAIL - min(len(match["head"]), 2)) :] + match["head"]
        if len(name) > _LEAST and not _general().fullmatch(name):
            names.append(name)
    return tuple(names)


def _objects(objects: Iterable[str]) -> Iterator[str]:
    for written in objects:
        name = _MARKS.sub("", simplify(written))
        if len(name) >= _LEAST and not _general().fullmatch(name):
            yield name
