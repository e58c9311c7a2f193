"""The list itself: enterprises and markets, what was decided on them, what is due (extra `ipforms[registry]`).

- `register`: `Registry`, which is opened and asked, and `RegistryTransaction`, which changes it
- `applications`, `decisions`, `entries`, `activities`: what can be changed, each by its rules
- `journal`, `replay`: events that stay, and the present that follows from them; `tables` has both
- `record_kinds`: all that people record one by one, with the facts that each takes
- `listing`, `list_review`, `yearly_report`, `due_items`: the questions
- `document_kinds`: lists and letters as DOCX, PDF and XLSX; their texts in `document_tables`, `document_letters`
- `office_list`, `list_row`: an office's own list in Excel; `registry_workbook`: all of it as Excel, and back
- `incoming`, `judgement`: what comes in from folders, and what the rules say of it
- `database`, `schema_version`, `migrations`, `registry_backup`: where it is kept
"""

from importlib.util import find_spec

from ipforms.errors import MissingExtra

if find_spec("sqlalchemy") is None or find_spec("alembic") is None:
    raise MissingExtra(package="SQLAlchemy, Alembic", extra="registry")

from ipforms.registry.applications import Added
from ipforms.registry.column_texts import cell_text, column_title
from ipforms.registry.decisions import Recommended
from ipforms.registry.document_kinds import (
    DOCUMENT_FORMATS,
    DOCUMENTS,
    DocumentFormat,
    RegistryDocument,
    office_template,
    registry_documents,
    template_bytes,
)
from ipforms.registry.document_request import DocumentRequest
from ipforms.registry.due_items import DueItem
from ipforms.registry.incoming import Incoming, applications_among
from ipforms.registry.list_review import Proposal
from ipforms.registry.list_row import read_list
from ipforms.registry.listing import RegistryRows, masked_rows
from ipforms.registry.office_list import ImportedList, import_list
from ipforms.registry.register import Registry, RegistryTransaction
from ipforms.registry.registry_errors import (
    AlreadyDecided,
    FilledRegistry,
    FutureDay,
    NewerRegistry,
    NoBackup,
    NoRecommendation,
    NoRegistry,
    NotWithdrawn,
    OutOfOrder,
    RegistryBusy,
    RegistryExists,
    RegistryUnusable,
    RegistryVersion,
    RowInUse,
    StaleState,
    UnfitColumn,
    UnknownRow,
)
from ipforms.registry.registry_workbook import export_workbook, is_whole, restore_workbook
from ipforms.registry.yearly_report import DutyCount, Missing

__all__ = [
    "DOCUMENTS", "DOCUMENT_FORMATS", "Added", "AlreadyDecided", "DocumentFormat", "DocumentRequest", "DueItem",
    "DutyCount", "FilledRegistry", "FutureDay", "ImportedList", "Incoming", "Missing", "NewerRegistry",
    "NoBackup", "NoRecommendation", "NoRegistry", "NotWithdrawn", "OutOfOrder", "Proposal", "Recommended",
    "Registry", "RegistryBusy", "RegistryDocument", "RegistryExists", "RegistryRows", "RegistryTransaction",
    "RegistryUnusable", "RegistryVersion", "RowInUse", "StaleState", "UnfitColumn", "UnknownRow",
    "applications_among", "cell_text", "column_title", "export_workbook", "import_list", "is_whole",
    "masked_rows", "office_template", "read_list", "registry_documents", "restore_workbook", "template_bytes",
]  # fmt: skip
