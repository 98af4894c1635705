"""What others made is whole, unchanged, and named with its licence."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from tests.conftest import ROOT
from xjtunews.language.words import rows

VENDOR = ROOT / "xjtunews/explore/static/vendor"
NOTICE = (VENDOR / "NOTICE").read_text("utf-8")
FILES = sorted(path.name for path in VENDOR.iterdir() if path.suffix in (".js", ".json"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_one_that_the_notice_names(name: str) -> None:
    entry = re.search(rf"^file: {re.escape(name)}\n(?:.+\n)+", NOTICE, re.MULTILINE)
    assert entry is not None
    assert f"sha256: {hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()}" in entry[0]
    for key in ("name", "version", "source", "licence", "copyright"):
        assert re.search(rf"^{key}: \S", entry[0], re.MULTILINE), key
    for licence in re.findall(r"LICENSE-\w+\.txt", entry[0]):
        assert (VENDOR / licence).stat().st_size > 1000


def test_the_map_has_every_province() -> None:
    outlines = json.loads((VENDOR / "china.json").read_text("utf-8"))
    drawn = {feature["properties"]["name"] for feature in outlines["features"]}
    short = re.compile("(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$")  # as in charts.js
    assert {short.sub("", row[2]) for row in rows("places.tsv") if row[1] == "province"} == drawn
    assert len(drawn) == 34


def test_nothing_is_loaded_from_elsewhere() -> None:
    ours = [*(VENDOR.parent).glob("*.*"), *(VENDOR.parent.parent / "templates").glob("*")]
    assert len(ours) > 5
    elsewhere = re.compile(r"""(?:src|href|url|fetch)\s*[=(]\s*["'(]?\s*(?:https?:)?//""")
    for path in ours:
        assert not elsewhere.search(path.read_text("utf-8")), path
