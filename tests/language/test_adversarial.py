from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xjtunews.language.__main__ import read_plain
from xjtunews.language.agreements import find_agreements
from xjtunews.language.dates import find_event_dates
from xjtunews.language.facts import Reading
from xjtunews.language.figures import find_figures
from xjtunews.language.home import guess_home
from xjtunews.language.kinds import find_kinds
from xjtunews.language.mentions import find_passages
from xjtunews.language.phrases import read_phrases
from xjtunews.language.places import find_places, location_phrases, place_of
from xjtunews.language.reading import read_text
from xjtunews.language.show import Text, as_document, as_text
from xjtunews.language.topics import find_topics

DAY = date(2024, 3, 6)
HOME = ("西安交通大学", "西安交大")

#: What is repeated until the text is long enough.
REPEATED = {
    "one character": "签",
    "another character": "王",
    "enumeration commas": "、",
    "blanks": " ",
    "opening brackets": "（",
    "closing brackets": "）",
    "pairs of brackets": "（）",
    "brackets with text": "（校友）",
    "angle brackets": "《",
    "names in angle brackets": "《合作协议》",
    "quotation marks": "“",
    "straight quotation marks": '"',
    "quoted": "“研究院”",
    "digits": "1",
    "numerals": "十",
    "months": "1月",
    "days": "3日",
    "dates": "3月5日",
    "dates in a list": "3月5日、",
    "full dates": "2024年3月5日，",
    "dates that happen": "3月5日签约",
    "dates in sentences": "3月5日，双方在西安签约。",
    "figures": "211家",
    "figures in a list": "30名学生、",
    "secretaries": "书记",
    "secretaries in a list": "书记、",
    "universities": "大学",
    "universities in a list": "大学、",
    "named universities": "苏州大学、",
    "signings": "签约",
    "agreements": "签署协议",
    "unveilings": "为揭牌",
    "names in a list": "王晓、",
    "different names": "王晓、李明、张三丰、欧阳明高、",
    "names with commas": "王晓，",
    "titles and names": "校长王晓、",
    "names and titles": "王晓校长，",
    "titles without a name": "党委常委、副校长、",
    "dotted names": "阿里·",
    "letters": "A",
    "words": "Aa ",
    "places": "西安",
    "places in a list": "西安、苏州、",
    "chains of places": "陕西省西安市",
    "going to places": "赴西安",
    "companies": "甲乙有限公司",
    "companies in a list": "甲乙有限公司、",
    "leaders": "领导王晓、",
    "with": "与",
    "and": "和",
    "of": "的",
    "dashes": "—",
    "full stops": "。",
    "line breaks": "\n",
    "said": "他表示，",
    "wishes": "希望签署",
    "since": "自",
    "terms": "人工智能",
    "traditional": "黨委書記張三與蘇州市人民政府簽署戰略合作協議、",
    "mojibake": "è¥¿å®‰äº¤é€šå¤§å­¦",
    "characters lost": "??疾?;⒚�",
    "pinyin": "網(wǎng)協(xié)產(chǎn)",
    "emoji": "👩‍🔬🎓",
    "combining": "e\u0301",
    "secretaries of universities": "大学书记",
    "with somebody": "甲与",
    "names that are open": "校长王晓天儿",
    "leads without an end": "王晓会见",
    "visitors": "一行来我校",
    "graduates": "校友王晓",
    "short names": "甲乙大学（简称“甲大”）",
    "different companies": "甲乙公司、丙丁公司、戊己公司、",
    "together": "双方就",
    "news": "3月5日，西安交通大学校长王晓、副校长李明会见苏州市委书记张三一行，签署《战略合作协议》，共建211家企业。",
}
#: Of these, what is also read as many short paragraphs.
MANY = (
    "one character",
    "dates in sentences",
    "figures in a list",
    "different names",
    "titles and names",
    "companies",
    "news",
)
FINDERS: dict[str, Callable[[str], object]] = {
    "dates": lambda text: list(find_event_dates(text, DAY)),
    "kinds": lambda text: list(find_kinds(text)),
    "passages": lambda text: list(find_passages([text], DAY, text[:100])),
    "home": lambda text: guess_home(text, [text], HOME),
    "phrases": lambda text: read_phrases(text),
    "places": lambda text: list(find_places(text)),
    "scenes": lambda text: list(location_phrases(text)),
    "place of a name": place_of,
    "agreements": lambda text: list(find_agreements(text)),
    "figures": lambda text: list(find_figures(text)),
    "topics": lambda text: find_topics("", [text]),
}
SIZE = 4_000
#: Linear is 2, quadratic 4; the rest is the noise of a busy machine.
MOST = 2.6
#: What takes less than this much for the larger text may take what it likes.
QUICK = 0.01
#: What takes more than this much for a thousand characters is not worth a second look.
SLOW = 0.3


def seconds(find: Callable[[str], object], text: str) -> float:
    started = time.thread_time()  # what other processes take does not count
    find(text)
    return time.thread_time() - started


def growth(find: Callable[[str], object], unit: str) -> float:
    """Return how much longer the double text takes: the best of each, as many as it needs to get past the noise."""
    small, large = (unit * (length // len(unit) + 1) for length in (SIZE, 2 * SIZE))
    shorter = longer = float("inf")
    if seconds(find, small[: SIZE // 4]) > SLOW:
        return longer
    gc.disable()
    try:
        for _ in range(8):
            longer = min(longer, seconds(find, large))
            if longer < QUICK:
                return 0.0
            shorter = min(shorter, seconds(find, small))
            if longer < shorter * MOST:
                break
    finally:
        gc.enable()
    return longer / shorter


def read(text: str) -> Reading:
    return read_text("", [text], DAY, HOME)


def read_lines(text: str) -> Reading:
    return read_text(text[:100], [text[at : at + 100] for at in range(0, len(text), 100)], DAY, HOME)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load the word lists once, outside of what is timed."""
    read_text("", ["推进产教融合，苏州市委书记张立会见来宾。"], DAY, HOME)


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)
def test_finders_take_linear_time(find: Callable[[str], object], unit: str) -> None:
    assert growth(find, unit) < MOST


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_reading_takes_linear_time(unit: str) -> None:
    assert growth(read, unit) < MOST


@pytest.mark.parametrize("unit", MANY)
def test_many_paragraphs_take_linear_time(unit: str) -> None:
    assert growth(read_lines, REPEATED[unit]) < MOST


def check(title: str, paragraphs: list[str], names: tuple[str, ...] = HOME) -> None:
    """Check what holds for every text, whatever the rules find in it."""
    reading = read_text(title, paragraphs, DAY, names)
    assert reading == read_text(title, paragraphs, DAY, names)
    assert len(reading.passages) == len(reading.scenes)
    lines = (title, *paragraphs)
    for passage in reading.passages:
        line = lines[passage.paragraph]
        assert line[passage.start : passage.end] == passage.evidence
        start, end = passage.date.span
        assert 0 <= start <= end <= len(line)
        assert line[start:end].strip() == passage.date.text or passage.date.rule == "continued"
        assert passage.kinds
    for scene in (*reading.scenes, reading.elsewhere):
        for name, person in scene.people.items():
            assert name == person.name == lines[person.paragraph][person.start : person.end]
            assert all(person.titles)
            assert person.side in ("ours", "theirs", None)
        for name, party in scene.parties.items():
            assert name == party.name
            assert name.strip() == name != ""
            assert 0 <= party.start < party.end <= len(lines[party.paragraph])
        for key, location in scene.locations.items():
            assert key == (location.division.province, location.division.city)
            assert 0 <= location.paragraph < len(lines)
        assert all(agreement.name for agreement in scene.agreements)
    for number, figure in reading.figures:
        start, end = figure.span
        assert 0 <= start < end <= len(lines[number])
        assert figure.text in lines[number]
    text = Text(title, tuple(paragraphs), DAY)
    json.dumps(as_document(text, reading))
    assert as_text(text, reading)


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_repetitions_are_read(unit: str) -> None:
    check(unit, [unit * 40, unit * 3], names=HOME)
    check("", [unit * 40], names=())


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("", [""], id="an empty paragraph"),
        pytest.param(" ", [" ", "\u3000"], id="blanks"),
        pytest.param("\ue000\ue001", ["\ue000\ue001校长\ue000王晓\ue001"], id="private use"),
        pytest.param("", ["\ud800校长王晓\udfff，3月5日签约"], id="lone surrogates"),
        pytest.param("", ["\0校长王晓\0会见\x1b[31m李明"], id="control characters"),
        pytest.param("", ["校长𠮷野家会见书记𡈽方。3月5日签约𠮷"], id="beyond the basic plane"),
        pytest.param("", ["0月0日，99月99日，2月30日，3月5日至0日签约"], id="no such dates"),
        pytest.param("", ["9999年12月31日签约，1月1日揭牌，0001年1月1日座谈"], id="the last day"),
        pytest.param("", ["1" * 5000 + "家企业，" + "九" * 5000 + "亿元，" + "亿" * 50 + "元"], id="huge numbers"),
        pytest.param("", ["٣月٥日签约，３月５日揭牌，²月³日"], id="other digits"),
        pytest.param("", ["（" * 300 + "校长王晓" + "）" * 300], id="deep brackets"),
        pytest.param("", ["“《（【「校长王晓，3月5日签署《“（协议"], id="brackets that never close"),
        pytest.param("", ["）》”】」校长王晓，3月5日签署协议》”"], id="brackets that never open"),
        pytest.param("校长王晓", ["王晓"], id="a name alone"),
        pytest.param("", ["校长", "书记、", "、", "，", "与"], id="a title alone"),
        pytest.param("", ["3月5日黨委書記張三會見蘇州市市長李四一行，雙方簽署《戰略合作協議》。"], id="traditional"),
        pytest.param("", ["3月5日，黨(dǎng)委書記張三會(huì)見李四，簽署協(xié)議(yì)。"], id="pinyin"),
        pytest.param("", ["3月5日é•¿å®‰å¤§å¦ç­¾çº¦æ ¡é•¿çŽ‹æ™“"], id="mojibake"),
        pytest.param("", ["3??日，校长王?会见?记李明，签署?略合作协议。"], id="characters lost"),
        pytest.param("", ["3月5日，校长\u202e王晓\u202c会见\u200b李\u200d明"], id="invisible characters"),
        pytest.param("", ["İstanbul大学校长Ömer Ünal，3月5日签约，ﬀ大学"], id="letters that change their length"),
    ],
)
def test_odd_texts_are_read(title: str, paragraphs: list[str]) -> None:
    check(title, paragraphs)
    check(title, paragraphs, names=())


WORDS = tuple(
    word
    for line in (
        "3月5日 5日下午 2024年 2023年12月30日 近日 会后 ， 、 。 ； ： （ ） “ ” 《 》 — 和 与 及 等 一行 的 了 在 赴",
        "来 到 王晓 张三丰 欧阳明高 包钢 别朝红 阿里木·买提 John 校长 副校长 党委书记 院士 教授 董事长 总经理 主任",
        "记者 领导 西安交通大学 西安交大 苏州大学 我校 学校 甲乙集团 苏州市人民政府 苏州市 陕西省 西安 西咸新区 省委",
        "学院 公司 会见 签署 签约 战略合作协议 揭牌 座谈 调研 表示 希望 自 以来 据悉 出席 参加 主持 为 共建 211家 企业",
        "李明 研究院 30余名 亿元 校友 人工智能 簽署 書記 大學 ? � A 1",
    )
    for word in line.split()
)
TEXTS = st.one_of(
    st.lists(st.sampled_from([*WORDS, " ", "\u3000", "\n"]), max_size=40).map("".join),
    st.text(max_size=60),
    st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, paragraphs=st.lists(TEXTS, max_size=4), names=st.sampled_from([HOME, ("苏州大学",), ()]))
def test_any_text_is_read(title: str, paragraphs: list[str], names: tuple[str, ...]) -> None:
    check(title, paragraphs, names)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)
def test_finders_raise_nothing(find: Callable[[str], object], text: str) -> None:
    assert find(text) == find(text)


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(TEXTS, st.lists(TEXTS, max_size=6).map("\n".join)))
def test_any_text_has_a_header_or_none(text: str) -> None:
    plain = read_plain(text)
    assert all(line == line.strip() != "" for line in plain.paragraphs)
    assert plain == read_plain(text)
