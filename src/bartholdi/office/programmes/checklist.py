"""What still hinders announcing a call: each thing a sentence, with the part of the call where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext

from bartholdi.cores.eligibility import Rules, needs
from bartholdi.cores.formspec import Spec
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes.blueprint import COLUMNS
from bartholdi.office.programmes.models import Call, FundBudget
from bartholdi.office.programmes.rules import parsed

TEXTS = ("title", "summary", "for_whom", "offers", "needs")


@dataclass(frozen=True)
class Item:
    """`where` is the page that mends it: texts, dates, forms, rules, or a kind of part; `pk` the row, where it is one."""

    where: str
    sentence: str
    pk: int | None = None


def hindrances(call: Call, now: datetime) -> tuple[Item, ...]:
    """Nothing: it can be announced."""
    return (
        *of_texts(call),
        *of_dates(call, now),
        *of_forms(call),
        *of_letters(call),
        *of_people(call),
        *of_funds(call),
    )


def of_texts(call: Call) -> Iterator[Item]:
    named = {"en": gettext("English"), "fr": gettext("French")}
    for text in TEXTS:
        for language in LANGUAGES:
            if not getattr(call, f"{text}_{language}").strip():
                label = capfirst(str(_label(call, f"{text}_{language}")))
                yield Item(
                    "texts",
                    gettext("“%(text)s” is missing: write it in %(language)s.") % {"text": label, "language": named[language]},
                )


def of_dates(call: Call, now: datetime) -> Iterator[Item]:
    if call.opens_at is None:
        yield Item("dates", gettext("Say when the call opens."))
    if call.closes_at is None:
        yield Item("dates", gettext("Say when the call closes."))
    elif call.closes_at <= now:
        yield Item("dates", gettext("The closing date is in the past: choose a later one, or shift all dates."))
    for each in call.milestones.all():
        if each.at <= now:
            yield Item(
                "milestone",
                gettext("“%(date)s” is in the past: choose a later day, or shift all dates.") % {"date": each},
                each.pk,
            )


def of_forms(call: Call) -> Iterator[Item]:
    if call.edition is None:
        yield Item("forms", gettext("There is no application form: choose a published edition of a questionnaire."))
        return
    spec = call.edition.parsed()
    for column, key in call.columns.items():
        if column not in COLUMNS:
            yield Item("rules", gettext("Applications have no column “%(column)s”: remove it.") % {"column": column})
        elif spec.field(str(key)) is None:
            facts = {"column": column, "answer": key}
            yield Item("rules", gettext("The column “%(column)s” is fed from “%(answer)s”, which the form does not ask.") % facts)
    if "title" not in call.columns:
        yield Item("rules", gettext("Say which answer is the title of an application: lists show it."))
    yield from of_rules(call, spec)


def of_rules(call: Call, spec: Spec) -> Iterator[Item]:
    """Rules whose answers the form does not ask could never be judged."""
    for rule in parsed(call.rules):
        for answer in sorted(needs(Rules((rule,)))):
            if spec.field(answer) is None:
                facts = {"rule": rule.key, "answer": answer}
                yield Item("rules", gettext("The rule “%(rule)s” asks about “%(answer)s”, which the form does not ask.") % facts)


def of_letters(call: Call) -> Iterator[Item]:
    for letter in call.letters.all():
        facts = {"letter": letter}
        if not (letter.ask_en.strip() and letter.ask_fr.strip()):
            yield Item("letter", gettext("“%(letter)s”: say in both languages what the letter must say.") % facts, letter.pk)
        if letter.closes_at is None:
            yield Item("letter", gettext("“%(letter)s”: say until when it must be here.") % facts, letter.pk)
        elif call.opens_at and letter.closes_at <= call.opens_at:
            yield Item("letter", gettext("“%(letter)s” is due before the call opens: choose a later day.") % facts, letter.pk)


def of_people(call: Call) -> Iterator[Item]:
    if not call.sides.all():
        yield Item("side", gettext("There is no side: add the countries between which the call cooperates."))
    if not call.panels.all():
        yield Item("panel", gettext("There is no panel: say who will judge."))
    elif call.review_edition is None:
        yield Item("forms", gettext("There is no review form: choose the one with the criteria of the panel."))
    if not call.contacts.all():
        yield Item("contact", gettext("There is no contact: say whom applicants can ask."))
    if call.kind == Call.Kind.NOMINATION and not call.invitations.all():
        yield Item("invitation", gettext("No institution is invited to nominate: invite at least one."))


def of_funds(call: Call) -> Iterator[Item]:
    held = set(FundBudget.objects.filter(fund__call_funds__call=call, year=call.year).values_list("fund_id", flat=True))
    for each in call.call_funds.select_related("fund"):
        if each.fund_id not in held:
            facts = {"fund": each.fund, "year": call.year}
            yield Item("budget", gettext("“%(fund)s” has no budget for %(year)s: enter it.") % facts, each.fund_id)


def _label(call: Call, column: str) -> object:
    return call._meta.get_field(column).verbose_name  # type: ignore[union-attr]
