"""Tell what differs between two texts that are nearly the same, and whether that makes them two.

Both are texts for comparison (:func:`xjtunews.language.comparison.comparable`). What stands between the same words in
both is a substitution: another date, number or name there means another event; characters lost on the way, a brand in
place of a name, or an editor's other word do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from xjtunews.language.organizations import is_short_for, type_of
from xjtunews.language.spam import find_brands
from xjtunews.language.words import vocabulary

#: How many characters have to be the same for two places to be the same, tried one after another.
_WIDTHS = (12, 6, 3, 2)
#: A substitution is no longer than this: longer ones are paragraphs that came and went.
_INLINE = 40
#: A paragraph of so many characters is one, fewer may be a name in a list.
_PARAGRAPH = 18
#: So few characters without a counterpart were lost or slipped in, were not cut.
_LOST = 2
#: From so many losses on, a text is one that loses characters.
_LOSSY = 3
#: Two places are looked for by fewer than three characters only in so short a stretch.
_SHORT = 120

_DIGITS = re.compile(r"\d+")
_NUMERAL = frozenset("一二三四五六七八九十百千零〇两")
_BEHIND_NUMERAL = "届期批次号轮季年月日章条级等位名家项所个"
_LATIN = re.compile("[a-z]")
#: What an editor calls the university, the guests, or the time, instead.
_OWN_WORDS = re.compile(
    "(?:我|本|该|母|全|两|双)?(?:校|院|市|省|县|区|集团|公司|学校|学院|大学|单位|中心|方)|来|来到|赴|在|到|前往|校|[今昨当前]日|[今昨]天|当天|近日|日前|[上下]午|了?(?:来宾|嘉宾|客人|来访者|来访[客嘉]?[人宾]|他们|她们|大家|其一行|一行)"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold where two texts differ: what stands there in each, from where to where."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(slots=True)
class Differences:
    """Say what differs: each pair is (in the one, in the other). ``brands`` stand in the place of a name.

    ``lost`` counts where one has a character or two that the other lacks, ``gained`` where the other has them. What is
    left of broken bytes in one of them is no difference.
    """

    numbers: list[tuple[str, str]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    swaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    brands: list[tuple[str, str]] = field(default_factory=list)
    lost: int = 0
    gained: int = 0


def find_gaps(one: str, other: str) -> list[Gap]:
    """Return where two texts differ, in their order.

    >>> one, other = "西安交大与苏州市签约仪式举行", "西安交大与无锡市签约仪式在京举行"
    >>> [(one[gap.start : gap.end], other[gap.other_start : gap.other_end]) for gap in find_gaps(one, other)]
    [('苏州', '无锡'), ('', '在京')]
    """
    begin = _common(one, other)
    end = _common(one[begin:][::-1], other[begin:][::-1])
    first = Gap(begin, len(one) - end, begin, len(other) - end)
    gaps = [first] if first.start < first.end or first.other_start < first.other_end else []
    for width in _WIDTHS:
        gaps = [part for gap in gaps for part in _split(one, other, gap, width)]
    return gaps


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _split(one: str, other: str, gap: Gap, width: int) -> Iterator[Gap]:
    """Yield the gaps that remain of one when the same runs of ``width`` characters in both are taken out."""
    length, other_length = gap.end - gap.start, gap.other_end - gap.other_start
    if min(length, other_length) < width or (width < _WIDTHS[-2] and length + other_length > _SHORT):
        yield gap
        return
    start, other_start = gap.start, gap.other_start
    for at, other_at, size in _matches(one, other, gap, width):
        if at > start or other_at > other_start:
            yield Gap(start, at, other_start, other_at)
        start, other_start = at + size, other_at + size
    if start < gap.end or other_start < gap.other_end:
        yield Gap(start, gap.end, other_start, gap.other_end)


def _matches(one: str, other: str, gap: Gap, width: int) -> list[tuple[int, int, int]]:
    """Return the longest chain of runs that stand in both texts in the same order: (start, start in other, length)."""
    places: dict[str, int] = {}
    for at in range(gap.other_start, gap.other_end - width + 1):
        run = other[at : at + width]
        places[run] = -1 if run in places else at
    found: list[tuple[int, int, int]] = []
    at = gap.start
    while at <= gap.end - width:
        other_at = places.get(one[at : at + width], -1)
        if other_at < 0:
            at += 1
            continue
        size = _common(one[at : gap.end], other[other_at : gap.other_end])
        found.append((at, other_at, size))
        at += size
    chain: list[tuple[int, int, int]] = []
    for at, other_at, size in _longest_rising(found):
        shift = max(0, chain[-1][1] + chain[-1][2] - other_at) if chain else 0
        if size > shift:
            chain.append((at + shift, other_at + shift, size - shift))
    return chain


def _longest_rising(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the longest subsequence whose places in the other text rise."""
    tops: list[int] = []
    indexes: list[int] = []
    before: list[int] = []
    for index, (_, other_at, _) in enumerate(found):
        position = bisect_left(tops, other_at)
        before.append(indexes[position - 1] if position else -1)
        tops[position : position + 1] = [other_at]
        indexes[position : position + 1] = [index]
    chain = []
    index = indexes[-1] if indexes else -1
    while index >= 0:
        chain.append(found[index])
        index = before[index]
    return chain[::-1]


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one of two texts: its text for comparison, the names in it, its brands, and where its paragraphs begin.

    ``is_torn`` says that there are marks in the place of characters that were lost.
    """

    text: str
    names: Collection[str] = ()
    brands: Collection[str] = ()
    starts: Sequence[int] = ()
    is_torn: bool = False


def find_differences(one: Side, other: Side) -> Differences:
    """Return what differs between two texts; ``names`` are those of people, bodies and places that each tells of.

    >>> found = find_differences(Side("3月5日张三到访苏州市", ["张三"]), Side("3月15日李四到访苏州市", ["李四"]))
    >>> found.numbers, found.names
    ([('5', '15')], [('张三', '李四')])
    """
    found = Differences()
    unsure: list[tuple[list[tuple[str, str]], str, str]] = []
    for gap in find_gaps(one.text, other.text):
        text, other_text = one.text[gap.start : gap.end], other.text[gap.other_start : gap.other_end]
        if is_brand(text, one.brands) or is_brand(other_text, other.brands):
            found.brands.append((text, other_text))
            continue
        if max(len(text), len(other_text)) > _INLINE or _is_paragraph(one, gap.start, gap.end):
            continue
        if _is_paragraph(other, gap.other_start, gap.other_end):
            continue
        numbers = _number(one.text, other.text, gap)
        if numbers is not None:
            unsure.append((found.numbers, *numbers))
            continue
        if not text or not other_text:
            bodies = _two_bodies(one, other, gap)
            if bodies is not None:
                unsure.append((found.names, *bodies))
            found.lost += len(text) <= _LOST and not other_text
            found.gained += len(other_text) <= _LOST and not text
            continue
        named = _named(one, gap.start, gap.end, other.text)
        other_named = _named(other, gap.other_start, gap.other_end, one.text)
        if named and other_named:
            if not is_short_form(named, other_named):
                unsure.append((found.names, named, other_named))
        elif _is_garbled(text) == _is_garbled(other_text) and not (
            is_within(text, other_text)
            or is_within(other_text, text)
            or _is_edit(one.text, other.text, gap, named or other_named)
        ):
            found.swaps[named or text, other_named or other_text] += 1
    loses = is_lossy(found.lost, found.gained, torn=other.is_torn)
    lost = is_lossy(found.gained, found.lost, torn=one.is_torn)
    for kind, text, other_text in unsure:  # a text that loses characters loses those of dates and names, too
        if not (loses and is_within(other_text, text)) and not (lost and is_within(text, other_text)):
            kind.append((text, other_text))
    return found


def is_lossy(lost: int, gained: int, *, torn: bool = False) -> bool:
    """Tell a text that lost characters on its way from one in which somebody changed a word."""
    return lost >= (1 if torn else _LOSSY) and lost > 3 * gained


def is_brand(text: str, brands: Collection[str]) -> bool:
    """Tell a brand, or what is left of one, that a mirror put in the place of a name."""
    if len(text) < 2:
        return False
    for brand in (*brands, *(text[start:end] for start, end in find_brands(text))):
        if is_within(text, brand) or (brand in text and len(text) <= len(brand) + 1):
            return True
    return False


def _is_paragraph(side: Side, start: int, end: int) -> bool:
    """Tell whether a whole paragraph of some length came or went there: no word in the place of another."""
    index = bisect_left(side.starts, start - 1)
    return any(
        following - begin >= _PARAGRAPH and following <= end + 1
        for begin, following in pairwise(side.starts[index : index + 8])
    )


def _number(one: str, other: str, gap: Gap) -> tuple[str, str] | None:
    """Return the two numbers that a gap is a part of, if they are two."""
    for kind in (str.isdigit, _NUMERAL.__contains__):
        start, end, other_start, other_end = gap.start, gap.end, gap.other_start, gap.other_end
        while start and other_start and one[start - 1] == other[other_start - 1] and kind(one[start - 1]):
            start, other_start = start - 1, other_start - 1
        while end < len(one) and other_end < len(other) and one[end] == other[other_end] and kind(one[end]):
            end, other_end = end + 1, other_end + 1
        text, other_text = one[start:end], other[other_start:other_end]
        if kind is str.isdigit:
            numbers, other_numbers = _DIGITS.findall(text), _DIGITS.findall(other_text)
            if numbers and other_numbers and "".join(numbers) != "".join(other_numbers):
                # 2024年3月5日 and 3月5日 say the same day
                count = min(len(numbers), len(other_numbers))
                if numbers[-count:] != other_numbers[-count:]:
                    return text, other_text
        elif text and other_text and all(map(kind, text + other_text)):
            counts = one[start - 1 : start] == "第" or one[end : end + 1] in _BEHIND_NUMERAL
            if counts and text != other_text:
                return text, other_text
    return None


def _named(side: Side, start: int, end: int, other: str) -> str:
    """Return the longest name that reaches into a stretch and does not stand in the other text, or none."""
    best = ""
    for name in side.names:
        if len(name) > len(best) and name not in other:
            at = side.text.find(name, max(0, start - len(name) + 1), end + len(name) - 1)
            if at >= 0:
                best = name
    return best


def _two_bodies(one: Side, other: Side, gap: Gap) -> tuple[str, str] | None:
    """Return two bodies of which one has a word more inside its name: 中国银行, 中国工商银行."""
    if max(gap.end - gap.start, gap.other_end - gap.other_start) < _LOST:
        return None
    named = _named(one, gap.start, gap.end, other.text)
    other_named = _named(other, gap.other_start, gap.other_end, one.text)
    if type_of(named) is None or type_of(other_named) is None or is_short_form(named, other_named):
        return None
    return named, other_named


def is_short_form(one: str, other: str) -> bool:
    """Tell two names of one body, or of one place, from the names of two.

    >>> is_short_form("西安交大", "西安交通大学"), is_short_form("苏州", "苏州市")
    (True, True)
    >>> is_short_form("北京大学", "北京科技大学"), is_short_form("张三", "李三")
    (False, False)
    """
    short, full = sorted((one, other), key=len)
    return full.startswith(short) or full.endswith(short) or is_short_for(short, full)


def _is_garbled(text: str) -> bool:
    """Tell what is left of broken bytes: characters that no news is written with, a letter among them."""
    if text.isascii():
        return False
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return len(_LATIN.findall(text)) == 1


def is_within(short: str, long: str) -> bool:
    """Tell whether the characters of one text stand in another, in their order.

    >>> is_within("牛明", "牛虎明"), is_within("明牛", "牛虎明")
    (True, False)
    """
    position = 0
    for character in short:
        position = long.find(character, position) + 1
        if not position:
            return False
    return bool(short)


@cache
def _words() -> frozenset[str]:
    return vocabulary("verbs.txt") | vocabulary("common_words.txt") | vocabulary("nouns_too.txt")


def _is_edit(one: str, other: str, gap: Gap, named: str) -> bool:
    """Tell an editor's other word: each is a word that names nobody, or says `our university` for its name."""
    text, other_text = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
    if is_own_word(text) or is_own_word(other_text):
        return True
    if named:
        return False
    return _is_word(one, gap.start, gap.end) and _is_word(other, gap.other_start, gap.other_end)


def is_own_word(text: str) -> bool:
    """Tell what an editor writes in the place of a name, a guest or a date.

    >>> is_own_word("我校"), is_own_word("日前"), is_own_word("苏州")
    (True, True, False)
    """
    return _OWN_WORDS.fullmatch(text) is not None


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a word, alone or with one character beside it."""
    words = _words()
    return any(text[max(0, start - left) : end + right] in words for left, right in ((0, 0), (1, 0), (0, 1)))
