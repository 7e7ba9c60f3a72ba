"""Date and period: the browser's own control, and text where what was typed is no date, so that it is not lost."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds.dates import parse
from bartholdi.faces.ui.days import as_iso
from bartholdi.faces.ui.questions.drawn import Asked, Control
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.typed import Typed


def date_controls(asked: Asked, answer: Any) -> Sequence[Control]:
    return [day(asked, answer)]


def day(asked: Asked, answer: Any, *, part: str = "", label: str = "") -> Control:
    value = answer or ""
    limits = {name: f"{asked.field.options[name]}" for name in ("min", "max") if name in asked.field.options}
    return asked.control(
        "date", part=part, label=label, value=value, type="date" if not value or parse(value) else "text", **limits
    )


def period_controls(asked: Asked, answer: Any) -> Sequence[Control]:
    given = answer or {}
    labels = {"from": gettext("First day"), "to": gettext("Last day")}
    return [day(asked, given.get(part), part=part, label=label) for part, label in labels.items()]


def read_day(typed: Typed) -> str | None:
    line = typed.line()
    return as_iso(line) if line else None


def read_period(field: Field, typed: Typed) -> dict[str, str] | None:
    return {part: line for part in ("from", "to") if (line := read_day(typed.at(part)))} or None


DATE = Manner(date_controls, lambda field, typed: read_day(typed))
PERIOD = Manner(period_controls, read_period, layout="group")
