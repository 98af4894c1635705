"""Share what all commands need that work on a stored database and fetch nothing.

It lies outside of ``commands/``, where Scrapy takes every class for a command.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from sqlite_utils import Database

from xjtunews.commands.spelling import check_names
from xjtunews.database import open_database
from xjtunews.database.connection import is_locked
from xjtunews.exceptions import DatabaseError


class StoredCommand(ScrapyCommand):
    """Open the database that ``-s DATABASE=FILE`` names, and say in one line what is wrong."""

    requires_project = True

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options]"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse settings that are spelt wrong; log only what matters unless more is asked for."""
        super().process_options(args, opts)
        check_names(opts.set)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", "cmdline")

    @property
    def path(self) -> str:
        """Return the name of the database's file."""
        assert self.settings is not None
        return str(self.settings["DATABASE"])

    def open_stored(self) -> Database:
        """Return the database.

        :raises DatabaseError: if there is none, or it cannot be used.
        """
        if not Path(self.path).exists():
            raise DatabaseError(f"DATABASE={self.path}: there is no such file; crawl first, or name another one")
        return open_database(self.path)

    def fail_at(self, error: sqlite3.Error, *rest: str) -> None:
        """Say why the database could not be written, and what has become of the work."""
        reason = "locked by another program; close that program, and run it again" if is_locked(error) else str(error)
        self.fail("; ".join((f"DATABASE={self.path}: {reason}", *rest)))

    def fail(self, message: str, exitcode: int = 1) -> None:
        """Print one line, and set the exit code: 2 where an argument means nothing."""
        print(f"xjtunews: {message}", file=sys.stderr)
        self.exitcode = exitcode
