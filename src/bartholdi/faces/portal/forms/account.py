"""The forms of one's own account: profile, and merging another account into it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.portal import limits, zones
from bartholdi.faces.ui.forms import Form, ModelForm
from bartholdi.office.accounts.models import User
from bartholdi.office.lib import times


class Profile(ModelForm):
    """Name, language of letters and zone: what the office needs to write to somebody."""

    class Meta:
        model = User
        fields = ("name", "language", "zone")
        help_texts = {
            "language": _("The pages follow the link at the top; this is for the letters we send you."),
            "zone": _("Deadlines are shown in this zone, beside the zone of the call."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        offered = zones.choices()
        current = self.instance.zone
        if not any(current == zone for _region, cities in offered for zone, _city in cities):
            offered = [("", [(current, times.place(current))]), *offered]
        self.fields["zone"] = forms.ChoiceField(
            label=self.fields["zone"].label, help_text=self.fields["zone"].help_text, choices=offered, initial=current
        )


class OtherAccount(Form):
    """The address of the account that is to be merged into the one signed in to."""

    email = forms.EmailField(
        label=_("Address of your other account"),
        max_length=254,
        help_text=_("We send a code there, to be sure that it is yours."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, request: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].lower()
        if self.request.user.emailaddress_set.filter(email=address, verified=True).exists():
            raise forms.ValidationError(_("This address is on your account already."))
        if not limits.allowed(self.request, "merge"):
            raise forms.ValidationError(limits.sentence(limits.seconds_to_wait(self.request)))
        return address


class OtherAccountCode(Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}),
    )
