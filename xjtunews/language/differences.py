"""Tell what differs between two texts that are nearly the same, and whether that makes them two.

Both are texts for comparison (:func:`xjtunews.language.comparison.comparable`). What stands between the same words in
both is a substitution: another date, number or name there means another event; characters lost on the way, a brand in
place of a name, or an editor's other word do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from xjtunews.language.alignment import Gap, find_gaps
from xjtunews.language.numbers_apart import find_numbers, is_same_number
from xjtunews.language.organizations import holds_verb, is_ending, type_of
from xjtunews.language.recasting import find_recasts
from xjtunews.language.short_names import is_short_for
from xjtunews.language.spam import find_brands, is_offer, is_offer_alone, is_site
from xjtunews.language.words import alternation, column, rows, vocabulary

#: A substitution is no longer than this: longer ones are paragraphs that came and went.
_INLINE = 40
#: A paragraph of so many characters is one, fewer may be a name in a list.
_PARAGRAPH = 18
#: So few characters without a counterpart were lost or slipped in, were not cut.
_LOST = 2
#: From so many losses on, a text is one that loses characters.
_LOSSY = 3
#: So long, words with a verb among them are no name.
_PHRASE = 8
#: A brand in the place of several words has so many characters, and what was moved within a text so many.
_FOREIGN, _MOVED = 4, 5
_LATIN = re.compile("[a-z]")
#: What follows the name of a place in a town or on a campus.
_PLACES = frozenset(("楼", "馆", "厅", "村", "路", "校区", "厂区", "园区", "社区", "街道", "车间", "考场", "赛区"))
PARTICLES = frozenset("的了于在并也还就将与和及等地得已曾都又再更最很是有为对向从到由而后中上下这该其之所则便均皆共")
#: What joins words, and stands in few names.
_FUNCTION_WORDS = frozenset("的了于并也还就将与和及等得已曾都又再更最很是为对从由而该这其之则便均皆共我你")
#: What `our` stands before.
_OUR_BODIES = frozenset("校院市省县区州旗镇司所处厅局")
#: What was done with an event, or is said of a report: no name holds these.
_DEEDS = ("举行", "举办", "召开", "来校", "来访", "获悉", "启动", "前往")
#: What an editor calls the university, the guests, or the time, instead.
_OWN_WORDS = re.compile(
    r"[我咱]们|(?:我|本|该|母|全|两|双)?(?:校|院|市|省|县|区|集团|公司|集团公司|司|学校|学院|大学|单位|中心|方)|来|来到|赴|在|到|前往|校|(?:来|到|赴|来到)(?:我|本)?[校院司]|[今昨当前]日|[今昨]天|当天|近日|日前|[上下]午|记者从?|[今去]|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|了?(?:来宾|嘉宾|客人|来访者|来访[客嘉]?[人宾]|他们|她们|大家|其一行|一行)"
)


@dataclass(slots=True)
class Differences:
    """Say what differs: each pair is (in the one, in the other).

    ``brands`` stand in the place of a name; ``edits`` are words that name nobody, in either text. ``lost`` counts where
    one has a character or two that the other lacks, ``gained`` where the other has them; ``added`` are names that one
    has more. ``slots`` are where both go on with the same word for a body or a place. What is left of broken bytes in
    one of them is no difference; ``recast`` says in which text (1 or 2) a machine put a company's words for a
    university's, which are none, either.
    """

    numbers: list[tuple[str, str]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    swaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    edits: Counter[tuple[str, str]] = field(default_factory=Counter)
    brands: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    slots: list[Gap] = field(default_factory=list)
    lost: int = 0
    gained: int = 0
    recast: int | None = None

    def loses(self, *, torn: bool = False) -> bool:
        """Tell whether the other text lost characters on its way; ``torn`` says that marks stand in their place."""
        return is_lossy(self.lost, self.gained, torn=torn) and self._edited() < self.lost

    def gains(self, *, torn: bool = False) -> bool:
        """Tell whether the one text lost characters on its way."""
        return is_lossy(self.gained, self.lost, torn=torn) and self._edited() < self.gained

    def _edited(self) -> int:
        """Return how many words stand for others: who writes these leaves words out, too."""
        pairs = (*self.swaps.items(), *self.edits.items())
        return sum(number for (text, other), number in pairs if max(len(text), len(other)) > _LOST)


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


def find_differences(one: Side, other: Side, *, recast: int = 0) -> Differences:
    """Return what differs between two texts; ``names`` are those of people, bodies and places that each tells of.

    With ``recast``, as many kinds of words as it says may stand for others as a machine puts them: one event is told.

    >>> found = find_differences(Side("3月5日张三到访苏州市", ["张三"]), Side("3月15日李四到访苏州市", ["李四"]))
    >>> found.numbers, found.names
    ([('5', '15')], [('张三', '李四')])
    """
    found = Differences()
    unsure: list[tuple[list[tuple[str, str]], str, str]] = []
    gaps = find_gaps(one.text, other.text)
    if recast:
        found.recast, put = find_recasts(one.text, other.text, gaps, recast)
        gaps = [gap for gap in gaps if gap not in put]
    brands = find_foreign(one.text, other.text, gaps)
    for gap in gaps:
        text, other_text = one.text[gap.start : gap.end], other.text[gap.other_start : gap.other_end]
        if is_brand(text, (*one.brands, *brands[0])) or is_brand(other_text, (*other.brands, *brands[1])):
            found.brands.append((text, other_text))
            continue
        if max(len(text), len(other_text)) > _INLINE or _is_paragraph(one, gap.start, gap.end):
            continue
        if _is_paragraph(other, gap.other_start, gap.other_end) or _is_moved(one.text, other.text, gap):
            continue
        if not text or not other_text:
            added = _named(one, gap.start, gap.end, other.text) or _named(
                other, gap.other_start, gap.other_end, one.text
            )
            found.added += [added] if added else []
            if _is_line(one, gap.start, gap.end) or _is_line(other, gap.other_start, gap.other_end):
                continue
        numbers = find_numbers(one.text, other.text, gap)
        if numbers is not None:
            unsure.append((found.numbers, *numbers))
            continue
        if not text or not other_text:
            bodies = _two_bodies(one, other, gap)
            if bodies is not None:
                unsure.append((found.names, *bodies))
            found.lost += len(text) <= _LOST and not other_text and not _is_added(text)
            found.gained += len(other_text) <= _LOST and not text and not _is_added(other_text)
            continue
        if is_same_number(text, other_text):
            continue
        named = _named(one, gap.start, gap.end, other.text)
        other_named = _named(other, gap.other_start, gap.other_end, one.text)
        ours = _is_ours(one.text, gap.start, gap.end) or _is_ours(other.text, gap.other_start, gap.other_end)
        if named and other_named and not ours:
            if not is_short_form(named, other_named):
                unsure.append((found.names, named, other_named))
        elif _is_garbled(text) == _is_garbled(other_text) and not (
            is_within(text, other_text) or is_within(other_text, text)
        ):
            if not _is_edit(one.text, other.text, gap, named or other_named):
                found.swaps[named or text, other_named or other_text] += 1
                found.slots += [gap] if _is_slot(one.text, other.text, gap) else []
            elif not is_own_word(text) and not is_own_word(other_text):
                found.edits[text, other_text] += 1
    loses, lost = found.loses(torn=other.is_torn), found.gains(torn=one.is_torn)
    for kind, text, other_text in unsure:  # a text that loses characters loses those of dates and names, too
        if not (loses and is_within(other_text, text)) and not (lost and is_within(text, other_text)):
            kind.append((text, other_text))
    return found


def is_lossy(lost: int, gained: int, *, torn: bool = False) -> bool:
    """Tell a text that lost characters on its way from one in which somebody changed a word."""
    if torn:
        return lost > gained
    return lost >= _LOSSY and lost > 3 * gained


def is_brand(text: str, brands: Collection[str]) -> bool:
    """Tell a brand, or what is left of one, that a mirror put in the place of a name, or of two: 云顶体育与云顶体育."""
    if len(text) < 2:
        return False
    if is_offer_alone(text):
        return True
    for brand in (*brands, *(text[start:end] for start, end in find_brands(text))):
        if is_within(text, brand) or (brand in text and len(text.replace(brand, "")) <= 1):
            return True
    return False


def find_foreign(one: str, other: str, gaps: Sequence[Gap]) -> tuple[list[str], list[str]]:
    """Return what is offered in each of two texts in the place of different words and nowhere in the other: a brand.

    An editor writes the same for `our university` and `the school`, but no such thing for two words that say more;
    and nobody writes the name of such a site for that of a body.

    >>> one, other = "会前参观展厅会后走进图书馆座谈", "会前参观天天娱乐网会后走进天天娱乐网座谈"
    >>> find_foreign(one, other, find_gaps(one, other))
    ([], ['天天娱乐网'])
    """
    replaced: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for gap in gaps:
        text, other_text = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
        for by, word, instead, elsewhere in ((0, text, other_text, other), (1, other_text, text, one)):
            if len(word) < _FOREIGN or len(instead) < _LOST or word in elsewhere or is_own_word(instead):
                continue
            if is_offer(word) or is_site(word):
                replaced[by].setdefault(word, set()).add(instead)
    first, second = ([word for word, names in found.items() if _is_foreign(word, names)] for found in replaced)
    return first, second


def _is_foreign(word: str, names: Collection[str]) -> bool:
    """Tell a brand from an editor's word: it stands for several, or it is that of a site and stands for a body."""
    return len(names) > 1 or (is_site(word) and any(type_of(name) for name in names))


def _is_moved(one: str, other: str, gap: Gap) -> bool:
    """Tell words that stand elsewhere in the other text: they were moved, and nothing is in their place."""
    text, other_text = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
    return min(len(text), len(other_text)) >= _MOVED and text in other and other_text in one


def _is_line(side: Side, start: int, end: int) -> bool:
    """Tell whether what one text has more is a whole paragraph, however short: digits beside it are not its own."""
    index = bisect_left(side.starts, start)
    return index < len(side.starts) - 1 and side.starts[index] == start < end and end in side.starts[index + 1 :]


def _is_paragraph(side: Side, start: int, end: int) -> bool:
    """Tell whether a whole paragraph of some length came or went there: no word in the place of another."""
    index = bisect_left(side.starts, start - 1)
    return any(
        following - begin >= _PARAGRAPH and following <= end + 1
        for begin, following in pairwise(side.starts[index : index + 8])
    )


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


def _is_slot(one: str, other: str, gap: Gap) -> bool:
    """Tell words that stand before the same word for a body or a place: 法学院, 医学院; 主楼, 护理楼."""
    text, other_text = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
    if not set(text).isdisjoint(other_text) or holds_verb(text) or holds_verb(other_text):
        return False
    if "我" in text or "我" in other_text:
        return False
    if one[gap.end : gap.end + 2] in _PLACES or one[gap.end : gap.end + 1] in _PLACES:
        return True
    return any(is_ending(one[gap.end : gap.end + length]) for length in (2, 3, 4))


def says_more(text: str) -> bool:
    """Tell whether words are more than a name: what was done there, or who somebody is.

    >>> says_more("签订战略合作协议"), says_more("党委书记"), says_more("赤松动力")
    (True, True, False)
    """
    if text in _words() - vocabulary("nouns_too.txt") or _events_and_offices().search(text):
        return True
    return len(text) >= _PHRASE and holds_verb(text)


@cache
def _events_and_offices() -> re.Pattern[str]:
    offices = (word for row in rows("titles.tsv") if row[0] == "office" for word in row[1].split() if len(word) > 1)
    events = (word for word in column("kinds.tsv", 1) if "…" not in word)
    deeds = (word for word in vocabulary("presence.txt") if len(word) > 1)
    return re.compile(alternation({*events, *deeds, *offices, *_DEEDS}))


def _is_edit(one: str, other: str, gap: Gap, named: str) -> bool:
    """Tell an editor's other word: each is a word that names nobody, or says `our university` for its name."""
    text, other_text = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
    if is_own_word(text) or is_own_word(other_text):
        return True
    if _is_ours(one, gap.start, gap.end) or _is_ours(other, gap.other_start, gap.other_end):
        return True
    topics = vocabulary("nouns_too.txt")
    if named or (text in topics and other_text in topics):
        return False
    if _is_word(one, gap.start, gap.end) and _is_word(other, gap.other_start, gap.other_end):
        return True
    return _is_two_words(text) and _is_two_words(other_text)


def _is_two_words(text: str) -> bool:
    """Tell two words that an editor changed one behind the other, of which the second says what is done: 携手助推."""
    verbs, words, topics = vocabulary("verbs.txt"), _words(), vocabulary("nouns_too.txt")
    return any(
        text[middle:] in verbs and text[:middle] in words and topics.isdisjoint((text[:middle], text[middle:]))
        for middle in range(1, len(text))
    )


def _is_added(text: str) -> bool:
    """Tell a word that an editor adds or leaves out from characters lost on the way: 正式举行, 并参观了."""
    return text in PARTICLES or (len(text) > 1 and text in _words())


def is_own_word(text: str) -> bool:
    """Tell what an editor writes in the place of a name, a guest or a date.

    >>> is_own_word("我校"), is_own_word("日前"), is_own_word("苏州")
    (True, True, False)
    """
    return _OWN_WORDS.fullmatch(text) is not None


def _is_ours(text: str, start: int, end: int) -> bool:
    """Tell the first character of `our city`, in the place of which its name stands: 我市, 宝鸡市."""
    if text[end : end + 1] not in _OUR_BODIES:
        return False
    return text[start:end] in ("我", "本") or text[start:end].endswith(("与我", "和我", "同我"))


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a word, alone or with one character beside it."""
    if text[start:end] in _FUNCTION_WORDS:
        return True
    words = _words()
    return any(text[max(0, start - left) : end + right] in words for left, right in ((0, 0), (1, 0), (0, 1)))
