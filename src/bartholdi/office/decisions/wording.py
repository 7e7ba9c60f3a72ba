"""What the letter of a decision says, in the language of the moment: the outcome, the money, what officers let through of the reviews."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from bartholdi.cores.formspec.words import shown
from bartholdi.office.applications.recipients import Recipient, recipients
from bartholdi.office.decisions import funded
from bartholdi.office.decisions.models import Decision, Outcome
from bartholdi.office.decisions.settings import CENT
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.own_words import own_words
from bartholdi.office.reviews.models import Review

KIND = "decisions.outcome"


@dataclass(frozen=True)
class Written:
    reader: Recipient
    subject: str
    words: str


def letters(decision: Decision) -> list[Written]:
    """One for each lead, as it is sent and as it is shown before: nothing is kept."""
    said, told = comments(decision), funded.sentences(decision)
    return [_written(decision, reader, said, told) for reader in recipients(decision.application)]


def comments(decision: Decision) -> list[str]:
    """What an officer edited for the applicant, of the reviews that count."""
    rows = Review.objects.counting().filter(application=decision.application_id).exclude(for_applicant="")
    return list(rows.order_by("pk").values_list("for_applicant", flat=True))


def _written(decision: Decision, reader: Recipient, said: Sequence[str], told: Sequence[funded.Sentence]) -> Written:
    with translation.override(reader.language):
        application = decision.application
        own = own_words(application.call, KIND)
        facts = {"call": application.call.title, "title": application.title or application.reference}
        subject = own["own_subject"] or gettext("Outcome of your application to %(call)s") % facts
        parts = [own["own_body"], outcome(decision, facts), *(each(reader) for each in told), decision.message]
        if said:
            parts += [gettext("What the reviewers would like you to know:"), *said]
        return Written(reader, f"{subject} ({application.reference})"[:200], "\n\n".join(part for part in parts if part))


def outcome(decision: Decision, facts: dict[str, str]) -> str:
    if decision.outcome == Outcome.FUND:
        said = gettext("We are glad to tell you that your application “%(title)s” to “%(call)s” was selected.") % facts
        return f"{said} {money(decision)}".strip()
    if decision.outcome == Outcome.RESERVE:
        said = gettext("Your application “%(title)s” to “%(call)s” is on the reserve list.") % facts
        more = gettext("We write to you at once if a place becomes free.")
        place = gettext("It has place %(place)s there.") % {"place": decision.place} if decision.place else ""
        return " ".join(part for part in (said, place, more) if part)
    return gettext("We are sorry to tell you that your application “%(title)s” to “%(call)s” was not selected.") % facts


def once(decision: Decision) -> str:
    """How what is written of this turn of a decision begins in the outbox: nobody is told twice, and what is held can be found."""
    return f"outcome:{decision.pk}:{decision.turn}:"


def money(decision: Decision) -> str:
    if decision.amount is None or decision.fund is None:
        return ""
    amount = shown.money(decision.amount.quantize(CENT), decision.fund.fund.currency, language())
    return gettext("You receive %(amount)s from “%(fund)s”.") % {"amount": amount, "fund": decision.fund.fund.name}


def digest(reference: str, written: Written) -> str:
    text = f"{reference}\n{written.reader.name}\n{written.subject}\n{written.words}"
    return hashlib.sha256(text.encode()).hexdigest()
