"""The words that a call has of its own in its letters, in both languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.forms import Form, Words
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.own_words import LETTERS

LABELS = {
    ("subject", "en"): _("%(letter)s: subject in English"),
    ("subject", "fr"): _("%(letter)s: subject in French"),
    ("body", "en"): _("%(letter)s: words in English"),
    ("body", "fr"): _("%(letter)s: words in French"),
}
LONGEST = {"subject": 200, "body": 5_000}


class WordsForm(Form):
    """Four fields for each letter: all of them, or none, which leaves the letter as it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, letter in LETTERS.items():
            for (part, code), label in LABELS.items():
                self.fields[f"{name}_{part}_{code}"] = Words(
                    label=label % {"letter": letter},
                    max_length=LONGEST[part],
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 4}) if part == "body" else forms.TextInput(),
                )

    @staticmethod
    def initial_of(call: Call) -> dict[str, str]:
        return {
            f"{name}_{part}_{code}": call.notices.get(name, {}).get(part, {}).get(code, "")
            for name in LETTERS
            for part, code in LABELS
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in LETTERS:
            fields = [f"{name}_{part}_{code}" for part, code in LABELS]
            if any(given.get(field) for field in fields):
                for field in fields:
                    if field not in self.errors and not given.get(field):
                        self.add_error(field, _("Write this too, or empty all four: a letter has its words in both languages."))
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        notices = {
            name: {part: {code: given[f"{name}_{part}_{code}"] for code in LANGUAGES} for part in ("subject", "body")}
            for name in LETTERS
            if given[f"{name}_subject_en"]
        }
        return {"notices": notices}
