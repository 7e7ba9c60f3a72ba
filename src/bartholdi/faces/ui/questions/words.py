"""One answer in the words of its reader: a line for each thing that it says."""

from __future__ import annotations

from typing import Any

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.kind import Manner
from bartholdi.office.lib import countries


def in_words(field: Field, answer: Any, language: str) -> str:
    """ "" where nothing is given."""
    if not answer and answer is not False and answer != 0:
        return ""
    shown = KINDS[field.kind].show(answer, field.options, Manner(language, countries=countries.names(language)))
    lines = shown if isinstance(shown, list) else getattr(shown, "rows", None) or [shown or ""]
    return "\n".join(each if isinstance(each, str) else ", ".join(filter(None, each)) for each in lines)
