"""Define what is said about a site, and about one kind of page: where each field stands."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Say how to recognise one kind of page, and where its fields stand.

    Every rule is an XPath; those of one field are tried in their order, the newest layout's first. A page is of this
    layout when one of ``marks`` finds something, or its host is one of ``hosts``.
    ``content_id`` finds the number of the article in its address, in the group ``id``, and what stands before it
    (a site below a path of its own) in ``base``. ``seen`` gives the first and last date of pages that look like this.
    """

    name: str
    marks: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    seen: tuple[str | None, str | None] = (None, None)
    content_id: re.Pattern[str] | None = None
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    site_name: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    pager: tuple[str, ...] = ()
    next_page: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Site:
    """Declare a university's site: its name on the command line, its hosts, where to begin, its own layouts.

    ``names`` holds what the news calls the university, the full name first: so the rules tell its people and bodies
    from their partners. ``domains`` holds the hosts (with all below them) that a crawl may visit; ``scheme`` the
    one to ask for where pages link to both http and https. ``floors`` says in what share of its articles a field has to
    be filled, else a run warns that the site may have changed: ``{"title": 0.98}``.
    """

    name: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    columns: tuple[str, ...] = ()
    scheme: dict[str, str] | None = None
    floors: dict[str, float] | None = None
    layouts: tuple[Layout, ...] = ()
