"""Find the encoding of bytes: what a page declares is tried first, and believed only if it fits."""

from __future__ import annotations

import codecs
import re

from xjtunews.exceptions import UndecodableError

# GB18030 contains GB2312 and GBK; a page that says gb2312 often holds characters of the larger sets.
_SUPERSETS = dict.fromkeys(("gb2312", "gbk", "cp936", "x-gbk"), "gb18030") | {"ascii": "utf-8", "big5": "big5hkscs"}
_USED = frozenset(("utf-8", "gb18030", "big5hkscs"))
_MOST_WRONG = 50
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
# Most bytes of the one are bytes of the other, too: the text with more of the commonest characters is the right one.
_AMBIGUOUS = frozenset(("gb18030", "big5hkscs"))
_COMMON = "的一是了在有和人中大年上为為会會学學国國到与與日月来來校长長市行合作"
_SAMPLE = 20_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


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
        if body.startswith(bom):
            return name
    fitting: dict[str, int] = {}
    for name in dict.fromkeys((*filter(None, map(_known, declared)), *_CANDIDATES)):
        try:
            text = codecs.getincrementaldecoder(name)("strict").decode(body)
        except UnicodeError:
            continue
        if len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 200:
            continue
        if name not in _AMBIGUOUS:
            return name
        fitting[name] = sum(map(text[:_SAMPLE].count, _COMMON))
    if _is_damaged_utf8(body):
        return "utf-8"
    if not fitting:
        raise UndecodableError("the bytes are text in no known encoding (tried UTF-8, GB18030, Big5)")
    return max(fitting, key=lambda name: fitting[name])


def decode(body: bytes, *declared: str | None) -> str:
    """Return ``body`` as text, without a byte order mark and without half a character at its end.

    >>> decode("陶喆".encode("gbk"), "gb2312")
    '陶喆'

    :raises UndecodableError: as :func:`detect_encoding` does.
    """
    return body.decode(detect_encoding(body, *declared), "ignore").lstrip("\ufeff")


def _known(name: str | None) -> str | None:
    """Return the encoding that a declared name means; None for one that fits anything, or that no such page uses."""
    try:
        found = codecs.lookup((name or "").strip()).name
    except (LookupError, ValueError):
        return None
    found = _SUPERSETS.get(found, found)
    return found if found in _USED else None


def _is_damaged_utf8(body: bytes) -> bool:
    """Tell UTF-8 with a few wrong bytes from another encoding: a cut description, a byte that a proxy lost."""
    text = body.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return wrong <= _MOST_WRONG and wrong * 20 < sum(map(text.count, _COMMON))
