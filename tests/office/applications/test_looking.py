"""Looking at a rehearsal: as the call would stand at the moment, for one role, by those who may, and without anything that stays."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import looking
from bartholdi.office.applications.looking import Role, as_if_real
from bartholdi.office.applications.models import Access, Application, Letter, Submission
from bartholdi.office.applications.services.letter_links import find_link
from bartholdi.office.applications.services.nominations import invitation_of
from bartholdi.office.programmes.models import Call
from tests.cast import CAST
from tests.factories import ApplicationFactory, OrganisationFactory
from tests.office.applications.rehearsed import rehearsed

pytestmark = pytest.mark.django_db
VISITOR = Role(looking.VISITOR)


@pytest.fixture
def copy(officer: User) -> Call:
    return rehearsed(officer)


def everything() -> dict[str, list[Any]]:
    """Each row of each table of the office, whole."""
    models = [each for each in apps.get_models() if each.__module__.startswith("bartholdi.office")]
    return {each._meta.label: list(each._default_manager.order_by("pk").values()) for each in models}


def states(copy: Call) -> Counter[str]:
    return Counter(Application.objects.filter(call=copy).values_list("state", flat=True))


def test_a_look_leaves_every_row_of_the_office_as_it_was(officer: User, copy: Call) -> None:
    before = everything()
    for role in (VISITOR, Role(looking.OFFICER), looking.roles(copy)[1], looking.roles(copy)[-4]):
        for at in looking.moments(copy).values():
            with as_if_real(copy, role=role, at=at, by=officer) as look:
                assert (look.call.rehearsal_of_id, look.call.moment()) == (None, at)
                Application.objects.filter(call=copy).update(title="Written by what was looked at")
    assert everything() == before


def test_what_fails_inside_leaves_nothing_either(officer: User, copy: Call) -> None:
    before, done = everything(), []
    with pytest.raises(ZeroDivisionError), as_if_real(copy, role=VISITOR, at=copy.moment(), by=officer):
        transaction.on_commit(lambda: done.append("a letter"))
        raise ZeroDivisionError
    assert (everything(), done) == (before, [])


def test_nothing_waits_to_be_done_after_a_look(officer: User, copy: Call, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as waiting, as_if_real(copy, role=VISITOR, at=copy.moment(), by=officer):
        transaction.on_commit(lambda: None)
    assert waiting == []


def test_only_those_who_may_rehearse_look_and_only_at_a_rehearsal(cast: dict[str, User], copy: Call) -> None:
    found = {}
    for part in CAST:
        for call in (copy, copy.rehearsal_of):
            assert call is not None
            try:
                with as_if_real(call, role=VISITOR, at=copy.moment(), by=cast[part]):
                    found[part, call is copy] = True
            except PermissionDenied:
                found[part, call is copy] = False
    may = {"officer", "director", "administrator"}
    assert found == {(part, is_copy): is_copy and part in may for part in CAST for is_copy in (True, False)}


def test_the_copy_stands_as_it_would_at_the_moment(officer: User, copy: Call) -> None:
    found = {}
    for name, at in looking.moments(copy).items():
        with as_if_real(copy, role=VISITOR, at=at, by=officer) as look:
            rows = Application.objects.filter(call=copy)
            late = rows.filter(started_at__gt=at).exists() or Submission.objects.filter(submitted_at__gt=at).exists()
            found[name] = (look.call.standing, dict(states(copy)), late, Call.objects.public().filter(pk=copy.pk).exists())
    assert found == {
        "before": ("coming", {}, False, True),
        "open": ("open", {"draft": 3, "submitted": 4}, False, True),
        "last_hour": ("open", {"draft": 5, "submitted": 7}, False, True),
        "after": ("closed", {"draft": 4, "submitted": 8}, False, True),
    }


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(-0.2, 1.2))
def test_at_whatever_moment_nothing_is_there_that_has_not_happened(officer: User, copy: Call, part: float) -> None:
    assert copy.opens_at is not None
    assert copy.closes_at is not None
    at: datetime = copy.opens_at + (copy.closes_at - copy.opens_at) * part
    begun = Application.objects.filter(call=copy, started_at__lte=at).count()
    sent = Application.objects.filter(call=copy, submitted_at__lte=at).count()
    came = Letter.objects.filter(application__call=copy, received_at__lte=at).count()
    with as_if_real(copy, role=VISITOR, at=at, by=officer):
        rows, letters = Application.objects.filter(call=copy), Letter.objects.filter(application__call=copy)
        assert (rows.count(), rows.handed_in().count(), letters.received().count()) == (begun, sent, came)
        assert not rows.filter(state="draft").exclude(submitted_at=None).exists()


def test_a_lead_of_either_side_has_an_account_that_sees_one_application_and_is_nobody_afterwards(
    officer: User, copy: Call
) -> None:
    ApplicationFactory(call=copy.rehearsal_of)
    first = Application.objects.filter(call=copy).earliest("pk")
    for party in first.parties.filter(role__in=["lead", "co_lead"]):
        with as_if_real(copy, role=Role(looking.LEAD, party.pk), at=looking.moments(copy)["after"], by=officer) as look:
            assert look.user is not None
            assert list(Application.objects.visible_to(look.user)) == [look.application] == [first]
            assert (look.user.roles, look.user.has_usable_password(), look.user.name) == (frozenset(), False, party.name)
            zone = "Europe/Paris" if party.side and party.side.country == "FR" else "America/New_York"
            assert look.user.zone == zone
            email = look.user.email
        assert not User.objects.filter(email=email).exists()
    assert not Access.objects.filter(application__call=copy).exists()


def test_who_has_not_begun_has_no_application_and_whom_nobody_asked_no_letter(officer: User, copy: Call) -> None:
    before = looking.moments(copy)["before"]
    lead = Role(looking.LEAD, looking.leads(copy)[0].pk)
    with as_if_real(copy, role=lead, at=before, by=officer) as look:
        assert (look.user is not None, look.application) == (True, None)
    with as_if_real(copy, role=Role(looking.WRITER, looking.letters(copy)[0].pk), at=before, by=officer) as look:
        assert (look.user, look.letter) == (None, None)


def test_a_link_opens_its_own_letter_during_the_look_and_nothing_after_it(officer: User, copy: Call) -> None:
    letter = looking.letters(copy)[0]
    with as_if_real(copy, role=Role(looking.WRITER, letter.pk), at=looking.moments(copy)["open"], by=officer) as look:
        link = find_link(look.token)
        assert (link and link.letter, look.letter) == (letter, letter)
    assert find_link(look.token) is None


def test_an_invited_institution_has_a_link_too(officer: User) -> None:
    copy = rehearsed(officer, kind="nomination")
    invitation = copy.invitations.create(organisation=OrganisationFactory())
    assert Role(looking.NOMINATOR, invitation.pk) in looking.roles(copy)
    with as_if_real(copy, role=Role(looking.NOMINATOR, invitation.pk), at=copy.moment(), by=officer) as look:
        assert invitation_of(look.token) == invitation
    assert invitation_of(look.token) is None


def test_of_another_call_nobody_is_played(officer: User, copy: Call) -> None:
    other = rehearsed(officer, code="SNOW")
    stranger = looking.leads(other)[0]
    letter = looking.letters(other)[0]
    after = looking.moments(copy)["after"]
    with as_if_real(copy, role=Role(looking.LEAD, stranger.pk), at=after, by=officer) as look:
        assert (look.user, look.application) == (None, None)
    with as_if_real(copy, role=Role(looking.WRITER, letter.pk), at=after, by=officer) as look:
        assert (look.user, look.letter) == (None, None)
