from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xjtunews.language.__main__ import main, read_plain, wants_colour
from xjtunews.language.reading import read_text
from xjtunews.language.show import Text, as_document, as_text, find_marks

HOME = ("西安交通大学", "西安交大")
STORY = (
    "西安交通大学与正泰集团签约\n\n"
    "3月5日，西安交通大学校长张立群会见正泰集团董事长南存辉，双方在西安签署战略合作协议。\n"
    "会上介绍了211家企业的情况。\n"
    "文字：党委宣传部 李栋\n"
)
TEXT = read_plain(STORY, date(2024, 3, 6))
READING = read_text(TEXT.title, TEXT.paragraphs, TEXT.published, HOME)
ESCAPE = re.compile(r"\x1b\[[\d;]*m")


@pytest.mark.parametrize(
    ("text", "title", "paragraphs", "published"),
    [
        pytest.param("甲。", "", ("甲。",), None, id="one line is no title"),
        pytest.param("甲\n\n乙。", "甲", ("乙。",), None, id="a blank line makes a title"),
        pytest.param("\n\n甲\n \n乙。\n\n丙。\n", "甲", ("乙。", "丙。"), None, id="blank lines"),
        pytest.param("甲\n乙。\n\n丙。", "", ("甲", "乙。", "丙。"), None, id="no blank line, no title"),
        pytest.param("甲\r\n\r\n乙。\r\n", "甲", ("乙。",), None, id="carriage returns"),
        pytest.param("甲\n\n　　乙\u200b。", "甲", ("乙。",), None, id="cleaned"),
        pytest.param("甲\n\n\x1b[31m乙\x9b31m。", "甲", ("[31m乙31m。",), None, id="no control sequence is left"),
        pytest.param("甲\n\n乙。\n（记者 张三）\n编辑：李四", "甲", ("乙。",), None, id="credits are no text"),
        pytest.param("", "", (), None, id="empty"),
        pytest.param(
            "标题: 甲\n发布日期: 日期：2024-01-25 14:46\n浏览次数: 23499\n正文内容:\n乙。",
            "甲",
            ("乙。",),
            date(2024, 1, 25),
            id="record",
        ),
        pytest.param(
            "标题：【校庆】甲\n正文内容：乙，2024年。\n丙。",
            "【校庆】甲",
            ("乙，2024年。", "丙。"),
            None,
            id="full width",
        ),
        pytest.param(
            "甲-某网\n当前位置: 首页>要闻>正文\n要闻\n\n甲\n\n来源:交大新闻网 日期:2024-11-11 09:50 浏览量:\n\n乙。",
            "甲",
            ("乙。",),
            date(2024, 11, 11),
            id="page",
        ),
        pytest.param("当前位置: 首页>要闻>正文\n甲\n\n乙。", "甲", ("乙。",), None, id="page without labels"),
        pytest.param(
            "甲\n日期：2024-01-25\n乙。\n来源：丙", "甲", ("乙。", "来源：丙"), date(2024, 1, 25), id="label below"
        ),
        pytest.param(
            "甲\n\n1月5日，乙。\n时间：9日上午", "甲", ("1月5日，乙。", "时间：9日上午"), None, id="no header"
        ),
    ],
)
def test_read_plain(text: str, title: str, paragraphs: tuple[str, ...], published: date | None) -> None:
    assert read_plain(text) == Text(title, paragraphs, published)


def test_the_given_date_wins() -> None:
    assert read_plain("标题: 甲\n发布日期: 2024-01-25\n正文内容:\n乙。", date(2023, 1, 1)).published == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm"}, True, True),
    ],
)
def test_wants_colour(environment: dict[str, str], terminal: bool, wanted: bool) -> None:
    assert wants_colour(environment, terminal) is wanted


@pytest.mark.parametrize(
    "line",
    [
        "西安交通大学与正泰集团签约",
        "发布 2024-03-06 本校 西安交通大学、西安交大",
        "┌ 片段 1",
        "│ 日期 2024-03-05 “3月5日” day year-completed",
        "│ 类型 会见 会见",
        "│ 签约 签署",
        "│ 人物 张立群 本校 title 西安交通大学校长[校长] 西安交通大学",
        "│ 南存辉 对方 title 正泰集团董事长[董事长] 正泰集团",
        "│ 单位 正泰集团 company[集团] title —",
        "│ 地点 陕西省 西安市 scene 第1段",
        "┌ 数字",
        "│ 第2段 211家 企业 count 会上介绍了211家企业的情况",
    ],
)
def test_as_text(line: str) -> None:
    shown = as_text(TEXT, READING)
    assert "\x1b" not in shown
    assert line in [re.sub(r"\s+", " ", found).strip() for found in shown.splitlines()]


def test_colours_change_nothing_else() -> None:
    coloured = as_text(TEXT, READING, colour=True)
    assert ESCAPE.sub("", coloured).split("\n", 2)[2] == as_text(TEXT, READING)
    for part in (
        "\x1b[36m3月5日\x1b[0m",
        "\x1b[1;93m张立群\x1b[0m",
        "\x1b[33m西安交通大学校长\x1b[0m",
        "\x1b[33m董事长\x1b[0m",
        "\x1b[31m会见\x1b[0m",
        "\x1b[32m正泰集团\x1b[0m",
        "\x1b[35m西安\x1b[0m",
    ):
        assert part in coloured


def test_marks_cover_what_they_say() -> None:
    lines = (TEXT.title, *TEXT.paragraphs)
    found = {
        (mark.what, line[mark.start : mark.end])
        for line, marks in zip(lines, find_marks(TEXT, READING), strict=True)
        for mark in marks
    }
    assert found >= {
        ("date", "3月5日"),
        ("person", "张立群"),
        ("person", "南存辉"),
        ("title", "西安交通大学校长"),
        ("title", "正泰集团董事长"),
        ("organization", "正泰集团"),
        ("place", "西安"),
        ("trigger", "会见"),
        ("trigger", "签署"),
    }


def test_history_is_marked() -> None:
    text = read_plain("自2019年签署战略合作协议以来，双方合作密切。")
    shown = as_text(text, read_text(text.title, text.paragraphs, None), colour=True)
    assert "\x1b[2m自2019年签署战略合作协议以来\x1b[0m" in shown


def test_a_kind_of_the_title() -> None:
    text = read_plain("甲大学与乙公司签约\n\n3月5日，双方代表出席。", date(2024, 3, 6))
    reading = read_text(text.title, text.paragraphs, text.published)
    (passage,) = as_document(text, reading)["passages"]
    assert passage["kinds"] == [{"kind": "签约", "trigger": "签约", "paragraph": 0, "start": 7, "end": 9}]
    assert "\x1b[31m签约\x1b[0m" in as_text(text, reading, colour=True).splitlines()[2]


def test_columns_stand_below_each_other() -> None:
    rows = [line for line in as_text(TEXT, READING).splitlines() if "本校  title" in line or "对方  title" in line]
    first, second = (row.encode("gbk").index(b"  title") for row in rows)  # in which wide characters have two bytes
    assert first == second


def document(text: str, *names: str) -> dict[str, Any]:
    plain = read_plain(text, date(2024, 3, 6))
    return as_document(plain, read_text(plain.title, plain.paragraphs, plain.published, names))


def test_keys_are_the_same_whatever_was_found() -> None:
    full, empty = document(STORY, *HOME), document("没有什么。")
    assert list(full) == list(empty)
    assert list(full) == [
        "title",
        "published",
        "home",
        "paragraphs",
        "passages",
        "elsewhere",
        "figures",
        "topics",
    ]
    (passage,) = full["passages"]
    scene = ["people", "parties", "places", "agreements"]
    assert list(passage) == ["paragraph", "start", "end", "evidence", "date", "kinds", *scene]
    assert list(empty["elsewhere"]) == scene


def test_document() -> None:
    found = document(STORY, *HOME)
    (passage,) = found["passages"]
    paragraph = found["paragraphs"][0]
    assert paragraph[passage["start"] : passage["end"]] == passage["evidence"]
    assert passage["date"] == {
        "text": "3月5日",
        "start": 0,
        "end": 4,
        "first": "2024-03-05",
        "last": "2024-03-05",
        "precision": "day",
        "half": None,
        "rule": "year-completed",
    }
    assert passage["people"][0] == {
        "name": "张立群",
        "titles": [{"title": "西安交通大学校长", "word": "校长"}],
        "side": "ours",
        "body": "西安交通大学",
        "paragraph": 1,
        "start": 13,
        "end": 16,
        "rule": "title",
    }
    assert passage["parties"][0]["name"] == "正泰集团"
    assert passage["parties"][0]["word"] == "集团"
    assert passage["places"][0]["place"]["city"] == "西安市"
    (figure,) = found["figures"]
    assert (figure["paragraph"], figure["value"], figure["unit"], figure["counts"]) == (2, 211, "家", "企业")


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_file(option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.encode("gb18030"))
    assert main([str(path), "--published", "2024-03-06", "--home", HOME[0], "--home", HOME[1], *option]) == 0
    shown, complaints = capsys.readouterr()
    assert complaints == ""
    if option:
        assert "西安交通大学" in shown  # readable, not escaped
        assert json.loads(shown) == document(STORY, *HOME)
    else:
        assert shown == as_text(TEXT, READING)


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\ufeff甲\n\n乙。".encode())))
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("甲\n")


@pytest.mark.parametrize(
    ("content", "arguments", "complaint"),
    [
        pytest.param(None, [], "No such file or directory", id="missing"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), [], "no known encoding", id="image"),
        pytest.param(b"PK\x03\x04" + b"\0\1\2" * 200, [], "no known encoding", id="archive"),
        pytest.param(b"abc\0def", [], "this is no text", id="null"),
        pytest.param(b"", [], "there is no text in it", id="empty"),
        pytest.param(b" \n\n \n", [], "there is no text in it", id="blank"),
        pytest.param(b"<!DOCTYPE html><html><body>", [], "this is a web page", id="page"),
        pytest.param("甲。".encode(), ["--published", "2024-02-30"], "this is no date", id="no such day"),
        pytest.param("甲。".encode(), ["--published", "yesterday"], "this is no date", id="no date"),
        pytest.param("甲。".encode(), ["--published", ""], "this is no date", id="empty date"),
    ],
)
def test_what_cannot_be_read(
    content: bytes | None, arguments: list[str], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_bytes(content)
    assert main([str(path), *arguments]) == 2
    shown, complaints = capsys.readouterr()
    assert shown == ""
    assert complaint in complaints
    assert complaints.count("\n") == 1


@pytest.mark.parametrize("name", [".", "a\0b", "a/b/c"])
def test_names_that_are_no_files(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xjtunews.language", "--published=2024-03-06"],
        input=STORY.encode(),
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert "西安交通大学校长" in done.stdout.decode()
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""
