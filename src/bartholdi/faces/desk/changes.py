"""A journal entry's change as people read it: each column by its name, what it held before, what it holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField, Field, Model
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext

from bartholdi.office.journal.models import Entry

WITHHELD = "…"  # what the frame of acts writes in place of a secret


@dataclass(frozen=True)
class Line:
    """One changed column; or one noted fact, which has no before."""

    label: str
    before: Any
    after: Any
    noted: bool = False


def lines(entry: Entry) -> list[Line]:
    """Never fails: a model that is gone, or a change written by an older version, is shown as it was recorded."""
    model = model_of(entry.subject_key)
    change = entry.change if isinstance(entry.change, dict) else {"": entry.change}
    return [_line(model, name, value) for name, value in change.items()]


def model_of(subject_key: str) -> type[Model] | None:
    label, _colon, _pk = subject_key.partition(":")
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _line(model: type[Model] | None, name: str, value: Any) -> Line:
    field = _field(model, name)
    if field is None or not (isinstance(value, list) and len(value) == 2):
        return Line(capfirst(name.replace("_", " ")), "", _said(None, value), noted=True)
    label = capfirst(str(field.verbose_name))
    if value == [WITHHELD, WITHHELD]:
        return Line(label, "", gettext("changed; the value is not recorded"))
    return Line(label, _said(field, value[0]), _said(field, value[1]))


def _field(model: type[Model] | None, name: str) -> Field[Any, Any] | None:
    try:
        field = model._meta.get_field(name) if model is not None else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _said(field: Field[Any, Any] | None, value: Any) -> Any:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(field, DateTimeField) and isinstance(value, str):
        return _instant(value) or value
    if field is not None and isinstance(value, str) and (words := getattr(field.model, "journal_words", {}).get(field.name)):
        return words(value)
    if field is not None and field.choices and isinstance(value, (str, int)):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(str(_said(None, item)) for item in value)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_said(None, item)}" for key, item in value.items())
    return str(value)


def _instant(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
