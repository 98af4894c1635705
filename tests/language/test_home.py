from __future__ import annotations

import pytest

from xjtunews.language.home import Home, guess_home

NAMES = ("西安交通大学", "西安交大")


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("", "3月6日，台湾万能科技大学主任周胜武一行来西北师范大学访问。", "西北师范大学"),
        ("", "3月6日，江苏大学副校长罗兰一行十人来苏州开放大学调研。", "苏州开放大学"),
        ("", "4月29日，美国阿克伦大学校长到访。洛阳师范学院国际合作处接待了来宾。", "洛阳师范学院"),
        ("与伦敦大学会谈", "北京邮电大学与英国伦敦大学校长会谈。伦敦大学历史悠久。伦敦大学欢迎学生。", "北京邮电大学"),
        ("", "6月2日，江苏开放大学外国语学院党总支副书记章琼赴江苏交控大学调研。江苏交控大学接待。", "江苏开放大学"),
        ("", "同济大学环境学院与井冈山大学共建实验室。我校党委书记姜明、井冈山大学副校长桂庆出席。", "同济大学"),
        ("", "11月7日，意大利米兰比可卡大学副校长王文一行访问南京航空航天大学。", "南京航空航天大学"),
        ("", "3月4日，内蒙古开放大学校长刘明一行到学院调研，详细了解通辽职业学院的办学。", "通辽职业学院"),
        ("", "6月9日，吕梁学院继续教育与综合实训总支书记王辉一行来访我校。我校副校长接待。", NAMES[0]),
        ("", "郑州大学、河南师范大学负责人参加。副校长孙君陪同来宾在我校调研。", NAMES[0]),
        ("", "北京大学王明教授做客论坛。", NAMES[0]),
        ("", "学院邀请北京外国语大学王非教授作讲座。", NAMES[0]),
    ],
)
def test_hosts_and_guests(title: str, text: str, name: str) -> None:
    assert guess_home(title, [text], NAMES).names[0] == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("4月25日，学院党总支书记罗兰一行赴浙江开放大学调研。浙江开放大学副校长王明参加座谈。", ()),
        ("7月8日，办公室罗兰主任与课题组成员前往中南大学学习。中南大学领导接待。", ()),
        ("7月8日，我所与中国科技大学签署协议。中国科技大学副校长王明出席。", ()),
        ("7月8日，汉中市教育局副局长罗兰一行赴陕西理工大学调研。陕西理工大学副校长王明参加座谈。", ("陕西理工大学",)),
        ("7月8日，陕西理工大学学院办公室赴中南大学学习。中南大学领导接待。", ("陕西理工大学",)),
    ],
)
def test_where_we_go_is_not_where_we_are(text: str, names: tuple[str, ...]) -> None:
    assert guess_home("", [text], NAMES).names == names


def test_graduates_are_ours_under_any_name_of_their_union() -> None:
    home = Home(NAMES)
    assert [home.owns(name) for name in ("天津校友会", "校友企业家联谊会", "南开大学校友会")] == [True, True, False]
