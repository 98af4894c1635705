"""Find the encoding of bytes: what a page declares is tried first, and believed only if it fits.

No text that comes out of here holds U+FFFD: a byte that is no text is left out, and so is the mark that another
program put in its place.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from xjtunews.exceptions import UndecodableError

# GB18030 contains GB2312 and GBK; a page that says gb2312 often holds characters of the larger sets.
_SUPERSETS = dict.fromkeys(("gb2312", "gbk", "cp936", "x-gbk"), "gb18030") | {"ascii": "utf-8", "big5": "big5hkscs"}
_USED = frozenset(("utf-8", "gb18030", "big5hkscs"))
_MOST_WRONG, _WEIGHT_OF_WRONG = 50, 20
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
# Most bytes of the one are bytes of the other, too: the text with more of the characters in use is the right one.
_AMBIGUOUS = frozenset(("gb18030", "big5hkscs"))
_COMMON = "的一是了在有和人中大年上为為会會学學国國到与與日月来來校长長市行合作"
_SAMPLE = 20_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE
)
_ASCII = re.compile(r"[\x00-\x7f]+")
_REPLACEMENT = "\ufffd"
#: Markup without Chinese, as every page begins: in UTF-16 half of its bytes are zero.
_HEAD, _FEWEST_ZEROS = 512, 0.3
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTES = bytes((*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))


def declared_encoding(body: bytes) -> str | None:
    """Return the charset that the first 4 KB of an HTML page name, as printed, or None."""
    match = _DECLARED.search(body[:4096])
    return match.group(1).decode("ascii") if match else None


def detect_encoding(body: bytes, *declared: str | None) -> str:
    """Return the name of the first encoding in which ``body`` is text without a single wrong byte.

    A byte order mark wins, then the ``declared`` names in their order, then UTF-8, GB18030 and Big5.
    A page that a proxy cut off inside its last character still counts.

    :raises UndecodableError: if no encoding fits, or the bytes are those of an image, an archive or the like.
    """
    for bom, name in _BOMS:
        if body.startswith(bom) and (name != "utf-8" or _wrong(body, name) <= _MOST_WRONG):
            return name
    body = body.removeprefix(codecs.BOM_UTF8)
    wide = _utf16_without_mark(body)
    if wide:
        return wide
    names = tuple(dict.fromkeys((*filter(None, map(_known, declared)), *_CANDIDATES)))
    # In each of these encodings such a byte is the character, and no part of another one.
    controls = len(body.translate(None, _CONTROL_BYTES)) < len(body)
    fitting: dict[str, float] = {}
    for name in names:
        try:
            text = codecs.getincrementaldecoder(name)("strict").decode(body)
        except UnicodeError:
            continue
        if controls and len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 200:
            continue
        if name not in _AMBIGUOUS:
            return name
        fitting[name] = _usual(text, name)
    damaged = {name: _usual(body.decode(name, "ignore"), name) for name in names if _is_damaged(body, name)}
    if "utf-8" in damaged:
        return "utf-8"
    if not fitting and not damaged:
        raise UndecodableError("the bytes are text in no known encoding (tried UTF-8, GB18030, Big5)")
    return max(fitting or damaged, key=lambda name: (fitting or damaged)[name])


def decode(body: bytes, *declared: str | None) -> str:
    """Return ``body`` as text, without a byte order mark and without half a character at its end.

    >>> decode("陶喆".encode("gbk"), "gb2312")
    '陶喆'

    :raises UndecodableError: as :func:`detect_encoding` does.
    """
    name = detect_encoding(body, *declared)
    text = body.removeprefix(codecs.BOM_UTF8).decode(name, "ignore")
    return text.replace(_REPLACEMENT, "").lstrip("\ufeff")


def _common(text: str) -> int:
    """Return how many of the commonest characters stand in the first of ``text`` that is no markup."""
    sample = _ASCII.sub("", text)[:_SAMPLE]
    return sum(map(sample.count, _COMMON))


@cache
def _first_level(name: str) -> frozenset[str]:
    """Return the characters of the first level of GB2312 or Big5: those in use, the second holds the rare ones."""
    coding, leads = ("gb2312", range(0xB0, 0xD8)) if name == "gb18030" else ("big5", range(0xA4, 0xC7))
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return frozenset("".join(pair.decode(coding, "ignore") for pair in pairs))


def _usual(text: str, name: str) -> float:
    """Return the share of characters in use among those of ``text`` that are no markup; 1 is text, 0.5 chance."""
    sample = _ASCII.sub("", text)[:_SAMPLE]
    return sum(map(_first_level(name).__contains__, sample)) / len(sample) if sample and name in _AMBIGUOUS else 0


def _wrong(body: bytes, name: str) -> int:
    return body.decode(name, "replace").count(_REPLACEMENT)


def _utf16_without_mark(body: bytes) -> str | None:
    """Return the UTF-16 that ``body`` is without a byte order mark, or None: the zeros of its markup show it."""
    head = body[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * _FEWEST_ZEROS / 2 or min(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    return name if _wrong(body, name) <= _MOST_WRONG else None


def _known(name: str | None) -> str | None:
    """Return the encoding that a declared name means; None for one that fits anything, or that no such page uses."""
    try:
        found = codecs.lookup((name or "").strip()).name
    except (LookupError, ValueError):
        return None
    found = _SUPERSETS.get(found, found)
    return found if found in _USED else None


def _is_damaged(body: bytes, name: str) -> bool:
    """Tell text with a few wrong bytes from another encoding: a cut description, a byte that a proxy lost."""
    text = body.decode(name, "replace")
    wrong = text.count(_REPLACEMENT)
    return wrong <= _MOST_WRONG and wrong * _WEIGHT_OF_WRONG < _common(text)
