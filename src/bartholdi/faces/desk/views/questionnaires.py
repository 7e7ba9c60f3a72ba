"""The questionnaires: the list, one with its editions, and the acts on it."""

from itertools import pairwise
from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.cores.formspec import Spec, compare, describe
from bartholdi.faces.desk import faults
from bartholdi.faces.desk.forms.questionnaire import DraftForm, ImportForm, NamesForm, NewForm
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.listing import Choice, Choices, Column, Dates, Empty, Listing, respond
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import answering, answering_letters
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import queries, services
from bartholdi.office.questionnaires.models import Edition, Purpose, Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY

EDITIONS = 20  # on one page; each older one has its own

STATES = {"faults": _("With faults"), "pending": _("Not published yet"), "published": _("Published as it is")}
IN_STATE = {"faults": Q(faults__gt=0), "pending": Q(faults=0, pending=True), "published": Q(faults=0, pending=False)}
TONES = {"faults": "attention", "pending": "waiting", "published": "good"}


def state(questionnaire: Questionnaire) -> str:
    return "faults" if questionnaire.faults else "pending" if questionnaire.pending else "published"


def state_in_words(questionnaire: Questionnaire) -> str:
    count = questionnaire.faults
    return ngettext("%(n)s fault", "%(n)s faults", count) % {"n": count} if count else str(STATES[state(questionnaire)])


def tone(questionnaire: Questionnaire) -> str:
    return TONES[state(questionnaire)]


QUESTIONNAIRES = Listing(
    name="questionnaires",
    title=_("Questionnaires"),
    model=Questionnaire,
    narrowed=queries.with_newest,
    columns=[
        Column("name", _("Name"), str),
        Column("purpose", _("Purpose"), lambda row: row.get_purpose_display(), sort="purpose"),
        Column("newest", _("Newest edition"), lambda row: row.newest or "", kind="number", sort="newest"),
        Column("newest_at", _("Published"), kind="instant", sort="newest_at"),
        Column("state", _("Draft"), state_in_words, kind="tag", tone=tone),
        Column("name_en", _("Name in English"), sort="name_en", shown=False),
        Column("name_fr", _("Name in French"), sort="name_fr", shown=False),
        Column("edited_by", _("Last edited by"), sort="edited_by", shown=False),
    ],
    filters=[
        Choices("purpose", _("Purpose"), options=Purpose.choices),
        Choice("state", _("Draft"), options=list(STATES.items()), where=IN_STATE.__getitem__),
        Dates("published", _("Published"), lookup="newest_at"),
    ],
    search=_("Search a name"),
    sort="name_en",
    link=lambda row: reverse("desk:questionnaire", args=[row.pk]),
    empty=Empty(
        _("There is no questionnaire yet"), _("What people fill in for a call, a review, a report or an event is written here.")
    ),
)


def whoever(request: HttpRequest) -> User:
    """Behind the desk's door somebody is signed in."""
    return cast(User, request.user)


def find(request: HttpRequest, pk: int) -> Questionnaire:
    return get_object_or_404(Questionnaire.objects.visible_to(request.user), pk=pk)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, QUESTIONNAIRES, "desk/questionnaires.html", {"can": POLICY.actions(request.user, None)})


def show(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    spec, wrong = faults.read(found.draft)
    editions = list(found.editions.all()[: EDITIONS + 1])
    can = POLICY.actions(request.user, found)
    context = {
        "questionnaire": found,
        "can": can,
        "may_edit": "save_draft" in can,
        "state": state_in_words(found),
        "tone": tone(found),
        "spec": spec,
        "asked": sum(1 for field in spec.fields() if field.kind != "information") if spec else 0,
        "faults": wrong,
        "ahead": changes(editions[0].parsed(), spec) if spec and editions else [],
        "editions": with_changes(editions)[:EDITIONS],
        "more": len(editions) > EDITIONS,
        "behind": answering.asking_earlier(editions[0], request.user).count() if editions else 0,
        "letters_behind": answering_letters.asking_earlier(editions[0], request.user).count() if editions else 0,
    }
    return render(request, "desk/questionnaire.html", context)


def with_changes(editions: list[Edition]) -> list[tuple[Edition, list[str] | None]]:
    """The newest first; None beside one whose forerunner is not among them."""
    specs = [edition.parsed() for edition in editions]
    said: list[list[str] | None] = [changes(old, new) for new, old in pairwise(specs)]
    return list(zip(editions, [*said, None], strict=False))


def changes(old: Spec, new: Spec) -> list[str]:
    return [describe(change, language()) for change in compare(old, new)]


def new(request: HttpRequest) -> HttpResponse:
    POLICY.require(request.user, "create", None)
    form = NewForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid():
        made = services.create(**form.cleaned_data, by=whoever(request))
        messages.success(
            request, gettext("The questionnaire is begun, with one page and one question. Publish it once it is yours.")
        )
        return redirect("desk:questionnaire-design", made.pk)
    return render(request, "desk/questionnaire_names.html", {"form": form})


def rename(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    POLICY.require(request.user, "rename", found)
    form = NamesForm(request.POST or None, initial={"name_en": found.name_en, "name_fr": found.name_fr})
    rescue.kept(request, form)
    if form.is_valid():
        services.rename(found, **form.cleaned_data, by=whoever(request))
        messages.success(request, gettext("The names were saved."))
        return redirect("desk:questionnaire", pk)
    return render(request, "desk/questionnaire_names.html", {"form": form, "questionnaire": found})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    POLICY.require(request.user, "save_draft", found)
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm.showing(found)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            services.save_draft(found, text=form.cleaned_data["draft"], version=form.cleaned_data["version"], by=whoever(request))
        except Refused as refusal:
            found.refresh_from_db()
            form.refused(str(refusal), found)
        else:
            return saved(request, found)
    context: dict[str, Any] = {"now": form.non_field_errors(), "import_form": ImportForm(initial={"version": found.version})}
    context["faults"] = faults.read(form["draft"].value() or "")[1]
    return render(request, "desk/questionnaire_edit.html", {"questionnaire": found, "form": form, **context})


def saved(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    if found.faults:
        messages.success(request, gettext("The draft was saved. Its faults are listed below."))
        return redirect("desk:questionnaire-edit", found.pk)
    messages.success(request, gettext("The draft was saved. It is sound."))
    return redirect("desk:questionnaire", found.pk)


@require_POST
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """A file as the new draft; a refusal leads back to the page with the sentence."""
    found = find(request, pk)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(gettext("Choose a file."))
    content = form.cleaned_data["file"].read()
    services.import_spec(found, content=content, version=form.cleaned_data["version"], by=whoever(request))
    return saved(request, found)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    edition = services.publish(found, version=seen, by=whoever(request))
    messages.success(request, gettext("Edition %(number)s is published.") % {"number": edition.number})
    if (
        answering.asking_earlier(edition, request.user).exists()
        or answering_letters.asking_earlier(edition, request.user).exists()
    ):
        return redirect("desk:edition-calls", pk, edition.number)
    return redirect("desk:questionnaire", pk)
