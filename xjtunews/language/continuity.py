"""Tell a passage that goes on with the occasion before it from one that begins another."""

from __future__ import annotations

import re
from functools import cache

from xjtunews.language.words import alternation, column

_ATTEND = re.compile(
    "(?:一[同并起道]|也|都|分别|共同)?(?:参加|出席|陪同|参与)(?:了)?(?:上述|此次|本次|当天)?"
    "(?:活动|会见|会谈|座谈会?|调研|走访|考察|参观|签约|揭牌|签约仪式|揭牌仪式|签字仪式|仪式|会议|大会)?[。；，,]"
)
_ALSO = re.compile("(?:也|还|均|一同|一道|陪同)(?:应邀)?(?:出席|参加|参与)了?")
_NEAR = 120
_OUT = re.compile("(?:赴|前往|奔赴|走进|走访)(?!我校|学校|该校|创新港|[^，。]{0,8}(?:大学|交大))")
_IN = re.compile("来校|到校|来我校|来到(?:我校|学校)|到我校|来访|到访|访问我校")


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile(alternation(column("continuing.txt")))


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence speaks of those who were named before it.

    >>> goes_on("当天下午，双方代表座谈。"), goes_on("当天下午，学校举行开学典礼。")
    (True, False)
    """
    return _going_on().search(sentence) is not None


def lists_attendants(sentence: str) -> bool:
    """Tell whether a sentence says who else was there.

    >>> lists_attendants("张三、李四参加调研，一同察看了现场。"), lists_attendants("张三会见李四。")
    (True, False)
    """
    return _ATTEND.search(sentence[-_NEAR:]) is not None


def goes_out(sentence: str) -> bool | None:
    """Tell whether somebody of the university goes out (True) or a guest comes in (False), None where neither shows.

    >>> goes_out("副校长赴苏州走访。"), goes_out("董事长一行来校访问。"), goes_out("双方签约。")
    (True, False, None)
    """
    out, inwards = _OUT.search(sentence) is not None, _IN.search(sentence) is not None
    return out if out != inwards else None


def names_more(sentence: str) -> bool:
    """Tell whether a sentence only names more who were there, so that it does not sum an event up.

    >>> names_more("副校长也出席了签约仪式。"), names_more("论坛在上海举行，校长应邀出席。")
    (True, False)
    """
    return _ALSO.search(sentence) is not None
