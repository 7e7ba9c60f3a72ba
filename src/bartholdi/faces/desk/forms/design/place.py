"""Where a question is moved to: the beginning of a page, or behind another question."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec.edit import Outline
from bartholdi.faces.ui.forms import Form
from bartholdi.office.lib.bilingual import language


class MoveForm(Form):
    """A place is written `page` or `page:question`."""

    place = forms.ChoiceField(label=_("Where to"))

    def __init__(self, *args: Any, laid: Outline, key: str, **options: Any) -> None:
        super().__init__(*args, **options)
        here = language()
        self.title = next(each.title[here] for page in laid.pages for each in page.questions if each.key == key)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (page.title[here], [(page.key, gettext("First on “%(page)s”") % {"page": page.title[here]}), *behind(page, key)])
            for page in laid.pages
        ]

    def clean_place(self) -> dict[str, str | None]:
        section, _colon, after = self.cleaned_data["place"].partition(":")
        return {"section": section, "after": after or None}


def behind(page: Any, key: str) -> list[tuple[str, str]]:
    titles = [(each.key, each.title[language()]) for each in page.questions if each.key != key]
    return [(f"{page.key}:{each}", gettext("After “%(question)s”") % {"question": said}) for each, said in titles]
