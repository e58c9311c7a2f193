"""The entries of a section that the labels beside its texts give."""

from __future__ import annotations

from tests.reading.test_retyped import RECOMMENDATION, read

MARKET = """重点市场入库申报书
申报单位：广州珠宝市场管理有限公司（盖章）
|名称|广州珠宝市场管理有限公司|注册时间|2012年10月
|注册地址|广州市番禺区沙湾镇999号|办公地址|广州市番禺区沙湾镇1号
|社会信用代码|91440113MA59R6WP6E|组织机构代码|MA59R6WP-6
|面积（平方米）|31,500|商家（家）|168
|五、制度|◂|◂|◂
|序号|名称|时间|份数
|1|版权保护公约|2013.11.5|1
|2|纠纷调解办法|2014.5|1
|六、工作方案及经费|◂|◂|◂
|开展培训6场，3万元。|◂|◂|◂
"""


def test_a_second_label_of_the_same_field_in_a_cell_begins_no_entry():
    (firm,) = read(RECOMMENDATION, ("双龙（12345678）", "“双龙”\\n注册号：12345678")).record.enterprises
    assert [(mark.name, mark.number) for mark in firm.key_trademarks] == [("双龙", "12345678")]
    assert (firm.name, firm.email) == ("金华双龙机械有限公司", "ip@example.com")


def test_a_text_of_another_field_is_no_entry_by_itself_where_others_say_more():
    record = read(MARKET).record
    assert record.name == "广州珠宝市场管理有限公司"
    assert [(each.title, each.count) for each in record.ip_policies] == [("版权保护公约", 1), ("纠纷调解办法", 1)]
