"""Read pages that no layout fits, with trafilatura: https://trafilatura.readthedocs.io (Barbaresi 2021)."""

from __future__ import annotations

from xjtunews.language.text import clean_line
from xjtunews.sites.blocks import Blocks, Line
from xjtunews.sites.layout import Layout
from xjtunews.sites.page import Page

#: Less text than this is a notice on an empty page, not an article.
_SHORTEST = 60

GENERIC = Layout(
    name="generic",
    title=("//meta[@property = 'og:title']/@content", "//h1", "//h2", "//title"),
    published=(
        "//meta[@property = 'article:published_time']/@content",
        "//meta[@name = 'PubDate' or @name = 'publishdate' or @name = 'pubdate']/@content",
    ),
    source=("//meta[@name = 'source']/@content",),
    site_name=("//meta[@property = 'og:site_name']/@content",),
)


def read_text(page: Page) -> Blocks | None:
    """Return the lines that trafilatura takes for the article's, or None where it finds no article."""
    from trafilatura import extract  # half a second, and most crawls never need it

    text = extract(page.text, include_comments=False, include_tables=True, favor_precision=True)
    if text is None or len(text) < _SHORTEST:
        return None
    return Blocks([Line(clean_line(line)) for line in text.splitlines() if line.strip()])
