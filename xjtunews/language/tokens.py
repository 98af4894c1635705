"""Cut a paragraph into the words that shape its phrases: offices, endings of organisations, and what lies between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from xjtunews.language.lexicon import Lexicon
from xjtunews.language.narrative import within
from xjtunews.language.words import rows, vocabulary

#: In a masked text: what belongs to a name without being read, and what ends one.
OPAQUE, STOP = "\ue000", "\ue001"
_SAID = re.compile("[，。！？；,!?;]")
_PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "【": "】", "「": "」", "‘": "’"}
_OPENING = re.compile("[" + re.escape("".join(_PAIRS)) + "]")
#: How many characters a bracket or a quotation may hold to be part of a name.
_WIDEST = 60
#: How many characters an office may have.
_LONGEST_OFFICE = 8
_DATE = re.compile(
    r"\d(?:\d{3}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?(?!级)|\d?\s?月(?:\s?\d{1,2}\s?[日号])?|\d?\s?[日号])"
)
_OURS = re.compile(
    "^(?:据(?!点)|[和与及](?!林格尔|田|县|平|谐|顺|静|硕|龙|政)|我[校院市省区县]|[该本](?:校|院|公司|集团|市|县|区|省)|受(?!聘)|应(?![城县用急届对])"
    "|等?人[和与同]|(?:委托|承接|承办|主办|协办)?单位|及?其(?!他)|原?时任|著名|现任)(?=..)"
)
_SEPARATORS = {"、": "item", "，": "comma", ",": "comma", STOP: "stop"} | dict.fromkeys("；;。！？!?：:\n\t", "end")
_AND = ("以及", "及", "与", "和", "同", "跟", "暨", "或", "&")


@dataclass(slots=True)
class Title:
    """Hold a title as it is written, its kind (see ``data/titles.tsv``), and where it stands in the paragraph."""

    text: str
    kind: str
    start: int
    end: int
    head: str


@dataclass(slots=True)
class Named:
    """Hold a person whom a paragraph names, with the titles at the name; ``rule`` says by what it is known."""

    name: str
    start: int
    end: int
    titles: list[Title]
    rule: str
    listed: bool = False  # behind another person of one list
    titled: bool = False  # with a title right behind the name
    body: str | None = None  # the body that stands right before the name, without a title
    bodies: list[str] = field(default_factory=list)  # those for which the person is there


@dataclass(slots=True)
class Body:
    """Hold a name of an organisation: ``joined`` if `领导` stands behind it, ``within`` if it belongs to a title."""

    name: str
    type: str
    start: int
    end: int
    joined: bool = False
    within: bool = False


@dataclass(slots=True)
class Phrases:
    """Hold what one paragraph names."""

    people: list[Named] = field(default_factory=list)
    called: list[tuple[str, str, int]] = field(default_factory=list)  # family name and title, where: 王校长
    bodies: list[Body] = field(default_factory=list)


@cache
def _places() -> frozenset[str]:
    return frozenset(row[2] for row in rows("places.tsv") if len(row[2]) > 2)


@cache
def short_places() -> frozenset[str]:
    """Return the names of provinces and cities without what sort of place they are: 北京, 苏州."""
    return frozenset(row[2][:-1] for row in rows("places.tsv") if row[1] in ("province", "city") and len(row[2]) == 3)


@cache
def phrase_words() -> Lexicon[tuple[str, str]]:
    """Return all words that shape phrases; where a word stands in two lists, the later one here wins."""
    words: dict[str, tuple[str, str]] = {}
    suffixes = {word: row[0] for row in rows("organizations.tsv") for word in row[1].split()}
    words.update((word, ("inside", "")) for word in vocabulary("not_organizations.txt"))
    words.update((word, ("stop", "")) for word in vocabulary("stops.txt"))
    words.update((word, ("inside", "")) for word in vocabulary("inside.txt"))
    for word in vocabulary("inside.txt"):
        tail = next((word[n:] for n in range(1, len(word)) if word[n:] in suffixes), None)
        if tail is not None:
            words[word] = ("suffix", suffixes[tail])
    words.update((word, ("suffix", kind)) for word, kind in suffixes.items())
    # 组织部长, 人事处长: the head of an office, written together with it
    words.update(
        (f"{word}长", ("title", "office")) for word in suffixes if word[-1] in "部处局厅院所馆站科" and len(word) > 1
    )
    for kind, listed in rows("titles.tsv"):
        for word in listed.split():
            if kind == "not":  # 作家协会 ends like a body, 教授工作室 like an office that is none
                tail = next((word[n:] for n in range(1, len(word)) if word[n:] in suffixes), None)
                words.setdefault(word, ("inside", "") if tail is None else ("suffix", suffixes[tail]))
            else:
                words[word] = ("title", kind)
    companies = vocabulary("companies.txt") - vocabulary("companies_ambiguous.txt")
    words.update((word, ("suffix", "company")) for word in companies)
    words.update((word, ("and", "")) for word in _AND)
    for name in _places():  # 自贡市, 和田地区: no stop in them
        if any(part in words for part in (*name, *map("".join, pairwise(name)))):
            words[name] = ("inside", "")
            words[name + "委"] = words[name + "委员会"] = ("suffix", "party")
    for name in short_places():  # 自贡: no stop in it
        if any(words.get(character, ("", ""))[0] in ("stop", "and") for character in name):
            words[name] = ("inside", "")
    words.update((character, (kind, "")) for character, kind in _SEPARATORS.items())
    return Lexicon(words)


def mask(text: str) -> str:
    """Return ``text``, as long as it is, with brackets, quotations and dates made opaque.

    >>> mask("滨城（人才）联盟").replace(chr(0xE000), "x")
    '滨城xxxx联盟'
    """
    characters: list[str] | None = None
    behind = 0
    for match in _OPENING.finditer(text):
        start = match.start()
        if start < behind:
            continue
        end = _closing(text, start, match[0], _PAIRS[match[0]])
        if end > start + 3:  # 副校（院）长 is one word
            said = match[0] == "“" and _SAID.search(text, start, end) is not None
            characters = characters or list(text)
            characters[start:end] = (STOP if said else OPAQUE) * (end - start)
            behind = end
    return _DATE.sub(lambda match: STOP * len(match[0]), "".join(characters) if characters else text)


def _closing(text: str, start: int, opening: str, closing: str) -> int:
    depth = 0
    for position in range(start, min(len(text), start + _WIDEST)):
        if text[position] == opening:
            depth += 1
        elif text[position] == closing:
            depth -= 1
            if not depth:
                return position + 1
    return 0


def shaping_words(masked: str, told: list[tuple[int, int]] | None) -> Iterable[tuple[int, int, tuple[str, str]]]:
    """Return the words that shape phrases, but those of sentences that neither tell anything nor name an office.

    ``told`` are the stretches that tell what happened (None: all of the text).
    """
    words = phrase_words().longest(masked)
    if told is None or sum(end - start for start, end in told) == len(masked):
        return words
    found = list(words)
    kept: list[tuple[int, int, tuple[str, str]]] = []
    first, titled = 0, False
    for number, (_, _, (kind, _)) in enumerate(found):
        titled = titled or kind == "title"
        if kind == "end":
            if titled or within(told, found[first][0]):
                kept += found[first:number]
            kept.append(found[number])
            first, titled = number + 1, False
    if first < len(found) and (titled or within(told, found[first][0])):
        kept += found[first:]
    return kept


def ends_body(masked: str, position: int) -> bool:
    """Tell whether the word that begins at ``position`` ends names of bodies: 代表吴中|开放大学.

    >>> ends_body("代表吴中开放大学", 4), ends_body("代表吴中参加", 4)
    (True, False)
    """
    length = phrase_words().begins(masked, position)
    word = phrase_words().get(masked[position : position + length]) if length > 1 else None
    return word is not None and word[0] == "suffix"


def title_text(phrase: str) -> str:
    """Return the title that a phrase is, without words that only lead to it: 我校, 时任, 据.

    >>> title_text("我校党委书记"), title_text("据复旦大学常务副校长")
    ('党委书记', '复旦大学常务副校长')
    """
    return _OURS.sub("", phrase.strip(" 　、，,"))


def office_at_end(title: str) -> str:
    """Return the longest office or rank that ``title`` ends with, empty where it ends with none.

    >>> office_at_end("苏州市科技局副局长"), office_at_end("苏州市科技局")
    ('副局长', '')
    """
    tails = (title[start:] for start in range(max(0, len(title) - _LONGEST_OFFICE), len(title)))
    return next((tail for tail in tails if (phrase_words().get(tail) or ("", ""))[0] == "title"), "")
