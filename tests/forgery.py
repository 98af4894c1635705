"""Make copies of articles as reprints and spam mirrors do, the same ones from one seed."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from functools import cache

from opencc import OpenCC

_BRANDS = (
    "亚博体育",
    "bat365在线平台官网登录",
    "新葡萄3522登录网页版",
    "云顶体育",
    "明升体育官网",
    "yb亚博全站首页",
    "必威西汉姆联官网",
    "开云体育app下载",
    "中国足彩在线",
    "乐鱼体育（中国）官方网站",
)
_SITES = ("某某资讯网", "西部快讯", "教育在线", "天下网标王", "龙岗网站建设", "每日财经")
_SYMBOLS = "ζ▆☆♂※◎★→㊣♀\u200b\ufeff"
_TAILS = "网wǎng 产chǎn 学xué 会huì 协xié 与yǔ 业yè 务wù 时shí 设shè 动dòng 进jìn 长zhǎng 处chù 实shí 习xí 际jì"
_PINYIN = {pair[0]: pair[1:] for pair in _TAILS.split()}
_KEYWORDS = ["网络公司", "网站优化", "百度推广", "关键词排名", "小程序开发", "网站建设"]
_CITIES = ["深圳", "龙岗", "坪山", "无锡", "盐城", "昆明", "忻州", "台州", "湖州", "鄂州"]
_BYLINES = ("来源：{site}", "（记者 王小明）", "本报讯 通讯员李晓文报道", "责任编辑：赵敏", "（文/图 宣传部）")
_ADDED = (
    "据了解，近年来当地高校与企业合作不断深化，一批共建平台陆续投入使用，为区域发展提供了有力支撑。",
    "业内人士认为，校企合作正在从单个项目走向长期的制度安排，人才与技术的流动更加顺畅。",
    "下一步，有关方面将加快推进各项任务落地，定期会商，及时解决推进中遇到的困难。",
)
_EDITS = (
    *(("举行", "举办"), ("表示", "指出"), ("指出", "强调"), ("介绍了", "详细介绍了"), ("参观了", "实地参观了")),
    *(("希望", "期待"), ("围绕", "就"), ("开展", "进行"), ("推动", "助推"), ("进一步", "不断"), ("以及", "和")),
    *(("参加活动", "参加相关活动"), ("出席", "参加"), ("一行", ""), ("共同", "携手"), ("加强", "强化"), ("他说，", "")),
    *(("我校", "该校"), ("学校", "西安交大"), ("，并", "，还"), ("今年", "2024年"), ("二十", "20"), ("十二", "12")),
)
_TITLE_PREFIXES = ("【要闻】", "重磅！", "喜讯：", "聚焦｜")


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what is forged of an article."""

    title: str
    body: str
    day: str | None = None


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


class Forger:
    """Change reports by the kinds of damage that are known, at random but reproducibly."""

    def __init__(self, seed: int | str) -> None:
        self.random = random.Random(seed)

    # what reprints do

    def retitle(self, report: Report) -> Report:
        clauses = re.split("[，。：]", report.body.split("\n")[0])
        title = self.random.choice([self.random.choice(_TITLE_PREFIXES) + report.title, max(clauses, key=len)[:30]])
        return replace(report, title=title)

    def sign(self, report: Report) -> Report:
        line = self.random.choice(_BYLINES).format(site=self.random.choice(_SITES))
        first = self.random.random() < 0.5 and not line.startswith(("来源", "责任"))
        return replace(report, body=f"{line}\n{report.body}" if first else f"{report.body}\n{line}")

    def cut(self, report: Report) -> Report:
        """Leave out a paragraph, up to a third of the text."""
        paragraphs = report.body.split("\n")
        short = [number for number, text in enumerate(paragraphs) if len(text) * 3 <= len(report.body)]
        if len(paragraphs) < 3 or not short:
            return report
        gone = self.random.choice(short)
        return replace(report, body="\n".join(p for number, p in enumerate(paragraphs) if number != gone))

    def add(self, report: Report) -> Report:
        paragraphs = report.body.split("\n")
        paragraphs.insert(self.random.randint(0, len(paragraphs)), self.random.choice(_ADDED))
        return replace(report, body="\n".join(paragraphs))

    def join(self, report: Report) -> Report:
        """Lose the breaks between the paragraphs, and the width of the punctuation."""
        return replace(report, body=report.body.replace("\n", "").translate(str.maketrans("，：；！？（）", ",:;!?()")))

    def edit(self, report: Report) -> Report:
        """Put other words into the text as an editor does, one to five."""
        body = report.body
        found = [pair for pair in _EDITS if pair[0] in body]
        for old, new in self.random.sample(found, min(len(found), self.random.randint(1, 5))):
            body = body.replace(old, new, 1)
        return replace(report, body=body)

    # what mirrors do

    def convert(self, report: Report) -> Report:
        return replace(report, title=_converter().convert(report.title), body=_converter().convert(report.body))

    def annotate(self, report: Report) -> Report:
        """Put pinyin behind characters, and convert."""
        body = "".join(f"{c}({_PINYIN[c]})" if c in _PINYIN and self.random.random() < 0.7 else c for c in report.body)
        return self.convert(replace(report, body=body))

    def swap(self, report: Report) -> Report:
        """Put a brand in the place of the university, or of the body that is named most."""
        brand = self.random.choice(_BRANDS)
        names = [name for name in ("西安交通大学", "西安交大", "我校") if name in report.body]
        found = re.findall("[\u4e00-\u9fff]{2,4}(?:大学|集团|公司|学院)", report.body)
        names = names or [max(found, key=found.count)] if names or found else []
        if not names:
            return self.tail(report)
        title, body = report.title, report.body
        for name in names[: self.random.randint(1, 2)]:
            title, body = title.replace(name, brand), body.replace(name, brand)
        return replace(report, title=title, body=body)

    def lose(self, report: Report) -> Report:
        share = self.random.uniform(0.01, 0.03)
        mark = self.random.choice(["", "?", "??", "\ufffd"])
        return replace(report, body="".join(mark if self.random.random() < share else c for c in report.body))

    def inject(self, report: Report) -> Report:
        share = self.random.uniform(0.005, 0.02)
        body = "".join(
            c + self.random.choice(_SYMBOLS) if self.random.random() < share and c != "\n" else c for c in report.body
        )
        return replace(report, body=body)

    def double(self, report: Report) -> Report:
        return replace(report, body=re.sub("[，。]", lambda m: m[0] + ",", report.body, count=9))

    def tail(self, report: Report) -> Report:
        words = "".join(
            self.random.choice(_CITIES) + self.random.choice(_KEYWORDS) for _ in range(self.random.randint(40, 120))
        )
        return replace(report, body=f"{report.body}\n{words}")

    def brand(self, report: Report) -> Report:
        return replace(report, title=f"{report.title}-{self.random.choice(_BRANDS)}")

    def reprint(self, report: Report) -> Report:
        """Return a reprint: one to three changes."""
        kinds = [self.retitle, self.sign, self.cut, self.add, self.join]
        for change in self.random.sample(kinds, self.random.randint(1, 3)):
            report = change(report)
        return report

    def mirror(self, report: Report) -> Report:
        """Return a mirror: one to four changes, that of a reprint among them at times."""
        kinds = [self.convert, self.annotate, self.swap, self.lose, self.inject, self.double, self.tail, self.brand]
        changes = self.random.sample(kinds, self.random.randint(1, 3))
        if self.random.random() < 0.3:
            changes.insert(0, self.random.choice([self.cut, self.add]))
        for change in changes:
            report = change(report)
        return report
