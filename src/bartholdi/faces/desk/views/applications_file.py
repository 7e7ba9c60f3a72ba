"""The case file of one application: facts and answers, parties, papers, notes, who may see it, and what can be done next."""

from dataclasses import replace
from typing import Any

from babel import Locale
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from bartholdi.cores import formspec
from bartholdi.cores.eligibility import ELIGIBLE, NEEDS_OFFICER, NOT, UNKNOWN_YET
from bartholdi.cores.formspec import Spec
from bartholdi.faces.desk.comparing import Pair, changed
from bartholdi.faces.desk.forms.application import NoteForm
from bartholdi.faces.desk.views.applications import FINDING_TONES, tone
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.countries import country_name
from bartholdi.office.applications import desk_queries, findings, queries
from bartholdi.office.applications.columns import field_said
from bartholdi.office.applications.findings import Said
from bartholdi.office.applications.models import Application, Note, Override, SentLetter, Submission
from bartholdi.office.applications.permissions import NOTE_POLICY, POLICY
from bartholdi.office.applications.workflow import WORKFLOW, WRITABLE
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import Attachment
from bartholdi.office.questionnaires.queries import digests, spec_of
from bartholdi.office.reviews import queries as reviewing

# In the order in which they are offered: the first that is possible is the next act.
ACTS: dict[str, tuple[str, str | Promise]] = {
    "find-eligible": ("find_eligible", _("Find it eligible")),
    "return": ("return_for_changes", _("Return it for changes")),
    "find-ineligible": ("find_ineligible", _("Find it not eligible")),
    "confirm-finding": ("confirm_finding", _("Confirm the finding")),
    "extend": ("extend", _("Give more time")),
    "write": ("write_to", _("Write to the applicants")),
    "leave-to-rules": ("leave_to_rules", _("Leave its eligibility to the rules")),
    "withdraw": ("withdraw_on_request", _("Withdraw it on request")),
}
DOUBTED = (Application.Finding.NOT, Application.Finding.NEEDS_OFFICER)
RULE_WORDS = {ELIGIBLE: _("Met"), NOT: _("Not met"), NEEDS_OFFICER: _("Needs an officer"), UNKNOWN_YET: _("Not answered yet")}
# Parts that other rooms draw; an empty one stands in until they exist.
LETTERS = ("desk/parts/letters.html", "desk/parts/nothing.html")
ELIGIBILITY = ("desk/parts/eligibility.html", "desk/parts/nothing.html")


def find(request: HttpRequest, pk: int) -> Application:
    """Who is barred does not find it."""
    rows = Application.objects.visible_to(request.user).filter(call__rehearsal_of=None).defer("search_text")
    near = ("call__programme", "side", "nomination__organisation", "response")
    return get_object_or_404(
        rows.select_related(*near).defer("call__search_text", "response__answers", "response__stamps"), pk=pk
    )


def show(request: HttpRequest, pk: int) -> HttpResponse:
    application = find(request, pk)
    can = POLICY.actions(request.user, application)
    form = NoteForm()
    rescue.kept(request, form)
    context = {
        "application": application,
        "tone": tone(application),
        "acts": acts(application, can),
        "can": can,
        "form": form,
        "letters_part": LETTERS,
        "eligibility_part": ELIGIBILITY,
        **facts(application),
        **papers(application),
        **eligibility(application, request.user),
        "notes": notes(request, application) if "read_notes" in can else [],
        "objections": reviewing.objections(application, request.user),
    }
    return render(request, "desk/application.html", context)


def acts(application: Application, can: set[str]) -> list[dict[str, Any]]:
    """What this person may do and the state allows; the first is the next act, the others stand below it."""
    possible = WORKFLOW.open_moves(application.state) | {"write_to"}
    if application.state in WRITABLE:
        possible |= {"extend"} | ({"leave_to_rules"} if application.overridden else set())
        possible |= {"find_eligible"} if application.finding in DOUBTED else set()
    possible |= {"confirm_finding"} if application.doubted else set()
    found = [{"slug": slug, "label": label} for slug, (verb, label) in ACTS.items() if verb in can & possible]
    first = "find-ineligible" if application.finding == Application.Finding.NOT else ""
    first = "confirm-finding" if application.doubted else first
    return sorted(found, key=lambda each: each["slug"] != first)


def facts(application: Application) -> dict[str, Any]:
    return {
        "side": f"{application.side.letter} – {country_name(application.side.country)}" if application.side else "",
        "field": field_said(application.call, application.field),
        "finding_tone": FINDING_TONES[Application.Finding(application.finding)],
        "closing": queries.may_change_until(application),
        "extensions": desk_queries.extensions_of(application),
        "parties": desk_queries.parties_of(application),
        "standings": desk_queries.standings_of(application),
    }


def eligibility(application: Application, user: Any) -> dict[str, Any]:
    """What officers found, and what the rules say. Of a draft the verdicts alone: its words are read by those who write it."""
    judged, sent = findings.kept_of(application), application.submitted_at is not None
    spec = spec_of(application.response.edition_id)
    rules = [ruled(each, spec, sent=sent) for each in judged.reasons] if judged else []
    overrides = desk_queries.overrides_of(application, user)
    return {
        "rules": rules,
        "overrides": overrides,
        "standing_override": overrides[0] if overrides and application.overridden else None,
        "may_leave": application.state in WRITABLE,
        "doubts": doubts(application, overrides[0], spec) if overrides and application.doubted else [],
    }


def doubts(application: Application, signed: Override, spec: Spec) -> list[Pair]:
    """What the answers were when the finding was signed, and are now; of a draft, which they are and not what they say."""
    sent = application.submitted_at is not None
    pairs = changed(spec, signed.answers, findings.judged_answers(application), language())
    return [each if sent else replace(each, before="", after="") for each in pairs]


def ruled(said: Said, spec: Spec, *, sent: bool) -> dict[str, Any]:
    fields = [field for key in said.needs if (field := spec.field(key))]
    return {
        "word": RULE_WORDS[said.verdict],
        "tone": FINDING_TONES[Application.Finding(said.verdict)],
        "rule": said.rule_in_words,
        "sentence": said.sentence if sent else "",
        "questions": ", ".join(field.label.said(language()) for field in fields),
    }


def papers(application: Application) -> dict[str, Any]:
    """What was sent, each time; the answers of the newest, and the files that it names."""
    sent = desk_queries.submissions_of(application)
    newest = desk_queries.newest_submission(application) if sent else None
    answered = answers(newest) if newest else None
    return {"sent": sent, "newest": newest, "answers": answered, "files": attachments(application, newest)}


def answers(submission: Submission | SentLetter, *, blind: bool = False) -> SafeString:
    """In the language of whoever reads; formspec escapes everything."""
    names = dict(Locale(language()).territories)
    spec = spec_of(submission.edition_id)
    return mark_safe(formspec.html(spec, submission.answers, language(), blind=blind, countries=names, heading=3))  # noqa: S308


def attachments(application: Application, newest: Submission | None) -> list[Attachment]:
    """Only what was submitted: a draft's files are its writers' own."""
    if newest is None:
        return []
    named = digests(newest.answers)
    return [each for each in Attachment.objects.filter(response=application.response_id) if each.digest in named]


def notes(request: HttpRequest, application: Application) -> list[tuple[Note, bool]]:
    """Each with whether this person can still change it."""
    rows = Note.objects.visible_to(request.user).filter(application=application)
    now = timezone.now()
    return [(note, note.is_mendable(now) and NOTE_POLICY.allows(request.user, "edit_note", note)) for note in rows]
