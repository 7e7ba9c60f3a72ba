"""Asking for letters: who may write which, how many, when they are reminded; and nobody is asked twice or by mistake."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Access, Application, Letter, Party
from bartholdi.office.applications.people import Marks, Somebody, normalised
from bartholdi.office.applications.permissions import LETTER_POLICY
from bartholdi.office.applications.services import letters as services
from bartholdi.office.applications.services.letter_links import find_link
from bartholdi.office.applications.services.parties import SPARE, name_writer
from bartholdi.office.applications.services.sending import withdraw
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import LetterRequirement
from tests.cast import CAST
from tests.factories import ApplicationFactory, CallFactory, PersonFactory
from tests.lettering import CURIE, NOETHER, asked, kinds_to, move_to, named, requirement, sent, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(applicant: User) -> Application:
    made: Application = ApplicationFactory(applicant=applicant, call=CallFactory())
    return made


@pytest.fixture
def wanted(application: Application) -> LetterRequirement:
    return requirement(application.call)


def test_asking_sends_one_mail_with_a_link_in_the_writers_language(
    application: Application, wanted: LetterRequirement, applicant: User
) -> None:
    letter = asked(application, wanted, NOETHER, by=applicant)
    notice = Notice.objects.get(address="noether@example.org")
    link = find_link(token_of(letter))
    assert link is not None
    assert (letter.state, notice.language, notice.private, link.letter_id) == ("asked", "fr", True, letter.pk)
    assert wanted.label_fr in notice.text
    assert "(Washington)" in notice.text
    assert "(Paris)" in notice.text


def test_a_link_is_kept_as_its_digest_only(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    letter = asked(application, wanted, by=applicant)
    token = token_of(letter)
    assert len(token) == 43  # 256 bits in base64
    kept = letter.links.get()
    assert token not in str(vars(kept))
    assert token not in "".join(str(entry.change) for entry in Entry.objects.all())


def test_who_may_do_what_with_a_letter(
    application: Application, wanted: LetterRequirement, applicant: User, cast: dict[str, User]
) -> None:
    letter = asked(application, wanted, by=applicant)
    officers = {
        "remind_writer",
        "correct_address",
        "cancel_letter",
        "extend_letter",
        "accept_late_letter",
        "read_letter",
    }
    assert {part: LETTER_POLICY.actions(cast[part], letter) for part in CAST} == {part: set() for part in CAST} | {
        "applicant": {"name_writer", "ask_for_letter", "remind_writer", "correct_address", "cancel_letter"},
        "officer": officers,
        "director": officers,
    }


def test_barred_staff_and_staff_who_apply_read_no_letter(
    application: Application, wanted: LetterRequirement, applicant: User, officer: User, director: User
) -> None:
    letter = asked(application, wanted, by=applicant)
    Access.objects.create(application=application, user=officer, role=Access.Role.BARRED)
    Access.objects.create(application=application, user=director, role=Access.Role.APPLICANT)
    for user in (officer, director):
        with pytest.raises(PermissionDenied):
            services.read_letter(letter, by=user)


@pytest.mark.parametrize(
    "somebody",
    [
        Somebody(name="Somebody Else", email="APPLICANT@example.org"),
        Somebody(name="Applicant, Aicha", email="other@example.net"),
        Somebody(name="Somebody Else", email="second@example.net"),
    ],
)
def test_nobody_is_their_own_referee(
    application: Application, wanted: LetterRequirement, applicant: User, somebody: Somebody
) -> None:
    PersonFactory(account=applicant).addresses.create(address="second@example.net")
    with pytest.raises(Refused, match="nobody writes a letter about themselves"):
        named(application, wanted, somebody, by=applicant)
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("somebody", "is_refused"),
    [
        (Somebody(name="M. Curie", email="Curie@Example.org"), True),
        (Somebody(name="CURIE Marie", email="other@example.org"), True),
        (Somebody(name="M. Curie", email="other@example.org", orcid="0000-0002-1825-0097"), True),
        (Somebody(name="Marie Curie", email="other@example.org", orcid="0000-0001-5109-3700"), False),
        (Somebody(name="Irène Joliot-Curie", email="irene@example.org"), False),
    ],
)
@pytest.mark.parametrize("is_turned", [False, True])
def test_a_recommender_is_neither_supervisor_nor_host_whichever_comes_first(
    application: Application, wanted: LetterRequirement, applicant: User, somebody: Somebody, is_refused: bool, is_turned: bool
) -> None:
    host = requirement(application.call, key="host", role="host", not_also=[])
    first = Somebody(name="Marie Curie", email="curie@example.org", orcid="0000-0002-1825-0097")
    one, two = (wanted, host) if is_turned else (host, wanted)
    named(application, one, first, by=applicant)
    if is_refused:
        with pytest.raises(Refused, match="this letter must come from somebody else"):
            named(application, two, somebody, by=applicant)
    else:
        named(application, two, somebody, by=applicant)


def test_the_same_supervisor_signs_two_letters_as_one_party(application: Application, applicant: User) -> None:
    for key in ("agreement", "plan"):
        named(application, requirement(application.call, key=key, role="supervisor", not_also=[]), CURIE, by=applicant)
    assert application.parties.count() == 1


def test_the_same_person_is_not_asked_twice_for_one_letter(
    application: Application, wanted: LetterRequirement, applicant: User
) -> None:
    asked(application, wanted, by=applicant)
    with pytest.raises(Refused, match="Curie, Marie is named for this letter already"):
        named(application, wanted, Somebody(name="Curie, Marie", email="mc@example.net"), by=applicant)


def test_a_few_spare_people_may_be_asked_and_then_no_more(
    application: Application, wanted: LetterRequirement, applicant: User
) -> None:
    for number in range(1 + SPARE):
        named(application, wanted, Somebody(name=f"Referee {number}", email=f"r{number}@example.org"), by=applicant)
    with pytest.raises(Refused, match="4 people are named for this letter already"):
        named(application, wanted, CURIE, by=applicant)


def test_when_enough_came_spare_requests_end_kindly(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    letter, spare = asked(application, wanted, by=applicant), asked(application, wanted, NOETHER, by=applicant)
    waiting = named(application, wanted, Somebody(name="Ada", email="ada@example.org"), by=applicant)
    sent(letter, at=timezone.now())
    states = dict(Letter.objects.values_list("pk", "state"))
    assert states == {letter.pk: "received", spare.pk: "cancelled", waiting.pk: "cancelled"}
    assert kinds_to("noether@example.org") == ["letter_request", "letter_cancelled"]
    assert "Assez de lettres" in Notice.objects.filter(address="noether@example.org")[0].text
    assert kinds_to("ada@example.org") == []
    with pytest.raises(Refused, match="enough of these letters have come"):
        named(application, wanted, Somebody(name="Late", email="late@example.org"), by=applicant)


def test_a_reminder_leaves_at_most_once_a_day(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    letter = asked(application, wanted, by=applicant)
    with pytest.raises(Refused, match="had a mail less than a day ago"):
        services.remind_writer(letter, by=applicant)
    move_to(letter, asked_at=timezone.now() - timedelta(days=2))
    services.remind_writer(letter, by=applicant)
    with pytest.raises(Refused):
        services.remind_writer(letter, by=applicant)
    assert kinds_to("curie@example.org") == ["letter_request", "letter_reminder"]


def test_a_corrected_address_ends_the_old_links(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    letter = asked(application, wanted, by=applicant)
    old = token_of(letter)
    services.correct_address(letter, email="Marie.Curie@example.org", by=applicant)
    letter.refresh_from_db()
    assert letter.party.email == "marie.curie@example.org"
    assert find_link(old) is None
    assert find_link(token_of(letter)) is not None
    with pytest.raises(Refused, match="nobody writes a letter about themselves"):
        services.correct_address(letter, email="applicant@example.org", by=applicant)


def test_a_corrected_address_that_is_none_changes_nothing(
    application: Application, wanted: LetterRequirement, applicant: User
) -> None:
    letter = asked(application, wanted, by=applicant)
    with pytest.raises(Refused):
        services.correct_address(letter, email="not an address", by=applicant)
    assert find_link(token_of(Letter.objects.get(pk=letter.pk))) is not None


def test_a_cancelled_request_lets_the_person_be_something_else(
    application: Application, wanted: LetterRequirement, applicant: User
) -> None:
    letter = asked(application, wanted, by=applicant)
    services.cancel_letter(letter, by=applicant)
    host = requirement(application.call, key="host", role="host", not_also=[])
    named(application, host, CURIE, by=applicant)
    assert Letter.objects.filter(state="cancelled", cause="applicant").count() == 1


def test_withdrawing_cancels_what_is_open(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    asked(application, wanted, by=applicant)
    withdraw(application, by=applicant)
    assert Letter.objects.get().cause == "withdrawn"
    assert kinds_to("curie@example.org") == ["letter_request", "letter_cancelled"]


def test_a_rehearsal_writes_to_nobody(applicant: User) -> None:
    call = CallFactory(rehearsal_of=CallFactory(), rehearsed_at=timezone.now())
    application = ApplicationFactory(applicant=applicant, call=call)
    letter = asked(application, requirement(call), by=applicant)
    services.cancel_letter(letter, by=applicant)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("state", ["withdrawn", "declined", "funded"])
def test_no_letter_is_asked_for_an_application_that_ended(
    application: Application, wanted: LetterRequirement, applicant: User, state: str
) -> None:
    Application.objects.filter(pk=application.pk).update(state=state, submitted_at=timezone.now())
    with pytest.raises(Refused, match="no letters are asked for this application any more"):
        named(application, wanted, CURIE, by=applicant)


def test_nothing_is_asked_after_the_last_instant(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    LetterRequirement.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    letter = named(application, wanted, CURIE, by=applicant)
    with pytest.raises(Refused, match="the last day for this letter has passed"):
        services.ask_for_letter(letter, by=applicant)


def test_what_is_missing_is_counted_alike_for_one_and_for_a_list(application: Application, applicant: User) -> None:
    two = requirement(application.call, key="two", minimum=2, maximum=3)
    requirement(application.call, key="optional", minimum=0)
    one_side = requirement(
        application.call, key="french", side=application.call.sides.get(country="FR"), role="host", not_also=[]
    )
    sent(asked(application, two, by=applicant), at=timezone.now())
    american = ApplicationFactory(call=application.call, side=application.call.sides.get(country="US"))
    for row in queries.with_missing_letters(Application.objects.filter(call=application.call)):
        assert row.letters_missing == sum(kind.count for kind in queries.missing_letters(row))
    assert [(kind.requirement.key, kind.received, kind.count) for kind in queries.missing_letters(application)] == [
        ("two", 1, 1),
        ("optional", 0, 0),
        ("french", 0, 1),
    ]
    assert one_side not in queries.requirements(american)


def test_reading_a_letter_is_recorded(
    application: Application, wanted: LetterRequirement, applicant: User, officer: User
) -> None:
    letter = sent(asked(application, wanted, by=applicant), "She is excellent.", at=timezone.now())
    found = services.read_letter(letter, by=officer)
    entry = Entry.objects.order_by("-number")[0]
    assert found is not None
    assert (found.text, entry.act, entry.actor_key) == ("She is excellent.", "applications.read_letter", officer.journal_key)
    assert "excellent" not in "".join(f"{each.change} {each.subject_label}" for each in Entry.objects.all())


NAMES = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=4), st.randoms())
def test_a_name_is_the_same_in_any_order_and_case(parts: list[str], chance: object) -> None:
    turned = list(reversed(parts))
    assert normalised(" ".join(parts)) == normalised(" , ".join(turned)) or not normalised(" ".join(parts)).isascii()
    assert normalised(" ".join(parts))


@given(st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("abc")))
def test_meeting_is_mutual(ones: set[str], others: set[str]) -> None:
    one, other = Marks(emails=frozenset(ones)), Marks(emails=frozenset(others))
    assert one.meets(other) == other.meets(one) == bool(ones & others)


def test_a_name_of_one_letter_is_a_name(application: Application, wanted: LetterRequirement, applicant: User) -> None:
    assert named(application, wanted, Somebody(name="王", email="wang@example.org"), by=applicant).party.name == "王"


def test_a_stranger_names_nobody(application: Application, wanted: LetterRequirement, stranger: User) -> None:
    with pytest.raises(PermissionDenied):
        name_writer(application, wanted, CURIE, by=stranger)
    assert not Party.objects.exists()
