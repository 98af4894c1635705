from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from xjtunews.language.segment import LISTS, Segmenter, _new_tokenizer, segmenter, words
from xjtunews.language.words import column

CHINESE = st.text(st.sampled_from("中医院校企合作产教融其人工智能AI5G+（）、，。“” \n\r〇鑫\U00020000"), max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("双方会谈", "双方 会谈"),
        ("其中医院三家", "其中 医院 三家"),
        ("推进科技成果转化", "推进 科技成果转化"),
        ("深化产教融合", "深化 产教融合"),
        ("碳达峰碳中和", "碳达峰 碳中和"),
        ("开展访企拓岗行动", "开展 访企拓岗 行动"),
        ("研究生物理竞赛", "研究生 物理 竞赛"),
        ("OpenAI发布", "OpenAI 发布"),
        ("5G与AI", "5G 与 AI"),
        ("互联网+大赛", "互联网+ 大赛"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert [word for word, _, _ in words(text)] == (expected.split() if expected else [])


def test_offsets() -> None:
    assert words("甲校，1月") == [("甲校", 0, 2), ("，", 2, 3), ("1", 3, 4), ("月", 4, 5)]


@given(CHINESE)
@example("\r\n")
@example("鑫" * 500 + "，" + "A" * 500)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_and_offsets_fit(text: str) -> None:
    found = words(text)
    assert "".join(word for word, _, _ in found) == text
    assert all(text[start:end] == word for word, start, end in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("签约。", "签约"),
        ("科技成果转化", "科技 成果 转化 科技成果 成果转化 科技成果转化"),
        ("（揭牌）", "揭牌"),
        ("研究生物理竞赛", "研究 研究生 物理 竞赛"),
        ("5G、AI", ""),
    ],
)
def test_known_words(text: str, expected: str) -> None:
    assert segmenter().known_words(text) == expected.split()


@given(st.text(st.sampled_from("中医院校企合作产教融其人工智能研究生物理竞赛西安交通大学的与在一〇鑫"), max_size=60))
@settings(max_examples=300, deadline=None)
def test_known_words_are_those_of_jieba(text: str) -> None:
    known = segmenter()
    cut = [word for word in known._tokenizer.cut(text, HMM=False) if len(word) > 1]
    found = known.known_words(text)
    assert [word for word in found if word in cut] == cut or set(cut) <= set(found)
    assert all(known.knows(word) and word in text for word in found)


@pytest.mark.parametrize(
    ("text", "stretch", "expected"),
    [
        ("其中医院三家", "医院", True),
        ("其中医院三家", "中医", False),
        ("附设中医院", "中医院", True),
        ("研究生物理竞赛", "研究生", True),
        ("研究生物理竞赛", "生物", False),
        ("工业务实发展", "业务", False),
        ("中医", "中医", True),
        ("推广OpenAI", "AI", False),
        ("推广AI技术", "AI", True),
        ("AI", "AI", True),
        ("校企合作共赢", "校企", False),
        ("校企合作共赢", "校企合作", True),
        ("校企合作共赢", "校企合作共赢", True),
    ],
)
def test_is_words(text: str, stretch: str, expected: bool) -> None:
    start = text.index(stretch)
    assert segmenter().is_words(text, start, start + len(stretch)) is expected


def test_what_one_learns_the_other_does_not() -> None:
    assert Segmenter(["鑫焱垚"]).words("鑫焱垚淼")[0] == ("鑫焱垚", 0, 3)
    assert words("鑫焱垚淼")[0][0] != "鑫焱垚"


def test_every_word_of_the_lists_stays_whole() -> None:
    for name, index in LISTS:
        for word in column(name, index):
            if not word.isascii():
                assert words(word) == [(word, 0, len(word))]


def test_no_file_no_warning_no_word_on_the_screen(tmp_path: Path) -> None:
    code = (
        "from xjtunews.language.segment import words; print(words('签约')); import sys; assert 'jieba' in sys.modules"
    )
    place = os.environ | {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    tmp_path.chmod(0o500)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, env=place, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[('签约', 0, 2)]\n", "")
    assert list(tmp_path.iterdir()) == []


def test_importing_it_loads_nothing() -> None:
    code = "import sys, xjtunews.language.segment; assert 'jieba' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("text", ["鑫", "中国", "7", "A", "、", "（", " "])
def test_time_grows_with_the_length_only(text: str) -> None:
    words(text)
    started = time.perf_counter()
    words(text * (50_000 // len(text)))
    assert time.perf_counter() - started < 5


def test_the_dictionary_is_read_as_jieba_reads_it() -> None:
    tokenizer = _new_tokenizer()
    assert (tokenizer.FREQ, tokenizer.total) == tokenizer.gen_pfdict(tokenizer.get_dict_file())
