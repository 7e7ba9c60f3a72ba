"""The condition of a question or page in words: an earlier question, how it is asked about, and a value of that question's own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.edit import Phrase, Phrases, condition, phrased, ways
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.choosing import leaves
from bartholdi.cores.formspec.words.shown import GOALS, OTHER, YES_NO
from bartholdi.faces.desk.forms.design.fields import Figure, IsoDay
from bartholdi.faces.ui.countries import country_choices
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib.bilingual import language

# The earlier questions, page by page: what stands before the thing that the condition belongs to.
Earlier = Sequence[tuple[str, Sequence[Field]]]

WAYS: dict[str, str | Promise] = {
    "is": _("is"),
    "is_not": _("is not"),
    "contains": _("contains"),
    "contains_not": _("does not contain"),
    "greater": _("is more than"),
    "less": _("is less than"),
    "answered": _("is answered"),
    "answered_not": _("is not answered"),
}
OF_KIND: dict[str, dict[str, str | Promise]] = {
    "choice": {"is": _("is one of these"), "is_not": _("is none of these")},
    "date": {"greater": _("is after"), "less": _("is before")},
    "statement": {"answered": _("is accepted"), "answered_not": _("is not accepted")},
}
MOST = 8  # phrases of one condition; more is easier to follow as text
REDRAWN = {"hx-post": "", "hx-vals": '{"act": "choose"}'}  # as the button “Choose” does, without a press


class PhraseForm(Form):
    """One phrase; without a question it says nothing. What can be chosen follows the question."""

    question = forms.ChoiceField(label=_("Question"), required=False, widget=forms.Select(attrs=REDRAWN))
    how = forms.ChoiceField(label=_("Its answer"), required=False, widget=forms.Select(attrs=REDRAWN))

    def __init__(self, *args: Any, earlier: Earlier, phrase: Phrase, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = {field.key: field for _page, fields in earlier for field in fields}
        self.fields["question"].choices = offered(earlier)  # type: ignore[attr-defined]
        self.initial["question"] = phrase.field
        self.about = self.asked.get(phrase.field)
        if self.about is None:
            del self.fields["how"]
            return
        known = ways(self.about)
        self.fields["how"].choices = [(how, in_words(how, self.about)) for how in known]  # type: ignore[attr-defined]
        how = self.initial["how"] = phrase.how if phrase.how in known else known[0]
        if not how.startswith("answered"):
            self.fields["values"] = value_field(self.about)
            several = isinstance(self.fields["values"], forms.MultipleChoiceField)
            self.initial["values"] = list(phrase.values) if several else next(iter(phrase.values), None)

    def clean(self) -> dict[str, Any]:
        super().clean()
        lacking = "values" in self.fields and "values" not in self.errors and not self._values()
        if self.about and (lacking or ("values" in self.fields and self.data.get(self.add_prefix("was")) != self.about.key)):
            self.add_error(
                "values", gettext("Choose with which answer to “%(question)s” this is asked.") % {"question": self.said}
            )
        return self.cleaned_data

    @property
    def said(self) -> str:
        return said(self.about) if self.about else ""

    def phrase(self) -> Phrase | None:
        if self.about is None:
            return None
        return Phrase(self.about.key, self.cleaned_data.get("how") or ways(self.about)[0], self._values())

    def _values(self) -> tuple[str, ...]:
        found = self.cleaned_data.get("values")
        return tuple(found) if isinstance(found, list) else () if found in (None, "") else (str(found),)


class WhenForm(Form):
    """How the phrases are joined; and of a condition that was written as text, whether it stays."""

    joint = forms.ChoiceField(
        label=_("When"), choices=[("all", _("all of these hold")), ("any", _("one of these holds"))], required=False
    )
    keep = forms.BooleanField(label=_("Keep this condition as it is"), required=False)


class When:
    """The whole of it: `thing` is the question or page as plain data."""

    def __init__(
        self, thing: Mapping[str, Any], earlier: Earlier, data: QueryDict | None = None, *, redrawn: bool = False
    ) -> None:
        self.earlier = [(title, [field for field in fields if KINDS[field.kind].asks]) for title, fields in earlier]
        self.fields = {field.key: field for _title, fields in self.earlier for field in fields}
        self.before = thing.get("when")
        known = phrased(self.before, self.fields)
        self.as_text = self.before is not None and known is None
        found = typed(data) if data else known or Phrases("all", ())
        bound = None if redrawn else data
        keeps = "when-keep" in data if data else True
        self.form = WhenForm(bound, prefix="when", initial={"joint": found.joint, "keep": keeps})
        parts = list(found.parts) if bound else [part for part in found.parts if part.field]
        if not parts or (data and data.get("act") == "phrase"):
            parts.append(Phrase("", ""))
        self.phrases = [
            PhraseForm(bound, prefix=f"when-{index}", earlier=self.earlier, phrase=part)
            for index, part in enumerate(parts[:MOST])
        ]

    @property
    def forms(self) -> list[Form]:
        return [self.form, *self.phrases]

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    @property
    def may_grow(self) -> bool:
        return bool(self.fields) and len(self.phrases) < MOST and bool(self.phrases[-1].about)

    def condition(self) -> Any:
        """As plain data; None where the question is always asked."""
        if self.as_text and self.form.cleaned_data["keep"]:
            return self.before
        found = tuple(phrase for form in self.phrases if (phrase := form.phrase()) is not None)
        return condition(Phrases(self.form.cleaned_data["joint"] or "all", found), self.fields)


def typed(data: QueryDict) -> Phrases:
    """What was chosen, unchecked."""
    parts = [_typed(data, f"when-{index}") for index in range(MOST) if f"when-{index}-question" in data]
    return Phrases(data.get("when-joint", "all"), tuple(parts))


def _typed(data: QueryDict, prefix: str) -> Phrase:
    """What was chosen for one question says nothing of another."""
    question = data.get(f"{prefix}-question", "")
    if data.get(f"{prefix}-was") != question:
        return Phrase(question, "")
    return Phrase(question, data.get(f"{prefix}-how", ""), tuple(data.getlist(f"{prefix}-values")))


def said(field: Field) -> str:
    """The words of a question in the language of the moment, or in the other while this one is not written yet."""
    return field.label.said(language()) or field.label.en or field.label.fr


def offered(earlier: Earlier) -> list[Any]:
    groups = [(title, [(field.key, said(field)) for field in fields]) for title, fields in earlier if fields]
    return [("", _("– no condition –")), *groups]


def in_words(how: str, field: Field) -> str:
    return str(OF_KIND.get(field.kind, {}).get(how, WAYS[how]))


def value_field(field: Field) -> forms.Field:
    """A control for what the question can be compared with: mostly a choice of its own answers."""
    label = _("Answer")
    if field.kind == "choice":
        return forms.MultipleChoiceField(label=label, choices=values(field), widget=forms.CheckboxSelectMultiple, required=False)
    if field.kind == "yes_no":
        return forms.ChoiceField(label=label, choices=values(field), widget=forms.RadioSelect, required=False)
    if field.kind in {"number", "money", "score"}:
        return Figure(label=label)
    if field.kind == "date":
        return IsoDay(label=label)
    return forms.ChoiceField(label=label, choices=[("", "–"), *values(field)], required=False)


def values(field: Field) -> list[tuple[str, str]]:
    here = language()
    if field.kind == "yes_no":
        return [("true" if value else "false", label.said(here)) for value, label in YES_NO.items()]
    if field.kind == "goals":
        return [(str(number), f"{number}. {goal.said(here)}") for number, goal in enumerate(GOALS, start=1)]
    if field.kind == "country":
        return country_choices()
    given = field.options.get("choices", field.options.get("entries", ()))
    among = set(leaves(field.options)) if field.kind == "discipline" else {choice.value for choice in given}
    other = [("other", OTHER.said(here))] if field.options.get("other") else []
    return [(choice.value, choice.label.said(here) or choice.value) for choice in given if choice.value in among] + other
