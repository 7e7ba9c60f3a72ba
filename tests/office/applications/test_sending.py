"""Handing in: once however often it is asked, what was sent stands, and every lead is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries, services
from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.applications.services.sending import digest
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.office.applications.forms import ANSWERS, a_call, begun, sent, write

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def call() -> Call:
    return a_call()


def kinds() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("kind", "address"))


def test_what_is_sent_is_a_copy_with_its_digest_and_the_instant_of_arrival(call: Call, applicant: User) -> None:
    draft = begun(call, applicant, **ANSWERS, country="FR")
    at = call.moment()
    made = services.submit(draft, by=applicant, arrived_at=at, token="form")
    assert (made.reference, made.arrived_at, made.by_label, made.edition) == ("CHAT-0001-1", at, str(applicant), call.edition)
    assert made.answers == {**ANSWERS, "budget": {"amount": "1200.00", "currency": "EUR"}, "country": "FR"}
    assert made.digest == digest(made.answers)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_at, draft.title, str(draft.amount)) == ("submitted", at, "Ice cores", "1200.00")
    assert list(made.leads.all()) == [applicant]
    assert kinds() == [("applications.submitted", applicant.email)]


def test_a_double_click_a_reload_and_two_leads_at_once_are_one_submission(call: Call, applicant: User, stranger: User) -> None:
    draft = begun(call, applicant, **ANSWERS)
    Application.objects.get().access.create(user=stranger, role="applicant")
    at = call.moment()
    first = services.submit(draft, by=applicant, arrived_at=at, token="one form")
    again = services.submit(Application.objects.get(), by=applicant, arrived_at=at, token="one form")
    other = services.submit(Application.objects.get(), by=stranger, arrived_at=at, token="another form")
    assert first == again == other
    assert Submission.objects.count() == 1
    assert kinds() == [("applications.submitted", applicant.email), ("applications.submitted", stranger.email)]


def test_a_reload_after_closing_shows_what_was_sent_in_time(call: Call, applicant: User) -> None:
    draft = begun(call, applicant, **ANSWERS)
    assert call.closes_at is not None
    first = services.submit(draft, by=applicant, arrived_at=call.moment(), token="form")
    assert services.submit(draft, by=applicant, arrived_at=call.closes_at + HOUR, token="form") == first


def test_it_is_changed_and_sent_again_until_closing_and_what_was_sent_stands(call: Call, applicant: User) -> None:
    draft = sent(call, applicant)
    write(draft, applicant, title="Ice cores, again")
    first = draft.submissions.get()
    assert queries.has_unsent_changes(draft, first)
    assert first.answers["title"] == "Ice cores"
    second = services.submit(draft, by=applicant, arrived_at=call.moment())
    assert (second.number, second.answers["title"]) == (2, "Ice cores, again")
    assert not queries.has_unsent_changes(draft, second)


def test_what_is_missing_is_said_and_nothing_is_sent(call: Call, applicant: User) -> None:
    draft = begun(call, applicant, title="Ice", budget={"amount": "many", "currency": "EUR"})
    with pytest.raises(services.Incomplete) as refused:
        services.submit(draft, by=applicant, arrived_at=call.moment())
    assert [(fault.key, fault.code) for fault in refused.value.faults] == [
        ("name", "missing_text"),
        ("why", "missing_text"),
        ("budget", "not_a_number"),
    ]
    draft.refresh_from_db()
    assert (draft.state, Submission.objects.count(), kinds()) == ("draft", 0, [])


@pytest.mark.parametrize("part", ["stranger", "officer", "director", "auditor", "editor", "administrator"])
def test_nobody_else_submits_or_withdraws(call: Call, cast: dict[str, User], part: str) -> None:
    draft = begun(call, cast["applicant"], **ANSWERS)
    for act in (
        lambda: services.submit(draft, by=cast[part], arrived_at=call.moment()),
        lambda: services.withdraw(draft, by=cast[part]),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_more_is_asked_for_and_answered_also_after_closing(call: Call, applicant: User, officer: User) -> None:
    application = sent(call, applicant)
    Call.objects.filter(pk=call.pk).update(closes_at=call.moment() - HOUR)
    application = Application.objects.get()
    with pytest.raises(Refused):
        write(application, applicant, title="Too late")
    until = call.moment() + 3 * HOUR
    services.return_for_changes(application, message="  A budget, please.  ", until=until, by=officer)
    assert (application.state, application.returned_message, application.returned_until) == (
        "returned",
        "A budget, please.",
        until,
    )
    assert kinds()[-1] == ("applications.returned", applicant.email)
    write(application, applicant, title="In time after all")
    with pytest.raises(Refused):
        services.submit(application, by=applicant, arrived_at=until)
    second = services.submit(application, by=applicant, arrived_at=until - timedelta(seconds=1))
    application.refresh_from_db()
    assert (second.number, application.state, application.returned_until) == (2, "submitted", None)
    assert application.returned_message == ""


def test_the_same_answers_sent_back_and_sent_again_are_a_new_submission(call: Call, applicant: User, officer: User) -> None:
    application = sent(call, applicant)
    services.return_for_changes(application, message="Are you sure?", until=call.moment() + HOUR, by=officer)
    assert services.submit(application, by=applicant, arrived_at=call.moment()).number == 2


def test_sending_back_needs_words_and_a_time_to_come(call: Call, applicant: User, officer: User) -> None:
    application = sent(call, applicant)
    for message, until in [(" ", call.moment() + HOUR), ("x" * 5000, call.moment() + HOUR), ("A budget", call.moment() - HOUR)]:
        with pytest.raises(Refused):
            services.return_for_changes(application, message=message, until=until, by=officer)
    application.refresh_from_db()
    assert application.state == "submitted"


def test_withdrawn_is_final_and_told(call: Call, applicant: User) -> None:
    application = sent(call, applicant)
    services.withdraw(application, by=applicant, reason="Another grant")
    assert kinds()[-1] == ("applications.withdrawn", applicant.email)
    with pytest.raises(Refused):
        write(application, applicant, title="Back?")
    with pytest.raises(Refused):
        services.submit(application, by=applicant, arrived_at=call.moment(), token="new")
