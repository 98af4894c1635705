"""What the index of the search holds of a text, and what it is asked for what people type."""

from __future__ import annotations

import sqlite3

import pytest

from tests.conftest import check_linear_time
from xjtunews.language.search import (
    LONGEST_QUERY,
    MOST_TERMS,
    Asked,
    excerpt,
    highlight,
    index_terms,
    match_expression,
    parse_query,
    parts,
)

TEXT = "卢建军到访西交利物浦大学。研究生命科学，签约仪式，２０２４年6月；AI4S与OpenLab；簽署協議。\n张三\n丰来到"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("卢建军", True),
        ("建军", True),
        ("西交利物浦", True),
        ("访", True),
        ("利物", True),
        ("签约", True),
        ("签署协议", True),
        ("簽署協議", True),
        ("2024年6月", True),
        ("ai4s", True),
        ("Open", True),
        ('"仪式，2024"', True),
        ('"仪式2024"', False),
        ("张三丰", False),
        ("生命", True),
        ("研究生", True),
        ("与OpenLab", True),
        ("S与O", False),
        ("4年6", False),
        ("4S与", False),  # begins within a word; every text is looked into for that
        ("ai4s与openl", True),
        ("2024年", True),
        ("年6月", True),
        ("军到访", True),
        ("学研究", False),
        ("学。研究", True),
        ("签约 卢建军", True),
        ("签约 诸葛亮", False),
        ("科学签约", False),
    ],
)
def test_a_stretch_is_found_where_it_stands(query: str, found: bool) -> None:
    assert matches(parse_query(query).strict) is found


def test_the_words_of_a_stretch_are_found_apart() -> None:
    query = parse_query("签约科学")
    assert query.loose is not None
    assert (matches(query.strict), matches(query.loose)) == (False, True)


@pytest.mark.parametrize(
    "typed",
    [
        *('"', '""', '"签约', "“签约", "*", "NEAR", "NEAR(a b)", "签约 OR", "AND", "NOT 签约", "title:签约", "^签约"),
        *(
            "'; DROP TABLE articles; --",
            "(((",
            "{words}:a",
            "签约*",
            "-签约",
            "a+b",
            "%",
            "_",
            "\\",
            "\x00",
            "签\x00约",
        ),
        *("签约 " * 5000, "约" * 10000, '"' * 10000, "ℵ", "😀", "\ud800", "㍿", "İ"),
    ],
)
def test_whatever_is_typed_is_text_and_no_command(typed: str) -> None:
    query = parse_query(typed)
    for asked in (query.strict, query.loose):
        if asked:
            finds(asked.worth)
            matches(asked)
    finds(match_expression(typed))
    if held := parts(query.pieces, lambda part: [part]):
        finds(held)


@pytest.mark.parametrize("typed", ["Lab", "4S", "S与Op", "；", "簽署協議", "科学，签", "，签约", "20", "约仪式，"])
def test_what_is_beyond_the_terms_is_found_by_its_parts(typed: str) -> None:
    latin = sorted(index_terms("", TEXT).latin)
    held = parts((typed,), lambda part: [word for word in latin if part in word])
    assert held is not None
    assert finds(held)


@pytest.mark.parametrize("typed", ["Labs", "校企", "%", "Lab%", "%；"])
def test_what_lacks_a_part_is_not_found(typed: str) -> None:
    latin = sorted(index_terms("", TEXT).latin)
    held = parts((typed,), lambda part: [word for word in latin if part in word])
    assert held is None or not finds(held)


@pytest.mark.parametrize("query", ["签约", "卢建军", "签约仪式", "研究生", "生命科学", "AI4S", "访", "2024年6月"])
def test_what_is_found_has_its_worth_told(query: str) -> None:
    strict = parse_query(query).strict
    assert strict is not None
    assert finds(strict.worth) is (query != "研究生")  # which is no word there: 研究 is one, and 生命


@pytest.mark.parametrize("query", ["来丰", "丰卢", '"丰，卢"', '"ℵ，卢"'])
def test_no_stretch_reaches_from_the_single_characters_into_the_text(query: str) -> None:
    assert not matches(parse_query(query).strict)


@pytest.mark.parametrize(
    ("typed", "pieces", "beyond"),
    [
        ("签约", ("签约",), False),
        ("签约、座谈", ("签约", "座谈"), False),
        ('"校企 合作" 签约', ("校企 合作", "签约"), False),
        ("%", ("%",), True),
        ("Lab", ("Lab",), True),
        (" 　", (), False),
    ],
)
def test_pieces_stand_between_spaces(typed: str, pieces: tuple[str, ...], beyond: bool) -> None:
    query = parse_query(typed)
    assert (query.pieces, query.beyond) == (pieces, beyond)


@pytest.mark.parametrize("typed", ["约" * (LONGEST_QUERY + 1), "签约 " * (MOST_TERMS + 1)])
def test_what_is_too_long_is_cut_and_said_to_be(typed: str) -> None:
    query = parse_query(typed)
    assert query.cut
    assert len(query.pieces) <= MOST_TERMS
    assert not parse_query("签约").cut


@pytest.mark.parametrize(
    ("text", "marked", "shown"),
    [
        ("甲乙丙丁戊己", ["丙"], [("…乙", False), ("丙", True), ("丁…", False)]),
        ("簽約", ["签约"], [("簽約", True)]),
        ("2024 年", ["2024年"], [("2024 年", True)]),
        ("ＡＩ平台", ["ai"], [("ＡＩ", True), ("平…", False)]),
        ("甲乙", [], [("甲乙", False)]),
        ("a.c abc", ["a.c"], [("a.c", True), (" …", False)]),
    ],
)
def test_what_was_asked_for_is_marked_in_its_context(
    text: str, marked: list[str], shown: list[tuple[str, bool]]
) -> None:
    assert excerpt(text, marked, around=1) == shown


def test_marks_are_left_out_where_a_sign_moves_all_places() -> None:
    assert highlight("㍿签约İ", ["签约"]) == [("㍿签约İ", False)]
    assert highlight("3㎡，签约", ["签约"]) == [("3㎡，", False), ("签约", True)]


@pytest.mark.parametrize("unit", ["签约，", "a", "“", "卢建军", "2024 "])
def test_time_is_linear(unit: str) -> None:
    check_linear_time(lambda text: index_terms("", text), unit * 40_000)


def matches(asked: Asked | None) -> bool:
    """Tell whether the index of TEXT is found by what is asked."""
    return asked is not None and finds(asked.match)


def finds(expression: str) -> bool:
    """Tell whether the index of TEXT is found by an expression."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE s USING fts5(pairs, words, title, tags, content = '')")
    terms = index_terms("", TEXT)
    connection.execute(
        "INSERT INTO s(rowid, pairs, words, title, tags) VALUES (1, ?, ?, ?, '')",
        [terms.pairs, terms.words, terms.title],
    )
    found = connection.execute("SELECT 1 FROM s WHERE s MATCH ?", [expression]).fetchone()
    connection.close()
    return bool(found)
