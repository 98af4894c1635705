"""The home page: what this is, how fresh it is, what it covers and what not; and the list of questions."""

from __future__ import annotations

from typing import Any

from datasette import Response

from xjtunews.explore import coverage, reader


async def home(datasette: Any, request: Any) -> Any:
    """Show what the database covers, from counts made when it was indexed."""
    found, notice = await coverage.coverage(datasette)
    context = {"coverage": found, "notice": notice}
    return Response.html(await datasette.render_template("home.html", context, request))


async def all_questions(datasette: Any, request: Any) -> Any:
    """List the saved questions with what each counts."""
    return Response.html(await datasette.render_template("questions.html", {}, request))


async def tables(datasette: Any) -> Any:
    """Lead to the tables, whatever the name of the database."""
    return Response.redirect(datasette.urls.database(reader.news(datasette).name))


ROUTES = (
    (r"/$", home),
    (r"/questions$", all_questions),
    (r"/tables$", tables),
)
