"""The options of each kind of question, as real form fields; what is wrong with them is the library's to say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import Fault, say
from bartholdi.cores.formspec.fields import read_options
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.files import TYPES
from bartholdi.cores.formspec.kinds.numbers import MINOR_UNITS
from bartholdi.cores.formspec.place import Place
from bartholdi.faces.desk.forms.design.fields import (
    Anchors,
    Choices,
    Countries,
    Entries,
    Figure,
    IsoDay,
    Megabytes,
    Whole,
    shown,
)
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib.bilingual import LANGUAGES, language

CHOICES_HELP = _(
    "One a line: English | French. Each gets a short value of its own, which then stands first: keep it when you change the words. Lines pasted from a spreadsheet work too."
)
OTHERS = frozenset({"low", "high", "other"})  # facts that name another option
LATER = frozenset({"language_missing"})  # what a draft may still lack


class OptionsForm(Form):
    """The fields are named as the options are; an option in both languages is two fields."""

    kind: ClassVar[str] = ""
    bilingual: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, before: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.before = before
        # What cannot be written in a control, such as a label with a line break, is not shown and stays as it is.
        self.hidden = {
            name: before[name] for name, field in self.fields.items() if name in before and shown(field, before[name]) is None
        }
        for name in self.hidden:
            del self.fields[name]

    @classmethod
    def initial_of(cls, options: Mapping[str, Any]) -> dict[str, Any]:
        """What the controls hold for these options."""
        labels = {name: value for name, value in options.items() if name in cls.bilingual and isinstance(value, dict)}
        words = {f"{name}_{each}": label.get(each, "") for name, label in labels.items() for each in LANGUAGES}
        plain = {name: shown(field, options[name]) for name, field in cls.base_fields.items() if name in options}
        return {**plain, **words}

    def given(self) -> dict[str, Any]:
        """The options as they were filled in; call it once the form is valid."""
        named = {**self.hidden, **{name: self._given(name) for name in KINDS[self.kind].options if name in self.fields}}
        for name in self.bilingual:
            label = {each: self.cleaned_data.get(f"{name}_{each}") or "" for each in LANGUAGES}
            named[name] = label if any(label.values()) else None
        return {
            name: value for name, value in named.items() if value is not None and value is not False and value not in ("", [])
        }

    def _given(self, name: str) -> Any:
        """Ticked boxes keep the order in which they stood, and new ones follow."""
        value, was = self.cleaned_data.get(name), self.before.get(name)
        if isinstance(self.fields[name], forms.MultipleChoiceField) and isinstance(was, list):
            return sorted(value or [], key=lambda each: was.index(each) if each in was else len(was))
        return value

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            place = Place()
            read_options(self.given(), place, KINDS[self.kind])
            for fault in place.faults:
                if fault.code not in LATER:
                    self.add_error(self._field_of(fault.path), named(fault, self.kind))
        return self.cleaned_data

    def _field_of(self, path: str) -> str | None:
        head = path.partition(".")[0].partition("[")[0]
        return head if head in self.fields else None


def named(fault: Fault, kind: object) -> str:
    """The fault in words, with other options called as their controls are."""
    fields = FORMS[kind].base_fields if isinstance(kind, str) and kind in FORMS else {}
    meant = {name: str(fields[value].label) for name, value in fault.facts.items() if name in OTHERS and value in fields}
    return say(replace(fault, facts={**fault.facts, **meant}), language())


def whole(label: str | Promise, low: int, high: int) -> Whole:
    return Whole(low, high, label=label)


class TextOptions(OptionsForm):
    kind = "text"
    max_words = whole(_("Words at most"), 1, 10_000)
    max_characters = whole(_("Characters at most"), 1, 50_000)
    min_words = whole(_("Words at least"), 1, 10_000)
    min_characters = whole(_("Characters at least"), 1, 50_000)


class LongTextOptions(TextOptions):
    kind = "long_text"


class NumberOptions(OptionsForm):
    kind = "number"
    bilingual = ("unit",)
    min = Figure(label=_("Smallest number"))
    max = Figure(label=_("Greatest number"))
    decimals = whole(_("Figures after the decimal mark"), 0, 6)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=60, required=False, help_text=_("Such as: months"))
    unit_fr = forms.CharField(label=_("Unit in French"), max_length=60, required=False, help_text=_("Such as: mois"))


class MoneyOptions(OptionsForm):
    kind = "money"
    currencies = forms.MultipleChoiceField(
        label=_("Currencies"),
        choices=[(code, code) for code in sorted(MINOR_UNITS, key=lambda code: (code not in {"EUR", "USD"}, code))],
        widget=forms.CheckboxSelectMultiple,
        initial=["EUR"],
        error_messages={"required": _("Choose at least one currency.")},
    )
    min = Figure(label=_("Smallest amount"), help_text=_("Only with one currency."))
    max = Figure(label=_("Greatest amount"), help_text=_("Only with one currency."))


class DateOptions(OptionsForm):
    kind = "date"
    min = IsoDay(label=_("Not before"))
    max = IsoDay(label=_("Not after"))


class PeriodOptions(OptionsForm):
    kind = "period"
    min = IsoDay(label=_("Not before"))
    max = IsoDay(label=_("Not after"))
    min_months = whole(_("Months at least"), 1, 600)
    max_months = whole(_("Months at most"), 1, 600)
    min_days = whole(_("Days at least"), 1, 20_000)
    max_days = whole(_("Days at most"), 1, 20_000)


class ChoiceOptions(OptionsForm):
    kind = "choice"
    choices = Choices(label=_("Choices"), help_text=CHOICES_HELP)
    other = forms.BooleanField(label=_("Also offer “Other”, with a line to write in"), required=False)


class ChoicesOptions(ChoiceOptions):
    kind = "choices"
    min = whole(_("Choose at least"), 1, 1_000)
    max = whole(_("Choose at most"), 1, 1_000)


class CountryOptions(OptionsForm):
    kind = "country"
    which = forms.ChoiceField(
        label=_("Which countries"),
        choices=[("", _("All")), ("only", _("Only those below")), ("except", _("All but those below"))],
        required=False,
    )
    listed = Countries(label=_("Countries"), required=False, help_text=_("One a line."))

    @classmethod
    def initial_of(cls, options: Mapping[str, Any]) -> dict[str, Any]:
        which = next((name for name in ("only", "except") if name in options), "")
        return {"which": which, "listed": shown(cls.base_fields["listed"], options.get(which))}

    def given(self) -> dict[str, Any]:
        which, listed = self.cleaned_data.get("which"), self.cleaned_data.get("listed")
        return {which: listed} if which and listed else {}


class GoalsOptions(OptionsForm):
    kind = "goals"
    min = whole(_("Choose at least"), 1, 17)
    max = whole(_("Choose at most"), 1, 17)


class DisciplineOptions(OptionsForm):
    kind = "discipline"
    bilingual = ("scheme",)
    entries = Entries(
        label=_("Disciplines"),
        rows=10,
        help_text=_(
            "One a line: English | French. Begin a line with “-” to put it under the line above, which then is a heading that cannot be chosen. Each gets a short value of its own, which then stands first."
        ),
    )
    min = whole(_("Choose at least"), 1, 100)
    max = whole(_("Choose at most"), 1, 100)
    scheme_en = forms.CharField(label=_("Name of the scheme in English"), max_length=200, required=False)
    scheme_fr = forms.CharField(label=_("Name of the scheme in French"), max_length=200, required=False)


def asked(label: str | Promise) -> forms.ChoiceField:
    offers = [("", _("Not asked")), ("optional", _("Asked, may be left out")), ("required", _("Must be given"))]
    return forms.ChoiceField(label=label, choices=offers, required=False)  # type: ignore[arg-type]  # both are words


class PersonOptions(OptionsForm):
    kind = "person"
    email = asked(_("E-mail address"))
    orcid = asked(_("ORCID"))
    organisation = asked(_("Organisation"))


class OrganisationOptions(OptionsForm):
    kind = "organisation"
    identified = forms.BooleanField(label=_("It must be one of the directory, with its ROR identifier"), required=False)


class FileOptions(OptionsForm):
    kind = "file"
    types = forms.MultipleChoiceField(
        label=_("Kinds of file"),
        choices=[(short, short.upper()) for short in TYPES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: all of these."),
    )
    max_bytes = Megabytes(label=_("Size of a file at most, in MB"))
    max_pages = whole(_("Pages at most"), 1, 10_000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["max_pages"].help_text = _("Only where PDF alone is ticked: pages of other files cannot be counted.")


class FilesOptions(FileOptions):
    kind = "files"
    min = whole(_("Files at least"), 1, 100)
    max = whole(_("Files at most"), 1, 100)
    max_total_bytes = Megabytes(label=_("Size of all files together at most, in MB"))


class ScoreOptions(OptionsForm):
    kind = "score"
    min = Whole(-1000, 1000, label=_("Lowest mark"), required=True, initial=0)
    max = Whole(-1000, 1000, label=_("Highest mark"), required=True, initial=5)
    step = Figure(label=_("Steps"), help_text=_("1, or such as 0.5."))
    weight = Figure(label=_("Weight"), help_text=_("How much it counts beside other marks; 1 where nothing is said."))
    anchors = Anchors(label=_("What the marks mean"), required=False, help_text=_("One a line: number | English | French."))


class TableOptions(OptionsForm):
    """Its columns and sums have forms of their own."""

    kind = "table"
    min_rows = whole(_("Rows at least"), 1, 500)
    max_rows = whole(_("Rows at most"), 1, 500)

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data


def plainly(kind: str) -> type[OptionsForm]:
    """Of a kind that has no options."""
    return type(f"{kind.title()}Options", (OptionsForm,), {"kind": kind})


FORMS: dict[str, type[OptionsForm]] = {
    form.kind: form
    for form in (
        TextOptions, LongTextOptions, NumberOptions, MoneyOptions, DateOptions, PeriodOptions, ChoiceOptions, ChoicesOptions,
        CountryOptions, GoalsOptions, DisciplineOptions, PersonOptions, OrganisationOptions, FileOptions, FilesOptions, ScoreOptions,
        TableOptions, plainly("yes_no"), plainly("statement"), plainly("information"),
    )
}  # fmt: skip
