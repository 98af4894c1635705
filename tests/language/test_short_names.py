from __future__ import annotations

from xjtunews.language.short_names import aliases, defined_short_names, is_short_for


def test_short_forms() -> None:
    assert defined_short_names("西交利物浦大学（以下简称“西浦”）", 7) == ["西浦"]
    assert is_short_for("汪达幼儿园", "蓬溪县汪达幼儿园")
    assert is_short_for("翔宇医疗", "翔宇医疗设备股份有限公司")
    assert is_short_for("蓬溪电大", "蓬溪广播电视大学")
    assert not is_short_for("西咸新区管委会", "西咸新区沣西新城管委会")
    assert aliases()["西浦"] == "西交利物浦大学"
    assert is_short_for("省征兵办", "省征兵办公室")
    assert is_short_for("宝鸡市卫生健康委", "宝鸡市卫生健康委员会")
    assert not is_short_for("宝鸡职业技术学院", "宝鸡商业职业技术学院")
    assert is_short_for("河钢", "河钢集团")
    assert not is_short_for("河钢", "河钢资源")
