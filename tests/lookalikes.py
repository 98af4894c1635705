"""Pairs of articles that look like copies of each other and are none: all text is invented."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from tests.forgery import Report


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold two articles that stay apart, and what sort of pair they are."""

    kind: str
    one: Report
    other: Report


_SIGNING = """{date}，西安交通大学与{partner}战略合作协议签约仪式在创新港举行。{partner}{office}{guest}，\
学校副校长{host}出席仪式并讲话。
{host}对{guest}一行的到来表示欢迎，介绍了学校在人才培养、科学研究和成果转化方面的总体情况。\
他表示，双方合作基础扎实，此次签约是深化产教融合的重要举措，希望以协议签署为契机，在{field}等领域开展联合攻关，\
共建高水平创新平台，推动更多成果落地。
{guest}表示，将充分发挥自身优势，为双方合作提供有力保障，推动各项任务落实落细，实现互利共赢、共同发展。
仪式上，{host}与{guest}代表双方签署战略合作协议。科研院、研究生院、校企合作办公室负责人参加活动。"""

_VISIT = """{date}，{guest}一行来校调研，校党委常委{host}在主楼会见来宾，双方就进一步深化合作进行座谈交流。
{host}介绍了学校的历史沿革和学科特色，重点介绍了学校服务区域发展的做法。他说，学校历来重视同{partner}的合作，\
愿意在人才引进、干部培训、决策咨询等方面提供更多支持。
{guest}对学校长期以来的支持表示感谢，介绍了{partner}产业发展的总体情况，希望双方建立定期会商机制，\
加快推动合作事项落地见效。
会前，{guest}一行参观了校史博物馆和{field}实验室。{partner}有关部门、学校相关单位负责人参加座谈。"""

_MEETING = """{date}，第{edition}届西部能源材料学术年会在西安召开，来自全国{count}所高校和科研机构的专家学者参加会议。
开幕式由材料学院院长{host}主持。会议设大会报告、分会场报告和青年论坛，围绕{field}等议题展开研讨，\
共收到论文摘要{papers}篇。
与会专家认为，能源材料研究正处在由跟踪走向引领的关键阶段，应当加强学科交叉和数据共享，建立长期稳定的合作网络。\
会议评选出优秀青年报告奖{prizes}项，并为获奖者颁发证书。
西部能源材料学术年会每年举办一次，已成为国内该领域交流最新成果、促进产学研合作的重要平台。"""

_DONATION = """{date}，{partner}捐赠仪式在校友之家举行。{partner}向学校捐赠人民币{count}万元，\
设立奖学金，用于奖励品学兼优的学生和支持青年教师开展教学改革。
学校教育基金会理事长{host}接受捐赠，并向{guest}颁发捐赠证书。{host}代表学校对捐赠方的善举表示感谢，\
表示学校将管好用好每一笔捐赠，让善款发挥最大的育人效益。
{guest}表示，教育是最有意义的投资，希望同学们珍惜时光、刻苦学习，早日成为国家需要的栋梁之才。
教育基金会、学生处负责人和受助学生代表参加仪式。"""

_NOTICE = """各学院、各单位：
经研究，定于{date}在主楼{room}会议室召开{topic}工作会议，请各单位主要负责人准时参加，不得迟到、\
早退和无故缺席。因故不能参加的，须提前向办公室履行请假手续。会议期间请将手机关闭或调至静音状态。
特此通知。"""

_AWARDS = """近日，第{edition}批校级教学名师评选结果揭晓，经个人申报、学院推荐、专家评审和公示，\
共有六位教师获此荣誉。
获奖教师名单如下（排名不分先后）：{names}。
教学名师评选旨在表彰长期坚守本科教学一线、教学效果突出的教师，发挥示范引领作用。学校希望获奖教师再接再厉，\
也希望广大教师以他们为榜样，潜心育人，不断提高人才培养质量。"""

_BASE = {
    "date": "3月5日",
    "partner": "苏州市",
    "office": "副市长",
    "guest": "周立远",
    "host": "陈书航",
    "field": "储能与氢能",
    "edition": "三",
    "count": "86",
    "papers": "320",
    "prizes": "12",
    "room": "A305",
    "topic": "安全生产",
    "names": "王承志、李思齐、赵望舒、孙景行、周怀瑾、吴明澈",
}


def _report(template: str, title: str, day: str, **changed: str) -> Report:
    facts = _BASE | changed
    return Report(title.format(**facts), template.format(**facts), day)


def _apart(kind: str, template: str, title: str, *variants: tuple[str, dict[str, str]]) -> list[Pair]:
    """Return all pairs of one template, filled in otherwise each time."""
    reports = [_report(template, title, day, **changed) for day, changed in variants]
    return [Pair(kind, one, other) for one, other in combinations(reports, 2)]


def _templates() -> list[Pair]:
    return [
        *_apart(
            "same partner, another date", _SIGNING, "学校与{partner}签署战略合作协议",
            ("2024-03-06", {}), ("2024-09-13", {"date": "9月12日"}), ("2025-03-06", {"date": "3月15日"}),
        ),
        *_apart(
            "same partner, another date", _VISIT, "{partner}代表团来校调研",
            ("2024-03-06", {}), ("2024-03-21", {"date": "3月20日"}), ("2025-01-09", {"date": "1月8日"}),
        ),
        *_apart(
            "same template, other names", _SIGNING, "学校与{partner}签署战略合作协议",
            ("2024-03-06", {}),
            ("2024-03-08", {"date": "3月7日", "partner": "无锡市", "guest": "郑云帆", "host": "冯知微"}),
            ("2024-03-06", {"partner": "宜宾市", "guest": "蒋柏舟"}),
        ),
        *_apart(
            "same template, other firm", _SIGNING, "学校举行战略合作协议签约仪式",
            ("2024-03-06", {"partner": "澄海新材", "office": "董事长"}),
            ("2024-03-06", {"partner": "北辰动力", "office": "董事长"}),
            ("2024-03-06", {"partner": "瑞谷医疗器械有限公司", "office": "董事长"}),
        ),
        *_apart(
            "same template, other person", _VISIT, "{partner}代表团来校调研",
            ("2024-03-06", {}), ("2024-03-06", {"guest": "沈清扬"}), ("2024-03-06", {"host": "韩屏山"}),
        ),
        *_apart(
            "yearly edition", _MEETING, "西部能源材料学术年会召开",
            ("2023-08-12", {"date": "8月11日"}),
            ("2024-08-10", {"date": "8月9日", "edition": "四", "count": "93", "papers": "355", "prizes": "15"}),
            ("2025-08-12", {"date": "8月11日", "edition": "五"}),
        ),
        *_apart(
            "yearly edition", _MEETING, "第{edition}届西部能源材料学术年会召开",
            ("2023-08-12", {"date": "8月11日", "edition": "十"}),
            ("2024-08-12", {"date": "8月11日", "edition": "十一"}),
        ),
        *_apart(
            "same template, other giver", _DONATION, "校友企业捐资助学",
            ("2024-05-20", {"date": "5月18日", "partner": "正衡集团"}),
            ("2024-05-20", {"date": "5月18日", "partner": "金麓矿业集团", "count": "100"}),
            ("2024-05-20", {"date": "5月18日", "partner": "正衡集团", "count": "300"}),
            ("2024-11-03", {"date": "11月2日", "partner": "正衡集团"}),
        ),
        *_apart(
            "notices", _NOTICE, "关于召开{topic}工作会议的通知",
            ("2024-04-02", {"date": "4月5日"}),
            ("2024-04-02", {"date": "4月5日", "topic": "本科教学"}),
            ("2024-04-16", {"date": "4月18日"}),
            ("2024-04-02", {"date": "4月5日", "room": "B211", "topic": "防汛"}),
        ),
        *_apart(
            "award lists", _AWARDS, "教学名师评选结果揭晓",
            ("2022-09-08", {}),
            ("2023-09-08", {"edition": "四", "names": "何若川、许嘉铭、曹宁雨、金国桐、魏永年、姜启明"}),
            ("2022-09-08", {"names": "何若川、许嘉铭、曹宁雨、金国桐、魏永年、姜启明"}),
            ("2022-09-08", {"names": "王承志、李思齐、赵望舒、孙景行、周怀瑾、姜启明"}),
        ),
    ]  # fmt: skip


_FIRST = Report(
    "学校与榆林市共建能源创新中心",
    """5月6日，西安交通大学与榆林市人民政府在榆林签署协议，共建榆林能源创新中心。校长沈望川、\
榆林市市长顾晓岚出席签约仪式。
根据协议，双方将围绕煤炭清洁转化、绿氢制备和二氧化碳利用三个方向组建联合团队，榆林市五年内投入专项经费三亿元，\
学校选派不少于六十名教师和工程师驻场工作。
沈望川表示，榆林是国家重要的能源化工基地，学校将把最好的团队和最新的成果带到榆林，让实验室与生产线隔墙相望。
顾晓岚说，榆林的转型需要高校，更需要能够留得住的人才，中心的建设用地和人才公寓已经落实，欢迎师生随时拎包入住。
签约仪式后，双方为中心揭牌，并召开第一次理事会，审议了章程和年度计划。""",
    "2024-05-07",
)
_FOLLOW_UP = Report(
    "榆林能源创新中心首批成果落地",
    """11月21日，榆林能源创新中心首批四项成果在榆林高新区投产，西安交通大学副校长罗景行、榆林市副市长唐敏参加投产仪式。
今年5月6日，西安交通大学与榆林市人民政府在榆林签署协议，共建榆林能源创新中心。根据协议，双方将围绕煤炭清洁转化、\
绿氢制备和二氧化碳利用三个方向组建联合团队，榆林市五年内投入专项经费三亿元，学校选派不少于六十名教师和工程师驻场工作。
半年来，首批三十二名教师驻场，完成中试装置两套，申请专利十七件。投产的四项成果中，低能耗碳捕集溶剂已在两家电厂试用，\
能耗下降两成。
罗景行说，榆林是国家重要的能源化工基地，学校将把最好的团队和最新的成果带到榆林，让实验室与生产线隔墙相望。
唐敏表示，榆林将继续在土地、资金和人才公寓方面给予支持，推动更多成果就地转化。""",
    "2024-11-22",
)
_SHORT_FOLLOW_UP = Report(
    "榆林能源创新中心召开第二次理事会",
    """9月3日，榆林能源创新中心第二次理事会在西安召开。
5月6日，西安交通大学与榆林市人民政府签署协议，共建榆林能源创新中心。双方将围绕煤炭清洁转化、\
绿氢制备和二氧化碳利用三个方向组建联合团队，榆林市五年内投入专项经费三亿元，学校选派不少于六十名教师和工程师驻场工作。
会议听取了半年工作报告，审议通过第二批项目。""",
    "2024-09-04",
)
_SECOND = Report(
    "学校与柳州市共建智能制造研究院",
    """5月14日，西安交通大学与柳州市人民政府共建智能制造研究院签约仪式举行。副校长罗景行、柳州市副市长黎海宁出席。
研究院将面向汽车和工程机械产业，建设工业软件、机器人和检测三个平台，首期场地八千平方米，由柳州市提供并负责装修，\
学校负责团队组建和日常运行。
罗景行表示，研究院要把企业的问题变成课题，让课题在车间里开题，也在车间里结题。黎海宁希望研究院尽快拿出看得见的成果，\
帮助老工业城市焕发新活力。""",
    "2024-05-15",
)
_THIRD = Report(
    "学校与嘉兴市签署人才培养协议",
    """5月22日，西安交通大学与嘉兴市在嘉兴签署人才培养协议。校党委副书记郝静姝、嘉兴市委组织部部长邵文渊参加签约仪式。
协议约定，嘉兴市每年提供实习岗位二百个，学校每年组织两批研究生到嘉兴开展挂职锻炼，并为当地企业骨干开设工程硕士课程。
郝静姝说，青年人的课堂不只在校园，也在生产一线。邵文渊表示，嘉兴将为每一位实习学生配备企业导师和生活补贴。""",
    "2024-05-23",
)


def _roundup(title: str, day: str, reports: list[Report], *, whole: bool) -> Report:
    """Return a roundup that takes the reports over, or their first paragraphs."""
    lead = "五月以来，学校主动对接地方需求，校地合作按下快进键，一批协议和平台接连落地。"
    parts = [report.body if whole else report.body.split("\n")[0] for report in reports]
    return Report(title, "\n".join([lead, *parts]), day)


def _others() -> list[Pair]:
    reports = [_FIRST, _SECOND, _THIRD]
    whole = _roundup("校地合作按下快进键", "2024-05-31", reports, whole=True)
    leads = _roundup("五月，学校与三市携手", "2024-05-30", reports, whole=False)
    two = Report("学校一月连签两市", f"{_SECOND.body}\n{_THIRD.body}", "2024-05-24")
    extended = Report("校地合作：从榆林开始", f"{_FIRST.body}\n{_SECOND.body}", "2024-05-16")
    return [
        *(Pair("follow-up", _FIRST, other) for other in (_FOLLOW_UP, _SHORT_FOLLOW_UP)),
        Pair("follow-up", _FOLLOW_UP, _SHORT_FOLLOW_UP),
        *(Pair("roundup", report, other) for report in reports for other in (whole, leads)),
        *(Pair("roundup", report, two) for report in (_SECOND, _THIRD)),
        *(Pair("roundup", report, extended) for report in (_FIRST, _SECOND)),
    ]


PAIRS = (*_templates(), *_others())
