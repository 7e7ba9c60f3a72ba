"""Forms for mailboxes: what one is, and who holds it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form
from bartholdi.office.accounts import queries
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Mailbox
from bartholdi.office.dispatches.models.mailbox import POST


class MailboxForm(Form):
    post = forms.CharField(
        label=_("Post"),
        max_length=24,
        validators=[POST],
        help_text=_("Dispatches are numbered under it. Capital letters, digits and hyphens, such as PARIS-RECHERCHE."),
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Mailbox.Kind.choices, initial=Mailbox.Kind.POST)
    here = forms.BooleanField(
        label=_("Kept at this installation"),
        required=False,
        initial=True,
        help_text=_("Somebody here holds it. Leave it empty for a correspondent with an installation of their own."),
    )
    address = forms.EmailField(
        label=_("Address for sealed e-mail"),
        required=False,
        max_length=254,
        help_text=_("Of a correspondent. Without it, dispatches travel as files that somebody carries."),
    )
    certifier = forms.BooleanField(
        label=_("It endorses the certificates of others"),
        required=False,
        help_text=_("What its key vouches for is sealed to without comparing words."),
    )
    two_persons = forms.BooleanField(label=_("A second person releases what leaves"), required=False)
    recovery = forms.ModelChoiceField(
        Mailbox.objects.none(),
        label=_("Recovery by"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Its key opens everything that is sealed to this mailbox. Whoever writes sees that, before they seal."),
    )
    keep_days = forms.IntegerField(
        label=_("Sealed texts are kept so many days"),
        min_value=1,
        max_value=20_000,
        initial=1096,
        help_text=_("1,096 days are three years."),
    )

    def __init__(self, *args: Any, mailbox: Mailbox | None = None, **options: Any) -> None:
        if mailbox is not None:
            options["initial"] = {name: getattr(mailbox, name) for name in self.base_fields}
        super().__init__(*args, **options)
        others = Mailbox.objects.open().here().exclude(pk=mailbox.pk if mailbox else 0)
        self.fields["recovery"].queryset = others  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AppointForm(Form):
    email = forms.EmailField(
        label=_("E-mail address of the account"), help_text=_("Whoever shall hold this mailbox has an account here.")
    )

    def clean_email(self) -> User:
        owner = queries.verified_owner(self.cleaned_data["email"])
        if owner is None:
            raise forms.ValidationError(_("There is no account with this address. Ask the person to open one first."))
        return owner
