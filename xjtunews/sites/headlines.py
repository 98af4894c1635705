"""Find the headline where the browser's title does not begin with it, but names the site or the column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, takewhile

from lxml.html import HtmlElement

from xjtunews.language.breadcrumbs import is_breadcrumb
from xjtunews.language.dates import PUBLISHED, parse_published
from xjtunews.language.labels import parse_labels
from xjtunews.language.text import fold
from xjtunews.language.titles import drop_names, printed_part, strip_site_name, title_parts
from xjtunews.sites.addresses import content_match
from xjtunews.sites.blocks import line_text, read_blocks
from xjtunews.sites.furniture import is_button
from xjtunews.sites.headers import is_article_form
from xjtunews.sites.layout import Layout
from xjtunews.sites.page import Page

_HEADINGS = "self::h1 or self::h2 or self::h3 or self::h4 or self::h5"
_TITLED = "contains(@class, 'tit') or contains(@class, 'Tit') or contains(@class, 'bt') or contains(@class, 'biaoti')"
_BEFORE = f"preceding::*[{_HEADINGS} or {_TITLED}]"
_ANYWHERE = f"(//body//*[{_HEADINGS} or {_TITLED}])[position() <= 60]"
_TITLE_CELL = "preceding::*[starts-with(@class, 'titlestyle')][1]"
_TAGS = ("h1", "h2", "h3", "h4", "h5")
_TEXTS = "//body//text()[not(parent::a or parent::script or parent::style)]"
#: The name of a newspaper or a site, as browser titles have it before or behind the headline.
_MEDIUM = re.compile(r"(?:日报|晚报|晨报|早报|时报|商报|都市报|数字报|电子报|新闻网|官网|门户网站)\Z")
#: A row of the table of labels over a notice.
_TITLE_ROW = re.compile(
    r"(?:\A|\s)(?:信息|文件)?(?:名\s?称|标\s?题)\s?[:：]\s?(?P<title>\S.{3,118}?)(?=\s\S{2,6}[:：]|\Z)"
)
#: What the table over a document of a government or an office says, and no other header.
_DOCUMENT = re.compile(r"索\s?引\s?号|信息索引|发文字号|公开方式|主题分类|公文种类")
_NO_HEADLINE = "。：；:;，,"
#: A browser's title that is the name of a site, whatever it is called.
_SITE = re.compile(r"\A欢迎.{0,20}网站?[!！]?\Z|官方网站\Z|门户网站\Z")
_PARAGRAPH, _FARTHEST, _SHORTEST_LINE = 40, 8, 6
_LONGEST_NAME, _LONGEST_HEADLINE, _SHORTEST, _MOST, _DEEPEST = 12, 120, 4, 60, 40
_LONGEST_DATE, _FEWEST_ITEMS = 40, 3


def find_headline(
    page: Page, layout: Layout, container: HtmlElement | None, above: list[str], site_names: Iterable[str]
) -> str | None:
    """Return the headline, or None where the page has none.

    The part of the browser's title that the page prints is the headline, else a heading in the form that the CMS puts
    round an article, else what remains of the browser's title without the names of the site and its columns. Where
    nothing remains, it is the heading nearest to the text in ``container``; without a container the only ``h1``.
    ``above`` holds the lines over the text.
    """
    title = strip_site_name(page.browser_title or "", site_names, sure=False)
    names = {fold(name) for name in site_names} | column_names(page, layout)
    names |= {fold(part) for part in title_parts(title) if _MEDIUM.search(part)}
    column = _column_over_labels(above, names) if container is not None else None
    if column is not None and fold(column) == fold(_first_part(title) or title):
        return column
    lines = [] if container is not None else page.texts(_TEXTS)  # whatever table they are laid out in
    above = above if container is not None else lines
    headings = page.find(_ANYWHERE)
    printed = {fold(text) for element in headings for text in _first_lines(element)}
    # A subtitle may stand in the heading, without a break.
    printed |= {fold(element.text) for element in headings if len(element) and element.text}
    found = printed_part(title, (printed | {fold(line) for line in above}) - names)
    if found is not None and len(found) >= _SHORTEST:
        return found
    if any(_is_cut(text, title) for text in printed):
        return _rest(title, names, page.browser_title)
    if container is not None:
        for cell in container.xpath(_TITLE_CELL):
            return line_text(cell, 500) or None
        if column is not None and _nearest_heading(container, names - {fold(column)}) == (True, column):
            return column
        form, nearest = _nearest_heading(container, names)
        over = _over_labels(above, names)
        if nearest is not None and not form and over is not None and _is_of_another_part(nearest, over, above):
            nearest = None
        if nearest is not None and (form or _heads_labels(nearest, above)):
            return nearest
        rest = _rest(title, names, page.browser_title)
        if over is not None and rest is not None and rest == page.browser_title and _names_site(rest, over):
            return over
        over_text = column or (nearest if _place(nearest, above) == len(above) - 1 else None)
        if over_text is not None and rest is not None and rest == page.browser_title and len(rest) <= _LONGEST_NAME:
            return over_text  # what the page does not print is the site's name
        if rest is None or (rest == page.browser_title and len(rest) <= _LONGEST_NAME):
            below = _labelled(above) if nearest is None else None
            if below is None and (over is None or any(map(_DOCUMENT.search, above))):
                below = _below_labels(above, container if over is None else None, names)
            if below is not None and nearest in (None, below):
                return below
        # A name that the page does not print is the site's, if a line stands where the headline does.
        if rest is not None and len(rest) >= _SHORTEST and (over is None or len(rest) > _LONGEST_NAME):
            return rest
        found = (nearest or over) if _place(nearest, above) is not None else (over or nearest)
        return found or rest or column or _first_part(page.browser_title or "")
    rest = _rest(title, names, page.browser_title)
    if rest is not None and len(rest) < _SHORTEST_LINE:  # the name of the column
        rest = _line_over_labels(pairwise(lines), names) or rest
    if rest is not None:
        return rest
    only = {text for heading in page.find("//h1") if _is_headline(text := line_text(heading, 500), names)}
    return only.pop() if len(only) == 1 else _over_text(lines, names)


def _is_cut(heading: str, title: str) -> bool:
    """Tell the beginning of a headline: `渭水大学与渭水区签署...`; both are folded, but for the title's white space."""
    cut = heading.rstrip("….")
    return cut != heading and len(cut) >= _SHORTEST_LINE and fold(title).startswith(cut)


def _place(heading: str | None, above: list[str]) -> int | None:
    """Return the index of the last line that is a heading, or its beginning; None where it is not among them."""
    folded = fold(heading or "")
    places = (n for n in range(len(above) - 1, -1, -1) if len(above[n]) >= _SHORTEST)
    return next((n for n in places if folded.startswith(fold(above[n]))), None)


def _heads_labels(heading: str, above: list[str]) -> bool:
    """Tell whether a date or a label stands between a heading and the text."""
    place = _place(heading, above)
    below = [] if place is None else above[place + 1 :]
    return any(map(_has_labels, below))


def _is_of_another_part(heading: str, over: str, above: list[str]) -> bool:
    """Tell a heading that has the path of the page, or a list with dates or leads, between it and the line ``over``."""
    begin, end = _place(heading, above), _place(over, above)
    between = above[begin + 1 : end] if begin is not None and end is not None else []
    items = sum(line.endswith("。") or PUBLISHED.search(line) is not None for line in between)
    return items >= _FEWEST_ITEMS or any(map(is_breadcrumb, between))


def _rest(title: str, names: set[str], browser_title: str | None) -> str | None:
    """Return a title without the names at its ends; the last part of a browser's title that has no known one is it."""
    rest = drop_names(title, names)
    whole = rest is not None and fold(rest) == fold(browser_title or "")
    return strip_site_name(rest) if rest is not None and whole else rest


def _names_site(title: str, over: str) -> bool:
    """Tell a browser's title that holds the line over the labels whole, with the site's name beside it, or no headline.

    >>> _names_site("两校共建实验室（渭水大学）", "两校共建实验室"), _names_site("两校签约共建实验室", "共建实验室")
    (True, False)
    >>> _names_site("欢迎访问渭水大学科技处网站！", "两校签约"), _names_site("两校共建网站", "某处")
    (True, False)
    """
    if _SITE.search(title):
        return len(over) >= _SHORTEST
    before, found, behind = fold(title).partition(fold(over))
    return bool(found) and len(over) >= _SHORTEST_LINE and not (before[-1:].isalnum() or behind[:1].isalnum())


def _labelled(above: list[str]) -> str | None:
    """Return what a table over a notice calls its headline."""
    return next((match["title"] for line in above if (match := _TITLE_ROW.search(line))), None)


def _below_labels(above: list[str], container: HtmlElement | None, names: set[str]) -> str | None:
    """Return the line between a table of labels and the text; where none is between, the first in ``container``."""
    lines = [line for line in above if not is_button(line) and any(map(str.isalpha, line))]
    first = next((line.text for line in read_blocks(container).lines if line.text), "") if container is not None else ""
    for number, line in ((len(lines) - 1, lines[-1] if lines else ""), (len(lines), first)):
        labelled = bool(line) and number > 0 and _has_labels(lines[number - 1])
        if labelled and len(line) >= _SHORTEST_LINE and line[-1] not in _NO_HEADLINE and _is_headline(line, names):
            return line
    return None


def _first_part(title: str) -> str | None:
    """Return the beginning of a browser's title that is all names: an article may be called like its column."""
    parts = title_parts(title)
    return parts[0] if len(parts) > 1 else None


def _over_text(lines: list[str], names: set[str]) -> str | None:
    """Return the line over the first paragraph, date and buttons aside."""
    first = next((number for number, line in enumerate(lines) if line.endswith("。") and len(line) > _PARAGRAPH), 0)
    for line in reversed(lines[max(first - _FARTHEST, 0) : first]):
        if len(line) >= _SHORTEST_LINE and not PUBLISHED.search(line) and _is_headline(line, names):
            return line
    return None


def _over_labels(above: list[str], names: set[str]) -> str | None:
    """Return the line over the one with date and source, the nearest to the text, else the first line."""
    found = _line_over_labels(reversed(list(pairwise(above))), names)
    return found or (above[0] if above and _is_headline(above[0], names) else None)


def _line_over_labels(pairs: Iterable[tuple[str, str]], names: set[str]) -> str | None:
    """Return the first line that may be a headline over one with date or source; ``pairs`` are lines and the next."""
    for line, below in pairs:
        if _has_labels(below) and _is_headline(line, names):
            return line
    return None


def _column_over_labels(above: list[str], names: set[str]) -> str | None:
    """Return the line over date and labels where it is a column's name, with nothing between them and the text."""
    below = list(takewhile(_is_of_header, reversed(above)))
    over = above[: len(above) - len(below)][-1:] if any(map(_has_labels, below)) else []
    return next((line for line in over if fold(line) in names), None)


def _is_of_header(line: str) -> bool:
    return _has_labels(line) or is_button(line) or not any(map(str.isalpha, line))


def _has_labels(line: str) -> bool:
    if PUBLISHED.search(line) is not None or parse_labels(line):
        return True
    return len(line) <= _LONGEST_DATE and parse_published(line) is not None  # an English date


def column_names(page: Page, layout: Layout) -> set[str]:
    """Return the short texts of links that lead to no article: columns, the home page."""
    names = set()
    for anchor in page.find("//a[@href]"):
        if layout.content_id is None or not content_match(anchor.get("href") or "", layout):
            text = line_text(anchor, 100)
            if len(text) <= _LONGEST_NAME:
                names.add(fold(text))
    return names


def _first_lines(element: HtmlElement) -> Iterator[str]:
    """Yield the text of a heading and its first line; that goes first where a date or labels follow it."""
    text = line_text(element, 500)
    lines = read_blocks(element).lines if len(element) and len(text) <= _LONGEST_HEADLINE * 3 else []
    if len(lines) <= 1:
        yield text
        return
    first, rest = lines[0].text, lines[1:]
    dated = any(_has_labels(line.text) for line in rest)
    yield from (first, text) if dated else (text, first)


def _nearest_heading(container: HtmlElement, names: set[str]) -> tuple[bool, str | None]:
    """Return whether the CMS's form holds it, and the highest heading in the innermost element with one."""
    before = [(h, set(islice(h.iterancestors(), _DEEPEST))) for h in container.xpath(_BEFORE)[-_MOST:]]
    for ancestor in islice(container.iterancestors(), _DEEPEST):
        inside = [heading for heading, ancestors in before if ancestor in ancestors]
        texts = [
            (heading.tag, text) for heading in inside if not _heads_list(heading) for text in _first_lines(heading)
        ]
        usable = [(tag if tag in _TAGS else "z", text) for tag, text in texts if _is_headline(text, names)]
        if usable:
            form = any(map(is_article_form, (ancestor, *ancestor.iterancestors())))
            return form, min(usable, key=lambda found: found[0])[1]
    return False, None


def _heads_list(heading: HtmlElement) -> bool:
    """Tell the name of a list of links from a headline."""
    below = heading.getnext()
    if below is None and heading.getparent() is not None:
        below = heading.getparent().getnext()
    if below is None or below.tag not in ("ul", "ol", "dl"):
        return False
    return sum(item.find(".//a") is not None for item in below) >= _FEWEST_ITEMS


def _is_date(text: str) -> bool:
    match = PUBLISHED.match(text)
    return match is not None and len(text) - match.end() < _SHORTEST


def _is_headline(text: str, names: set[str]) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST_HEADLINE
        and fold(text) not in names
        and not is_breadcrumb(text)
        and not _is_date(text)
        and not any(found.field != "ignored" for found in parse_labels(text))
    )
