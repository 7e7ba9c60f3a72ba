"""Beginning an application: with an account, or before having one; its number is its own, and a draft is never lost."""

from datetime import timedelta

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.holder import Holder
from bartholdi.office.applications.models import Access, Application, Party
from bartholdi.office.applications.permissions import POLICY
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires.merging import Change
from tests.office.applications.forms import a_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    return a_call()


def test_a_draft_stands_at_once_with_its_number_and_its_lead(call: Call, applicant: User) -> None:
    made = [services.start(call, by=applicant, arrived_at=call.moment()) for _each in range(2)]
    assert [each.reference for each in made] == ["CHAT-0001", "CHAT-0002"]
    assert made[0].response.edition == call.edition
    party = Party.objects.get(application=made[0])
    assert (party.role, party.name, party.email, party.user) == ("lead", applicant.name, applicant.email, applicant)
    assert Application.objects.of(applicant).count() == 2
    assert Entry.objects.filter(act="applications.start").count() == 2


def test_numbers_follow_the_last_one_also_after_a_gap(call: Call, applicant: User) -> None:
    first = services.start(call, by=applicant, arrived_at=call.moment())
    Application.objects.filter(pk=first.pk).update(serial=41, reference="CHAT-0041")
    assert services.start(call, by=applicant, arrived_at=call.moment()).reference == "CHAT-0042"


def test_a_draft_without_an_account_is_its_holders_alone(call: Call, cast: dict[str, User]) -> None:
    holder, other = Holder("a key"), Holder("another key")
    draft = services.start(call, by=holder, arrived_at=call.moment())
    services.save(draft, {"title": Change("Ice", 0)}, by=holder, arrived_at=call.moment())
    assert (draft.title, draft.claim_digest) == ("Ice", holder.claim_digest)
    assert POLICY.actions(holder, draft) == {"view", "edit"}
    assert POLICY.actions(other, draft) == set()
    assert POLICY.actions(Holder(""), draft) == set()
    assert POLICY.actions(cast["stranger"], draft) == set()
    assert not Access.objects.exists()


def test_signing_in_takes_the_draft_over_once(call: Call, applicant: User, stranger: User) -> None:
    holder = Holder("a key")
    draft = services.start(call, by=holder, arrived_at=call.moment())
    assert not services.claim(draft, holder=Holder("guessed"), by=stranger)
    assert services.claim(draft, holder=holder, by=applicant)
    assert not services.claim(draft, holder=holder, by=stranger)
    assert list(Application.objects.of(applicant)) == [draft]
    assert not Application.objects.of(stranger).exists()
    draft.refresh_from_db()
    assert (draft.claim_digest, POLICY.actions(holder, draft)) == ("", set())


def test_no_key_opens_a_draft_that_has_none(call: Call, applicant: User) -> None:
    draft = services.start(call, by=applicant, arrived_at=call.moment())
    assert not services.claim(draft, holder=Holder(""), by=applicant)
    assert POLICY.actions(Holder(""), draft) == set()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"state": "draft"}, "does not take applications"),
        ({"state": "cancelled"}, "does not take applications"),
        ({"kind": "nomination"}, "by the link in one’s invitation"),
    ],
)
def test_a_call_that_takes_none_says_so(applicant: User, more: dict[str, str], said: str) -> None:
    call = a_call(**more)
    with pytest.raises(Refused, match=said):
        services.start(call, by=applicant, arrived_at=call.moment())


def test_before_opening_and_after_closing_nothing_begins(call: Call, applicant: User) -> None:
    assert call.opens_at is not None
    assert call.closes_at is not None
    second = timedelta(seconds=1)
    for at, opens in [
        (call.opens_at - second, False),
        (call.opens_at, True),
        (call.closes_at - second, True),
        (call.closes_at, False),
    ]:
        if opens:
            services.start(call, by=applicant, arrived_at=at)
        else:
            with pytest.raises(Refused):
                services.start(call, by=applicant, arrived_at=at)
