"""Turn the raw strings that a layout finds into the typed fields of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from itemloaders import ItemLoader
from itemloaders.processors import Identity, MapCompose, TakeFirst

from xjtunews.items import Article, Credit
from xjtunews.language.breadcrumbs import parse_breadcrumb
from xjtunews.language.dates import parse_published
from xjtunews.language.labels import clean_source, parse_count
from xjtunews.language.text import clean_line, fold, join_lines
from xjtunews.language.titles import is_headline, strip_site_name

#: Markup that an editor wrote into a headline, where a meta tag or the browser's title shows it as such.
_MARKUP = re.compile(r"</?(?:br|font|span|strong|b|i|u|p|em)\b[^<>]{0,200}>", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[、，：（“])\s|\s(?=[、，：）”])")  # a line that broke inside a list of names


def clean_headline(text: str, loader_context: dict[str, Any]) -> str | None:
    """Return a heading as one line, or None where it is the site's name, or by the browser's title a column's."""
    browser_title = loader_context.get("browser_title")
    if "<" in text:
        text = _MARKUP.sub("\n", text)
    heading = _BROKEN.sub("", join_lines(text.splitlines()))
    if fold(heading) in map(fold, loader_context.get("site_names", ())):
        return None
    is_browser_title = browser_title is not None and fold(heading) == fold(browser_title)
    if is_browser_title or not is_headline(heading, browser_title) or browser_title is None:
        heading = strip_site_name(heading, loader_context.get("site_names", ()), sure=False)
    return heading if is_headline(heading, browser_title) else None


def longest(headings: Iterable[str]) -> str | None:
    """Return the longest heading: a shorter one that the browser's title begins with may be the site's name.

    >>> longest(["某学院", "某学院与某县签约"])
    '某学院与某县签约'
    """
    return max(headings, key=len, default=None)


def most_precise(dates: Iterable[str]) -> str | None:
    """Return the first date, or another that says the same with its time, or its seconds.

    >>> most_precise(["2024-09-09", "2024-09-09T17:29", "2024-09-10T08:00:00", "2024-09-09T09:29:00"])
    '2024-09-09T17:29'
    """
    found: str | None = None
    for date in dates:
        if found is None or date.startswith(found):
            found = date
    return found


def unique(credits: Iterable[Credit]) -> list[Credit]:
    """Return the credits in their order, each once."""
    return list(dict.fromkeys(credits))


class ArticleLoader(ItemLoader):
    """Collect what a layout finds, field by field; the first usable value wins unless the field says otherwise."""

    default_item_class = Article
    default_output_processor = TakeFirst()

    title_in = MapCompose(clean_headline)
    title_out = staticmethod(longest)
    published_in = MapCompose(parse_published)
    published_out = staticmethod(most_precise)
    section_in = MapCompose(clean_line, parse_breadcrumb)
    source_in = MapCompose(clean_line, clean_source)
    views_in = MapCompose(parse_count)
    body_out = "\n".join
    credits_out = staticmethod(unique)
    links_out = Identity()
    headings_out = Identity()
    below_out = Identity()
    media_out = Identity()
    attachments_out = Identity()

    def get_input_processor(self, field_name: str) -> Any:
        """Return what cleans a value of a field; itemloaders would ask the item for it, too, anew for each value."""
        return getattr(self, f"{field_name}_in", self.default_input_processor)

    def get_output_processor(self, field_name: str) -> Any:
        """Return what makes the field of its values."""
        return getattr(self, f"{field_name}_out", self.default_output_processor)

    def has(self, field: str) -> bool:
        """Tell whether a usable value for ``field`` was found already."""
        return bool(self.get_collected_values(field))

    def track(self, field: str, rule: str, hit: bool, kind: str = "xpath") -> None:
        """Count a rule that was tried for ``field``, with the key that itemloaders gives its own selectors."""
        if self.stats is not None:
            self.stats.inc_value(f"parser/{field}/{kind}/{rule}", int(hit))
