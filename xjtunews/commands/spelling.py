"""Refuse a setting that is spelt wrong: Scrapy takes any name, and the one that was meant keeps its default."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from scrapy.exceptions import UsageError
from scrapy.settings import default_settings

from xjtunews import settings


def check_names(given: Iterable[str]) -> None:
    """Check the names of ``-s NAME=VALUE``; one that is like none of ours may be an extension's.

    >>> check_names(["DATABASE=news.db", "MY_EXTENSION_ENABLED=1"])

    :raises UsageError: if a name is unknown, and nearly one of ours.
    """
    ours = [name for name in vars(settings) if name.isupper()]
    for name in (pair.partition("=")[0].strip() for pair in given):
        if name in ours or hasattr(default_settings, name):
            continue
        if meant := difflib.get_close_matches(name.upper(), ours, n=1, cutoff=0.8):
            raise UsageError(f"there is no setting {name}; did you mean {meant[0]}?", print_help=False)
