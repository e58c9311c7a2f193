"""Entries with lists of their own that are said label by label, in cells and in sentences."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match

FORM = """资助期间：{{ period }}
县（市、区） | 企业名称 | 专利资助（万元） | < | 资助额
^ | ^ | 发明专利 | 其他专利 | ^
{%tr for d in districts %} | < | < | < | <
{%tr for f in d.firms %} | < | < | < | <
{% vm %}{{ d.name }} | {{ f.name }} | {{ f.invention }} | {{ f.other }} | {{ f.amount }}
{%tr endfor %} | < | < | < | <
小计 | < | < | < | {{ d.subtotal }}
{%tr endfor %} | < | < | < | <
合计 | {{ total }} | < | < | <
填表人：{{ by }}"""
FIRMS = {"甲区": (("一厂", "1", "0.5", "1.5"), ("二厂", "2", "0", "2")), "乙区": (("三厂", "0", "6", "6"),)}
SUMS = ("3.5", "6")


def _cards() -> str:
    rows = []
    for (name, firms), total in zip(FIRMS.items(), SUMS, strict=True):
        rows.append(f"县（市、区） | {name} | < | < | < | <")
        for firm, invention, other, amount in firms:
            rows += [f"企业名称 | {firm} | < | < | < | <"]
            rows += [f"发明专利 | {invention} | 其他专利 | {other} | 资助额 | {amount}"]
        rows.append(f"小计 | {total} | < | < | < | <")
    return "\n".join((*rows, "合计 | 9.5 | < | < | < | <"))


def _numbered_cards() -> str:
    rows = []
    for name, firms in FIRMS.items():
        rows.append(f"县（市、区）：{name}")
        for firm, invention, other, amount in firms:
            rows += [
                f"{len(rows)} | 企业名称 | {firm} | <",
                f"^ | 专利资助（万元） | 发明专利：{invention} | 其他专利：{other}",
            ]
            rows += [f"^ | 资助额 | {amount} | <", ""]
    return "\n".join((*rows, "合计 | 9.5 | < | <"))


def _vertical_cards() -> str:
    rows = []
    for (name, firms), total in zip(FIRMS.items(), SUMS, strict=True):
        rows.append(f"县（市、区）：{name}")
        for firm, *amounts in firms:
            pairs = zip(("发明专利", "其他专利", "资助额"), amounts, strict=True)
            rows += [f"序号 | {len(rows)}", f"企业名称 | {firm}", *(f"{key} | {text}" for key, text in pairs), ""]
        rows.append(f"小计：{total}")
    return "\n".join((*rows, "合计 | 9.5"))


def _lines(title: str, line: str) -> str:
    rows = []
    for number, ((name, firms), total) in enumerate(zip(FIRMS.items(), SUMS, strict=True), 1):
        rows.append(title.format(number="一二"[number - 1], name=name))
        rows += [line.format(at, *firm) for at, firm in enumerate(firms, 1)]
        rows.append(f"小计：{total}")
    return "\n".join((*rows, "合计：9.5"))


def test_a_card_may_have_a_number_and_a_label_over_two_of_its_own():
    texts = filled(match(FORM, f"资助期间：2025年\n{_numbered_cards()}\n填表人：王五"))
    for at, (name, firms) in enumerate(FIRMS.items()):
        keys = ("name", "invention", "other", "amount")
        own = [tuple(texts[f"districts[{at}].firms[{row}].{key}"] for key in keys) for row in range(len(firms))]
        assert (texts[f"districts[{at}].name"], own) == (name, [*firms])


def test_a_line_may_begin_with_a_name_and_an_option_in_brackets():
    form = FORM.replace("其他专利 | ^", "申报类别 | ^")
    lines = "一、甲区（小计3万元）\n1.一厂（首次），发明专利1万元，资助额1万元；\n"
    lines += "2.二厂（后续），发明专利2万元，资助额2万元。"
    texts = filled(
        match(
            form,
            f"{lines}\n合计：3万元\n填表人：王五",
            fits=lambda path, text: float(path.endswith("other") and text in ("首次", "后续")),
        )
    )
    assert [texts[f"districts[0].firms[{at}].{key}"] for at in range(2) for key in ("name", "other", "amount")] == [
        *("一厂", "首次", "1万元"),
        *("二厂", "后续", "2万元"),
    ]
    assert (texts["districts[0].name"], texts["districts[0].subtotal"]) == ("甲区", "3万元")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(_cards(), id="in cells"),
        pytest.param(
            _lines(
                "县（市、区）：{name}",
                "{0}.企业名称：{1}；专利资助（万元）：发明专利{2}，其他专利{3}；资助额：{4}。",
            ),
            id="in sentences with a label over two of them",
        ),
        pytest.param(
            _lines("{number}、{name}", "{0}. {1}：发明专利{2}，其他专利{3}，资助额{4}"),
            id="in lines that begin with the name",
        ),
        pytest.param(
            _vertical_cards(),
            id="below one another with a number over each",
        ),
    ],
)
def test_labels_with_their_values_become_the_rows_of_the_form(document):
    texts = filled(match(FORM, f"资助期间：2025年\n{document}\n填表人：王五"))
    wanted = {"period": "2025年", "total": "9.5", "by": "王五"}
    for at, ((name, firms), total) in enumerate(zip(FIRMS.items(), SUMS, strict=True)):
        wanted |= {f"districts[{at}].name": name, f"districts[{at}].subtotal": total}
        for row, firm in enumerate(firms):
            keys = ("name", "invention", "other", "amount")
            wanted |= {f"districts[{at}].firms[{row}].{key}": text for key, text in zip(keys, firm, strict=True)}
    assert texts == wanted
