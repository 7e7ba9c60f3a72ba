"""Naming who is to write a letter, and writing one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form, Words
from bartholdi.faces.ui.questions.typed import Typed
from bartholdi.faces.ui.uploads import Upload
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import LetterDraft
from bartholdi.office.applications.models.letter import LONGEST
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.services.letter_files import ALLOWED
from bartholdi.office.directory.identifiers import read_orcid
from bartholdi.office.directory.models import Organisation


class OrganisationInput(forms.Widget):
    """The look-up of the questionnaires, in a form of ours: the name in sight, its ROR identifier along with it."""

    template_name = "portal/widgets/organisation.html"

    def __init__(self, *, url: Any = "") -> None:
        super().__init__()
        self.url = url

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, dict) else {"name": value or "", "ror": ""}
        said = context["widget"]["attrs"]
        control = {
            "id": said.get("id", ""),
            "name": f"{name}.name",
            "value": given["name"],
            "described": said.get("aria-describedby", ""),
            "invalid": said.get("aria-invalid", ""),
            "more": {"url": str(self.url), "whole": name, "ror": given["ror"], "country": ""},
        }
        return {**context, "control": control}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """What was found belongs to the name it was found for."""
        typed = Typed(data, name, None)
        said, ror = typed.at("name").line() or "", typed.at("ror").line() or ""
        return {"name": said, "ror": ror if said == (typed.at("named").line() or "") else ""}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}.name" not in data


class OrganisationField(forms.Field):
    def clean(self, value: Any) -> tuple[Organisation | None, str]:
        name = str(value["name"])[:300]
        found = Organisation.objects.select_related("merged_into").filter(ror=value["ror"]).first() if value["ror"] else None
        return (found.current if found else None), name


class PersonForm(Form):
    """`closed`: for whoever has no account, and so no look-up."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As the person writes it."))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Their address at work is best. The link goes there; check each letter."),
    )
    organisation = OrganisationField(
        label=_("Organisation"), required=False, widget=OrganisationInput(url=reverse_lazy("look-up-organisations"))
    )
    language = forms.ChoiceField(label=_("Language of our mails"), choices=User.Language.choices, widget=forms.RadioSelect)
    orcid = forms.CharField(
        label=_("ORCID identifier"),
        max_length=60,
        required=False,
        help_text=_("Only needed where two people have the same name."),
    )

    def __init__(self, *args: Any, closed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if closed:
            self.fields["organisation"].widget.url = ""
            del self.fields["orcid"]

    def clean_orcid(self) -> str:
        typed = self.cleaned_data["orcid"]
        if typed and not read_orcid(typed):
            raise forms.ValidationError(
                _("This is not an ORCID identifier: one digit at least is wrong. It looks like 0000-0002-1825-0097.")
            )
        return read_orcid(typed)

    def somebody(self) -> Somebody:
        given = self.cleaned_data
        organisation, name = given["organisation"]
        return Somebody(
            name=given["name"],
            email=given["email"],
            language=given["language"],
            orcid=given.get("orcid", ""),
            organisation=organisation,
            organisation_name=name,
        )


class AddressForm(Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("The link that we sent before stops working; a new one is sent.")
    )


class WriteForm(Form):
    """`version` is the draft that this window has seen."""

    text = Words(label=_("Your letter"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 16}))
    file = Upload(allowed=ALLOWED, label=_("Your letter as a file"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, way: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if way == "write":
            del self.fields["file"]
        if way == "upload":
            del self.fields["text"]
        if "file" in self.fields:
            self.fields["file"].widget.attrs["data-forget"] = ""

    @classmethod
    def showing(cls, draft: LetterDraft, *, way: str) -> WriteForm:
        return cls(initial={"text": draft.text, "version": draft.version}, way=way)

    def seen(self, draft: LetterDraft) -> None:
        """Keeps what was typed; the next try is made knowing the draft as it is now."""
        self.data = {**dict(self.data.items()), "version": str(draft.version)}


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the office reads it."),
    )
