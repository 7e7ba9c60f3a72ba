"""An officer's acts on letters: each works, is refused by state and by person, and is recorded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import delivery, services
from bartholdi.office.notices.models import Notice
from bartholdi.office.notices.permissions import POLICY
from bartholdi.office.notices.workflow import State
from tests.cast import CAST
from tests.office.notices.post import write

pytestmark = pytest.mark.django_db
MOVES: dict[str, tuple[Callable[..., Any], set[str], str]] = {
    "hold": (services.hold, {"queued"}, "held"),
    "release": (services.release, {"held"}, "queued"),
    "send_now": (services.send_now, {"queued", "held", "failed"}, "queued"),
    "cancel": (services.cancel, {"queued", "held", "failed"}, "cancelled"),
    "mark_sent": (services.mark_sent, {"uncertain"}, "sent"),
    "send_again": (services.send_again, {"sent", "uncertain", "cancelled"}, ""),
}
WORKS = {"view", "read", "hold", "release", "edit", "send_now", "send_again", "cancel", "mark_sent", "send_trial"}


def in_state(state: str) -> Notice:
    notice = write()
    Notice.objects.filter(pk=notice.pk).update(state=state, lease_until=notice.created_at if state == "sending" else None)
    notice.refresh_from_db()
    return notice


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", list(MOVES))
def test_every_act_in_every_state(name: str, state: State, officer: User) -> None:
    service, sources, target = MOVES[name]
    notice = in_state(state.value)
    if state.value not in sources:
        with pytest.raises(Refused):
            service(notice, by=officer)
        assert Notice.objects.get(pk=notice.pk).state == state
        return
    service(notice, by=officer)
    assert Notice.objects.get(pk=notice.pk).state == (target or state)
    assert (
        Entry.objects.about(f"notices.notice:{notice.pk}").filter(act=f"notices.{name}", actor_key=officer.journal_key).count()
        == 1
    )


def test_who_may_do_what(cast: dict[str, User]) -> None:
    notice = write()
    able = {
        "officer": WORKS,
        "director": WORKS | {"export"},
        "administrator": WORKS | {"export"},
        "auditor": {"view", "read", "export"},
    }
    assert {part: POLICY.actions(cast[part], notice) for part in CAST} == {part: able.get(part, set()) for part in CAST}
    notice.private = True
    hidden = {"read", "edit", "send_again"}
    assert {part: POLICY.actions(cast[part], notice) for part in CAST} == {part: able.get(part, set()) - hidden for part in CAST}


def test_who_sees_the_outbox(cast: dict[str, User]) -> None:
    write()
    seen = {part for part in CAST if Notice.objects.visible_to(cast[part]).exists()}
    assert seen == {"officer", "director", "administrator", "auditor"}


@pytest.mark.parametrize("name", list(MOVES))
def test_an_auditor_only_reads(name: str, auditor: User) -> None:
    service, sources, _target = MOVES[name]
    with pytest.raises(PermissionDenied):
        service(in_state(min(sources)), by=auditor)


def test_an_edited_letter_leaves_as_edited_with_its_footer(officer: User) -> None:
    notice = write(held=True)
    services.edit(notice, subject="Un nouveau\ntitre", body="Bonjour,\n\nhttps://o.example/y <b>", version=1, by=officer)
    notice.refresh_from_db()
    assert (notice.subject, notice.body, notice.version, notice.edited_by) == (
        "Un nouveau titre",
        "Bonjour,\n\nhttps://o.example/y <b>",
        2,
        "Olivia Officer",
    )
    assert notice.text.startswith("Bonjour,\n\nhttps://o.example/y <b>\n\n--\n")
    assert 'href="https://o.example/y"' in notice.html
    assert "&lt;b&gt;" in notice.html


def test_of_two_editors_the_second_is_told(officer: User, director: User) -> None:
    notice = write(held=True)
    services.edit(notice, subject="First", body="First.", version=1, by=officer)
    with pytest.raises(Refused, match="Olivia Officer"):
        services.edit(notice, subject="Second", body="Second.", version=1, by=director)
    assert Notice.objects.get().body == "First."


@pytest.mark.parametrize("state", [state for state in State if state not in {"queued", "held", "failed"}])
def test_what_left_is_not_edited(state: State, officer: User) -> None:
    with pytest.raises(Refused):
        services.edit(in_state(state.value), subject="Late", body="Late.", version=1, by=officer)


def test_a_letter_without_words_is_refused(officer: User) -> None:
    with pytest.raises(Refused, match="without words"):
        services.edit(write(held=True), subject="Empty", body=" \n\u200b ", version=1, by=officer)


def test_sent_again_is_a_new_letter_that_names_the_first(officer: User) -> None:
    first = in_state("uncertain")
    second = services.send_again(first, by=officer)
    assert (second.first, second.state, second.body, second.message_id != first.message_id) == (first, "queued", first.body, True)
    assert list(Notice.objects.uncertain()) == []
    with pytest.raises(Refused, match="already sent again"):
        services.send_again(first, by=officer)


def test_what_a_failed_letter_needs_is_a_new_time(officer: User) -> None:
    notice = in_state("failed")
    Notice.objects.update(expires_at=notice.created_at, trouble="expired")
    services.send_now(notice, by=officer)
    assert delivery.deliver_due() == 1


def test_a_test_letter_goes_to_whoever_asks(officer: User, auditor: User) -> None:
    notice = services.send_trial(to=officer.email, label=officer.name, language="en", zone="Europe/Paris", by=officer)
    assert (notice.kind, notice.address) == ("notices.trial", officer.email)
    with pytest.raises(PermissionDenied):
        services.send_trial(to=auditor.email, label=auditor.name, language="en", zone="Europe/Paris", by=auditor)
