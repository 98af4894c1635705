"""Read an article: who met, visited or signed with whom, where and when, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from xjtunews.language.agreements import find_agreements
from xjtunews.language.event_dates import EventDate
from xjtunews.language.facts import Reading
from xjtunews.language.figures import find_figures
from xjtunews.language.home import guess_home
from xjtunews.language.kinds import find_kinds
from xjtunews.language.mentions import Passage, find_passages
from xjtunews.language.narrative import told, within
from xjtunews.language.scenes import Article, once
from xjtunews.language.spam import Spam, find_spam
from xjtunews.language.text import sentences, simplify
from xjtunews.language.topics import find_topics

#: How far a passage is searched for what was signed.
_LONGEST = 1000
_AGREED = frozenset(("签约", "揭牌", "启动", "捐赠"))
_NOTICE = re.compile("^关于|通知|公告|公示|办法|规定|简介|指南|预告|名单|启事|方案|须知|章程|细则|要求$")


@dataclass(frozen=True, slots=True)
class Document:
    """Hold all of an article that the rules look at, and what is known of the site.

    ``published`` is its date (ISO 8601), ``headings`` other titles on its page, ``below`` the lines under the text.
    ``names`` are those of the university whose news it is, the full name first, () for none; ``sure`` says that the
    page is its own, ``is_known_host`` that it stands where nobody expects a spam mirror; ``spam`` what was found.
    """

    title: str
    body: str
    published: str | None = None
    url: str | None = None
    headings: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sure: bool = False
    is_known_host: bool = True
    spam: Spam | None = None

    @property
    def paragraphs(self) -> list[str]:
        """Return the lines of the text."""
        return self.body.split("\n") if self.body else []


def read_document(document: Document) -> Reading:
    """Return what the rules read in an article, and what shows it to be a spam mirror, which is known or looked for.

    :raises ValueError: if the date of publication is none.
    """
    spam = document.spam
    if spam is None:
        spam = find_spam(
            document.title,
            document.paragraphs,
            headings=document.headings,
            below=document.below,
            url=document.url,
            host_is_known=document.is_known_host,
        )
    published = date.fromisoformat(document.published[:10]) if document.published else None
    reading = read_text(
        document.title, document.paragraphs, published, document.names, sure=document.sure, brands=spam.brands
    )
    reading.spam = spam
    return reading


def read_text(
    title: str,
    paragraphs: Sequence[str],
    published: date | None,
    names: Sequence[str] = (),
    *,
    sure: bool = False,
    brands: Sequence[str] = (),
) -> Reading:
    """Return all that the rules see in an article of the university called ``names``, the full name first.

    ``sure`` says that the page is the university's own; else the text has to tell. ``brands`` are what a mirror put
    in the place of names: they name nobody.
    """
    brands = [simplify(brand) for brand in brands if not brand.startswith(tuple(names) or "\n")]
    title, *plain = (_without(simplify(text), brands) for text in (title, *paragraphs))
    home = guess_home(title, plain, names, sure=sure)
    passages = list(find_passages(plain, published, title)) or _without_date(title, plain)
    article = Article(title, plain, passages, home)
    article.read()
    for index, (passage, scene) in enumerate(zip(article.passages, article.scenes, strict=True)):
        original = paragraphs[passage.paragraph - 1]
        evidence = original[passage.start : passage.end]
        if passage.evidence != evidence:
            article.passages[index] = replace(passage, evidence=evidence)
        begin, end = _reach(article.passages, index, len(original))
        scene.agreements = list(find_agreements(plain[passage.paragraph - 1][begin:end]))
    _go_on(article, plain)
    figures = [(number, figure) for number, text in enumerate(plain, 1) for figure in find_figures(text)]
    topics = find_topics(title, plain)
    reading = Reading(
        article.home, article.passages, article.scenes, article.elsewhere, figures, topics, article.declared
    )
    if list(plain) != list(paragraphs):
        _as_written(reading, plain, paragraphs)
    return reading


def _without(text: str, brands: Sequence[str]) -> str:
    """Return ``text`` with as many commas in the place of brands: all else stays where it is.

    >>> _without("云顶体育校长到访", ["云顶体育"])
    '，，，，校长到访'
    """
    for brand in sorted(brands, key=len, reverse=True):
        text = text.replace(brand, "，" * len(brand))
    return text


def _go_on(article: Article, paragraphs: Sequence[str]) -> None:
    """Give a passage what was signed or unveiled in the paragraphs that go on with it."""
    own = {passage.paragraph: index for index, passage in enumerate(article.passages)}
    index: int | None = None
    for number, text in enumerate(paragraphs, 1):
        if number in own:
            index = own[number]
            continue
        places = [kind.span[0] for kind in find_kinds(text) if kind.kind in _AGREED]
        if index is None or not places:
            continue
        agreements = article.scenes[index].agreements
        known = {agreement.name for agreement in agreements}
        for start, end in article.told[number - 1]:
            if not any(start <= place < end for place in places):
                continue
            found = find_agreements(text[start : min(end, start + _LONGEST)])
            agreements += [agreement for agreement in found if agreement.name not in known]


def _without_date(title: str, paragraphs: Sequence[str]) -> list[Passage]:
    """Return the one passage of a report that prints no date at all: its title says what happened, and its text too."""
    announced = {kind.kind for kind in find_kinds(title)}
    if not announced or _NOTICE.search(title):
        return []
    for number, text in enumerate(paragraphs, 1):
        stretches = told(text)
        kinds = [kind for kind in find_kinds(text) if within(stretches, kind.span[0])]
        if any(kind.kind in announced for kind in kinds):
            start, end = next(span for span in sentences(text) if span[0] <= kinds[0].span[0] < span[1])
            date = EventDate("", (0, 0), None, None, None, "not-printed")
            return [Passage(number, date, text[start:end], start, end, once(kinds))]
    return []


def _reach(passages: list[Passage], index: int, last: int) -> tuple[int, int]:
    """Return from where to where in its paragraph a passage tells what was signed; two may share a sentence."""
    passage = passages[index]
    before, following = passages[max(index - 1, 0)], passages[min(index + 1, len(passages) - 1)]
    begin, end = passage.start, last
    if before is not passage and (before.paragraph, before.start) == (passage.paragraph, passage.start):
        begin = max(begin, passage.date.span[0])
    if following is not passage and following.paragraph == passage.paragraph:
        end = max(following.start, following.date.span[0])
    return begin, min(end, begin + _LONGEST)


def _as_written(reading: Reading, plain: Sequence[str], paragraphs: Sequence[str]) -> None:
    """Give the names of a text in traditional characters back as they are written."""
    both = list(zip(plain, paragraphs, strict=True))

    def written(name: str) -> str:
        for text, original in both:
            start = text.find(name)
            if start >= 0:
                return original[start : start + len(name)]
        return name

    for scene in (*reading.scenes, reading.elsewhere):
        scene.people = {
            written(name): replace(
                person,
                name=written(name),
                titles=tuple(map(written, person.titles)),
                body=person.body and written(person.body),
            )
            for name, person in scene.people.items()
        }
        scene.parties = {written(name): replace(party, name=written(name)) for name, party in scene.parties.items()}
        scene.agreements = [replace(agreement, name=written(agreement.name)) for agreement in scene.agreements]
    reading.declared = [
        replace(declared, short=written(declared.short), full=written(declared.full)) for declared in reading.declared
    ]
    reading.figures = [
        (number, replace(figure, text=written(figure.text), counts=figure.counts and written(figure.counts)))
        for number, figure in reading.figures
    ]
