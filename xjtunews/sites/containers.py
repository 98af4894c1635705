"""Find the element that holds an article's text, and the parts that the CMS prints it in."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from xjtunews.language.text import fold
from xjtunews.language.titles import is_headline
from xjtunews.loaders import ArticleLoader
from xjtunews.sites import generic
from xjtunews.sites.blocks import Blocks, line_text, read_blocks
from xjtunews.sites.headers import is_article_form
from xjtunews.sites.layout import Layout
from xjtunews.sites.page import Page
from xjtunews.sites.shown import empty_unseen
from xjtunews.sites.vsb import COUNTER, FIXED_COMPONENT

#: The component is printed twice or nested in itself, not more.
_MOST_CONTAINERS = 10
_HIGHEST = 20
_SHORTEST_HEADLINE, _LONGEST_TITLE = 6, 500


def find_container(page: Page, layout: Layout, loader: ArticleLoader) -> tuple[HtmlElement | None, Blocks | None]:
    """Return the element that holds the text, and its lines: the first with text, else with pictures."""
    if not layout.body:
        blocks = generic.read_text(page)
        return None, blocks
    best: tuple[HtmlElement | None, Blocks | None] = (None, None)
    forms: set[HtmlElement | None] = set()
    for rule in layout.body:
        found = page.find(rule)[:_MOST_CONTAINERS]
        loader.track("body", rule, bool(found))
        own = [element for element in found if not _is_fixed(element, page)]
        forms.update(_form_of(element) for element in own)
        if any(form is not None for form in forms):
            own = [element for element in own if _form_of(element) is not None]
        for element in _below_headline(own, page.browser_title):
            empty_unseen(element)
            blocks = _once(element, own)
            if any(line.text for line in blocks.lines):
                return element, _with_parts(element, blocks, own)
            if best[1] is None or len(blocks.media) > len(best[1].media):
                best = element, blocks
    return best


def _below_headline(containers: list[HtmlElement], browser_title: str | None) -> list[HtmlElement]:
    """Return the containers from the first on that stands below the headline; all where it stands below none.

    What a template prints beside the menu may be a container, too.
    """
    title = fold(browser_title or "")
    outer = [element for element in containers if not _nested(element, containers)]
    if not outer[1:] or not 0 < len(title) <= _LONGEST_TITLE or any(_form_of(element) is not None for element in outer):
        return containers
    for number, element in enumerate(outer):
        texts = (text.strip() for text in element.xpath("preceding::text()[not(parent::title or parent::script)]"))
        if any(
            text[:1] == title[:1] and len(text) >= _SHORTEST_HEADLINE and is_headline(text, title) for text in texts
        ):
            return containers[containers.index(outer[number]) :]
    return containers


def _form_of(element: HtmlElement) -> HtmlElement | None:
    """Return the form that the CMS put round an article, or None: what stands outside of it is not its text."""
    return next(filter(is_article_form, element.iterancestors("form")), None)


def _is_fixed(element: HtmlElement, page: Page) -> bool:
    """Tell a text that the template prints on every page; the page's own has the number of the article in its name."""
    around = (element, *islice(element.iterancestors(), _HIGHEST))
    fixed = [match for node in around if (match := FIXED_COMPONENT.fullmatch(node.get("id") or ""))]
    number = COUNTER.search(page.text) if fixed else None
    return any(number is None or match["content"] != number[1] for match in fixed)


def _once(element: HtmlElement, containers: list[HtmlElement]) -> Blocks:
    """Return the lines of ``element``, without a container inside it that says the same again."""
    blocks = read_blocks(element)
    for other in containers if blocks.lines else ():
        if other is not element and element in other.iterancestors():
            outer = read_blocks(element, skip=other)
            if _texts(outer) & _texts(read_blocks(other)):
                return outer
    return blocks


def _texts(blocks: Blocks) -> set[str]:
    return {line.text for line in blocks.lines if line.text}


def _with_parts(first: HtmlElement, blocks: Blocks, containers: list[HtmlElement]) -> Blocks:
    """Return the lines of ``first`` with those of the containers behind it that say something else.

    They stand in the same form, or next to each other.
    """
    form = next((parent for parent in first.iterancestors("form")), None)
    last = first
    for other in containers[containers.index(first) + 1 :]:
        if _nested(other, containers):
            continue
        if (form is not None and form in other.iterancestors()) or _adjoins(last, other):
            part = read_blocks(other)
            if not _texts(part) & _texts(blocks):
                blocks, last = blocks + part, other
    return blocks


def _adjoins(first: HtmlElement, other: HtmlElement) -> bool:
    """Tell whether nothing that a reader sees stands between two elements; what stands over the first is the header."""
    for node in (first, *islice(first.iterancestors(), _HIGHEST)):
        if (node.tail or "").strip():
            return False
        for sibling in node.itersiblings():
            if sibling is other:
                return True
            if sibling in other.iterancestors():
                inside = read_blocks(sibling, skip=other)
                return not any(line.text for line in inside.lines[: inside.skipped_at])
            if (sibling.tail or "").strip() or (isinstance(sibling.tag, str) and line_text(sibling, 1)):
                return False
        if any(line_text(above, 1) for above in node.itersiblings(preceding=True) if isinstance(above.tag, str)):
            return False
    return False


def _nested(element: HtmlElement, containers: list[HtmlElement]) -> bool:
    return any(parent in containers for parent in element.iterancestors())
