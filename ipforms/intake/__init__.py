"""What companies sent, whatever it came in: folders, archives and mails → one list in which every file stands once.

- `intake`: `Intake`, the list of all commands
- `intake_file`: one file of it, and the limits
- `folder_walk`, `file_names`: folders, and what names say
- `unpacking`: the files in archives and mails, taken out into a temporary folder within limits
  - `zip_members`, `tar_members`, `system_archive`, `mail_members`: one module a kind of container

Nothing here knows of forms: what a file is, beyond a container, is found out by whoever reads it.
"""

from ipforms.intake.folder_walk import FolderLimits
from ipforms.intake.intake import Intake
from ipforms.intake.intake_file import FileRole, IntakeFile, IntakeLimits

__all__ = ["FileRole", "FolderLimits", "Intake", "IntakeFile", "IntakeLimits"]
