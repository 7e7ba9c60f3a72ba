"""The facts of an organisation, as the desk writes them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.countries import country_choices
from bartholdi.faces.ui.forms import Form
from bartholdi.office.directory.identifiers import read_ror
from bartholdi.office.directory.models import Organisation
from bartholdi.office.directory.services import Facts

DOMAIN = r"@?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"


class Lines(forms.CharField):
    """One thing a line; empty lines and repeats are dropped."""

    widget = forms.Textarea

    def __init__(self, *, pattern: str = "", rows: int = 4, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, max_length=5_000, **options)
        self.each = forms.RegexField(rf"^{pattern}$") if pattern else forms.CharField(max_length=300)

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value) or ""
        return tuple(dict.fromkeys(self._one(line.strip()) for line in text.splitlines() if line.strip()))

    def _one(self, line: str) -> str:
        try:
            return str(self.each.clean(line))
        except forms.ValidationError as error:
            raise forms.ValidationError(_("This line cannot be kept: “%(line)s”."), params={"line": line[:80]}) from error


class OrganisationForm(Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=300, required=False)
    acronym = forms.CharField(label=_("Acronym"), max_length=60, required=False)
    other_names = Lines(label=_("Other names"), help_text=_("One a line: former names, names in other languages."))
    ror = forms.CharField(
        label=_("ROR identifier"),
        max_length=60,
        required=False,
        help_text=_("From ror.org, such as 02feahw73 or its whole address."),
    )
    city = forms.CharField(label=_("City"), max_length=120, required=False)
    region = forms.CharField(label=_("Region or state"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"))
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    website = forms.URLField(label=_("Web address"), max_length=300, required=False, assume_scheme="https")
    domains = Lines(label=_("Ends of its e-mail addresses"), help_text=_("One a line, such as cnrs.fr."), pattern=DOMAIN)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].choices = [("", "–"), *country_choices()]  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, organisation: Organisation) -> "OrganisationForm":
        columns = {name: getattr(organisation, name) for name in cls.base_fields if name not in {"other_names", "domains"}}
        names = "\n".join(name.text for name in organisation.names.all())
        domains = "\n".join(each.domain for each in organisation.domains.all())
        return cls(initial={**columns, "other_names": names, "domains": domains})

    def clean_ror(self) -> str | None:
        typed = self.cleaned_data["ror"]
        if typed and not read_ror(typed):
            raise forms.ValidationError(
                _("This is not a ROR identifier: one character at least is wrong. It looks like 02feahw73.")
            )
        return read_ror(typed) or None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"name_en", "name_fr"} <= given.keys() and not (given["name_en"] or given["name_fr"]):
            self.add_error("name_en", _("An organisation needs a name, in English or in French."))
        if {"latitude", "longitude"} <= given.keys() and (given["latitude"] is None) != (given["longitude"] is None):
            self.add_error("latitude", _("Give both the latitude and the longitude, or neither."))
        return given

    def facts(self) -> Facts:
        return Facts(**self.cleaned_data)
