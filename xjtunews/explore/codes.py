"""Say in Chinese what the codes in the tables mean, beside the codes that queries and filters take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from xjtunews.explore.names import CREDITS, FIELDS, SIDES, STATUS, TYPES
from xjtunews.explore.reasons import chinese

_HOW = {"named": "文中直接写明", "place": "省市作为一方", "title": "由代表的职务得知"}
_HAND = {"correction": "人工更正"}
_PLACES = {"scene": "发生地", "party": "参加方所在地"}
_FACTS = {
    "person": "人物",
    "title": "职务",
    "organization": "机构",
    "place": "地点",
    "kind": "类型",
    "date": "日期",
    "agreement": "协议",
    "topic": "主题",
    "passage": "段落",
}
#: What a column's codes mean wherever it stands.
_COLUMNS: dict[str, Mapping[str, str]] = {
    "type": TYPES,
    "side": SIDES,
    "date_precision": {"day": "日", "month": "月", "year": "年"},
    "level": {"province": "省级", "city": "市级", "county": "县区", "zone": "新区园区"},
    "field": FIELDS
    | {
        "title": "标题",
        "published": "发布日期",
        "section": "栏目",
        "source": "来源",
        "views": "浏览次数",
        "body": "正文",
        "credits": "署名",
        "passages": "事件段落",
    },
    "relation": {
        "same-page": "同页",
        "reprint": "转载",
        "mirror": "垃圾镜像",
        "rewrite": "改写",
        "copy": "副本",
    },
    "date_rule": _HAND
    | {
        "printed": "原文写全",
        "year-completed": "补全年份",
        "month-completed": "补全年月",
        "relative-year": "今年、去年",
        "same-day": "当天",
        "next-day": "次日",
        "relative-day": "按发布日期推算",
        "other-year": "同年，未补全",
        "continued": "承接上文",
        "unreadable": "无法识别",
        "not-printed": "原文未写",
    },
    "rule": _HAND
    | {
        "title": "其后有职务",
        "before-title": "其前有职务",
        "list": "并列名单",
        "group": "“一行”",
        "body": "其前有单位",
        "bare": "单独出现",
        "known": "文中他处已知",
    },
    "qualifier": {"at_least": "至少", "nearly": "近", "about": "约", "at_most": "至多"},
    "how": {"written": "文中使用", "declared": "文中声明", "alias": "别名表", "site": "学校自称"},
    "dimension": {"all": "全部", "kind": "类型", "province": "省份", "partner_type": "合作方类型"},
    "finish_reason": {"finished": "完成", "shutdown": "中断", "sample": "取够样本"},
    "change": {
        "added": "新增",
        "uncovered": "自下页上移",
        "back": "重新列出",
        "withdrawn": "撤下",
        "below": "移出所走范围",
    },
    "action": {"add": "增加", "change": "修改", "remove": "删除"},
    "fact": _FACTS,
    "sign": {
        "keyword-tail": "关键词尾巴",
        "spam-links": "垃圾链接",
        "title-brand": "标题含品牌",
        "title-suffix": "标题后缀",
        "brand-as-name": "品牌冒名",
        "pinyin-tails": "注音",
        "converted": "繁简转换",
        "lost-characters": "丢字",
        "injected": "插入符号",
        "doubled-marks": "重复标点",
        "unknown-host": "来历不明的网站",
        "borrowed-path": "借用高校网址路径",
    },
}
_FETCHES = STATUS | {"list": "栏目页", "counter": "浏览次数", "failed": "取不到"}
_LINKS = {
    "related": "相关报道",
    "column": "栏目列表",
    "body": "正文链接",
    "previous": "上一条",
    "next": "下一条",
}
_LISTED = {"listed": "在列", "below": "移出所走范围", "withdrawn": "已撤下"}
_FIGURES = {
    "count": "个数",
    "people": "人数",
    "money": "金额",
    "area": "面积",
    "length": "长度",
    "weight": "重量",
    "energy": "能量",
    "time": "时间",
    "share": "比例",
}
#: What they mean in one table; its columns hide those above.
_TABLES: dict[tuple[str, str], Mapping[str, str]] = {
    ("credits", "role"): CREDITS,
    **dict.fromkeys((("participations", "role"), ("event_parties", "role")), _HOW | _HAND),
    **dict.fromkeys((("locations", "role"), ("event_places", "role")), _PLACES | _HAND),
    ("links", "kind"): _LINKS,
    ("figures", "kind"): _FIGURES,
    ("media", "kind"): {"image": "图片", "pdf": "PDF", "video": "视频"},
    ("paragraphs", "kind"): {"text": "正文", "caption": "图片说明"},
    **dict.fromkeys(((table, "status") for table in ("fetches", "links", "related_reports", "not_fetched")), _FETCHES),
    **dict.fromkeys(((table, "status") for table in ("listings", "withdrawn")), _LISTED),
    ("corrections", "status"): {
        "applied": "已应用",
        "unneeded": "规则已能得出",
        "vanished": "所指内容不存在",
        "unused": "未遇到该文章",
    },
}


_REASONS = {("fetches", "reason"), ("links", "reason"), ("related_reports", "reason"), ("not_fetched", "reason")}


def meaning(value: Any, column: str, table: str | None) -> str | None:
    """Return the Chinese meaning of a code, None where the value is none.

    >>> meaning("company", "type", "organizations"), meaning("陕西省", "province", "organizations")
    ('企业', None)
    """
    if (table, column) in _REASONS and isinstance(value, str):
        return chinese(value)
    known = _TABLES.get((table or "", column)) or _COLUMNS.get(column)
    return known.get(value) if known and isinstance(value, str) else None


def with_meaning(value: Any, column: str, table: str | None) -> Markup | None:
    """Return the HTML of a code with its meaning before it, None where the value is none.

    >>> print(with_meaning("company", "type", "organizations"))
    企业 <small lang="en">company</small>
    """
    meant = meaning(value, column, table)
    if meant is None or not table:
        return None
    return Markup('{} <small lang="en">{}</small>').format(meant, value)
