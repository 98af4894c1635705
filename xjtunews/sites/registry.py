"""List the sites and layouts that there are."""

from __future__ import annotations

from xjtunews.sites import generic, government, vsb, xixian, xjtu
from xjtunews.sites.layout import Layout, Site

SITES: dict[str, Site] = {site.name: site for site in (xjtu.SITE,)}

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        *(layout for site in SITES.values() for layout in site.layouts),
        vsb.VSB,
        xixian.XIXIAN,
        government.GOVERNMENT,
        generic.GENERIC,
    )
}


def layout_named(name: str | None) -> Layout | None:
    """Return the layout of that name, None for the layouts of text documents."""
    return LAYOUTS.get(name or "")
