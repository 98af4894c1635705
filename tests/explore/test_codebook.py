from __future__ import annotations

import pytest

from tests.conftest import ROOT
from xjtunews.explore.codebook import codebook, read_kinds
from xjtunews.explore.documents import PAGES
from xjtunews.language.words import column

EXAMPLES = [(entry.kind, example) for entry in codebook() for example in entry.examples]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[f"{kind}-{e.sentence}" for kind, e in EXAMPLES])
def test_the_rules_agree_with_every_example(kind: str, example: object) -> None:
    assert (kind in read_kinds(example.sentence)) is example.positive, read_kinds(example.sentence)  # type: ignore[attr-defined]


def test_every_kind_has_triggers_and_both_sorts_of_examples() -> None:
    assert [entry.kind for entry in codebook()] == [
        "签约",
        "揭牌",
        "启动",
        "会见",
        "座谈",
        "调研",
        "会议",
        "报告",
        "捐赠",
        "活动",
    ]
    assert {entry.kind for entry in codebook()} == set(column("kinds.tsv"))
    for entry in codebook():
        assert entry.triggers
        assert {example.positive for example in entry.examples} == {True, False}


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_what_is_generated(name: str) -> None:
    kept = (ROOT / f"xjtunews/explore/{name.upper()}.zh-CN.md").read_text("utf-8")
    assert kept == PAGES[name](), "run: make docs"
