"""Habits: how they are declared, found and applied."""

import importlib
from dataclasses import dataclass

AREAS = ("paper", "chars", "values", "structure")
STAGES = ("record", "text", "label", "built", "package")
J1, J2, G1, G2 = ("jinhua-application", "jinhua-recommendation", "guangzhou-enterprise", "guangzhou-market")
ALL = (J1, J2, G1, G2)


@dataclass
class Habit:
    """One habit: a function on a document, with where and when it applies."""

    name: str
    area: str
    stage: str
    forms: tuple
    group: str
    apply: object

    @property
    def why(self):
        """Why it occurs in real life."""
        return (self.apply.__doc__ or "").strip()


def habit(area, stage="text", forms=ALL, group=""):
    """Declares a habit; two habits of one group never meet in one document."""

    def mark(function):
        function.habit = Habit(function.__name__, area, stage, forms, group, function)
        return function

    return mark


def load(half):
    """The habits of a half, by name."""
    found = {}
    for area in AREAS:
        module = importlib.import_module(f"tests.habits.{half}.{area}")
        for thing in vars(module).values():
            if hasattr(thing, "habit"):
                found[thing.habit.name] = thing.habit
    return dict(sorted(found.items()))


def authors(half):
    """The authors of a half."""
    module = importlib.import_module(f"tests.habits.{half}.authors")
    return [cls() for cls in module.AUTHORS]


def words(half):
    """The vocabulary of a half."""
    return importlib.import_module(f"tests.habits.{half}.vocab")
