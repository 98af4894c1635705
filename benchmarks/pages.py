"""Make an archive of news pages as a university's VSB 9 serves them.

All text is invented, put together from the sentences below; one seed always makes the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from random import Random

from xjtunews.archive.directory import DirectoryArchive

HOST = "news.xjtu.edu.cn"
FIRST_PAGE = f"http://{HOST}/zyxw.htm"
#: Every address that a crawl of the archive visits: the pages of the column, and the articles.
VISITED = re.compile(rf"http://{re.escape(HOST)}/(?:zyxw(?:/\d+)?|info/1033/\d+)\.htm")
#: Chinese characters of an article; no page has fewer or more.
SHORTEST, LONGEST = 900, 2200

_ITEMS_A_LIST = 50
_ROUNDUPS = 0.1
_OWNER = 1618033988
_SITE = "西安交通大学新闻网"
_FIRST_DAY = datetime(2017, 3, 1, 8, 30)  # noqa: DTZ001  (pages print Beijing time without saying so)
_SLOT = re.compile(r"\{(\w+)\}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Made:
    """Say what an archive holds."""

    root: Path
    articles: int
    lists: int
    size: int


@dataclass(frozen=True, slots=True)
class Story:
    """Hold what the pages of an article and those that link to it have to agree on."""

    number: int
    template: str
    is_roundup: bool
    published: datetime
    happened: date
    title: str
    what: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one paragraph of an article; ``links`` are the articles whose addresses follow it."""

    text: str
    is_caption: bool = False
    links: tuple[Story, ...] = ()


def make_archive(root: Path, articles: int, seed: int) -> Made:
    """Write ``articles`` pages, the pages of the column that lists them, and robots.txt below ``root``."""
    archive = DirectoryArchive(root)
    stories = make_stories(articles, seed)
    size = 0

    def put(path: str, text: str) -> None:
        nonlocal size
        file = archive.path_of(f"http://{HOST}/{path}")
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(text.encode())

    put("robots.txt", "User-agent: *\nDisallow: /system/\nDisallow: /_dwr/\n")
    for index, story in enumerate(stories):
        put(f"info/1033/{story.number}.htm", article_page(stories, index, Random(f"{seed}-{story.number}")))  # noqa: S311
    newest_first = stories[::-1]
    lists = [newest_first[at : at + _ITEMS_A_LIST] for at in range(0, articles, _ITEMS_A_LIST)]
    for index, items in enumerate(lists):
        put(_list_name(index, len(lists)), list_page(items, index, len(lists), articles))
    return Made(root, articles, len(lists), size)


# What happened: invented people, institutions and events

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏姜戚谢邹章苏潘葛范彭鲁韦马方袁柳鲍史唐薛雷贺倪汤罗郝安常"
_GIVEN = (
    "承远嘉铭思齐若川景行望舒怀瑾知微明澈书衡云帆清扬建柏文渊立群晓岚德润志恒海宁雨桐国屏维桢永年以宁静姝绍华启明亦凡"
)
_WORDS: dict[str, list[str]] = {
    name: words.split()
    for name, words in {
        "host_title": "校党委书记 校长 常务副校长 副校长 校党委副书记 校长助理 总会计师",
        "guest_title": "董事长 总经理 党委书记 院长 副总裁 首席科学家 副市长 校长 主任 总工程师",
        "city": "榆林市 苏州市 青岛市 柳州市 宜宾市 嘉兴市 绵阳市 克拉玛依市 烟台市 株洲市 大理州",
        "firm": "澄海新材料集团 北辰动力股份公司 远图能源研究院 衡川装备制造集团 青梧生物医药公司 砺山半导体公司 "
        "云岭水电开发公司 江岚大学 沧溟海洋工程集团 明德职业技术学院 斐然航空发动机公司 秋实农业科技集团 "
        "诺斯菲尔德大学 星桥通信技术公司 金麓矿业集团 安澜水务集团 瑞谷医疗器械公司 开元轨道交通研究所",
        "field": "储能与氢能 先进制造 集成电路 人工智能 智慧医疗 新型电力系统 碳捕集利用 增材制造 高端仪器 "
        "量子传感 绿色矿山 现代农业装备 工业软件 航空动力 文化遗产保护 数字治理 海洋工程 核能安全",
        "room": "创新港涵英楼 兴庆校区主楼 雁塔校区 科创基地报告厅 西部会议中心 一号巨构 曲江校区学术厅 校史馆",
        "dept": "能动学院 电气学院 机械学院 材料学院 电信学部 管理学院 医学部 人居学院 科研院 研究生院 "
        "校企合作委员会 国际合作与交流处 发展规划办公室 校友关系发展部 教务处",
        "agreement": "全面合作协议 战略合作协议 联合培养备忘录 共建研究院协议 技术转让合同 实习基地协议",
        "lab": "联合实验室 联合研究中心 未来技术研究院 博士后创新基地 产业技术创新中心 实践教学基地",
        "goal": "关键技术攻关 成果转化 人才联合培养 平台共建 学科交叉 国际交流 中试基地建设 博士后联合培养 "
        "课程共建 学生实习实训 标准研制 概念验证",
        "praise": "务实高效 富有成效 前景广阔 基础扎实 互信深厚 优势互补",
        "number": " ".join(str(n) for n in range(3, 96)),
        "amount": " ".join(f"{n}万元" for n in range(120, 9800, 130)),
        "since": " ".join(str(n) for n in range(2008, 2017)),
    }.items()
}

# (headline, what the first sentence says behind its date)
_EVENTS = (
    (
        "{host}会见{firm}{guest}一行",
        "{host_title}{host}在{room}会见了来访的{firm}{guest_title}{guest}一行，双方围绕{field}领域的{goal}交换意见。",
    ),
    (
        "{firm}{guest_title}{guest}来校访问",
        "{firm}{guest_title}{guest}一行到访西安交通大学，{host_title}{host}在{room}会见客人。",
    ),
    (
        "学校与{city}座谈{field}合作",
        "{city}党政代表团与西安交通大学在{room}举行座谈，{host_title}{host}、{guest}出席。",
    ),
    (
        "{host}与{firm}座谈共商{goal}",
        "{host_title}{host}与{firm}{guest_title}{guest}在{room}座谈，共同商议{field}方向的{goal}。",
    ),
    (
        "西安交通大学与{firm}签署{agreement}",
        "西安交通大学与{firm}在{room}签署{agreement}，{host_title}{host}、{guest_title}{guest}出席并致辞。",
    ),
    (
        "校企携手推进{field}：学校与{firm}签约",
        "学校与{firm}签约仪式在{room}举行，{dept}负责人与{firm}{guest_title}{guest}代表双方签字。",
    ),
    (
        "{field}{lab}揭牌",
        "学校与{firm}共建的{field}{lab}在{room}揭牌，{host_title}{host}与{guest_title}{guest}共同为其揭幕。",
    ),
    (
        "{host}率队赴{firm}调研",
        "{host_title}{host}率队赴{city}，走访{firm}，实地了解{field}方向的{goal}情况，{guest_title}{guest}陪同。",
    ),
    (
        "{guest}来校调研{field}工作",
        "{city}{guest_title}{guest}带队来校调研{field}工作，参观{room}和{dept}，{host_title}{host}陪同调研。",
    ),
    (
        "“{field}{goal}”专项在{room}启动",
        "“{field}{goal}”专项启动会在{room}召开，{host_title}{host}出席，{firm}{guest}介绍总体安排。",
    ),
    (
        "{field}产教融合大会在{city}召开",
        "{field}产教融合大会在{city}召开，{host_title}{host}应邀作报告，{firm}{guest}主持会议。",
    ),
)
_REMARKS = (
    "{host}代表学校对{guest}一行表示欢迎，介绍了学校在{field}方面的学科布局和人才队伍。",
    "{host}指出，{goal}是校企双方共同的关切，要把{dept}的研究能力与{firm}的应用场景对接起来。",
    "{host}强调，{dept}要主动担当，把{goal}列入年度任务清单，明确责任人和时间表。",
    "{guest}介绍了{firm}的发展历程，希望在{field}方向上与学校开展更加紧密的合作。",
    "{guest}表示，双方合作{praise}，{firm}愿意为{goal}开放场地、设备和数据。",
    "{firm}现有员工{number}00余人，其中研发人员占三成以上，在{field}领域拥有专利{number}项。",
    "{dept}负责人汇报了{field}团队的进展，团队承担课题{number}项，到账经费{amount}。",
    "与会人员就{goal}的路径、机制和考核办法展开讨论，形成了{number}条具体建议。",
    "双方认为，{field}与{goal}结合紧密，{praise}，应当先易后难、分步实施。",
    "会上，{dept}与{firm}逐一核对了合作清单，明确了{number}项近期任务。",
    "{person}教授以“{field}的机遇与挑战”为题作报告，结合案例说明了{goal}的难点。",
    "{person}研究员回顾了团队从样机到产品的过程，并对{goal}提出三点建议。",
    "代表们参观了{room}的展厅，观看了{field}样机的现场演示，不时驻足询问。",
    "项目总投入{amount}，首期安排{number}个方向，由{dept}与{firm}联合管理。",
    "学校将选派{number}名青年教师到企业挂职，{firm}将接收{number}名研究生开展课题研究。",
    "{person}同学说，在企业导师的指导下完成{field}课题，让自己看到了论文以外的世界。",
    "合作遵循“需求出题、专家答题、市场阅卷”的思路，力争让{goal}见到实效。",
    "近年来，{dept}面向{field}持续布局，建成省部级平台{number}个，培养硕士博士{number}0余名。",
    "自{since}年签署战略合作协议以来，双方在{field}方向联合承担项目{number}项，合作{praise}。",
    "据了解，{city}正在加快布局{field}产业，已有上下游企业{number}家，年产值超过{number}亿元。",
    "截至目前，双方共同申请发明专利{number}件，制定行业标准{number}项。",
    "双方计划在两年内建成{field}中试线，希望共建面向全国的{lab}。",
    "{firm}希望与学校在{goal}方面建立常态化联络机制，每季度会商一次。",
    "在{room}，{guest}详细询问了设备运行、人才引进和{goal}等情况，并与师生亲切交流。",
    "{dept}、{dept}以及{firm}相关部门负责人分别发言，气氛热烈。",
    "{guest}认为，{field}正处在由样机走向量产的关口，需要高校提供持续的理论支撑。",
    "{person}老师结合自己指导学生的经历，讲述了{goal}带给课堂的变化。",
    "{firm}在{city}设有生产基地，年产能达到{number}万台套，产品销往{number}个国家和地区。",
    "来自{dept}的{number}名同学作为志愿者参与了接待和讲解，受到来宾好评。",
    "圆桌讨论环节，{person}、{person}等{number}位专家就{field}的标准和人才缺口各抒己见。",
    "{dept}现有教师{number}0余人，其中高级职称占七成，近五年在{field}方向发表论文{number}0余篇。",
    "双方还就设立奖助学金、共享大型仪器、互聘导师等事项交换了意见，达成初步共识。",
    "首批{number}个课题面向全球发布，揭榜团队最高可获得{amount}支持。",
    "{host}认为，学校与{firm}地缘相近、需求相合，{goal}大有可为。",
    "{person}介绍，新平台投入使用以后，一次完整测试的时间由{number}天缩短到{number}小时。",
    "{city}有关负责人表示，将在用地、用能和人才公寓等方面为{lab}做好保障。",
    "{host}最后要求，参会单位要加强统筹、压实责任，推动{field}各项工作落地见效。",
)  # fmt: skip
_LATER = (
    "{date}，代表团一行还前往{room}，与{dept}师生代表座谈。",
    "{date}，{guest}一行参观了{dept}实验平台，{person}介绍了{field}方面的最新成果。",
    "{date}，{dept}与{firm}签订首个技术服务合同，合同金额{amount}。",
    "此前的{date}，{person}曾带队赴{firm}走访，为此次合作打下基础。",
    "{date}，{field}专题研讨会在{city}举行，{number}家单位参会。",
)
_CLOSINGS = (
    "{dept}、{dept}及{firm}有关负责人参加活动。",
    "学校办公室、{dept}、{dept}主要负责人参加上述活动。",
    "活动由{dept}主办，来自{city}的{number}名代表参加。",
)
_CAPTIONS = ("活动现场", "双方合影", "签约现场", "座谈会现场", "参观{room}", "{guest}讲话", "{host}介绍情况")
_SOURCES = ("交大新闻网", "党委宣传部", "{dept}", "科研院", "校企合作委员会")


def make_stories(count: int, seed: int) -> list[Story]:
    """Return what ``count`` articles are about, the oldest first."""
    rng = Random(seed)  # noqa: S311
    stories = []
    number, published = 180000, _FIRST_DAY
    for _ in range(count):
        number += rng.randint(1, 9)
        published += timedelta(minutes=rng.randint(120, 2600))
        facts = {
            name: rng.choice(_WORDS[name]) for name in ("host_title", "guest_title", "city", "firm", "field", "room")
        }
        facts |= {"host": _person(rng), "guest": _person(rng), "goal": rng.choice(_WORDS["goal"])}
        title, what = rng.choice(_EVENTS)
        is_roundup = rng.random() < _ROUNDUPS
        if is_roundup:
            title = rng.choice(("持续推动{field}{goal} 深化校地企合作", "{field}合作综述：从{city}到{room}"))
        stories.append(
            Story(
                number,
                rng.choices(tuple(_TEMPLATES), weights=(5, 2, 2, 2))[0],
                is_roundup,
                published,
                published.date() - timedelta(days=rng.randint(0, 6)),
                _fill(rng, title, facts),
                _fill(rng, what, facts),
                facts | {"source": _fill(rng, rng.choice(_SOURCES), {})},
            )
        )
    return stories


def make_body(stories: Sequence[Story], index: int, rng: Random) -> list[Block]:
    """Return the paragraphs of an article: the event and what was said, or a passage for each report that it names."""
    story = stories[index]
    blocks = _roundup(stories, index, rng) if story.is_roundup else _report(story, rng)
    texts = [block.text for block in blocks]
    length = sum(_length(text) for text in texts)
    growing = [position for position, block in enumerate(blocks) if position == 0 or not block.text]
    target = max(length, rng.randint(SHORTEST + 20, LONGEST - 120))
    unsaid: list[str] = []
    while length < target:
        unsaid = unsaid or rng.sample(_REMARKS, len(_REMARKS))
        sentence = _fill(rng, unsaid.pop(), story.facts)
        # The shortest paragraph grows, so that all come out about as long as a reader would break them.
        position = min(growing, key=lambda at: len(texts[at]))
        texts[position] += sentence
        length += _length(sentence)
    return [Block(text, block.is_caption, block.links) for text, block in zip(texts, blocks, strict=True)]


def _report(story: Story, rng: Random) -> list[Block]:
    when = "近日" if rng.random() < 0.08 else _date_text(story.happened, rng, with_year=rng.random() < 0.35)
    blocks = [Block(f"{when}，{story.what}")]
    blocks += [Block("") for _ in range(rng.randint(4, 9))]
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        day = story.happened - timedelta(days=rng.choice((0, 1, 2, 40, 200)))
        later = _fill(
            rng, rng.choice(_LATER), story.facts | {"date": _date_text(day, rng, with_year=rng.random() < 0.3)}
        )
        blocks.insert(rng.randint(2, len(blocks)), Block(later))
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        caption = _fill(rng, rng.choice(_CAPTIONS), story.facts)
        blocks.insert(rng.randint(1, len(blocks)), Block(caption, is_caption=True))
    return [*blocks, Block(_fill(rng, rng.choice(_CLOSINGS), story.facts))]


def _roundup(stories: Sequence[Story], index: int, rng: Random) -> list[Block]:
    # A roundup looks back; only those at the very beginning have too little behind them.
    earlier = stories[max(0, index - 80) : index]
    others = earlier if len(earlier) >= 20 else [*earlier, *stories[index + 1 : index + 21]]
    named = rng.sample(others, min(len(others), rng.randint(5, 20)))
    blocks = [Block("") for _ in range(3)]
    passages = min(len(named), rng.randint(5, 10))
    for position in range(passages):
        report, *more = named[position::passages]
        when = _date_text(report.happened, rng, with_year=rng.random() < 0.5)
        blocks.append(Block(f"{when}，{report.what}", links=(report, *more)))
    return [*blocks, Block("")]


def _date_text(day: date, rng: Random, *, with_year: bool) -> str:
    half = rng.choice(("上午", "下午", ""))
    return f"{day.year}年{day.month}月{day.day}日{half}" if with_year else f"{day.month}月{day.day}日{half}"


def _person(rng: Random) -> str:
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))


def _fill(rng: Random, text: str, facts: dict[str, str]) -> str:
    """Put words into the slots of a sentence: those of the story, else any."""

    def word(slot: re.Match[str]) -> str:
        name = slot[1]
        return facts.get(name) or (_person(rng) if name in ("person", "host", "guest") else rng.choice(_WORDS[name]))

    return _SLOT.sub(word, text)


def _length(text: str) -> int:
    return len(_CHINESE.findall(text))


# How it is served: the markup of VSB 9, with what an editor pastes into it

_MENU = (
    ("index", "首页", ()),
    ("zyxw", "主页新闻", ("ywjj 要闻聚焦", "zhxw 综合新闻", "jdyw 焦点要闻", "ztbd 专题报道")),
    ("rcpy", "人才培养", ("bkjx 本科教学", "yjsjy 研究生教育", "xsgz 学生工作", "jyzd 就业指导")),
    ("kydt", "科研动态", ("cgzh 成果转化", "ptjs 平台建设", "xsbg 学术报告", "kyhj 科研获奖", "xkjs 学科建设")),
    ("hzjl", "合作交流", ("gjhz 国际合作", "xqhz 校企合作", "xdhz 校地合作", "gat 港澳台交流", "dkzy 对口支援")),
    ("djsz", "党建思政", ("ztjy 主题教育", "jcdj 基层党建", "lzjs 廉政建设", "tzgz 统战工作")),
    ("xysh", "校园生活", ("whhd 文化活动", "tycx 体育赛讯", "zyfw 志愿服务", "sthd 社团活动")),
    ("rwfc", "人物风采", ("msfc 名师风采", "xzfc 学子风采", "xyfc 校友风采")),
    ("mtjd", "媒体交大", ("bzbd 报纸报道", "wlmt 网络媒体")),
)  # fmt: skip
_FRIENDS = (
    "数学学院 电气学院 能动学院 机械学院 材料学院 电信学部 管理学院 经金学院 公管学院 人文学院 法学院 外国语学院 "
    "医学部 航天学院 化工学院 人居学院 生命学院 软件学院 图书馆 档案馆 网信中心 教务处 研究生院 科研院 人事处 "
    "招生网 就业网 校友网"
)
_BODY_STYLES = (
    ("<p>", "</p>"),
    ('<p style="text-indent: 2em; line-height: 1.75em;">', "</p>"),
    (
        '<p class="MsoNormal" style="line-height: 21pt; text-indent: 24pt; margin: 0cm 0cm 6pt; '
        'mso-char-indent-count: 2.0; mso-line-height-rule: exactly"><span style="font-family: 宋体; font-size: 12pt; '
        'mso-bidi-font-size: 10.0pt; mso-hansi-font-family: 宋体">',
        '<span lang="EN-US"><o:p></o:p></span></span></p>',
    ),
    (
        '<p style="text-align: justify; text-indent: 2em; line-height: 2em; margin-bottom: 10px;"><span style="'
        "font-size: 16px; font-family: 微软雅黑, &quot;Microsoft YaHei&quot;; color: rgb(51, 51, 51); "
        'letter-spacing: 0.5px; background-color: rgb(255, 255, 255);">',
        "</span></p>",
    ),
)  # fmt: skip
_SEARCH = """\
<script language="javascript" src="/system/resource/js/base64.js"></script>
<script language="javascript" src="/system/resource/js/formfunc.js"></script>
<script type="text/javascript">
    function _check_search_%(n)d() {
        var field = document.getElementById('showkeycode%(n)d');
        var hidden = document.getElementById('lucenenewssearchkey%(n)d');
        if (field.value == null || field.value.replace(/\\s/g, "") == "") {
            alert("请输入要查找的词语");
            return false;
        }
        hidden.value = new Base64().encode(window.simplify == 1 ? simplify(field.value) : field.value);
        new VsbFormFunc().disableAutoEnable(field);
        return true;
    }
</script>
<form action="%(up)ssearch.jsp?wbtreeid=1033" method="post" id="au%(n)da" name="au%(n)da" style="display: inline">
    <input type="hidden" id="lucenenewssearchkey%(n)d" name="lucenenewssearchkey" value="">
    <input type="hidden" id="_lucenesearchtype%(n)d" name="_lucenesearchtype" value="1">
    <input type="hidden" id="searchScope%(n)d" name="searchScope" value="0">
    <div class="search">
        <input name="showkeycode" id="showkeycode%(n)d" type="text" placeholder="请输入关键词">
        <input type="image" src="%(up)simages/search.png" onclick="return _check_search_%(n)d()">
    </div>
</form>"""
_BEHAVIOUR = """\
<script type="text/javascript">
    $(function () {
        var header = $(".header"), top = header.offset() ? header.offset().top : 0;
        $(window).on("scroll", function () {
            header.toggleClass("fixed", $(this).scrollTop() > top + 80);
            $(".go-top").toggle($(this).scrollTop() > 600);
        });
        $(".nav > ul > li").hover(function () {
            $(this).addClass("on").children("ul").stop(true, true).slideDown(200);
        }, function () {
            $(this).removeClass("on").children("ul").stop(true, true).slideUp(200);
        });
        $(".m-nav span").click(function () {
            $(this).next("ul").slideToggle().parent().siblings().children("ul").slideUp();
        });
        $(".v_news_content img").each(function () {
            var image = $(this);
            if (image.width() > $(".v_news_content").width()) {
                image.css({width: "100%", height: "auto"});
            }
        });
        $(".go-top").click(function () {
            $("html, body").animate({scrollTop: 0}, 400);
        });
        $(".resize a").click(function () {
            var sizes = {small: "14px", normal: "16px", large: "20px"};
            $(".v_news_content, .v_news_content *").css("font-size", sizes[$(this).data("size")]);
        });
    });
</script>"""


def article_page(stories: Sequence[Story], index: int, rng: Random) -> str:
    """Return the page of the article at ``index``, in the template that its story names."""
    story = stories[index]
    body = _body_markup(story, make_body(stories, index, rng), rng)
    latest = [other for other in stories[max(0, index - 12) : index + 3] if other is not story][-12:]
    head, article = _TEMPLATES[story.template](story, body, _neighbours(stories, index))
    return _page(
        f"{story.title}-{_SITE}",
        f"{head}\n{_vsb_head('content', story.number)}",
        f'<div class="wrap clearfix">\n{article}\n{_sidebar(latest)}\n</div>',
        "../../",
    )


def _body_markup(story: Story, blocks: Sequence[Block], rng: Random) -> str:
    before, after = rng.choice(_BODY_STYLES)
    lines = []
    for block in blocks:
        if block.is_caption:
            lines.append(_image(rng) + f'\n<p style="text-align: center;"><span>{escape(block.text)}</span></p>')
            continue
        lines.append(f"{before}{_with_spans(block.text, rng)}{after}")
        lines += _related(block.links, before, after, rng)
        if rng.random() < 0.06:
            lines.append(f"{before}&nbsp;{after}")
    author, editor = _person(rng), _person(rng)
    dept = rng.choice(_WORDS["dept"])
    lines += rng.choice(
        (
            [f"{before}文字：{dept} {author}{after}", f"{before}编辑：{editor}{after}"],
            [f"{before}图片：{dept}{after}", f'<p style="text-align: right;">（记者 {author}）</p>'],
            [f'<p class="vsbcontent_end" style="text-align: right;">文字：{author} 编辑：{editor}</p>'],
            [],
        )
    )
    return "\n".join(lines)


def _with_spans(text: str, rng: Random) -> str:
    """Cut a paragraph into the spans that pasting leaves, and set its figures in another type."""
    if rng.random() < 0.5:
        return escape(text)
    cut = rng.randint(0, len(text))
    parts = [escape(part) for part in (text[:cut], text[cut:])]
    return "".join(f'<span style="font-size: 16px; font-family: 宋体, SimSun;">{part}</span>' for part in parts if part)


def _related(links: Sequence[Story], before: str, after: str, rng: Random) -> list[str]:
    """Return the lines that name the reports: address as text, as a link, or a headline that is a link."""
    lines = []
    for link in links:
        address = f"http://{HOST}/info/1033/{link.number}.htm"
        shape = rng.randrange(4)
        if shape == 0:
            lines.append(f'{before}相关报道链接：<a href="../1033/{link.number}.htm">{address}</a>{after}')
        elif shape == 1:
            lines.append(
                f'{before}相关报道链接：{after}\n{before}<a href="{address}" target="_blank">{address}</a>{after}'
            )
        elif shape == 2:
            lines.append(f'{before}相关报道链接：<a href="{link.number}.htm">{escape(link.title)}</a>{after}')
        else:
            lines.append(f'{before}<strong>相关报道链接：</strong><a href="{address}">{address}</a>{after}')
    return lines


def _image(rng: Random) -> str:
    name = f"{rng.getrandbits(128):032X}"
    source = (
        f"/__local/{name[0]}/{name[1:3]}/{name[3:5]}/{name[5:]}_{rng.getrandbits(32):08X}_{rng.randint(9, 99)}F21.jpg"
    )
    return (
        f'<p class="vsbcontent_img" style="text-align: center;"><img src="{source}" orisrc="{source}" '
        f'vurl="/_vsl/{name}/1A2B" vheight="" vwidth="720px" class="img_vsb_content" width="720px"></p>'
    )


def _neighbours(stories: Sequence[Story], index: int) -> str:
    """Return the links to the newer and the older article, which an article at an edge has one of."""
    pair = (("上一条", stories[index + 1 : index + 2]), ("下一条", stories[max(0, index - 1) : index]))
    links = (
        f'    <p>{label}：<a href="{other.number}.htm">{escape(other.title)}</a></p>'
        for label, found in pair
        for other in found
    )
    return '<div class="pnext">\n' + "\n".join(links) + "\n</div>"


def _clicks(story: Story) -> str:
    return f'<script>_showDynClicks("wbnews", {_OWNER}, {story.number})</script>'


def _crumbs() -> str:
    return (
        '<div class="dqwz">当前位置: <a href="../../index.htm">新闻网首页</a>&gt;<a href="../../zyxw.htm">主页新闻</a>'
        "&gt;正文</div>"
    )


def _xjtu(story: Story, body: str, neighbours: str) -> tuple[str, str]:
    """Return head and article as the site has served them since 2021."""
    return (
        f'<META Name="keywords" Content="{_SITE},主页新闻,{story.facts["field"]}" />',
        f"""\
<div class="conte fl">
{_crumbs()}
<script language="javascript" src="/system/resource/js/dynclicks.js"></script>
<form name="_newscontent_fromname">
<div class="con-tit">
    <h1 class="ssd">{escape(story.title)}</h1>
    <div class="shfffff">
        <span>来源：{story.facts["source"]}</span>
        <span>日期：{story.published:%Y-%m-%d %H:%M}</span>
        <span>浏览量：{_clicks(story)}</span>
    </div>
</div>
<div id="vsb_content_2"><div class="v_news_content">
{body}
</div></div><div id="div_vote_id"></div>
{neighbours}
</form>
</div>""",
    )


def _tables(story: Story, body: str, neighbours: str) -> tuple[str, str]:
    """Return head and article as the built-in component of tables has them."""
    return (
        f'<meta name="keywords" content="{_SITE},主页新闻,{story.facts["field"]}">',
        f"""\
<table class="main" width="760" border="0" cellspacing="0" cellpadding="0"><tbody><tr><td valign="top">
<table class="winstyle66250" width="100%"><tbody>
<tr><td><span class="windowstyle66250">主页新闻</span></td></tr>
</tbody></table>
<form name="form66256a" style="display: inline">
<table class="winstyle66256" width="100%" cellspacing="0" cellpadding="0"><tbody>
<tr><td class="titlestyle66256" align="center">{escape(story.title)}</td></tr>
<tr height="30"><td align="center">
    <span class="timestyle66256">{story.published:%Y-%m-%d %H:%M}</span>
    <span class="authorstyle66256">{story.facts["source"]}&nbsp;</span>
    （点击次数：{_clicks(story)}）
</td></tr>
<tr><td align="right"><span class="resize">字号：<a href="javascript:;" data-size="large">大</a></span></td></tr>
<tr><td class="contentstyle66256"><div class="c66256_content" id="vsb_newscontent"><div id="vsb_content">
{body}
</div></div></td></tr>
<tr><td align="right">【<a href="javascript:window.opener=null;window.close();">关闭窗口</a>】</td></tr>
</tbody></table>
</form>
{neighbours}
</td></tr></tbody></table>""",
    )


def _plain_heading(story: Story, body: str, neighbours: str) -> tuple[str, str]:
    """Return head and article of a template with a plain h3, the headline once more in ``meta pageTitle``."""
    return (
        f"""\
<meta name="pageType" content="3">
<meta name="pageTitle" content="{escape(story.title)}">
<META Name="keywords" Content="{_SITE},主页新闻,{story.facts["field"]}" />
<META Name="description" Content="{escape(story.what)}" />""",
        f"""\
<div class="ny-right">
<h2 class="lanmu">主页新闻</h2>
<div class="weizhi">
    您的位置：<a href="../../index.htm">网站首页</a> &gt; <a href="../../zyxw.htm">主页新闻</a> &gt; 正文
</div>
<form name="_newscontent_fromname"><div class="content">
    <h3 align="center">{escape(story.title)}</h3>
    <h3 class="subtitle" align="center"></h3>
    <div class="content-info" align="center">信息来源：{story.facts["source"]}&nbsp;&nbsp;&nbsp;
    发布日期：{story.published:%Y年%m月%d日 %H:%M}　点击率：{_clicks(story)}次</div>
    <div class="Information" id="vsb_content"><div class="v_news_content">
{body}
    </div></div><div id="div_vote_id"></div>
</div>
</form>
{neighbours}
<p align="right">【<a href="javascript:window.close();">关闭</a>】</p>
</div>""",
    )


def _meta_tags(story: Story, body: str, neighbours: str) -> tuple[str, str]:
    """Return head and article of a template with the meta tags that government sites must have."""
    return (
        f"""\
<META Name="SiteName" Content="{_SITE}" />
<META Name="SiteDomain" Content="{HOST}" />
<META Name="ColumnName" Content="主页新闻" />
<META Name="ArticleTitle" Content="{escape(story.title)}" />
<META Name="PubDate" Content="{story.published:%Y-%m-%d %H:%M}" />
<META Name="ContentSource" Content="{story.facts["source"]}" />
<META Name="Keywords" Content="{story.facts["field"]} {story.facts["goal"]}" />
<META Name="Description" Content="{escape(story.what)}" />
<META Name="Url" Content="{HOST}/info/1033/{story.number}.htm" />""",
        f"""\
<div class="nyleft">
{_crumbs()}
<form name="_newscontent_fromname">
<div class="arc-tit"><h1>{escape(story.title)}</h1></div>
<div class="arc-info clearfix">
    <span>稿件来源：{story.facts["source"]}</span>
    <span>发布时间 ：{story.published:%Y-%m-%d}</span>
    <span>阅读量：{_clicks(story)}</span>
    <div class="resize">
        <a href="javascript:;" data-size="small">A</a>
        <a href="javascript:;" data-size="large">A</a>
    </div>
</div>
<div class="arc-con"><div id="vsb_content_501"><div class="v_news_content">
{body}
</div></div><div id="div_vote_id"></div></div>
{neighbours}
</form>
</div>""",
    )


_TEMPLATES = {"xjtu": _xjtu, "tables": _tables, "heading": _plain_heading, "meta": _meta_tags}


def list_page(items: Sequence[Story], index: int, pages: int, total: int) -> str:
    """Return page ``index`` (from 0) of the column, which lists ``items``; the names of the pages count down."""
    up = "../" if index else ""
    rows = "\n".join(
        f'<li id="line_u8_{row}" class="clearfix"><a href="{up}info/1033/{story.number}.htm" class="bt" '
        f'title="{escape(story.title)}">{escape(_cut(story.title))}</a><span>{story.published:%Y-%m-%d}</span></li>'
        for row, story in enumerate(items)
    )
    numbers = ",".join(str(story.number) for story in items)
    return _page(
        f"主页新闻-{_SITE}",
        f'<META Name="keywords" Content="{_SITE},主页新闻" />\n{_vsb_head("list", -1)}',
        f"""\
<div class="wrap clearfix">
<div class="dqwz">当前位置: <a href="{up}index.htm">新闻网首页</a>&gt;<a href="{up}zyxw.htm">主页新闻</a></div>
<ul class="listq1-1">
{rows}
</ul>
<div class="pb_sys_common pb_sys_normal pb_sys_style1">{_pager(index, pages, total, up)}</div>
<script>_showDynClickBatch([],[{numbers}],"wbnews", {_OWNER})</script>
</div>""",
        up,
    )


def _list_name(index: int, pages: int) -> str:
    return f"zyxw/{pages - index}.htm" if index else "zyxw.htm"


def _pager(index: int, pages: int, total: int, up: str) -> str:
    def button(kind: str, label: str, target: int) -> str:
        if not 0 <= target < pages or target == index:
            return f'<span class="{kind}_d p_fun_d">{label}</span>'
        return f'<span class="{kind} p_fun"><a href="{up}{_list_name(target, pages)}">{label}</a></span>'

    near = range(max(0, index - 2), min(pages, index + 3))
    numbers = "".join(
        f'<span class="p_no"><a href="{up}{_list_name(n, pages)}">{n + 1}</a></span>'
        if n != index
        else f'<span class="p_no_d">{n + 1}</span>'
        for n in near
    )
    return (
        f'<span class="p_pages"><span class="p_t">共{total}条</span>{button("p_first", "首页", 0)}'
        f"{button('p_prev', '上页', index - 1)}{numbers}{button('p_next', '下页', index + 1)}"
        f"{button('p_last', '尾页', pages - 1)}</span>"
    )


def _cut(title: str) -> str:
    return title if len(title) <= 30 else title[:28] + "..."


def _vsb_head(template: str, number: int) -> str:
    up = "../../" if number > 0 else ""
    return f"""\
<!--Announced by Visual SiteBuilder 9-->
<link rel="stylesheet" type="text/css" href="{up}_sitegray/_sitegray_d.css" />
<script language="javascript" src="{up}_sitegray/_sitegray.js"></script>
<!-- CustomerNO:77656262657232307b4a57505357574200000001 -->
<link rel="stylesheet" type="text/css" href="{up}{template}.vsb.css" />
<script src="/system/resource/js/vsbscreen.min.js" id="_vsbscreen" devices="pc|mobile|pad"></script>
<script type="text/javascript" src="/system/resource/js/counter.js"></script>
<script type="text/javascript">_jsq_(1033,'/{template}.jsp',{number},{_OWNER})</script>"""


def _page(title: str, head: str, main: str, up: str) -> str:
    """Return a whole page: ``main`` between the menus, one for wide screens and one for small, and the footer."""
    return f"""\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<meta name="viewport" content="width=device-width, initial-scale=1.0, maximum-scale=1.0">
<title>{escape(title)}</title>
<link rel="stylesheet" href="{up}css/base.css">
<link rel="stylesheet" href="{up}css/style.css?v=20210618">
<script src="{up}js/jquery.min.js"></script>
<script src="{up}js/slick.min.js"></script>
{head}
</head>
<body>
<div class="header">
    <div class="logo"><a href="{up}index.htm" title="{_SITE}"><img src="{up}images/logo.png" alt="{_SITE}"></a></div>
    {_SEARCH % {"n": 191101, "up": up}}
    <div class="nav">
{_menu(up)}
    </div>
</div>
<div class="m-head">
    <a href="javascript:;" class="m-open"><img src="{up}images/menu.png" alt=""></a>
    <div class="m-nav">
{_small_menu(up)}
    </div>
</div>
{main}
{_footer(up)}
{_BEHAVIOUR}
</body>
</html>
"""


def _menu(up: str) -> str:
    entries = []
    for name, label, columns in _MENU:
        inner = "".join(
            f"""
                    <li>
                        <a href="{up}{name}/{column.split()[0]}.htm" title="{column.split()[1]}">{column.split()[1]}</a>
                    </li>"""
            for column in columns
        )
        entries.append(f"""\
            <li>
                <a href="{up}{name}.htm" title="{label}">{label}</a>
                <ul>{inner}
                </ul>
            </li>""")
    return "        <ul>\n" + "\n\n".join(entries) + "\n        </ul>"


def _small_menu(up: str) -> str:
    entries = (
        f'            <li><a href="{up}{name}.htm">{label}</a> <i></i> <span></span></li>' for name, label, _ in _MENU
    )
    return "        <ul>\n" + "\n".join(entries) + "\n        </ul>"


def _sidebar(latest: Sequence[Story]) -> str:
    rows = "\n".join(
        f"""\
    <li class="clearfix">
        <div class="fl"><span>{story.published:%d}</span><i>{story.published:%Y-%m}</i></div>
        <a href="{story.number}.htm" title="{escape(story.title)}" target="_blank">{escape(_cut(story.title))}</a>
    </li>"""
        for story in reversed(latest)
    )
    return f'<div class="side fr">\n<div class="side-tt">最新动态</div>\n<ul class="side-ul">\n{rows}\n</ul>\n</div>'


def _footer(up: str) -> str:
    links = "\n".join(
        f'            <li><a href="http://unit{number}.xjtu.edu.cn/" target="_blank" title="" '
        f'onclick="_addDynClicks(&quot;wburl&quot;, {_OWNER}, {91580 + number})">{name}</a></li>'
        for number, name in enumerate(_FRIENDS.split())
    )
    return f"""\
<div class="footer">
    <div class="foot-top">
        <p>校内链接</p>
        <ul>
{links}
        </ul>
    </div>
    <div class="foot-down">
        <p>地址：陕西省西安市咸宁西路28号 邮编：710049</p>
        <p>版权所有：西安交通大学 站点建设与维护：网络信息中心</p>
        <img src="{up}images/code.png" alt="二维码">
    </div>
    <a href="javascript:;" class="go-top">回到顶部</a>
</div>"""
