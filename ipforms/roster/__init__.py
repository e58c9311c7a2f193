"""Who has answered with what: all files that came, joined by applicant.

- `received`: one file that came, what became of it and why
- `roster`: `Roster`, which is given every result and says what they come to; of two forms which counts
- `companies`: whose file it is: by credit code, name, folder
- `attendance`: the list of those who were asked, and who of them has not answered
"""

from ipforms.roster.attendance import Attendance, Invited
from ipforms.roster.received import Category, ReceivedFile
from ipforms.roster.roster import Roster

__all__ = ["Attendance", "Category", "Invited", "ReceivedFile", "Roster"]
