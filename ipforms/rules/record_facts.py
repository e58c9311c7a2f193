"""What a rule may go by: the record, and how sure its numbers are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from ipforms import paths
from ipforms.messages import Note
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.schemas.base import FormModel

ModelT = TypeVar("ModelT", bound=FormModel)


@dataclass(frozen=True)
class RecordFacts:
    """A record as rules see it."""

    record: FormModel  # what the form says
    # by path, how a value was read: 近30件 is 30 with `number.at_most`, 30余件 is 30 with `number.at_least`, 无 is None
    # with `value.declared_none`
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    policies: Policies = DEFAULT  # the readings in force
    on: date | None = None  # the day of the check, where it is known

    def of(self, *models: type[ModelT]) -> ModelT:
        """The record, which the rule at hand takes for one of these models.

        Raises:
            TypeError: it is of another form.
        """
        if not isinstance(self.record, models):
            names = " or ".join(model.__name__ for model in models)
            raise TypeError(f"a rule for {names} was given {type(self.record).__name__}")
        return self.record

    def value(self, path: str) -> Any:
        """The value at a path without rows, such as `patents.applied`; None where a draft lacks it."""
        found: Any = self.record
        for step in paths.parse(path):
            found = getattr(found, str(step), None)
        return found

    def is_declared_none(self, path: str) -> bool:
        """Whether a cell, or all that was written into a section, says 无: nothing else, and nothing unreadable."""
        codes = {
            note.code
            for name, notes in self.notes.items()
            if name == path or name.startswith(f"{path}[")
            for note in notes
        }
        return codes == {"value.declared_none"}
