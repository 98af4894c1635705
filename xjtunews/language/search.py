"""Turn texts into what a search index holds, and what people type into what it is asked for.

A text is indexed twice. Its pairs of characters, one after another, find every stretch as it stands: names, which no
dictionary holds, and 西安市, where jieba cuts 西安|市委; before them stand its characters and signs, each once. The
words that jieba cuts put 签约 before 续签约定. All are simplified characters in one width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xjtunews.language.segment import segmenter
from xjtunews.language.text import simplify

#: Characters of a query that are looked at, and terms that it may have.
LONGEST_QUERY, MOST_TERMS = 200, 12
#: Latin words of the index that may stand for a part of one.
_MOST_LATIN = 300
#: Stands in the index of pairs where a text has punctuation, so that no stretch reaches over it.
_BREAK = "ℵ"
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+|[^\w\s]+|[_\n]+")
_SINGLE = re.compile(r"[^\W_a-z0-9]")
_SIGN = re.compile(r"[^\w\s]|_")
_AT_END = re.compile(r"[^\W_]\Z")
_PIECE = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”，。、；;！？]+)')
_LATIN = re.compile(r"[a-z0-9]+")
_BEYOND = re.compile(r"[A-Za-z0-9_]|[^\w\s]")
_WORD = re.compile(r"[^\W_]")
_PHRASE = re.compile(r'"([^"]*)"( \*)?')


@dataclass(frozen=True, slots=True)
class Indexed:
    """Hold what the index gets of one article: terms with spaces between; ``latin`` has those of letters and digits."""

    title: str
    words: str
    pairs: str
    latin: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what the index is asked for: ``match`` selects articles; ``worth``, which may find fewer, orders them."""

    match: str
    worth: str


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Hold a search: what to ask the index strictly and, if different, loosely, and what to mark in the texts.

    ``strict`` is None where there is nothing that the index could hold. ``pieces`` are what was typed, between spaces.
    ``beyond`` tells that a text may hold it where no term of the index is so, or begins so: see :func:`parts`.
    """

    pieces: tuple[str, ...]
    strict: Asked | None
    loose: Asked | None
    marked: tuple[str, ...]
    beyond: bool
    cut: bool


def index_terms(title: str, body: str) -> Indexed:
    """Return the terms of an article.

    >>> index_terms("AI签约", "会见。").pairs
    'ℵ3002 会 签 约 见 ℵ ℵ ai 签 签约 约 ℵ 会见 见 ℵ'
    >>> index_terms("AI签约", "会见。").words
    '会见'
    """
    title, body = normalize(title), normalize(body)
    text = f"{title}\n{body}"
    pairs = list(_pairs(text))
    known_words = segmenter().known_words
    # Two breaks, so that no stretch reaches from the last character over one break into the title.
    return Indexed(
        " ".join(known_words(title)),
        " ".join(known_words(body)),
        " ".join((*single_terms(text), _BREAK, _BREAK, *pairs)),
        frozenset(filter(str.isascii, pairs)),
    )


def single_terms(text: str) -> list[str]:
    """Return the terms of the characters and signs of a text that is normalized, each once, in their order."""
    characters = set(text)
    signs = {_sign(character) for character in characters if _SIGN.match(character)}
    return sorted(signs | set(filter(_SINGLE.match, characters)))


def normalize(text: str) -> str:
    """Return ``text`` as it is indexed: simplified characters, ASCII in its narrow form and in small letters.

    >>> normalize("ＡＩ簽約")
    'ai签约'
    """
    return simplify(unicodedata.normalize("NFKC", text)).lower()


def parse_query(text: str) -> SearchQuery:
    """Return what somebody asks for; words in quotes are one stretch, all else is text and never a command.

    >>> parse_query("卢建军").strict.match
    '(pairs : "卢建 建军")'
    >>> parse_query("签约 NEAR").strict
    Asked(match='(pairs : "签约") AND (pairs : "near" *)', worth='("签约") AND ("near" *)')
    """
    cut = len(text) > LONGEST_QUERY
    found = [(quoted, bare) for quoted, bare in _PIECE.findall(text[:LONGEST_QUERY]) if (quoted or bare).strip()]
    cut = cut or len(found) > MOST_TERMS
    strict, loose, marked = [], [], []
    for quoted, bare in found[:MOST_TERMS]:
        piece = normalize(quoted or bare).strip()
        if not _WORD.search(piece):
            continue
        terms = [_term(piece)] if quoted else _terms(piece)
        strict.append(terms[0])
        loose.append(terms[-1])
        marked += [piece] if len(terms) == 1 else [piece, *_words(piece)]
    return SearchQuery(
        pieces=tuple((quoted or bare).strip() for quoted, bare in found[:MOST_TERMS]),
        strict=_all(strict) if strict else None,
        loose=_all(loose) if loose != strict else None,
        marked=tuple(dict.fromkeys(marked)),
        beyond=any(_BEYOND.search(quoted or bare) for quoted, bare in found[:MOST_TERMS]),
        cut=cut,
    )


def parts(pieces: Sequence[str], latin: Callable[[str], Sequence[str]]) -> str | None:
    """Return what all texts with ``pieces`` have in the index, and few others; None if the index has none of them.

    It is empty where the index can say nothing. ``latin`` gives the words of letters and digits that hold a part.

    >>> parts(["Lab平台%"], lambda part: ["openlab", "labs"])
    '(pairs : ("openlab" OR "labs")) AND (pairs : "平台") AND (pairs : "ℵ25")'
    """
    conditions = []
    for piece in pieces:
        for run in _RUN.findall(normalize(piece)):
            if _LATIN.match(run):
                words = latin(run)
                if not words:
                    return None
                if len(words) <= _MOST_LATIN:
                    conditions.append(f"(pairs : ({' OR '.join(map(_quoted, words))}))")
            elif _WORD.match(run):
                conditions.append(_stretch(run))
            else:
                conditions += [f"(pairs : {_quoted(_sign(sign))})" for sign in sorted(set(run)) if sign != "\n"]
    return " AND ".join(dict.fromkeys(conditions))


def excerpt(text: str, marked: Sequence[str], around: int = 45, most: int = 2) -> list[tuple[str, bool]]:
    """Return the places of ``text`` where ``marked`` stand, each piece with whether it is to be marked.

    At most ``most`` places are shown, with ``around`` characters on either side; without any, how the text begins.

    >>> excerpt("甲会见乙，双方签约。", ["签约"], around=3)
    [('…，双方', False), ('签约', True), ('。', False)]
    """
    spans = _spans(text, marked)
    windows: list[tuple[int, int]] = []
    seen: set[str] = set()
    for start, end in spans:
        word = text[start:end]
        left, right = max(0, start - around), min(len(text), end + around)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(windows[-1][1], min(right, windows[-1][0] + 6 * around)))
        elif word not in seen and len(windows) < most:
            windows.append((left, right))
        seen.add(word)
    if not windows:
        windows = [(0, min(len(text), 4 * around))]
    return [piece for window in windows for piece in _pieces(text, window, spans)]


def highlight(text: str, marked: Sequence[str]) -> list[tuple[str, bool]]:
    """Return all of ``text`` in pieces, each with whether it is to be marked.

    >>> highlight("双方签约", ["签约"])
    [('双方', False), ('签约', True)]
    """
    return list(_pieces(text, (0, len(text)), _spans(text, marked)))


def _pieces(text: str, window: tuple[int, int], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    left, right = window
    at, before = left, "…" if left else ""
    for start, end in spans:
        if at <= start and end <= right:
            if before or start > at:
                yield before + text[at:start], False
            yield text[start:end], True
            at, before = end, ""
    rest = before + text[at:right] + ("…" if right < len(text) else "")
    if rest:
        yield rest, False


def _spans(text: str, marked: Sequence[str]) -> list[tuple[int, int]]:
    if not marked:
        return []
    folded = text.lower()
    # To look for the words as they stand takes a tenth of the time.
    if not all(word in folded for word in marked):
        folded = normalize(text)
    if len(folded) != len(text):  # a sign such as ㎡ became two, and every place behind it would be wrong
        folded = simplify(text.lower())
    if len(folded) != len(text):
        return []
    longest_first = sorted(marked, key=len, reverse=True)
    pattern = re.compile("|".join(r"\s?".join(map(re.escape, word)) for word in longest_first))
    return [match.span() for match in pattern.finditer(folded) if match.end() > match.start()]


def match_expression(text: str) -> str:
    """Return what Datasette's search boxes are to ask of the index, which is something even if nothing was asked.

    >>> match_expression('"')
    'tags : "-"'
    """
    query = parse_query(text or "")
    asked = query.loose or query.strict
    return asked.match if asked else 'tags : "-"'


def _all(asked: Sequence[Asked]) -> Asked:
    return Asked(" AND ".join(one.match for one in asked), " AND ".join(one.worth for one in asked))


def _terms(piece: str) -> list[Asked]:
    """Return what to ask for a piece, from the strictest on: it as a stretch, then its words one by one."""
    words = _words(piece)
    if len(words) > 1:
        apart = _all([_term(word) for word in words[:MOST_TERMS]])
        return [_term(piece), Asked(f"({apart.match})", f"({apart.worth})")]
    return [_term(piece)]


def _words(piece: str) -> list[str]:
    """Return the words of a piece, single characters beside an unknown word with it, so that names stay whole."""
    cut = [word for word, _, _ in segmenter().words(piece) if _WORD.search(word)]
    known = [len(word) > 1 and (segmenter().knows(word) or bool(_LATIN.fullmatch(word))) for word in cut]
    return cut if all(known) else [piece]


def _term(piece: str) -> Asked:
    """Return what finds a piece, and what its worth is told by: how often it is a word, else its first and last pair.

    Where a stretch stands how often, SQLite could only tell by looking into all rows, and each pair more takes as long.
    """
    match = _stretch(piece)
    if len(piece) > 2 and segmenter().knows(piece) and not piece.isascii():
        return Asked(match, f"({{title words}} : {_quoted(piece)})")
    terms, goes_on = _PHRASE.findall(match)[0]
    pairs = [term for term in terms.split() if term != _BREAK]
    return Asked(match, f"({' AND '.join(map(_quoted, dict.fromkeys((pairs[0], pairs[-1]))))}{goes_on})")


def _quoted(term: str) -> str:
    return f'"{term}"'


def _sign(character: str) -> str:
    """Return the term of a sign, which must be made of letters and digits.

    >>> _sign("%")
    'ℵ25'
    """
    return f"{_BREAK}{ord(character):x}"


def _stretch(piece: str) -> str:
    """Return what finds ``piece`` as it stands; letters and digits at its end may go on."""
    runs = list(_pairs(piece))
    while runs and runs[-1] == _BREAK:
        runs.pop()
    while runs and runs[0] == _BREAK:
        runs.pop(0)
    # The text may go on behind the piece, so that its last character begins a pair, or a longer word of letters.
    goes_on = bool(_AT_END.search(piece))
    if goes_on and not _LATIN.fullmatch(runs[-1]):
        before = runs[-2] if len(runs) > 1 else None
        if before and before != _BREAK and not _LATIN.fullmatch(before):
            runs.pop()
        # A single character stands before the pairs of each text that has it; behind a break, only as a pair begins.
        goes_on = before == _BREAK
    return f'(pairs : "{" ".join(runs)}"{" *" if goes_on else ""})'


def _pairs(text: str) -> Iterator[str]:
    """Yield the pairs of neighbouring characters, letters and digits whole.

    A character beside letters or digits, or at the end of a run, stands alone, too.

    >>> list(_pairs("与211家企业。"))
    ['与', '211', '家', '家企', '企业', '业', 'ℵ']
    """
    latin_before = False
    for run in _RUN.findall(text):
        is_latin = bool(_LATIN.match(run))
        if is_latin:
            yield run
        elif _WORD.match(run):
            if latin_before and len(run) > 1:
                yield run[0]
            yield from map("".join, pairwise(run))
            yield run[-1]
        else:
            yield _BREAK
        latin_before = is_latin
