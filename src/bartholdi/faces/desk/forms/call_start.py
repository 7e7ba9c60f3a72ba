"""Forms for starting a call: from which blueprint, for which year, on which day."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Day, FileInput, Form
from bartholdi.office.programmes.blueprint import LONGEST


class BringForm(Form):
    file = forms.FileField(
        label=_("Blueprint"),
        widget=FileInput(attrs={"accept": ".toml,application/toml", "data-max-bytes": str(settings.FILE_LIMIT)}),
        help_text=_("A .toml file, as exported here. Nothing is created before you have seen its dates."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )

    def text(self) -> str:
        """Bytes that are no text are no blueprint either: reading says so."""
        content: bytes = self.cleaned_data["file"].read(4 * LONGEST)
        return content.decode("utf-8-sig", "replace")


class StartForm(Form):
    """`text` is a blueprint that was brought as a file: it travels with the form until the call is created."""

    year = forms.IntegerField(label=_("Year of the call"), min_value=2000, max_value=2099, help_text=_("It stands in the title."))
    opens_on = Day(label=_("Opens on"), help_text=_("All other dates are counted from this day."))
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
