"""What the process of the rules sends is what it found."""

from __future__ import annotations

import asyncio
from dataclasses import fields

import pytest

from xjtunews.language.reading import Document, read_document
from xjtunews.pipelines import rules_process
from xjtunews.pipelines.rules_process import RulesProcess

DOCUMENTS = [
    Document(
        "西安交通大学与苏州市签署战略合作协议",
        "3月5日，西安交通大学与苏州市人民政府在创新港签署战略合作协议。校长沈望川、苏州市市长顾晓岚出席签约仪式。\n"
        "双方将共建苏州创新研究院（以下简称“苏研院”），总投资约20亿元。苏州新材料有限公司董事长吕青禾参加。",
        "2024-03-06",
        names=("西安交通大学", "西安交大"),
    ),
    Document("校领导会见榆林来宾", "11月2日，副校长程远志在主楼会见榆林市副市长贺兰舟一行，就人才培养座谈交流。"),
]


def test_readings_are_the_same_as_in_this_process() -> None:
    async def read_all() -> list[object]:
        other = RulesProcess()
        try:
            return list(await asyncio.gather(*map(other.read, DOCUMENTS)))
        finally:
            other.close()

    expected = [read_document(document) for document in DOCUMENTS]
    found = asyncio.run(read_all())
    for reading in found:
        reading.outline = None  # type: ignore[attr-defined]
    assert found == expected


@pytest.mark.parametrize("kind", rules_process._FREQUENT)
def test_what_is_sent_by_its_values_takes_them_in_their_order(kind: type) -> None:
    found = fields(kind)
    assert len(found) > 1
    assert all(field.init and not field.kw_only for field in found)
