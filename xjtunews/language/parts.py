"""Cut what stands behind the name of a body and is none: a part of it, a room of its, how many bodies a list has."""

from __future__ import annotations

import re

# 榆林学院化学与化工学院 takes part as 榆林学院.
_PART = re.compile(
    "(?<=大学|学院)(?!附属)[^大]{2,14}(?:学院|系|学部|书院|处|部|办公室|党办校办|研究生院|本科生院)$"
    "|(?<=有限公司|责任公司)[^公]{2,10}(?:部|中心|委员会|处)$"
    "|(?<=协会|学会|商会)(?:第[^会]{1,4}[届次](?:理事会|委员会|常务理事会)|党委办公室|秘书处|办公室)$"
)
_ROOMS = ("会议室", "会议厅", "报告厅", "培训室")
_ROOM = re.compile(f"(?<=公司|集团|分行|支行|银行)[^公行]{{0,14}}(?:{'|'.join(_ROOMS)})$")
_COUNT = re.compile(
    r"(?<=中学|小学|大学|学院|公司|集团|医院|银行|分行)[一两二三四五六七八九十\d]{1,3}[余多]?[所家个][^，。]{0,4}$"
)


def without_part(name: str) -> str:
    """Return the body that takes part where a part of it, or a room of its, is named, or how many there are of a list.

    >>> [without_part(name) for name in ("榆林学院化工学院", "宝鸡银行秦岭大厦3楼会议室", "渭滨中学两所高中")]
    ['榆林学院', '宝鸡银行', '渭滨中学']
    """
    name = _PART.sub("", name)
    if name.endswith(_ROOMS):
        name = _ROOM.sub("", name)
    return _COUNT.sub("", name) if any(counter in name for counter in "所家个") else name
