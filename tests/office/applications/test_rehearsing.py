"""A rehearsal: a whole copy with invented applicants, in no public list, writing to nobody, and gone without a trace but the journal's."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone
from hypothesis import given, settings

from bartholdi.cores.formspec import Spec, check
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import invented, inventing, rehearsing
from bartholdi.office.applications.models import Access, Application, Letter, Party, SentLetter, Submission
from bartholdi.office.applications.services import messages, nominations, sending
from bartholdi.office.applications.services.messages import Words
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
from tests.factories import AccountFactory, ApplicationFactory, CallFactory, OrganisationFactory
from tests.office.lib.test_files import pdf
from tests.office.notices.post import write

pytestmark = pytest.mark.django_db

NAMES = tuple(shipped())
PARTS = ("sides", "letters", "milestones", "panels", "contacts", "call_funds", "invitations")
COUNTED: tuple[type[Model], ...] = (
    Call,
    Application,
    Party,
    Submission,
    Letter,
    SentLetter,
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
    leads = Party.objects.filter(application__call=copy, role__in=["lead", "co_lead"]).count()
    assert leads == 12 * (2 if copy.lead_per_side else 1)
    wanted = copy.letters.filter(side=None).exists() or copy.letters.exclude(side=None).exists()
    assert (Letter.objects.exists(), SentLetter.objects.exists()) == (wanted, wanted)


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


def test_it_is_in_no_public_list_and_no_letter_leaves(officer: User, stranger: User) -> None:
    copy = rehearsing.rehearse(started(officer), by=officer)
    assert not Call.objects.public().filter(pk=copy.pk).exists()
    assert not Call.objects.open(copy.moment() + timedelta(days=1)).exists()
    assert not Call.objects.visible_to(stranger).exists()
    assert not Application.objects.real().exists()
    assert not Notice.objects.exists()


def test_what_is_invented_happens_while_the_call_is_open_and_somebody_is_always_late(officer: User) -> None:
    call = started(officer)
    assert call.opens_at is not None
    assert call.closes_at is not None
    times = [inventing.spread(serial, call.opens_at, call.closes_at) for serial in range(1, 13)]
    sent = [each.sent for each in times if each.sent]
    assert (times[0].begun, len(sent)) == (call.opens_at, 8)
    assert all(call.opens_at <= each.begun <= (each.sent or call.closes_at) <= call.closes_at for each in times)
    assert max(sent) == call.closes_at - timedelta(minutes=20)


def test_nobody_is_written_to_from_a_rehearsal_whatever_an_officer_does(officer: User) -> None:
    call = started(officer, "fadex-nomination")
    call.invitations.create(organisation=OrganisationFactory(), contact_name="A", contact_email="a@example.org")
    copy = rehearsing.rehearse(call, by=officer)
    with pytest.raises(Refused, match="this is a rehearsal"):
        nominations.send_invitation(copy.invitations.get(), by=officer)
    application = Application.objects.filter(call=copy, state="submitted").earliest("pk")
    Access.objects.create(application=application, user=AccountFactory(), role=Access.Role.APPLICANT)
    until = timezone.now() + timedelta(days=900)
    words = Words("Dear colleague", "A word.")
    messages.write_to(application, {"en": words, "fr": words}, by=officer)
    sending.return_for_changes(application, message="A page is missing.", until=until, by=officer)
    assert not Notice.objects.exists()


def test_discarding_takes_mails_and_files_of_its_own_but_not_those_of_the_call(
    officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    call = started(officer)
    titles = {"title_en": "Model", "title_fr": "Modèle"}
    kept = services.add_part(call, "paper", {**titles, "upload": SimpleUploadedFile("model.pdf", pdf())}, by=officer)
    copy = rehearsing.rehearse(call, by=officer)
    own = services.add_part(copy, "paper", {**titles, "upload": SimpleUploadedFile("own.pdf", pdf(pages=2))}, by=officer)
    letter = Letter.objects.filter(application__call=copy).earliest("pk")
    for cause in (letter.journal_key, f"applications.application:{letter.application_id}", "accounts.user:1"):
        write(cause=cause)
    with django_capture_on_commit_callbacks(execute=True):
        rehearsing.discard(copy, by=officer)
    storage = kept.file.storage
    assert (storage.exists(kept.file.name), storage.exists(own.file.name)) == (True, False)
    assert list(Notice.objects.values_list("cause", flat=True)) == ["accounts.user:1"]


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
