"""List the sites and layouts that there are: every module beside this one that declares a ``SITE`` is one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from xjtunews import sites
from xjtunews.sites import generic, government, vsb, xixian
from xjtunews.sites.addresses import content_match, in_domains
from xjtunews.sites.layout import Layout, Site


@cache
def all_sites() -> dict[str, Site]:
    """Return every declared site by its name, in the order of their names."""
    modules = (import_module(f"{sites.__name__}.{module.name}") for module in iter_modules(sites.__path__))
    found = (module.SITE for module in modules if hasattr(module, "SITE"))
    return {site.name: site for site in sorted(found, key=lambda site: site.name)}


@cache
def _layouts() -> dict[str, Layout]:
    own = [layout for site in all_sites().values() for layout in site.layouts]
    shared = [vsb.VSB, xixian.XIXIAN, government.GOVERNMENT, generic.GENERIC]
    return {layout.name: layout for layout in (*own, *shared)}


def layout_named(name: str | None) -> Layout | None:
    """Return the layout of that name, None for the layouts of text documents."""
    return _layouts().get(name or "")


def layout_for(url: str) -> Layout | None:
    """Return a layout whose articles have addresses like this one, for a document that only names its address."""
    return next((layout for layout in _layouts().values() if content_match(url, layout)), None)


def site_of(url: str) -> Site | None:
    """Return the site that an address belongs to, or None."""
    return next((site for site in all_sites().values() if in_domains(url, site.domains)), None)
