"""Read what a news page prints round its text: headline, date, source, authors, and tell these lines from sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from xjtunews.language.credits import parse_credits
from xjtunews.language.dates import PUBLISHED, parse_published
from xjtunews.language.labels import Labelled, fields, parse_labels
from xjtunews.language.text import fold
from xjtunews.language.words import alternation, rows
from xjtunews.sites.blocks import Line
from xjtunews.sites.furniture import GLUED, MEDIUM, is_button, pattern
from xjtunews.sites.listings import is_linked
from xjtunews.sites.summaries import is_summary
from xjtunews.sites.weights import count_marks

#: A heading of fewer characters is the name of a site or column: a browser's title can begin with that, too.
SHORTEST_HEADLINE = 6
#: Where a notice says when something takes place, it uses words that elsewhere label the page's date.
WHEN = ("时间", "日期")
#: So many lines below a text may say who edited it.
FARTHEST_CREDIT = 12

#: A date that is set as a calendar leaf: ``2023 11/ 17 20:52``.
_SPLIT_DATE = re.compile(r"(?<!\d)(20\d\d)\s*(\d\d)\s?/\s?(\d\d)\s*(?=\d\d:|\s|\Z)")
_DASHES = r"\1-\2-\3 "
CHANGED = "更新时间"
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[-/月]\d{1,2}日?\s{0,3}\d{1,2}[:：]\d\d")
#: A newspaper's page: ``《人民日报》（2021年03月12日 第 06 版）``.
_ISSUE = re.compile(r"\s{0,4}第?\s?\d{1,3}\s?版\W{0,3}\Z")
_BETWEEN = re.compile(r"[\s|｜丨/【】\[\]]+")
_BRACKET_SPACE = re.compile(r"(?<=\A[\[【(（])\s+|\s+(?=[\]】)）]\Z)")
_BYLINE = re.compile(r"\S{0,8}?(?P<credit>(?:记者|通讯员)[\s:：]\s?\S)")
_DOING = re.compile(r"\s(?:文|摄|报道|整理)\Z")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_AGO = re.compile(r"(?<!\d)\d{1,2}\s?(?:分钟|小时|天|周|个月|年)前|昨天\s?\d\d:")
_SIZES = re.compile(r"\s?大\s{1,3}中\s{1,3}小.{0,20}\Z")
_DAY = r"20\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}日?"
_COLOPHON = re.compile(
    rf"[【\[(（〔]\s?{_DAY}(?:\s\d\d:\d\d)?\s?(?P<medium>[^】\])）〕\s]{{2,20}})\s?[】\])）〕]"
    r"(?:\s?@?\s?https?://[\w./?=&-]{1,200})?"
)
_DATED_BYLINE = re.compile(
    rf"(?:[【\[(（〔][^】\])）〕，。；]{{0,30}}?(?P<date>{_DAY})[^】\])）〕，。；]{{0,20}}?"
    r"(?:讯|訊|电|電|报道|報道|报导|報導)[】\])）〕]"
    rf"|(?!据|根据|據|根據)[^，。；：“”\s]{{2,20}}(?P<of_agency>{_DAY})(?:电|電|讯|訊)(?![话影视報报]))"
)
_BAR = re.compile(r"(?P<label>\w[\w\s]{0,8}?)\s?[|｜丨/]\s?(?=\S)")
_LONGEST_LINE, _LONGEST_HEADER, _LONGEST_SOURCE, _LONGEST_BYLINE = 300, 80, 20, 40
_LONGEST_COUNTER, _LONGEST_REMARK, _FARTHEST_SOURCE = 4, 8, 4
_ABOVE_HEADLINE, _WITHOUT_HEADLINE, _BEFORE = 6, 12, 10
#: Several rules ask the same of a line: the answers for the lines of a page or two.
_REMEMBERED = 512


@lru_cache(maxsize=_REMEMBERED)
def _folded(text: str) -> str:
    return fold(text)


def is_of_title(text: str, title: str) -> bool:
    """Tell a line that is a part of the browser's title; ``title`` is folded."""
    return SHORTEST_HEADLINE <= len(text) <= len(title) + _LONGEST_REMARK and _folded(text) in title


def is_title(text: str, title: str, *, whole: bool = False) -> bool:
    """Tell a line with which the browser's title begins or ends; ``title`` is folded.

    Where it must be the ``whole`` headline, the title does not go on in the middle of its words.

    >>> is_title("渭水新区办公室", "渭水新区办公室关于共建的通知-某网")
    True
    >>> is_title("渭水新区办公室", "渭水新区办公室关于共建的通知-某网", whole=True)
    False
    """
    if len(text) > 2 * len(title):
        return False
    folded = _folded(text)
    if len(folded) < SHORTEST_HEADLINE:
        return False
    begins, ends = title.startswith(folded), title.endswith(folded)
    if not whole:
        return begins or ends
    next_to = (title[len(folded) :][:1] if begins else "-", title[: -len(folded)][-1:] if ends else "-")
    return (begins or ends) and not any(character.isalnum() for character in next_to)


@lru_cache(maxsize=_REMEMBERED)
def is_imprint(text: str) -> bool:
    """Tell a line that begins with the page's source or date: it is no text, wherever it stands.

    >>> is_imprint("来源：渭水日报 2024-03-05"), is_imprint("时间：2024年3月5日9:00")
    (True, False)
    >>> is_imprint("发布者：宣传部 发布时间：2024-03-05")
    True
    """
    labels = parse_labels(text) if len(text) <= _LONGEST_HEADER else []
    if not labels or labels[0].start > 1:
        return False
    dated = any(_is_published(text, found) for found in labels) and not count_marks(text)
    return dated or labels[0].field == "source"


def _is_published(text: str, found: Labelled) -> bool:
    """Tell the page's own date from the time of what it announces."""
    when = text.startswith(WHEN, found.start)
    return found.field == "published" and not when and PUBLISHED.match(found.value) is not None


def is_sure(text: str) -> bool:
    """Tell a line that is of the header whatever stands above it: it is an imprint, or begins with a time."""
    date = PUBLISHED.match(text) if len(text) <= _LONGEST_HEADER else None
    return is_imprint(text) or (date is not None and date["hour"] is not None and not count_marks(text))


def is_surest(text: str) -> bool:
    """Tell a line that is of the header even with a summary above it: it has a time, and a label besides.

    >>> is_surest("李明 2021/04/02 17:28 来源：渭水日报"), is_surest("2021年4月2日14:00 报到")
    (True, False)
    """
    date = PUBLISHED.search(text) if len(text) <= _LONGEST_HEADER else None
    if date is None or date["hour"] is None or count_marks(text):
        return False
    return any(found.field in ("source", "views") or _is_published(text, found) for found in parse_labels(text))


@lru_cache(maxsize=_REMEMBERED)
def is_of_header(text: str) -> bool:
    """Tell the line with date, source and buttons from the first of the text."""
    if is_button(text):
        return True
    if len(text) > _LONGEST_HEADER:
        return False
    labels = parse_labels(text)
    if is_imprint(text) or is_surest(text):
        return True
    if labels and labels[0].field == "ignored" and labels[0].start <= 1:
        return not is_summary(text)
    if parse_credits(text):
        return False
    if labels and labels[0].field in ("published", "views", "section"):
        return labels[0].start <= 1 or _date_of(text) is not None
    date = PUBLISHED.search(_SPLIT_DATE.sub(_DASHES, text))
    if date is None and _AGO.search(text) and len(text) <= _LONGEST_SOURCE * 2 and not count_marks(text):
        return True
    if date is None:
        return _CLOCK.search(text) is not None and len(text) <= _LONGEST_SOURCE * 2 and not count_marks(text)
    if count_marks(text):
        return False
    if text.startswith(("（", "(")) and len(text) > len(date[0]) + _LONGEST_REMARK and not is_issue(text):
        return False  # `（2024年3月5日省政府第六次常务会议通过）`
    behind_name = date["hour"] is not None and date.end() >= len(text) and len(text) <= _LONGEST_SOURCE * 2
    return date.start() < 10 or behind_name or is_issue(text)


def is_dateline(text: str) -> bool:
    """Tell a line below the text that has its time: ``posted @ 2024-03-05 08:12 阅读(12)``."""
    if colophon(text) is not None:
        return True
    date = PUBLISHED.search(text) if len(text) <= _LONGEST_BYLINE * 2 and not count_marks(text) else None
    return date is not None and date["hour"] is not None and len(text) - len(date[0]) <= _LONGEST_BYLINE


def colophon(text: str) -> str | None:
    """Return the medium of the line that some print below a text, in brackets with the day; an address may follow.

    >>> colophon("【2024/03/05 渭水日报】@ http://www.example.cn/"), colophon("（2024年3月5日通过）")
    ('渭水日报', None)
    """
    match = _COLOPHON.fullmatch(text)
    return match["medium"] if match and pattern(MEDIUM).search(match["medium"]) else None


def byline_date(text: str) -> str | None:
    """Return the date with which a text begins, in the brackets or the agency's words that say who reports.

    >>> byline_date("（记者 李明 2024年3月5日 渭水报道）两校签约。"), byline_date("【渭声2024年03月05日讯】两校签约。")
    ('2024-03-05', '2024-03-05')
    >>> byline_date("据渭水社2024年3月5日电，两校签约。"), byline_date("（2024年3月5日，渭水）")
    (None, None)
    """
    match = _DATED_BYLINE.match(text)
    return parse_published(match["date"] or match["of_agency"]) if match else None


def is_remark(text: str) -> bool:
    """Tell a line below a notice that says where to turn to; some of its labels are ignored in a header.

    >>> is_remark("地址：西安市丈八五路10号"), is_remark("打印 关闭")
    (True, False)
    """
    labels = [] if is_button(text) else parse_labels(text)
    return bool(labels) and labels[0].field == "ignored" and bool(labels[0].value)


def is_issue(text: str) -> bool:
    """Tell the line that names the newspaper, its day and page.

    >>> is_issue("《人民日报》（2021年03月12日 第 06 版）"), is_issue("2021年修订版")
    (True, False)
    """
    date = PUBLISHED.search(text) if text.rstrip("）)】 ").endswith("版") and len(text) <= _LONGEST_HEADER else None
    return date is not None and _ISSUE.match(text, date.end()) is not None


def is_counter(text: str) -> bool:
    """Tell a line of a few signs without a letter: how many liked, a page's number, a rule."""
    return len(text) <= _LONGEST_COUNTER and not any(map(str.isalpha, text))


def is_empty_credit(text: str) -> bool:
    """Tell a label behind which nobody is named.

    >>> is_empty_credit("责任编辑："), is_empty_credit("(编辑：SN054)"), is_empty_credit("编辑：张三")
    (True, True, False)
    """
    labels = parse_labels(text) if len(text) <= _LONGEST_SOURCE else []
    credited = bool(labels) and labels[0].start <= 1 and labels[0].field.startswith("credit:")
    return credited and not any(_CHINESE.search(found.value) for found in labels)


@lru_cache(maxsize=_REMEMBERED)
def as_credit(text: str) -> str | None:
    """Return a line that names who wrote or edited in the form of a credit, or None for any other line.

    >>> as_credit("渭水日报记者 张三"), as_credit("编辑 | 李四"), as_credit("[ 责编：李四 ]"), as_credit("记者来到现场")
    ('（记者 张三）', '编辑：李四', '[责编：李四]', None)
    >>> as_credit("编辑 李四 校对 王五")
    '（编辑 李四 校对 王五）'
    """
    text = with_colon(_BRACKET_SPACE.sub("", text))
    if parse_credits(text):
        return text
    if len(text) > _LONGEST_BYLINE or " " not in text or count_marks(text):
        return None
    byline = _BYLINE.match(text)
    loose = f"（{_DOING.sub('', text[byline.start('credit') :]) if byline else text}）"
    return loose if (byline or text.split()[0] in fields()) and parse_credits(loose) else None


def with_colon(text: str) -> str:
    """Return a line whose label has a bar behind it with a colon there.

    >>> with_colon("来源丨渭水日报"), with_colon("甲校丨乙校")
    ('来源：渭水日报', '甲校丨乙校')
    """
    match = _BAR.match(text) if len(text) <= _LONGEST_HEADER else None
    if match is None or match["label"].replace(" ", "") not in fields():
        return text
    return f"{match['label']}：{text[match.end() :]}"


def credit_lines(below: list[Line]) -> list[Line]:
    """Return the lines near the end of the text that say who edited it; buttons may stand between."""
    credits: list[str] = []
    for line in below[:FARTHEST_CREDIT]:
        credit = as_credit(line.text)
        credits += [credit] if credit else _labelled_credits(line.text, parse_labels(line.text))
    return [Line(credit) for credit in credits]


def header_lines(above: list[Line], below: list[Line], title: str) -> list[Line]:
    """Return what stands between headline and text as labelled lines: date, source, authors."""
    above = [line for line in above if 0 < len(line.text) <= _LONGEST_LINE]
    lines = [with_colon(line.text) for line in above]
    headline = next((n for n in range(len(lines) - 1, -1, -1) if is_title(lines[n], title)), None)
    if headline is None:
        zone = lines[-_WITHOUT_HEADLINE:]
    else:  # some print the date above the headline
        before = [line for line, read in zip(lines[:headline], above, strict=False) if not _leads_elsewhere(read)]
        zone = [*lines[headline + 1 :][-2 * _WITHOUT_HEADLINE :], "", *before[-_ABOVE_HEADLINE:]]
    text = _SPLIT_DATE.sub(_DASHES, "\n".join(zone))
    named = headline is not None
    ending = [with_colon(line.text) for line in below[:FARTHEST_CREDIT]]
    end, nearest = "\n".join(ending), "\n".join(ending[:_FARTHEST_SOURCE])
    published = _date_of(text) or _date_of(end, labelled=True)
    if published is None and below and is_dateline(below[0].text):
        published = _date_of(below[0].text)
    labels = parse_labels(text)
    source = (
        _labelled_source(text, labels)
        or _bare_source(text, named=named)
        or next(filter(None, map(colophon, ending[:_FARTHEST_SOURCE])), None)
        or _labelled_source(nearest, [found for found in parse_labels(nearest) if len(found.value) <= _LONGEST_SOURCE])
    )
    found = (("发布时间", published), (CHANGED, None if published else _date_of(text, changed=True)), ("来源", source))
    header = [Line(f"{label}：{value}") for label, value in found if value]
    return header + [Line(credit) for credit in _labelled_credits(text, labels)]


def _leads_elsewhere(line: Line) -> bool:
    return is_button(line.text) or is_linked(line)


def _labelled_credits(text: str, labels: list[Labelled]) -> list[str]:
    credited = [found for found in labels if found.field.startswith("credit:") and found.value]
    credits = (text[found.start : found.end].split("\n")[0].strip() for found in credited)
    return [credit for credit in credits if parse_credits(credit)]


def _date_of(text: str, *, labelled: bool = False, changed: bool = False) -> str | None:
    """Return the first date of ``text`` that has a time, else the first: of the publication, or of the last change."""
    if labelled:
        text = "\n".join(found.value for found in parse_labels(text) if found.field == "published")
    dates = [
        date
        for match in PUBLISHED.finditer(text)
        if (date := parse_published(match[0]))
        and changed is bool(_of_change().search(text, max(match.start() - _BEFORE, 0), match.start()))
    ]
    return max(dates, key=lambda date: len(date) > 10, default=None)


@cache
def _of_change() -> re.Pattern[str]:
    words = alternation(word for kind, word in rows("page_dates.tsv") if kind == "later")
    return re.compile(rf"(?:{words})(?:时\s?间|時間|日期|于|於)?\W*\Z")


def _labelled_source(text: str, labels: list[Labelled]) -> str | None:
    for found in labels:
        if found.field == "source":
            value = _SIZES.sub("", found.value or text[found.end :].lstrip("\n").split("\n", 1)[0])
            words = list(takewhile(lambda word: not is_button(word), value.split()))
            value = words[0] if words and pattern(MEDIUM).search(words[0]) else " ".join(words)
            value = pattern(GLUED).sub("", value)
            if value and (found.value or (len(value) <= _LONGEST_SOURCE and not parse_labels(value))):
                return value
    return None


def _bare_source(text: str, *, named: bool) -> str | None:
    """Return the name of a medium that stands beside the date, without a label; without a date, below the headline."""
    lines = text.split("\n")
    dated = next((number for number, line in enumerate(lines) if PUBLISHED.search(line)), None)
    if dated is None and not named:
        return None
    dated = dated or 0
    below = takewhile(bool, lines[dated : dated + 3])
    near = "\n".join([*below, *lines[max(dated - 1, 0) : dated]])
    for found in reversed(parse_labels(near)):
        end = found.value_at if found.field == "published" else found.end
        near = f"{near[: found.start]} {near[end:]}"
    words = (word for word in _BETWEEN.split(PUBLISHED.sub(" ", near)) if 2 < len(word) <= _LONGEST_SOURCE)
    return next((word for word in words if pattern(MEDIUM).search(word) and not is_button(word)), None)
