"""What an officer is asked for before an act on an application, or on many."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.until import UntilForm
from bartholdi.faces.ui.forms import Form
from bartholdi.office.applications.models.note import LONGEST
from bartholdi.office.applications.reasons import Reason
from bartholdi.office.applications.services import messages
from bartholdi.office.applications.services.casework import LONGEST_MESSAGE
from bartholdi.office.applications.services.extensions import LONGEST_REASON
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models import Side

LANGUAGES = [("en", _("English")), ("fr", _("French"))]
AS_IT_IS = _("The applicants get it as you write it: in their language, if you can.")


def area(label: Any, *, rows: int = 5, required: bool = True, limit: int = LONGEST_MESSAGE, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, widget=widget, required=required, help_text=hint)


class Plain(Form):
    """Takes what every form of an act is given, and asks for no instant."""

    def __init__(self, *args: Any, zone: str = "", reader: str = "", shown: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)

    def facts(self) -> dict[str, Any]:
        return self.cleaned_data


class ReturnForm(UntilForm):
    message = area(_("What is needed"), hint=AS_IT_IS)
    field_order = ("message", "until_day", "until_hour", "until_zone")


class IneligibleForm(Plain):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", "–"), *Reason.choices], help_text=_("Told in the reader’s language.")
    )
    remark = area(_("In your own words"), required=False, hint=AS_IT_IS)
    told = forms.BooleanField(label=_("Write to the applicants now"), required=False, initial=True)


class EligibleForm(Plain):
    remark = area(_("Why it is eligible"), hint=_("For the history of this file; the applicants do not get it."))
    told = forms.BooleanField(label=_("Write to the applicants now"), required=False, initial=True)


class ConfirmForm(Plain):
    remark = area(_("Why the finding still stands"), hint=_("For the history of this file; the applicants do not get it."))


class LeaveForm(Plain):
    remark = area(_("Why the rules decide again"), hint=_("For the history of this file; the applicants do not get it."))


class WithdrawForm(Plain):
    reason = area(_("Who asked, when and how"), hint=_("For the history of this file; the applicants do not get it."))


class ExtendForm(UntilForm):
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, help_text=AS_IT_IS)


class PersonForm(ExtendForm):
    """For one person, who may not have begun."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        help_text=_("Of their account; or, if they have none yet, the address with which they will make one."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=LANGUAGES,
        help_text=_("Only for somebody without an account: others have chosen."),
    )
    field_order = ("email", "language", "until_day", "until_hour", "until_zone", "reason")


class NoteForm(Plain):
    text = area(_("Note"), rows=3, limit=LONGEST, hint=_("Only staff who see this file read it. You can change it for an hour."))


class MessageForm(Plain):
    """In the languages of its readers; which these are, the page says."""

    subject_en = forms.CharField(label=_("Subject in English"), max_length=150, required=False)
    text_en = area(_("Text in English"), rows=9, required=False, limit=messages.LONGEST)
    subject_fr = forms.CharField(label=_("Subject in French"), max_length=150, required=False)
    text_fr = area(_("Text in French"), rows=9, required=False, limit=messages.LONGEST)
    held = forms.BooleanField(
        label=_("Hold the letters"), required=False, help_text=_("They wait in the outbox until somebody releases them.")
    )

    def texts(self) -> dict[str, messages.Words]:
        return messages.texts({name: value for name, value in self.cleaned_data.items() if isinstance(value, str)})


class InvitationForm(Plain):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Institution"), widget=forms.HiddenInput)
    quota = forms.IntegerField(label=_("Candidates at most"), min_value=1, max_value=500, initial=1)
    contact_name = forms.CharField(label=_("Who nominates"), max_length=200, required=False)
    contact_email = forms.EmailField(label=_("Their e-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    side = forms.ModelChoiceField(Side.objects.none(), label=_("Side"), required=False, empty_label="–")

    def __init__(self, *args: Any, call: Any, organisation: Organisation | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["side"].queryset = call.sides.all()  # type: ignore[attr-defined]
        chosen = Organisation.objects.filter(pk=organisation.pk) if organisation else Organisation.objects.defer("search_text")
        self.fields["organisation"].queryset = chosen  # type: ignore[attr-defined]
