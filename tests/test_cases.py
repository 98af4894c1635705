"""One test for every field of every recorded page; a case that nobody has read and accepted fails."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FIXTURES
from xjtunews.cases import expected_path, find_cases, observe

CASES = list(find_cases(FIXTURES))


@cache
def expected(case: Path) -> dict[str, Any]:
    return json.loads(expected_path(case).read_text("utf-8"))


@cache
def observed(case: Path) -> dict[str, Any]:
    return observe(FIXTURES, case)


def name(value: Path | str) -> str:
    return value.relative_to(FIXTURES).as_posix() if isinstance(value, Path) else value


@pytest.mark.parametrize(
    ("case", "field"), [(case, field) for case in CASES for field in expected(case)["values"]], ids=name
)
def test_field(case: Path, field: str) -> None:
    assert observed(case).get(field) == expected(case)["values"][field]


@pytest.mark.parametrize("case", CASES, ids=name)
def test_accepted_and_complete(case: Path) -> None:
    assert expected(case)["accepted"], f"read {expected_path(case)}, and set accepted to true if every value is right"
    assert set(observed(case)) == set(expected(case)["values"])
