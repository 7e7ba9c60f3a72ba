"""How forms are drawn and how typed text is taken, the same way everywhere."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.renderers import TemplatesSetting
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.days import Day, DayInput
from bartholdi.office.lib.words import clean_line, clean_text

__all__ = ["Day", "DayInput", "FileInput", "Form", "ModelForm", "Renderer", "SafeText", "Words"]


class Renderer(TemplatesSetting):
    """Label, hint, error and control in one order, from our templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    formset_template_name = "ui/formset.html"


class NotTooLong(MaxLengthValidator):
    """Says the count and the limit; the text stays in the field."""

    message = _("This text has %(show_value)d characters; the limit is %(limit_value)d. It is kept below: please shorten it.")


class Words(forms.CharField):
    """Typed text: cleaned of what cannot be seen, and refused with its count, never cut off by the browser."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        counted(self)

    def to_python(self, value: Any) -> Any:
        return cleaned(self, super().to_python(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class SafeText:
    """Mixin, first in the list of bases: every text field of the form is taken as `Words` takes it."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            name_what_is_missing(field)
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
                as_words(field)


class Form(SafeText, forms.Form):
    """The form to begin with."""


class ModelForm(SafeText, forms.ModelForm):
    """The form of a row to begin with."""


def name_what_is_missing(field: forms.Field) -> None:
    """ "This field is required" seven times in a summary helps nobody: each line names its field."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"] and field.label:
        field.error_messages = {
            **field.error_messages,
            "required": format_lazy(_("“{label}” is still missing."), label=field.label),
        }


def as_words(field: forms.CharField) -> None:
    """Cleans before the checks: a name of zero-width characters only is an empty name. The field is this form's own copy."""
    if isinstance(field, Words):
        return
    counted(field)
    plain = field.to_python
    field.to_python = lambda value: cleaned(field, plain(value))  # type: ignore[method-assign]


def cleaned(field: forms.CharField, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = clean_text(value) if isinstance(field.widget, forms.Textarea) else clean_line(value)
    return text or field.empty_value


def counted(field: forms.Field) -> None:
    """A limit is told, counted and checked by the server; `maxlength` would cut a pasted text in silence."""
    limit = getattr(field, "max_length", None)
    field.validators = [NotTooLong(v.limit_value) if type(v) is MaxLengthValidator else v for v in field.validators]
    field.widget.attrs.pop("maxlength", None)
    if limit and isinstance(field.widget, forms.Textarea):
        field.widget.attrs["data-limit"] = str(limit)


class FileInput(forms.ClearableFileInput):
    """Says the kinds and the limit before choosing, and what is there already."""

    template_name = "ui/parts/file_upload.html"
