"""Read figures: how many of what, how much, how far; not what numbers only name (dates, ordinals, codes, slogans)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from xjtunews.language.kinds import overlaps
from xjtunews.language.lexicon import Lexicon
from xjtunews.language.numerals import parse_numeral
from xjtunews.language.words import alternation, heads, rows

_MULTIPLIERS = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_NUMBER = (
    rf"百分之(?P<share>[{_NUMERALS}]{{1,8}}+|\d++(?:[.．]\d++)?+)(?![{_NUMERALS}\d点.])"
    r"|(?:(?<![\dA-Za-z.．+_#＃])(?P<arabic>\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?P<decimals>[.．]\d++)?+"
    rf"|(?<![{_NUMERALS}])(?P<chinese>[{_NUMERALS}]{{1,12}}+)(?![{_NUMERALS}\d]))"
    r"\s?(?P<times>(?!千[瓦米克伏])(?:万亿|[百千]万|[百千万亿]))?(?P<more>[余多几])?"
    r"(?P<times2>(?!千[瓦米克伏])(?:万亿|[千万亿]))?\s?"
)
_ANY_NUMBER = re.compile(rf"[{_NUMERALS}\d]")
# These begin with a set, so that the search goes from one of its characters to the next.
_NUMBER_RUN = re.compile(rf"[{_NUMERALS}\d](?:(?<=\d)\d*+|(?<=[{_NUMERALS}])[{_NUMERALS}]*+)")
_RANGE_BEFORE = re.compile(
    rf"[{_NUMERALS}\d%％](?:[万亿元年个名项家人%％]{{0,2}})\s?[-—–~～－至到/:：×*,]\s?\Z|第[{_NUMERALS}\d、和及]{{1,16}}\Z"
)
_RANGE_BEHIND = re.compile(rf"\s?[-—–~～－至到×*+]\s?[\d{_NUMERALS}A-Za-z]")
_AGAIN = re.compile(rf"[{_NUMERALS}]个")  # 十个八个
_ROW = re.compile(r"\d+(?:\s|\.\d{4})")  # the number of a table's row, or of a paragraph
_YEAR_BEHIND = re.compile(r"\s?(?:\d|[一二三四五六七八九十]{1,2}月|初|底|末|春|夏|秋|冬|度|级|份|毕业|入学|起|版)")
_QUOTED = re.compile(
    r"《[^《》\n]{1,80}》|[“\"「『][^“”\"「」『』。！？!?；;\n]{1,24}[”\"」』]|[〔\[【][^〔〕\[\]【】\n]{1,20}[〕\]】]"
)
_BOUND = re.compile(
    rf"(不低于|不高于|不少于|不超过|超过|低于|高于|接近)[^，,。；;、{_NUMERALS}\d]{{2,14}}的\Z"
)  # 不低于总数的70%
_CLAUSE_END = re.compile(r"[，。；;！？!?\n,:：](?:(?<![,:：])|(?<=,)(?:(?<!\d,)|(?!\d{3}))|(?<=[:：])(?!\d))")
_NOT_NOUN = re.compile(r"[^\w“”《》（）·\-—\"+]|[_]")
_BRACKET = re.compile(r"[（）()“”「」《》]")
_NEXT_FIGURE = re.compile(r"(?<=[\u3400-\u9fff]{2})\d")
_NOT_LIST = re.compile(r"[，,。；;]")
_BARE = re.compile(r"\W*(?:共|合计|累计|总计|约|近|为|有|分别|共?计|达到?|超过?|逾|不少于|左右|以上|\W)*+")
_BRACKETS = {"（": "）", "“": "”", "《": "》", "(": ")", "「": "」"}
_VAGUE = frozenset("半多余几")
_LONGEST_TEXT, _LONGEST_NOUN = 60, 20


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a number with its unit, what it counts (None where that is not plain), and the clause that explains it.

    ``qualifier`` is ``at_least``, ``nearly``, ``about``, ``at_most`` or None; ``kind`` that of the unit: ``count``,
    ``people``, ``money``, ``area``, ``length``, ``weight``, ``energy``, ``time`` or ``share``. ``span`` is the number's
    with its unit.
    """

    value: int | float
    unit: str
    counts: str | None
    qualifier: str | None
    text: str
    span: tuple[int, int]
    kind: str


_LONGEST_QUALIFIER = _LONGEST_COUNTED = 8


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: str
    name: str
    factor: Decimal
    small: bool


@cache
def _units() -> dict[str, _Unit]:
    units = {}
    for kind, printed, *rest in rows("units.tsv"):
        name, factor, small = (*rest, "", "", "")[:3]
        units[printed] = _Unit(kind, name, Decimal(factor or 1), small == "small")
    return units


@cache
def _figure() -> re.Pattern[str]:
    # hardly any number has a unit
    return re.compile(rf"(?:{_NUMBER})(?P<unit>{heads(_units())}(?:{alternation(_units())})(?<![A-Za-z](?=[A-Za-z])))?")


@cache
def _words(role: str) -> tuple[str, ...]:
    """Return the words of a role in ``figure_words.tsv``, the longest first."""
    return tuple(sorted((row[1] for row in rows("figure_words.tsv") if row[0] == role), key=lambda w: (-len(w), w)))


@cache
def _qualifiers(side: str) -> tuple[tuple[str, str], ...]:
    found = [(word, role) for role in ("at_least", "nearly", "about", "at_most") for word in _words(role + side)]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry[0])))


@cache
def _qualifier_before() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(word for word, _ in _qualifiers(''))})$")


@cache
def _qualifier_behind() -> re.Pattern[str]:
    return re.compile(alternation(word for word, _ in _qualifiers(":behind")))


@cache
def _at_end(role: str) -> re.Pattern[str]:
    """Return what finds the longest word of a role at the end of a text."""
    return re.compile(f"(?:{alternation(_words(role))})$")


@cache
def _at_beginning(role: str) -> re.Pattern[str]:
    return re.compile(alternation(_words(role)))


@cache
def _ends() -> Lexicon[str]:
    """Return the words that end what is counted, those that may yet begin it, and words that only contain such."""
    return Lexicon((row[1], row[-1] if len(row) > 2 else row[0]) for row in _rows("end", "word"))


@cache
def _verbs() -> Lexicon[str]:
    """Return the words that stand between the beginning of a clause and what is counted before the number."""
    return Lexicon((row[1], row[0]) for row in _rows("end", "before", "lead", "word"))


def _rows(*roles: str) -> list[tuple[str, ...]]:
    return [row for row in rows("figure_words.tsv") if row[0] in roles]


def find_figures(text: str) -> Iterator[Figure]:
    """Yield the figures of one paragraph in order.

    >>> [(f.value, f.unit, f.counts) for f in find_figures("目前已与211家领军企业签署协议，总投资204亿元")]
    [(211, '家', '领军企业'), (20400000000, '元', '总投资')]
    >>> list(find_figures("2024年，第七届论坛聚焦“双一流”和5G，深入实施“6352”工程"))
    []
    """
    paragraph: _Paragraph | None = None
    behind = 0
    for run in _NUMBER_RUN.finditer(text):
        match = _figure().match(text, run.start()) if run.start() >= behind else None
        if match is None:
            continue
        behind = match.end()
        unit = _unit(match)
        value = _value(match, unit) if unit else None
        if unit is None or value is None:
            continue
        paragraph = paragraph or _Paragraph(text)
        found = paragraph.figure(match, unit, value)
        if found is not None:
            yield found


def _unit(match: re.Match[str]) -> _Unit | None:
    if match["share"]:
        return _units()["%"] if match["unit"] is None or match.end() == match.end("share") else None
    unit = _units().get(match["unit"] or "")
    return None if unit is None or unit.kind == "-" else unit


def _value(match: re.Match[str], unit: _Unit) -> Decimal | None:
    number = match["share"] or match["chinese"]
    if number is None or number[0].isdecimal():
        printed = number or match["arabic"] + (match["decimals"] or "")
        value: Decimal | None = Decimal(printed.replace(",", "").replace("．", ".")) if len(printed) <= 18 else None
    else:
        value = parse_numeral(number)
    if value is None:
        return None
    for times in ("times", "times2"):
        value *= _MULTIPLIERS.get(match[times] or "", 1)
    value *= unit.factor
    whole = unit.kind in {"count", "people"}
    return None if whole and value != value.to_integral_value() else value


class _Paragraph:
    """Know of one paragraph where its clauses end and what stands in quotation marks."""

    __slots__ = ("_clauses", "_quoted", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        names = [match.span() for match in _QUOTED.finditer(text)]
        self._quoted = [(start, end) for start, end in names if "，" not in text[start:end]]  # not what somebody said
        ends = (match.start() for match in _CLAUSE_END.finditer(text))
        if names:
            ends = (end for end in ends if not overlaps(names, end, end + 1))
        self._clauses = [-1, *ends, len(text)]

    def figure(self, match: re.Match[str], unit: _Unit, value: Decimal) -> Figure | None:
        text, (start, end) = self._text, match.span()
        before, behind = text[max(0, start - 20) : start], text[end : end + _LONGEST_NOUN + 6]
        if overlaps(self._quoted, start, end) or _is_no_count(match, unit, value, before, behind):
            return None
        qualifier, noun_end = _qualifier(match, before, behind)
        if _is_figurative(match, qualifier):
            return None
        counts = _noun_behind(behind, unit)
        if _says_nothing(match, unit, value, counts, behind):
            return None
        counts = counts or _noun_before(before[:noun_end], unit)
        number: int | float = int(value) if value == value.to_integral_value() else float(value)
        return Figure(number, unit.name, counts, qualifier, self._clause(start, end, counts), (start, end), unit.kind)

    def _clause(self, start: int, end: int, counts: str | None) -> str:
        """Return the clause around a figure, with the one before it where it says nothing else."""
        behind = bisect_left(self._clauses, end)
        before = bisect_left(self._clauses, start) - 1
        first, last = self._clauses[before] + 1, self._clauses[behind]
        if (
            counts is None
            and before > 0
            and self._text[first - 1] in "，,、：:；;"
            and _BARE.fullmatch(self._text[first:start] + self._text[end:last])
        ):
            first = self._clauses[before - 1] + 1
        if last - first > _LONGEST_TEXT:
            first, last = self._shortened(first, start, end, last)
        return _balanced(self._text, first, start, end, last)

    def _shortened(self, first: int, start: int, end: int, last: int) -> tuple[int, int]:
        """Cut a clause that is a long list down to the entries around a figure."""
        first = max(first, start - 2 * _LONGEST_TEXT)
        cut = self._text.rfind("、", first, start)
        while cut > first and start - cut < 6:
            cut = self._text.rfind("、", first, cut)
        first = max(first, cut + 1) if start - first > _LONGEST_TEXT // 2 else first
        if last - first > _LONGEST_TEXT:
            cut = self._text.find("、", end, min(last, end + _LONGEST_TEXT))
            last = cut if cut > 0 else min(last, end + _LONGEST_TEXT)
        return first, last


def _is_no_count(match: re.Match[str], unit: _Unit, value: Decimal, before: str, behind: str) -> bool:
    """Tell years, ordinals, ranges, periods and fixed phrases from amounts."""
    near = before.rstrip()
    if near.endswith(_words("ordinal")) and not near.endswith(_words("not-ordinal")):
        return True
    if _RANGE_BEFORE.search(before) or _RANGE_BEHIND.match(behind) or behind[:1] in _VAGUE:
        return True
    if (_ROW.match(match[0]) and not before) or _AGAIN.match(behind):
        return True
    if behind[:1] and match["unit"] and match["unit"].isascii() and behind[0].isascii() and behind[0].isalpha():
        return True
    if unit.kind == "time":
        if near.endswith(_words("period")) and value <= 10:
            return True
        if unit.name == "年" and not match["more"]:
            return (
                value >= 1000
                or _YEAR_BEHIND.match(behind) is not None
                or (70 <= value < 100 and behind[:1] not in "来间的")
            )
    return (match[0] + behind).startswith(_words("phrase"))


def _qualifier(match: re.Match[str], before: str, behind: str) -> tuple[str | None, int]:
    """Return the qualifier of a figure, and where in ``before`` the words in front of it end."""
    near = before.rstrip()
    found = _qualifier_before().search(near[-_LONGEST_QUALIFIER:])
    if found is not None and (found[0] != "上" or _is_round(match)):
        return dict(_qualifiers(""))[found[0]], len(near) - len(found[0])
    if match["more"]:
        return "at_least", len(near)
    if (of := _BOUND.search(near)) is not None:
        return next(role for word, role in _qualifiers("") if word == of[1]), len(near)
    later = _qualifier_behind().match(behind)
    return dict(_qualifiers(":behind"))[later[0]] if later else None, len(near)


def _is_round(match: re.Match[str]) -> bool:
    return bool(match["chinese"]) and match["chinese"][0] in "百千万亿"


def _is_figurative(match: re.Match[str], qualifier: str | None) -> bool:
    """Tell `百家企业` and `万名学子` from an amount; `近百家` and `千余名` are one."""
    return _is_round(match) and qualifier is None


def _says_nothing(match: re.Match[str], unit: _Unit, value: Decimal, counts: str | None, behind: str) -> bool:
    if unit.kind not in {"count", "people"}:
        return match["chinese"] is not None and value < 10
    thing = counts or ""
    if thing.endswith(_words("nothing")) or behind.startswith(_words("nothing")):
        return not thing.endswith(_words("thing"))
    if match["chinese"] and value < 10:
        return value < 2 or not thing or not (unit.small or thing.endswith(_words("thing")))
    return False


def _noun_behind(behind: str, unit: _Unit) -> str | None:
    """Return what is counted where it follows the unit: `211家领军企业签署` counts 领军企业."""
    if unit.kind not in {"count", "people", "share"}:
        return None
    later = _qualifier_behind().match(behind)
    behind = behind[later.end() :] if later else behind
    if unit.name in {"人", "人次"} or (unit.kind == "share" and not behind.startswith("的")):
        return None
    behind = behind.removeprefix("的").removeprefix(" ")
    mark = _NOT_NOUN.search(behind)
    phrase = behind[: mark.start()] if mark else behind
    noun, cut = _up_to_end(phrase, 0)
    if not noun and cut != "的" and (of := phrase.find("的")) > 0:  # 三十余位在沪工作的校友
        noun, cut = _up_to_end(phrase, of + 1)
    if mark and mark[0] == "、" and noun == phrase and not noun.endswith(_words("thing") + _words("owner")):
        return None if "的" in _NOT_LIST.split(behind, maxsplit=1)[0] else noun
    known = noun.endswith(_words("thing") + _words("owner")) or _ANY_NUMBER.match(phrase, len(noun) + 1)
    if cut in {"和", "与", "及"} and noun and not known:
        joined, cut = _up_to_end(phrase, len(noun) + 1)
        noun = f"{noun}{phrase[len(noun)]}{joined}" if joined else ""
    if cut == "的" and not noun.endswith(_words("owner")) and not _ANY_NUMBER.match(phrase[len(noun) + 1 :]):
        noun, cut = _up_to_end(phrase, len(noun) + 1)
    if cut is None and len(noun) > _LONGEST_NOUN:
        return None
    noun = _whole(_NEXT_FIGURE.split(noun, maxsplit=1)[0])
    return noun if len(noun) > 1 and noun[0] not in "（(" else None


def _up_to_end(phrase: str, start: int) -> tuple[str, str | None]:
    """Return ``phrase`` from ``start`` to the first word that ends what is counted, and that word."""
    rest = phrase[start:]
    for first, end, role in _ends().longest(rest):
        if role == "end" or (role == "may-begin" and first > 0):
            return rest[:first], rest[first:end]
    return rest, None


def _noun_before(before: str, unit: _Unit) -> str | None:
    """Return what is counted where it stands before the number: `教职工4700余人`, `总投资204亿元`."""
    if unit.kind in {"time", "share"}:
        return None
    before = before.rstrip("：: ")
    for word in _words("link"):
        before = before.removesuffix(word)
    counted = _at_end("counted").search(before[-_LONGEST_COUNTED:])
    if counted is None:
        return None
    start = max((mark.end() for mark in _NOT_NOUN.finditer(before)), default=0)
    own = len(counted[0])
    noun = before[start:]
    while cut := next((end for _, end, role in _verbs().longest(noun[:-own]) if role != "word"), 0):
        noun = noun[cut:]
    return noun if 2 <= len(noun) <= 12 and not _ANY_NUMBER.search(noun) and noun == _whole(noun) else None


def _whole(noun: str) -> str:
    """Return ``noun`` up to a bracket or quotation mark that has no other half."""
    return noun[: min(_halves(noun), default=len(noun))]


def _halves(text: str) -> list[int]:
    """Return where in ``text`` a bracket or quotation mark stands without its other half."""
    opened: list[int] = []
    alone = []
    for mark in _BRACKET.finditer(text):
        if mark[0] in _BRACKETS:
            opened.append(mark.start())
        elif opened and _BRACKETS[text[opened[-1]]] == mark[0]:
            opened.pop()
        else:
            alone.append(mark.start())
    return alone + opened


def _balanced(text: str, first: int, start: int, end: int, last: int) -> str:
    """Return the clause without the half of a bracket or quotation, and without words that only lead to it."""
    halves = [first + at for at in _halves(text[first:last])]
    begin = max((at + 1 for at in halves if at < start), default=first)
    clause = text[begin : min((at for at in halves if at >= end), default=last)].strip(" 、，,")
    while (lead := _at_beginning("lead").match(clause)) and len(clause) > lead.end() + 3:
        clause = clause[lead.end() :].lstrip("，, ")
    return clause
