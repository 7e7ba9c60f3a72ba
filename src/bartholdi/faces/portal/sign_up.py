"""What a person who makes an account is asked besides the address; apart, because allauth reads it while its own forms load."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.portal import zones
from bartholdi.faces.ui.forms import Words
from bartholdi.office.accounts.models import User


class SignUpFields(forms.Form):
    """The name as the person writes it; the zone comes from the browser, and can be changed later."""

    field_order = ("email", "name", "zone")

    name = Words(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you write it. It stands on your applications and in our letters."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-zone": ""}))

    def clean_zone(self) -> str:
        """What a script fills in is a guess: a strange one is dropped, never refused."""
        zone: str = self.cleaned_data["zone"]
        return zone if zones.known(zone) else ""

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth asks for this method; the adapter has saved everything already."""
