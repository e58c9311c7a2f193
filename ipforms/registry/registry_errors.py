"""What stops a call of the registry: no list there, one of another version, a step out of order, somebody was first."""

from ipforms.errors import IpformsError
from ipforms.messages import Lang, catalogue, fill


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


class RowError(IpformsError):
    """One about rows of a table, whose name people read in their own language."""

    def message(self, lang: Lang = "zh") -> str:
        """The error in a sentence."""
        texts, table = catalogue(lang), str(self.context["table"])
        names = [texts.get(f"registry.column.{name}", name) for name in self.context.get("names", ())]
        shown = {**self.context, "table": texts.get(f"registry.table.{table}", table), "names": names}
        return fill(self._template(lang), lang, shown)


class OutOfOrder(IpformsError):
    """A step that the notice allows only after another one; the error cites the clause."""


class EarlyDay(IpformsError):
    """A day before the one of the step that it follows on."""


class DoneAlready(RowError):
    """Something of a row that is recorded once, and has been."""


class SameAgain(RowError):
    """A record that is there already, with the same words on the same day."""


class CodeTaken(IpformsError):
    """A credit code that another party of the list has."""


class AlreadyDecided(IpformsError):
    """Somebody has decided before; the error says who, when and how."""


class StaleState(RowError):
    """What a decision was made on has changed since."""


class UnknownRow(RowError):
    """There is nothing of this number."""


class NotOnTheList(IpformsError):
    """Numbers of entries that are not on the list on that day."""


class FutureDay(IpformsError):
    """A day that has not come yet."""


class RowInUse(RowError):
    """Something else rests on what is to be taken back."""


class UnfitColumn(RowError):
    """There is no such column, or it may not be changed by hand."""


class NotWithdrawn(RowError):
    """Rows of this table are not taken back by hand."""


class NoRecommendation(IpformsError):
    """A form that recommends nobody."""


class NoBackup(IpformsError):
    """The program that backs this database up is not here."""


class FilledRegistry(IpformsError):
    """A registry that is to be filled from another one, and is not empty."""
