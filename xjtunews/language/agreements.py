"""Find what was signed, by its name, and what was unveiled or launched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xjtunews.language.kinds import not_events, overlaps
from xjtunews.language.lexicon import Lexicon
from xjtunews.language.words import alternation, rows

# Inside a name no word begins or ends anything: names in marks are masked with a character that no text has.
_MASK = "\ue000"
_NAME_IN_MARKS = re.compile(
    r"《(?:[^《》\n]|《[^《》\n]{0,60}》){1,120}+》|“(?:[^“”\n。！？；]|“[^“”\n]{0,40}”){1,60}+”|\"[^\"\n。！？；]{1,60}\"|「[^「」\n]{1,60}」"
    r"|（[^（）\n]{1,40}）|\([^()\n]{1,40}\)"
)
_MARKED = re.compile(rf"[《“\"「]{_MASK}+[》”\"」]")
_MARKS = '《“"「》”」'
_CLAUSE_END = re.compile(r"[，。；！？：;!?\n]|,(?!\d)|:")
_NUMBER_BEFORE = re.compile(
    r"(?:了|有|过|下)?(?:\s?(?:\d{1,4}|[一二两三四五六七八九十百多几数]{1,4})[余多]?(?:项|份|个|批|纸|系列))?(?:有关|相关|多项|的)?"
)
_COUNT_BEFORE = re.compile(r"[\s、—-]*+(?:\d{1,4}[余多]?[家个所座批项支])?+")
_AFTER_SET_UP = re.compile(r"\s?(?:\d|[一二三四五六七八九十近]{1,4}[多余]?(?:年|个月|周年|天))")
_JOINT = re.compile(r"[、和及与暨]|以及")
_ON_SIGNING = re.compile(r"在(?P<object>[^，。；！？\n在]{2,100})上(?:共同|分别|正式)?(?:签字|签名|签上)")
_DATE = re.compile(r"^.{0,30}\d\s?[日月年](?:上午|下午|晚)?|^[^\w“”《》\"（(" + _MASK + r"]+")
_PLACE = re.compile(r"(?<![存内潜现])[也均都]?在[^，。；、为的举召]{2,20}\Z")
_HISTORIC_YEAR = re.compile(r"[于自在早](?:19|20)\d\d\s?年(?!\d|\s?\d{1,2}\s?月\s?\d)")
_PARTY = re.compile(
    r"(?:大学|公司|集团|政府|管委会|委员会|学院|医院|研究院|分院|[厅局市县区])(?=(?:全面|深化|战略|框架|合作|共建|联合|校地|校企|产学研|人才|科技))"
)
_FARTHEST, _LONGEST_NAME = 120, 60


@dataclass(frozen=True, slots=True)
class Agreement:
    """Hold what was signed, unveiled or launched: its name as written, its kind, the verb, and where the name stands.

    ``kind`` is 战略合作, 框架, 共建平台, 人才培养, 捐赠, 备忘录, 意向, 项目 or 其他 for agreements;
    揭牌 or 启动 for the rest.
    """

    name: str
    kind: str
    action: str
    span: tuple[int, int]


@cache
def _words(role: str) -> tuple[str, ...]:
    """Return the words of a role in ``agreements.tsv``, the longest first."""
    return tuple(sorted((row[1] for row in rows("agreements.tsv") if row[0] == role), key=lambda w: (-len(w), w)))


@cache
def _lexicon(*roles: str) -> Lexicon[str]:
    return Lexicon((row[1], row[0]) for row in rows("agreements.tsv") if row[0] in roles)


@cache
def _verbs() -> dict[str, str]:
    """Return the verbs, with the kind of what they show; those of signing have none."""
    return {row[1]: row[2] if row[0] == "show" else "" for row in rows("agreements.tsv") if row[0] in {"sign", "show"}}


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(alternation(_verbs()))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(_words('ending'))})++")


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(alternation(_words("thing")))


def _without_fillers(words: str, *roles: str) -> str:
    """Return what stands before a verb without what may stand between: `甲研究院今日正式` is 甲研究院."""
    words = words.rstrip()
    for _ in range(4):
        filler = next((filler for role in roles for filler in _words(role) if words.endswith(filler)), "")
        words = words.removesuffix(filler).rstrip()
    return words


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((row[1], row[2]) for row in rows("agreements.tsv") if row[0] == "kind")


def agreement_kind(name: str) -> str:
    """Return the kind of an agreement by its name.

    >>> [agreement_kind(name) for name in ("战略合作框架协议", "甲、乙共建丙研究院合作协议", "合作协议")]
    ['框架', '共建平台', '其他']
    """
    return next((kind for word, kind in _kinds() if word in name), "其他")


def find_agreements(text: str) -> Iterator[Agreement]:
    """Yield what ``text`` says was signed, unveiled or launched, each name once, in order.

    >>> [(a.name, a.kind) for a in find_agreements("双方签署《甲、乙共建丙合作协议》，并为“丙研究院”揭牌")]
    [('甲、乙共建丙合作协议', '共建平台'), ('丙研究院', '揭牌')]
    >>> list(find_agreements("自2019年签署战略合作协议以来，希望签署更多协议。双方代表签约"))
    []
    """
    verbs = list(_verb().finditer(text))
    if not verbs:
        return
    passage = _Passage(text)
    found = [agreement for verb in verbs for agreement in passage.read(*verb.span(), _verbs()[verb[0]])]
    names = {(agreement.name, agreement.action in _words("sign")): agreement for agreement in reversed(found)}
    tails = {name[at:] for name, signed in names if not signed for at in range(1, len(name))}
    for (name, signed), agreement in sorted(names.items(), key=lambda entry: entry[1].span):
        # `为联合研究院揭牌` speaks of the one that was named in full.
        if signed or name not in tails:
            yield agreement


class _Passage:
    """Know of one passage where its clauses end, what stands in marks, and what is history or a plan."""

    __slots__ = ("_excluded", "_masked", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._masked = _NAME_IN_MARKS.sub(lambda m: m[0][0] + _MASK * (len(m[0]) - 2) + m[0][-1], text)
        self._excluded = not_events(text)

    def read(self, start: int, end: int, kind: str) -> Iterator[Agreement]:
        """Yield what the verb at ``start`` says."""
        masked = self._masked
        if masked[start] == _MASK or overlaps(self._excluded, start, end):
            return
        action = self._text[start:end]
        first, last = self._clause(start, end)
        if self._is_history(first, start):
            return
        if masked.startswith(_words("reference"), end):
            return
        spans = self._shown(first, start, end, last, action) if kind else self._signed(first, start, end, last, action)
        for span in spans:
            name = self._text[slice(*span)]
            yield Agreement(name, kind or agreement_kind(name), action, span)

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        window = max(0, start - _FARTHEST)
        first = max((m.end() for m in _CLAUSE_END.finditer(self._masked, window, start)), default=window)
        behind = _CLAUSE_END.search(self._masked, end, end + _FARTHEST)
        return first, behind.start() if behind else min(len(self._text), end + _FARTHEST)

    def _is_history(self, first: int, start: int) -> bool:
        before = self._masked[first:start]
        if before.endswith(_words("just-before")) or _HISTORIC_YEAR.search(before):
            return True
        return any(role == "history" for _, _, role in _lexicon("history", "history-guard").longest(before))

    def _signed(self, first: int, start: int, end: int, last: int, action: str) -> Iterator[tuple[int, int]]:
        masked = self._masked
        if action == "签字":
            match = _ON_SIGNING.search(masked, first, min(len(masked), end))
            if match is not None and match.end() == end:
                yield from self._objects(match.start("object"), match.end("object"))
                return
        before = _without_fillers(masked[first:start], "filler")
        if before.endswith(_words("ending")) or (
            before and any(match.end() == first + len(before) for match in self._marked(first, first + len(before)))
        ):
            yield from self._objects_before(first, first + len(before))
        elif action != "签字":
            yield from self._objects(end, last)

    def _objects(self, start: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the names of what is signed between two places: in 《》 where there are some, else up to an ending."""
        masked = self._masked
        marked = {match.start(): match for match in self._marked(start, last)}
        while start < last:
            begin = _NUMBER_BEFORE.match(masked, start, last)
            start = begin.end() if begin else start
            ending = _ending().search(masked, start, last)
            following = next((at for at in marked if at >= start), last)
            if following < last and (ending is None or following < ending.start()):
                yield following + 1, marked[following].end() - 1
                start = marked[following].end()
            elif ending is not None:
                yield from self._name(start, ending.end())
                start = ending.end()
            else:
                return
            joint = _JOINT.match(masked, start, last)
            if joint is None and start not in marked:
                return
            start = joint.end() if joint else start

    def _marked(self, start: int, last: int) -> list[re.Match[str]]:
        """Return what stands in 《》, or in quotation marks and ends like an agreement."""
        return [
            match
            for match in _MARKED.finditer(self._masked, start, last)
            if match[0][0] == "《" or self._text.endswith(_words("ending"), match.start(), match.end() - 1)
        ]

    def _objects_before(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the name of what is signed in front of the verb: `举行校地合作协议签约仪式`."""
        masked = self._masked
        marked = self._marked(first, last)
        if marked and marked[-1].end() == last:
            yield from ((match.start() + 1, match.end() - 1) for match in marked)
            return
        start = self._name_start(first, last, "start")
        party = _PARTY.search(masked, start, last)
        yield from self._name(party.end() if party else start, last)

    def _name(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the span of a name that describes itself, if it is more than a word for any agreement."""
        words = self._masked[start:end]
        if not words.startswith("关于") and "的" in words:
            start += words.rindex("的") + 1
        start += len(self._masked[start:end]) - len(self._masked[start:end].lstrip(" 、"))
        name = self._text[start:end]
        if (
            name in _words("ending")
            or name.endswith(_words("other"))
            or len(name) > _LONGEST_NAME
            or not _is_whole(name)
        ):
            return
        if len(name) > 2:
            yield start, end

    def _shown(self, first: int, start: int, end: int, last: int, action: str) -> Iterator[tuple[int, int]]:
        masked = self._masked
        before = _without_fillers(masked[first:start], "filler", "filler-shown")
        if (place := _PLACE.search(masked, first, start)) is not None:  # `甲研究院在西安正式揭牌`
            name = _without_fillers(masked[first : place.start()], "filler", "filler-shown")
            before = name if name.endswith((*_words("thing"), *'”"」')) else before
        found = list(self._names_before(first, first + len(before), action))
        if not found and not _AFTER_SET_UP.match(masked, end):
            found = list(self._names_behind(end, last, action))
        yield from found

    def _names_before(self, first: int, last: int, action: str) -> Iterator[tuple[int, int]]:
        masked = self._masked
        start = self._name_start(first, last, "start-thing")
        objects = masked[start:last]
        marked = list(_MARKED.finditer(masked, start, last))
        if marked and (marked[-1].end() >= last - 1 or masked.startswith("等", marked[-1].end())):
            # `为“甲”“乙”等3个平台揭牌`: everything in marks; what stands before the first is whose it is.
            if masked[marked[-1].start()] != "《":
                yield from ((m.start() + 1, m.end() - 1) for m in marked)
            return
        if objects.endswith(_words("thing")):
            for begin, until in self._parts(start, last):
                if action != "授牌" or not self._text[begin:until].endswith(("学院", "医院", "研究院", "公司")):
                    yield from self._thing_name(begin, until, 4)

    def _names_behind(self, start: int, last: int, action: str) -> Iterator[tuple[int, int]]:
        masked = self._masked
        begin = _NUMBER_BEFORE.match(masked, start, last)
        start = begin.end() if begin else start
        if masked.startswith(("仪式", "大会", "会", "暨", "活动"), start):
            return
        match = _MARKED.match(masked, start, last)
        if match is not None and masked[start] != "《" and not _thing().match(masked, match.end(), last):
            behind = masked[match.end() : last]
            if action in {"授牌", "揭牌"} or not behind[:12].endswith(_words("thing")):
                yield match.start() + 1, match.end() - 1
                return
        stop = next(
            (
                begin
                for begin, _, role in _lexicon("start", "start-thing", "guard").longest(masked[start:last])
                if role != "guard"
            ),
            last - start,
        )
        window = masked[start : start + stop]
        ends = [m.end() for m in _thing().finditer(window)]
        if not ends or ends[-1] > _LONGEST_NAME:
            return
        for first, until in self._parts(start, start + ends[-1]):
            yield from self._thing_name(first, until, 5)

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of an enumeration, where each of them is a thing; else the whole."""
        parts, begin = [], start
        for joint in _JOINT.finditer(self._masked, start, end):
            parts.append((begin, joint.start()))
            begin = joint.end()
        parts.append((begin, end))
        if all(self._masked[slice(*part)].endswith(_words("thing")) for part in parts):
            yield from parts
        else:
            yield start, end

    def _thing_name(self, start: int, end: int, shortest: int) -> Iterator[tuple[int, int]]:
        lead = _COUNT_BEFORE.match(self._masked, start, end)
        start = lead.end() if lead else start
        name = self._text[start:end]
        if (
            shortest <= len(name) <= _LONGEST_NAME
            and name not in _words("thing")
            and not name.endswith(_words("no-thing"))
            and _is_whole(name)
        ):
            yield start, end

    def _name_start(self, first: int, last: int, role: str) -> int:
        """Return where a name that ends at ``last`` begins: behind a date, and the last word that leads to a name."""
        date = _DATE.match(self._masked[first:last])
        start = first + (date.end() if date else 0)
        leads = _lexicon("start", "guard", role).longest(self._masked[start:last])
        return max((start + end for _, end, found in leads if found != "guard" and start + end < last), default=start)


def _is_whole(name: str) -> bool:
    return all(name.count(opening) == name.count(closing) for opening, closing in ("《》", "“”", "（）", "()", "「」"))
