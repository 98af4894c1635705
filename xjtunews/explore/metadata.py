"""Write what Datasette shows beside tables and columns: ``python -m xjtunews.explore.metadata > metadata.json``."""

from __future__ import annotations

import json
import sys
from typing import Any

from xjtunews.database.dictionary import dictionary


def metadata() -> dict[str, Any]:
    """Return Datasette's metadata: titles, and descriptions from the data dictionary.

    Source: https://docs.datasette.io/en/stable/metadata.html
    """
    tables: dict[str, dict[str, Any]] = {}
    for entry in dictionary():
        text = f"{entry.chinese} {entry.english}"
        table = tables.setdefault(entry.table, {"columns": {}})
        if entry.column:
            table["columns"][entry.column] = text
        else:
            table["description"] = text
    return {
        "title": "xjtunews：高校合作新闻事件库",
        "description": "谁会见、访问了谁，与谁签约，何时何地；每条事实都附原句。 Events of cooperation, with evidence.",
        "databases": {"xjtunews": {"tables": tables}},
    }


if __name__ == "__main__":
    json.dump(metadata(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
