"""How the designer's forms come to be: filled from plain data, bound to what was sent, or only drawn again with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from bartholdi.faces.ui import summary
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib.bilingual import LANGUAGES

Made = TypeVar("Made", bound=forms.Form)


@dataclass(frozen=True)
class Source:
    """`redrawn`: what was sent is shown again without a word about what is missing yet."""

    data: QueryDict | None = None
    redrawn: bool = False

    def form(self, form: type[Made], prefix: str, initial: Mapping[str, Any], *, fresh: bool = False, **options: Any) -> Made:
        """`fresh`: what was sent came from another form of this name, which had other boxes to tick."""
        known = {name: value for name, value in initial.items() if value is not None}
        if self.data is not None and not self.redrawn:
            return form(self.data, prefix=prefix, initial=known, **options)
        made = form(None, prefix=prefix, initial=known, **options)
        if self.data is not None and any(name.startswith(f"{prefix}-") for name in self.data):
            self._fill(made, self.data, fresh=fresh)
        return made

    def _fill(self, made: forms.Form, data: QueryDict, *, fresh: bool) -> None:
        for name, field in made.fields.items():
            key = made.add_prefix(name)
            is_box = isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)
            if key in data or (is_box and not fresh):
                made.initial[name] = field.widget.value_from_datadict(data, MultiValueDict(), key)

    def sent(self, name: str) -> str:
        return self.data.get(name, "") if self.data is not None else ""


class Sheet:
    """Several forms that are filled in and sent as one."""

    @property
    def forms(self) -> list[Form]:
        raise NotImplementedError

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms)

    @property
    def faults(self) -> list[summary.Fault]:
        """For the summary above the form."""
        return [fault for form in self.forms for fault in summary.faults(form)]

    @property
    def refused(self) -> Form | None:
        """The first form that was refused: the title of the page says so."""
        return next((form for form in self.forms if summary.is_refused(form)), None)


def words_of(plain: Mapping[str, Any], *names: str) -> dict[str, str]:
    """The texts in both languages of a question or page, each for its own control."""
    labels = {name: plain[name] for name in names if isinstance(plain.get(name), dict)}
    return {f"{name}_{each}": str(label.get(each, "")) for name, label in labels.items() for each in LANGUAGES}


def label_of(given: Mapping[str, Any], name: str) -> dict[str, str]:
    return {each: given.get(f"{name}_{each}") or "" for each in LANGUAGES}
