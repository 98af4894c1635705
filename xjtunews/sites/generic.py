"""Read pages that no layout fits: news sites of any make.

An article is where the sentences are. Its marks (，。) count for a part of the page, its links against it (symbol and
link density: Sun et al. 2011, CETD; GNE), and the part with the largest sum holds the text; the run of lines with the
largest sum in it is the text (maximum subsequence segmentation: Pasternack & Roth 2009). One walk, and no thresholds
that a short report or a wide frame could miss. Where that finds nothing, trafilatura (Barbaresi 2021) has a look.
"""

from __future__ import annotations

import copy
import re
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from xjtunews.language.credits import parse_credits
from xjtunews.language.dates import PUBLISHED, parse_published
from xjtunews.language.labels import Labelled, parse_labels
from xjtunews.language.text import clean_line, fold
from xjtunews.language.words import alternation, column, rows
from xjtunews.sites.article_text import is_breadcrumb
from xjtunews.sites.blocks import Blocks, Line, read_blocks
from xjtunews.sites.layout import Layout
from xjtunews.sites.page import Page

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
# The browser's title begins with the headline, and what follows is no part of a word: `西安交通大学` is not the headline
# of `西安交通大学召开会议`.
_WHOLE = (
    f"{_LONG_ENOUGH}[starts-with(normalize-space(/html/head/title), normalize-space())]"
    "[contains(' -_|–—－｜', substring(normalize-space(/html/head/title), string-length(normalize-space()) + 1, 1))]"
)
_BEFORE = (
    f"substring-before(//title[string-length(substring-before(., '{{0}}')) >= {_SHORTEST_HEADLINE}]{{1}}, '{{0}}')"
)

GENERIC = Layout(
    name="generic",
    title=(
        f"//h1{_WHOLE}",
        f"{_HEADING}{_WHOLE}",
        f"//body//text()[not(parent::a or parent::script or parent::style)]{_WHOLE}",
        _META.format("og:title|articletitle|twitter:title|headline"),
        f"//h1{_LONG_ENOUGH}",
        _BEFORE.format("_", ""),  # 标题_频道_网站
        _BEFORE.format("--", "[contains(substring-after(., '--'), '网')]"),  # 标题--频道--网站
        _BEFORE.format("|", ""),
        "//title",
    ),
    published=(
        _META.format("article:published_time|og:release_date|datepublished|og:published_time"),
        _META.format("pubdate|publishdate|publish_date|publish-date|pubtime|publishtime|dc.date|dc.date.issued"),
        _META.format("weibo: article:create_at|apub:time|bytedance:published_time|date"),
        "substring-after(//script[contains(@type, 'ld+json')][contains(., 'datePublished')], 'datePublished')",
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

_MARK = re.compile(r"[，。；！？]|(?<=[\u4e00-\u9fff])[,.;!?]|(?<=[a-z])[,.;!?](?=\s)")
#: What names of classes say of a part, however often a site rewrites its pages.
_TEXT_CLASS = re.compile(r"article|content|detail|editor|zoom|endtext|zhengwen|neirong|text_?con|artibody|mainbody")
_ASIDE_CLASS = re.compile(
    r"foot|copyright|comment|sidebar|relat|recommend|hot|rank|tuijian|pinglun|disclaim|shengming|statement|login|popup"
)
_PARTS = frozenset(("article", "body", "center", "dd", "div", "form", "main", "section", "td"))
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "select", "option", "textarea", "button", "iframe", "object", "embed")
)
_CAPTION = re.compile(r"(?<![\w-])caption(?![\w-])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
#: What a line without a mark, a line of links, and a notice take from the sum, in marks.
_PLAIN, _LINKED, _NOTICE = -0.5, -3.0, -12.0
_FEWEST_MARKS = 2
#: So much text without a mark, the cells of a table or a list of names, counts as much as a mark.
_MARKLESS = 40

_SPLIT_DATE = re.compile(r"(?<!\d)(20\d\d)\s+(\d{1,2})\s?[/.-]\s?(\d{1,2})(?!\d)")
_BETWEEN = re.compile(r"[\s|｜丨/]+")
_BRACKET_SPACE = re.compile(r"(?<=\A[\[【(（])\s+|\s+(?=[\]】)）]\Z)")
_LONGEST_HEADER, _LONGEST_SOURCE, _FARTHEST_CREDIT = 80, 20, 12
_ABOVE_HEADLINE, _WITHOUT_HEADLINE, _HEADLINE_DEPTH = 5, 12, 8


def read_text(page: Page) -> Blocks | None:
    """Return the article's lines, its date and source as labelled ones before them; None where there is no article."""
    return _read_densest(page) or _read_with_trafilatura(page)


def _read_with_trafilatura(page: Page) -> Blocks | None:
    from trafilatura import extract  # half a second, and most crawls never need it

    text = extract(page.text, include_comments=False, include_tables=True, favor_precision=True)
    if text is None or len(text) < _SHORTEST:
        return None
    return Blocks([Line(clean_line(line)) for line in text.splitlines() if line.strip()])


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
    first, last = _widest(inside.lines, *_heaviest_run(inside.lines), title)
    text = _without_furniture(inside.lines[first:last])
    if sum(len(line.text) for line in text) < _SHORTEST:
        return None
    above = around.lines[: around.skipped_at] + inside.lines[:first]
    below = inside.lines[last:] + around.lines[around.skipped_at :]
    return Blocks(_header(above, below, title) + text + _credit_lines(below), inside.images)


def _empty_hidden(body: HtmlElement) -> None:
    """Empty what is no part of the text: captions, and what a reader never sees.

    Where most of the text is hidden it stays: some pages show it with a script.
    """
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
    counts = [_count_marks("".join(node.itertext())) for node in hidden]
    total = _count_marks("".join(body.itertext())) if hidden else 0
    for node in captions + [node for node, count in zip(hidden, counts, strict=True) if count * 2 <= total]:
        node.clear(keep_tail=True)  # the empty element still ends a line


def _densest_part(body: HtmlElement) -> HtmlElement | None:
    """Return the part of the page with the most marks less links; a wider one must have a mark more than it."""
    best: HtmlElement | None = None
    most = float(_FEWEST_MARKS)
    worth = 0.0
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
            if tag == "a":
                linked.append(False)
            text = node.text
        else:
            if event == "end" and tag not in _SILENT:
                sum_before = before.pop()
                if tag == "a":
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
                worth += _text_worth(text)
    return best


def _class_weight(node: HtmlElement) -> float:
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}".lower()
    if _ASIDE_CLASS.search(names) and node.tag != "body":
        return 0.3
    return 1.2 if node.tag == "article" or _TEXT_CLASS.search(names) else 1.0


def _text_worth(text: str) -> float:
    worth = _count_marks(text) + len(text.strip()) / _MARKLESS
    return _PLAIN if _notice().search(text) else worth


def _count_marks(text: str) -> int:
    return len(_MARK.findall(text))


def _line_worth(line: Line) -> float:
    if not line.text:
        return 0
    if _notice().search(line.text):
        return _NOTICE
    if _is_linked(line):
        return _LINKED
    if line.text.endswith(("…", "...")) and line.anchors:
        return _PLAIN  # the beginning of another article
    return _count_marks(line.text) + len(line.text) / _MARKLESS + _PLAIN


def _is_linked(line: Line) -> bool:
    """Tell a line of links from a sentence with a link in it."""
    return sum(len(label) for _, label in line.anchors) * 2 > len(line.text)


def _heaviest_run(lines: list[Line]) -> tuple[int, int]:
    """Return where the lines with the largest sum begin and end."""
    best = (0, 0)
    most = total = 0.0
    start = 0
    for number, line in enumerate(lines):
        if total <= 0:
            start, total = number, 0.0
        total += _line_worth(line)
        if total > most:
            most, best = total, (start, number + 1)
    return best


def _widest(lines: list[Line], first: int, last: int, title: str) -> tuple[int, int]:
    """Widen a run of sentences by the lines without a mark that belong to it: subheadings, verses, names, tables.

    The headline and what is printed below it stay outside.
    """
    for number in range(min(first + _HEADLINE_DEPTH, last) - 1, first - 1, -1):
        if _is_title(lines[number].text, title):
            first = number + 1
            break
    while first < last and (not lines[first].text or _is_of_header(lines[first])):
        first += 1
    while first > 0 and _belongs(lines[first - 1], title):
        first -= 1
    while last < len(lines) and _belongs(lines[last], title):
        last += 1
    return first, last


def _belongs(line: Line, title: str) -> bool:
    text = line.text
    if not text:
        return True  # a picture with a link
    return not (
        _is_linked(line)
        or _notice().search(text)
        or _is_button(text)
        or _is_of_header(line)
        or is_breadcrumb(text)
        or _is_title(text, title)
    )


def _is_title(text: str, title: str) -> bool:
    folded = fold(text)
    return len(folded) >= _SHORTEST_HEADLINE and title.startswith(folded)


def _is_of_header(line: Line) -> bool:
    """Tell the line with date, source and buttons from the first of the text."""
    text = line.text
    if _is_button(text):
        return True
    if len(text) > _LONGEST_HEADER or parse_credits(text):
        return False
    labels = parse_labels(text)
    if labels and labels[0].field in ("published", "source", "views", "section", "ignored"):
        return labels[0].start <= 1 or _date_of(text) is not None
    date = PUBLISHED.search(_join_date(text))
    return date is not None and date.start() < 10 and not _count_marks(text)


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Leave out buttons and lists of links between the paragraphs, but not links that an editor chose as related."""
    kept: list[Line] = []
    related = False
    for line in lines:
        if line.text and _related().match(line.text):
            related = True
        elif line.text and (_is_button(line.text) or (_is_linked(line) and not _count_marks(line.text))):
            if not related or not line.anchors:
                if kept and len(kept) > 1 and _heads_list(kept[-1]):
                    kept.pop()
                continue
        elif line.text:
            related = False
        kept.append(line)
    return kept


def _heads_list(line: Line) -> bool:
    return 0 < len(line.text) <= 10 and _boxes().search(line.text) is not None


def _credit_lines(below: list[Line]) -> list[Line]:
    """Return the lines near the end of the text that say who edited it; buttons may stand between."""
    found = []
    for line in below[:_FARTHEST_CREDIT]:
        text = _BRACKET_SPACE.sub("", line.text)
        if text and parse_credits(text):
            found.append(Line(text))
    return found


def _header(above: list[Line], below: list[Line], title: str) -> list[Line]:
    """Return what stands between headline and text as labelled lines: date, source, authors."""
    lines = [line.text for line in above if line.text]
    headline = next((n for n in range(len(lines) - 1, -1, -1) if _is_title(lines[n], title)), None)
    if headline is None:
        zone = lines[-_WITHOUT_HEADLINE:]
    else:  # some print the date above the headline
        zone = lines[headline + 1 :][-2 * _WITHOUT_HEADLINE :] + lines[max(headline - _ABOVE_HEADLINE, 0) : headline]
    text = _join_date("\n".join(zone))
    published = _date_of(text) or _date_of("\n".join(line.text for line in below[:_FARTHEST_CREDIT]), labelled=True)
    labels = parse_labels(text)
    source = _labelled_source(text, labels) or _bare_source(text)
    header = []
    if published:
        header.append(Line(f"发布时间：{published}"))
    if source:
        header.append(Line(f"来源：{source}"))
    for found in labels:
        credit = text[found.start : found.end].split("\n")[0].strip()
        if found.field.startswith("credit:") and found.value and parse_credits(credit):
            header.append(Line(credit))
    return header


def _date_of(text: str, *, labelled: bool = False) -> str | None:
    """Return the first date of ``text`` that has a time, else the first."""
    if labelled:
        text = "\n".join(found.value for found in parse_labels(text) if found.field == "published")
    dates = [date for match in PUBLISHED.finditer(text) if (date := parse_published(match[0]))]
    return max(dates, key=lambda date: len(date) > 10, default=None)


def _join_date(text: str) -> str:
    """Join a date that is set as a calendar leaf: ``2023 11/ 17 20:52``."""
    return _SPLIT_DATE.sub(r"\1-\2-\3", text)


def _labelled_source(text: str, labels: list[Labelled]) -> str | None:
    for found in labels:
        if found.field == "source":
            value = found.value or text[found.end :].lstrip("\n").split("\n", 1)[0]
            words = []
            for word in value.split():
                if _is_button(word):
                    break
                words.append(word)
            value = " ".join(words)
            if value and (found.value or (len(value) <= _LONGEST_SOURCE and not parse_labels(value))):
                return value
    return None


def _bare_source(text: str) -> str | None:
    """Return the name of a medium that stands beside the date, without a label."""
    lines = text.split("\n")
    dated = [number for number, line in enumerate(lines) if PUBLISHED.search(line)]
    for number in dated[:1]:
        for line in (lines[number], *lines[number + 1 : number + 3], *lines[max(number - 1, 0) : number]):
            for word in _BETWEEN.split(PUBLISHED.sub(" ", line)):
                if 2 < len(word) <= _LONGEST_SOURCE and _medium().search(word) and not _is_button(word):
                    return word
    return None


def _is_button(text: str) -> bool:
    return len(text) <= 40 and _button().fullmatch(text) is not None


def _words(kind: str) -> list[str]:
    return [word for found, word in rows("furniture.txt") if found == kind]


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(alternation(_words("notice")), re.IGNORECASE)


@cache
def _button() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*+(?:(?>{alternation(_words('button'))})[\W_]*+)++", re.IGNORECASE)


@cache
def _medium() -> re.Pattern[str]:
    return re.compile(rf"\A[\w\u4e00-\u9fff《》·-]+(?:{alternation(_words('medium'))})》?\Z")


@cache
def _related() -> re.Pattern[str]:
    return re.compile(rf"[【\[(（]?\s?(?:{alternation(column('related_labels.txt'))})")


@cache
def _boxes() -> re.Pattern[str]:
    return re.compile(r"推荐|热门|热点|热文|排行|精彩|更多|猜你喜欢|专题|相关|最新|关注|阅读|视频|广告")
