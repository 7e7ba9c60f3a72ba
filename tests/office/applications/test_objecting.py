"""Whom those who apply ask not to judge: named by leads while they can write, read by the office and by nobody who judges."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Objection
from bartholdi.office.applications.services import objecting
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.factories import AccountFactory, ApplicationFactory, CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(applicant: User) -> Application:
    made: Application = ApplicationFactory(call=CallFactory(), applicant=applicant)
    return made


def named(application: Application, by: User, name: str = "Rita Rival", **more: str) -> Objection:
    return objecting.name_objection(application, name=name, reason="We compete.", by=by, arrived_at=timezone.now(), **more)


def test_a_lead_names_and_takes_back_and_the_journal_keeps_no_name(application: Application, applicant: User) -> None:
    made = named(application, applicant, institution="Iroise University", email="rita@iroise.example")
    assert str(Entry.objects.get(act="applications.name_objection").change).find("Rita") == -1
    objecting.take_objection_back(made, by=applicant, arrived_at=timezone.now())
    assert (Objection.objects.count(), Entry.objects.filter(act="applications.take_objection_back").count()) == (0, 1)


def test_nobody_else_does(application: Application, cast: dict[str, User]) -> None:
    for who in ("stranger", "officer", "director"):
        with pytest.raises(PermissionDenied):
            named(application, cast[who])


def test_one_names_five_with_a_reason_and_until_the_closing(application: Application, applicant: User) -> None:
    for number in range(objecting.MOST):
        named(application, applicant, f"Rival {number}")
    with pytest.raises(Refused, match="5 people at most"):
        named(application, applicant)
    Objection.objects.all().delete()
    with pytest.raises(Refused, match="say in a sentence"):
        objecting.name_objection(application, name="Rita", reason="  ", by=applicant, arrived_at=timezone.now())
    Application.objects.update(state="withdrawn")
    with pytest.raises(Refused, match="Not saved"):
        named(application, applicant)


def test_the_office_and_its_leads_read_it_and_nobody_who_has_to_do_with_it(
    application: Application, applicant: User, cast: dict[str, User]
) -> None:
    named(application, applicant)
    seen = {who for who, user in cast.items() if Objection.objects.visible_to(user).exists()}
    assert seen == {"applicant", "officer", "director", "auditor"}
    for role in (Access.Role.REVIEWER, Access.Role.PARTY, Access.Role.BARRED):
        other = AccountFactory(email=f"{role}@example.org")
        Access.objects.create(application=application, user=other, role=role)
        assert not Objection.objects.visible_to(other).exists()
    Access.objects.create(application=application, user=cast["officer"], role=Access.Role.BARRED)
    assert not Objection.objects.visible_to(cast["officer"]).exists()
