"""Catalogue of binding: how a returned document agrees with the form."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

KINDS: tuple[Kind, ...] = (
    Kind(
        "form.label_missing",
        _WARNING,
        "表中找不到“{label}”",
        "“{label}” is not in the document",
        "请使用原表，不要删改栏目。",
        "Use the official form and leave its fields as they are.",
    ),
    Kind(
        "form.label_changed",
        _WARNING,
        "“{found}”与原表的“{label}”不一致",
        "“{found}” differs from the form's “{label}”",
        "请使用原表，不要改动印好的文字。",
        "Use the official form and leave its print as it is.",
    ),
    Kind(
        "form.left_over",
        _WARNING,
        "“{text}”不属于任何栏目",
        "“{text}” belongs to no field of the form",
        "请把内容填入对应的栏目。",
        "Put it into the field where it belongs.",
    ),
    Kind(
        "form.cells_joined",
        _WARNING,
        "此栏附近的单元格多于原表，内容可能错位",
        "there are more cells here than in the form; the entry may belong elsewhere",
        "请对照原表核对。",
        "Compare with the official form.",
    ),
    Kind(
        "form.outside",
        Severity.NOTE,
        "表格以外有文字“{text}”，未作为填报内容读取",
        "text outside of the form was not read as an entry: “{text}”",
    ),
    Kind(
        "form.further_differs",
        _WARNING,
        "续页上印的“{text}”与此栏表单域的内容不一致，按表单域读取",
        "a further page prints “{text}”, which is not how this field ends; what the field holds was read",
        "续页上的文字不随表单域改动；请核对此栏，打印前重新生成表格或转为正文。",
        "Such print does not follow its field: see which is right, and make the form anew before printing.",
    ),
    Kind(
        "form.field_unread",
        _WARNING,
        "表单域“{name}”中的“{text}”未能读入任何栏目",
        "“{text}” in the field “{name}” was read into no field of the form",
        "请核对是否有同名的表单域，并把内容填入对应的栏目。",
        "See whether two fields have one name, and put it where it belongs.",
    ),
    Kind(
        "form.several",
        _ERROR,
        "文件中有多份填好的表格：{forms}",
        "the file holds several forms that are filled in: {forms}",
        "请每份表格单独存为一个文件。",
        "Save each form in a file of its own.",
    ),
)
