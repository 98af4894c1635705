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
_LEAST, _MOST = 6, 40
_RUN = re.compile(rf"[\u4e00-\u9fff\dA-Za-z“”·—-]{{{_LEAST},}}")
_TAIL = 8


@cache
def _heads() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, column("occasions.txt")), key=lambda word: (-len(word), word))))


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
    for written, head in _occasions(simplify(text)):
        name = _MARKS.sub("", written)[-(_TAIL - min(len(head), 2)) :] + head
        if len(name) > _LEAST and not _general().fullmatch(name):
            names.append(name)
    return tuple(names)


def _occasions(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word for an occasion with what stands before it, where that is long enough for a name.

    >>> list(_occasions("1月13日，第七届世界浙商上海论坛、研讨会和第二十届西部文化产业博览会举行"))
    [('第七届世界浙商上海', '论坛'), ('研讨会和第二十届西部文化产业', '博览会')]
    """
    if _heads().search(text) is None:
        return
    for run in _RUN.finditer(text):
        begin, end = run.span()
        while (head := _heads().search(text, begin + _LEAST, end)) is not None:
            yield text[max(begin, head.start() - _MOST) : head.start()], head[0]
            begin = head.end()


def _objects(objects: Iterable[str]) -> Iterator[str]:
    for written in objects:
        name = _MARKS.sub("", simplify(written))
        if len(name) >= _LEAST and not _general().fullmatch(name):
            yield name
