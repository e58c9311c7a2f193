"""The tags of a part as plain Jinja, which docxtpl's `patch_xml` makes: `{%tr %}`, `{% vm %}`, tags split by Word.

Of the templates that are built in it has been made when they were built (`make templates`): loading docxtpl, and
python-docx with it, was a tenth of a second, and of the time before the first row is filled.
"""

from hashlib import sha256
from importlib.resources import files

_MADE = files("ipforms") / "templates" / "plain"


def plain_jinja(xml: str) -> str:
    """A part with its tags as plain Jinja.

    >>> plain_jinja("<w:t>{{</w:t><w:t> name }}</w:t>")
    '<w:t xml:space="preserve">{{ name }}</w:t>'
    """
    if "{" not in xml:
        return xml
    made = _MADE / made_name(xml)
    return made.read_bytes().decode() if made.is_file() else by_docxtpl(xml)


def by_docxtpl(xml: str) -> str:
    """The same, always made anew."""
    from docxtpl import DocxTemplate

    return str(DocxTemplate(None).patch_xml(xml))


def made_name(xml: str) -> str:
    """The file that holds what has been made of a part: another part has another name, and is made anew.

    >>> made_name("<w:t>{{ name }}</w:t>")
    'c421e6e1adbec849458f4ba7a48f21d1.xml'
    """
    return f"{sha256(xml.encode()).hexdigest()[:32]}.xml"  # 128 bits: no two parts share them
