from __future__ import annotations

import pytest

from xjtunews.language.name_lists import behind_spelling, is_long_name, names_abreast, two_names
from xjtunews.language.phrases import read_phrases


def people(text: str) -> list[tuple[str, list[str]]]:
    return [(p.name, [title.text for title in p.titles]) for p in read_phrases(text).people]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("朱元吉、王敏两位校友分享了经历。", ["朱元吉", "王敏"]),
        ("为支持创业，蔡彤、汪新芽、江岳恒五位企业家发起基金。", ["蔡彤", "汪新芽", "江岳恒"]),
        ("刘萍、强晏红和奚伟国分别代表学校发言。", ["刘萍", "强晏红", "奚伟国"]),
        ("王晓、李明、张强和相关教师参加。", ["王晓", "李明", "张强"]),
        ("高度重视、全面部署两项工作。", []),
        ("王晓、李明。", []),
    ],
)
def test_people_without_a_title(text: str, names: list[str]) -> None:
    assert [name for name, _ in people(text)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("席光和王铁军副校长分别签署协议", [("席光", []), ("王铁军", ["副校长"])]),
        ("王文（Wen Wang）副校长出席", [("王文", ["副校长"])]),
        ("托尼·麦克（Tony Michael）代理副校长出席", [("托尼·麦克", ["代理副校长"])]),
        ("副院长李明、王文（Wen Wang）教授出席", [("李明", ["副院长"]), ("王文", ["教授"])]),
        ("科林·贝利校长致辞", [("科林·贝利", ["校长"])]),
        ("汉斯-约亨·施维尔校长致辞", [("汉斯-约亨·施维尔", ["校长"])]),
        ("Colin Grant教授致辞", [("Colin Grant", ["教授"])]),
    ],
)
def test_titles_behind_names(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert people(text) == expected


def test_names_end_where_a_word_begins() -> None:
    assert names_abreast("王晓、李明波和高度重视", 0) == [(0, 2), (3, 6)]
    assert names_abreast("王晓、高度重视", 0) == []
    assert names_abreast("科研", 0) == []


def test_two_names() -> None:
    assert two_names("席光与王铁军") == ("席光", "王铁军")
    assert two_names("席光、王铁军") is None
    assert two_names("计算机和金融") is None


def test_spelling() -> None:
    assert behind_spelling("王文（Wen Wang）副校长", 2) == 12
    assert behind_spelling("王文（书记）", 2) == 2
    assert is_long_name("科林·贝利")
    assert is_long_name("Colin Grant")
    assert not is_long_name("教授代表团")
