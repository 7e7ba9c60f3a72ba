"""What the rules say is kept with each application, by the rules of its own edition; who decides otherwise signs it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import findings, services
from bartholdi.office.applications.models import Access, Application, Override, Party
from bartholdi.office.applications.services import casework, judging
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.counting import statements
from tests.factories import EditionFactory, OrganisationFactory
from tests.office.applications.forms import ANSWERS, a_call, begun, field, spec, write

pytestmark = pytest.mark.django_db

CLOSES = datetime(2036, 1, 16, 4, 59, 59, tzinfo=UTC)  # 15 January in New York
MORE = (
    field("phd", "date"),
    field("breaks", "table", options={"columns": [field("dates", "period")]}),
    field("institution", "organisation"),
)
BREAKS = [{"dates": {"from": "2030-01-01", "to": "2031-12-31"}}]


def years(most: int) -> dict[str, Any]:
    return {
        "key": "career",
        "kind": "years_since",
        "options": {"answer": "phd", "at_most": {"years": most}, "breaks": {"table": "breaks", "period": "dates"}},
    }


def call_with(*rules: dict[str, Any], **more: Any) -> Call:
    edition = more.pop("edition", None) or EditionFactory(spec=spec(*MORE))
    return a_call(**{"edition": edition, "rules": list(rules), "closes_at": CLOSES, "zone": "America/New_York", **more})


def verdict(application: Application) -> str:
    return str(Application.objects.get(pk=application.pk).finding)


@pytest.mark.parametrize(
    ("phd", "breaks", "expected"),
    [
        ("2029-01-15", [], {15: "eligible", 7: "eligible", 8: "eligible"}),
        ("2028-06-30", [], {15: "eligible", 7: "not", 8: "eligible"}),
        ("2026-06-30", [], {15: "eligible", 7: "not", 8: "not"}),
        ("2026-06-30", BREAKS, {15: "eligible", 7: "not", 8: "eligible"}),
        ("2019-01-01", BREAKS, {15: "not", 7: "not", 8: "not"}),
    ],
)
def test_fifteen_seven_and_eight_years_give_three_answers_to_one_person(
    applicant: User, phd: str, breaks: list[Any], expected: dict[int, str]
) -> None:
    edition = EditionFactory(spec=spec(*MORE))
    calls = {most: call_with(years(most), edition=edition, code=f"Y{most}") for most in expected}
    applications = {most: begun(call, applicant, phd=phd, breaks=breaks) for most, call in calls.items()}
    assert {most: verdict(each) for most, each in applications.items()} == expected


def test_the_finding_follows_each_change_and_says_why_in_both_languages(applicant: User) -> None:
    made = begun(call_with(years(8)), applicant, phd="2020-06-30")
    assert verdict(made) == "not"
    kept = findings.kept_of(Application.objects.get())
    assert kept is not None
    (said,) = kept.reasons
    assert (said.rule, said.verdict, said.needs) == ("career", "not", ("breaks", "phd"))
    assert "2020" in said.found["en"]
    assert "2020" in said.found["fr"]
    assert said.found["en"] != said.found["fr"]
    write(made, applicant, phd="2030-06-30")
    assert verdict(made) == "eligible"
    write(made, applicant, phd=None)
    assert verdict(made) == "unknown_yet"


def test_who_has_more_time_is_judged_on_the_day_of_all_and_by_the_calls_own_clock(applicant: User) -> None:
    """It is 16 January already in Paris."""
    paris, new_york = call_with(years(8), zone="Europe/Paris", code="P"), call_with(years(8), code="N")
    found = {call.code: verdict(begun(call, applicant, phd="2028-01-15")) for call in (paris, new_york)}
    assert found == {"P": "not", "N": "eligible"}


def test_an_answer_that_no_rule_reads_costs_nothing_more(applicant: User) -> None:
    plain, ruled = begun(a_call(code="A"), applicant), begun(call_with(years(8), code="B"), applicant)
    costs = [len(statements(lambda made=made: write(made, applicant, country="FR"))) for made in (plain, ruled)]
    assert costs[0] == costs[1]


def test_judging_dates_asks_the_database_only_to_keep_what_it_says(applicant: User) -> None:
    plain, ruled = begun(call_with(code="A"), applicant), begun(call_with(years(8), code="B"), applicant)
    costs = [len(statements(lambda made=made: write(made, applicant, phd="2030-06-30"))) for made in (plain, ruled)]
    assert costs[1] - costs[0] == 1


def test_what_rules_ask_about_institutions_is_looked_up_and_nothing_else(applicant: User) -> None:
    there = {"key": "there", "kind": "organisation_country", "options": {"answer": "institution", "only": ["FR"]}}
    OrganisationFactory(ror="05a0dhs15", country="FR")
    made = begun(call_with(there), applicant, institution={"ror": "05a0dhs15", "name": "ENS", "country": "US"})
    assert verdict(made) == "eligible"


def test_when_sent_what_is_missing_is_decided_as_each_rule_says(applicant: User) -> None:
    made = begun(call_with(years(8)), applicant, **ANSWERS)
    services.submit(made, by=applicant, arrived_at=made.call.moment())
    assert verdict(made) == "needs_officer"


def test_who_is_not_eligible_may_send_it_and_what_was_sent_keeps_its_finding(applicant: User) -> None:
    made = begun(call_with(years(8)), applicant, **ANSWERS, phd="2020-06-30")
    services.submit(made, by=applicant, arrived_at=made.call.moment())
    write(made, applicant, phd="2030-06-30")
    assert (verdict(made), made.state) == ("not", "submitted")
    shown = findings.shown(Application.objects.get())
    assert shown is not None
    assert shown.verdict == "eligible"


def test_new_rules_judge_drafts_and_what_was_sent_again(applicant: User, stranger: User) -> None:
    call = call_with(years(8))
    draft = begun(call, applicant, phd="2020-06-30")
    sent = begun(call, stranger, **ANSWERS, phd="2020-06-30")
    services.submit(sent, by=stranger, arrived_at=call.moment())
    Call.objects.filter(pk=call.pk).update(rules=[years(20)])
    assert judging.judge_again(Call.objects.get()) == 2
    assert [verdict(draft), verdict(sent)] == ["eligible", "eligible"]
    assert judging.judge_again(Call.objects.get()) == 0


def again(counts: str = "all") -> dict[str, Any]:
    return {"key": "again", "kind": "reapplication", "options": {"same_team": True, "counts": counts}}


def test_the_same_team_is_found_among_earlier_editions(applicant: User) -> None:
    earlier = begun(call_with(code="OLD", closes_at=datetime(2035, 1, 15, tzinfo=UTC)), applicant, **ANSWERS)
    services.submit(earlier, by=applicant, arrived_at=earlier.call.moment())
    later = call_with(again(), code="NEW", programme=earlier.call.programme)
    made = begun(later, applicant, phd="2030-01-01")
    judging.keep(made)
    assert verdict(made) == "not"


def test_nobody_learns_who_has_applied_by_naming_them(applicant: User, stranger: User) -> None:
    """Somebody who was invited and has not accepted is not looked up: the finding waits for them, and says the same of everybody."""
    earlier = begun(call_with(code="OLD", closes_at=datetime(2035, 1, 15, tzinfo=UTC)), stranger, **ANSWERS)
    services.submit(earlier, by=stranger, arrived_at=earlier.call.moment())
    call = call_with(again(), code="NEW", programme=earlier.call.programme)
    said = []
    for email in (stranger.email, "nobody@example.org"):
        made = begun(call, applicant)
        Party.objects.create(application=made, role="co_lead", name="Sam Stranger", email=email)
        judging.keep(made)
        said.append(Application.objects.get(pk=made.pk).judged)
    assert said[0] == said[1]
    assert said[0]["verdict"] == "unknown_yet"


def test_an_override_is_signed_recorded_and_stands_against_the_rules(applicant: User, officer: User) -> None:
    made = begun(call_with(years(8)), applicant, phd="2020-06-30")
    casework.find_eligible(made, remark="Illness, by telephone.", by=officer)
    assert (verdict(made), made.state, made.overridden) == ("eligible", "draft", True)
    signed = Override.objects.get()
    assert (signed.finding, signed.rules_said, signed.why, signed.by) == ("eligible", "not", "Illness, by telephone.", officer)
    assert Entry.objects.get(act="applications.find_eligible").change["remark"] == "Illness, by telephone."
    write(made, applicant, phd="2019-06-30")
    assert verdict(made) == "eligible"
    casework.leave_to_rules(made, remark="It was another application.", by=officer)
    assert (verdict(made), made.overridden, Override.objects.count()) == ("not", False, 2)


def test_answers_that_change_after_it_was_signed_are_flagged_until_it_is_confirmed(applicant: User, officer: User) -> None:
    made = begun(call_with(years(8)), applicant, phd="2020-06-30")
    casework.find_eligible(made, remark="Illness, by telephone.", by=officer)
    assert Override.objects.get().answers == {"breaks": None, "phd": "2020-06-30"}
    write(made, applicant, why="Something that no rule reads")
    assert Application.objects.get().doubted is False
    write(made, applicant, phd="2019-06-30")
    write(made, applicant, phd="2018-06-30")
    made = Application.objects.get()
    assert (made.doubted, made.finding) == (True, "eligible")  # the officer's finding counts until then
    (told,) = Entry.objects.filter(act="applications.doubt_finding")  # once, however often they go on changing
    assert (told.change, told.actor_key) == ({"questions": ["phd"]}, applicant.journal_key)
    casework.confirm_finding(made, remark="The illness is what counts.", by=officer)
    made = Application.objects.get()
    assert (made.doubted, made.finding, made.overridden) == (False, "eligible", True)
    assert [(each.finding, each.answers["phd"]) for each in Override.objects.all()] == [
        ("eligible", "2018-06-30"),
        ("eligible", "2020-06-30"),
    ]
    assert Entry.objects.get(act="applications.confirm_finding").change["remark"] == "The illness is what counts."


def test_answers_that_are_again_what_they_were_need_no_second_look(applicant: User, officer: User) -> None:
    made = begun(call_with(years(8)), applicant, phd="2020-06-30")
    casework.find_eligible(made, remark="Illness.", by=officer)
    write(made, applicant, phd="2019-06-30")
    write(made, applicant, phd="2020-06-30")
    assert Application.objects.get().doubted is False
    with pytest.raises(Refused, match="no answer is another one"):
        casework.confirm_finding(made, remark="Again.", by=officer)


def test_of_what_was_sent_it_is_flagged_once_it_is_sent_again(applicant: User, officer: User) -> None:
    made = begun(call_with(years(8)), applicant, **ANSWERS, phd="2020-06-30")
    services.submit(made, by=applicant, arrived_at=made.call.moment())
    casework.find_eligible(made, remark="Illness.", by=officer)
    write(made, applicant, phd="2019-06-30")
    assert Application.objects.get().doubted is False
    services.submit(Application.objects.get(), by=applicant, arrived_at=made.call.moment())
    assert Application.objects.get().doubted is True
    casework.leave_to_rules(Application.objects.get(), remark="Another illness.", by=officer)
    made = Application.objects.get()
    assert (made.doubted, made.finding) == (False, "not")


def test_the_reason_for_the_file_is_in_no_letter(applicant: User, officer: User) -> None:
    made = begun(call_with(years(8)), applicant, phd="2020-06-30")
    casework.find_eligible(made, remark="Illness, by telephone.", by=officer)
    letter = Notice.objects.get(kind="applications.found_eligible")
    assert "Complete it and submit it" in letter.text
    assert "Illness" not in f"{letter.subject} {letter.text}"


def test_not_eligible_after_all_is_undone_by_another_finding(applicant: User, officer: User) -> None:
    made = begun(call_with(years(8)), applicant, **ANSWERS, phd="2030-06-30")
    services.submit(made, by=applicant, arrived_at=made.call.moment())
    casework.find_ineligible(made, reason="project", by=officer)
    assert (verdict(made), made.state) == ("not", "ineligible")
    casework.find_eligible(made, remark="Read again.", by=officer)
    assert (verdict(made), made.state) == ("eligible", "submitted")
    assert [each.finding for each in Override.objects.all()] == ["eligible", "not"]


def test_nobody_decides_about_their_own_application(officer: User) -> None:
    made = begun(call_with(years(8)), officer, phd="2020-06-30")
    with pytest.raises(PermissionDenied):
        casework.find_eligible(made, remark="It is mine.", by=officer)


def test_only_staff_who_see_the_application_read_why(applicant: User, officer: User, director: User, stranger: User) -> None:
    made = begun(call_with(years(8)), applicant, phd="2020-06-30")
    casework.find_eligible(made, remark="For the file.", by=officer)
    Access.objects.create(application=made, user=director, role=Access.Role.BARRED)
    seen = {user.name: Override.objects.visible_to(user).count() for user in (applicant, stranger, director, officer)}
    assert seen == {applicant.name: 0, stranger.name: 0, director.name: 0, officer.name: 1}


def test_there_is_nothing_to_take_back_where_no_officer_found_anything(applicant: User, officer: User) -> None:
    made = begun(call_with(years(8)), applicant)
    with pytest.raises(Refused):
        casework.leave_to_rules(made, remark="Why not.", by=officer)
