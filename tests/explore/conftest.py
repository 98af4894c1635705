"""Datasette on the small database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small import Ask, explored


@pytest.fixture(scope="session")
def ask(small: Path) -> Iterator[Ask]:
    """Ask Datasette for an address; parameters are those of the query string."""
    with explored(small) as asking:
        yield asking
