"""Crawl any university that has a file in ``sites/``: ``scrapy crawl news -a site=whu``."""

from __future__ import annotations

from typing import Any

from xjtunews.exceptions import ArgumentError
from xjtunews.sites.registry import all_sites
from xjtunews.spiders.news import NewsSpider


class SiteSpider(NewsSpider):
    """Crawl the news of the university that ``-a site=NAME`` names; the other arguments are those of every crawl."""

    name = "news"

    def __init__(self, *, site: str | None = None, **kwargs: Any) -> None:
        known = all_sites()
        if site is None:
            raise ArgumentError(f"name the site, such as -a site=whu; there are {', '.join(known)}")
        if site not in known:
            raise ArgumentError(f"site={site} is not known; there are {', '.join(known)}")
        self.site = known[site]
        super().__init__(**kwargs)
        self.arguments["site"] = site
