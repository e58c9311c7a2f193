"""Catalogue of a form that disagrees with itself, or with the city that it is handed in to."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING, _HUMAN = Severity.ERROR, Severity.WARNING, Severity.HUMAN

_NAMES = (
    Kind(
        "agreement.applicant",
        _ERROR,
        "封面写的是“{found}”，表内“单位名称”写的是“{expected}”",
        "the cover says “{found}”, the table “{expected}”",
        "请按营业执照统一为一个全称。",
        "Use the full name of the business licence in both places.",
    ),
    Kind(
        "agreement.contact",
        _WARNING,
        "封面写的是“{found}”，表内联系人是“{expected}”",
        "the cover says “{found}”, the table “{expected}”",
        "请确认联系人；以哪一位为准，两处就都写哪一位。",
        "Decide who it is, and name that person in both places.",
    ),
    Kind(
        "agreement.signatory",
        _WARNING,
        "签名的是“{found}”，表内法定代表人是“{expected}”",
        "signed by “{found}”, while the legal representative is “{expected}”",
        "应由法定代表人签名；由他人代签的，请附授权委托书。",
        "The legal representative signs; if somebody else does, hand in the authorisation.",
    ),
    Kind(
        "agreement.same_identity",
        _WARNING,
        "与“{other}”的证件号码相同，姓名却不同",
        "the number is that of “{other}”, but the names differ",
        "请核对两人的证件号码，其中一个可能是误抄。",
        "Compare both numbers with the documents: one may have been copied by mistake.",
    ),
    Kind(
        "agreement.two_identities",
        _WARNING,
        "与“{other}”姓名相同，证件号码却不同",
        "the name is that of “{other}”, but the numbers differ",
        "如为同一人，请核对证件号码；如为同名的两人，不必改动。",
        "If it is one person, compare the number with the document; if two people share the name, leave it.",
    ),
)

_CODES = (
    Kind(
        "agreement.org_code",
        _ERROR,
        "组织机构代码 {found} 与统一社会信用代码的第 9—17 位 {expected} 不一致",
        "the organisation code {found} is not positions 9–17 of the unified social credit code, {expected}",
        "请对照营业执照核对两个代码，改正填错的一个。",
        "Compare both with the business licence and put the wrong one right.",
    ),
    Kind(
        "applicant.not_legal_person",
        _WARNING,
        "统一社会信用代码以 {prefix} 开头，登记的是个体工商户等非法人主体",
        "the unified social credit code begins with {prefix}: its holder is not a legal person",
        "申报单位应为在广州市注册的法人，请对照营业执照核对。",
        "The applicant must be a legal person registered in Guangzhou: see the business licence.",
    ),
    Kind(
        "applicant.legal_person_open",
        _HUMAN,
        "统一社会信用代码以 {prefix} 开头，登记的不是公司，是否为法人须看登记证照",
        "the unified social credit code begins with {prefix}: not a company, so the licence must tell whether it is a "
        "legal person",
        "请核对登记证照上的主体类型。",
        "See the kind of body on the licence.",
    ),
    Kind(
        "address.other_city",
        _WARNING,
        "地址写的是“{found}”，不在{city}",
        "the address names “{found}”, which is not in {city}",
        "请核对地址；申报单位应为{city}的单位。",
        "See whether the address is right: the applicant must be of {city}.",
    ),
)

_CONTACTS = (
    Kind(
        "phone.not_mobile",
        _WARNING,
        "所填不是手机号码",
        "this is no mobile number",
        "请填写 11 位手机号码；固定电话请填入固定电话一栏。",
        "Give a mobile number of 11 digits; a landline belongs in its own field.",
    ),
    Kind(
        "phone.not_landline",
        _WARNING,
        "所填不是固定电话",
        "this is no landline",
        "请填写带区号的固定电话；手机号码请填入手机一栏。",
        "Give a landline with its area code; a mobile number belongs in its own field.",
    ),
    Kind(
        "bank_account.scientific",
        _ERROR,
        "银行账号被表格软件改成了科学计数法，数字已丢失",
        "a spreadsheet has turned the account number into scientific notation; digits are lost",
        "请先把表格中该列设为“文本”格式，再按开户许可证重新填写完整账号。",
        "Format the column as text in the spreadsheet, then type the whole number from the bank's papers again.",
    ),
    Kind(
        "bank_account.characters",
        _WARNING,
        "银行账号中有数字以外的字符",
        "the account number has characters other than digits",
        "请对照开户许可证核对。",
        "Compare it with the bank's papers.",
    ),
    Kind(
        "bank_account.length",
        _WARNING,
        "银行账号通常为 {least}—{most} 位，现为 {length} 位",
        "account numbers usually have {least} to {most} digits, this one has {length}",
        "请对照开户许可证核对。",
        "Compare it with the bank's papers.",
    ),
)

KINDS: tuple[Kind, ...] = (*_NAMES, *_CODES, *_CONTACTS)
