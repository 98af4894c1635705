"""Read numbers that are spelt out in Chinese."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10**4, "亿": 10**8}


def parse_numeral(text: str) -> Decimal | None:
    """Return the number that Chinese numerals spell out; None where they are digits in a row or a manner of speaking.

    >>> [parse_numeral(t) for t in ("三十", "一百二十", "两千零五", "三万六千", "一亿二千万")]
    [Decimal('30'), Decimal('120'), Decimal('2005'), Decimal('36000'), Decimal('120000000')]
    >>> parse_numeral("三五"), parse_numeral("二〇二四"), parse_numeral("一千二")
    (None, None, None)
    """
    total = section = 0
    digit: int | None = None
    last = 10  # the unit that the next digit must stay below
    for position, character in enumerate(text):
        if character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
            if digit == 0:
                last = 10
            elif position and position == len(text) - 1 and last > 10:
                return None
        elif character in _SMALL_UNITS:
            last = _SMALL_UNITS[character]
            section += (1 if digit in (None, 0) else digit or 1) * last
            digit = None
        else:
            last = _LARGE_UNITS[character]
            part = section + (digit or 0)
            total = total + part * last if total >= last else (total + part or 1) * last
            section, digit = 0, None
    return Decimal(total + section + (digit or 0))
