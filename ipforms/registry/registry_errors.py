"""What stops a call of the registry: no list there, one of another version, a step out of order, somebody was first."""

from __future__ import annotations

from ipforms.errors import IpformsError


class NoRegistry(IpformsError):
    """There is no registry at this place."""


class RegistryExists(IpformsError):
    """A registry is there already, or another file."""


class RegistryVersion(IpformsError):
    """The registry is of an older version of ipforms, and has to be migrated first."""


class NewerRegistry(RegistryVersion):
    """The registry is of a newer version of ipforms than this one."""


class RegistryUnusable(IpformsError):
    """The database cannot be reached, is none of ours, or refuses."""


class RegistryBusy(IpformsError):
    """Somebody else has been writing for longer than this call waits."""


class OutOfOrder(IpformsError):
    """A step that the notice allows only after another one; the error cites the clause."""


class AlreadyDecided(IpformsError):
    """Somebody has decided before; the error says who, when and how."""


class StaleState(IpformsError):
    """What a decision was made on has changed since."""


class UnknownRow(IpformsError):
    """There is nothing of this number."""


class FutureDay(IpformsError):
    """A day that has not come yet."""


class RowInUse(IpformsError):
    """Something else rests on what is to be taken back."""


class UnfitColumn(IpformsError):
    """There is no such column, or it may not be changed by hand."""


class NoRecommendation(IpformsError):
    """A form that recommends nobody."""


class NoBackup(IpformsError):
    """This database is backed up by its own program."""


class FilledRegistry(IpformsError):
    """A registry that is to be filled from another one, and is not empty."""
