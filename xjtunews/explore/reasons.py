"""Say in Chinese why something was not fetched: ``reasons.tsv`` holds the reasons, with ``*`` for what differs."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


def chinese(reason: str) -> str | None:
    """Return a stored reason in Chinese, None where the table has none.

    >>> chinese("http-404"), chinese("mp.weixin.qq.com is not one of the hosts to visit"), chinese("阿")
    ('网页不存在（HTTP 404）', 'mp.weixin.qq.com 不在要访问的网站之内', None)
    """
    for pattern, shown in _reasons():
        if match := pattern.fullmatch(reason):
            parts = shown.split("*")
            return parts[0] + "".join(found + part for found, part in zip(match.groups(), parts[1:], strict=False))
    return None


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = (files(__package__) / "reasons.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return tuple((_pattern(stored), shown) for stored, shown in cells)


def _pattern(stored: str) -> re.Pattern[str]:
    return re.compile("(.{1,300})".join(map(re.escape, stored.split("*"))), re.DOTALL)
