"""`mc:AlternateContent`: one thing written twice, for new readers and for old ones. It is read once."""

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import mc

_CHOICE, _FALLBACK = mc("Choice"), mc("Fallback")


def chosen(alternate: Element) -> Element | None:
    """The branch to read: the first choice that holds something, else the fallback."""
    for choice in alternate.findall(_CHOICE):
        if len(choice):
            return choice
    return alternate.find(_FALLBACK)
