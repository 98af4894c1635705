from __future__ import annotations

import pytest

from xjtunews.language.credits import cut_credits, is_body, parse_credits, split_names

Found = tuple[str, str, str | None]


def found(line: str) -> list[Found]:
    return [(credit.role, credit.name, credit.organization) for credit in parse_credits(line)]


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("文字:张敏", [("text", "张敏", None)]),
        ("文字：张敏", [("text", "张敏", None)]),
        ("图片:李华", [("photo", "李华", None)]),
        ("编辑:王强", [("editor", "王强", None)]),
        ("文字:党委宣传部 张敏", [("text", "张敏", "党委宣传部")]),
        ("文字：医学部\u3000张敏", [("text", "张敏", "医学部")]),
        ("文字：张敏、李华", [("text", "张敏", None), ("text", "李华", None)]),
        ("文字：张敏 李华", [("text", "张敏", None), ("text", "李华", None)]),
        ("文字：张敏,李华;王强", [("text", "张敏", None), ("text", "李华", None), ("text", "王强", None)]),
        ("文字：医学部 张敏;电信学部 李华", [("text", "张敏", "医学部"), ("text", "李华", "电信学部")]),
        ("图片：新闻中心 张敏，医学部 李华", [("photo", "张敏", "新闻中心"), ("photo", "李华", "医学部")]),
        ("文字:医学部 张敏;内蒙古日报", [("text", "张敏", "医学部"), ("text", "内蒙古日报", "内蒙古日报")]),
        ("图片：前方记者组", [("photo", "前方记者组", "前方记者组")]),
        ("供图：张敏", [("photo", "张敏", None)]),
        ("视频：张敏", [("video", "张敏", None)]),
        ("责任编辑：张敏", [("editor", "张敏", None)]),
        ("責任編輯：张敏", [("editor", "张敏", None)]),
        ("摄影：阿卜杜拉·艾力", [("photo", "阿卜杜拉·艾力", None)]),
        ("文字：欧阳娜娜", [("text", "欧阳娜娜", None)]),
        ("文字：学生记者 张敏", [("text", "张敏", None)]),
    ],
)
def test_one_label(line: str, credits: list[Found]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        (
            "文:张敏 图:李华 审核:王强 编辑:赵刚",
            [("text", "张敏", None), ("photo", "李华", None), ("review", "王强", None), ("editor", "赵刚", None)],
        ),
        ("文字：张敏；图片：李华", [("text", "张敏", None), ("photo", "李华", None)]),
        ("文字：张敏，图片：李华", [("text", "张敏", None), ("photo", "李华", None)]),
        ("文字：张敏图片：李华", [("text", "张敏", None), ("photo", "李华", None)]),
        ("责编：张敏 | 审核：李华", [("editor", "张敏", None), ("review", "李华", None)]),
        ("记者:张敏 核稿:李华 摄影:王强", [("text", "张敏", None), ("review", "李华", None), ("photo", "王强", None)]),
        (
            "初审：张敏 复审：李华 终审：王强",
            [("review", "张敏", None), ("review", "李华", None), ("review", "王强", None)],
        ),
        ("编辑：医学部 编辑：张敏", [("editor", "医学部", "医学部"), ("editor", "张敏", None)]),
        ("文字： 图片：张敏", [("photo", "张敏", None)]),
    ],
)
def test_several_labels(line: str, credits: list[Found]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    "line",
    ["文/图：张敏", "图/文：张敏", "文、图：张敏", "图文：张敏", "文字/图片：张敏", "文字、图片：张敏", "(文/图 张敏)"],
)
def test_text_and_pictures_by_one_person(line: str) -> None:
    assert found(line) == [("text", "张敏", None), ("photo", "张敏", None)]


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("(记者 张敏)", [("text", "张敏", None)]),
        ("（记者张敏）", [("text", "张敏", None)]),
        ("（记者：张敏）", [("text", "张敏", None)]),
        ("（本报记者 张敏 通讯员 李华）", [("text", "张敏", None), ("text", "李华", None)]),
        ("(责任编辑:张敏)", [("editor", "张敏", None)]),
        ("【文字：张敏】", [("text", "张敏", None)]),
        ("[编辑：张敏]", [("editor", "张敏", None)]),
        (
            "(终审:张敏 核稿:李华 编辑:王强)",
            [("review", "张敏", None), ("review", "李华", None), ("editor", "王强", None)],
        ),
    ],
)
def test_brackets(line: str, credits: list[Found]) -> None:
    assert found(line) == credits


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("周 励", ["周励"]),
        ("周 励 张 毅", ["周励", "张毅"]),
        ("周 励、张 毅", ["周励", "张毅"]),
        ("张敏 周 励 李华", ["张敏", "周励", "李华"]),
        ("医学部 周 励", ["周励"]),
        ("张  敏", ["张敏"]),
    ],
)
def test_names_with_an_inner_space(value: str, names: list[str]) -> None:
    assert [name for name, _ in split_names(value)] == names


@pytest.mark.parametrize(
    "line",
    [
        "",
        "双方签署协议。",
        "文字：",
        "责任编辑:",
        "图片：两校领导在主楼前合影。左起第三人为校长",
        "图片：两校领导在主楼前合影，左起第三人为校长，其余为来宾",
        "图片：会谈现场",
        "内容：双方签约。编辑出版",
        "（以下简称乙方）",
        "（图为签约现场）",
        "（图1）",
        "（图书馆）",
        "（文化厅）",
        "（记者站）",
        "（编辑部）",
        "（发布会）",
        "（作者系甲大学教授）",
        "（张敏）",
        "来源：甲报 文字：张敏",
        "文字：" + "张敏、" * 100,
    ],
)
def test_no_credits(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("paragraph", "rest", "names"),
    [
        ("双方签约。（记者 张敏）", "双方签约。", ["张敏"]),
        ("双方签约。(记者张敏、李华)", "双方签约。", ["张敏", "李华"]),
        ("双方签约。（文字：张敏 图片：李华）", "双方签约。", ["张敏", "李华"]),
        ("双方签约。 【文字：张敏】 ", "双方签约。", ["张敏"]),
        ("双方签约。(终审:张敏 核稿:李华 编辑:王强)", "双方签约。", ["张敏", "李华", "王强"]),
        ("双方签约。（供稿：张敏）", "双方签约。", ["张敏"]),
        ("甲大学（以下简称甲）", "甲大学（以下简称甲）", []),
        ("双方签约。（图为现场）", "双方签约。（图为现场）", []),
        ("双方签约。（完）", "双方签约。（完）", []),
        ("（记者 张敏）", "（记者 张敏）", []),
        ("（记者 张敏）双方签约。", "（记者 张敏）双方签约。", []),
    ],
)
def test_cut_credits(paragraph: str, rest: str, names: list[str]) -> None:
    text, credits = cut_credits(paragraph)
    assert (text, [credit.name for credit in credits]) == (rest, names)


@pytest.mark.parametrize(
    ("word", "body"),
    [
        ("党委宣传部", True),
        ("电信学部", True),
        ("人事处", True),
        ("科研院", True),
        ("内蒙古日报", True),
        ("苏州市科技局", True),
        ("甲乙集团", True),
        ("医学部", True),
        ("张敏", False),
        ("李社", False),
        ("白院", False),
        ("王小网", False),
        ("阿卜杜拉·艾力", False),
        ("", False),
    ],
)
def test_is_body(word: str, body: bool) -> None:
    assert is_body(word) is body


@pytest.mark.parametrize(
    ("paragraph", "text", "names"),
    [
        ("签约现场（张敏 摄）", "签约现场", ["张敏"]),
        ("签约现场（张敏、李华摄影）", "签约现场", ["张敏", "李华"]),
        ("签约现场（校团委供图）", "签约现场", ["校团委"]),
        ("签约现场（二层拍摄）", "签约现场（二层拍摄）", []),
    ],
)
def test_who_took_a_picture(paragraph: str, text: str, names: list[str]) -> None:
    rest, credits = cut_credits(paragraph)
    assert (rest, [credit.name for credit in credits]) == (text, names)
