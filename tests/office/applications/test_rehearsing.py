"""A rehearsal: a whole copy with invented applicants, a clock of its own, in no public list, and gone without a trace but the journal's."""

from datetime import timedelta
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils import timezone
from hypothesis import given, settings

from bartholdi.cores.formspec import Spec, check
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import invented, rehearsing
from bartholdi.office.applications.models import Application, Party, Submission
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes import models as programmes
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.shipped import shipped
from bartholdi.office.questionnaires.models import Response
from tests.cores.formspec.making import specs
from tests.factories import ApplicationFactory, CallFactory

pytestmark = pytest.mark.django_db

NAMES = tuple(shipped())
PARTS = ("sides", "letters", "milestones", "panels", "contacts", "call_funds", "invitations")
COUNTED: tuple[type[Model], ...] = (
    Call,
    Application,
    Party,
    Submission,
    Response,
    *(
        getattr(programmes, name)
        for name in ("Side", "LetterRequirement", "Milestone", "Panel", "Contact", "CallFund", "Invitation")
    ),
)


def counts() -> list[int]:
    return [model._default_manager.count() for model in COUNTED]


def started(officer: User, name: str = "transatlantic-research-partnership") -> Call:
    return services.start_call(shipped()[name], year=2028, opens_on=timezone.localdate() + timedelta(days=30), by=officer)


@pytest.mark.parametrize("name", NAMES)
def test_a_rehearsal_has_every_part_and_its_invented_applicants(officer: User, name: str) -> None:
    call = started(officer, name)
    copy = rehearsing.rehearse(call, by=officer)
    copy.refresh_from_db()
    assert [getattr(copy, part).count() for part in PARTS] == [getattr(call, part).count() for part in PARTS]
    assert (copy.rehearsal_of, copy.moment(), copy.standing) == (call, call.opens_at, "open")
    rows = Application.objects.filter(call=copy)
    assert (rows.count(), rows.handed_in().count(), rows.exclude(title="").count()) == (12, 8, 12)
    assert copy.edition is not None
    for row in rows.select_related("response"):
        assert check(copy.edition.parsed(), row.response.answers, final=False).faults == ()
    assert not Party.objects.exclude(email="").exists()


@settings(max_examples=40, deadline=None)
@given(specs)
def test_invented_answers_never_break_a_form(spec: Spec) -> None:
    made = invented.answers(spec, Random(1), today=timezone.localdate())
    assert check(spec, made, final=False).unknown == ()


def test_the_same_call_is_rehearsed_with_the_same_people(officer: User) -> None:
    call = started(officer)
    first = rehearsing.rehearse(call, by=officer)
    names = list(Party.objects.order_by("pk").values_list("name", flat=True))
    rehearsing.discard(first, by=officer)
    rehearsing.rehearse(call, by=officer)
    assert list(Party.objects.order_by("pk").values_list("name", flat=True)) == names


def test_it_has_its_own_clock(officer: User) -> None:
    call = started(officer)
    copy = rehearsing.rehearse(call, by=officer)
    found = []
    for at in (call.opens_at - timedelta(seconds=1), call.opens_at, call.closes_at - timedelta(seconds=1), call.closes_at):
        services.set_clock(copy, at=at, by=officer)
        found.append(copy.standing)
    assert found == ["coming", "open", "open", "closed"]
    with pytest.raises(Refused, match="within ten years"):
        services.set_clock(copy, at=call.opens_at + timedelta(days=5_000), by=officer)
    with pytest.raises(PermissionDenied):
        services.set_clock(call, at=timezone.now(), by=officer)


def test_it_is_in_no_public_list_and_no_letter_leaves(officer: User, stranger: User) -> None:
    copy = rehearsing.rehearse(started(officer), by=officer)
    assert not Call.objects.public().filter(pk=copy.pk).exists()
    assert not Call.objects.open(copy.moment() + timedelta(days=1)).exists()
    assert not Call.objects.visible_to(stranger).exists()
    assert not Application.objects.real().exists()
    assert not Notice.objects.exists()


def test_discarding_leaves_what_was_there_before_and_the_journal(officer: User) -> None:
    call = started(officer)
    ApplicationFactory(call=call)
    before = counts()
    copy = rehearsing.rehearse(call, by=officer)
    slug = copy.slug
    rehearsing.discard(copy, by=officer)
    assert counts() == before
    assert list(Entry.objects.order_by("-number").values_list("act", flat=True)[:2]) == [
        "programmes.discard_rehearsal",
        "programmes.rehearse",
    ]
    newest = Entry.objects.order_by("-number").first()
    assert newest is not None
    assert newest.change == {"rehearsal": slug, "applications": 12}
    assert verify().sound


def test_only_a_rehearsal_can_be_discarded(officer: User, auditor: User) -> None:
    call = CallFactory()
    copy = rehearsing.rehearse(call, by=officer)
    with pytest.raises(PermissionDenied):
        rehearsing.discard(call, by=officer)
    with pytest.raises(PermissionDenied):
        rehearsing.discard(copy, by=auditor)
    with pytest.raises(PermissionDenied):
        rehearsing.rehearse(copy, by=officer)
    with pytest.raises(PermissionDenied):
        services.announce(copy, by=officer)


def test_a_call_without_form_or_dates_is_not_rehearsed(officer: User) -> None:
    with pytest.raises(Refused, match="needs the opening"):
        rehearsing.rehearse(CallFactory(edition=None), by=officer)
