"""The kinds of filters: each gives the form its fields, the rows a condition, and the page its removable chips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.days import Day
from bartholdi.office.lib import times

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Options = Iterable[tuple[Any, Any]]
# Far outside any office's life, and inside what every database and time zone can hold.
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True)
class Chip:
    """An active filter in words, and the pairs of the query string that make it."""

    text: str
    pairs: tuple[tuple[str, str], ...]


def _chip(label: Any, value: Any, pairs: tuple[tuple[str, str], ...]) -> Chip:
    """A French colon has its space."""
    colon = gettext(":")
    return Chip(f"{label}{colon} {value}", pairs)


@dataclass(frozen=True)
class Filter:
    """`name` stands in the address; `lookup` is the field it filters (the name, if not said)."""

    name: str
    label: str | _StrPromise
    lookup: str = ""

    @property
    def field(self) -> str:
        return self.lookup or self.name

    def fields(self, user: Any) -> dict[str, forms.Field]:
        raise NotImplementedError

    def condition(self, given: dict[str, Any]) -> Q:
        raise NotImplementedError

    def chips(self, form: forms.Form) -> Iterator[Chip]:
        raise NotImplementedError


@dataclass(frozen=True)
class Choice(Filter):
    """One of a few; `options` are pairs, or a function of the person that gives pairs. `where` replaces the plain comparison."""

    options: Options | Callable[[Any], Options] = ()
    where: Callable[[Any], Q] | None = None

    def fields(self, user: Any) -> dict[str, forms.Field]:
        return {self.name: forms.ChoiceField(label=self.label, required=False, choices=[("", _("All")), *self._pairs(user)])}

    def condition(self, given: dict[str, Any]) -> Q:
        value = given[self.name]
        return self.where(value) if self.where else Q(**{self.field: value})

    def chips(self, form: forms.Form) -> Iterator[Chip]:
        value = form.cleaned_data[self.name]
        yield _chip(self.label, _labels(form, self.name).get(value, value), ((self.name, value),))

    def _pairs(self, user: Any) -> list[tuple[str, Any]]:
        pairs = self.options(user) if callable(self.options) else self.options
        return [(str(value), label) for value, label in pairs]


@dataclass(frozen=True)
class Choices(Choice):
    """Any of a few."""

    def fields(self, user: Any) -> dict[str, forms.Field]:
        widget = forms.CheckboxSelectMultiple
        return {self.name: forms.MultipleChoiceField(label=self.label, required=False, choices=self._pairs(user), widget=widget)}

    def condition(self, given: dict[str, Any]) -> Q:
        if self.where is None:
            return Q(**{f"{self.field}__in": given[self.name]})
        either = Q()
        for value in given[self.name]:
            either |= self.where(value)
        return either

    def chips(self, form: forms.Form) -> Iterator[Chip]:
        labels = _labels(form, self.name)
        for value in form.cleaned_data[self.name]:
            yield _chip(self.label, labels.get(value, value), ((self.name, value),))


@dataclass(frozen=True)
class YesNo(Filter):
    """Yes, no, or both; `where` is the condition of yes when it is not a column."""

    where: Q | None = None

    def fields(self, user: Any) -> dict[str, forms.Field]:
        choices = [("", _("All")), ("yes", _("Yes")), ("no", _("No"))]
        return {self.name: forms.ChoiceField(label=self.label, required=False, choices=choices)}

    def condition(self, given: dict[str, Any]) -> Q:
        yes = self.where if self.where is not None else Q(**{self.field: True})
        return yes if given[self.name] == "yes" else ~yes

    def chips(self, form: forms.Form) -> Iterator[Chip]:
        value = form.cleaned_data[self.name]
        yield _chip(self.label, _labels(form, self.name)[value], ((self.name, value),))


@dataclass(frozen=True)
class Text(Filter):
    """A part of one field's text, whatever its case; or the whole of it with `exact`. `hidden`: only links use it.

    `where` replaces the plain comparison.
    """

    exact: bool = False
    hidden: bool = False
    where: Callable[[str], Q] | None = None

    def fields(self, user: Any) -> dict[str, forms.Field]:
        widget = forms.HiddenInput if self.hidden else forms.TextInput
        return {self.name: forms.CharField(label=self.label, required=False, max_length=200, widget=widget)}

    def condition(self, given: dict[str, Any]) -> Q:
        if self.where:
            return self.where(given[self.name])
        return Q(**{self.field if self.exact else f"{self.field}__icontains": given[self.name]})

    def chips(self, form: forms.Form) -> Iterator[Chip]:
        value = form.cleaned_data[self.name]
        yield _chip(self.label, value, ((self.name, value),))


@dataclass(frozen=True)
class Dates(Filter):
    """From one day to another, both included; `instant` says that the field holds an instant, read in the reader's zone."""

    instant: bool = True

    def fields(self, user: Any) -> dict[str, forms.Field]:
        return {
            f"{self.name}_from": _day(gettext("%(label)s: from") % {"label": self.label}),
            f"{self.name}_to": _day(gettext("%(label)s: to") % {"label": self.label}),
        }

    def condition(self, given: dict[str, Any]) -> Q:
        first, last = given.get(f"{self.name}_from"), given.get(f"{self.name}_to")
        condition = Q()
        if first:
            condition &= Q(**{f"{self.field}__gte": _midnight(first) if self.instant else first})
        if last:
            day_after = last + timedelta(days=1)
            condition &= Q(**{f"{self.field}__lt": _midnight(day_after) if self.instant else day_after})
        return condition

    def chips(self, form: forms.Form) -> Iterator[Chip]:
        for name in (f"{self.name}_from", f"{self.name}_to"):
            if day := form.cleaned_data.get(name):
                yield Chip(f"{form.fields[name].label} {times.day(day)}", ((name, day.isoformat()),))


def _day(label: str) -> Day:
    return Day(label=label, required=False, validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _labels(form: forms.Form, name: str) -> dict[str, Any]:
    return dict(form.fields[name].choices)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Keys(Filter):
    """Just these rows, by their keys: `?rows=3,5,8`. Only links use it."""

    def fields(self, user: Any) -> dict[str, forms.Field]:
        numbers = RegexValidator(r"\A\d{1,18}(,\d{1,18})*\Z")
        widget = forms.HiddenInput
        return {
            self.name: forms.CharField(label=self.label, required=False, max_length=2_000, validators=[numbers], widget=widget)
        }

    def condition(self, given: dict[str, Any]) -> Q:
        return Q(pk__in=[int(key) for key in given[self.name].split(",")])

    def chips(self, form: forms.Form) -> Iterator[Chip]:
        value = form.cleaned_data[self.name]
        yield _chip(self.label, value.count(",") + 1, ((self.name, value),))
