"""Catalogue of a company's folder: what of the material list is there, missing, doubled or unreadable."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING, _NOTE, _HUMAN = Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.HUMAN

_LIST = (
    Kind(
        "bundle.missing",
        _ERROR,
        "没有找到该材料",
        "it was not found",
        "请提交{papers_zh}；如已在文件夹中，请用材料名称命名文件。",
        "Hand in {papers_en}; if it is in the folder, name the file after it.",
    ),
    Kind(
        "bundle.doubled",
        _WARNING,
        "有 {count} 份：{files}",
        "there are {count} of it: {files}",
        "请确认以哪一份为准；如为同一材料的不同页，请合并为一个文件。",
        "Say which of them holds; if they are pages of one paper, put them into one file.",
    ),
    Kind(
        "bundle.proof_not_claimed",
        _WARNING,
        "提交了“{paper_zh}”，但申报表没有填写对应的入库条件",
        "{paper_en} is there, but the form does not claim the condition that it would prove",
        "请核对申报表的“基本情况”栏，或提交与所填条件对应的证明材料。",
        "Check the conditions on the form, or hand in the proof of one that it claims.",
    ),
    Kind(
        "bundle.proof_unlisted",
        _HUMAN,
        "提交了“{paper_zh}”，材料清单没有列出这类证明材料",
        "{paper_en} is there, which the list of materials does not name",
        "请受理部门确定是否认可，或补交清单所列的证明材料之一。",
        "The office must say whether it is accepted; otherwise hand in one of the proofs on the list.",
    ),
    Kind(
        "bundle.claims_unknown",
        _HUMAN,
        "没有读到申报表的内容，无法核对证明材料与申报条件是否对应",
        "the form's contents could not be read, so the proof was not compared with the conditions that it claims",
        "请人工核对，或提交可编辑的 Word 版申报表。",
        "Compare them by hand, or hand in the form as a Word file.",
    ),
    Kind(
        "bundle.see_paper",
        _HUMAN,
        "文件本身看不出是否符合要求：{what_zh}",
        "the file does not show whether this holds: {what_en}",
        "请对照纸质件查看。",
        "See the paper.",
    ),
    Kind(
        "bundle.no_list",
        _NOTE,
        "通知没有列出申报材料清单，仅检查申报表",
        "the notice gives no list of materials; only the form was looked for",
    ),
)

_FILES = (
    Kind(
        "bundle.unreadable",
        _ERROR,
        "无法使用：{reason_zh}",
        "it cannot be used: {reason_en}",
        "请重新提交这个文件。",
        "Hand in this file again.",
    ),
    Kind(
        "bundle.not_read",
        _WARNING,
        "未能读取其中的内容，仅按名称识别",
        "its contents could not be read; it was recognised by its name alone",
        "请人工核对，并同时提交可编辑的 Word 版（.docx）。",
        "Look at it, and hand in the Word file (.docx) as well.",
    ),
    Kind(
        "bundle.unsure",
        _WARNING,
        "无法判断是哪种材料",
        "it is not clear which of the materials it is",
        "请用材料名称命名文件，例如“营业执照复印件”。",
        "Name the file after what it is, such as 营业执照复印件.",
    ),
    Kind(
        "bundle.unsure_unread",
        _WARNING,
        "未能读取其中的内容，从名称也看不出是哪种材料",
        "its contents could not be read, and its name does not tell which of the materials it is",
        "请用材料名称命名文件；如为申报表，请提交 Word 版（.docx）。",
        "Name the file after what it is; if it is the form, hand in the Word file (.docx).",
    ),
    Kind(
        "bundle.several_papers",
        _WARNING,
        "名称中有多种材料：{papers_zh}",
        "its name speaks of several papers: {papers_en}",
        "请将每种材料单独存为一个文件。",
        "Save each of them in a file of its own.",
    ),
    Kind(
        "bundle.archive",
        _WARNING,
        "压缩包没有打开，其中的材料未检查",
        "the archive was not opened; what is in it was not looked at",
        "请解压后放入文件夹。",
        "Unpack it into the folder.",
    ),
    Kind(
        "bundle.other_form",
        _WARNING,
        "这是《{title}》，不是所要的表格",
        "this is “{title}”, which is not the form that is asked for",
        "请核对是否放错文件夹。",
        "See whether it is in the wrong folder.",
    ),
    Kind(
        "bundle.not_the_form",
        _WARNING,
        "名称像是申报表，但内容不是《{title}》",
        "its name is that of the form, but its contents are not “{title}”",
        "请使用官方表格填写。",
        "Use the official form.",
    ),
    Kind(
        "bundle.same_file",
        _NOTE,
        "与“{other}”内容完全相同",
        "its contents are those of “{other}”",
    ),
    Kind(
        "bundle.name_differs",
        _WARNING,
        "名称中的“{found}”与申报表填写的“{name}”不一致",
        "“{found}” in the name differs from “{name}” on the form",
        "请核对是否混入了其他企业的材料，或企业名称是否填写有误。",
        "See whether another company's papers got in, or the name on the form is wrong.",
    ),
    Kind(
        "bundle.several_applicants",
        _ERROR,
        "文件夹中有不同企业的申报表：{names}",
        "the folder holds forms of different companies: {names}",
        "请每家企业单独一个文件夹。",
        "Give each company a folder of its own.",
    ),
)

KINDS: tuple[Kind, ...] = (*_LIST, *_FILES)
