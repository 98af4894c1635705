"""One row for one organization: under aliases, declared short forms and what sites call their universities."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.database.stories import NOON, build, dump, empty, rows, story
from xjtunews.database.resolve import resolve
from xjtunews.database.writer import write
from xjtunews.items import Article

DECLARES = "5月6日，学校与陕西西咸新区发展集团有限公司（以下简称“西咸集团”）签署合作协议。"
USES = "5月8日，副校长林一川到西咸集团调研。"


def organizations(database: Database) -> dict[str, set[str]]:
    """Return the articles of each organization, by its name and how they write it."""
    found: dict[str, set[str]] = {}
    for name, article, written in rows(
        database,
        "SELECT o.name, x.article_id, x.written FROM participations x JOIN organizations o ON o.id = x.organization_id",
    ):
        found.setdefault(name, set()).add(f"{article} {written}")
    return found


@pytest.mark.parametrize(
    ("bodies", "found"),
    [
        (
            [DECLARES, USES],
            {"陕西西咸新区发展集团有限公司": {"a1 陕西西咸新区发展集团有限公司", "a2 西咸集团"}},
        ),
        (
            [
                DECLARES,
                "5月7日，学校与西咸文化集团有限公司（以下简称“西咸集团”）签署合作协议。",
                USES,
            ],
            {
                "陕西西咸新区发展集团有限公司": {"a1 陕西西咸新区发展集团有限公司"},
                "西咸文化集团有限公司": {"a2 西咸文化集团有限公司"},
                "西咸集团": {"a3 西咸集团"},
            },
        ),
        (
            ["5月6日，学校与蘇州市人民政府簽署合作協議。", "5月7日，学校与苏州市人民政府签署合作协议。"],
            {"苏州市人民政府": {"a1 蘇州市人民政府", "a2 苏州市人民政府"}},
        ),
        (
            ["5月6日，学校与中国科大签署合作协议。", "5月7日，学校与中国科学技术大学签署合作协议。"],
            {"中国科学技术大学": {"a1 中国科学技术大学", "a2 中国科学技术大学"}},
        ),
        (
            ["5月6日，学校与苏州大学签署合作协议。", "5月7日，学校与苏州科技大学签署合作协议。"],
            {"苏州大学": {"a1 苏州大学"}, "苏州科技大学": {"a2 苏州科技大学"}},
        ),
    ],
)
def test_names_of_one_organization(tmp_path: Path, bodies: list[str], found: dict[str, set[str]]) -> None:
    database = build(tmp_path / "news.db", [story(f"a{n}", body) for n, body in enumerate(bodies, 1)])
    assert organizations(database) == found


def test_each_name_is_kept_with_what_says_so(tmp_path: Path) -> None:
    database = build(tmp_path / "news.db", [story("a1", DECLARES), story("a2", USES), story("a3", USES + "双方座谈。")])
    found = rows(database, "SELECT name, how, article_id, articles FROM organization_names ORDER BY 1, 2")
    assert found == [
        ("西咸集团", "declared", "a1", 1),
        ("西咸集团", "written", "a2", 2),
        ("陕西西咸新区发展集团有限公司", "written", "a1", 1),
    ]
    [(words,)] = rows(
        database,
        "SELECT substr(body, text_start + 1, text_end - text_start) FROM organization_names"
        " JOIN articles ON id = article_id WHERE how = 'declared'",
    )
    assert words == "陕西西咸新区发展集团有限公司（以下简称“西咸集团"


def test_a_site_says_what_its_university_is_called(tmp_path: Path) -> None:
    """The other university's own page gives the short name; ours uses it."""
    names = ("渭水科技大学", "渭科大学")
    theirs = story("b1", "5月6日，渭水科技大学与苏州市人民政府签署合作协议。", names=names)
    bodies = ("5月7日，学校与渭科大学签署合作协议。", "5月8日，学校与渭水科技大学签署合作协议。")
    ours = [story(f"a{number}", body) for number, body in enumerate(bodies, 1)]
    assert len(organizations(build(tmp_path / "apart.db", ours))) == 2
    database = build(tmp_path / "news.db", ours, [theirs])
    assert organizations(database)["渭水科技大学"] == {"a1 渭科大学", "a2 渭水科技大学"}
    assert rows(database, "SELECT name FROM organization_names WHERE how = 'site'") == [("渭科大学",)]


def test_a_short_form_that_is_taken_back_joins_nothing_any_more(tmp_path: Path) -> None:
    database = build(tmp_path / "news.db", [story("a1", DECLARES), story("a2", USES)])
    assert len(organizations(database)) == 1
    write(database, [story("a1", "5月6日，学校与苏州市人民政府签署合作协议。")], 1, NOON)
    resolve(database)
    assert organizations(database) == {"苏州市人民政府": {"a1 苏州市人民政府"}, "西咸集团": {"a2 西咸集团"}}
    assert rows(database, "SELECT * FROM unsettled") == []


@pytest.mark.parametrize(
    ("bodies", "number"),
    [
        (["5月6日，省科技厅厅长李明辉来校调研。", "5月7日，省科技厅副厅长赵建国来校调研。"], 1),
        (["5月6日，省科技厅厅长李明辉来校调研。", "5月7日，学校代表团访问浙江大学。省科技厅副厅长赵建国陪同。"], 2),
        (["5月6日，自治区科技厅厅长李明辉来校调研。", "5月7日，自治区科技厅副厅长赵建国来校调研。"], 2),
    ],
)
def test_the_provinces_office_is_that_of_one_province(tmp_path: Path, bodies: list[str], number: int) -> None:
    database = build(tmp_path / "news.db", [story(f"a{n}", body) for n, body in enumerate(bodies)])
    found = rows(database, "SELECT count(DISTINCT id) FROM organizations WHERE name LIKE '%科技厅'")
    assert found == [(number,)]


ARTICLES = (
    DECLARES,
    USES,
    "5月7日，学校与西咸文化集团有限公司（以下简称“西咸文化”）签署合作协议。",
    "5月9日，西咸文化集团有限公司总经理王军一行来校调研。",
    "5月9日，学校與蘇州市人民政府簽署合作協議。蘇州市委書記王軍出席。",
    "5月10日，苏州市市长王军来校访问，校党委书记卢建军会见客人。",
    "5月11日，西咸文化总经理王军一行到校座谈。",
    "5月12日，学校与中国科大签署合作协议，副校长林一川、教务处处长王军出席。",
    "5月13日，省科技厅厅长姜建春来校调研，王军出席。",
    "5月13日，省科技厅厅长姜建春一行来校调研，西安交通大学教授王军陪同。",
)


def stories() -> list[Article]:
    return [story(f"a{n}", body) for n, body in enumerate(ARTICLES)]


def test_order_and_number_of_steps_make_no_difference(tmp_path: Path) -> None:
    whole = dump(build(tmp_path / "whole.db", stories()))
    for seed in range(6):
        shuffled = stories()
        random.Random(seed).shuffle(shuffled)
        size = seed + 1
        batches = [shuffled[start : start + size] for start in range(0, len(shuffled), size)]
        assert dump(build(tmp_path / f"{seed}.db", *batches)) == whole


def test_what_was_written_over_leaves_no_trace(tmp_path: Path) -> None:
    """Every article first with the text of another one, then with its own."""
    turned = [story(item.id or "", body) for item, body in zip(stories(), reversed(ARTICLES), strict=True)]
    database = build(tmp_path / "news.db", turned, stories()[:5], stories()[5:])
    assert dump(database) == dump(build(tmp_path / "whole.db", stories()))
    before = dump(database)
    resolve(database)
    assert dump(database) == before


def test_nothing_is_lost_where_nobody_came_to_resolve(tmp_path: Path) -> None:
    database = empty(tmp_path / "news.db")
    for article in stories():
        write(database, [article], 1, NOON)
    resolve(database)
    assert dump(database) == dump(build(tmp_path / "whole.db", stories()))


def test_names_are_counted_on_with_every_crawl(tmp_path: Path) -> None:
    """Of new articles alone, of one that changed, and of one in traditional characters that comes first by its id."""
    told = [story(f"a{key}", f"5月{key}日，校长林一川会见正泰集团董事长王军一行。") for key in (2, 3, 4)]
    told.append(story("a1", "5月1日，校長林一川會見正泰集團董事長王軍一行。"))
    changed = story("a3", "5月3日，校长林一川会见河钢集团董事长于勇一行。")
    added = build(tmp_path / "added.db", told[:1], told[1:3], told[3:], [changed])
    whole = build(tmp_path / "whole.db", [told[3], changed, told[0], told[2]])
    names = "SELECT name, article_id, articles FROM organization_names WHERE name LIKE '正泰%' ORDER BY name"
    assert rows(added, names) == [("正泰集团", "a2", 2), ("正泰集團", "a1", 1)]
    assert dump(added) == dump(whole)
