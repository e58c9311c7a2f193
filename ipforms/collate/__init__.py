"""Forms side by side: two returns of one form, and applications as rows of the recommendation table.

- `comparison`: which fields of two returns of one form differ
  - `compared_form`, `row_alignment`, `folding`: a field as printed, which row is which, what differs in spelling only
  - `differences`: a difference, and its finding
- `recommendation`: applications → the recommendation table
  - `applicants`, `exclusion`: which company, and why it is left out
  - `side_table`, `recommendation_row`: what the office adds, one application → one row
  - `recommendation_findings`: what a person should see to
- `table_check`: an existing table against the applications that belong to it
"""

from ipforms.collate.applicants import Applicant, NotAnApplication
from ipforms.collate.comparison import Comparison, DifferentForms, compare
from ipforms.collate.differences import Difference, DifferenceKind
from ipforms.collate.exclusion import Exclusion
from ipforms.collate.recommendation import Recommendation, UnfitArgument, recommend
from ipforms.collate.side_table import SideRow, SideTable
from ipforms.collate.table_check import NotATableOfCompanies, check_table

__all__ = [
    "Applicant", "Comparison", "Difference", "DifferenceKind", "DifferentForms", "Exclusion",
    "NotATableOfCompanies", "NotAnApplication", "Recommendation", "SideRow", "SideTable", "UnfitArgument",
    "check_table", "compare", "recommend",
]  # fmt: skip
