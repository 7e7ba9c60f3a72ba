"""What officers do with one application: each act works, is refused by state and by person, is recorded, and is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Note
from bartholdi.office.applications.models.note import LONGEST, MENDABLE
from bartholdi.office.applications.services import casework
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.cast import CAST
from tests.office.applications.forms import a_call, begun, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    return a_call()


@pytest.fixture
def application(call: Call, applicant: User) -> Application:
    return sent(call, applicant)


def recorded(verb: str) -> dict[str, Any]:
    """What the journal kept of the one act."""
    change: dict[str, Any] = Entry.objects.get(act=f"applications.{verb}").change
    return change


def letters() -> list[tuple[str, str]]:
    """Those that casework sent."""
    rows = Notice.objects.exclude(kind="applications.submitted").order_by("pk")
    return list(rows.values_list("kind", "address"))


def do(verb: str, application: Application, by: User) -> None:
    facts: dict[str, dict[str, Any]] = {
        "find_ineligible": {"reason": "project", "remark": "It is about oceans."},
        "find_eligible": {"remark": "Read again."},
        "withdraw_on_request": {"reason": "By telephone, on 3 May."},
        "add_note": {"text": "Ask the host."},
    }
    act: Callable[..., Any] = getattr(casework, verb)
    act(application, by=by, **facts[verb])


def test_not_eligible_says_why_and_tells_the_applicants(application: Application, officer: User, applicant: User) -> None:
    do("find_ineligible", application, officer)
    application.refresh_from_db()
    assert application.state == "ineligible"
    change = recorded("find_ineligible")
    assert (change["reason"], change["remark"], change["told"]) == ("project", "It is about oceans.", True)
    assert letters() == [("applications.found_ineligible", applicant.email)]
    assert "outside the subject" in Notice.objects.get(kind="applications.found_ineligible").text


def test_nobody_is_told_when_the_officer_says_so(application: Application, officer: User) -> None:
    casework.find_ineligible(application, reason="papers", by=officer, told=False)
    assert letters() == []
    casework.find_eligible(application, remark="It came.", by=officer, told=False)
    assert letters() == []


def test_eligible_after_all_keeps_both_findings_in_the_history(application: Application, officer: User) -> None:
    do("find_ineligible", application, officer)
    do("find_eligible", application, officer)
    application.refresh_from_db()
    assert application.state == "submitted"
    assert [kind for kind, _address in letters()] == ["applications.found_ineligible", "applications.found_eligible"]
    acts = list(Entry.objects.filter(act__contains="find_").order_by("pk").values_list("act", flat=True))
    assert acts == ["applications.find_ineligible", "applications.find_eligible"]


def test_withdrawn_on_request_tells_every_lead(application: Application, officer: User, applicant: User, stranger: User) -> None:
    Access.objects.create(application=application, user=stranger, role=Access.Role.APPLICANT)
    do("withdraw_on_request", application, officer)
    application.refresh_from_db()
    assert application.state == "withdrawn"
    kind = "applications.withdrawn_on_request"
    assert letters() == [(kind, applicant.email), (kind, stranger.email)]
    assert "telephone" not in Notice.objects.filter(kind=kind)[0].text


@pytest.mark.parametrize(
    ("verb", "facts", "sentence"),
    [
        ("find_ineligible", {"reason": "because"}, "Nothing was changed: choose a reason from the list."),
        (
            "find_ineligible",
            {"reason": "other", "remark": " \n"},
            "Nothing was changed: write the reason, since none of the list fits.",
        ),
        ("find_eligible", {"remark": ""}, "Nothing was changed: say why it is eligible after all."),
        ("withdraw_on_request", {"reason": " "}, "Nothing was withdrawn: write down who asked, when and how."),
        (
            "withdraw_on_request",
            {"reason": "x" * 4001},
            "Nothing was changed: the text has 4000 characters at most.",
        ),
        ("add_note", {"text": " "}, "Nothing was noted: write something first."),
        ("add_note", {"text": "x" * (LONGEST + 1)}, "Nothing was noted: a note has 5000 characters at most."),
    ],
)
def test_what_is_missing_is_refused_in_words(
    application: Application, officer: User, verb: str, facts: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        getattr(casework, verb)(application, by=officer, **facts)
    assert str(refused.value) == sentence
    application.refresh_from_db()
    assert (application.state, letters(), Note.objects.count()) == ("submitted", [], 0)


POSSIBLE = {
    "find_ineligible": {"submitted"},
    "find_eligible": {"draft", "returned", "submitted", "ineligible"},
    "withdraw_on_request": {"draft", "submitted", "returned", "in_review"},
    "add_note": {"draft", "submitted", "returned", "ineligible", "in_review", "funded", "reserve", "declined", "withdrawn"},
}


def test_each_act_is_possible_just_in_these_states(application: Application, officer: User) -> None:
    found: dict[str, set[str]] = {verb: set() for verb in POSSIBLE}
    for verb in POSSIBLE:
        for state in POSSIBLE["add_note"]:
            Application.objects.filter(pk=application.pk).update(state=state)
            try:
                do(verb, Application.objects.get(), officer)
            except Refused:
                continue
            found[verb].add(state)
    assert found == POSSIBLE


def test_each_act_is_the_officers(application: Application, cast: dict[str, User]) -> None:
    worked: dict[str, set[str]] = {verb: set() for verb in POSSIBLE}
    for verb in POSSIBLE:
        for part in CAST:
            Application.objects.filter(pk=application.pk).update(state="ineligible" if verb == "find_eligible" else "submitted")
            try:
                do(verb, Application.objects.get(), cast[part])
            except PermissionDenied:
                continue
            worked[verb].add(part)
    officers = {"officer", "director"}
    assert worked == {
        "find_ineligible": officers,
        "find_eligible": officers,
        "withdraw_on_request": officers,
        "add_note": officers | {"auditor"},
    }


def test_an_officer_who_is_barred_may_do_nothing(application: Application, officer: User) -> None:
    Access.objects.create(application=application, user=officer, role=Access.Role.BARRED)
    for verb in POSSIBLE:
        with pytest.raises(PermissionDenied):
            do(verb, Application.objects.get(), officer)
    assert (Note.objects.count(), letters()) == (0, [])


def test_a_note_is_changed_for_an_hour_and_by_its_author_alone(application: Application, officer: User, director: User) -> None:
    note = casework.add_note(application, text="Ask the hots.", by=officer)
    casework.edit_note(note, text="Ask the host.", by=officer)
    note.refresh_from_db()
    assert (note.text, note.author_label, note.edited_at is not None) == ("Ask the host.", str(officer), True)
    with pytest.raises(PermissionDenied):
        casework.edit_note(note, text="No.", by=director)
    Note.objects.update(written_at=note.written_at - MENDABLE)
    with pytest.raises(Refused):
        casework.edit_note(note, text="Too late.", by=officer)
    with pytest.raises(Refused):
        casework.remove_note(note, by=officer)
    note.refresh_from_db()
    assert note.text == "Ask the host."


def test_a_note_that_is_removed_leaves_a_trace_without_its_words(application: Application, officer: User) -> None:
    note = casework.add_note(application, text="A word too many", by=officer)
    casework.remove_note(note, by=officer)
    assert not Note.objects.exists()
    assert recorded("remove_note") == {}
    assert not Entry.objects.filter(change__icontains="word too many").exists()


def test_notes_are_read_by_who_reads_cases_and_is_not_concerned(call: Call, cast: dict[str, User]) -> None:
    application = begun(call, cast["applicant"])
    casework.add_note(application, text="Hm.", by=cast["officer"])
    Access.objects.create(application=application, user=cast["director"], role=Access.Role.BARRED)
    Access.objects.create(application=application, user=cast["auditor"], role=Access.Role.APPLICANT)
    seen = {part for part, user in cast.items() if Note.objects.visible_to(user).exists()}
    assert seen == {"officer"}


def test_taking_a_copy_of_a_file_is_written_down(application: Application, officer: User, stranger: User) -> None:
    casework.note_download(application, name="passport.pdf", by=officer)
    assert recorded("download") == {"file": "passport.pdf"}
    with pytest.raises(PermissionDenied):
        casework.note_download(application, name="passport.pdf", by=stranger)
