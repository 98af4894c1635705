from __future__ import annotations

import pytest

from xjtunews.language.names import follows, is_word, may_follow, name_end, speaks


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王琳出席", "王琳"),
        ("张超与来宾", "张超"),
        ("李强等参加", "李强"),
        ("李永和参加", "李永和"),  # the last character of a name may be a word
        ("关爱和、李四", "关爱和"),
        ("陈建有带领来宾", "陈建有"),
        ("付金在参加", "付金在"),
        ("赵迈曾出席", "赵迈曾"),
        ("王晓曾任校长", "王晓"),
        ("张超和李四参加", "张超"),
        ("王树国校长", "王树国"),
        ("孙早诚邀校友", "孙早"),
        ("程建设参加", "程建设"),
        ("别朝红等陪同", "别朝红"),
        ("单智伟、单文华", "单智伟"),
        ("万宁带着客人", "万宁"),
        ("成进、席光", "成进"),
        ("包钢、张三", "包钢"),
        ("于勇，副总经理", "于勇"),
        ("洪军陪同", "洪军"),
        ("陈默说，", "陈默"),
        ("韩娜把钥匙", "韩娜"),
        ("王军对孵化器", "王军"),
        ("许知行为企业演示", "许知行"),
        ("袁征以《探索》为题", "袁征"),
        ("赵刚到创新港", "赵刚"),
        ("高峰主持", "高峰"),
        ("李一行", "李一行"),
        ("欧阳修远出席", "欧阳修远"),
        ("司马光出席", "司马光"),
        ("上官云，", "上官云"),
        ("阿里木·买买提，", "阿里木·买买提"),
        ("约翰·史密斯教授", "约翰·史密斯"),
        ("John Smith教授", "John Smith"),
        ("李𬭚就材料", "李𬭚"),
    ],
)
def test_name(text: str, name: str) -> None:
    end = name_end(text, 0)
    assert end is not None
    assert text[:end] == name


@pytest.mark.parametrize(
    "text",
    [
        "应邀出席",
        "高度重视",
        "代表学校",
        "向大家表示",
        "金融学院",
        "安排了任务",
        "于11月",
        "王校长指出",
        "唐先生的",
        "和母校",
        "来校调研",
        "全体师生",
        "的校长",
        "",
    ],
)
def test_no_name(text: str) -> None:
    assert name_end(text, 0) is None


def test_a_name_that_is_known_is_taken_as_it_is() -> None:
    assert name_end("王文博大精深", 0, {"王文"}) == 2


def test_words_that_tell() -> None:
    assert follows("王晓出席", 2)
    assert not follows("王晓明出席", 2)
    assert may_follow("赵刚到创新港", 2)
    assert speaks("王少波介绍了历程", 3)
    assert is_word("高校参加", 0)
    assert not is_word("高同庆参加", 0)
