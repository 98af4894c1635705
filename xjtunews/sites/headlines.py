"""Find the headline where the browser's title does not begin with it, but names the site or the column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from xjtunews.language.breadcrumbs import is_breadcrumb
from xjtunews.language.labels import parse_labels
from xjtunews.language.text import fold
from xjtunews.language.titles import drop_names, printed_part
from xjtunews.sites.addresses import content_match
from xjtunews.sites.blocks import line_text, read_blocks
from xjtunews.sites.layout import Layout
from xjtunews.sites.page import Page

_HEADINGS = "self::h1 or self::h2 or self::h3 or self::h4"
_TITLED = "contains(@class, 'tit') or contains(@class, 'Tit') or contains(@class, 'bt') or contains(@class, 'biaoti')"
_BEFORE = f"preceding::*[{_HEADINGS} or {_TITLED}]"
_ANYWHERE = f"//body//*[{_HEADINGS} or {_TITLED}]"
_TAGS = ("h1", "h2", "h3", "h4")
_FORM = "_newscontent_fromname"
_LONGEST_NAME, _LONGEST_HEADLINE, _SHORTEST, _MOST = 12, 120, 4, 60


def find_headline(
    page: Page, layout: Layout, container: HtmlElement | None, above: list[str], site_names: Iterable[str]
) -> str | None:
    """Return the headline, or None where the page has none.

    The part of the browser's title that the page prints is the headline, else a heading in the form that the CMS puts
    round an article, else what remains of the browser's title without the names of the site and its columns. Where
    nothing remains, it is the heading nearest to the text in ``container``; without a container the only ``h1``.
    ``above`` holds the lines over the text.
    """
    title = page.browser_title or ""
    names = {fold(name) for name in site_names} | _column_names(page, layout)
    printed = {fold(text) for element in page.find(_ANYWHERE)[:_MOST] for text in _first_lines(element)}
    found = printed_part(title, (printed | {fold(line) for line in above}) - names)
    if found is not None and len(found) >= _SHORTEST:
        return found
    if container is not None:
        form, nearest = _nearest_heading(container, names)
        if form and nearest is not None:
            return nearest
        first = next((line for line in above if _is_headline(line, names)), None) if form else None
        return drop_names(title, names) or nearest or first
    rest = drop_names(title, names)
    if rest is not None:
        return rest
    only = {text for heading in page.find("//h1") if _is_headline(text := line_text(heading, 500), names)}
    return only.pop() if len(only) == 1 else None


def _column_names(page: Page, layout: Layout) -> set[str]:
    """Return the short texts of links that lead to no article: columns, the home page."""
    names = set()
    for anchor in page.find("//a[@href]"):
        if layout.content_id is None or not content_match(anchor.get("href") or "", layout):
            text = line_text(anchor, 100)
            if len(text) <= _LONGEST_NAME:
                names.add(fold(text))
    return names


def _first_lines(element: HtmlElement) -> Iterator[str]:
    """Yield the text of a heading, and its first line where it holds date and source, too."""
    text = line_text(element, 500)
    yield text
    lines = read_blocks(element).lines if len(element) and len(text) <= _LONGEST_HEADLINE * 3 else []
    if len(lines) > 1:
        yield lines[0].text


def _nearest_heading(container: HtmlElement, names: set[str]) -> tuple[bool, str | None]:
    """Return whether the CMS's form wraps the article, and the highest heading in the innermost element with one.

    Headings outside the form are no part of the article.
    """
    before = container.xpath(_BEFORE)[-_MOST:]
    for ancestor in container.iterancestors():
        inside = [heading for heading in before if ancestor in heading.iterancestors()]
        texts = [(heading.tag, text) for heading in inside for text in reversed(list(_first_lines(heading)))]
        usable = [(tag if tag in _TAGS else "z", text) for tag, text in texts if _is_headline(text, names)]
        form = ancestor.get("name") == _FORM
        if usable or form:
            form = form or any(parent.get("name") == _FORM for parent in ancestor.iterancestors())
            return form, min(usable, key=lambda found: found[0], default=("", None))[1]
    return False, None


def _is_headline(text: str, names: set[str]) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST_HEADLINE
        and fold(text) not in names
        and not is_breadcrumb(text)
        and not any(found.field != "ignored" for found in parse_labels(text))
    )
