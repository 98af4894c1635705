"""Tell the sentences that report what happened from those that report words, background or plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xjtunews.language.kinds import not_events
from xjtunews.language.text import sentences

_SPEECH = re.compile(
    "(?:表示|指出|强调|认为|谈到|希望|(?<!意见)(?<!意见[和与及、])建议|要求|提醒|提到|直言|坦言|回忆|呼吁|勉励|介绍说|说)[，,：:“了]"
    "|(?:^|[。；，,])[^。，,]{0,6}(?:表示|指出|强调|认为|希望|介绍了)"
)
_BACKGROUND = re.compile(
    "建成后的?|批准[组成][建立]|定位为|据悉|据了解|近年来|多年来|截至|目前|长期以来|成立于|始建于|是[^，。]{0,20}(?:之一|的重要|最|首[家个所]|唯一)|今年以来|根据协议|协议约定|旗下|下辖|子公司|总部位于|隶属|前身[是为]|(?:是|作为|系)[^，。]{0,20}(?:试点|直属|下属|所属|成员|会员|理事)单位|的支持"
    "|(?:^|[，；])(?:未来|目前|下一步|接下来|将来|(?:双方|学校|我校|学院|我院|公司|集团)将(?!于|在|军))|将推动"
)
# 医院位于市中心, but not 来到位于市中心的医院
_LIES = re.compile("[^，。来赴访观进]{2,24}(?<![在到往了])(?:位于|坐落[于在])")
# Behind somebody's words the report goes on: 会后，双方参观了…
_AFTER = re.compile(r"会[前后上]|随后|期间|仪式|当[天日晚]|[上中下]午[，,]|活动|座谈会|会议|\d{1,2}[月日]")
# 去年，双方签署了协议: history, whatever was done then
_BEFORE = ("去年", "前年", "此前", "在此之前")
_HISTORY = re.compile(f"(?:{'|'.join(_BEFORE)})[，,]|[^。]{{0,24}}[已曾]先后[与同和]")
_AFTERWARDS = re.compile("会[前后]|随后|期间|当[天日]|[^，。]{0,10}(?:结束)?[前后]，")
# What people do stays what they do, whatever else the sentence says.
_OPENING = re.compile("[^，。]{1,14}(?:表示|指出|强调|介绍|说|认为|谈到)[，,：:]")
_QUOTED = re.compile("《[^》]{0,60}》|“[^”]{0,60}”")
# 王校长在签约仪式上指出: he speaks, wherever it was
_WHERE = re.compile("在[^，。]{0,10}[上中时]")
# 甲局、乙局相关负责人分别介绍了情况: they are there, whatever they say
_SPEAKERS = re.compile("[^，。；：]{3,40}?负责(?:人|同志)(?=[^，。；：]{0,6}(?:介绍|汇报|发言|通报|讲解|交流|表态))")
_DATED = re.compile(r"[^，。]{0,12}\d日[^。]{8,}")
_DEED = re.compile(
    "签署|签订[^，。]{0,24}(?:协议|备忘录|合同|意向书)(?=[，。])|揭牌|主持|出席|参加|陪同|签字仪式|签约仪式|举行[^，。]{0,12}(?:仪式|会谈|座谈)"
)


def told(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph that tell what happened, in order.

    Speech reaches from the sentence that opens it to the end of the paragraph, or to one that goes on with the report;
    background, plans and wishes are left out.

    >>> text = "双方座谈。张三表示，学校历史悠久。学科齐全。会后，双方参观校史馆。"
    >>> [text[start:end] for start, end in told(text)]
    ['双方座谈。', '会后，双方参观校史馆。']
    """
    return list(_told(text))


def _told(text: str) -> Iterator[tuple[int, int]]:
    excluded = not_events(text)
    speech = False
    quoted = "“" in text or "《" in text
    for start, end in sentences(text):
        sentence = _QUOTED.sub("", text[start:end]) if quoted else text[start:end]
        if (sentence.startswith(_BEFORE) or "先后" in sentence) and _HISTORY.match(sentence):
            continue
        opening = _OPENING.match(sentence)
        if (
            opening is not None and not _DEED.search(_WHERE.sub("", opening[0]) if "在" in opening[0] else opening[0])
        ) or not _DEED.search(sentence):
            goes_on = _AFTER.match(sentence) is not None
            speech = (speech or opening is not None or _SPEECH.search(sentence) is not None) and not goes_on
            speakers = _SPEAKERS.match(sentence) if speech and "负责" in sentence and not quoted else None
            if speakers is not None:
                yield start, start + speakers.end()
            if speech or _LIES.match(sentence):
                continue
            if background := _BACKGROUND.search(sentence):
                ahead = _DATED.match(sentence) and background[0].startswith(("，", "；"))
                if ahead:  # 8日，启动会召开，双方将推进…
                    yield start, text.index(background[0], start)
                continue
        for first, last in excluded:
            if start <= first < end:
                yield start, first
                start = last
        if start < end:
            yield start, end


def within(stretches: list[tuple[int, int]], position: int) -> bool:
    """Tell whether ``position`` lies in one of ``stretches``."""
    return any(start <= position < end for start, end in stretches)


def afterwards(text: str, position: int) -> bool:
    """Tell whether what stands at ``position`` was done right behind the occasion: 会后，双方参观了校史馆."""
    start = next((start for start, end in sentences(text) if start <= position < end), 0)
    return _AFTERWARDS.match(text, start) is not None
