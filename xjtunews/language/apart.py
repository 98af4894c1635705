"""Tell two articles apart that are nearly the same: by a number, a name, or a word that may be one.

Two signings of one week share a template, the editions of a yearly meeting their text. What an editor puts into a text
is otherwise: a word that says more than a name, or the name of the house for `our university`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from xjtunews.language.alignment import find_gaps
from xjtunews.language.compared import ENOUGH_PEOPLE, Text, is_misprint, name_one_day
from xjtunews.language.differences import (
    PARTICLES,
    Differences,
    Side,
    find_differences,
    is_own_word,
    is_short_form,
    says_more,
)
from xjtunews.language.glances import is_same_title

_DATE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|\d{4}年(?:\d{1,2}月)?")
# `our university` with what was done there: 我校赴莆田市 is 华侨大学来莆 to the hosts.
_OURS = re.compile(r"[我本][校院司]|我\Z|我公司|我集团|[来到赴][校院]")
#: Whoever has so many people in common with another report, on one day, seldom tells of another event.
_CROWD = 5
#: A word that stands for another so often in a short text is no editor's whim.
_THROUGHOUT = 3
#: Of two words for one thing, at least every so manieth character is the same.
_ALIKE = 3
#: So much of a text is its beginning.
LEAD = 100
#: So much is the same where only dates are others.
_UNDATED = 0.8
#: A template of so many characters leaves room for other words.
_LONG = 300
#: From here on, texts are nearly the same.
NEARLY = 0.9
#: A day without its year that is so near is that of the year in which the text was published.
_SAME_DAYS = 14
#: So many other words an editor puts into the text of one page; in a shorter text than this, one is too many.
_EDITS, _SHORT_TEXT = 3, 400
#: Where days and people are the same, so many, and one more for so many characters; fewer where they are few.
_SAME_EVENT_EDITS, _CHARACTERS_AN_EDIT, _FEW_EDITS = 3, 100, 2


def tell_apart(
    one: Text,
    other: Text,
    found: Differences,
    jaccard: float,
    *,
    mirror: int | None,
    same_page: bool,
    witnesses: int,
) -> bool:
    """Tell whether what differs makes two articles of two texts that are nearly the same.

    ``mirror`` says which of them is one, ``same_page`` that title and day are the same, ``witnesses`` how many people
    show that they tell of one event.
    """
    if _names_apart(one, other, found, jaccard, mirror=mirror, same_page=same_page) or _fill_slots(one, other, found):
        return True
    machine = one.is_spam != other.is_spam or one.is_traditional != other.is_traditional or found.recast is not None
    if witnesses >= ENOUGH_PEOPLE and machine:
        return False  # a machine puts other words into a text
    swaps = _swaps(one, other, found)
    if witnesses < ENOUGH_PEOPLE and _is_short(one, other) and max(found.edits.values(), default=0) >= _THROUGHOUT:
        return True
    if mirror is None and any(_is_other_body(one, other, *pair) for pair in swaps):
        return True
    if witnesses >= _CROWD and name_one_day(one, other) and is_same_title(one.title, other.title):
        return False  # somebody shortened most sentences
    return _words_apart(one, other, swaps, jaccard, same_page=same_page, witnesses=witnesses)


def _titles_contradict(one: Text, other: Text) -> bool:
    """Tell whether a word of one title stands in the place of another, as it does in the texts: 机械学院, 电气学院."""
    for gap in find_gaps(one.title, other.title):
        text, other_text = one.title[gap.start : gap.end], other.title[gap.other_start : gap.other_end]
        if min(len(text), len(other_text)) < 2 or is_own_word(text) or is_own_word(other_text):
            continue
        if is_short_form(text, other_text):
            continue
        if text in one.body and other_text in other.body and text not in other.body and other_text not in one.body:
            return True
    return False


def _names_apart(
    one: Text, other: Text, found: Differences, jaccard: float, *, mirror: int | None, same_page: bool
) -> bool:
    """Tell whether another number or name makes two articles of two texts that are nearly the same."""
    if found.numbers and not _has_shifted_dates(one, other, found, jaccard):
        return True
    if mirror is None and _titles_contradict(one, other):
        return True
    one_day = name_one_day(one, other)
    if found.added and mirror is None and not one_day and _is_short(one, other):
        return True  # one more name in a list of them: no day ties the two together
    names = {pair for pair in found.names if not (one_day and _is_transcribed(*pair))}
    misprint = len(names) == 1 and jaccard >= NEARLY and is_misprint(*next(iter(names)))
    return bool(names) and not (misprint and (one_day or same_page))


def _is_transcribed(one: str, other: str) -> bool:
    """Tell a foreigner's name in letters from the same in characters, as far as that can be told.

    >>> _is_transcribed("johanmeeusen", "约翰梅伊森"), _is_transcribed("张三", "李四")
    (True, False)
    """
    latin, chinese = (one, other) if one.isascii() else (other, one)
    return latin.isalpha() and latin.isascii() and len(latin) > len(chinese) > 1 and not re.search("[a-z0-9]", chinese)


def _has_shifted_dates(one: Text, other: Text, found: Differences, jaccard: float) -> bool:
    """Tell the text of a mirror that has later dates and nothing else: several people are the same, and all words."""
    if one.is_spam == other.is_spam or jaccard < _UNDATED or found.names or found.swaps or found.added:
        return False
    copy, original = (one, other) if one.is_spam else (other, one)
    if copy.day is not None and original.day is not None and copy.day < original.day:
        return False
    people = one.names.people
    if len(people) < ENOUGH_PEOPLE or people != other.names.people or not is_same_title(one.title, other.title):
        return False
    if len(original.body) < _LONG:
        return False
    sides = (Side(_DATE.sub("", text.body), text.names.all, text.brands) for text in (one, other))
    return not find_differences(*sides).numbers


def _swaps(one: Text, other: Text, found: Differences) -> Counter[tuple[str, str]]:
    """Return the words that stand in the place of others, without what conversion makes of characters: 着 and 著."""
    converted = one.is_traditional != other.is_traditional
    return Counter(
        {pair: n for pair, n in found.swaps.items() if not (converted and len(pair[0]) == len(pair[1]) == 1)}
    )


def _fill_slots(one: Text, other: Text, found: Differences) -> bool:
    """Tell whether two bodies or places stand where texts differ: a word that begins a clause is part of none."""
    return any(gap.end not in one.clauses and gap.other_end not in other.clauses for gap in found.slots)


def _words_apart(
    one: Text, other: Text, swaps: Counter[tuple[str, str]], jaccard: float, *, same_page: bool, witnesses: int
) -> bool:
    """Tell whether other words that may be names make two articles of two texts that are nearly the same."""
    if not swaps:
        return False
    # somebody's name that the rules do not know stands in the title, or more than once
    many = witnesses >= ENOUGH_PEOPLE
    titled = any(a in one.title and b in other.title and not _says_ours(a, b) for a, b in swaps)
    named = titled or any(n > 1 and not (many and len(a) == len(b) == 1) for (a, b), n in swaps.items())
    other_things = [pair for pair in swaps if _is_other_thing(*pair)]
    # where so many people are the same, another firm that they went to stands in the first sentence
    crowd = witnesses >= _CROWD
    begins = one.body[:LEAD], other.body[:LEAD]
    if (
        witnesses
        and not named
        and all(
            _is_explained(one, other, a, b) or (crowd and a not in begins[0] and b not in begins[1])
            for a, b in other_things
        )
    ):
        if not many:
            return len(swaps) > _FEW_EDITS or min(len(one.body), len(other.body)) < LEAD
        return len(swaps) > _SAME_EVENT_EDITS + max(len(one.body), len(other.body)) // _CHARACTERS_AN_EDIT
    # or in the first sentence, which of a short text is all that tells it from others
    begin, other_begin = (text.body[: None if _is_short(one, other) else LEAD] for text in (one, other))
    if any(a in begin and b in other_begin for a, b in other_things):
        return True
    if same_page and jaccard >= NEARLY:
        return len(swaps) > _EDITS or max(swaps.values()) > 1
    return named or len(swaps) > 1 or _is_short(one, other)


def _is_short(one: Text, other: Text) -> bool:
    return min(len(one.body), len(other.body)) < _SHORT_TEXT


def _is_other_body(one: Text, other: Text, word: str, other_word: str) -> bool:
    """Tell whether somebody's name stands there, and in its place what may be the name of somebody unknown."""
    if word not in one.names.all and other_word not in other.names.all:
        return False
    return _is_other_thing(word, other_word) and not _is_explained(one, other, word, other_word)


def _is_explained(one: Text, other: Text, word: str, other_word: str) -> bool:
    """Tell whether one of two words for something says more than a name, and is none."""
    if _says_ours(word, other_word):
        return True
    if word not in one.names.all and says_more(word):
        return True
    return other_word not in other.names.all and says_more(other_word)


def _says_ours(word: str, other_word: str) -> bool:
    return bool(_OURS.search(word) or _OURS.search(other_word))


def _is_other_thing(one: str, other: str) -> bool:
    """Tell one thing in the place of another from a misprint, and from one said with a word more or less."""
    shared = (set(one) & set(other)) - PARTICLES
    return min(len(one), len(other)) > 1 and len(shared) * _ALIKE < min(len(one), len(other))


def is_another_year(one: Text, other: Text) -> bool:
    """Tell two editions of one report: each was published about the same day of its own year, which it names."""
    if one.day is None or other.day is None or one.day[:4] == other.day[:4]:
        return False
    shared = set(one.days) & set(other.days)
    return any(_follows(one.day, day) and _follows(other.day, day) for day in shared)


def _follows(published: str, day: str) -> bool:
    """Tell whether something was published on a day (`3月5日`) of its year, or within some days of it."""
    month, _, rest = day.partition("月")
    try:
        named = date(int(published[:4]), int(month), int(rest.rstrip("日")))
    except ValueError:
        return False
    return abs((date.fromisoformat(published) - named).days) <= _SAME_DAYS
