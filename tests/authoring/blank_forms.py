"""Blank forms of a city that does not exist, typed as offices type them."""

from __future__ import annotations

import io

import docx

GRID = [
    ["单位名称", "", None, "统一社会信用代码", ""],
    ["法定代表人", "姓名", "", "手机", ""],
    ["企业类型", "□国有 □民营 □其他____", None, None, None],
    ["高新技术企业", "□是（证书编号：____） □否", None, None, None],
    ["营业收入（万元）", "", None, "研发投入占比", "____%"],
    ["主要知识产权", None, None, None, None],
    ["序号", "名称", "类别", "授权日期", "权利人"],
    ["1", "", "□发明 □外观", "", ""],
    ["2", "", "□发明 □外观", "", ""],
    ["3", "", "□发明 □外观", "", ""],
    ["推荐单位意见", "\n\n（盖章）\n      年   月   日", None, None, None],
]
"""The rows of a table; None is merged with the cell on its left, ABOVE with the one above."""
ABOVE = "^"
YEARS = [
    ["序号", "指标", "单位", "20__年", "20__年", "备注"],
    ["1", "营业收入", "万元", "", "", ""],
    ["2", "研发占比", "%", "", "", "自动计算"],
    ["3", "职工总数", "人", "", "", ""],
]
PEOPLE = [
    ["主要发明人", "序号", "姓名", "工作单位"],
    *(row for number in "123" for row in (["^", number, "", ""], ["^", "^", "贡献：", "本人签名："])),
    ["县级部门", "\n\n\n（盖章）\n    年   月   日", None, None],
    ["传真/邮箱", "          /          ", None, None],
    ["是否获资助", "□否  □是，部门：____，金额：____元", None, None],
]
CARDS = [
    *(
        row
        for number in "12"
        for row in ([number, "姓名", "", "出生年月", "", "照片"], ["^", "职称", "", "研究方向", "", "^"])
    ),
    ["代表性论文", "题目", None, "排名", "收录", "他引次数"],
    *([number, "", None, "第  /共  ", "SCI/EI", ""] for number in ("L01", "L02")),
    ["小计", "", None, "", "", ""],
    ["经营门店", "直营", "家", "加盟", "家", "（盖章）"],
    ["知识产权（件）", "发明", "", "外观", "", "——"],
]
INDICATORS = [
    ["指标", "单位", "2022年", "2023年"],
    ["一、经济指标", None, None, None],
    ["总资产", "万元", "", ""],
    ["新增数", "家", "", ""],
    ["二、产权指标", None, None, None],
    ["新增数", "件", "", ""],
    ["银行承担比例", "    %", "期限", "自    年  月  日至    年  月  日"],
    ["审核意见", "\n\n负责人：________    20...年...月...日", None, None],
]
LETTER = (
    "________市场监督管理局：",
    "    我单位____________（代码：____________）拟在____________设站，类型为（ ）区域（ ）产业，服务____户。",
    "事实和理由：",
    "    ____________________________________",
    "________________________________________",
    "附件（在□内打√，并填份数）：",
    "□专利证书____份",
    "□实施证明____份",
)
GROUPS = [
    ["类别", "名称", "数量（件）", "证明"],
    ["主任", "", "", ""],
    ["论文", "", "", ""],
    [ABOVE, "", "", ""],
    ["专利", "", "", ""],
    [ABOVE, "", "", ""],
    ["合计", "", "", "——"],
    ["地址", "省  市  县（区）", None, None],
    ["投保", "□是（保单号：____；保额：____万元）  □否", None, None],
]
MANY = {
    "groups": (("推荐书", "一、成果清单"), GROUPS),
    "list": ((), GRID),
    "years": (("企业指标表", "3.社会效益（800字以内）："), YEARS),
    "people": (("推荐书",), PEOPLE),
    "indicators": (("指标表",), INDICATORS),
    "cards": (("学术带头人",), CARDS),
    "letter": (LETTER, YEARS),
}
"""Forms that are laid out in many ways: what stands before their table, and its rows."""


def blank_form(grid=GRID, before=("义乌市知识产权示范企业申报表", "申报单位（盖章）：____________"), after=()):
    """A DOCX: paragraphs, a table, paragraphs."""
    document, file = docx.Document(), io.BytesIO()
    for text in before:
        document.add_paragraph(text)
    table = document.add_table(rows=len(grid), cols=len(grid[0]), style="Table Grid")
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text is None or text == ABOVE:
                continue
            end = column
            while end + 1 < len(texts) and texts[end + 1] is None:
                end += 1
            last = row
            while last + 1 < len(grid) and grid[last + 1][column] == ABOVE:
                last += 1
            cell = table.cell(row, column).merge(table.cell(last, end))
            lines = text.split("\n")
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    for text in after:
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()
