"""The columns of a table, each with the options of its own kind, and the sums below them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import say
from bartholdi.cores.formspec.edit import propose
from bartholdi.cores.formspec.fields import read_options
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.tables import CELLS
from bartholdi.cores.formspec.place import Place
from bartholdi.faces.desk import kinds
from bartholdi.faces.desk.forms.design.fields import Figure
from bartholdi.faces.desk.forms.design.made import Source, label_of, words_of
from bartholdi.faces.desk.forms.design.options import FORMS, LATER
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib.bilingual import language

MOST = 30
SUMMED = frozenset({"number", "money"})


class ColumnForm(Form):
    """A column without words is left out."""

    label_en = forms.CharField(label=_("Column in English"), max_length=5_000, required=False)
    label_fr = forms.CharField(label=_("Column in French"), max_length=5_000, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), widget=forms.Select(attrs={"hx-post": "", "hx-vals": '{"act": "choose"}'}), initial="text"
    )
    required = forms.BooleanField(label=_("Every row needs it"), required=False)
    identifies = forms.BooleanField(label=_("Leave it out of blind copies"), required=False)
    total = forms.BooleanField(label=_("Add this column up"), required=False)
    total_max = Figure(label=_("Its sum at most"))
    remove = forms.BooleanField(label=_("Remove this column"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, summed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = kinds.choices(frozenset(CELLS))  # type: ignore[attr-defined]
        if not summed:
            del self.fields["total"], self.fields["total_max"]


class ColumnSheet:
    def __init__(self, plain: Mapping[str, Any], total: Mapping[str, Any] | None, index: int, source: Source) -> None:
        prefix = f"column-{index}"
        sent, was = source.sent(f"{prefix}-kind"), plain.get("kind", "text")
        self.plain, self.total = plain, total
        self.kind = sent if sent in CELLS else was if was in CELLS else "text"
        flags = {name: plain.get(name) for name in ("required", "identifies", "key")}
        sums = {"total": total is not None, "total_max": (total or {}).get("max")}
        initial = {**words_of(plain, "label"), **flags, **sums, "kind": self.kind}
        self.form = source.form(ColumnForm, prefix, initial, summed=self.kind in SUMMED)
        options = plain.get("options") if isinstance(plain.get("options"), dict) else {}
        self.before = dict(options or {}) if was == self.kind else {}
        form = FORMS[self.kind]
        fresh = source.sent(f"{prefix}-was") != self.kind
        self.options = source.form(form, f"{prefix}-options", form.initial_of(self.before), fresh=fresh, before=self.before)

    @property
    def is_empty(self) -> bool:
        """Of a bound one: nothing was written, or it is to go."""
        given = self.form.cleaned_data
        return bool(given.get("remove")) or not (given.get("label_en") or given.get("label_fr"))

    def column(self, taken: list[str]) -> dict[str, Any]:
        given = self.form.cleaned_data
        key = given["key"] or propose(given["label_en"] or given["label_fr"], taken, fallback="column")
        made: dict[str, Any] = {"key": key, "kind": self.kind, "label": label_of(given, "label")}
        if "help" in self.plain:
            made["help"] = self.plain["help"]
        made.update({name: True for name in ("required", "identifies") if given.get(name)})
        if options := self.options.given():
            made["options"] = options
        return made

    def sum(self, key: str) -> dict[str, Any] | None:
        given = self.form.cleaned_data
        if not given.get("total"):
            return None
        low = {"min": self.total["min"]} if self.total and "min" in self.total else {}
        high = {"max": given["total_max"]} if given.get("total_max") is not None else {}
        return {"column": key, **low, **high}


class Columns:
    """`options` are the table's own, as plain data."""

    def __init__(self, options: Mapping[str, Any], source: Source) -> None:
        columns = [each for each in options.get("columns") or () if isinstance(each, dict)]
        totals = {each.get("column"): each for each in options.get("totals") or () if isinstance(each, dict)}
        sent = sum(1 for name in source.data if name.startswith("column-") and name.endswith("-kind")) if source.data else 0
        count = sent or max(len(columns), 1)
        count += source.sent("act") == "column"
        columns += [{}] * (count - len(columns))
        self.sheets = [
            ColumnSheet(each, totals.get(each.get("key")), index, source)
            for index, each in enumerate(columns[: min(count, MOST)])
        ]

    @property
    def may_grow(self) -> bool:
        return len(self.sheets) < MOST

    @property
    def forms(self) -> list[Form]:
        """Once sent, what is left out has not to be right; a table that has nothing wrong with it may still be wrong as a whole."""
        each = [form for sheet in self.sheets for form in ([sheet.form] if self._dropped(sheet) else [sheet.form, sheet.options])]
        if self.sheets and all(form.is_bound and form.is_valid() for form in each):
            self._judge()
        return each

    def given(self) -> dict[str, Any]:
        columns: list[dict[str, Any]] = []
        totals: list[dict[str, Any]] = []
        for sheet in self.sheets:
            if sheet.is_empty:
                continue
            columns.append(sheet.column([each["key"] for each in columns]))
            if (total := sheet.sum(columns[-1]["key"])) is not None:
                totals.append(total)
        return {**({"columns": columns} if columns else {}), **({"totals": totals} if totals else {})}

    def _dropped(self, sheet: ColumnSheet) -> bool:
        return sheet.form.is_bound and sheet.form.is_valid() and sheet.is_empty

    def _judge(self) -> None:
        """What the library says of the columns together goes to the first of them; once is enough."""
        place = Place()
        read_options(self.given(), place, KINDS["table"])
        first = self.sheets[0].form
        for fault in place.faults:
            if fault.code not in LATER:
                first.add_error(None, _("Write at least one column.") if fault.path == "columns" else say(fault, language()))
