"""One page of a questionnaire as a sheet to fill in: its title, its explanation, its condition."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec.edit import propose
from bartholdi.faces.desk.forms.design.made import Sheet, Source, label_of, words_of
from bartholdi.faces.desk.forms.design.when import Earlier, When
from bartholdi.faces.ui.forms import Form


class PageForm(Form):
    """One of the two languages may wait."""

    title_en = forms.CharField(label=_("Title in English"), max_length=5_000, required=False)
    title_fr = forms.CharField(label=_("Title in French"), max_length=5_000, required=False)
    help_en = forms.CharField(
        label=_("Explanation in English"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    help_fr = forms.CharField(
        label=_("Explanation in French"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"title_en", "title_fr"} <= given.keys() and not (given["title_en"] or given["title_fr"]):
            self.add_error("title_en", _("Write the title, in English or in French at least."))
        return given


class PageSheet(Sheet):
    """Like the sheet of a question; a new page gets its key from its title."""

    def __init__(
        self,
        plain: Mapping[str, Any],
        *,
        earlier: Earlier,
        taken: Collection[str] = (),
        data: QueryDict | None = None,
        redrawn: bool = False,
    ) -> None:
        self.plain, self.taken, self.now = plain, taken, False
        self.words = Source(data, redrawn).form(PageForm, "page", words_of(plain, "title", "help"))
        self.when = When(plain, earlier, data, redrawn=redrawn)

    @property
    def forms(self) -> list[Form]:
        return [self.words, *self.when.forms]

    def section(self) -> dict[str, Any]:
        """The page as plain data, without its questions."""
        given = self.words.cleaned_data
        key = self.plain.get("key") or propose(given["title_en"] or given["title_fr"], self.taken, fallback="page")
        made: dict[str, Any] = {"key": key, "title": label_of(given, "title")}
        if any((helped := label_of(given, "help")).values()):
            made["help"] = helped
        if (when := self.when.condition()) is not None:
            made["when"] = when
        return made
