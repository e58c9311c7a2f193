"""Catalogue of the recommendation table: the side table, who is put in, and a given table against its applications."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_SIDE = (
    Kind(
        "recommend.side_columns",
        _NOTE,
        "补充表中的下列各列与推荐表无关，未采用：{columns}",
        "these columns of the side table mean nothing in the recommendation table and were not used: {columns}",
    ),
    Kind(
        "recommend.side_nameless",
        _WARNING,
        "补充表第 {number} 行没有企业名称，未采用",
        "row {number} of the side table names no company and was not used",
        "请补填企业名称。",
        "Fill in the company's name.",
    ),
    Kind(
        "recommend.side_twice",
        _WARNING,
        "补充表第 {number} 行的企业“{name}”前面已有一行，该行未采用",
        "row {number} of the side table is a second one for “{name}” and was not used",
        "请将同一企业的内容合为一行。",
        "Put what is said of one company into one row.",
    ),
    Kind(
        "recommend.side_unused",
        _WARNING,
        "补充表中有“{name}”，但没有收到该企业的申报表",
        "the side table has “{name}”, but there is no application of this company",
        "请核对企业名称是否一致，或补交申报表。",
        "See whether the names agree, or ask for the application.",
    ),
    Kind(
        "recommend.side_unfit",
        _ERROR,
        "补充表第 {number} 行的“{value}”无法采用：{reason_zh}",
        "“{value}” in row {number} of the side table cannot be used: {reason_en}",
        "请改正后重新汇总。",
        "Put it right and collate again.",
    ),
    Kind(
        "recommend.side_differs",
        _WARNING,
        "补充表为“{side}”，申报表为“{application}”，已采用申报表",
        "the side table says “{side}”, the application “{application}”; the application was followed",
        "请向企业核实。",
        "Ask the company.",
    ),
)

_RECOMMEND = (
    Kind(
        "recommend.ineligible",
        _WARNING,
        "“{name}”不符合入库条件，未列入推荐表：{reason_zh}",
        "“{name}” does not qualify and was left out of the table: {reason_en}",
        "如企业有新的证明材料，请更正申报表后重新汇总。",
        "If the company has further proof, correct its application and collate again.",
    ),
    Kind(
        "recommend.unsettled_apart",
        Severity.HUMAN,
        "“{name}”是否符合入库条件尚不能确定，暂未列入推荐表：{reason_zh}",
        "whether “{name}” qualifies is open, so it was left out of the table for now: {reason_en}",
        "请核实后再确定是否推荐。",
        "Verify it, then decide.",
    ),
    Kind(
        "recommend.unsettled_included",
        Severity.HUMAN,
        "“{name}”是否符合入库条件尚不能确定，已先列入推荐表：{reason_zh}",
        "whether “{name}” qualifies is open; it was put into the table all the same: {reason_en}",
        "请在上报前核实。",
        "Verify it before the table is handed in.",
    ),
    Kind(
        "recommend.nameless",
        _ERROR,
        "第 {number} 份申报表没有企业名称，无法列入推荐表",
        "application no. {number} names no company and cannot be put into the table",
        "请企业补填申报企业名称。",
        "Ask the company to fill in its name.",
    ),
    Kind(
        "recommend.duplicate",
        _WARNING,
        "“{name}”提交了 {count} 份申报表（第 {numbers} 份），采用第 {number} 份；各份不一致的栏目：{fields_zh}",
        "“{name}” handed in {count} applications (no. {numbers}); no. {number} was used; fields in which they differ: "
        "{fields_en}",
        "请与企业确认以哪一份为准。",
        "Ask the company which of them holds.",
    ),
    Kind(
        "recommend.same_code",
        _WARNING,
        "“{name}”与“{other}”在补充表中的统一社会信用代码相同，应为同一企业，已按同一企业处理",
        "“{name}” and “{other}” have one USCC in the side table and are taken for one company",
        "请核对企业名称，更名的以现名为准。",
        "Check the names; after a change of name the present one holds.",
    ),
    Kind(
        "recommend.to_be_corrected",
        _WARNING,
        "“{name}”的申报表还有 {count} 处须补正",
        "the application of “{name}” has {count} thing(s) to be put right",
        "请企业补正后再上报。",
        "Have them put right before the table is handed in.",
    ),
    Kind(
        "recommend.blank",
        _WARNING,
        "申报表没有填写，推荐表此栏为空",
        "the application leaves it blank, and so does the table",
        "请向企业核实后补填。",
        "Ask the company and fill it in.",
    ),
    Kind(
        "recommend.not_on_the_form",
        _WARNING,
        "申报表没有这一栏，补充表中也没有填写",
        "the application has no such field, and the side table does not say it",
        "请由推荐单位补填。",
        "The recommending office must fill it in.",
    ),
    Kind(
        "recommend.unfit",
        _WARNING,
        "申报表的内容无法填入推荐表：{reason_zh}",
        "what the application says does not fit the table: {reason_en}",
        "请向企业核实后填写。",
        "Ask the company and fill it in.",
    ),
    Kind(
        "recommend.more_than_valid",
        _WARNING,
        "列出 {listed} 件，多于申报表填写的有效量 {valid} 件",
        "{listed} are listed, more than the {valid} in force that the application declares",
        "请核查有效数量。",
        "Verify how many are in force.",
    ),
    Kind(
        "recommend.date_order",
        _WARNING,
        "{prepared} 早于“{name}”申报表的签章日期 {signed}",
        "the table is dated {prepared}, before the application of “{name}” was signed ({signed})",
        "请核对日期。",
        "Check the dates.",
    ),
    Kind(
        "recommend.none",
        _WARNING,
        "没有可以列入推荐表的企业",
        "there is no company to put into the table",
        "请先核实各企业的申报表。",
        "See to the applications first.",
    ),
)

_AGAINST = (
    Kind(
        "recommend.no_application",
        _ERROR,
        "推荐表列有“{name}”，但没有该企业的申报表{near_zh}",
        "the table lists “{name}”, of which there is no application{near_en}",
        "请补交该企业的申报材料，或从推荐表中删去。",
        "Add the company's application, or take it off the table.",
    ),
    Kind(
        "recommend.not_listed",
        _WARNING,
        "收到“{name}”的申报表，但推荐表没有列入{near_zh}",
        "there is an application of “{name}”, which the table does not list{near_en}",
        "请核对是否漏列。",
        "See whether it was forgotten.",
    ),
    Kind(
        "recommend.listed_twice",
        _ERROR,
        "“{name}”在推荐表中重复列出（第 {rows} 行）",
        "“{name}” is listed more than once (rows {rows})",
        "请只保留一行。",
        "Keep one row.",
    ),
    Kind(
        "recommend.nameless_row",
        _ERROR,
        "推荐表第 {row} 行没有企业名称",
        "row {row} of the table names no company",
        "请补填企业名称，或删去该行。",
        "Fill in the name, or delete the row.",
    ),
    Kind(
        "recommend.row_differs",
        _WARNING,
        "推荐表为“{table}”，申报表为“{application}”",
        "the table says “{table}”, the application “{application}”",
        "请核对后统一。",
        "See which is right, and make them agree.",
    ),
)

KINDS: tuple[Kind, ...] = (*_SIDE, *_RECOMMEND, *_AGAINST)
