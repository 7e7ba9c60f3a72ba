"""Two editions of a questionnaire: what differs, and how drafts are carried over."""

from bartholdi.cores.formspec.edit.carry import Carried, carry
from bartholdi.cores.formspec.edit.compare import Change, Difference, compare, describe

__all__ = ["Carried", "Change", "Difference", "carry", "compare", "describe"]
