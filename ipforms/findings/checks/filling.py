"""Catalogue of what is not filled in, and of texts that are too long or leave something out."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING, _HUMAN = Severity.ERROR, Severity.WARNING, Severity.HUMAN

_BLANKS = (
    Kind(
        "field.blank",
        _ERROR,
        "此栏未填写",
        "this is not filled in",
        "请填写：{description}。",
        "Fill in: {description}.",
    ),
    Kind(
        "field.blank_beside",
        _WARNING,
        "同组的其他栏已填写，此栏未填写",
        "this is blank while the cells that belong to it are filled in",
        "请补填：{description}；数量为零的请填“0”。",
        "Fill in: {description}; where there is none, write 0.",
    ),
    Kind(
        "field.declared_none",
        _WARNING,
        "填写为“无”，而此栏需要具体内容",
        "“none” is declared where an entry is asked for",
        "请填写：{description}；确实没有的，请注明原因。",
        "Fill in: {description}. If there is none, say why.",
    ),
    Kind(
        "field.none_refused",
        _ERROR,
        "填写为“无”，而此栏不能没有",
        "“none” is declared where there must be an entry",
        "请填写：{description}。",
        "Fill in: {description}.",
    ),
    Kind(
        "section.blank",
        _ERROR,
        "未填写，至少应填一行",
        "no row is filled in; at least one is asked for",
        "请填写：{description}。",
        "Fill in: {description}.",
    ),
    Kind(
        "section.declared_none",
        _WARNING,
        "填写为“无”，而此处至少应有一行",
        "“none” is declared where at least one row is asked for",
        "请填写：{description}；确实没有的，请注明原因。",
        "Fill in: {description}. If there is none, say why.",
    ),
)

_OVERVIEW = (
    Kind(
        "overview.length",
        _ERROR,
        "超过 {limit} 字：共 {characters} 个字符，按 Word 计 {words} 字，仅计汉字 {han} 字",
        "longer than {limit}: {characters} characters, {words} words as Word counts, {han} Chinese characters",
        "表上要求 {limit} 字以内，请压缩内容。",
        "The form allows {limit}: please shorten it.",
    ),
    Kind(
        "overview.length_doubtful",
        _WARNING,
        "是否超过 {limit} 字，因计法而异：共 {characters} 个字符，按 Word 计 {words} 字，仅计汉字 {han} 字",
        "whether it is longer than {limit} depends on how one counts: {characters} characters, {words} words as Word "
        "counts, {han} Chinese characters",
        "表上未说明计法，建议压缩到 {limit} 个字符以内。",
        "The form does not say how to count; {limit} characters at most would be safe.",
    ),
    Kind(
        "overview.topics",
        _HUMAN,
        "似未写到：{topics}",
        "these seem to be left out: {topics}",
        "表上要求写明所从事行业、业务内容、管理状况、资产状况、人员状况、科研开展、知识产权工作情况等，请看是否需要补充。",
        "The form asks for line of business, activities, management, assets, staff, research and intellectual "
        "property. See whether something should be added.",
    ),
)

KINDS: tuple[Kind, ...] = (*_BLANKS, *_OVERVIEW)
