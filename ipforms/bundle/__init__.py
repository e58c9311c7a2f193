"""A folder of one applicant: the form, the licence, the proofs, held against the list of materials.

- `materials`: what has to be handed in, as data, each paper with its clause
- `walking`: the files of the folder, and nothing outside of it
- `kinds`, `recognise`, `files`, `stamped`: what a file is, and which paper
- `items`, `remarks`: each entry of the list, and what is to be said of it
- `assembly`: `bundle`
"""

from __future__ import annotations

from ipforms.bundle.assembly import Bundle, bundle
from ipforms.bundle.files import BundleFile
from ipforms.bundle.items import Item, Status
from ipforms.bundle.kinds import FileKind
from ipforms.bundle.materials import Materials, Paper, Requirement, materials_of
from ipforms.bundle.walking import Limits

__all__ = [
    "Bundle",
    "BundleFile",
    "FileKind",
    "Item",
    "Limits",
    "Materials",
    "Paper",
    "Requirement",
    "Status",
    "bundle",
    "materials_of",
]
