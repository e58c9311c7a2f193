"""A folder of one applicant: the form, the licence, the proofs, compared with the list of materials.

- `materials`: what has to be handed in, as data, each paper with its clause
- `kinds`, `paper_recognition`, `bundle_files`: what a file is, and which paper
- `material_items`, `bundle_findings`: each entry of the list, and its findings
- `applicant_folder`: `bundle`
"""

from ipforms.bundle.applicant_folder import Bundle, bundle
from ipforms.bundle.bundle_files import BundleFile, FileKind
from ipforms.bundle.material_items import MaterialItem, Status
from ipforms.bundle.materials import Materials, Paper, Requirement, materials_of
from ipforms.intake import FolderLimits

__all__ = [
    "Bundle", "BundleFile", "FileKind", "FolderLimits", "MaterialItem", "Materials", "Paper", "Requirement",
    "Status", "bundle", "materials_of",
]  # fmt: skip
