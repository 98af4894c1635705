"""Define what flows from the spider to the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from xjtunews.language.credits import Credit
from xjtunews.language.facts import Reading
from xjtunews.language.mentions import Passage
from xjtunews.language.spam import Spam

__all__ = [
    "Article", "Attachment", "Credit", "Fetch", "Known", "Link", "ListPage", "Listed", "Medium", "Passage", "Reading",
    "Spam",
]  # fmt: skip


@dataclass(slots=True)
class Fetch:
    """Say what was asked for and what came of it; ``target`` is where a redirect leads.

    ``etag`` and ``last_modified`` are what the server said of this state of the page; ``next_page`` is the page of the
    column behind it, empty where its pager says that it is the last.
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
    etag: str | None = None
    last_modified: str | None = None
    next_page: str | None = None


@dataclass(slots=True)
class Link:
    """Hold one link of an article or a column page: as written, and the address that it leads to.

    ``paragraph`` is the passage above a related link, counted from 1; 0 where none stands above it. ``published`` is
    the date that a column page prints beside it (ISO 8601).
    """

    position: int
    kind: str
    url: str
    label: str
    address: str | None
    paragraph: int | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold one item of a column: ``item`` is the id that its article has, whatever the address."""

    item: str
    address: str
    label: str
    published: str | None


@dataclass(slots=True)
class Medium:
    """Hold a picture, PDF or video of an article (``kind`` is ``image``, ``pdf`` or ``video``).

    ``paragraph`` is the one above it, counted from 1; 0 where none stands above it. ``caption_paragraph`` is the one
    that is its ``caption``: None where it has none, or where the caption is no paragraph of the body.
    """

    position: int
    kind: str
    url: str
    caption: str | None
    paragraph: int
    caption_paragraph: int | None = None


@dataclass(slots=True)
class Attachment:
    """Hold a file that an article offers: what the page calls it, and where it lies."""

    position: int
    name: str
    url: str


@dataclass(slots=True)
class ListPage:
    """Hold the links of a column page, and all that the column listed from its first page, ``column``, to this one.

    ``captured`` is when the first page came (ISO 8601), None where an archive does not say it; ``complete`` tells that
    the column has no page behind this one.
    """

    fetch: Fetch
    links: list[Link]
    column: str = ""
    items: tuple[Listed, ...] = ()
    pages: int = 1
    captured: str | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what an earlier crawl knows of an address: its ``fetches`` row, and the date of its article."""

    status: str
    fetched: str
    etag: str | None = None
    last_modified: str | None = None
    next_page: str | None = None
    layout: str | None = None
    article_id: str | None = None
    published: str | None = None


@dataclass(slots=True)
class Article:
    """Hold one article; what stands in no page is None.

    The fields up to ``content_id`` are read from the page; the last three of them are what its CMS calls the site, the
    column and the article. ``headings`` are the titles that the page shows beside the headline, ``below`` the lines
    under the text: neither is stored. ``id`` and ``text_hash`` come from the deduplicating pipeline, ``spam`` and
    ``reading`` from the tagging one; ``counter`` says what came of asking for its views.
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
    media: list[Medium] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    owner: str | None = None
    column_id: str | None = None
    content_id: str | None = None
    fetch: Fetch | None = None
    counter: Fetch | None = None
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
