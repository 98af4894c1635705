"""A host that does not answer is asked nothing more; one that answers again is forgiven."""

from __future__ import annotations

import logging

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.statscollectors import DummyStatsCollector
from scrapy.utils.test import get_crawler

from xjtunews.middlewares import GiveUp, HostUnreachableError

PAGE = Request("https://news.xjtu.edu.cn/info/1033/1.htm")
OTHER = Request("https://dean.xjtu.edu.cn/info/1033/1.htm")


@pytest.fixture
def middleware() -> GiveUp:
    return GiveUp(3, DummyStatsCollector(get_crawler()))


def test_a_host_is_given_up_after_three_failures_in_a_row(middleware: GiveUp) -> None:
    for _ in range(3):
        middleware.process_request(PAGE)
        middleware.process_exception(PAGE, TimeoutError())
    with pytest.raises(HostUnreachableError, match=r"news\.xjtu\.edu\.cn did not answer 3 times in a row"):
        middleware.process_request(PAGE)
    middleware.process_request(OTHER)


def test_an_answer_forgives(middleware: GiveUp) -> None:
    for _ in range(2):
        middleware.process_exception(PAGE, TimeoutError())
    middleware.process_response(PAGE, Response(PAGE.url))
    middleware.process_exception(PAGE, TimeoutError())
    middleware.process_request(PAGE)


def test_a_refusal_is_no_failure(middleware: GiveUp) -> None:
    for _ in range(5):
        middleware.process_exception(PAGE, IgnoreRequest("Forbidden by robots.txt"))
    middleware.process_request(PAGE)


def test_a_host_without_an_answer_is_one_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    GiveUp.from_crawler(get_crawler(settings_dict={"HOST_PATIENCE": 3}))
    try:
        raise TimeoutError("no answer")
    except TimeoutError as error:
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").error("Error downloading: %s", error, exc_info=True)
    assert caplog.text.count("\n") == 1
    assert "Error downloading: no answer" in caplog.text
