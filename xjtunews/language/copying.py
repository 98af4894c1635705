"""Judge whether one article is a copy of another: the same text under another title or byline, cut, or corrupted.

Much the same words are not enough: two signings of one week share a template, the editions of a yearly meeting their
text. Where date, number, person or body stand changed among the same words, there are two articles. A mirror changes
words as well, but otherwise: it loses characters, converts them, or puts one brand in the place of a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from xjtunews.language.apart import LEAD, NEARLY, is_another_year, tell_apart
from xjtunews.language.compared import ENOUGH_PEOPLE, TEARS, Text, count_witnesses, name_one_day
from xjtunews.language.comparison import SHINGLE, Held, Outline, containment, days_in, shingles
from xjtunews.language.differences import Differences, find_differences, is_brand
from xjtunews.language.glances import is_same_title

#: Below so many characters, a text says too little: title and day join in.
_SHORT = 40
#: Within so many days, the same short text names the same day.
_SAME_SEASON = 90
#: Shares of shingles: below the first nothing is compared, from the second on the same text is meant whatever stands
#: above it, from the third on under the same title or beginning, from the fourth on one text stands in another.
_LEAST, _SAME, _ALIKE, _INSIDE = 0.25, 0.7, 0.35, 0.75
#: A text is cut to no less than this part of the other: under the same title, under another, and without its beginning.
_CUT, _CUT_RETITLED, _CUT_BOTH = 0.15, 0.4, 0.6
#: What is left of the words of a mirror that lost characters and got others.
_MIRRORED = 0.45
#: Of a longer text that tells no more, this part at least is the shorter one.
_MUCH = 0.7
#: So long a text that stands whole in another one is a report.
_HELD = 300
#: From here on, one text stands in the other word by word.
_WHOLE = 0.97
#: How much of the shorter text has to stand in the longer one, as far as their sketches tell, before both are read; and
#: how much where neither titles nor beginnings are alike: with a wide margin, for a sketch holds but 32 numbers.
_PROMISING, _MOST = 0.3, 0.45
#: So many places of a beginning are looked for in the other text before all are, and so many are found, where half of
#: it stands there.
_LEAD_PLACES, _LEAD_FOUND = 24, 0.35
#: So many places of a text are looked for in another one; of a text that is the same whatever stands above it, four
#: fifths of its shingles are there, and hardly ever so few of these.
_PLACES, _FOUND = 48, 0.6
#: Texts of which most is the same are not of such different lengths.
_LENGTHS = 0.5
#: Where days and people are the same, so much of the shorter text standing in the other one is enough.
_SAME_EVENT_INSIDE = 0.6
#: One event retold names so many people of the other report, and this part of them.
_PEOPLE, _SHARE_OF_PEOPLE = 3, 0.6
#: Fewer people may all be guests, who went to a university and to a company on one day.
_HOSTS_TOO = 5


@dataclass(frozen=True, slots=True)
class Judgement:
    """Say that two articles have one text, or tell of one event: ``relation`` is ``copy`` or ``rewrite``.

    ``mirror`` is the one of the two (1 or 2) that shows what mirrors do to a text, None where neither does.
    """

    relation: str
    similarity: float
    mirror: int | None = None
    reasons: tuple[str, ...] = field(default=())


def tell_of_other_days(one: Held, other: Outline) -> bool:
    """Tell whether two texts under different titles have no day in common: then :func:`judge` knows them apart."""
    if not one.days or not other.days or not one.days.isdisjoint(other.days.split()):
        return False
    return not is_same_title(one.title, other.title)


def share_enough(one: Held, sketch: bytes) -> bool:
    """Tell whether two articles may have so much in common that :func:`judge` says anything, as their sketches tell."""
    return one.shares(sketch, _PROMISING)


def look_copied(one: Held, other: Outline) -> bool:
    """Tell whether one article may be a copy of another as :func:`may_be_copied` does, before any text is read."""
    if one.begins_like(other) or one.shares(other.sketch, _MOST):
        return True
    return not _is_other_day(one.day, other.day) and is_same_title(one.title, other.title)


def may_be_copied(one: Text, other: Text) -> bool:
    """Tell whether :func:`judge` may find one text to be a copy of the other, from less than all of both.

    Where titles and beginnings differ, most of the shorter text has to stand in the longer one: that is looked for in
    a few places first, with a wide margin.
    """
    short, long = sorted((one.body, other.body), key=len)
    if short == long or not short:
        return short == long
    ratio = len(short) / len(long)
    same_title = is_same_title(one.title, other.title)
    if not same_title and _tells_more(one, other, ratio) and not _is_held(short, long):
        return False
    other_day = _is_other_day(one.day, other.day)
    if same_title and not other_day:
        return True
    if _has_lead(long, short) and _has_lead(short, long):
        return True
    return (ratio >= _LENGTHS or not other_day) and _stands_in(short, long, _PLACES, _FOUND)


def _stands_in(text: str, other: str, places: int, part: float) -> bool:
    """Tell whether this part of some ``places`` in a text, as far apart as they can be, stand in another one."""
    starts = range(0, max(1, len(text) - SHINGLE + 1), max(1, (len(text) - SHINGLE) // places))
    lacking = int((1 - part) * len(starts))
    for start in starts:
        if text[start : start + SHINGLE] not in other:
            if not lacking:
                return False
            lacking -= 1
    return True


def tell_of_same_days(one: Text, other: Text) -> bool:
    """Tell whether the events of two articles were on the same days: without that, none retells the other."""
    return bool(one.names.days) and one.names.days == other.names.days


def is_one_report(text: str, one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Tell whether two articles (title, day) of the very same text are one: of a short text, more has to be the same.

    One that names a day without its year, as `6月1日` does, is of another year where it was published in another.

    >>> one, other = ("甲", "2024-04-03"), ("乙", "2024-04-05")
    >>> [is_one_report(text, one, other) for text in ("详见附件", "4月2日，学校与榆林市签署合作协议。")]
    [False, True]
    """
    if len(text) >= _SHORT or one == other:
        return True
    days = [day for _, day in (one, other) if day is not None]
    near = len(days) < 2 or abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) <= _SAME_SEASON
    return near and bool(days_in(text))


def judge(one: Text, other: Text) -> Judgement | None:
    """Return what two articles are to each other; None where they are two."""
    if one.body == other.body:
        if not is_one_report(one.body, (one.title, one.day), (other.title, other.day)):
            return None
        mirror = _mirror_of(one, other, None)
        return Judgement("copy", 1.0, mirror, ("same text", *_traces(one, other, mirror, None)))
    if not may_be_copied(one, other) and not _is_retold(one, other):
        return None
    jaccard, inside_other, inside_one = containment(one.shingles, other.shingles)
    share = max(inside_other, inside_one)
    if share < _LEAST:
        return None
    same_title = is_same_title(one.title, other.title)
    lead = _has_lead(one.body, other.body) and _has_lead(other.body, one.body)
    ratio = min(len(one.body), len(other.body)) / max(len(one.body), len(other.body))
    if not same_title and _tells_more(one, other, ratio) and not _is_held(*sorted((one.body, other.body), key=len)):
        return _retold(one, other, jaccard)
    witnesses = count_witnesses(one, other)
    part = _is_part(one, other, share, ratio, witnesses)
    if not lead and not part and _is_other_day(one.day, other.day) and jaccard < NEARLY:
        # who copies on another day copies the beginning, which has the date, or prints other things in front of it
        inside = same_title and share >= _WHOLE and ratio >= _CUT_RETITLED and not _tells_more(one, other, ratio)
        # a mirror prints other things in front of it, and words between the words
        marred = same_title and one.is_spam != other.is_spam and share >= _INSIDE and name_one_day(one, other)
        if not inside and not marred and not _is_whole(share, jaccard, ratio):
            return _retold(one, other, jaccard)
    same_event = witnesses >= ENOUGH_PEOPLE
    reason = _same_text(jaccard, share, ratio, same_title=same_title, lead=lead)
    if reason is None and lead and same_event and share >= _SAME_EVENT_INSIDE and ratio >= _CUT_RETITLED:
        part = True
    if reason is None and part:
        reason = "a part of the text"
    known = len(one.names.people & other.names.people) >= ENOUGH_PEOPLE
    marred = one.is_spam != other.is_spam and known and share >= _INSIDE and ratio >= _CUT_BOTH
    if reason is None and not marred and not (share >= _MIRRORED and (same_title or lead)):
        return _retold(one, other, jaccard)
    if is_another_year(one, other) and one.is_spam == other.is_spam:
        return None
    recast = 2 if witnesses >= _HOSTS_TOO else 0  # kinds of words that a machine put for others
    if one.is_spam != other.is_spam and (witnesses or same_title):
        recast = 1
    differences = find_differences(one.side, other.side, recast=recast)
    mirror = _mirror_of(one, other, differences)
    if reason is None:
        if mirror is None:
            return _retold(one, other, jaccard)
        reason = "much of the text, corrupted"
    same_page = same_title and one.day == other.day and one.day is not None
    if tell_apart(one, other, differences, jaccard, mirror=mirror, same_page=same_page, witnesses=witnesses):
        return None
    reasons = [reason, *(["same title"] if same_title else [])]
    reasons += _traces(one, other, mirror, differences)
    return Judgement("copy", round(jaccard, 3), mirror, tuple(reasons))


def _same_text(jaccard: float, share: float, ratio: float, *, same_title: bool, lead: bool) -> str | None:
    """Return why the words are those of one text: most are the same, or one is the other, cut."""
    if jaccard >= _SAME or (jaccard >= _ALIKE and (same_title or lead)):
        return "most of the text"
    cut = _CUT if same_title else _CUT_RETITLED if lead else _CUT_BOTH
    if share >= (_INSIDE if same_title or lead else NEARLY) and ratio >= cut:
        return "a part of the text"
    return None


def _tells_more(one: Text, other: Text, ratio: float) -> bool:
    """Tell a roundup, a follow-up or another edition by the days of the longer text, which the shorter one lacks.

    It begins with another day than the shorter one, or much of it tells of other days.
    """
    longer, shorter = (one, other) if len(one.body) >= len(other.body) else (other, one)
    days, known = longer.days, shorter.days
    if not known or not set(days) - set(known):
        return False
    return ratio < _MUCH or (days[0] != known[0] and days[0] not in known)


def _is_held(short: str, long: str) -> bool:
    """Tell a page that prints one whole report and little beside it, as a newsletter does, from a roundup."""
    return len(short) >= max(_HELD, _CUT_BOTH * len(long)) and short in long


def _is_part(one: Text, other: Text, share: float, ratio: float, witnesses: int) -> bool:
    """Tell a part of a report, below a beginning of its own, by the people in it.

    Most of it stands in the other one word by word, or much where many people are the same; it names no day more.
    """
    shorter, longer = (one, other) if len(one.body) < len(other.body) else (other, one)
    if not set(shorter.days) <= set(longer.days):
        return False
    if witnesses >= _HOSTS_TOO and share >= _INSIDE and ratio >= _CUT_BOTH:
        return True
    return witnesses >= ENOUGH_PEOPLE and share >= NEARLY and ratio >= _LENGTHS


def _is_whole(share: float, jaccard: float, ratio: float) -> bool:
    """Tell a text below a foreword, or without its first paragraph: hardly a word of the shorter one is another."""
    return jaccard >= _SAME and share >= _WHOLE and ratio >= _CUT_BOTH


def _is_other_day(one: str | None, other: str | None) -> bool:
    return one != other and one is not None and other is not None


def _has_lead(one: str, other: str) -> bool:
    """Tell whether half of the beginning of one text stands in another."""
    lead = one[:LEAD]
    if not _stands_in(lead, other, _LEAD_PLACES, _LEAD_FOUND):
        return False
    runs = shingles(lead)
    return sum(run in other for run in runs) * 2 >= len(runs)


def _mirror_of(one: Text, other: Text, differences: Differences | None) -> int | None:
    """Return which of two copies is a mirror, if that shows: 1 or 2."""
    if one.is_spam != other.is_spam:
        return 1 if one.is_spam else 2
    if differences is not None:
        sides = {1 if is_brand(text, one.brands) else 2 for text, _ in differences.brands}
        if len(sides) == 1:
            return sides.pop()
    # What is slipped in between characters is not what the other text lost.
    if min(one.injected, other.injected) == 0 and max(one.injected, other.injected) >= TEARS:
        return 1 if one.injected else 2
    if differences is not None:
        if differences.recast is not None:
            return differences.recast
        if differences.loses(torn=other.is_torn):
            return 2
        if differences.gains(torn=one.is_torn):
            return 1
    if one.is_traditional != other.is_traditional:
        return 1 if one.is_traditional else 2
    return None


def _traces(one: Text, other: Text, mirror: int | None, found: Differences | None) -> list[str]:
    """Return what a mirror did to a text, in words."""
    if mirror is None:
        return []
    traces = []
    text = one if mirror == 1 else other
    if text.is_spam:
        traces.append("signs of a spam mirror")
    if one.is_traditional != other.is_traditional and text.is_traditional:
        traces.append("converted characters")
    if text.injected >= TEARS:
        traces.append("symbols between characters")
    if found is not None:
        if found.loses() or found.gains():
            traces.append("lost characters")
        if found.recast == mirror:
            traces.append("a company's words for a university's")
        brands = sorted({pair[mirror - 1] for pair in found.brands})
        if brands:
            traces.append(f"in place of a name: {'、'.join(brands[:3])}")
    return traces


def _retold(one: Text, other: Text, jaccard: float) -> Judgement | None:
    """Judge two reports of one event in other words."""
    if not _is_retold(one, other):
        return None
    shared = one.names.people & other.names.people
    reasons = ("same days", "same parties", f"{len(shared)} people in common")
    return Judgement("rewrite", round(jaccard, 3), None, reasons)


def _is_retold(one: Text, other: Text) -> bool:
    """Tell whether two articles name the same days, parties and people."""
    names, others = one.names, other.names
    if not tell_of_same_days(one, other) or names.bodies.isdisjoint(others.bodies):
        return False
    shared = len(names.people & others.people)
    return shared >= _PEOPLE and shared >= _SHARE_OF_PEOPLE * min(len(names.people), len(others.people))
