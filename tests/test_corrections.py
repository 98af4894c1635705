"""A file of corrections: read whatever program saved it, one message a bad line, applied to the right article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Crawl
from xjtunews.corrections import Corrections, read_corrections
from xjtunews.exceptions import CorrectionError
from xjtunews.items import Article, Reading
from xjtunews.language.amend import Change
from xjtunews.language.facts import Appearance, Scene
from xjtunews.language.home import Home

HEADER = "# who\twhen\twhy\tarticle\taction\tfact\twhere\told\tnew\n"
LINE = "李华\t2025-03-01\t名字写错\tid-1\tchange\tperson\t\t张山\t张三"
URL = "https://news.xjtu.edu.cn/info/1033/205565.htm"


def read(tmp_path: Path, content: str | bytes) -> Corrections:
    path = tmp_path / "fixed.tsv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_corrections(str(path))


def article(**fields: str) -> Article:
    reading = Reading(Home())
    reading.elsewhere = Scene({"张山": Appearance("张山", (), None, None, 1, 0, 2, "bare")})
    return Article(**({"id": "id-1", "title": "一事", "body": "张山来校。"} | fields), reading=reading)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + "\n" + LINE + "\n").encode(),
        (HEADER + "\n" + LINE).encode("utf-8-sig"),
        (HEADER + "\r\n" + LINE + "\r\n").encode("utf-16"),
        (HEADER + "\n" + LINE + "\t\t\n\t\t\t\n").encode("gb18030"),
        ('"# a ""note"""\n\n' + LINE.replace("名字写错", '"名字写错"') + "\n").encode(),
        (HEADER + "\n" + LINE.replace("2025-03-01", "2025/3/1").replace("change", "Change")).encode(),
        (HEADER + "\n" + LINE.replace("change", "修改").replace("person", "人物")).encode(),
    ],
    ids=["utf-8", "with a mark", "utf-16", "gb18030", "quoted", "as a spreadsheet writes dates", "in Chinese"],
)
def test_a_line_is_read_whatever_saved_it(tmp_path: Path, content: bytes) -> None:
    corrections = read(tmp_path, content)
    assert corrections.problems == []
    (line,) = corrections.all
    assert (line.line, line.who, line.day, line.why, line.article) == (3, "李华", "2025-03-01", "名字写错", "id-1")
    assert line.change == Change("change", "person", "", "张山", "张三")


def test_the_columns_at_the_end_may_be_left_out(tmp_path: Path) -> None:
    corrections = read(tmp_path, "李华\t2025-03-01\t不在场\tid-1\tremove\tperson\t\t张山\n")
    assert [line.change for line in corrections.all] == [Change("remove", "person", "", "张山")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("李华\t昨天\t错\tid\tremove\tperson\t\t甲", "'昨天' in the column when is no date; write it as 2024-01-31"),
        ("李华\t2025-02-30\t错\tid\tremove\tperson\t\t甲", "'2025-02-30' in the column when is no date"),
        ("\t2025-02-03\t错\tid\tremove\tperson\t\t甲", "nothing in the column who; the columns are who, when, why"),
        ("李华\t2025-02-03\t\tid\tremove\tperson\t\t甲", "nothing in the column why"),
        ("李华\t2025-02-03\t错\t\tremove\tperson\t\t甲", "nothing in the column article"),
        ("李华，2025-02-03，错", "nothing in the column when"),
        ("李华\t2025-02-03\t错\tid\tdrop\tperson\t\t甲", "there is no action 'drop'; there are add, change, remove"),
        ("李华\t2025-02-03\t错\tid\tremove\tperson\t\t甲\t\t\t?", "more than 9 columns; they are who, when"),
        ('"李华\t2025-02-03\t错\tid\tremove\tperson\t\t甲', "nothing in the column when"),
    ],
)
def test_a_line_that_means_nothing_costs_no_other(tmp_path: Path, line: str, problem: str) -> None:
    corrections = read(tmp_path, f"{HEADER}{line}\n{LINE}\n")
    (message,) = corrections.problems
    assert message.startswith(f"fixed.tsv, line 2: {problem}")
    assert [correction.line for correction in corrections.all] == [3]


def test_there_may_be_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_corrections("corrections.tsv").all == read_corrections("").all == read_corrections(None).all == []
    assert read(tmp_path, "").all == []
    with pytest.raises(CorrectionError, match=r"CORRECTIONS=other\.tsv cannot be read: no such file or directory"):
        read_corrections("other.tsv")
    with pytest.raises(CorrectionError, match="cannot be read: is a directory"):
        read_corrections(str(tmp_path))
    (tmp_path / "corrections.tsv").write_text(LINE, "utf-8")
    assert len(read_corrections("corrections.tsv").all) == 1


@pytest.mark.parametrize(
    ("name", "key", "url"),
    [
        ("id-1", "id-1", None),
        (URL, "news-xjtu-edu-cn-205565", URL),
        (URL.replace("https", "http") + "#top", "news-xjtu-edu-cn-205565", URL),
        (URL.replace("1033", "1219"), "news-xjtu-edu-cn-205565", URL),
        ("https://www.example.org/a/b", "x", "https://www.example.org/a/b"),
    ],
    ids=["id", "address", "another form", "another column", "no number"],
)
def test_an_article_is_known_by_id_or_address(tmp_path: Path, name: str, key: str, url: str | None) -> None:
    corrections = read(tmp_path, LINE.replace("id-1", name))
    item = article(id=key) if url is None else article(id=key, url=url)
    assert [line.status for line in corrections.apply(item)] == ["applied"]
    assert item.reading is not None
    assert list(item.reading.elsewhere.people) == ["张三"]
    assert corrections.apply(article(id="id-2")) == []


def test_lines_of_an_article_build_on_one_another(tmp_path: Path) -> None:
    second = LINE.replace("张三", "章三").replace("张山", "张三")
    corrections = read(tmp_path, f"{LINE}\n{second}\n")
    item = article()
    corrections.apply(item)
    assert item.reading is not None
    assert list(item.reading.elsewhere.people) == ["章三"]


def test_what_vanished_and_what_never_came_is_said(tmp_path: Path) -> None:
    corrections = read(tmp_path, "\n".join((LINE, LINE.replace("张山", "章山"), LINE.replace("id-1", "id-2"))))
    corrections.apply(article())
    # The first line has made 张三 of 张山, so that the second one is right by now.
    assert [line.status for line in corrections.all] == ["applied", "unneeded", "unused"]
    corrections = read(tmp_path, LINE.replace("张山", "章山"))
    corrections.apply(article())
    assert list(corrections.vanished()) == ["fixed.tsv, line 1: change person 章山: 章山 is not found there (id-1)"]
    assert list(read(tmp_path, LINE).unused()) == ["fixed.tsv, line 1: the article id-1 is not stored"]
    (row,) = corrections.rows()
    assert (row["who"], row["corrected"], row["why"], row["status"]) == ("李华", "2025-03-01", "名字写错", "vanished")
    assert row["passage"] is None


def test_a_crawl_names_what_is_wrong_and_stores_all_else(tmp_path: Path, crawl: Crawl) -> None:
    record = "标题: 甲市来访\n发布日期: 2024-05-10\n正文内容:\n5月6日，甲市来宾到校座谈。\n"
    (tmp_path / "good.txt").write_text(record, "utf-8")
    (tmp_path / "empty").mkdir()
    path = tmp_path / "fixed.tsv"
    path.write_text(LINE + "\n" + LINE.replace("change", "alter") + "\n", "utf-8")
    arguments = ["-a", f"seeds={tmp_path / 'good.txt'}", "-s", f"CORRECTIONS={path}"]
    done = crawl(*arguments, replay=tmp_path / "empty")
    assert done.returncode == 1
    assert done.stdout.startswith("articles        1  ")
    assert [line for line in done.stderr.splitlines() if line.startswith("xjtunews")] == [
        "xjtunews: fixed.tsv, line 2: there is no action 'alter'; there are add, change, remove",
        "xjtunews: the crawl ended with 1 fault (finished); all else is stored",
    ]
