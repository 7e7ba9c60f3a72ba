"""The form of a ranking: how many can be chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form


class PlacesForm(Form):
    places = forms.IntegerField(
        label=_("How many can be chosen"),
        min_value=1,
        max_value=100_000,
        help_text=_("Bartholdi then says of each application how probably it is among them."),
    )
