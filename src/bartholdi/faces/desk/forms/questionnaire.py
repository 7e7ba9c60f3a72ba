"""Forms for questionnaires: their names and purpose, the words of the draft, and a file to import."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import FileInput, Form
from bartholdi.office.questionnaires.models import LONGEST_DRAFT, Purpose, Questionnaire


class NamesForm(Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)


class NewForm(NamesForm):
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=Purpose.choices,
        help_text=_("What people do when they fill it in. It cannot be changed later."),
    )


class DraftForm(Form):
    """`version` is what the editor saw: nobody overwrites what they have not read."""

    draft = forms.CharField(
        label=_("Draft"),
        max_length=LONGEST_DRAFT,
        widget=forms.Textarea(attrs={"rows": 28, "class": "mono", "spellcheck": "false"}),
        help_text=_(
            "The questions as JSON. An unfinished draft is kept too: its faults are listed, and only publishing needs it sound."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def showing(cls, questionnaire: Questionnaire) -> "DraftForm":
        return cls(initial={"draft": questionnaire.draft, "version": questionnaire.version})

    def refused(self, sentence: str, questionnaire: Questionnaire) -> None:
        """Keeps what was typed; the next try is made knowing the draft as it is now."""
        self.add_error(None, sentence)
        self.data = {**dict(self.data.items()), "version": str(questionnaire.version)}


class ImportForm(Form):
    """Stands beside the form of the draft: both have a version, and each control its own id."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="import_%s", **options)

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=FileInput(attrs={"accept": ".json,application/json", "data-max-bytes": str(settings.FILE_LIMIT)}),
        help_text=_("A .json file, as exported here. It takes the place of the draft; published editions stay as they are."),
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
