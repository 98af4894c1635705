"""Turn texts into what a search index holds, and what people type into what it is asked for.

A text is indexed three times. Its pairs of characters, one after another, find every stretch as it stands: names,
which no dictionary holds, and 西安市, where jieba cuts 西安|市委. The words that jieba cuts put 签约 before 续签约定,
and tell apart the parts of a query that nobody wrote in one. Its characters, each once, find a single one. All are
simplified characters in one width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xjtunews.language.segment import search_words, segmenter
from xjtunews.language.text import simplify

#: Characters of a query that are looked at, and terms that it may have.
LONGEST_QUERY, MOST_TERMS = 200, 12
#: Stands in the index of pairs where a text has punctuation, so that no stretch reaches over it.
_BREAK = "ℵ"
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+|[^\w\s]+|[_\n]+")
_SINGLE = re.compile(r"[^\W_a-z0-9]")
_AT_END = re.compile(r"[^\W_]\Z")
_PIECE = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”，。、；;！？]+)')
_LATIN = re.compile(r"[a-z0-9]+")
_BEYOND = re.compile(r"[A-Za-z0-9_]|[^\w\s]")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Indexed:
    """Hold what the index gets of one article: terms with spaces between."""

    title: str
    words: str
    pairs: str
    characters: str


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Hold a search: what to ask the index strictly and, if different, loosely, and what to mark in the texts.

    ``strict`` is None where there is nothing that the index could hold. ``pieces`` are what was typed, between spaces.
    ``beyond`` tells that a text may hold it where the index does not: signs, and what begins within a Latin word.
    """

    pieces: tuple[str, ...]
    strict: str | None
    loose: str | None
    marked: tuple[str, ...]
    beyond: bool
    cut: bool


def index_terms(title: str, body: str) -> Indexed:
    """Return the terms of an article.

    >>> index_terms("AI签约", "会见。")
    Indexed(title='ai 签约', words='会见', pairs='ai 签 签约 约 ℵ 会见 见 ℵ', characters='会 签 约 见')
    """
    title, body = normalize(title), normalize(body)
    text = f"{title}\n{body}"
    return Indexed(
        " ".join(search_words(title)),
        " ".join(search_words(body)),
        " ".join(_pairs(text)),
        " ".join(sorted(set(_SINGLE.findall(text)))),
    )


def normalize(text: str) -> str:
    """Return ``text`` as it is indexed: simplified characters, ASCII in its narrow form and in small letters.

    >>> normalize("ＡＩ簽約")
    'ai签约'
    """
    return simplify(unicodedata.normalize("NFKC", text)).lower()


def parse_query(text: str) -> SearchQuery:
    """Return what somebody asks for; words in quotes are one stretch, all else is text and never a command.

    >>> parse_query("签约").strict, parse_query("卢建军").strict
    ('(({title words} : "签约") OR (pairs : "签约"))', '(pairs : "卢建 建军")')
    >>> parse_query("卢建军 NEAR").strict
    '(pairs : "卢建 建军") AND (pairs : "near" *)'
    """
    cut = len(text) > LONGEST_QUERY
    found = [(quoted, bare) for quoted, bare in _PIECE.findall(text[:LONGEST_QUERY]) if (quoted or bare).strip()]
    cut = cut or len(found) > MOST_TERMS
    strict, loose, marked = [], [], []
    for quoted, bare in found[:MOST_TERMS]:
        piece = normalize(quoted or bare).strip()
        terms = [_stretch(piece)] if quoted else _terms(piece)
        if not _WORD.search(piece):
            continue
        strict.append(terms[0])
        loose.append(terms[-1])
        marked += [piece] if len(terms) == 1 else [piece, *_words(piece)]
    return SearchQuery(
        pieces=tuple((quoted or bare).strip() for quoted, bare in found[:MOST_TERMS]),
        strict=" AND ".join(strict) or None,
        loose=" AND ".join(loose) if loose != strict else None,
        marked=tuple(dict.fromkeys(marked)),
        beyond=any(_BEYOND.search(quoted or bare) for quoted, bare in found[:MOST_TERMS]),
        cut=cut,
    )


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
    return query.loose or query.strict or 'tags : "-"'


def _terms(piece: str) -> list[str]:
    """Return what to ask for a piece, from the strictest on: it as a stretch, then its words one by one."""
    words = _words(piece)
    if len(words) > 1:
        return [_stretch(piece), "(" + " AND ".join(map(_term, words[:MOST_TERMS])) + ")"]
    return [_term(piece)]


def _words(piece: str) -> list[str]:
    """Return the words of a piece, single characters beside an unknown word with it, so that names stay whole."""
    cut = [word for word, _, _ in segmenter().words(piece) if _WORD.search(word)]
    known = [len(word) > 1 and (segmenter().knows(word) or bool(_LATIN.fullmatch(word))) for word in cut]
    return cut if all(known) else [piece]


def _term(word: str) -> str:
    if len(word) > 1 and segmenter().knows(word) and not word.isascii():
        return f'(({{title words}} : "{word}") OR {_stretch(word)})'
    return _stretch(word)


def _stretch(piece: str) -> str:
    """Return what finds ``piece`` as it stands; letters and digits at its end may go on."""
    if _SINGLE.fullmatch(piece):
        return f'(characters : "{piece}")'
    runs = list(_pairs(piece))
    while runs and runs[-1] == _BREAK:
        runs.pop()
    while runs and runs[0] == _BREAK:
        runs.pop(0)
    # The text may go on behind the piece, so that its last character begins a pair, or a longer word of letters.
    goes_on = bool(_AT_END.search(piece))
    before = runs[-2] if len(runs) > 1 else _BREAK
    if goes_on and before != _BREAK and not _LATIN.fullmatch(runs[-1]):
        if not _LATIN.fullmatch(before):
            runs.pop()
        goes_on = False
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
