"""Catalogue of identifiers, a module a room.

No text here shows a whole personal number: the notes do not carry one.
"""

from ipforms.findings import Kind
from ipforms.findings.identifiers import bodies, contacts, people, rights

KINDS: tuple[Kind, ...] = (*bodies.KINDS, *people.KINDS, *rights.KINDS, *contacts.KINDS)
