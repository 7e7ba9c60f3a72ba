"""Nominations: by a link, up to the quota and not one more, each candidate told; a withdrawal frees the place."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.holder import Holder
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.nominator import Nominator
from bartholdi.office.applications.services import claim
from bartholdi.office.applications.services import nominations as services
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call, Invitation
from tests.cast import CAST
from tests.factories import AccountFactory, OrganisationFactory
from tests.office.applications.forms import a_call

pytestmark = pytest.mark.django_db
FACTS = {"quota": 2, "contact_name": "Irène Vice", "contact_email": "irene@lakeshore.example", "language": "en"}


def a_nomination_call(**more: Any) -> Call:
    return a_call(kind="nomination", **more)


@pytest.fixture
def invitation(officer: User) -> Invitation:
    return services.invite(a_nomination_call(), OrganisationFactory(name_en="Lakeshore University"), by=officer, **FACTS)


def link_in(kind: str) -> str:
    """The token of the newest letter of this kind."""
    words = Notice.objects.filter(kind=f"applications.{kind}").order_by("-pk")[0].text.split()
    address = next(word for word in words if "/nominations/" in word)
    return address.rstrip("/").rpartition("/")[2]


def nominate(invitation: Invitation, email: str = "nora@example.org", **more: Any) -> Application:
    facts = {"name": "Nora Nominee", "email": email, "language": "en", "arrived_at": invitation.call.moment(), **more}
    return services.nominate(invitation, by=Nominator(invitation), **facts)


def test_an_institution_is_invited_then_sent_its_link(invitation: Invitation, officer: User) -> None:
    assert Notice.objects.count() == 0
    services.send_invitation(invitation, by=officer)
    letter = Notice.objects.get()
    assert (letter.address, letter.private) == ("irene@lakeshore.example", True)
    assert services.invitation_of(link_in("nomination_invited")) == invitation
    assert "2" in letter.text


def test_a_new_link_closes_the_old_one(invitation: Invitation, officer: User) -> None:
    services.send_invitation(invitation, by=officer)
    first = link_in("nomination_invited")
    services.send_invitation(invitation, by=officer)
    assert (services.invitation_of(first), services.invitation_of("")) == (None, None)
    assert services.invitation_of(link_in("nomination_invited")) == invitation


def test_a_candidate_has_a_draft_and_a_letter_at_once(invitation: Invitation) -> None:
    made = nominate(invitation, "Nora@Example.org")
    assert (made.reference, made.state, made.nomination, made.call) == ("CHAT-0001", "draft", invitation, invitation.call)
    party = made.parties.get()
    assert (party.role, party.email, party.organisation) == ("lead", "nora@example.org", invitation.organisation)
    assert [(each.kind, each.address) for each in Notice.objects.all()] == [("applications.nominated", "nora@example.org")]
    assert Entry.objects.get(act="applications.nominate").actor_key == f"programmes.invitation:{invitation.pk}"


def test_the_candidate_takes_it_up_with_the_address_that_was_nominated(invitation: Invitation, stranger: User) -> None:
    made = nominate(invitation)
    token = link_in("nominated")
    found = services.nominated(token)
    assert found == made
    assert found is not None
    with pytest.raises(Refused, match=r"This nomination is for nora@example\.org"):
        services.take_up(found, by=stranger)
    nora = AccountFactory(email="nora@example.org")
    services.take_up(found, by=nora)
    assert list(Application.objects.of(nora)) == [made]
    assert services.nominated(token) is None


def test_a_candidates_link_is_no_key_to_a_draft(invitation: Invitation, stranger: User) -> None:
    made = nominate(invitation)
    assert not claim(made, holder=Holder(link_in("nominated")), by=stranger)
    assert not Application.objects.of(stranger).exists()


def test_one_more_than_the_quota_is_refused_and_a_withdrawal_frees_the_place(invitation: Invitation) -> None:
    first = nominate(invitation, "a@example.org")
    nominate(invitation, "b@example.org")
    with pytest.raises(Refused, match="all 2 places are taken"):
        nominate(invitation, "c@example.org")
    assert services.places_used(invitation) == 2
    services.withdraw_nomination(first, by=Nominator(invitation), arrived_at=invitation.call.moment())
    assert (services.places_used(invitation), first.state) == (1, "withdrawn")
    assert Notice.objects.filter(kind="applications.nomination_withdrawn").get().address == "a@example.org"
    nominate(invitation, "c@example.org")
    assert [each.candidate.email for each in services.nominations(invitation)] == ["b@example.org", "c@example.org"]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": " "}, "write the name"),
        ({"email": "nowhere"}, "is not an e-mail address"),
    ],
)
def test_what_is_wrong_is_said(invitation: Invitation, facts: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        nominate(invitation, **facts)
    assert (Application.objects.count(), Notice.objects.count()) == (0, 0)


def test_nobody_is_nominated_twice(invitation: Invitation) -> None:
    nominate(invitation)
    with pytest.raises(Refused, match="is nominated already"):
        nominate(invitation, "NORA@example.org")


def test_until_the_last_second(invitation: Invitation) -> None:
    closes = invitation.call.closes_at
    assert closes is not None
    made = nominate(invitation, "in@example.org", arrived_at=closes - timedelta(seconds=1))
    for late in (closes, closes + timedelta(seconds=1)):
        with pytest.raises(Refused, match="has closed"):
            nominate(invitation, "out@example.org", arrived_at=late)
        with pytest.raises(Refused, match="has closed"):
            services.withdraw_nomination(made, by=Nominator(invitation), arrived_at=late)


def test_a_link_acts_for_its_own_institution_alone(invitation: Invitation, officer: User) -> None:
    other = services.invite(invitation.call, OrganisationFactory(name_en="Other"), by=officer, **FACTS)
    made = nominate(invitation)
    with pytest.raises(PermissionDenied):
        services.withdraw_nomination(made, by=Nominator(other), arrived_at=invitation.call.moment())
    with pytest.raises(PermissionDenied):
        services.nominate(
            invitation, name="X", email="x@example.org", language="en", arrived_at=invitation.call.moment(), by=Nominator(other)
        )


def test_the_quota_is_not_set_below_what_is_used(invitation: Invitation, officer: User) -> None:
    nominate(invitation, "a@example.org")
    nominate(invitation, "b@example.org")
    with pytest.raises(Refused, match="2 candidates are nominated already"):
        services.change_invitation(invitation, by=officer, quota=1)
    invitation.refresh_from_db()
    services.change_invitation(invitation, by=officer, quota=3)
    nominate(invitation, "c@example.org")


def test_only_officers_invite(invitation: Invitation, cast: dict[str, User]) -> None:
    worked = []
    for part in CAST:
        try:
            services.invite(invitation.call, OrganisationFactory(), by=cast[part], **FACTS)
            services.change_invitation(invitation, by=cast[part], quota=5)
            services.send_invitation(invitation, by=cast[part])
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]


def test_a_competition_invites_nobody(officer: User) -> None:
    with pytest.raises(Refused, match="takes applications, not nominations"):
        services.invite(a_call(), OrganisationFactory(), by=officer, **FACTS)


def test_no_link_stands_in_the_journal_or_at_the_desk(invitation: Invitation, officer: User) -> None:
    services.send_invitation(invitation, by=officer)
    token = link_in("nomination_invited")
    assert not Entry.objects.filter(change__icontains=token).exists()
    invitation.refresh_from_db()
    assert invitation.token_digest != token


@pytest.mark.django_db(transaction=True)
def test_eight_who_nominate_at_once_get_the_places_there_are_and_no_number_twice() -> None:
    officer = AccountFactory(roles=["officer"])
    made = services.invite(a_nomination_call(), OrganisationFactory(), by=officer, **{**FACTS, "quota": 3})
    together = threading.Barrier(8)
    refused: list[str] = []

    def work(number: int) -> None:
        invitation = Invitation.objects.select_related("call", "organisation", "side").get(pk=made.pk)
        try:
            together.wait()
            nominate(invitation, f"n{number}@example.org")
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (services.places_used(made), len(refused)) == (3, 5)
    assert list(Application.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2, 3]
    assert Notice.objects.filter(kind="applications.nominated").count() == 3
