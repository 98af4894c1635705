"""Tell two numbers in the place of each other from one number written in two ways."""

from __future__ import annotations

import re

from xjtunews.language.alignment import Gap
from xjtunews.language.numerals import parse_numeral

_DIGITS = re.compile(r"\d+")
_FIGURES, _SPELT = re.compile(r"[0-9]{1,12}[千百万亿]{0,2}"), re.compile(r"[一二三四五六七八九十百千零〇两万亿]{1,16}")
_NUMERAL, _UNITS = frozenset("一二三四五六七八九十百千零〇两"), frozenset("十百千")
_BEHIND_NUMERAL = "届期批次号轮季年月日章条级等位名家项所个"


def is_same_number(one: str, other: str) -> bool:
    """Tell a number in figures from the same one in words; of text for comparison, which has no decimal points.

    >>> is_same_number("六十", "60"), is_same_number("一亿二千万", "12亿"), is_same_number("六十", "61")
    (True, True, False)
    """
    digits, words = (one, other) if one[:1].isdigit() else (other, one)
    if not _FIGURES.fullmatch(digits) or not _SPELT.fullmatch(words):
        return False
    value = parse_numeral(words)
    return value is not None and f"{value:f}".rstrip("0") == digits.rstrip("万亿千百").strip("0")


def find_numbers(one: str, other: str, gap: Gap) -> tuple[str, str] | None:
    """Return the two numbers that a gap is a part of, if they are two."""
    for kind in (str.isdigit, _NUMERAL.__contains__):
        start, end, other_start, other_end = gap.start, gap.end, gap.other_start, gap.other_end
        while start and other_start and one[start - 1] == other[other_start - 1] and kind(one[start - 1]):
            start, other_start = start - 1, other_start - 1
        while end < len(one) and other_end < len(other) and one[end] == other[other_end] and kind(one[end]):
            end, other_end = end + 1, other_end + 1
        text, other_text = one[start:end], other[other_start:other_end]
        if kind is str.isdigit:
            numbers, other_numbers = _DIGITS.findall(text), _DIGITS.findall(other_text)
            if numbers and other_numbers and "".join(numbers) != "".join(other_numbers):
                # 2024年3月5日, 3月5日 and 03月05日 say the same day
                count = min(len(numbers), len(other_numbers))
                if [n.lstrip("0") for n in numbers[-count:]] != [n.lstrip("0") for n in other_numbers[-count:]]:
                    return text, other_text
        elif text and other_text and all(map(kind, text + other_text)):
            counts = one[start - 1 : start] == "第" or one[end : end + 1] in _BEHIND_NUMERAL
            counts = counts or (len(text) > 1 and not _UNITS.isdisjoint(text) and not _UNITS.isdisjoint(other_text))
            if counts and text != other_text:
                return text, other_text
    return None
