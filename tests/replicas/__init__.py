"""Independent replicas of the four forms, as other people's DOCX files: to measure reading on what we did not make."""

from tests.replicas.make import FORMS, Replica, blank, replica, typed_anew
from tests.replicas.switches import SWITCHES

__all__ = ["FORMS", "SWITCHES", "Replica", "blank", "replica", "typed_anew"]
