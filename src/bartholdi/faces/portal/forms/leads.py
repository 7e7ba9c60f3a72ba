"""Forms about who applies: the side one applies from, and the other lead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.countries import country_name
from bartholdi.faces.ui.forms import Form, Words
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call, Side


class SideChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return country_name(obj.country)


class SideForm(Form):
    """Only asked where a lead of each side applies."""

    side = SideChoice(
        label=_("Which side do you apply from?"),
        queryset=Side.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("You invite the lead of the other side once you have begun."),
    )

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        if call.lead_per_side:
            self.fields["side"].queryset = call.sides.all()  # type: ignore[attr-defined]
        else:
            del self.fields["side"]


class InviteForm(Form):
    name = Words(label=_("Name of the other lead"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        help_text=_("The link works for whoever has this address in their account."),
    )
    language = forms.ChoiceField(label=_("Language of our letter"), choices=User.Language.choices, widget=forms.RadioSelect)
    side = SideChoice(label=_("Their side"), queryset=Side.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        super().__init__(*args, **options)
        taken = application.parties.filter(role__in=["lead", "co_lead"], removed_at=None, side__isnull=False)
        self.fields["side"].queryset = application.call.sides.exclude(pk__in=taken.values("side"))  # type: ignore[attr-defined]
