"""What must be mended before a form can be taken: one line for each fault, with the field it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BaseFormSet, BoundField, CheckboxSelectMultiple, RadioSelect, SelectDateWidget


@dataclass(frozen=True)
class Fault:
    text: str
    target: str = ""  # the id to go to


def is_refused(form: BaseForm | BaseFormSet) -> bool:
    return form.is_bound and not form.is_valid()


def faults(form: BaseForm | BaseFormSet | None) -> Iterator[Fault]:
    if form is None or not is_refused(form):
        return
    if isinstance(form, BaseFormSet):
        yield from (Fault(str(text)) for text in form.non_form_errors())
        for one in form.forms:
            yield from faults(one)
        return
    for name, errors in form.errors.items():
        target = first_control(form[name]) if name in form.fields else ""
        yield from (Fault(str(text), target) for text in errors)


def first_control(field: BoundField) -> str:
    """Groups have no control with the field's own id: the first of their boxes is the one to go to."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    if isinstance(field.field.widget, SelectDateWidget):
        return f"{field.auto_id}_day"
    return field.id_for_label or field.auto_id
