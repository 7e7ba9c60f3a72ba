"""One question as a sheet to fill in: its words, the options of its kind, the columns of a table, its condition."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import Fault, say
from bartholdi.cores.formspec.edit import propose
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.reading import KEY
from bartholdi.faces.desk import kinds
from bartholdi.faces.desk.forms.design.columns import Columns
from bartholdi.faces.desk.forms.design.made import Sheet, Source, label_of, words_of
from bartholdi.faces.desk.forms.design.options import FORMS
from bartholdi.faces.desk.forms.design.when import Earlier, When
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib.bilingual import language


class QuestionForm(Form):
    """What all kinds have. One of the two languages may wait: the draft then says what it lacks."""

    label_en = forms.CharField(label=_("Question in English"), max_length=5_000, required=False)
    label_fr = forms.CharField(label=_("Question in French"), max_length=5_000, required=False)
    help_en = forms.CharField(
        label=_("Explanation in English"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    help_fr = forms.CharField(
        label=_("Explanation in French"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    required = forms.BooleanField(label=_("An answer is required"), required=False)
    identifies = forms.BooleanField(label=_("The answer tells who writes: leave it out of blind copies"), required=False)
    key = forms.CharField(
        label=_("Key"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "mono", "spellcheck": "false", "autocapitalize": "none"}),
        help_text=_("The name of this question in exports and files. Leave it empty, and it is made from the English words."),
    )

    def __init__(self, *args: Any, kind: str, taken: Collection[str], fixed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.taken = taken
        if fixed:
            del self.fields["key"]
        if not KINDS[kind].asks:
            del self.fields["required"], self.fields["identifies"]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"].lower()
        if key and (not KEY.fullmatch(key) or key in self.taken):
            code = "used_twice" if key in self.taken else "bad_key"
            raise forms.ValidationError(say(Fault("", code, {"value": key}), language()))
        return key

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"label_en", "label_fr"} <= given.keys() and not (given["label_en"] or given["label_fr"]):
            self.add_error("label_en", _("Write the question, in English or in French at least."))
        return given


class QuestionSheet(Sheet):
    """Shown from plain data, or from what was sent: to be checked, or only drawn again (`redrawn`)."""

    def __init__(
        self,
        plain: Mapping[str, Any],
        *,
        kind: str,
        earlier: Earlier,
        taken: Collection[str] = (),
        fixed: bool = False,
        data: QueryDict | None = None,
        redrawn: bool = False,
    ) -> None:
        source = Source(data, redrawn)
        self.now = False  # whether it was refused, so that the question as it stands is worth seeing
        self.plain, self.kind, self.told = plain, kind, kinds.KINDS[kind]
        words = {**words_of(plain, "label", "help"), **{name: plain.get(name) for name in ("required", "identifies", "key")}}
        self.taken, self.fixed = taken, fixed
        self.words = source.form(QuestionForm, "question", words, kind=kind, taken=taken, fixed=fixed)
        # Another kind takes over what both have, such as choices.
        before = plain["options"] if isinstance(plain.get("options"), dict) else {}
        fresh = source.sent("kind") != kind
        self.options = source.form(FORMS[kind], "options", FORMS[kind].initial_of(before), fresh=fresh, before=before)
        self.columns = Columns(before, source) if kind == "table" else None
        self.when = When(plain, earlier, data, redrawn=redrawn)

    @property
    def forms(self) -> list[Form]:
        return [self.words, self.options, *(self.columns.forms if self.columns else ()), *self.when.forms]

    def field(self) -> dict[str, Any]:
        """The question as plain data."""
        given = self.words.cleaned_data
        key = self.plain["key"] if self.fixed else given["key"] or propose(given["label_en"] or given["label_fr"], self.taken)
        made: dict[str, Any] = {"key": key, "kind": self.kind, "label": label_of(given, "label")}
        if any((helped := label_of(given, "help")).values()):
            made["help"] = helped
        made.update({name: True for name in ("required", "identifies") if given.get(name)})
        if (when := self.when.condition()) is not None:
            made["when"] = when
        given = {**self.options.given(), **(self.columns.given() if self.columns else {})}
        if options := {name: given[name] for name in KINDS[self.kind].options if name in given}:
            made["options"] = options
        return made
