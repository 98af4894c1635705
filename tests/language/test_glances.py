"""What is told apart at a glance is what a closer look tells apart, too."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.forgery import Forger
from tests.lookalikes import PAIRS
from xjtunews.language.comparison import Held, Outline, comparable
from xjtunews.language.copying import tell_of_other_days
from xjtunews.language.glances import Glance, are_apart, is_same_title


def outline(title: str, days: str = "") -> Outline:
    """Return an outline of which only what a glance sees is filled."""
    return Outline(comparable(title), None, days, b"", b"", b"", 0)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("西安交通大学与苏州市签约", "3月5日"), ("校领导会见榆林来宾", "4月6日"), True),
        (("西安交通大学与苏州市签约", "3月5日"), ("校领导会见榆林来宾", "3月5日 4月6日"), False),
        (("西安交通大学与苏州市签约", "3月5日"), ("西安交通大学与苏州市签约", "4月6日"), False),
        (("西安交通大学与苏州市签约", "3月5日"), ("校领导会见榆林来宾", ""), False),  # nothing is known
        (("会见来宾", "3月5日"), ("校领导会见榆林来宾", "4月6日"), False),  # too short a title
        (("西安交通大学与苏州市签约", "12月31日"), ("校领导会见榆林来宾", "1月31日"), True),
    ],
)
def test_two_articles(one: tuple[str, str], other: tuple[str, str], apart: bool) -> None:
    first, second = Glance.of(outline(*one)), Glance.of(outline(*other))
    assert are_apart(first, second) is are_apart(second, first) is apart


def test_a_closer_look_agrees() -> None:
    """Titles that differ by a few characters, and by their pairs' places among the bits, too."""
    titles = [pair.one.title for pair in PAIRS]
    titles += [Forger(number).mirror(pair.one).title for number, pair in enumerate(PAIRS)]
    titles += [title[cut:] for title in titles[:20] for cut in range(1, len(title), 3)]
    outlines = [outline(title, f"{number % 12 + 1}月{number % 28 + 1}日") for number, title in enumerate(titles)]
    seen = [(one, other) for one, other in combinations(outlines, 2) if are_apart(Glance.of(one), Glance.of(other))]
    assert len(seen) > 1000
    assert all(tell_of_other_days(Held(one), other) for one, other in seen)
    assert not any(is_same_title(one.title, other.title) for one, other in seen)
