"""Forms side by side: two returns of one form, and applications as rows of the recommendation table.

- `compare`: which fields of two returns of one form differ
  - `sides`, `rows`, `folding`: a field as it is printed, which row is which, what is only written otherwise
  - `differences`: a difference, and how it is said
- `recommend`: applications → the recommendation table
  - `applicants`, `side`, `joining`: who qualifies, what the office adds, one application → one row
  - `remarks`: what a person should see to
- `against`: a table that exists against the applications that belong to it
"""

from __future__ import annotations

from ipforms.collate.against import NotATableOfCompanies, against
from ipforms.collate.applicants import Applicant, NotAnApplication
from ipforms.collate.compare import Comparison, DifferentForms, compare
from ipforms.collate.differences import Difference, DifferenceKind
from ipforms.collate.recommend import Recommendation, UnfitArgument, recommend

__all__ = [
    "Applicant",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "DifferentForms",
    "NotATableOfCompanies",
    "NotAnApplication",
    "Recommendation",
    "UnfitArgument",
    "against",
    "compare",
    "recommend",
]
