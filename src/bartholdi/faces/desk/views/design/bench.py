"""What every page of the designer stands on: a draft that can be taken apart, and who may change it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bartholdi.cores.formspec import say
from bartholdi.cores.formspec.edit import EditError, Outline, opened, outline
from bartholdi.cores.formspec.edit.draft import Plain, page, question
from bartholdi.faces.desk.views.questionnaires import find
from bartholdi.faces.ui import rescue
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY


@dataclass(frozen=True)
class Bench:
    questionnaire: Questionnaire
    data: Plain
    laid: Outline

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Bench":
        data = opened(questionnaire.draft)
        return cls(questionnaire, data, outline(data))

    @property
    def keys(self) -> list[str]:
        return [each.key for page in self.laid.pages for each in page.questions]

    @property
    def page_keys(self) -> list[str]:
        return [each.key for each in self.laid.pages]

    def page(self, key: str) -> Plain:
        return page(self.data, key)

    def question(self, key: str) -> tuple[Plain, int]:
        """The page where it stands, and its index there."""
        return question(self.data, key)

    def plain(self, key: str) -> Plain:
        section, index = self.question(key)
        found: Plain = section["fields"][index]
        return found

    def count(self, page: str, after: str) -> int:
        """How many questions of the page stand before what is added after this one."""
        return [each["key"] for each in self.page(page)["fields"]].index(after) + 1 if after else 0

    def back(self, key: str = "", kind: str = "question") -> str:
        """The outline, at the question or page of this key."""
        return reverse("desk:questionnaire-design", args=[self.questionnaire.pk]) + (f"#{kind}-{key}" if key else "")


def at_the_bench(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view a `Bench`. What is not there any more leads to the outline; what was typed waits until it is there again."""

    @wraps(view)
    def standing(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        found = find(request, pk)
        POLICY.require(request.user, "change_draft", found)
        try:
            return view(request, Bench.of(found), **rest)
        except EditError as error:
            if request.method == "POST":
                rescue.keep(request)
            messages.error(request, say(error.fault, language()))
            return redirect("desk:questionnaire-design", pk)

    return standing


def seen(request: HttpRequest) -> int:
    """The version of the draft that the person looked at; 0 is none."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
