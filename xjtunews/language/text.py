"""Clean and compare Chinese text: white space, line joins, sentences, fingerprints."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from operator import ne

from opencc import OpenCC

_CJK = r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]"
_CJK_AT_START = re.compile(_CJK)
_CJK_AT_END = re.compile(_CJK + r"\Z")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*[”’\"』」）)]*")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\ufeff\ufffd\ud800-\udfff]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
#: A text in traditional characters has at least so many that are not the simplified ones.
_TRADITIONAL = 0.08
_REPLACEMENT = "\ufffd"
_FOLDED = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "―": "-", "·": "", "•": ""}

#: What makes nearly every Chinese text one that Unicode calls not normalized.
_WIDE = {
    "，": ",",
    "：": ":",
    "；": ";",
    "（": "(",
    "）": ")",
    "？": "?",
    "！": "!",
    "％": "%",
    "～": "~",
    "\u3000": " ",
}


def normalize(text: str) -> str:
    """Return ``text`` in the form NFKC: letters, digits and signs in one width.

    >>> normalize("２０２４年，ＸＪＴＵ（西安）…") == unicodedata.normalize("NFKC", "２０２４年，ＸＪＴＵ（西安）…")
    True
    """
    for wide, narrow in _WIDE.items():  # with these replaced, most texts are normalized, and to see that is quick
        text = text.replace(wide, narrow)
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def clean_line(text: str) -> str:
    r"""Return ``text`` as one line: every run of white space (no-break, ideographic) is one space.

    >>> clean_line("  2023\xa0年\u3000 11月1日\n")
    '2023 年 11月1日'
    """
    return " ".join(_text_only(text).split())


def join_lines(lines: list[str]) -> str:
    """Join the lines of one broken line: no space where Chinese stands on either side of the break.

    >>> join_lines(["卢建军会见宋扬、", "刘欣一行"])
    '卢建军会见宋扬、刘欣一行'
    >>> join_lines(["Smart Grid", "Forum"])
    'Smart Grid Forum'
    """
    joined = ""
    for line in filter(None, map(clean_line, lines)):
        if joined and not (_CJK_AT_END.search(joined) or _CJK_AT_START.match(line)):
            joined += " "
        joined += line
    return joined


def fold(text: str) -> str:
    """Return ``text`` for comparison: width, quotes, dashes and all white space make no difference.

    >>> fold("西安交大 “6352”　工程，启动") == fold("西安交大“6352”工程,启动")
    True
    """
    text = _text_only("".join(normalize(text).split()))
    for character, other in _FOLDED.items():  # several times as quick as str.translate
        text = text.replace(character, other)
    return text


def _text_only(text: str) -> str:
    """Return ``text`` without the characters that are none; nothing printable is one, but for U+FFFD."""
    return text if text.isprintable() and _REPLACEMENT not in text else _NOT_TEXT.sub("", text)


def fingerprint(*texts: str) -> str:
    """Return 32 hex digits that two texts share when they differ in nothing but what :func:`fold` removes."""
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        digest.update(fold(text).encode("utf-8", "replace"))
        digest.update(b"\0")
    return digest.hexdigest()


def sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence of ``paragraph``, closing quotes and brackets included.

    >>> [("甲说：“好。”乙走了。"[a:b]) for a, b in sentences("甲说：“好。”乙走了。")]
    ['甲说：“好。”', '乙走了。']
    """
    for match in _SENTENCE.finditer(paragraph):
        if match.end() > match.start():
            yield match.span()


@cache
def _simplified() -> dict[int, str]:
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, converted, strict=True)
    return {ord(one): other for one, other in pairs if one != other and len(other) == 1}


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _simplified()))}]")


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, each in its place, so that all offsets stay.

    >>> simplify("西安交通大學與蘇州市簽署協議")
    '西安交通大学与苏州市签署协议'
    """
    return text.translate(_simplified()) if _traditional().search(text) else text


def is_traditional(text: str) -> bool:
    """Tell a text in traditional characters, some of which are the simplified ones.

    >>> is_traditional("西安交通大學與蘇州市簽署合作協議"), is_traditional("西安交通大学与苏州市签署合作协议")
    (True, False)
    """
    simplified = simplify(text)
    if simplified is text:
        return False
    converted: int = sum(map(ne, text, simplified))
    return converted >= _TRADITIONAL * len(_CHINESE.findall(text))
