"""Two leads: invited by a link that is theirs alone, each equal at the form, one answering for it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.models import Application, LeadInvite, Party, Submission
from bartholdi.office.applications.permissions import LEAD_POLICY, POLICY
from bartholdi.office.applications.services import inviting
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call, Side
from tests.factories import AccountFactory
from tests.office.applications.forms import ANSWERS, a_call, begun, sent, write

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/lead/([\w-]+)/")
ALL = {"revoke_lead", "invite_again", "remove_lead"}


@pytest.fixture
def call() -> Call:
    return a_call(lead_per_side=True)


@pytest.fixture
def draft(call: Call, applicant: User) -> Application:
    return begun(call, applicant, **ANSWERS)


@pytest.fixture
def other(db: None) -> User:
    made: User = AccountFactory(email="other@example.org", name="Odile Other", language="fr")
    return made


def invite(draft: Application, by: User, email: str = "other@example.org") -> LeadInvite:
    side = Side.objects.get(call=draft.call, country="FR")
    return services.invite_lead(draft, name="Odile Other", email=email, language="fr", side=side, by=by)


def link() -> str:
    found = LINK.search(Notice.objects.filter(kind="applications.lead_invited").latest("pk").body)
    assert found is not None
    return found[1]


def accept(by: User, key: str = "", **moved: Any) -> Application:
    found = inviting.found(key or link())
    assert found is not None
    return services.accept_lead(found, by=by, now=timezone.now() + timedelta(**moved))


def test_the_invited_one_accepts_by_the_link_and_writes_as_the_first_does(
    draft: Application, applicant: User, other: User
) -> None:
    invite(draft, applicant)
    letter = Notice.objects.get(kind="applications.lead_invited")
    assert (letter.address, letter.language, letter.private, letter.reply_to) == (
        "other@example.org",
        "fr",
        True,
        applicant.email,
    )
    assert POLICY.actions(other, draft) == set()
    accept(other)
    draft = Application.objects.get()
    assert (
        POLICY.actions(other, draft) == POLICY.actions(applicant, draft) == {"view", "edit", "invite_lead", "submit", "withdraw"}
    )
    write(draft, other, why="Because of us both.")
    assert Notice.objects.latest("pk").kind == "applications.lead_accepted"
    assert accept(other) == draft  # pressed twice
    services.submit(draft, by=other, arrived_at=draft.call.moment())
    assert set(Submission.objects.get().leads.all()) == {applicant, other}


def test_the_key_is_kept_nowhere(draft: Application, applicant: User) -> None:
    made = invite(draft, applicant)
    assert link() not in repr(LeadInvite.objects.values().get())
    assert len(made.token_digest) == 64


def test_a_link_is_no_good_forwarded_guessed_ended_used_or_taken_back(
    draft: Application, applicant: User, other: User, stranger: User
) -> None:
    made = invite(draft, applicant)
    assert [inviting.found(key) for key in ("", "guessed", made.token_digest)] == [None, None, None]
    with pytest.raises(Refused, match="was sent to other@example"):
        accept(stranger)
    with pytest.raises(Refused, match="has ended"):
        accept(other, days=14, seconds=1)
    old = link()
    services.invite_again(made.party, by=applicant)
    assert inviting.found(old) is None
    accept(other)
    with pytest.raises(Refused, match="accepted already"):
        accept(stranger)
    assert POLICY.actions(stranger, draft) == set()


def test_a_link_taken_back_opens_nothing_and_somebody_else_can_be_invited(
    draft: Application, applicant: User, other: User
) -> None:
    made = invite(draft, applicant)
    services.revoke_lead(made.party, by=applicant)
    with pytest.raises(Refused, match="taken back"):
        accept(other)
    invite(draft, applicant, email="third@example.org")


@pytest.mark.parametrize("email", ["no address", "applicant@example.org", "APPLICANT@example.org", "a@b\nc.org"])
def test_an_address_that_cannot_be_invited_says_so(draft: Application, applicant: User, email: str) -> None:
    with pytest.raises(Refused):
        invite(draft, applicant, email=email)
    assert Party.objects.count() == 1


def test_one_lead_on_each_side_and_none_where_the_call_has_one(draft: Application, applicant: User) -> None:
    invite(draft, applicant)
    with pytest.raises(Refused, match="on each side already"):
        invite(draft, applicant, email="third@example.org")
    with pytest.raises(Refused, match="has one lead"):
        invite(begun(a_call(code="ONE"), applicant), applicant)


def test_who_may_remove_whom(draft: Application, cast: dict[str, User], other: User) -> None:
    applicant = cast["applicant"]
    invite(draft, applicant)
    accept(other)
    first, second = draft.parties.order_by("pk")
    people = {**cast, "other": other}
    assert {part: LEAD_POLICY.actions(user, second) for part, user in people.items() if LEAD_POLICY.actions(user, second)} == {
        "applicant": ALL,
        "other": ALL,
    }
    assert all(LEAD_POLICY.actions(user, first) == set() for user in people.values())
    third = Party.objects.create(application=draft, role="co_lead", name="Third", email="third@example.org")
    third.application = Application.objects.get()
    assert LEAD_POLICY.actions(other, third) == {"revoke_lead", "invite_again"}
    with pytest.raises(PermissionDenied):
        services.remove_lead(third, by=other)


def test_a_removed_lead_is_told_keeps_what_was_sent_and_nothing_they_wrote_is_lost(
    call: Call, applicant: User, other: User
) -> None:
    draft = sent(call, applicant)
    invite(draft, applicant)
    accept(other)
    draft = Application.objects.get()
    write(draft, other, why="Our words.")
    services.submit(draft, by=other, arrived_at=call.moment())
    party = draft.parties.get(role="co_lead")
    services.remove_lead(party, by=applicant)
    draft = Application.objects.get()
    assert (Notice.objects.latest("pk").kind, Notice.objects.latest("pk").address) == ("applications.lead_removed", other.email)
    assert POLICY.actions(other, draft) == set()
    assert draft.response.answers["why"] == "Our words."
    assert [each.number for each in Submission.objects.visible_to(other)] == [2]
    assert [each.number for each in Submission.objects.visible_to(applicant)] == [2, 1]
    write(draft, applicant, why="My words.")
    services.submit(draft, by=applicant, arrived_at=call.moment())
    assert [each.number for each in Submission.objects.visible_to(other)] == [2]


def test_a_further_lead_may_leave(draft: Application, applicant: User, other: User) -> None:
    invite(draft, applicant)
    accept(other)
    services.remove_lead(draft.parties.get(role="co_lead"), by=other)
    assert POLICY.actions(other, Application.objects.get()) == set()
