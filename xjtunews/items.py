"""Define what flows from the spider to the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from xjtunews.language.credits import Credit
from xjtunews.language.facts import Reading
from xjtunews.language.mentions import Passage
from xjtunews.language.spam import Spam

__all__ = ["Article", "Credit", "Fetch", "Link", "ListPage", "Passage", "Reading", "Spam"]


@dataclass(slots=True)
class Fetch:
    """Say what was asked for and what came of it; ``target`` is where a redirect leads.

    The meanings of ``status`` stand in the data dictionary.
    """

    url: str
    status: str
    reason: str | None = None
    http_status: int | None = None
    size: int | None = None
    layout: str | None = None
    article_id: str | None = None
    target: str | None = None


@dataclass(slots=True)
class Link:
    """Hold one link of an article or a column page: as written, and the address that it leads to.

    ``paragraph`` is the passage above a related link, counted from 1; 0 where none stands above it.
    """

    position: int
    kind: str
    url: str
    label: str
    address: str | None
    paragraph: int | None = None


@dataclass(slots=True)
class ListPage:
    """Hold the links of a column page."""

    fetch: Fetch
    links: list[Link]


@dataclass(slots=True)
class Article:
    """Hold one article; what stands in no page is None.

    The fields up to ``below`` are read from the page, ``id`` and ``text_hash`` come from the deduplicating pipeline,
    ``spam`` and ``reading`` from the tagging one. ``headings`` are the titles that the page shows beside the headline,
    ``below`` the lines under the text: neither is stored.
    """

    url: str | None = None
    document: str | None = None
    site: str | None = None
    layout: str | None = None
    title: str | None = None
    published: str | None = None
    section: str | None = None
    source: str | None = None
    views: int | None = None
    body: str = ""
    images: int = 0
    credits: list[Credit] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    fetch: Fetch | None = None
    id: str | None = None
    text_hash: str | None = None
    spam: Spam | None = None
    reading: Reading | None = None

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs of the body, in order."""
        return self.body.split("\n") if self.body else []

    @property
    def passages(self) -> list[Passage]:
        """Return the passages that report an event, in reading order."""
        return self.reading.passages if self.reading else []
