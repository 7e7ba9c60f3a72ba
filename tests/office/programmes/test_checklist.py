"""What hinders announcing: each fault alone is named by its sentence and its place, and announcing refuses with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from bartholdi.office.accounts.models import User
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import checklist, services
from bartholdi.office.programmes.models import Call, Fund
from tests.office.programmes.test_services import LETTER, ready

pytestmark = pytest.mark.django_db


def found(call: Call) -> list[tuple[str, str]]:
    call.refresh_from_db()
    return [(item.where, item.sentence) for item in checklist.hindrances(call, timezone.now())]


def test_nothing_hinders_a_call_that_is_ready() -> None:
    assert found(ready()) == []


@pytest.mark.parametrize(
    ("columns", "where", "sentence"),
    [
        ({"summary_fr": " "}, "texts", "“Summary in French” is missing: write it in French."),
        ({"title_fr": ""}, "texts", "“Title in French” is missing: write it in French."),
        ({"opens_at": None}, "dates", "Say when the call opens."),
        ({"closes_at": None}, "dates", "Say when the call closes."),
        (
            {"opens_at": timezone.now() - timedelta(days=9), "closes_at": timezone.now() - timedelta(days=1)},
            "dates",
            "The closing date is in the past: choose a later one, or shift all dates.",
        ),
        ({"edition": None}, "forms", "There is no application form: choose a published edition of a questionnaire."),
        ({"review_edition": None}, "forms", "There is no review form: choose the one with the criteria of the panel."),
        ({"columns": {}}, "rules", "Say which answer is the title of an application: lists show it."),
        (
            {"columns": {"title": "gone"}},
            "rules",
            "The column “title” is fed from “gone”, which the form does not ask.",
        ),
        ({"columns": {"title": "name", "mood": "name"}}, "rules", "Applications have no column “mood”: remove it."),
        (
            {"rules": [{"key": "phd", "kind": "years_since", "options": {"answer": "defended", "at_most": {"years": 8}}}]},
            "rules",
            "The rule “phd” asks about “defended”, which the form does not ask.",
        ),
        (
            {
                "rules": [
                    {
                        "key": "who",
                        "kind": "one_per_person",
                        "when": {"any": [{"field": "team.role", "equals": "lead"}]},
                    }
                ]
            },
            "rules",
            "The rule “who” asks about “team”, which the form does not ask.",
        ),
        ({"kind": "nomination"}, "invitation", "No institution is invited to nominate: invite at least one."),
    ],
)
def test_each_fault_of_a_call_is_named(columns: dict[str, object], where: str, sentence: str) -> None:
    assert found(ready(**columns)) == [(where, sentence)]


def without(parts: str) -> Callable[[Call], None]:
    def remove(call: Call) -> None:
        getattr(call, parts).all().delete()

    return remove


def with_a_letter(**columns: object) -> Callable[[Call], None]:
    def add(call: Call) -> None:
        call.letters.create(**{**LETTER, "closes_at": timezone.now() + timedelta(days=9), **columns})

    return add


def with_a_fund(call: Call) -> None:
    fund = Fund.objects.create(key="x", name_en="Fund X", name_fr="Fonds X", currency="EUR")
    fund.budgets.create(year=call.year - 1, amount=1)
    call.call_funds.create(fund=fund)


def with_a_past_date(call: Call) -> None:
    call.milestones.create(key="m", label_en="Panel", label_fr="Jury", at=timezone.now() - timedelta(days=1))


@pytest.mark.parametrize(
    ("spoil", "where", "sentence"),
    [
        (without("panels"), "panel", "There is no panel: say who will judge."),
        (without("contacts"), "contact", "There is no contact: say whom applicants can ask."),
        (without("sides"), "side", "There is no side: add the countries between which the call cooperates."),
        (with_a_letter(closes_at=None), "letter", "“Recommendation”: say until when it must be here."),
        (with_a_letter(ask_fr=""), "letter", "“Recommendation”: say in both languages what the letter must say."),
        (
            with_a_letter(closes_at=timezone.now() - timedelta(days=1)),
            "letter",
            "“Recommendation” is due before the call opens: choose a later day.",
        ),
        (with_a_fund, "budget", "“Fund X” has no budget for 2027: enter it."),
        (with_a_past_date, "milestone", "“Panel” is in the past: choose a later day, or shift all dates."),
    ],
)
def test_each_fault_of_a_part_is_named(spoil: Callable[[Call], None], where: str, sentence: str) -> None:
    call = ready()
    spoil(call)
    assert found(call) == [(where, sentence)]


def test_announcing_refuses_with_all_of_them_in_the_reader_s_language(officer: User) -> None:
    call = ready(summary_en="")
    call.panels.all().delete()
    with translation.override("fr"), pytest.raises(Refused, match="il manque 2 éléments") as refusal:
        services.announce(call, by=officer)
    assert isinstance(refusal.value, services.Hindered)
    assert [item.where for item in refusal.value.items] == ["texts", "panel"]
    call.refresh_from_db()
    assert call.state == "draft"
