"""Find the links to the articles before and behind an article in its column: ``上一条：… 下一条：…``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from xjtunews.language.words import alternation, rows
from xjtunews.sites.blocks import Line, read_blocks
from xjtunews.sites.page import Page

_KINDS = ("previous", "next")
_LABELLED = "//text()[{}][not(parent::script or parent::style or parent::title)]/.."
_MOST_LABELS, _LEVELS, _LONGEST_BOX = 8, 3, 20


class Neighbour(NamedTuple):
    """Hold one of the links: ``previous`` or ``next`` as its label says, the URL as written, the headline."""

    kind: str
    url: str
    title: str


@cache
def _label() -> re.Pattern[str]:
    """Match a label that is no part of a sentence, with brackets and colon."""
    words = {kind: alternation(word for found, word in rows("neighbours.tsv") if found == kind) for kind in _KINDS}
    groups = "|".join(f"(?P<{kind}>{words[kind]})" for kind in _KINDS)
    opening, closing = r"(?<![\u4e00-\u9fff])[【\[<《«(（]?\s?", r"(?![\u4e00-\u9fff])\s?[】\]>》»)）]?\s?[:：]?\s?"
    return re.compile(f"{opening}(?:{groups}){closing}")


@cache
def _label_inside() -> re.Pattern[str]:
    """Match the words of a label with no sentence behind them: quicker to look for in a whole page."""
    return re.compile(rf"(?:{alternation(word for _, word in rows('neighbours.tsv'))})(?![\u4e00-\u9fff])")


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:2] for _, word in rows("neighbours.tsv"))


def find_neighbours(page: Page, lines: list[Line], container: HtmlElement | None) -> list[Neighbour]:
    """Return the links to the neighbours of an article, at most one of each kind, ``previous`` first.

    They stand among ``lines``, those below the text; else anywhere on the page, outside of ``container``.
    """
    found = dict(_in_lines(lines))
    words = sorted(set(_label_inside().findall(page.text))) if not found else ()
    for box in _boxes(page, words, container) if words else ():
        found = dict(_in_lines(read_blocks(box).lines)) | found
    return [Neighbour(kind, *found[kind]) for kind in _KINDS if kind in found]


def _in_lines(lines: list[Line]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield kind, URL and headline of each labelled link, the last first: so that the first of a kind is kept."""
    waiting: str | None = None
    found: list[tuple[str, tuple[str, str]]] = []
    for line in lines:
        if waiting is None and not any(beginning in line.text for beginning in _beginnings()):
            continue
        if len(line.anchors) > _LONGEST_BOX:
            continue  # a list of links
        spans = _anchor_spans(line)
        labels = list(_label().finditer(_without(line.text, spans)))
        begins = [(match.start(), match.end(), match.lastgroup or "") for match in labels]
        for (url, title), (start, _) in zip(line.anchors, spans, strict=True):
            own = _label().match(title)
            kind = own.lastgroup if own else None
            if kind is None:
                before = [label for label in begins if label[1] <= start]
                kind = before[-1][2] if before else (waiting if start == 0 and not begins else None)
                begins = [label for label in begins if label not in before]
            waiting = None
            if kind and url and not url.lower().startswith(("javascript:", "#")):
                found.append((kind, (url, title[own.end() :] if own else title)))
        alone = bool(labels) and not line.anchors and not line.text[labels[-1].end() :]
        waiting = labels[-1].lastgroup if alone else None
    yield from reversed(found)


def _anchor_spans(line: Line) -> list[tuple[int, int]]:
    """Return where the text of each link stands in its line."""
    spans, cursor = [], 0
    for _, text in line.anchors:
        start = line.text.find(text, cursor)
        start = cursor if start < 0 else start
        cursor = start + len(text)
        spans.append((start, cursor))
    return spans


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return ``text`` with a mark in the place of every character of a link: a headline may have such a word in it."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], "\0" * (stop - start)]
        end = stop
    return "".join([*pieces, text[end:]])


def _boxes(page: Page, words: Iterable[str], container: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield the parts of the page that hold a label with one of ``words`` and a link, but not those of the text."""
    rule = _LABELLED.format(" or ".join(f"contains(., '{word}')" for word in words))
    labels = (element for element in page.find(rule) if _label().match((element.text or "").strip()))
    for element in islice(labels, _MOST_LABELS):
        if container is not None and any(ancestor is container for ancestor in element.iterancestors()):
            continue
        parent = element.getparent()
        box = parent if element.tag == "a" and parent is not None else element
        for _ in range(_LEVELS):
            if box.tag in ("body", "html") or next(box.iter("a"), None) is not None:
                break
            parent = box.getparent()
            if parent is None:
                break
            box = parent
        if sum(1 for _ in islice(box.iter("a"), _LONGEST_BOX)) < _LONGEST_BOX:
            yield box
