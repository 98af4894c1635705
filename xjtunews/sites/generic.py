"""Read pages that no layout fits: news sites of any make.

An article is where the sentences are. Its marks (，。) count for a part of the page, its links against it (symbol and
link density: Sun et al. 2011, CETD; GNE), and the part with the largest sum holds the text; the run of lines with the
largest sum in it is the text (maximum subsequence segmentation: Pasternack & Roth 2009). One walk, and no thresholds
that a short report or a wide frame could miss. Where that finds nothing, trafilatura (Barbaresi 2021) has a look.
"""

from __future__ import annotations

import copy
import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from xjtunews.language.breadcrumbs import is_breadcrumb
from xjtunews.language.dates import PUBLISHED, parse_published
from xjtunews.language.text import clean_line, fold
from xjtunews.sites.blocks import Blocks, Line, read_blocks
from xjtunews.sites.furniture import BRACKETED, NOTICE, RELATED, is_button, is_label, is_tip, pattern, without_control
from xjtunews.sites.layout import Layout
from xjtunews.sites.listings import is_linked, is_listing
from xjtunews.sites.mastheads import (
    CHANGED,
    SHORTEST_HEADLINE,
    WHEN,
    as_credit,
    credit_lines,
    header_lines,
    is_counter,
    is_dateline,
    is_empty_credit,
    is_imprint,
    is_issue,
    is_of_header,
    is_of_title,
    is_remark,
    is_sure,
    is_surest,
    is_title,
)
from xjtunews.sites.media import Embedded, is_credited, is_owned
from xjtunews.sites.page import Page
from xjtunews.sites.shown import empty_hidden, show_texts
from xjtunews.sites.summaries import summary_above, without_summary
from xjtunews.sites.weights import count_marks, heaviest_run, line_worth, text_worth

#: Less text than this is a notice on an empty page, not an article.
_SHORTEST = 60

_LOWER = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_META = f"//meta[contains('|{{}}|', concat('|', {_LOWER.format('@name | @property | @itemprop')}, '|'))]/@content"
_SOURCE = _META.format("source|contentsource|mediaid|article:source|og:article:source")
_PUBLISHED = _META.format("article:published_time|og:release_date|datepublished|og:published_time")
_HEADING = (
    "//*[self::div or self::p or self::span or self::td or self::h2 or self::h3 or self::h4 or self::strong]"
    "[contains({0}, 'title') or contains({0}, 'headline') or contains({0}, 'biaoti') or contains({0}, '-tit')]"
).format(_LOWER.format("concat(@class, ' ', @id)"))
_LONG_ENOUGH = f"[string-length(normalize-space()) >= {SHORTEST_HEADLINE}]"
_SHORT_TITLE = "/html[string-length(head/title) < 500]/body"  # asked once: what follows compares every text with it
# The browser's title begins with the headline, and what follows is no part of a word:
# `西安交通大学` is not the headline of `西安交通大学召开会议`.
_WHOLE = (
    "[string-length(normalize-space()) > 1][starts-with(normalize-space(/html/head/title), normalize-space())]"
    "[contains(' -_|–—－｜│┃', substring(normalize-space(/html/head/title), string-length(normalize-space()) + 1, 1))]"
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
        _PUBLISHED,
        _META.format("pubdate|publishdate|publish_date|publish-date|pubtime|publishtime|dc.date|dc.date.issued"),
        _META.format("weibo: article:create_at|apub:time|bytedance:published_time|date|firstpublishedtime"),
        "substring-after(//script[contains(@type, 'ld+json')][contains(., 'datePublished')], 'datePublished')",
        "substring-after(//script[contains(@type, 'ld+json')][contains(., 'pubDate')], 'pubDate')",
        "//time/@datetime",
        f"//*[contains({_LOWER.format('concat(@class, @id)')}, 'pubtime')]",
        *(
            f"substring(substring-after(//script[contains(., '{name}')], '{name}'), 1, 32)"
            for name in ("createTime", "publishdate", "publish_time", "publishTime", "pubTime", "pubtime")
        ),
    ),
    source=(
        f"substring-after({_SOURCE}, '来源：')",
        _SOURCE,
        "//*[self::span or self::a or self::p or self::em][contains(@class, 'source')][string-length() < 20]",
        f"{_META.format('article:author')}[not(contains(., '://'))]",
    ),
    site_name=(_META.format("og:site_name|sitename|application-name"),),
)

#: What names of classes say of a part, however often a site rewrites its pages.
_TEXT_CLASS = re.compile(r"article|content|detail|editor|zoom|endtext|zhengwen|neirong|text_?con|artibody|mainbody")
_ASIDE_CLASS = re.compile(
    r"foot|copyright|comment|(?<![a-z])side|relat(?!ive)|recommend|(?<![a-z])hot|rank|tuijian|pinglun|disclaim|shengming"
    r"|statement|login|popup"
)
#: What readers wrote, and the rules for it. That is no text with all its parts, however long.
_COMMENTS = re.compile(r"(?<![a-z])comments?[-_]?(?:list|box|area|rules?|form|policy|(?<=comments))(?![a-z])")
_PARTS = frozenset(("article", "body", "center", "dd", "div", "form", "main", "section", "td"))
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "select", "option", "textarea", "button", "iframe", "object", "embed")
)
_ASIDES = _PARTS | {"aside", "dl", "footer", "ol", "ul"}
#: What a part counts whose name says that it is no text; and what must remain without it for it to be none.
_ASIDE_WEIGHT, _COMMENT_WEIGHT = 0.3, 0.15
_FEWEST_MARKS = 2
#: A headline that is a link may have a mark in it, but rarely ends with one of these.
_ENDS = ("。", "；", "”")
_BOX = re.compile(r"推荐|热门|热点|热文|排行|精彩|更多|猜你喜欢|专题|相关|最新|关注|阅读|视频|广告")
_LONGEST_LEAD, _LONGEST_BOX = 150, 10
_PAGES = re.compile(r"(?:[【\[]\d{1,3}[】\]]\s?)+")
_LINKED_PAGES = re.compile(r"\d{1,3}(?:\s\d{1,3})+")
#: Captions are left out of a text; where they are more of it than this, they are the text.
_MOST_CAPTIONS = 1 / 3
_HEADLINE_DEPTH = 8


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
    return None if is_listing(around) else Blocks(header_lines(around, [], fold(page.browser_title or "")) + lines)


def _read_densest(page: Page) -> Blocks | None:
    body = page.root.find(".//body")
    if body is None:
        return None
    body = copy.deepcopy(body)  # the page's own tree must stay as it is: others read it after us
    show_texts(body)
    captions = empty_hidden(body)
    container = _densest_part(body)
    if container is None:
        return None
    title = fold(page.browser_title or next(iter(page.texts(_META.format("og:title"))), ""))
    inside, around = read_blocks(container), read_blocks(body, skip=container)
    inside.lines = [without_control(line) for line in inside.lines]
    first, last = _widest(inside.lines, *heaviest_run(inside.lines), title)
    if is_listing(inside.lines[first:last]):
        raise _ListingError
    text = _without_captions(inside.lines[first:last], inside.media)
    above = around.lines[: around.skipped_at] + inside.lines[:first]
    text = _without_furniture(summary_above(above, is_sure) + text)
    enough = _SHORTEST / 2 if any(is_title(line.text, title) for line in above) else _SHORTEST
    if sum(len(line.text) for line in text) < enough:
        return None
    below = inside.lines[last:] + around.lines[around.skipped_at :]
    media = [medium for medium in inside.media if first <= medium.place <= last]
    for medium in media:
        medium.caption = medium.caption or captions.get(medium.url)
    header = header_lines(above, below, title)
    if any(line.text.startswith(CHANGED) for line in header) and any(map(parse_published, page.texts(_PUBLISHED))):
        header = [line for line in header if not line.text.startswith(CHANGED)]  # the page knows a better date
    return Blocks(header + text + credit_lines(below), inside.images, media=media)


def _densest_part(body: HtmlElement) -> HtmlElement | None:
    """Return the part of the page with the most marks less links; a wider one must have a mark more than it.

    What in it is no text by its name, comments and the leads of other articles, is moved to the end of the page.
    """
    best: HtmlElement | None = None
    worth, most, inside = 0.0, float(_FEWEST_MARKS), 0.0
    before: list[tuple[float, int, float]] = []
    linked: list[bool] = []  # for each link that is open: has it text?
    asides: list[tuple[HtmlElement, float, int]] = []  # each with its marks, and how many were found before it began
    within = slice(0)
    comments: HtmlElement | None = None  # the outermost that is open
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if tag in _SILENT:
                walk.skip_subtree()
                continue
            weight = _class_weight(node) if tag in _ASIDES else 1.0
            if weight < 1 and comments is None and _COMMENTS.search(_names(node).lower()):
                comments = node
            before.append((worth, len(asides), weight))
            if tag == "a" and node.get("href"):  # one without may be a mark that nobody closed
                linked.append(False)
            text = node.text
        else:
            if event == "end" and tag not in _SILENT:
                above, begun, weight = before.pop()
                own = worth - above
                if tag == "a" and node.get("href"):
                    worth -= linked.pop()
                elif tag in _ASIDES:
                    if node is comments:
                        comments = None
                        own *= _COMMENT_WEIGHT
                        worth = above + own
                    counted = own * (weight if comments is None else _COMMENT_WEIGHT)
                    if tag in _PARTS and counted > most + (best is not None):
                        best, most, inside, within = node, counted, own, slice(begun, len(asides))
                    if weight < 1 and own >= _FEWEST_MARKS:
                        asides.append((node, own, begun))
            text = node.tail if node is not body else None
        if text and not text.isspace():
            if linked:
                linked[-1] = True
            else:
                worth += text_worth(text)
    if best is not None:
        _move_asides(body if best is not body else None, inside, asides[within], within.start)
    return best


def _move_asides(
    body: HtmlElement | None, worth: float, asides: list[tuple[HtmlElement, float, int]], first: int
) -> None:
    """Move the ``asides`` of a part worth ``worth`` to the end of ``body``, where more than they are worth remains.

    An aside in one that was moved goes with it; ``first`` is the number of asides that were found before these.
    """
    number = len(asides) - 1
    while number >= 0:
        node, own, begun = asides[number]
        number -= 1
        if worth - own >= max(_FEWEST_MARKS, _ASIDE_WEIGHT * own):
            worth -= own
            number = begun - first - 1
            node.drop_tree()
            node.tail = None
            if body is not None:
                body.append(node)


def _class_weight(node: HtmlElement) -> float:
    if node.tag in ("aside", "footer"):
        return _ASIDE_WEIGHT
    named = _weight_of(_names(node))
    if node.tag == "body":
        return max(named, 1.0)
    return 1.2 if node.tag == "article" and named == 1 else named


def _names(node: HtmlElement) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}"


@lru_cache(1024)  # the pages of a site have the same names
def _weight_of(names: str) -> float:
    names = names.lower()
    return _ASIDE_WEIGHT if _ASIDE_CLASS.search(names) else 1.2 if _TEXT_CLASS.search(names) else 1.0


def _widest(lines: list[Line], first: int, last: int, title: str) -> tuple[int, int]:
    """Widen a run of sentences by the lines without a mark that belong to it: subheadings, verses, names, tables.

    The headline and what is printed below it stay outside.
    """
    first = _below_header(lines, first, last, title)
    while first < last and (is_imprint(lines[last - 1].text) or is_dateline(lines[last - 1].text)):
        last -= 1
    while first > 0 and _belongs(lines[first - 1], title):
        first -= 1
    signed = False  # behind who signs and when, an address is the site's
    while (
        last < len(lines) and _belongs(lines[last], title, below=True) and not (signed and is_remark(lines[last].text))
    ):
        signed = signed or PUBLISHED.fullmatch(lines[last].text) is not None
        last += 1
    return first, last


def _below_header(lines: list[Line], first: int, last: int, title: str) -> int:
    """Return the number of the first line that is no headline and nothing printed below it."""
    near = range(min(first + _HEADLINE_DEPTH, last) - 1, first - 1, -1)
    for number in near:
        below = lines[number + 1 : number + 5]
        whole = number > first  # an office that signs may be what its headline begins with
        if is_title(lines[number].text, title, whole=whole) and (
            not whole or any(is_of_header(line.text) for line in below)
        ):
            first = number + 1
            break
    for number in near:
        above = [line for line in lines[first:number] if _is_sentence(line)]
        short = sum(len(line.text) for line in above) <= _LONGEST_LEAD and is_surest(lines[number].text)
        if short or (number > first and not above and is_sure(lines[number].text)):
            first = number + 1
            break
    while first < last and _is_header(lines[first].text, title):
        first += 1
    return first


def _is_sentence(line: Line) -> bool:
    return count_marks(line.text) > 0 and not is_of_header(line.text)


def _is_header(text: str, title: str) -> bool:
    """Tell a first line that is no text; a headline may be broken into several."""
    return not text or is_of_title(text, title) or is_counter(text) or is_label(text) or is_of_header(text)


def _belongs(line: Line, title: str, *, below: bool = False) -> bool:
    text = line.text
    if not text:
        return True  # a picture with a link
    if _PAGES.fullmatch(text) or is_counter(text) or is_label(text) or (below and _is_box(text)):
        return False
    if line.anchors and _LINKED_PAGES.fullmatch(text):
        return False
    date = PUBLISHED.fullmatch(text) if below else None  # the day that a notice is signed on, not the page's own time
    signed = date is not None and date["hour"] is None
    kept = below and (signed or text.startswith(WHEN) or is_issue(text) or is_remark(text))
    return not (
        is_linked(line)
        or pattern(NOTICE).search(text)
        or is_button(text)
        or (is_of_header(text) and not kept)
        or is_breadcrumb(text)
        or (
            fold(text) == title if below else is_title(text, title) or is_of_title(text, title)
        )  # who signs is the site
    )


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Leave out buttons and lists of links between the paragraphs, but not links that an editor chose as related."""
    kept: list[Line] = []
    related = False
    lines = without_summary(lines)
    sentences = [number for number, line in enumerate(lines) if count_marks(line.text) and not is_label(line.text)]
    for number, line in enumerate(lines):
        if line.text and pattern(RELATED).match(line.text):
            related = True
        elif line.text and (is_button(line.text) or (is_linked(line) and not line.text.endswith(_ENDS))):
            if not related or not line.anchors:
                if len(kept) > 1 and _is_box(kept[-1].text):
                    kept.pop()
                continue
        elif line.text:
            related = False
            inside = bool(sentences) and sentences[0] < number < sentences[-1]
            if is_tip(line.text) or (not inside and _is_about(line.text)):
                continue
            text = pattern(BRACKETED).sub("", line.text).strip()
            line = Line(as_credit(text) or text, line.anchors, line.place)
        kept.append(line)
    return kept


def _without_captions(lines: list[Line], media: list[Embedded]) -> list[Line]:
    """Leave out the captions that say whose picture it is; and those set apart, unless much of the text is captions."""
    own = {medium.caption_place for medium in media if medium.caption and is_credited(medium.caption)}
    apart = {medium.caption_place for medium in media if medium.caption and medium.apart} - own
    kept = [line for line in lines if line.place not in own and not _is_arrow(line.text)]
    length = sum(len(line.text) for line in kept if line.place in apart)
    if length > _MOST_CAPTIONS * sum(len(line.text) for line in kept):
        return kept
    return [line for line in kept if line.place not in apart]


def _is_arrow(text: str) -> bool:
    """Tell a caption that its picture may stand above or below."""
    return is_owned(text) and is_credited(text[:1])


def _is_box(text: str) -> bool:
    """Tell the word over a list of other articles."""
    return len(text) <= _LONGEST_BOX and _BOX.search(text) is not None and count_marks(text) == 0


def _is_about(text: str) -> bool:
    return is_label(text) or is_empty_credit(text) or is_imprint(text)
