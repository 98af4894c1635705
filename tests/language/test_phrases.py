from __future__ import annotations

import pytest

from xjtunews.language.phrases import read_phrases
from xjtunews.language.tokens import OPAQUE, STOP, mask


def people(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    return [(p.name, [title.text for title in p.titles]) for p in read_phrases(text, set(known)).people]


def bodies(text: str) -> list[str]:
    return [body.name for body in read_phrases(text).bodies if not body.within]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("校党委书记张立出席", [("张立", ["校党委书记"])]),
        ("党委常委、副校长柴渭、吕毅陪同", [("柴渭", ["党委常委", "副校长"]), ("吕毅", ["副校长"])]),
        ("甲集团党委书记、董事长宋扬会见来宾", [("宋扬", ["甲集团党委书记", "董事长"])]),
        ("李铭、崔根良一行来访", [("李铭", []), ("崔根良", [])]),
        ("董事长李铭、崔根良一行来访", [("李铭", ["董事长"]), ("崔根良", ["董事长"])]),
        ("宋保维校长致辞", [("宋保维", ["校长"])]),
        ("马赟常务副市长主持", [("马赟", ["常务副市长"])]),
        ("洪军校长助理参加", [("洪军", ["校长助理"])]),
        ("会见中国工程院院士邱爱慈", [("邱爱慈", ["中国工程院院士"])]),
        ("校长宋保维院士出席", [("宋保维", ["校长", "院士"])]),
        ("甲学院党委书记高峰、副院长管晓，", [("高峰", ["甲学院党委书记"]), ("管晓", ["副院长"])]),
        ("党委常委，医学部党委书记、副主任陈腾参加", [("陈腾", ["党委常委", "医学部党委书记", "副主任"])]),
        ("医学部副主任兼科研处处长李明介绍", [("李明", ["医学部副主任兼科研处处长"])]),
        ("高级副总裁（常务）冯华骏出席", [("冯华骏", ["高级副总裁（常务）"])]),
        ("副校（院）长吴永主持", [("吴永", ["副校（院）长"])]),
        (
            "学分认证中心（终身教育学院、成人教育学院）主任帅勇参加",
            [("帅勇", ["学分认证中心（终身教育学院、成人教育学院）主任"])],
        ),
        ("平高集团、平高电气党委书记李涛参加", [("李涛", ["平高集团、平高电气党委书记"])]),
        ("省人大常委会原副主任潘连生出席", [("潘连生", ["省人大常委会原副主任"])]),
        ("我校党委书记高子伟", [("高子伟", ["党委书记"])]),
        ("省领导王晓、方红卫、王琳参加", [("王晓", []), ("方红卫", []), ("王琳", [])]),
        ("校友葛红林回到母校", [("葛红林", [])]),
        ("甲公司原董事长牛继荣校友介绍", [("牛继荣", ["甲公司原董事长"])]),
        ("刘明宇博士、吴东方先生参加", [("刘明宇", ["博士"]), ("吴东方", ["先生"])]),
        ("柯亚仕、肖佐楠、费建江作为校友代表发言", [("柯亚仕", []), ("肖佐楠", []), ("费建江", [])]),
        ("王少波介绍了校友会历程", [("王少波", [])]),
        ("驻华大使约翰·史密斯来访", [("约翰·史密斯", ["驻华大使"])]),
        ("图：记者 张敏、李强", []),
        ("习近平总书记来校考察", []),
        ("17位院士，校长张立出席", [("张立", ["校长"])]),
        ("希望双方加强合作", []),
        ("高校、企业负责人参加", []),
        (
            "受聘老师张书琴、徐红丽及教育学院许宇翔等出席",
            [("张书琴", ["受聘老师"]), ("徐红丽", ["受聘老师"]), ("许宇翔", [])],
        ),
    ],
)
def test_people(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert people(text) == expected


def test_a_known_name_after_a_comma_has_no_title_of_its_neighbour() -> None:
    assert people("科技局副局长张婷秀，钞秋玲，研究院院长李明参加", ("钞秋玲",)) == [
        ("张婷秀", ["科技局副局长"]),
        ("钞秋玲", []),
        ("李明", ["研究院院长"]),
    ]


def test_a_known_name_ends_a_phrase() -> None:
    assert people("张立群与呼和浩特市委书记贺海东座谈", ("张立群",))[-1] == ("贺海东", ["呼和浩特市委书记"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大学与苏州市科技局、苏州精密技术有限公司签署协议", ["大学", "苏州市科技局", "苏州精密技术有限公司"]),
        ("科技创新和新经济局、滨城产业（人才）联盟参加", ["科技创新和新经济局", "滨城产业（人才）联盟"]),
        ("平顶山市和平高集团参加", ["平高集团"]),
        ("大学生走进中心城区", []),
        ("“没有电弧，就没有断路器。”平高集团", ["平高集团"]),
    ],
)
def test_bodies(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


def test_a_body_before_leaders_takes_part() -> None:
    found = read_phrases("滨海高新区有关领导出席").bodies
    assert [(body.name, body.joined) for body in found] == [("滨海高新区", True)]


def test_family_name_and_title() -> None:
    assert read_phrases("王校长介绍了学校").called == [("王", "校长", 0)]


def test_mask_keeps_every_character_in_its_place() -> None:
    text = "3月5日，“芯火”（滨海）平台"
    masked = mask(text)
    assert len(masked) == len(text)
    assert masked == STOP * 4 + "，" + OPAQUE * 8 + "平台"
    assert mask("副校（院）长") == "副校（院）长"
