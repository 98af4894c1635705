"""Read pages that no layout fits: news sites of any make.

An article is where the sentences are. Its marks (，。) count for a part of the page, its links against it (symbol and
link density: Sun et al. 2011, CETD; GNE), and the part with the largest sum holds the text; the run of lines with the
largest sum in it is the text (maximum subsequence segmentation: Pasternack & Roth 2009). One walk, and no thresholds
that a short report or a wide frame could miss. Where that finds nothing, trafilatura (Barbaresi 2021) has a look.
"""

from __future__ import annotations

import copy
import re
from itertools import takewhile

from lxml import etree
from lxml.html import HtmlElement

from xjtunews.language.breadcrumbs import is_breadcrumb
from xjtunews.language.credits import parse_credits
from xjtunews.language.dates import PUBLISHED, parse_published
from xjtunews.language.labels import Labelled, parse_labels
from xjtunews.language.text import clean_line, fold
from xjtunews.sites.blocks import Blocks, Line, read_blocks
from xjtunews.sites.furniture import BRACKETED, GLUED, MEDIUM, NOTICE, RELATED, is_button, pattern
from xjtunews.sites.layout import Layout
from xjtunews.sites.listings import is_linked, is_listing
from xjtunews.sites.page import Page
from xjtunews.sites.weights import count_marks, heaviest_run, line_worth, text_worth

#: Less text than this is a notice on an empty page, not an article.
_SHORTEST = 60
#: A heading of fewer characters is the name of a site or column: a browser's title can begin with that, too.
_SHORTEST_HEADLINE = 6

_LOWER = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_META = f"//meta[contains('|{{}}|', concat('|', {_LOWER.format('@name | @property | @itemprop')}, '|'))]/@content"
_SOURCE = _META.format("source|contentsource|mediaid|article:source|og:article:source")
_HEADING = (
    "//*[self::div or self::p or self::span or self::td or self::h2 or self::h3 or self::h4 or self::strong]"
    "[contains({0}, 'title') or contains({0}, 'headline') or contains({0}, 'biaoti') or contains({0}, '-tit')]"
).format(_LOWER.format("concat(@class, ' ', @id)"))
_LONG_ENOUGH = f"[string-length(normalize-space()) >= {_SHORTEST_HEADLINE}]"
_SHORT_TITLE = "/html[string-length(head/title) < 500]/body"  # asked once: what follows compares every text with it
# The browser's title begins with the headline, and what follows is no part of a word:
# `西安交通大学` is not the headline of `西安交通大学召开会议`.
_WHOLE = (
    "[string-length(normalize-space()) > 1][starts-with(normalize-space(/html/head/title), normalize-space())]"
    "[contains(' -_|–—－｜', substring(normalize-space(/html/head/title), string-length(normalize-space()) + 1, 1))]"
)
GENERIC = Layout(
    name="generic",
    title=(
        f"{_SHORT_TITLE}//h1{_WHOLE}",
        f"{_SHORT_TITLE}{_HEADING}{_WHOLE}",
        f"{_SHORT_TITLE}//text()[not(parent::a or parent::script or parent::style)]{_LONG_ENOUGH}{_WHOLE}",
        _META.format("og:title|articletitle|twitter:title|headline"),
        f"//h1{_LONG_ENOUGH}",
    ),
    published=(
        _META.format("article:published_time|og:release_date|datepublished|og:published_time"),
        _META.format("pubdate|publishdate|publish_date|publish-date|pubtime|publishtime|dc.date|dc.date.issued"),
        _META.format("weibo: article:create_at|apub:time|bytedance:published_time|date"),
        "substring-after(//script[contains(@type, 'ld+json')][contains(., 'datePublished')], 'datePublished')",
        "substring-after(//script[contains(@type, 'ld+json')][contains(., 'pubDate')], 'pubDate')",
        "//time/@datetime",
        f"//*[contains({_LOWER.format('concat(@class, @id)')}, 'pubtime')]",
    ),
    source=(
        f"substring-after({_SOURCE}, '来源：')",
        _SOURCE,
        "//*[self::span or self::a or self::p or self::em][contains(@class, 'source')][string-length() < 20]",
        _META.format("article:author"),
    ),
    site_name=(_META.format("og:site_name|sitename|application-name"),),
)

#: What names of classes say of a part, however often a site rewrites its pages.
_TEXT_CLASS = re.compile(r"article|content|detail|editor|zoom|endtext|zhengwen|neirong|text_?con|artibody|mainbody")
_ASIDE_CLASS = re.compile(
    r"foot|copyright|comment|(?<![a-z])side|relat|recommend|hot|rank|tuijian|pinglun|disclaim|shengming|statement|login|popup"
)
_PARTS = frozenset(("article", "body", "center", "dd", "div", "form", "main", "section", "td"))
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "select", "option", "textarea", "button", "iframe", "object", "embed")
)
_CAPTION = re.compile(r"(?<![\w-])caption(?![\w-])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FEWEST_MARKS = 2
#: A headline that is a link may have a mark in it, but rarely ends with one of these.
_ENDS = ("。", "；", "”")
#: Where a notice says when something takes place, it uses words that elsewhere label the page's date.
_WHEN = ("时间", "日期")
_BOX = re.compile(r"推荐|热门|热点|热文|排行|精彩|更多|猜你喜欢|专题|相关|最新|关注|阅读|视频|广告")
#: A date that is set as a calendar leaf: ``2023 11/ 17 20:52``.
_SPLIT_DATE = re.compile(r"(?<!\d)(20\d\d)\s*(\d\d)\s?/\s?(\d\d)\s*(?=\d\d:|\s|\Z)")
_DASHES = r"\1-\2-\3 "
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[-/月]\d{1,2}日?\s{0,3}\d{1,2}[:：]\d\d")
_BETWEEN = re.compile(r"[\s|｜丨/]+")
_BRACKET_SPACE = re.compile(r"(?<=\A[\[【(（])\s+|\s+(?=[\]】)）]\Z)")
_LONGEST_LINE, _LONGEST_HEADER, _LONGEST_SOURCE, _FARTHEST_CREDIT = 300, 80, 20, 12
_PAGES = re.compile(r"(?:[【\[]\d{1,3}[】\]]\s?)+")
_LONGEST_COUNTER = 4
_ABOVE_HEADLINE, _WITHOUT_HEADLINE, _HEADLINE_DEPTH = 5, 12, 8


def read_text(page: Page) -> Blocks | None:
    """Return the article's lines, its date and source as labelled ones before them; None where there is no article."""
    try:
        return _read_densest(page) or _read_with_trafilatura(page)
    except _ListingError:
        return None


class _ListingError(Exception):
    """Say that the sentences of a page are the leads of many articles. Raised and caught here."""


def _read_with_trafilatura(page: Page) -> Blocks | None:
    from trafilatura import extract  # half a second, and most crawls never need it

    text = extract(page.text, include_comments=False, include_tables=True, favor_precision=True)
    lines = [Line(clean_line(line)) for line in (text or "").splitlines() if line.strip()]
    lines = [line for line in lines if not pattern(NOTICE).search(line.text)]
    if sum(len(line.text) for line in lines) < _SHORTEST or sum(map(line_worth, lines)) < _FEWEST_MARKS:
        return None
    around = read_blocks(page.root).lines
    return None if is_listing(around) else Blocks(_header(around, [], fold(page.browser_title or "")) + lines)


def _read_densest(page: Page) -> Blocks | None:
    body = page.root.find(".//body")
    if body is None:
        return None
    body = copy.deepcopy(body)  # the page's own tree must stay as it is: others read it after us
    _empty_hidden(body)
    container = _densest_part(body)
    if container is None:
        return None
    title = fold(page.browser_title or "")
    inside, around = read_blocks(container), read_blocks(body, skip=container)
    first, last = _widest(inside.lines, *heaviest_run(inside.lines), title)
    if is_listing(inside.lines[first:last]):
        raise _ListingError
    text = _without_furniture(inside.lines[first:last])
    above = around.lines[: around.skipped_at] + inside.lines[:first]
    enough = _SHORTEST / 2 if any(_is_title(line.text, title) for line in above) else _SHORTEST
    if sum(len(line.text) for line in text) < enough:
        return None
    below = inside.lines[last:] + around.lines[around.skipped_at :]
    media = [medium for medium in inside.media if first <= medium.place <= last]
    return Blocks(_header(above, below, title) + text + _credit_lines(below), inside.images, media=media)


def _empty_hidden(body: HtmlElement) -> None:
    """Empty captions, and what a reader never sees; but where most of the text is hidden, a script will show it."""
    captions: list[HtmlElement] = []
    hidden: list[HtmlElement] = []
    walk = etree.iterwalk(body, events=("start",))
    for _, node in walk:
        if node.tag == "figcaption" or _CAPTION.search(node.get("class") or ""):
            captions.append(node)
            walk.skip_subtree()
        elif node is not body and _HIDDEN.search(node.get("style") or ""):
            hidden.append(node)
            walk.skip_subtree()
    counts = [count_marks("".join(node.itertext())) for node in hidden]
    total = count_marks("".join(body.itertext())) if hidden else 0
    for node in captions + [node for node, count in zip(hidden, counts, strict=True) if count * 2 <= total]:
        node.clear(keep_tail=True)  # the empty element still ends a line


def _densest_part(body: HtmlElement) -> HtmlElement | None:
    """Return the part of the page with the most marks less links; a wider one must have a mark more than it."""
    best: HtmlElement | None = None
    worth, most = 0.0, float(_FEWEST_MARKS)
    before: list[float] = []
    linked: list[bool] = []  # for each link that is open: has it text?
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if tag in _SILENT:
                walk.skip_subtree()
                continue
            before.append(worth)
            if tag == "a" and node.get("href"):  # one without may be a mark that nobody closed
                linked.append(False)
            text = node.text
        else:
            if event == "end" and tag not in _SILENT:
                sum_before = before.pop()
                if tag == "a" and node.get("href"):
                    worth -= linked.pop()
                elif tag in _PARTS:
                    weighed = (worth - sum_before) * _class_weight(node)
                    if weighed > most + (best is not None):
                        best, most = node, weighed
            text = node.tail if node is not body else None
        if text and not text.isspace():
            if linked:
                linked[-1] = True
            else:
                worth += text_worth(text)
    return best


def _class_weight(node: HtmlElement) -> float:
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}".lower()
    if _ASIDE_CLASS.search(names) and node.tag != "body":
        return 0.3
    return 1.2 if node.tag == "article" or _TEXT_CLASS.search(names) else 1.0


def _widest(lines: list[Line], first: int, last: int, title: str) -> tuple[int, int]:
    """Widen a run of sentences by the lines without a mark that belong to it: subheadings, verses, names, tables.

    The headline and what is printed below it stay outside.
    """
    for number in range(min(first + _HEADLINE_DEPTH, last) - 1, first - 1, -1):
        below = lines[number + 1 : number + 5]
        if _is_title(lines[number].text, title) and (number == first or any(map(_is_of_header, below))):
            first = number + 1
            break
    while first < last and (not lines[first].text or _is_of_header(lines[first])):
        first += 1
    while first < last and _is_imprint(lines[last - 1].text):
        last -= 1
    while first > 0 and _belongs(lines[first - 1], title):
        first -= 1
    while last < len(lines) and _belongs(lines[last], title, below=True):
        last += 1
    return first, last


def _belongs(line: Line, title: str, *, below: bool = False) -> bool:
    text = line.text
    if not text:
        return True  # a picture with a link
    if _PAGES.fullmatch(text) or (len(text) <= _LONGEST_COUNTER and not any(map(str.isalpha, text))):
        return False
    date = PUBLISHED.fullmatch(text) if below else None  # the day that a notice is signed on, not the page's own time
    signed = date is not None and date["hour"] is None
    return not (
        is_linked(line)
        or pattern(NOTICE).search(text)
        or is_button(text)
        or (_is_of_header(line) and not (signed or (below and text.startswith(_WHEN))))
        or is_breadcrumb(text)
        or _is_title(text, title)
    )


def _is_title(text: str, title: str) -> bool:
    folded = fold(text)
    return len(folded) >= _SHORTEST_HEADLINE and (title.startswith(folded) or title.endswith(folded))


def _is_imprint(text: str) -> bool:
    """Tell a line that begins with the page's source or date: it is no text, wherever it stands."""
    labels = parse_labels(text) if len(text) <= _LONGEST_HEADER else []
    if not labels or labels[0].start > 1:
        return False
    dated = (
        labels[0].field == "published" and not text.startswith(_WHEN) and PUBLISHED.match(labels[0].value) is not None
    )
    return dated or labels[0].field == "source"


def _is_of_header(line: Line) -> bool:
    """Tell the line with date, source and buttons from the first of the text."""
    text = line.text
    if is_button(text):
        return True
    if len(text) > _LONGEST_HEADER:
        return False
    labels = parse_labels(text)
    if _is_imprint(text) or (labels and labels[0].field == "ignored" and labels[0].start <= 1):
        return True
    if parse_credits(text):
        return False
    if labels and labels[0].field in ("published", "views", "section"):
        return labels[0].start <= 1 or _date_of(text) is not None
    date = PUBLISHED.search(_SPLIT_DATE.sub(_DASHES, text))
    if date is None:
        return _CLOCK.search(text) is not None and len(text) <= _LONGEST_SOURCE * 2 and not count_marks(text)
    return date.start() < 10 and not count_marks(text)


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Leave out buttons and lists of links between the paragraphs, but not links that an editor chose as related."""
    kept: list[Line] = []
    related = False
    for line in lines:
        if line.text and pattern(RELATED).match(line.text):
            related = True
        elif line.text and (is_button(line.text) or (is_linked(line) and not line.text.endswith(_ENDS))):
            if not related or not line.anchors:
                if len(kept) > 1 and len(kept[-1].text) <= 10 and _BOX.search(kept[-1].text):
                    kept.pop()
                continue
        elif line.text:
            related = False
            line = Line(pattern(BRACKETED).sub("", line.text).strip(), line.anchors, line.place)
        kept.append(line)
    return kept


def _credit_lines(below: list[Line]) -> list[Line]:
    """Return the lines near the end of the text that say who edited it; buttons may stand between."""
    texts = [_BRACKET_SPACE.sub("", line.text) for line in below[:_FARTHEST_CREDIT]]
    return [Line(text) for text in texts if parse_credits(text)]


def _header(above: list[Line], below: list[Line], title: str) -> list[Line]:
    """Return what stands between headline and text as labelled lines: date, source, authors."""
    lines = [line.text for line in above if 0 < len(line.text) <= _LONGEST_LINE]
    headline = next((n for n in range(len(lines) - 1, -1, -1) if _is_title(lines[n], title)), None)
    if headline is None:
        zone = lines[-_WITHOUT_HEADLINE:]
    else:  # some print the date above the headline
        zone = lines[headline + 1 :][-2 * _WITHOUT_HEADLINE :] + lines[max(headline - _ABOVE_HEADLINE, 0) : headline]
    text = _SPLIT_DATE.sub(_DASHES, "\n".join(zone))
    published = _date_of(text) or _date_of("\n".join(line.text for line in below[:_FARTHEST_CREDIT]), labelled=True)
    labels = parse_labels(text)
    source = _labelled_source(text, labels) or _bare_source(text)
    header = [Line(f"{label}：{value}") for label, value in (("发布时间", published), ("来源", source)) if value]
    credited = [found for found in labels if found.field.startswith("credit:") and found.value]
    credits = (text[found.start : found.end].split("\n")[0].strip() for found in credited)
    return header + [Line(credit) for credit in credits if parse_credits(credit)]


def _date_of(text: str, *, labelled: bool = False) -> str | None:
    """Return the first date of ``text`` that has a time, else the first."""
    if labelled:
        text = "\n".join(found.value for found in parse_labels(text) if found.field == "published")
    dates = [date for match in PUBLISHED.finditer(text) if (date := parse_published(match[0]))]
    return max(dates, key=lambda date: len(date) > 10, default=None)


def _labelled_source(text: str, labels: list[Labelled]) -> str | None:
    for found in labels:
        if found.field == "source":
            value = found.value or text[found.end :].lstrip("\n").split("\n", 1)[0]
            words = list(takewhile(lambda word: not is_button(word), value.split()))
            value = words[0] if words and pattern(MEDIUM).search(words[0]) else " ".join(words)
            value = pattern(GLUED).sub("", value)
            if value and (found.value or (len(value) <= _LONGEST_SOURCE and not parse_labels(value))):
                return value
    return None


def _bare_source(text: str) -> str | None:
    """Return the name of a medium that stands beside the date, without a label."""
    lines = text.split("\n")
    dated = next((number for number, line in enumerate(lines) if PUBLISHED.search(line)), None)
    if dated is None:
        return None
    near = " ".join(lines[dated : dated + 3] + lines[max(dated - 1, 0) : dated])
    words = (word for word in _BETWEEN.split(PUBLISHED.sub(" ", near)) if 2 < len(word) <= _LONGEST_SOURCE)
    return next((word for word in words if pattern(MEDIUM).search(word) and not is_button(word)), None)
