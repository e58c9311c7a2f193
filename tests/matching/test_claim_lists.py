"""Several titles that a firm claims in one cell."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.codecs import CLAIM, LEVELLED_CLAIM, PATENT_COUNTS
from tests.matching.sheet_notation import sheet

HEAD = "企业名称 | 甲公司 | 联系人 | 张三\n职工总数 | 321 | 有效商标 | 5\n"
TICKED = [
    "☑国家高新技术企业（GR202133001234）　☑浙江省知识产权示范企业　□驰名商标",
    "☑高新技术企业（GR202133001234）⏎☑省级知识产权示范企业⏎□驰名商标⏎☑省著名商标",
    "国家高新技术企业☑（GR202133001234）　省级知识产权示范企业☑　驰名商标□",
    "①[√]高新技术企业（GR202133001234） ②[√]省级知识产权示范企业 ③[ ]驰名商标",
    "（√）高新技术企业（GR202133001234）⏎（ ）国家知识产权示范企业⏎（√）省级知识产权示范企业⏎（ ）驰名商标",
]


def claims(cell):
    """What a cell beside a label of nobody's says of the three titles."""
    found = ipforms.form("jinhua-application").matcher.match(sheet(f"{HEAD}企业资质 | {cell} | < | <")).fields.texts
    codecs = {"high_tech": CLAIM, "ip_model_title": LEVELLED_CLAIM, "well_known_trademark": CLAIM}
    return {path: codec.decode(found[path]).value for path, codec in codecs.items()}


@pytest.mark.parametrize("cell", TICKED)
def test_each_box_answers_for_its_own_title(cell):
    found = claims(cell)
    assert found["high_tech"] == {"held": True, "detail": "GR202133001234"}
    assert found["ip_model_title"]["held"] and found["ip_model_title"]["level"] == "provincial"
    assert found["well_known_trademark"] == {"held": False, "detail": None}


def test_titles_in_a_row_are_claimed_and_others_are_not_denied():
    found = claims("国家高新技术企业（GR202133001234）、省级知识产权示范企业（2020年）")
    assert found["high_tech"]["held"] and found["ip_model_title"]["detail"] == "省级知识产权示范企业（2020年）"
    assert found["well_known_trademark"]["held"] is None


def test_boxes_of_which_none_is_ticked_say_nothing():
    assert {each["held"] for each in claims("□国家高新技术企业 □知识产权示范企业 □驰名商标").values()} == {None}


@pytest.mark.parametrize(
    "cell", ["高新技术企业：否；驰名商标：否", "☑驰名商标", "生产驰名商标产品、高新技术企业所需的工具"]
)
def test_what_is_no_list_of_titles_stays_as_it_is(cell):
    assert claims(cell)["high_tech"]["held"] is not True


LINES = """☑ 国家高新技术企业　　证书号：GR202133006120
□ 国家级　☑ 省级　□ 市级　知识产权示范、优势培育、试点企业　　文件：浙知发〔2020〕18号
☑ 有效专利  57  件（发明  6  件，实用新型  29  件，外观设计  22  件）
☑ 有效注册商标  16  件
□ 驰名商标"""


def test_lines_that_begin_with_a_box_answer_for_their_titles_and_counts():
    head = HEAD.replace("有效商标 | 5", "职务 | 经理")
    document = f"{head}三、入库条件（打√）\n{LINES}\n四、知识产权保护工作开展情况\n签订协议。"
    found = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert CLAIM.decode(found["high_tech"]).value == {"held": True, "detail": "证书号：GR202133006120"}
    title = LEVELLED_CLAIM.decode(found["ip_model_title"]).value
    assert title == {"held": True, "detail": "文件：浙知发〔2020〕18号", "level": "provincial"}
    assert CLAIM.decode(found["well_known_trademark"]).value["held"] is False
    assert PATENT_COUNTS.decode(found["valid_patents"]).value["total"] == 57
    assert found["valid_trademarks"].split() == ["16", "件"]
