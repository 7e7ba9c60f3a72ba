"""A candidate whom an institution nominates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.countries import country_name
from bartholdi.faces.ui.forms import Form
from bartholdi.office.programmes.models import Invitation, Side


class SideField(forms.ModelChoiceField):
    def label_from_instance(self, side: Any) -> str:
        return country_name(side.country)


class NominateForm(Form):
    """The side is asked only where the invitation does not say it."""

    name = forms.CharField(label=_("Name of the candidate"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        help_text=_("They get a letter there, and write their application themselves."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=[("en", _("English")), ("fr", _("French"))])
    side = SideField(Side.objects.none(), label=_("Side"), required=False, empty_label="–")

    def __init__(self, *args: Any, invitation: Invitation, **options: Any) -> None:
        super().__init__(*args, initial={"language": invitation.language}, **options)
        sides = invitation.call.sides.all()
        if invitation.side_id or len(sides) < 2:
            del self.fields["side"]
        else:
            self.fields["side"].queryset = sides  # type: ignore[attr-defined]
