"""Open a database in Datasette: ``python -m xjtunews.explore xjtunews.db [ARGUMENTS OF DATASETTE]``.

``--print`` shows the command instead, for those who run Datasette by other means.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from xjtunews.database.exporting import public_tables, snapshot
from xjtunews.exceptions import DatabaseError
from xjtunews.explore.settings import arguments

_ROOT = Path(__file__).resolve().parents[2]


def main(given: Sequence[str]) -> int:
    """Run ``datasette`` with our settings, or print how."""
    if not given or given[0].startswith("-"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    database, *more = given
    if "--print" in more:
        sys.stdout.write(shlex.join(["datasette", *arguments(database)]) + "\n")
        return 0
    if not Path(database).is_file():
        sys.stderr.write(f"xjtunews: there is no {database}; run: make crawl\n")
        return 1
    try:
        with snapshot(database) as connection:
            public_tables(connection)
    except DatabaseError as error:
        sys.stderr.write(f"xjtunews: {error}\n")
        return 1
    from datasette.cli import cli

    root = "" if Path.cwd() == _ROOT else f"{_ROOT}/"
    cli.main([*arguments(database, root), *more], prog_name="datasette", standalone_mode=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
