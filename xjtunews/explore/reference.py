"""Show the codebook of the kinds of event and the data dictionary."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from datasette import Response

from xjtunews.database.dictionary import described_columns
from xjtunews.explore.codebook import PUBLISHED, codebook, exclusions


async def show_codebook(datasette: Any, request: Any) -> Any:
    """Show what counts as each kind of event."""
    context = {"kinds": codebook(), "exclusions": exclusions(), "published": PUBLISHED.isoformat()}
    return Response.html(await datasette.render_template("codebook.html", context, request))


async def show_dictionary(datasette: Any, request: Any) -> Any:
    """Show what every table and column means."""
    tables = [list(group) for _, group in groupby(described_columns(), lambda entry: entry.table)]
    return Response.html(await datasette.render_template("dictionary.html", {"tables": tables}, request))


ROUTES = (
    (r"/codebook$", show_codebook),
    (r"/dictionary$", show_dictionary),
)
