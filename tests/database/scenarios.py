"""Small labelled scenarios: what reports say, and which of their passages are of one event.

Each passage is labelled by its article's name and its number in it: `a1` is the first of `a`. What the groups do not
name is an event of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HOME = ("西安交通大学", "西安交大", "交大", "学校")


@dataclass(frozen=True)
class Report:
    """Hold one article; `links` maps the number of a paragraph to the articles that its related links lead to."""

    name: str
    published: str
    title: str
    text: str
    links: dict[int, tuple[str, ...]] = field(default_factory=dict)
    host: str = "news.xjtu.edu.cn"


@dataclass(frozen=True)
class Scenario:
    """Hold reports with the groups of passages that are one event, as labels."""

    reports: tuple[Report, ...]
    groups: tuple[str, ...]
    passages: int


def of(passages: int, *groups: str, reports: tuple[Report, ...]) -> Scenario:
    return Scenario(reports, groups, passages)


MEETING = "1月5日上午，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行，双方就校地合作座谈。"
ROUNDUP_TITLE = "持续推动校地企一体联动"

SCENARIOS: dict[str, Scenario] = {
    "two reports of one meeting": of(
        2,
        "a1 b1",
        reports=(
            Report("a", "2024-01-06", "卢建军会见泰安市委书记杨洪涛", MEETING),
            Report(
                "b",
                "2024-01-08",
                "泰安市委书记杨洪涛到访西安交大",
                "1月5日，泰安市委书记杨洪涛率队来到西安交通大学访问，与校党委书记卢建军座谈。",
            ),
        ),
    ),
    "two partners on one day": of(
        2,
        reports=(
            Report("a", "2024-01-06", "卢建军会见杨洪涛", MEETING),
            Report(
                "b",
                "2024-01-06",
                "学校与翔宇医疗签约",
                "1月5日，西安交通大学与翔宇医疗设备股份有限公司签署合作协议，校党委书记卢建军见证签约。",
            ),
        ),
    ),
    "a visit and the signing that crowned it": of(
        2,
        "a1 b1",
        reports=(
            Report("a", "2024-03-09", "河钢集团来校调研", "3月8日，河钢集团董事长于勇一行到西安交通大学调研。"),
            Report(
                "b", "2024-03-09", "西安交通大学与河钢集团签约", "3月8日下午，西安交通大学与河钢集团签署战略合作协议。"
            ),
        ),
    ),
    "a visit and a signing in one article": of(
        2,
        "a1 a2",
        reports=(
            Report(
                "a",
                "2024-03-09",
                "河钢集团来校",
                "3月8日上午，河钢集团董事长于勇一行到西安交通大学调研。\n"
                "8日下午，西安交通大学与河钢集团签署战略合作协议。",
            ),
        ),
    ),
    "two partners in one article": of(
        2,
        reports=(
            Report(
                "a",
                "2024-03-09",
                "卢建军分别会见来宾",
                "3月8日上午，西安交通大学党委书记卢建军会见河钢集团董事长于勇一行。\n"
                "8日下午，卢建军会见泰安市委书记杨洪涛一行。",
            ),
        ),
    ),
    "two guests of one name from two cities on one day": of(
        2,
        reports=(
            Report("a", "2024-05-07", "苏州市来访", "5月6日，苏州市市长王军一行来校访问，校党委书记卢建军会见来宾。"),
            Report("b", "2024-05-07", "渭南市来访", "5月6日，渭南市委书记王军一行来校访问，校党委书记卢建军会见来宾。"),
        ),
    ),
    "two guests of one name, neither of whose bodies is a party": of(
        2,
        reports=(
            Report("a", "2024-05-07", "王军来校", "5月6日，校党委书记卢建军会见正泰集团原董事长王军。"),
            Report("b", "2024-05-07", "卢建军会见王军", "5月6日，卢建军会见北京市科技局原局长王军。"),
        ),
    ),
    "a guest of a city, and of its committee": of(
        2,
        "a1 b1",
        reports=(
            Report("a", "2024-05-07", "苏州市来访", "5月6日，苏州市市长王军一行来校访问，校党委书记卢建军会见来宾。"),
            Report("b", "2024-05-07", "王军来校", "5月6日，江苏省委常委、苏州市委书记王军到校座谈，卢建军会见王军。"),
        ),
    ),
    "a follow-up that recalls last year's signing": of(
        3,
        "a1 b2",
        reports=(
            Report(
                "a", "2023-06-09", "学校与正泰集团签约", "2023年6月8日，西安交通大学与正泰集团签署战略合作框架协议。"
            ),
            Report(
                "b",
                "2024-05-21",
                "正泰集团来校推进合作",
                "2024年5月20日，正泰集团董事长南存辉一行到西安交通大学调研。\n"
                "2023年6月8日，西安交通大学与正泰集团签署战略合作框架协议，合作由此展开。",
            ),
        ),
    ),
    "the yearly meeting": of(
        2,
        reports=(
            Report(
                "a",
                "2023-11-12",
                "创新港建设联席会议召开",
                "11月11日，西部科技创新港建设联席会议召开，西咸新区党工委书记杨仁华出席。",
            ),
            Report(
                "b",
                "2024-11-12",
                "创新港建设联席会议召开",
                "11月11日，西部科技创新港建设联席会议召开，西咸新区党工委书记杨仁华出席。",
            ),
        ),
    ),
    "two meetings of one week with one partner": of(
        2,
        reports=(
            Report("a", "2024-01-09", "河钢集团来校", "1月8日，河钢集团副总经理李毅仁一行来校座谈。"),
            Report("b", "2024-01-12", "河钢集团再来校", "1月11日，河钢集团副总经理李毅仁一行来校座谈。"),
        ),
    ),
    "a roundup without links": of(
        5,
        "r1 a1|r2 b1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "1月5日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。\n"
                "1月8日，西安交通大学与河钢集团签署合作协议。\n"
                "1月9日，学校与平高集团座谈。",
            ),
            Report("a", "2024-01-06", "卢建军会见杨洪涛", MEETING),
            Report(
                "b",
                "2024-01-09",
                "学校与河钢集团签约",
                "1月8日，西安交通大学与河钢集团签署合作协议，河钢集团董事长于勇出席。",
            ),
        ),
    ),
    "a roundup with links": of(
        4,
        "r1 a1|r2 b1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "1月5日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。\n1月8日，学校领导走进企业调研。",
                links={1: ("a",), 2: ("b",)},
            ),
            Report("a", "2024-01-06", "卢建军会见杨洪涛", MEETING),
            Report("b", "2024-01-09", "卢建军走进河钢集团", "1月8日，西安交通大学党委书记卢建军到河钢集团调研。"),
        ),
    ),
    "all passages of a linked report tell the same": of(
        4,
        "r1 a1 a2 a3",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "2023年12月8日，“秦·港孵化器”揭牌，西咸新区管委会副主任陈辉、沣西新城管委会副主任薄磊出席，首批团队签约。",
                links={1: ("a",)},
            ),
            Report(
                "a",
                "2023-12-11",
                "“秦·港孵化器”揭牌",
                "12月8日，“秦·港孵化器”在创新港揭牌，现场举行集中签约。\n"
                "12月8日，西咸新区管委会副主任陈辉为孵化器揭牌。\n"
                "12月8日，沣西新城管委会副主任薄磊见证签约。",
            ),
        ),
    ),
    "a report without a date": of(
        2,
        "r1 a1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "2023年4月，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。\n",
                links={1: ("a",)},
            ),
            Report(
                "a",
                "2023-04-24",
                "卢建军会见郑晓彬",
                "近日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。",
            ),
        ),
    ),
    "a report wrong by a day, linked": of(
        2,
        "r1 a1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "1月5日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。",
                links={1: ("a",)},
            ),
            Report(
                "a", "2024-01-06", "卢建军会见杨洪涛", "1月4日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。"
            ),
        ),
    ),
    "a report wrong by a day, not linked": of(
        2,
        reports=(
            Report("r", "2024-01-25", ROUNDUP_TITLE, "1月5日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。"),
            Report(
                "a", "2024-01-06", "卢建军会见杨洪涛", "1月4日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。"
            ),
        ),
    ),
    "a third report of the day that the link shows": of(
        3,
        "r1 a1 b1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "1月5日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。",
                links={1: ("a",)},
            ),
            Report(
                "a", "2024-01-06", "卢建军会见杨洪涛", "1月4日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。"
            ),
            Report("b", "2024-01-06", "杨洪涛来访", "1月5日，泰安市委书记杨洪涛一行到访西安交通大学，卢建军会见来宾。"),
        ),
    ),
    "a linked report of another week": of(
        2,
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "1月15日，西安交通大学党委书记卢建军会见泰安市委书记杨洪涛一行。",
                links={1: ("a",)},
            ),
            Report("a", "2024-01-06", "卢建军会见杨洪涛", MEETING),
        ),
    ),
    "a month that one day can be": of(
        2,
        "r1 a1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "2023年4月，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。",
            ),
            Report(
                "a",
                "2023-04-24",
                "卢建军会见郑晓彬",
                "4月20日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。",
            ),
        ),
    ),
    "a month that two days can be": of(
        3,
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "2023年4月，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。",
            ),
            Report(
                "a",
                "2023-04-24",
                "卢建军会见郑晓彬",
                "4月20日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。",
            ),
            Report(
                "b",
                "2023-04-28",
                "卢建军再次会见郑晓彬",
                "4月26日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。",
            ),
        ),
    ),
    "a month and a day of the next": of(
        2,
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "2023年4月，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。",
            ),
            Report(
                "a",
                "2023-05-04",
                "卢建军会见郑晓彬",
                "5月3日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。",
            ),
        ),
    ),
    "other people of one delegation": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a",
                "2024-01-11",
                "与平顶山市座谈",
                "1月10日，西安交通大学与平顶山市、平高集团座谈，平顶山市委书记陈向平出席。",
            ),
            Report("b", "2024-01-11", "三方座谈", "1月10日，西安交通大学、平高集团座谈，平高集团董事长李俊涛出席。"),
        ),
    ),
    "people that overlap": of(
        2,
        "a1 b1",
        reports=(
            Report("a", "2024-01-11", "座谈", "1月10日，平顶山市委书记陈向平、平高集团董事长李俊涛来校座谈。"),
            Report("b", "2024-01-11", "座谈", "1月10日，平高集团董事长李俊涛、平高电气总经理朱琦琦来校座谈。"),
        ),
    ),
    "a conference of two days": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a",
                "2024-01-15",
                "中国硬科技协会论坛举行",
                "1月13日至14日，西安交通大学与中国硬科技协会在创新港举办西部硬科技创新发展论坛。",
            ),
            Report(
                "b",
                "2024-01-14",
                "硬科技论坛开幕",
                "1月13日，西安交通大学与中国硬科技协会共同举办的西部硬科技创新发展论坛开幕。",
            ),
        ),
    ),
    "a trip of two days and its meetings in one article": of(
        3,
        reports=(
            Report(
                "a",
                "2024-06-09",
                "张立群带队赴内蒙古调研",
                "6月5日至6日，西安交通大学校长张立群带队赴内蒙古自治区调研。\n"
                "5日下午，张立群会见内蒙古自治区主席王莉霞。\n"
                "6日上午，张立群到内蒙古科技大学调研并座谈。",
            ),
        ),
    ),
    "a trip whose two reports the roundup links": of(
        3,
        "r1 a1 b1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "1月13日-14日，校党委书记卢建军率队前往上海，参加浙商论坛，并同校友座谈。",
                links={1: ("a", "b")},
            ),
            Report("a", "2024-01-15", "卢建军出席论坛", "1月13日，世界浙商上海论坛在上海举行，校党委书记卢建军出席。"),
            Report("b", "2024-01-15", "卢建军与校友座谈", "1月14日，校党委书记卢建军在上海与校友代表座谈。"),
        ),
    ),
    "several signings of one ceremony": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a",
                "2024-04-09",
                "产教融合大会举行",
                "4月8日，西安交通大学举行产教融合大会，与国家电网有限公司、中国华电集团有限公司签署协议。",
            ),
            Report("b", "2024-04-09", "学校与国家电网签约", "4月8日，西安交通大学与国家电网有限公司签署战略合作协议。"),
        ),
    ),
    "two signings of one day": of(
        2,
        reports=(
            Report(
                "a", "2024-04-09", "学校与中国华电签约", "4月8日，西安交通大学与中国华电集团有限公司签署战略合作协议。"
            ),
            Report("b", "2024-04-09", "学校与国家电网签约", "4月8日，西安交通大学与国家电网有限公司签署战略合作协议。"),
        ),
    ),
    "two signings that one official saw": of(
        2,
        reports=(
            Report(
                "a",
                "2024-04-09",
                "学校与中国华电签约",
                "4月8日，西安交通大学与中国华电集团有限公司签署协议，西咸新区党工委书记杨仁华见证签约。",
            ),
            Report(
                "b",
                "2024-04-09",
                "学校与国家电网签约",
                "4月8日，西安交通大学与国家电网有限公司签署协议，西咸新区党工委书记杨仁华见证签约。",
            ),
        ),
    ),
    "a plaque of our own": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a", "2024-04-09", "未来能源学院揭牌", "4月8日，西安交通大学未来能源学院揭牌，校长王树国为学院揭牌。"
            ),
            Report("b", "2024-04-10", "学院成立", "4月8日，西安交通大学未来能源学院揭牌成立，校党委书记卢建军出席。"),
        ),
    ),
    "two plaques of our own": of(
        2,
        reports=(
            Report(
                "a", "2024-04-09", "未来能源学院揭牌", "4月8日，西安交通大学未来能源学院揭牌，校长王树国为学院揭牌。"
            ),
            Report(
                "b",
                "2024-04-09",
                "医工交叉研究院揭牌",
                "4月8日，西安交通大学医工交叉研究院揭牌，校长王树国为研究院揭牌。",
            ),
        ),
    ),
    "home people alone are no evidence": of(
        2,
        reports=(
            Report("a", "2024-04-09", "卢建军调研", "4月8日，校党委书记卢建军到图书馆调研。"),
            Report("b", "2024-04-09", "卢建军座谈", "4月8日，校党委书记卢建军与学生代表座谈。"),
        ),
    ),
    "one ceremony at three campuses": of(
        3,
        "a1 b1 c1",
        reports=(
            Report("a", "2024-09-02", "开学典礼举行", "9月1日，西安交通大学2024级本科新生开学典礼在兴庆校区举行。"),
            Report("b", "2024-09-02", "雁塔校区举行开学典礼", "9月1日，2024级本科新生开学典礼雁塔校区分会场活动举行。"),
            Report("c", "2024-09-02", "创新港开学典礼", "9月1日，2024级本科新生开学典礼在创新港同步举行。"),
        ),
    ),
    "the ceremony of another year": of(
        2,
        reports=(
            Report("a", "2023-09-02", "开学典礼举行", "9月1日，西安交通大学本科新生开学典礼在兴庆校区举行。"),
            Report("b", "2024-09-02", "开学典礼举行", "9月1日，西安交通大学本科新生开学典礼在兴庆校区举行。"),
        ),
    ),
    "one ceremony at two universities": of(
        2,
        reports=(
            Report("a", "2024-09-02", "开学典礼举行", "9月1日，西安交通大学2024级本科新生开学典礼举行。"),
            Report(
                "b",
                "2024-09-02",
                "开学典礼举行",
                "9月1日，武汉大学2024级本科新生开学典礼举行。",
                host="news.whu.edu.cn",
            ),
        ),
    ),
    "an official at two universities": of(
        2,
        reports=(
            Report("a", "2024-04-09", "副省长来校", "4月8日，陕西省副省长王海鹏到西安交通大学调研。"),
            Report(
                "b", "2024-04-09", "副省长来校", "4月8日，陕西省副省长王海鹏到西北大学调研。", host="news.nwu.edu.cn"
            ),
        ),
    ),
    "generic parties are no evidence": of(
        2,
        reports=(
            Report("a", "2024-04-09", "校企座谈会", "4月8日，学校与企业代表座谈。"),
            Report("b", "2024-04-09", "校地座谈会", "4月8日，学校与政府、企业代表座谈。"),
        ),
    ),
    "two officials of one city on one day": of(
        2,
        reports=(
            Report("a", "2024-04-09", "孟浩来校", "4月8日，西安市副市长孟浩一行来校调研。"),
            Report("b", "2024-04-09", "李伟来校", "4月8日，西安市副市长李伟一行来校座谈。"),
        ),
    ),
    "a government under two names": of(
        2,
        "a1 b1",
        reports=(
            Report("a", "2024-04-09", "与苏州市签约", "4月8日，西安交通大学与苏州市人民政府签署战略合作协议。"),
            Report("b", "2024-04-09", "与苏州市签约", "4月8日，西安交通大学与苏州市签署全面合作协议。"),
        ),
    ),
    "a firm under its short name": of(
        2,
        "a1 b1",
        reports=(
            Report("a", "2024-04-09", "与正泰集团签约", "4月8日，西安交通大学与正泰集团股份有限公司签署战略合作协议。"),
            Report("b", "2024-04-09", "与正泰签约", "4月8日，西安交通大学与正泰集团签署合作协议。"),
        ),
    ),
    "the partner's own report": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a",
                "2024-04-09",
                "卢建军会见杨仁华",
                "4月8日，西安交通大学党委书记卢建军会见西咸新区党工委书记杨仁华。",
            ),
            Report(
                "b",
                "2024-04-09",
                "杨仁华赴西安交大",
                "4月8日，西咸新区党工委书记杨仁华一行到西安交通大学对接，与校党委书记卢建军座谈。",
                host="www.xixianxinqu.gov.cn",
            ),
        ),
    ),
    "attendants in a paragraph of their own": of(
        2,
        "a1 a2",
        reports=(
            Report(
                "a",
                "2024-01-05",
                "赵一德来校调研",
                "1月4日，陕西省委书记赵一德到西安交通大学调研。\n1月4日，省领导王晓、王琳参加调研。",
            ),
        ),
    ),
    "they go on in the afternoon": of(
        2,
        "a1 a2",
        reports=(
            Report(
                "a",
                "2024-12-29",
                "两馆签约",
                "12月28日上午，西安交通大学图书馆与西安图书馆签署资源共享协议。\n当天下午，双方馆员代表座谈。",
            ),
        ),
    ),
    "another thing in the afternoon": of(
        2,
        reports=(
            Report(
                "a",
                "2024-12-29",
                "学校要闻",
                "12月28日上午，西安交通大学与西安图书馆签署资源共享协议。\n12月28日下午，学校召开年度工作会议。",
            ),
        ),
    ),
    "the next day of a visit": of(
        2,
        reports=(
            Report(
                "a",
                "2023-12-20",
                "与正泰集团签约",
                "12月18日，西安交通大学与正泰集团签署战略合作框架协议。\n19日上午，一行人参观了正泰集团。",
            ),
        ),
    ),
    "two roundups of one meeting": of(
        4,
        "r1 s1|r2 s2",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "1月5日，校党委书记卢建军会见泰安市委书记杨洪涛一行。\n1月8日，西安交通大学与河钢集团签署合作协议。",
            ),
            Report(
                "s",
                "2024-01-30",
                "一月要闻",
                "1月5日，泰安市委书记杨洪涛一行来校，卢建军会见来宾。\n1月8日，河钢集团与西安交通大学签署合作协议。",
            ),
        ),
    ),
    "no chain over a day that is not theirs": of(
        3,
        "a1 c1",
        reports=(
            Report("a", "2024-04-09", "与平高集团签约", "4月8日，西安交通大学与平高集团签署战略合作协议。"),
            Report("b", "2024-04-12", "平高集团来校", "4月11日，平高集团董事长李俊涛一行来校调研。"),
            Report("c", "2024-04-30", "四月要闻", "4月8日，平高集团董事长李俊涛来校，与西安交通大学签署战略合作协议。"),
        ),
    ),
    "an undated report of a dated meeting": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a", "2024-04-10", "卢建军会见郑晓彬", "近日，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。"
            ),
            Report(
                "b",
                "2024-04-09",
                "郑晓彬来校",
                "4月8日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。",
            ),
        ),
    ),
    "an undated report of another month": of(
        2,
        reports=(
            Report(
                "a", "2024-06-10", "卢建军会见郑晓彬", "近日，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。"
            ),
            Report(
                "b",
                "2024-04-09",
                "郑晓彬来校",
                "4月8日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。",
            ),
        ),
    ),
    "the guest's university reports it too": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a",
                "2024-04-09",
                "王树国会见窦贤康",
                "4月8日，西安交通大学校长王树国会见武汉大学校长窦贤康一行，两校座谈。",
            ),
            Report(
                "b",
                "2024-04-09",
                "窦贤康访问西安交大",
                "4月8日，武汉大学校长窦贤康一行访问西安交通大学，与西安交通大学校长王树国座谈。",
                host="news.whu.edu.cn",
            ),
        ),
    ),
    "two reports of an undated meeting": of(
        2,
        "a1 b1",
        reports=(
            Report(
                "a", "2024-04-10", "卢建军会见郑晓彬", "近日，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。"
            ),
            Report(
                "b",
                "2024-04-12",
                "卢建军会见郑晓彬",
                "日前，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。",
            ),
        ),
    ),
    "two linked reports of two days of one month": of(
        3,
        "r1 a1",
        reports=(
            Report(
                "r",
                "2024-01-25",
                ROUNDUP_TITLE,
                "2023年4月，校党委书记卢建军会见天通控股股份有限公司董事长郑晓彬一行。",
                links={1: ("a", "b")},
            ),
            Report(
                "a",
                "2023-04-24",
                "卢建军会见郑晓彬",
                "4月20日，西安交通大学党委书记卢建军会见天通控股股份有限公司董事长郑晓彬。",
            ),
            Report("b", "2023-04-28", "郑晓彬来校", "4月26日，天通控股股份有限公司董事长郑晓彬到西安交通大学调研。"),
        ),
    ),
}
