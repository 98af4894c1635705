"""Chinese names for the words that the database keeps in English."""

TYPES = {
    "government": "政府",
    "party": "党委群团",
    "company": "企业",
    "university": "高校",
    "institute": "科研院所",
    "hospital": "医院",
    "school": "中小学",
    "association": "协会学会",
    "park": "园区",
    "media": "媒体",
    "military": "军队",
    "unit": "内设单位",
}
SIDES = {"ours": "校方", "theirs": "对方"}
PLACE_ROLES = {"scene": "发生地", "party": "参加方所在地", "correction": "人工更正"}
PRECISIONS = {"day": "精确到日", "month": "精确到月", "year": "精确到年"}
CREDITS = {"text": "文字", "photo": "图片", "video": "视频", "editor": "编辑", "review": "审核"}
#: What came of an address that was not fetched.
STATUS = {
    "fetched": "已收录",
    "same-article": "已收录（与另一网址同文）",
    "redirected": "转到别处",
    "failed": "取不到（服务器出错或网页已撤）",
    "refused": "不是文章页",
    "robots": "网站不许机器人访问",
    "out-of-scope": "不在收录的网站之内",
    "out-of-range": "不在指定的日期之内",
    "not-archived": "不在所用存档之内",
    "not-followed": "未跟进",
}
#: What reports of one event can disagree about.
FIELDS = {"date": "日期", "place": "地点", "side": "所属一方"}
