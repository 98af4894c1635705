"""How Datasette is started: each setting says its reason.

Source: https://docs.datasette.io/en/stable/settings.html
"""

from __future__ import annotations

#: Names and values for ``--setting``.
SETTINGS = {
    "sql_time_limit_ms": "2000",  # default 1000: a word that the index lacks is looked for in every text
    "max_returned_rows": "1000",  # the default, said here so that it stays
    "default_page_size": "50",  # default 100: rows hold sentences
    "truncate_cells_html": "200",  # default 2048: a whole article fills the screen
    "default_facet_size": "20",
    "facet_time_limit_ms": "500",  # default 200: a column of 100,000 rows takes longer on a slow disk
    "suggest_facets": "off",  # each page would read its table once for every column
    "default_allow_sql": "off",  # the saved questions need none; on, for people you trust
    "allow_download": "off",  # the file holds whole texts, which are their publishers'
    "max_csv_mb": "50",
    "num_sql_threads": "3",
    "cache_size_kb": "16384",  # default 2 MB: the index's pages stay in memory
}
#: Where the folders are, seen from the project's folder.
PLUGINS, TEMPLATES, STATIC = "xjtunews/explore/plugins", "xjtunews/explore/templates", "xjtunews/explore/static"
#: Under which path the files of ``static/`` are served.
ASSETS = "assets"


def arguments(database: str, root: str = "") -> list[str]:
    """Return the arguments of ``datasette`` that open ``database``; ``root`` goes before the project's folders.

    >>> arguments("news.db")[:6]
    ['serve', 'news.db', '--plugins-dir', 'xjtunews/explore/plugins', '--template-dir', 'xjtunews/explore/templates']
    """
    found = ["serve", database, "--plugins-dir", root + PLUGINS, "--template-dir", root + TEMPLATES]
    found += ["--static", f"{ASSETS}:{root}{STATIC}"]
    for name, value in SETTINGS.items():
        found += ["--setting", name, value]
    return found
