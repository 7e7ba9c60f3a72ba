"""Messages to applicants: in each reader's language, filled in for each, sent or held, and never twice."""

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.applications.services import messages
from bartholdi.office.applications.services.messages import Words
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.cast import CAST
from tests.factories import AccountFactory
from tests.office.applications.forms import a_call, begun

pytestmark = pytest.mark.django_db
BOTH = {
    "en": Words("The panel of {call}", "Dear {name},\n\n{reference} is read in March. Until then: {deadline}."),
    "fr": Words("Le jury de {call}", "Bonjour {name},\n\n{reference} sera lue en mars."),
}


@pytest.fixture
def call() -> Call:
    return a_call(title_en="Ice", title_fr="Glace")


@pytest.fixture
def application(call: Call, applicant: User) -> Application:
    """With a lead who reads English, and one who reads French."""
    made = begun(call, applicant)
    lead = AccountFactory(email="lead@example.org", name="Luc", language="fr")
    Access.objects.create(application=made, user=lead, role=Access.Role.APPLICANT)
    return made


def written() -> list[tuple[str, str, str]]:
    rows = Notice.objects.filter(kind="applications.message").order_by("pk")
    return list(rows.values_list("address", "language", "subject"))


def test_each_lead_reads_it_in_their_language_filled_in(application: Application, officer: User, applicant: User) -> None:
    assert messages.write_to(application, BOTH, by=officer) == 2
    assert written() == [(applicant.email, "en", "The panel of Ice"), ("lead@example.org", "fr", "Le jury de Glace")]
    first, second = Notice.objects.filter(kind="applications.message").order_by("pk")
    assert "Dear Aïcha Applicant,\n\nCHAT-0001 is read in March. Until then: " in first.text
    assert "Bonjour Luc,\n\nCHAT-0001 sera lue en mars." in second.text


def test_the_preview_is_what_is_sent(application: Application, officer: User) -> None:
    shown = messages.preview(application, BOTH)
    messages.write_to(application, BOTH, by=officer)
    assert [(each.reader.email, each.subject) for each in shown] == [(to, subject) for to, _language, subject in written()]
    for each, notice in zip(shown, Notice.objects.filter(kind="applications.message").order_by("pk"), strict=True):
        assert each.text in notice.text


def test_held_letters_wait_in_the_outbox(application: Application, officer: User) -> None:
    messages.write_to(application, BOTH, by=officer, held=True)
    assert set(Notice.objects.filter(kind="applications.message").values_list("state", flat=True)) == {"held"}


def test_the_same_batch_writes_nobody_twice(application: Application, officer: User) -> None:
    for _turn in range(2):
        messages.write_to(application, BOTH, by=officer, batch="7")
    assert len(written()) == 2


def test_both_languages_where_both_are_read(application: Application, officer: User) -> None:
    with pytest.raises(Refused, match="Write subject and text in French too"):
        messages.write_to(application, {**BOTH, "fr": Words("Objet", "")}, by=officer)
    assert written() == []


def test_one_language_is_enough_where_one_is_read(call: Call, applicant: User, officer: User) -> None:
    messages.write_to(begun(call, applicant), {**BOTH, "fr": Words("", "")}, by=officer)
    assert len(written()) == 1


def test_a_placeholder_that_does_not_exist_is_refused_by_its_name(application: Application, officer: User) -> None:
    with pytest.raises(Refused, match=r"“\{amount\}” is no placeholder"):
        messages.write_to(application, {**BOTH, "en": Words("Hello", "You get {amount}.")}, by=officer)


def test_what_a_name_brings_along_is_not_filled_again(call: Call, officer: User) -> None:
    joker = AccountFactory(name="{reference}", email="joker@example.org")
    messages.write_to(begun(call, joker), {**BOTH, "en": Words("Hello {name}", "Hello")}, by=officer)
    assert written() == [("joker@example.org", "en", "Hello {reference}")]


def test_only_officers_write(application: Application, cast: dict[str, User]) -> None:
    worked = []
    for part in CAST:
        try:
            messages.write_to(application, BOTH, by=cast[part])
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]


def test_an_application_without_anybody_to_write_to_says_so(application: Application, officer: User) -> None:
    Access.objects.all().delete()
    application.parties.all().delete()
    with pytest.raises(Refused, match="none of these applications has an applicant"):
        messages.write_to(application, BOTH, by=officer)
