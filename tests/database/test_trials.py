"""Try articles as other people print them: which are one, which are two, and whose side everybody is on."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.database.stories import NOON, empty, rows
from xjtunews.database.resolve import resolve
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch
from xjtunews.language.text import fingerprint
from xjtunews.pipelines.tag import read_article
from xjtunews.sites.layout import Site
from xjtunews.sites.xjtu import SITE

OTHER = Site(name="nwu", names=("西北大学",), domains=("nwu.edu.cn",))
SIGNING = """4月12日上午，西安交通大学与金川集团股份有限公司签约仪式在创新港举行。金川集团党委书记、董事长阮英，\
西安交通大学党委书记卢建军出席仪式。
阮英介绍了企业在镍钴资源开发和智能矿山建设方面取得的成绩，希望双方围绕深部开采、冶金固废利用等难题联合攻关。
卢建军对客人的到来表示欢迎，表示学校愿在人才联合培养、成果就地转化方面同企业走出一条新路。
根据协议，双方将共建镍基材料联合实验室，首期投入经费两千万元，面向企业一线设立专项课题。"""
DEGREES = """6月22日上午，机械工程学院2024届毕业典礼在宪梓堂举行，学院领导班子出席典礼，四百余名毕业生和家长参加。
典礼在庄严的国歌声中开始，院长以“勇攀科技高峰”为题致辞，勉励毕业生把个人理想融入国家发展大局。
教师代表、校友代表和毕业生代表先后发言，全体教师为毕业生拨穗，共同祝福同学们前程似锦。"""
CALL = """3月13日下午，省总工会副主席李建民、教科文卫体工会主席王秀兰、市总工会副主席赵志强到学校调研，校领导陪同。
李建民一行参观了教职工之家，与教师代表亲切交谈，对学校在维护职工权益、丰富师生生活方面的成绩给予肯定。
王秀兰希望学校继续发挥工会作用，团结动员广大教师投身教学科研，赵志强介绍了全市工会工作的安排。"""
COMPANY = (("学校", "公司"), ("教师", "员工"), ("师生", "员工"), ("校领导", "公司领导"))
HOSTS = CALL.replace("校领导陪同", "学校党委书记卢建军、副校长洪军陪同")
FOREWORD = "编者按：近日集团与学校签约，现将学校新闻网的报道转发如下，供大家学习。\n"
BANK = "11月9日，西安交通大学与中国银行股份有限公司陕西省分行签署银校合作协议。"


def article(key: str, title: str, body: str, day: str, host: str = "news.xjtu.edu.cn") -> Article:
    url = f"https://{host}/info/1033/{1000 + ord(key)}.htm"
    item = Article(id=key, url=url, site=host, layout="vsb", title=title, published=day, body=body)
    item.text_hash, item.fetch = fingerprint(body), Fetch(url, "fetched", article_id=key)
    item.reading = read_article(item, OTHER if host.endswith("nwu.edu.cn") else SITE)
    item.spam = item.reading.spam
    return item


def stored(path: Path, *articles: Article) -> Database:
    database = empty(path)
    write(database, articles, 1, NOON)
    resolve(database)
    return database


@pytest.mark.parametrize(
    ("title", "body", "day", "host", "relation"),
    [
        ("校企同心 向新而行", FOREWORD + SIGNING, "2024-04-15", "www.example.com", "reprint"),
        ("金川集团西安交大签约",
         "本网讯 " + SIGNING.replace("4月12日上午", "日前"), "2024-04-15", "www.xa.gov.cn", "reprint"),
        ("学校与金川集团签约", SIGNING.replace("联合", "联◆合"), "2024-04-20", "www.example.com", "mirror"),
        ("学校与金川集团签约", SIGNING.replace("4月12日", "4月15日"), "2025-04-16", "news.xjtu.edu.cn", None),
    ],
)  # fmt: skip
def test_copies(tmp_path: Path, title: str, body: str, day: str, host: str, relation: str | None) -> None:
    first = article("a", "学校与金川集团签约", SIGNING, "2024-04-13")
    database = stored(tmp_path / "news.db", first, article("b", title, body, day, host))
    found = rows(database, "SELECT article_id, canonical_id, relation FROM copies")
    assert found == ([("b", "a", relation)] if relation else [])


def recast(text: str) -> str:
    for word, instead in (*COMPANY, ("副校长", "副董事长")):
        text = text.replace(word, instead)
    return text


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (HOSTS, recast(HOSTS), "mirror"),
        (CALL, recast(CALL), None),
        (HOSTS, recast(HOSTS).replace("卢建军", "周建华").replace("洪军", "陈伟"), None),
        (HOSTS, "3月14日，工人网发布题为《省总工会到高校调研》的报道。\n全文如下：\n" + HOSTS, "reprint"),
        (SIGNING, SIGNING.replace("金川集团股份有限公司", "乐鱼手机官方"), "mirror"),
        (SIGNING, SIGNING.replace("西安交通大学", "吉庆贵宾官方网站"), "mirror"),
        (SIGNING, SIGNING.replace("西安交通大学", "西安理工大学"), None),
        (HOSTS, HOSTS.replace("到学校调研", "赴西安交通大学考察"), "reprint"),
        (HOSTS.replace("到学校", "来校"), HOSTS.replace("到学校", "赴西安交通大学"), "reprint"),
        (
            SIGNING,
            SIGNING.replace("金川集团股份有限公司", "酒泉钢铁集团有限公司")
            .replace("金川集团", "酒钢集团")
            .replace("阮英", "程子建"),
            None,
        ),
    ],
    ids=[
        "hosts too",
        "guests alone",
        "other hosts",
        "foreword",
        "brand",
        "site",
        "university",
        "partner",
        "to us",
        "another firm",
    ],
)
def test_words_of_a_machine(tmp_path: Path, one: str, other: str, relation: str | None) -> None:
    first = article("a", "省总工会到校调研", one, "2024-03-14")
    database = stored(tmp_path / "news.db", first, article("b", "调研", other, "2024-03-15", "www.example.com"))
    found = rows(database, "SELECT article_id, canonical_id, relation FROM copies")
    assert found == ([("b", "a", relation)] if relation else [])


CITY = """11月27日，市委书记许启明、市长惠立春前往西安交通大学，与校党委书记卢建军、校长张立群座谈，并考察实验室。
西安交通大学与我市联系一直密切，签订协议以来交流明显加快，收获了一批务实成果。
许启明介绍了我市经济社会发展和智能制造的情况，并衔接了有关项目，希望学校发挥人才优势，深化合作，加快成果转化。
卢建军表示，学校看重同老工业基地的合作，将摸清产业的需求，找准着力点，写好校地合作的新篇。
惠立春表示，我市将尽最大努力做好服务，为学校的人才施展才华搭建舞台，为科研项目落地备好土壤。"""
LONG = CITY + "\n" + "\n".join((*DEGREES.split("\n")[1:], *SIGNING.split("\n")[3:]))


@pytest.mark.parametrize(
    ("titles", "bodies", "days", "relation"),
    [
        (("两市领导来访", "宝鸡市领导来校座谈"), (CITY, CITY.replace("我市", "宝鸡市")), ("2017-11-28", "2017-11-30"),
         "reprint"),
        (("许启明赴西安交大座谈", "校友会工作简报"),
         (LONG, f"校友会工作简报\n10月11日，秘书处走访校友企业，商定年底举办联谊活动。\n{LONG}\n12月1日，校友登山。"),
         ("2017-11-28", "2017-12-05"), "reprint"),
        (("许启明赴西安交大座谈", "许启明赴西安交大座谈-云顶体育官网登录"), (LONG, LONG.replace("11月27日", "7月19日")),
         ("2017-11-28", "2018-07-20"), "mirror"),
        (("许启明赴西安交大座谈",) * 2, (LONG, LONG.replace("11月27日", "7月19日")),
         ("2017-11-28", "2018-07-20"), None),
        (("许启明赴西安交大座谈", "许启明赴西安交大座谈-云顶体育官网登录"),
         (LONG, LONG.replace("11月27日", "7月19日").replace("惠立春", "赵德明")), ("2017-11-28", "2018-07-20"), None),
        (("许启明赴西安交大座谈", "调研"), (CITY, "供稿：党办\n编辑：王某\n" + CITY), ("2017-11-28",) * 2, "reprint"),
    ],
    ids=["our city", "newsletter", "later dates", "edition", "later dates, another person", "credits above"],
)  # fmt: skip
def test_ways_of_editors(
    tmp_path: Path, titles: tuple[str, str], bodies: tuple[str, str], days: tuple[str, str], relation: str | None
) -> None:
    hosts = ("news.xjtu.edu.cn", "www.example.com")
    articles = (article(*given) for given in zip("ab", titles, bodies, days, hosts, strict=True))
    found = rows(stored(tmp_path / "news.db", *articles), "SELECT article_id, canonical_id, relation FROM copies")
    assert found == ([("b", "a", relation)] if relation else [])


@pytest.mark.parametrize(
    ("titles", "bodies", "days"),
    [
        (("机械学院举行毕业典礼",
         "电气学院举行毕业典礼"), (DEGREES, DEGREES.replace("机械", "电气")), ("2024-06-23",) * 2),
        (("与中行签约", "与工行签约"), (BANK, BANK.replace("中国银行", "中国工商银行")), ("2024-11-10",) * 2),
        (("校园春景", "校园秋色"), ("图/文 宣传部",) * 2, ("2024-03-01", "2024-10-01")),
        (("开学典礼举行",) * 2, ("9月1日，学校举行开学典礼。",) * 2, ("2023-09-02", "2024-09-02")),
    ],
)  # fmt: skip
def test_look_alikes(tmp_path: Path, titles: tuple[str, str], bodies: tuple[str, str], days: tuple[str, str]) -> None:
    articles = (article(*given) for given in zip("ab", titles, bodies, days, strict=True))
    assert rows(stored(tmp_path / "news.db", *articles), "SELECT article_id FROM copies") == []


@pytest.mark.parametrize(
    ("first", "second", "host", "count"),
    [
        ("3月11日，金川集团股份有限公司董事长阮英一行来校访问，校党委书记卢建军会见客人。",
         "3月11日，集团公司党委书记阮英率队前往西安交通大学拜访，与学校党委书记卢建军会谈。", "www.example.com", 1),
        ("3月11日上午，金川集团股份有限公司董事长阮英一行来校访问，校党委书记卢建军会见客人。",
         "3月11日下午，金川集团股份有限公司董事长阮英一行来校调研，西北大学校长孙庆伟会见客人。", "news.nwu.edu.cn", 2),
        ("7月4日，能动学院社会实践队赴金川集团股份有限公司参观学习。",
         "7月4日，金川集团股份有限公司董事长阮英一行来校，校党委书记卢建军会见客人。", "news.xjtu.edu.cn", 2),
        ("4月1日，意大利米兰理工大学校长多纳泰拉·休托一行访问我校，校长张立群会见来宾，双方签署学生交换协议。",
         "4月1日，西安交通大学与米兰理工大学签署学生交换协议，米兰理工大学校长多纳泰拉·休托出席。",
          "www.people.com.cn", 1),
    ],
)  # fmt: skip
def test_events(tmp_path: Path, first: str, second: str, host: str, count: int) -> None:
    articles = article("a", "来访", first, "2024-07-05"), article("b", "交流", second, "2024-07-05", host)
    assert rows(stored(tmp_path / "news.db", *articles), "SELECT count(*) FROM events") == [(count,)]


@pytest.mark.parametrize(
    ("body", "name", "side", "organization"),
    [
        ("12月21日，西安市委书记方红卫，市长叶牛平与学校党委书记卢建军座谈。", "卢建军", "ours", "西安交通大学"),
        ("1月4日，学校与翔宇医疗签约，企业董事长何永正出席。", "何永正", "theirs", None),
        ("6月6日，张立群到榆林学院调研，榆林学院党委副书记、校长韩永全接待。", "韩永全", "theirs", "榆林学院"),
        ("1月10日，平高集团、平高电气党委书记李俊涛来校座谈，校党委书记卢建军会见。", "李俊涛", "theirs", "平高集团"),
        ("7月5日，校长张立群赴内蒙古大学访问，与校长武利民座谈。", "武利民", "theirs", "内蒙古大学"),
    ],
)  # fmt: skip
def test_sides(body: str, name: str, side: str, organization: str | None) -> None:
    reading = article("a", "要闻", body, "2024-07-05").reading
    assert reading is not None
    person = reading.scenes[0].people[name]
    assert (person.side, person.body) == (side, organization)
