"""Whether one may apply, as the applicant sees it: the verdict, each rule with its reason, and the answers that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from bartholdi.cores.eligibility import ELIGIBLE, NEEDS_OFFICER, NOT, UNKNOWN_YET
from bartholdi.faces.portal import answering
from bartholdi.office.applications import findings
from bartholdi.office.applications.findings import Judged, Said
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import WRITABLE, State
from bartholdi.office.lib.bilingual import language

TONES = {ELIGIBLE: "good", NOT: "bad", NEEDS_OFFICER: "attention", UNKNOWN_YET: "neutral"}


@dataclass(frozen=True)
class Row:
    """One rule: what follows, what was found, what was asked, and where the answers are."""

    word: str
    tone: str
    sentence: str
    rule: str
    questions: tuple[tuple[str, str], ...] = ()


def panel(application: Application) -> dict[str, Any] | None:
    """None where the call has no rules, or where nothing can follow from them any more."""
    if application.state not in WRITABLE | {State.INELIGIBLE}:
        return None
    judged = findings.shown(application)
    told = findings.told(application) if application.overridden else None
    if judged is None and told is None:
        return None
    verdict = told.finding if told else judged.verdict if judged else UNKNOWN_YET
    return {
        **in_words(judged, linked=application),
        "verdict": verdict,
        "word": word_of(verdict),
        "tone": TONES[verdict],
        "by_officer": told,
        "lede": "" if told else lede(verdict),
    }


def in_words(judged: Judged | None, *, linked: Application | None = None) -> dict[str, Any]:
    """What hinders first, then the rest; `linked` leads to its questions."""
    if judged is None:
        return {"hindering": [], "others": []}
    met = [each for each in judged.reasons if each.verdict == ELIGIBLE]
    return {"hindering": [row(each, linked) for each in judged.hindering], "others": [row(each, linked) for each in met]}


def row(said: Said, linked: Application | None) -> Row:
    words = {ELIGIBLE: _("Met"), NOT: _("Not met"), NEEDS_OFFICER: _("The office decides"), UNKNOWN_YET: _("To be answered")}
    questions = tuple(question(linked, key) for key in said.needs) if linked else ()
    return Row(
        words[said.verdict], TONES[said.verdict], said.sentence, said.rule_in_words, tuple(each for each in questions if each[0])
    )


def question(application: Application, key: str) -> tuple[str, str]:
    """Its words, and where it is answered."""
    spec = answering.spec(application)
    field = spec.field(key)
    if field is None:
        return "", ""
    page = answering.address("application_page", application, key=answering.page_of(spec, key))
    return field.label.said(language()), f"{page}#q-{key}--question"


def word_of(verdict: str) -> str:
    return {
        ELIGIBLE: _("You may apply"),
        NOT: _("Not open to you"),
        NEEDS_OFFICER: _("The office decides"),
        UNKNOWN_YET: _("We cannot say yet"),
    }[verdict]


def lede(verdict: str) -> str:
    return {
        ELIGIBLE: _("By your answers so far, you meet every rule of this call."),
        NOT: _(
            "By your answers, this call is not open to you. Correct the answers named here if they are wrong. If they are right, "
            "ask the office before you write the long part. You can still send the application: an officer then looks at it and decides."
        ),
        NEEDS_OFFICER: _("You can go on. An officer of the office looks at the points named here and decides."),
        UNKNOWN_YET: _("Answer the questions named here first: then you see at once whether this call is open to you."),
    }[verdict]


def drawn(application: Application) -> str:
    """For a page that is open: the same part, as it says now."""
    found = panel(application)
    facts = {"eligibility": found, "application": application, "call": application.call}
    return render_to_string("portal/parts/eligibility_said.html", facts) if found else ""
