"""Bring texts into the form in which they are compared, and measure how much of one stands in the other.

What a mirror does to a text on its way (traditional characters, pinyin behind a character, symbols between them) and
what differs from site to site (width, quotes, spaces, punctuation, the lines below an article) makes no difference
here. The stored text stays as it was published.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from xjtunews.language.text import normalize, simplify
from xjtunews.language.words import alternation, column, rows

#: Characters of a shingle by which similarity is measured, and of one by which similar texts are looked for.
SHINGLE, FEATURE = 5, 8
#: How many features a sketch keeps: the smallest of all, so that two texts that share much share many of them.
SKETCH = 32
#: How many numbers of the body, and of its first so many characters, a text is looked up under; and how many of the
#: latter are kept; of these, two texts that begin alike have so many in common.
_OF_BODY, _OF_BEGINNING, _BEGINNING, _OF_BEGINNING_KEPT, _ALIKE = 16, 8, 120, 16, 2
#: Texts are seldom longer than so many characters.
_COMMON_LENGTH = 8192

# What is left of 網(wǎng) where characters were lost as well; in a comparison any short word in brackets may go.
_BRACKETED = re.compile(r"[(（][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňü?？\ufffd]{1,6}[)）]")
# 網(wǎng), 黨(dang): one syllable in brackets behind a character.
_PINYIN_TAIL = re.compile(
    r"(?<=[\u3400-\u9fff])[(（]\s?(?P<syllable>(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"[iuüv]?[aoeiuüvāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńň]{1,2}(?:ng|n|r|o|i|u)?)\s?[)）]"
)
# What an agency or a paper prints before the first word: 本网讯, 某某社西安4月10日电（记者某某）.
_HEADING = re.compile(
    r"\s{0,4}[(（【\[]?(?:本[网报台刊校站社]讯|新闻网讯|[\u4e00-\u9fff]{0,6}[社网报][\u4e00-\u9fff]{0,6}[0-9]{1,2}月?[0-9]{1,2}日[电讯])"
    r"[)）】\]]?(?:\s?[(（][^()（）\n]{1,30}[)）])?"
)
_NOT_COMPARED = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_MARKS = re.compile(r"[，。；：！？,;:!?\n]")
# Begun with what is rare; the month stands before it.
_DAY = re.compile(r"月(3[01]|[12][0-9]|0?[1-9])日")
_MONTHS = frozenset((*map(str, range(1, 13)), *(f"0{month}" for month in range(1, 10))))
_TONES = frozenset("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńň")
# Of what sites print round an article, only this is never said in one.
_LEGAL = re.compile("版权|声明|注明|转载|侵权|举报|许可证|ICP|Copyright|授权")


@cache
def _end() -> re.Pattern[str]:
    """Match the beginning of a line below which nothing of an article stands."""
    words = alternation(simplify(word).rstrip("：") for word in column("endings.txt") if len(word) > 2)
    notices = alternation(row[1] for row in rows("furniture.txt") if row[0] == "notice" and _LEGAL.search(row[1]))
    return re.compile(
        rf"\n(?:[【\[(（\s]{{0,3}}(?:(?:{words})\s?[】\])）:：]{{0,3}}(?=\n|\Z)|责任编辑|责编|编辑[:：]|来源[:：]|原文链接|原标题)"
        rf"|[^\n]{{0,12}}(?:{notices}))"
    )


def count_pinyin(text: str) -> int:
    """Return behind how many characters a syllable with its tone stands: nobody writes news like that.

    >>> count_pinyin("網(wǎng)與協(xié)會(hui)")
    2
    """
    if "(" not in text and "（" not in text:
        return 0
    return sum(not _TONES.isdisjoint(match["syllable"]) for match in _PINYIN_TAIL.finditer(text))


def count_syllables(text: str) -> int:
    """Return behind how many characters a syllable stands, with its tone or without.

    >>> count_syllables("西(xi)(xi)安交(jiao)通大(da)學")
    3
    """
    return sum(1 for _ in _PINYIN_TAIL.finditer(text)) if "(" in text or "（" in text else 0


def comparable(text: str) -> str:
    r"""Return the Chinese characters, letters and digits of ``text``, in simplified characters and small letters.

    >>> comparable("西安交通大學XJTU校園網(wǎng)，，２０２４年３月\u200b\n簽★約。")
    '西安交通大学xjtu校园网2024年3月签约'
    """
    text = normalize(text).lower()
    if "(" in text:
        text = _BRACKETED.sub("", text)
    return _NOT_COMPARED.sub("", simplify(text))


def comparable_body(body: str) -> str:
    r"""Return the body of an article for comparison: without what a page prints below it.

    >>> comparable_body("双方签约。\n责任编辑：王某\n上一篇：某事"), comparable_body("本报讯（记者 王某）双方签约。")
    ('双方签约', '双方签约')
    >>> comparable_body("供稿：党办\n编辑：王某\n双方签约。")
    '供稿党办编辑王某双方签约'
    """
    body = _below_heading(body)
    text = simplify(body)
    found = _end().search(text, max(1, text.find("。")))  # above the first sentence, such lines are the head of a page
    return comparable(body[: found.start()] if found else body)


def _below_heading(body: str) -> str:
    heading = _HEADING.match(body)
    return body[heading.end() :] if heading else body


@cache
def _windows(width: int, characters: int) -> tuple[slice, ...]:
    return tuple(slice(width * start, width * (start + characters)) for start in range(_COMMON_LENGTH))


def paragraph_starts(body: str) -> list[int]:
    r"""Return where the paragraphs of a body begin in its text for comparison, and the last one ends.

    >>> paragraph_starts("双方签约。\n会后，参观。")
    [0, 4, 8]
    """
    return [0, *accumulate(len(comparable(line)) for line in _below_heading(body).split("\n"))]


def clause_starts(body: str) -> list[int]:
    """Return where the clauses of a body begin in its text for comparison.

    >>> clause_starts("双方签约，并座谈。会后，参观。")
    [0, 4, 7, 9, 11]
    """
    return [0, *accumulate(len(comparable(clause)) for clause in _MARKS.split(_below_heading(body)) if clause)]


def shingles(text: str) -> frozenset[str]:
    """Return all runs of five characters of a text for comparison; a shorter text is one itself.

    >>> sorted(shingles("西安交大签约"))
    ['安交大签约', '西安交大签']
    """
    count = len(text) - SHINGLE + 1
    if count < 1:
        return frozenset([text] if text else [])
    windows = _windows(1, SHINGLE) if count <= _COMMON_LENGTH else [slice(at, at + SHINGLE) for at in range(count)]
    return frozenset(map(text.__getitem__, windows[:count]))


def sketch(text: str) -> tuple[int, ...]:
    """Return the numbers (32 bits, rising) that stand for a text for comparison in the search for similar ones.

    They are the smallest checksums of its runs of eight characters: what two texts share of those, they share of these
    (Broder 1997), and a part of a text finds the whole. Checksums by CRC-32, the same on every machine for ever.

    >>> one, other = sketch("西安交通大学与苏州市签署战略合作协议"), sketch("西安交通大学与苏州市签署框架合作协议")
    >>> len(one), len(set(one) & set(other))
    (11, 5)
    """
    return _smallest(_checksums(text), SKETCH)


def _checksums(text: str) -> list[int]:
    """Return the checksums of all runs of eight characters, in their order; a shorter text is one itself."""
    count = len(text) - FEATURE + 1
    data = text.encode("utf-16-le")
    if count < 1:
        return [crc32(data)] if text else []
    width = 2 * FEATURE
    windows = (
        _windows(2, FEATURE) if count <= _COMMON_LENGTH else [slice(2 * at, 2 * at + width) for at in range(count)]
    )
    return list(map(crc32, map(data.__getitem__, windows[:count])))


def _smallest(checksums: Sequence[int], count: int) -> tuple[int, ...]:
    """Return the smallest ones, each once."""
    if len(checksums) > 8 * count:  # sort only as many as may be among the smallest
        limit = (3 * count << 32) // len(checksums)
        few = {checksum for checksum in checksums if checksum < limit}
        if len(few) >= count:
            return tuple(sorted(few)[:count])
    return tuple(sorted(set(checksums))[:count])


def lookups(title: str, day: str | None, whole: Sequence[int], beginning: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers under which a text is looked up: of its words, of its beginning, of its title and day.

    ``whole`` and ``beginning`` are sketches. Reports of one template differ where they begin, by date and names: what
    all have leads nowhere.
    """
    numbers = {*whole[:_OF_BODY], *beginning[:_OF_BEGINNING]}
    if whole:
        numbers.add(crc32(f"{title} {day}".encode("utf-16-le")))
    return tuple(sorted(numbers))


def containment(one: frozenset[str], other: frozenset[str]) -> tuple[float, float, float]:
    """Return the Jaccard similarity of two sets of shingles, and how much of each stands in the other (0 to 1).

    >>> [round(share, 2) for share in containment(shingles("西安交大签约"), shingles("西安交大签约仪式"))]
    [0.5, 1.0, 0.5]
    """
    if not one or not other:
        return 0.0, 0.0, 0.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared), shared / len(one), shared / len(other)


class Outline(NamedTuple):
    """Hold what tells of an article with which others it is to be compared, so that hardly any has to be read for that.

    ``title`` is for comparison; ``day`` is when the article was published (ISO 8601), ``days`` are those that its body
    names (`3月5日 3月7日`). It is looked up under ``numbers``; ``sketch`` is that of the body, ``beginning`` that of
    the first characters of it: numbers of 32 bits each, packed, for there are many outlines. ``origin`` is a digest of
    what all this was made from.
    """

    title: str
    day: str | None
    days: str
    numbers: bytes
    sketch: bytes
    beginning: bytes
    origin: int

    @classmethod
    def of(cls, title: str, body: str, published: str | None) -> Outline:
        """Return the outline of an article; of ``published`` (ISO 8601), only the day counts.

        >>> found = Outline.of("学校与苏州市签约", "3月5日，双方签约。", "2024-03-06T10:00")
        >>> found.title, found.days, len(unpack(found.numbers)), len(unpack(found.sketch))
        ('学校与苏州市签约', '3月5日', 2, 1)
        """
        name, text = comparable(title), comparable_body(body)
        day = published[:10] if published else None
        sums = _checksums(text)
        whole = _smallest(sums, SKETCH)
        beginning = _smallest(sums[: _BEGINNING - FEATURE + 1], _OF_BEGINNING_KEPT)
        days = " ".join(sorted(set(days_in(text))))
        numbers = _pack(lookups(name, day, whole, beginning))
        return cls(name, day, days, numbers, _pack(whole), _pack(beginning), origin_of(title, body, published))


class Held:
    """Hold the outline of one article as it is held against those of many others."""

    __slots__ = ("beginning", "day", "days", "features", "sketch", "title")

    def __init__(self, outline: Outline) -> None:
        self.title = outline.title
        self.day = outline.day
        self.days = frozenset(outline.days.split())
        self.sketch = unpack(outline.sketch)
        self.features = frozenset(self.sketch)
        self.beginning = frozenset(unpack(outline.beginning))

    def shares(self, sketch: bytes, part: float) -> bool:
        """Tell whether this part of the shorter text may stand in the longer one, as far as the sketches tell.

        Below the largest number that both sketches reach, both are complete: what they share there, the texts share.
        """
        one, two = self.sketch, unpack(sketch)
        if not one or not two:
            return False
        shared = len(self.features.intersection(two))
        if not shared:
            return one[-1] < two[0] or two[-1] < one[0]
        if shared >= part * SKETCH:
            return True
        reach = min(one[-1], two[-1])
        return shared >= part * min(bisect_right(one, reach), bisect_right(two, reach))

    def begins_like(self, other: Outline) -> bool:
        """Tell whether the beginnings of two texts have something in common; of short ones, anything."""
        beginning = unpack(other.beginning)
        return len(self.beginning.intersection(beginning)) >= min(len(self.beginning), len(beginning), _ALIKE)


def _pack(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpack(blob: bytes) -> tuple[int, ...]:
    """Return the numbers that an outline holds packed.

    >>> unpack(_pack((1, 2**32 - 1)))
    (1, 4294967295)
    """
    return struct.unpack(f"<{len(blob) // 4}I", blob)


def origin_of(title: str, body: str, published: str | None) -> int:
    """Return a digest (63 bits) of all that an outline is made from."""
    text = f"{title}\n{published}\n{body}"
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def days_in(text: str) -> list[str]:
    """Return the days that a text for comparison names, in its order.

    >>> days_in("2024年3月5日至7日"), days_in("点击32103月09日")
    (['3月5日'], ['3月9日'])
    """
    days = []
    for match in _DAY.finditer(text):
        start = match.start()
        # The line above may end in a figure: only what a month has is taken.
        month = next((found for found in (text[max(0, start - 2) : start], text[start - 1]) if found in _MONTHS), None)
        if start and month:
            days.append(f"{month.lstrip('0')}月{match[1].lstrip('0')}日")
    return days
