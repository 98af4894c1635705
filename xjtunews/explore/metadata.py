"""Write what Datasette shows beside tables and columns: ``python -m xjtunews.explore.metadata > metadata.json``."""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from typing import Any

from xjtunews.database.dictionary import dictionary
from xjtunews.explore.queries import Question, questions

#: Up to the first of these the Chinese meaning of a column is its name.
_NAME_ENDS = re.compile(r"[，：；。（、]")
_VIEW = "视图："

#: What Datasette shows of a table at first: facets, order, column that stands for a row, rows on a page, search box.
#: Facets have few values; a table has an order only where an index serves it.
_TABLES: dict[str, dict[str, Any]] = {
    "articles": {
        "label_column": "title",
        "sort_desc": "published",
        "facets": ["site", "section", "layout"],
        "size": 20,
        "fts_table": "_article_search",
        "fts_pk": "id",
    },
    "events": {
        "label_column": "summary",
        "sort_desc": "date_start",
        "facets": ["date_precision"],
        "size": 30,
        "fts_table": "_event_search",
        "fts_pk": "id",
    },
    "people": {"label_column": "name"},
    "organizations": {"label_column": "name", "facets": ["type", "province"]},
    "places": {"label_column": "name", "facets": ["province", "level"]},
    "mentions": {"label_column": "evidence", "facets": ["date_precision", "date_rule"]},
    "mention_kinds": {"facets": ["kind"]},
    "agreements": {"facets": ["kind"]},
    "figures": {"facets": ["kind", "unit"]},
    "links": {"facets": ["kind", "status"]},
    "fetches": {"facets": ["status"]},
    "appearances": {"facets": ["side", "rule"]},
    "participations": {"facets": ["role", "type"]},
    "locations": {"facets": ["role"]},
    "article_topics": {"facets": ["topic"]},
    "copies": {"facets": ["relation"]},
    "credits": {"facets": ["role"]},
    "corrections": {"facets": ["fact", "action", "status"]},
    "runs": {"sort_desc": "id", "label_column": "started"},
    "partners": {"facets": ["type", "province"]},
    "event_kinds": {"facets": ["kind"]},
    "event_parties": {"facets": ["type", "province"]},
    "not_fetched": {"facets": ["status", "reason"]},
}
#: What only the program reads; each has a view that says the same to people.
_INTERNAL = {
    *("unsettled", "unresolved", "unresolved_addresses", "mention_keys", "mention_pairs"),
    *("signatures", "shingle_bands", "similar_articles"),
    *("partner_counts", "partner_signings", "person_counts", "event_counts", "counted_events"),
    *("university_names", "offices"),
}
_COUNTS = {"events": "计事件，不计报道。", "reports": "计报道。", "both": "事件与报道分开计数。", "other": ""}


def metadata(database: str = "xjtunews") -> dict[str, Any]:
    """Return Datasette's metadata: titles, descriptions from the data dictionary, and the saved questions.

    Source: https://docs.datasette.io/en/stable/metadata.html
    """
    tables: dict[str, dict[str, Any]] = {}
    for entry in dictionary():
        text = f"{entry.chinese} {entry.english}"
        table = tables.setdefault(entry.table, {"columns": {}})
        if entry.column:
            table["columns"][entry.column] = text
        else:
            table["title"] = f"{_name(entry.chinese)} {entry.table}"
            table["description"] = text
            table |= _TABLES.get(entry.table, {})
            if entry.table in _INTERNAL:
                table["hidden"] = True
    return {
        "title": "xjtunews：高校合作新闻事件库",
        "description": "谁会见、访问了谁，与谁签约，何时何地；每条事实都附原句。 Events of cooperation, with evidence.",
        "databases": {
            database: {
                "title": "数据表",
                "description": "抓取结果的全部表格。 All tables.",
                "tables": tables,
                "queries": {question.name: _query(question) for question in questions()},
            }
        },
    }


@cache
def titles() -> dict[str, str]:
    """Return the Chinese name of every table and view."""
    return {entry.table: _name(entry.chinese) for entry in dictionary() if not entry.column}


@cache
def labels(table: str) -> dict[str, str]:
    """Return the Chinese name of every column of a table."""
    return {entry.column: _name(entry.chinese) for entry in dictionary() if entry.table == table and entry.column}


def _name(meaning: str) -> str:
    return _NAME_ENDS.split(meaning.removeprefix(_VIEW), maxsplit=1)[0]


def _query(question: Question) -> dict[str, Any]:
    return {
        "sql": question.sql,
        "title": f"{question.title} {question.english}",
        "description": f"{question.description}{_COUNTS[question.counts]}",
        "params": [parameter.name for parameter in question.parameters],
        "hide_sql": True,
    }


if __name__ == "__main__":
    json.dump(metadata(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
