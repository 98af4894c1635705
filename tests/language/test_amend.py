"""What a person says overrules the rules: each kind of fact added, changed, removed; twice is once."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.language.agreements import Agreement
from xjtunews.language.amend import ACTIONS, Change, amend, passage_keys, why_meaningless
from xjtunews.language.correctable import kinds_of_fact
from xjtunews.language.facts import Appearance, Location, Participation, Reading
from xjtunews.language.places import place_of
from xjtunews.language.reading import read_text

PARAGRAPHS = [
    "3月5日，甲市副市长张三一行来校座谈，钱七参加。",
    "张三说，双方合作密切。赵六陪同，并签署《共建丙研究院合作协议》。",
    "3月8日，学校与乙公司签约。3月8日下午，李四为展厅揭牌。",
]


def reading() -> Reading:
    """Return a reading that does not depend on the rules for names: two passages are read, what is in them is set."""
    read = read_text("两事", PARAGRAPHS, date(2024, 3, 10))
    assert passage_keys(read.passages) == ["p1-1", "p3-1", "p3-2"]
    for scene in (*read.scenes, read.elsewhere):
        scene.people, scene.parties, scene.locations, scene.agreements = {}, {}, {}, []
    one, two, three = read.scenes
    one.people = {
        "张三": Appearance("张三", ("副市长", "党组成员"), "theirs", None, 1, 9, 11, "title"),
        "钱七": Appearance("钱七", (), None, None, 1, 18, 20, "bare"),
    }
    three.people = {"李四": Appearance("李四", ("校长",), "ours", None, 3, 21, 23, "title")}
    read.elsewhere.people = {"钱七": Appearance("钱七", (), None, None, 1, 18, 20, "bare")}
    two.parties = {"乙公司": Participation("乙公司", "company", "named", None, 3, 8, 11)}
    suzhou = place_of("苏州市")
    assert suzhou is not None
    two.locations = {("江苏省", "苏州市"): Location(suzhou, "scene", 3)}
    two.agreements = [Agreement("合作协议", "其他", "签署", (0, 4))]
    read.topics = []
    return read


def seen(read: Reading) -> dict[str, object]:
    """Return what a reading holds, flat."""
    facts: dict[str, object] = {}
    for key, passage, scene in zip(passage_keys(read.passages), read.passages, read.scenes, strict=True):
        found = passage.date
        facts[key] = (
            found.start if found.start == found.end else f"{found.start} {found.end}",
            [kind.kind for kind in passage.kinds],
            {person.name: person.titles for person in scene.people.values()},
            {party.name: party.type for party in scene.parties.values()},
            [location.division.name for location in scene.locations.values()],
            [(agreement.name, agreement.kind) for agreement in scene.agreements],
        )
    return facts | {"topics": [topic.topic for topic in read.topics], "elsewhere": list(read.elsewhere.people)}


BOTH = ("副市长", "党组成员")
FIELDS = ("date", "kinds", "people", "organizations", "places", "agreements")
#: Change; where the difference shows, and what stands there afterwards.
APPLIED = [
    (Change("add", "person", "p3-1", new="王五"), "p3-1", "people", {"王五": ()}),
    (Change("add", "person", "2", new="赵六"), "p1-1", "people", {"张三": BOTH, "钱七": (), "赵六": ()}),
    (Change("change", "person", old="张三", new="张珊"), "p1-1", "people", {"张珊": BOTH, "钱七": ()}),
    (Change("change", "person", old="钱七", new="张三"), "p1-1", "people", {"张三": BOTH}),
    (Change("remove", "person", old="李四"), "p3-2", "people", {}),
    (Change("remove", "person", "p3-2", old="李四"), "p3-2", "people", {}),
    (Change("remove", "person", "a-b-p3-2", old="李四"), "p3-2", "people", {}),
    (Change("remove", "person", "3", old="李四"), "p3-2", "people", {}),
    (Change("add", "title", new="李四：教授"), "p3-2", "people", {"李四": ("校长", "教授")}),
    (Change("change", "title", old="李四:校长", new="李四:副校长"), "p3-2", "people", {"李四": ("副校长",)}),
    (Change("remove", "title", old="李四：校长"), "p3-2", "people", {"李四": ()}),
    (Change("add", "organization", "p1-1", new="甲市政府"), "p1-1", "organizations", {"甲市政府": "government"}),
    (Change("add", "organization", "p1-1", new="天工：company"), "p1-1", "organizations", {"天工": "company"}),
    (Change("change", "organization", old="乙公司", new="乙大学"), "p3-1", "organizations", {"乙大学": "university"}),
    (Change("change", "organization", old="乙公司", new="乙公司：park"), "p3-1", "organizations", {"乙公司": "park"}),
    (Change("remove", "organization", old="乙公司"), "p3-1", "organizations", {}),
    (Change("add", "place", "p1-1", new="陕西省西安市"), "p1-1", "places", ["西安市"]),
    (Change("change", "place", old="苏州市", new="江苏省 南京市"), "p3-1", "places", ["南京市"]),
    (Change("remove", "place", old="江苏省苏州市"), "p3-1", "places", []),
    (Change("add", "kind", "p3-1", new="会见"), "p3-1", "kinds", ["签约", "会见"]),
    (Change("change", "kind", "p3-1", old="签约", new="启动"), "p3-1", "kinds", ["启动"]),
    (Change("remove", "kind", old="揭牌"), "p3-2", "kinds", []),
    (Change("change", "date", old="2024-03-05", new="2024-03-04 2024-03-06"), "p1-1", "date", "2024-03-04 2024-03-06"),
    (Change("change", "date", old="3月5日", new="2024/3/6"), "p1-1", "date", "2024-03-06"),
    (Change("change", "date", "p3-2", old="2024-03-08", new="2024-03"), "p3-2", "date", "2024-03-01 2024-03-31"),
    (Change("remove", "date", old="2024-03-05"), "p1-1", "date", None),
    (Change("add", "agreement", "p3-2", new="备忘录甲"), "p3-2", "agreements", [("备忘录甲", "备忘录")]),
    (Change("add", "agreement", "p3-2", new="甲：乙：项目"), "p3-2", "agreements", [("甲：乙", "项目")]),
    (Change("change", "agreement", old="合作协议", new="合作协议：框架"), "p3-1", "agreements", [("合作协议", "框架")]),
    (Change("remove", "agreement", old="合作协议"), "p3-1", "agreements", []),
]  # fmt: skip


@pytest.mark.parametrize(("change", "key", "field", "value"), APPLIED)
def test_a_change_changes_what_it_says_and_nothing_else(change: Change, key: str, field: str, value: object) -> None:
    assert why_meaningless(change) is None
    read = reading()
    before = seen(read)
    assert amend(read, PARAGRAPHS, change).status == "applied"
    after = seen(read)
    assert dict(zip(FIELDS, after[key], strict=True))[field] == value  # type: ignore[call-overload]
    for other in before.keys() - {"elsewhere"}:
        expected = list(before[other])  # type: ignore[call-overload]
        if other == key:
            expected[FIELDS.index(field)] = value
        assert list(after[other]) == expected  # type: ignore[call-overload]


@pytest.mark.parametrize(("change", "key", "field", "value"), APPLIED)
def test_a_second_time_changes_nothing(change: Change, key: str, field: str, value: object) -> None:
    read = reading()
    amend(read, PARAGRAPHS, change)
    once = deepcopy(read)
    amend(read, PARAGRAPHS, change)
    assert read == once


def test_what_a_person_said_names_no_rule_of_ours() -> None:
    read = reading()
    for change in (
        Change("add", "person", "p1-1", new="赵六"),
        Change("change", "title", old="李四：校长", new="李四：副校长"),
        Change("add", "organization", "p1-1", new="甲市政府"),
        Change("add", "place", "p1-1", new="西安市"),
        Change("add", "kind", "p3-1", new="会见"),
        Change("change", "date", old="2024-03-05", new="2024-03-04"),
        Change("add", "agreement", "p3-2", new="备忘录甲"),
    ):
        assert amend(read, PARAGRAPHS, change).status == "applied"
    one, _, three = read.scenes
    assert [one.people["赵六"].rule, three.people["李四"].rule] == ["correction"] * 2
    assert [party.role for party in one.parties.values()] == ["correction"]
    assert [location.role for location in one.locations.values()] == ["correction"]
    assert read.passages[1].kinds[-1].trigger == read.passages[0].date.rule == "correction"
    assert three.agreements[0].action == "correction"


def test_an_added_name_points_to_its_words() -> None:
    read = reading()
    amend(read, PARAGRAPHS, Change("add", "person", "p1-1", new="赵六"))
    amend(read, PARAGRAPHS, Change("add", "person", "p1-1", new="孙八"))
    people = read.scenes[0].people
    assert (people["赵六"].paragraph, people["赵六"].start) == (2, PARAGRAPHS[1].index("赵六"))
    assert (people["孙八"].paragraph, people["孙八"].start, people["孙八"].end) == (1, 0, 0)


def test_a_passage_goes_and_what_it_told_stays() -> None:
    read = reading()
    change = Change("remove", "passage", "p3-1", old="2024-03-08")
    assert amend(read, PARAGRAPHS, change).status == "applied"
    assert passage_keys(read.passages) == ["p1-1", "p3-1"]
    assert len(read.scenes) == 2
    assert list(read.elsewhere.parties) == ["乙公司"]


def test_a_passage_of_several_with_one_date_is_named() -> None:
    read = reading()
    outcome = amend(read, PARAGRAPHS, Change("remove", "passage", old="2024-03-08"))
    assert (outcome.status, outcome.reason) == (
        "vanished",
        "the article has 2 passages of 2024-03-08; say which one",
    )


def test_a_passage_comes_in_its_place_and_takes_facts() -> None:
    read = reading()
    change = Change("add", "passage", "2", new="2024-03-06")
    assert [amend(read, PARAGRAPHS, change).status for _ in range(2)] == ["applied", "unneeded"]
    assert amend(read, PARAGRAPHS, Change("add", "kind", "p2-1", new="签约")).status == "applied"
    assert passage_keys(read.passages) == ["p1-1", "p2-1", "p3-1", "p3-2"]
    assert (read.passages[1].evidence, read.passages[1].date.start) == (PARAGRAPHS[1], "2024-03-06")


def test_topics_belong_to_the_article() -> None:
    read = reading()
    assert amend(read, PARAGRAPHS, Change("add", "topic", new="产教融合")).status == "applied"
    assert amend(read, PARAGRAPHS, Change("add", "topic", new="产教融合")).status == "unneeded"
    assert amend(read, PARAGRAPHS, Change("remove", "topic", old="产教融合")).status == "applied"
    assert read.topics == []


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        (Change("add", "person", "p1-1", new="张三"), "unneeded", ""),
        (Change("change", "person", old="张山", new="张三"), "unneeded", ""),
        (Change("change", "title", old="张三：市长", new="张三：副市长"), "unneeded", ""),
        (Change("remove", "person", old="张山"), "vanished", "张山 is not found there"),
        (Change("remove", "person", "p3-1", old="张三"), "vanished", "张三 is not found there"),
        (Change("remove", "person", "p7-1", old="张三"), "vanished", "there is no passage p7-1"),
        (Change("remove", "person", "9", old="张三"), "vanished", "there is no paragraph 9"),
        (Change("add", "person", new="王五"), "vanished", "the article has 3 passages; say which one"),
        (Change("add", "title", new="王五：校长"), "vanished", "王五 is not found there"),
        (Change("add", "date", "1", new="2024-03-06"), "vanished", "the passage has the date 2024-03-05; change that"),
        (Change("remove", "topic", old="产教融合"), "vanished", "产教融合 is not found there"),
        (Change("remove", "kind", old="捐赠"), "vanished", "捐赠 is not found there"),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_do_it_says_why(change: Change, status: str, reason: str) -> None:
    read = reading()
    before = deepcopy(read)
    outcome = amend(read, PARAGRAPHS, change)
    assert (outcome.status, outcome.reason) == (status, reason)
    assert read == before


def test_an_article_without_passages_has_no_place_for_a_person() -> None:
    read = read_text("无事", ["天气晴。"], None)
    outcome = amend(read, ["天气晴。"], Change("add", "person", new="王五"))
    assert (outcome.status, outcome.reason) == ("vanished", "the article has no passage there that reports an event")
    assert amend(read, [], Change("add", "passage", "1", new="2024-03-06")).reason == "there is no paragraph 1"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (Change("delete", "person", old="甲"), "there is no action 'delete'; there are add, change, remove"),
        (Change("add", "persons", new="甲"), "there is no kind of fact 'persons'; there are person, title"),
        (Change("add", "person", "第二段", new="甲"), "'第二段' is no paragraph and no passage; write it as 2 or p2-1"),
        (Change("add", "person"), "to add needs a value in the column new"),
        (Change("add", "person", old="甲", new="乙"), "to add needs no value in the column old"),
        (Change("change", "person", new="乙"), "to change needs a value in the column old"),
        (Change("remove", "person", old="甲", new="乙"), "to remove needs no value in the column new"),
        (Change("add", "title", new="校长"), "'校长' is no title of a person; write it as 张三：副校长"),
        (Change("change", "title", old="甲：校长", new="乙：校长"), "a title goes from one person to another"),
        (Change("add", "organization", new="甲：firm"), "there is no type of organization 'firm'; there are "),
        (Change("add", "place", new="无此地"), "there is no place '无此地'; write it as 江苏省苏州市"),
        (Change("add", "kind", new="会谈"), "there is no kind of event '会谈'; there are 签约"),
        (Change("add", "date", new="2024-02-30"), "'2024-02-30' is no date; write it as 2024-01-31"),
        (Change("add", "date", new="2024-02-20 2024-02-10"), "'2024-02-20 2024-02-10' is no date"),
        (Change("add", "date", new="2024-02 2024-03"), "'2024-02 2024-03' is no date"),
        (Change("add", "topic", new="无此题"), "there is no topic '无此题'; there are "),
        (Change("change", "passage", old="2024-01-05", new="2024-01-06"), "a passage is added or removed"),
        (Change("add", "passage", "p2-1", new="2024-01-05"), "to add a passage needs the number of its paragraph"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_said(change: Change, problem: str) -> None:
    assert (why_meaningless(change) or "").startswith(problem)


NAMES = ["张三", "张三：校长", "王五", "乙公司", "乙公司：park", "苏州市", "合作协议", "："]
VALUES = st.sampled_from([*NAMES, "签约", "2024-03-08", "3月5日", "2024-03", "产教融合"])


@given(
    st.lists(
        st.builds(
            Change,
            st.sampled_from(ACTIONS),
            st.sampled_from(list(kinds_of_fact())),
            st.sampled_from(["", "1", "2", "3", "99", "p1-1", "p3-2", "p9-1"]),
            VALUES | st.just(""),
            VALUES | st.just(""),
        ),
        max_size=8,
    )
)
def test_no_meaningful_change_breaks_a_reading(changes: list[Change]) -> None:
    read = reading()
    for change in changes:
        if why_meaningless(change) is None:
            amend(read, PARAGRAPHS, change)
    assert len(read.passages) == len(read.scenes)
    for scene in read.scenes:
        found = [person.paragraph for person in scene.people.values()]
        found += [party.paragraph for party in scene.parties.values()]
        found += [location.paragraph for location in scene.locations.values()]
        assert set(found) <= {1, 2, 3}
