"""Read the lines round an article's headline: date, source, views and credits, with their labels or without."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from lxml.html import HtmlElement

from xjtunews.language.breadcrumbs import is_breadcrumb
from xjtunews.language.credits import credits_of
from xjtunews.language.dates import PUBLISHED, parse_leaf, parse_published
from xjtunews.language.labels import Labelled, find_count, parse_labels
from xjtunews.language.text import fold
from xjtunews.language.words import alternation, column, heads, rows
from xjtunews.loaders import ArticleLoader
from xjtunews.sites.addresses import canonical_url
from xjtunews.sites.blocks import Blocks
from xjtunews.sites.furniture import FOOTER, is_button, pattern
from xjtunews.sites.weights import count_marks

#: The form that the CMS puts round an article, in a component of the site's own or in the built-in one.
_FORM = re.compile(r"_newscontent_fromname|form\d{1,9}a")
_FIELDS = ("published", "source", "views", "section")
_BARE = re.compile(r"(?:时\s?间|日\s?期)\W*")
_TODAY = re.compile(r"[今当][天日](?:[是:：\s\d]|日期)|现在(?:是|时间)|当前(?:时间|日期)|系统时间")
_ABOVE_TITLE, _BELOW_TEXT, _LONGEST_REST, _MOST_TITLE_LINES, _NEAREST, _LONG_LABEL, _LEAF_LINES = 3, 3, 4, 4, 15, 4, 3
_LONGEST_SOURCE, _SHORTEST_CUT = 20, 6


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for found, word in rows("page_dates.tsv") if found == kind)


@cache
def _dated_cell() -> re.Pattern[str]:
    """Match the label of a date in one cell of a table and the date in the next: there is no colon."""
    words = [label for field, label in rows("labels.tsv") if field == "published" and len(label) >= _LONG_LABEL]
    return re.compile(rf"{heads(words)}(?:{alternation(words)})\s{{1,3}}(?P<date>20\d\d[\d年月日:./ -]{{4,20}})")


def is_article_form(element: HtmlElement) -> bool:
    """Tell the form that the CMS puts round an article from that of a search, and from any other element."""
    return element.tag == "form" and _FORM.fullmatch(element.get("name") or "") is not None


def is_whole_article(around: Blocks) -> bool:
    """Tell whether a form holds more of the article than its text: over that a date, or labels of the header.

    A form that wraps the text alone may count its readers below; only with the headline above is a date there the own.
    """
    above, below = around.lines[: around.skipped_at], around.lines[around.skipped_at :]
    if any(_has_labels(line.text) for line in above) or _leaf([line.text for line in above]):
        return True
    return any(line.text for line in above) and any(PUBLISHED.search(line.text) for line in below)


def _has_labels(text: str) -> bool:
    return PUBLISHED.search(text) is not None or any(found.field != "ignored" for found in parse_labels(text))


def split_at_title(lines: list[str], title: str | None) -> tuple[list[str], list[str]]:
    """Return the lines over the headline, and those between it and the text; a headline may be broken into lines.

    Where the headline is not among them, the nearest lines to the text count as standing below it.

    >>> split_at_title(["首页", "两校签约", "共建实验室", "2024-01-02"], "两校签约共建实验室")
    (['首页'], ['2024-01-02'])
    >>> split_at_title(["2023-02-03", "两校签约共建...", "2024-01-02"], "两校签约共建实验室")
    (['2023-02-03'], ['2024-01-02'])
    """
    wanted = fold(title or "")
    folded = [fold(line) for line in lines] if wanted else []
    for number in range(len(folded) - 1, -1, -1):
        read, end = folded[number], number + 1
        cut = read.rstrip("….")
        if cut != read and len(cut) >= _SHORTEST_CUT and wanted.startswith(cut):
            return lines[:number], lines[end:]
        while read and wanted.startswith(read):
            if read == wanted:
                return lines[:number], lines[end:]
            if end == len(lines) or end - number == _MOST_TITLE_LINES:
                break
            read, end = read + folded[end], end + 1
    return lines[:-_NEAREST], lines[-_NEAREST:]


def before_footer(lines: list[str]) -> list[str]:
    """Return the lines over the page's footer: what is dated there is the page, or its template."""
    return list(takewhile(lambda line: not pattern(FOOTER).search(line), lines))


def add_header(loader: ArticleLoader, lines: list[str], *, only_labelled: bool = False) -> None:
    """Add what the labels of header lines say; a date or a count without a label counts after those with one.

    Lines read later add only what those before them left open, and credits.
    """
    text = "\n".join(lines)
    had = {name for name in _FIELDS if loader.has(name)}
    labels = parse_labels(text)
    events = [found for found in labels if _dates_event(text, found)]
    labels = [found for found in labels if found not in events]
    for found in sorted(labels, key=lambda found: _says_later_date(text, found)):
        if found.field.startswith("credit:"):
            _add_credit(loader, found.field, found.value)
        elif found.field == "url":
            loader.add_value("url", canonical_url(found.value))
        elif found.field in _FIELDS and found.field not in had:
            loader.add_value(found.field, found.value or _next_line(text, found, labels))
    if not loader.has("published"):
        dated = sorted(_dated_cell().finditer(text), key=lambda cell: cell[0].startswith(_words("later")))
        loader.add_value("published", [cell["date"] for cell in dated])
    if only_labelled:
        return
    for found in reversed(events):
        text = text[: found.start] + text[found.end :]
    lines = text.split("\n")
    for line in lines:
        if not loader.has("published") and not _TODAY.search(line):
            loader.add_value("published", line)
    if not loader.has("published"):
        loader.add_value("published", _leaf(lines))
    if not loader.has("views"):
        count = find_count(text)
        loader.add_value("views", None if count is None else str(count))


def _says_later_date(text: str, found: Labelled) -> bool:
    """Tell the date of a change, which counts only where the page does not say when it was published."""
    return found.field == "published" and (
        text.startswith(_words("later"), found.start) or _is_bare_label(text, found, _words("later"))
    )


def _dates_event(text: str, found: Labelled) -> bool:
    """Tell the date of what a text tells of, which is not that of its publication: `截止日期：2024-01-02`."""
    return found.field == "published" and _is_bare_label(text, found, _words("event"))


def _is_bare_label(text: str, found: Labelled, before: tuple[str, ...]) -> bool:
    return text.endswith(before, 0, found.start) and _BARE.fullmatch(text, found.start, found.value_at) is not None


def add_lone_date(loader: ArticleLoader, before: list[str], under: list[str], *, in_form: bool) -> None:
    """Add the date that stands alone right over the headline or, in the CMS's form, right under the text.

    Outside of that form, where another date stands alone over the headline as well, they are those of other articles.
    """
    if loader.has("published"):
        return
    # What stands over the path that leads to the page is of the site.
    path = next((n for n in range(len(before) - 1, -1, -1) if is_breadcrumb(before[n])), -1)
    before = before[path + 1 :]
    above = before[-_ABOVE_TITLE:]
    found = _lone(above)
    if not in_form and found is not None and _lone(before[:-_ABOVE_TITLE]) is not None:
        found = None
    loader.add_value("published", found or (_lone(under[:_BELOW_TEXT]) if in_form else None))


def _lone(lines: list[str]) -> str | None:
    """Return the first date among lines that hold nothing else, in one or in two of them."""
    for line in lines:
        match = PUBLISHED.search(line)
        if match and len(line) - len(match[0]) <= _LONGEST_REST and not _TODAY.search(line):
            return parse_published(match[0])
    return _leaf(lines)


def _leaf(lines: list[str]) -> str | None:
    """Return the date of the first calendar leaf, in one line or in up to three."""
    lines = [line for line in lines if not _TODAY.search(line)]
    for number in range(len(lines)):
        for end in range(number + 1, min(number + _LEAF_LINES, len(lines)) + 1):
            found = parse_leaf(" ".join(lines[number:end]))
            if found is not None:
                return found
    return None


def _next_line(text: str, label: Labelled, labels: list[Labelled]) -> str:
    """Return the value below an empty label, in a block of its own: a count, or a source that is nothing else."""
    following = _below(text, label)
    if label.field != "source":
        return following if following.rstrip("次").isdecimal() else ""
    if not 1 < len(following) <= _LONGEST_SOURCE or not _is_name(following):
        return ""
    below = any(found.field == "published" and PUBLISHED.match(_below(text, found)) for found in labels)
    return following if below or following.endswith(column("bodies.txt")) else ""


def _below(text: str, label: Labelled) -> str:
    """Return the line below an empty label, or "" for one that has its value behind it."""
    return "" if label.value else text[label.end :].lstrip("\n").split("\n", 1)[0].strip()


def _is_name(line: str) -> bool:
    """Tell what may be a name from a date, a count, a sentence, buttons, and another label."""
    if line.isdecimal() or PUBLISHED.search(line) or count_marks(line) or is_button(line):
        return False
    return not parse_labels(line) and not line.endswith((":", "："))


def _add_credit(loader: ArticleLoader, label: str, value: str) -> None:
    value = value.split("\n")[0]
    if value and len(value) <= 60:
        loader.add_value("credits", credits_of(label, value))
