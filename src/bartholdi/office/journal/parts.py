"""How the journal tells, on the entry of the whole, of a part that was added, changed or removed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import capfirst

from bartholdi.office.journal.acts import Act, columns, difference


def said(part: models.Model) -> str:
    return f"{capfirst(str(part._meta.verbose_name))}: {part}"[:200]


def tell(running: Act[Any], part: models.Model, before: dict[str, Any], *, whole: str) -> None:
    """`whole` is the column that leads to the subject of the act: it says nothing new."""
    changed = difference(before, columns(part), part)
    running.note(part=said(part), **{name: value for name, value in changed.items() if name != whole})
