"""A letter's pages for its writer, by the link in their mail: shown by GET, changed by POST only, since mail scanners open links."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.portal import letter_asking as asking
from bartholdi.faces.portal.by_link import by_link
from bartholdi.faces.portal.forms.letters import PersonForm, ReasonForm, WriteForm
from bartholdi.faces.portal.letter_pages import facts, in_rows
from bartholdi.faces.ui import arrival, rescue
from bartholdi.faces.ui.downloads import send as send_file
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Letter, Writer
from bartholdi.office.applications.services import letter_files
from bartholdi.office.applications.services import letter_writing as services
from bartholdi.office.applications.services.letter_links import find_link, has_expired
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused


@by_link
@require_safe
def opened(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    """Straight to the letter where there is one; else all of them."""
    others = list(queries.same_writer(letter))
    if not [each for each in others if each.pk != letter.pk]:
        return redirect("letters:letter", token, letter.pk)
    context = {"token": token, "rows": in_rows(others), "party": letter.party}
    return render(request, "portal/letters_all.html", context)


@by_link
def write(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    """The request, the form, and what became of it."""
    draft = queries.draft_of(letter)
    way = letter.requirement.way
    form = WriteForm(request.POST, request.FILES, way=way) if request.method == "POST" else WriteForm.showing(draft, way=way)
    rescue.kept(request, form)
    answers = asking.read(letter, draft, request.POST)
    theirs = None
    if form.is_valid():
        theirs = _kept(letter, form, answers, request)
        if not form.errors and not asking.pressed(request.POST):
            page = "letters:preview" if request.POST.get("act") == "preview" else "letters:letter"
            return redirect(page, token, letter.pk)
    context = {"form": form, "theirs": theirs, "draft": queries.draft_of(letter), "reason_form": ReasonForm()}
    context["aside"] = draft.aside.get(language(), [])
    asked = asking.drawn(letter, token, answers, request.POST, check="check" in request.GET)
    return render(request, "portal/letter_write.html", {**context, **asked, **facts(token, letter)})


def _kept(letter: Letter, form: WriteForm, answers: dict[str, Any] | None, request: HttpRequest) -> str | None:
    """Saves all of it, or puts the refusal beside its field; gives the other window's words where there are some."""
    given, theirs = form.cleaned_data, None
    try:
        services.save_draft(letter, text=given.get("text"), answers=answers, version=given["version"])
    except services.Changed as changed:
        form.add_error("text" if "text" in form.fields else None, str(changed))
        theirs = changed.draft.text
    try:
        if given.get("file"):
            letter_files.keep_file(letter, given["file"])
    except Refused as refused:
        form.add_error("file", str(refused))
    for sentence in asking.take_files(letter, request.FILES):
        form.add_error(None, sentence)
    form.seen(queries.draft_of(letter))
    return theirs


@by_link
@require_POST
def draft(request: HttpRequest, token: str, letter: Letter) -> JsonResponse:
    """Every few seconds, from the page itself."""
    version, text = _number(request.POST.get("version", "")), request.POST.get("text")
    try:
        answers = asking.read(letter, queries.draft_of(letter), request.POST)
        kept = services.save_draft(letter, text=text, answers=answers, version=version)
    except services.Changed as changed:
        return JsonResponse(
            {"sentence": str(changed), "theirs": changed.draft.text, "version": changed.draft.version}, status=409
        )
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=422)
    return JsonResponse({"version": kept.version, "at": kept.saved_at.isoformat()})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@by_link
@require_POST
def seen(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    services.note_opened(letter)
    return HttpResponse(status=204)


@by_link
@require_safe
def preview(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    """Exactly what will be sent."""
    draft = queries.draft_of(letter)
    context = {"draft": draft, **asking.looked_at(letter, draft), **facts(token, letter)}
    return render(request, "portal/letter_preview.html", context)


@by_link
@require_POST
def send(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    services.send_letter(letter, at=arrival.of(request), by=Writer(letter.party))
    messages.success(request, _("Your letter has arrived. Thank you. A mail confirms it, without your words."))
    return redirect("letters:letter", token, letter.pk)


@by_link
@require_safe
def file(request: HttpRequest, token: str, letter: Letter) -> HttpResponseBase:
    """The writer's own file, to look at once more."""
    kept = queries.draft_of(letter).file
    return send_file(kept) if kept else redirect("letters:letter", token, letter.pk)


@by_link
@require_safe
def answer_file(request: HttpRequest, token: str, letter: Letter, file: int) -> HttpResponseBase:
    """One that the writer gave as an answer."""
    found = [each for each in letter_files.named_files(letter, queries.draft_of(letter).answers) if each.pk == file]
    return send_file(found[0]) if found else redirect("letters:letter", token, letter.pk)


@by_link
@require_POST
def drop_file(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    letter_files.drop_file(letter)
    messages.success(request, _("The file is removed from your draft."))
    return redirect("letters:letter", token, letter.pk)


@by_link
@require_safe
def template(request: HttpRequest, token: str, letter: Letter) -> HttpResponseBase:
    paper = letter.requirement.template
    return send_file(paper) if paper else redirect("letters:letter", token, letter.pk)


@by_link
@require_POST
def decline(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    services.decline_letter(letter, reason=request.POST.get("reason", ""), by=Writer(letter.party))
    messages.success(request, _("Thank you for saying so. The applicant can now ask somebody else."))
    return redirect("letters:letter", token, letter.pk)


@by_link
def hand_over(request: HttpRequest, token: str, letter: Letter) -> HttpResponse:
    form = PersonForm(request.POST or None, initial={"language": letter.party.language}, closed=True)
    if form.is_valid():
        try:
            heir = services.hand_letter_over(letter, form.somebody(), at=arrival.of(request), by=Writer(letter.party))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. We have written to %(name)s.") % {"name": heir.party.name})
            return redirect("letters:letter", token, letter.pk)
    return render(request, "portal/letter_hand_over.html", {"form": form, **facts(token, letter)})


@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """For a link that has ended: a new one goes to the address that is written down, and the answer is always the same."""
    link = find_link(token)
    if link is not None and has_expired(link, now=timezone.now()):
        with suppress(Refused):  # a letter that is not needed any more gets no link; whoever asks learns nothing of it
            services.renew_link(link.letter, by=Writer(link.letter.party))
    return render(request, "portal/letter_renewed.html")
