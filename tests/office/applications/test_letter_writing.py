"""Writing a letter by its link: nothing is lost, the newest counts, a second too late is too late and yet kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Application, Extension, Letter, LetterDraft, LetterFile, SentLetter, Writer
from bartholdi.office.applications.models.letter import LONGEST
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.services import letter_files
from bartholdi.office.applications.services import letter_writing as writing
from bartholdi.office.applications.services import letters as services
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Contact, LetterRequirement
from tests.factories import ApplicationFactory, CallFactory
from tests.lettering import NOETHER, asked, kinds_to, named, requirement, sent
from tests.office.lib.test_files import pdf

pytestmark = pytest.mark.django_db

# The clocks of Paris and Washington change on these days, in 2027.
CHANGES = [
    datetime(2027, 3, 14, 7, tzinfo=UTC),
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2027, 10, 31, 1, tzinfo=UTC),
    datetime(2027, 11, 7, 6, tzinfo=UTC),
]


@pytest.fixture
def application(applicant: User) -> Application:
    call = CallFactory()
    Contact.objects.create(call=call, name="Ada Morel", email="calls@office.example")
    made: Application = ApplicationFactory(applicant=applicant, call=call)
    return made


@pytest.fixture
def wanted(application: Application) -> LetterRequirement:
    return requirement(application.call)


@pytest.fixture
def letter(application: Application, wanted: LetterRequirement, applicant: User) -> Letter:
    return asked(application, wanted, by=applicant)


def upload(name: str = "letter.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf())


def test_a_letter_is_written_sent_confirmed_and_told_of_without_a_word_of_it(letter: Letter, applicant: User) -> None:
    sent(letter, "She is excellent.", at=timezone.now())
    found = queries.newest_sent(letter)
    assert found is not None
    assert (letter.state, found.number, found.text, found.counts) == ("received", 1, "She is excellent.", True)
    assert kinds_to("curie@example.org") == ["letter_request", "letter_receipt"]
    assert kinds_to(applicant.email) == ["letter_told"]


def test_the_newest_counts_and_the_same_twice_is_one(letter: Letter, applicant: User) -> None:
    now = timezone.now()
    sent(letter, "First", at=now)
    sent(letter, "First", at=now)
    sent(letter, "Second", at=now)
    assert [(each.number, each.text) for each in letter.sent.all()] == [(2, "Second"), (1, "First")]
    assert kinds_to(applicant.email) == ["letter_told"]


def test_two_windows_are_told_apart_and_neither_wins_silently(letter: Letter) -> None:
    writing.save_draft(letter, text="One", version=0)
    with pytest.raises(writing.Changed) as changed:
        writing.save_draft(letter, text="Two", version=0)
    assert (changed.value.draft.text, changed.value.draft.version) == ("One", 1)
    assert writing.save_draft(letter, text="One", version=0).version == 1  # the same words twice are no quarrel
    assert writing.save_draft(letter, text="Two", version=1).version == 2


def test_the_first_draft_marks_the_letter_as_opened(letter: Letter) -> None:
    assert letter.opened_at is None
    writing.save_draft(letter, text="One", version=0)
    letter.refresh_from_db()
    assert letter.opened_at is not None


@pytest.mark.parametrize("instant", CHANGES)
@pytest.mark.parametrize("grace", [0, 30])
def test_a_second_decides_on_each_change_of_clocks(
    letter: Letter, wanted: LetterRequirement, instant: datetime, grace: int
) -> None:
    LetterRequirement.objects.filter(pk=wanted.pk).update(closes_at=instant, grace_minutes=grace)
    letter = Letter.objects.get(pk=letter.pk)
    last = instant + timedelta(minutes=grace)
    assert queries.in_time(letter, at=last - timedelta(seconds=1))
    assert not queries.in_time(letter, at=last)
    with pytest.raises(Refused, match=r"It is kept exactly as you sent it.* Write to Ada Morel \(calls@office.example\)"):
        sent(letter, "Too late", at=last + timedelta(seconds=1))
    letter.refresh_from_db()
    assert (letter.state, queries.newest_sent(letter)) == ("asked", None)
    assert queries.draft_of(letter).text == "Too late"


def test_a_file_sent_a_second_after_its_grace_is_kept_and_does_not_count(letter: Letter, wanted: LetterRequirement) -> None:
    last = timezone.now() + timedelta(days=1)
    LetterRequirement.objects.filter(pk=wanted.pk).update(closes_at=last, grace_minutes=5)
    letter = Letter.objects.get(pk=letter.pk)
    letter_files.keep_file(letter, upload("late.pdf"))
    with pytest.raises(Refused, match="kept exactly as you sent it"):
        writing.send_letter(letter, at=last + timedelta(minutes=5, seconds=1), by=Writer(letter.party))
    (kept,) = letter.sent.all()
    assert kept.file is not None
    assert (kept.counts, kept.file.name, queries.newest_sent(letter)) == (False, "late.pdf", None)


def test_an_officer_accepts_what_came_late_exactly_as_it_was_sent(letter: Letter, officer: User, applicant: User) -> None:
    at = timezone.now() + timedelta(days=40)
    with pytest.raises(Refused):
        sent(letter, "Late", at=at)
    writing.save_draft(letter, text="Later still", version=1)
    services.accept_late_letter(letter, by=officer)
    found = queries.newest_sent(letter)
    assert found is not None
    assert (letter.state, found.text, found.arrived_at, letter.late_at) == ("received", "Late", at, None)
    assert kinds_to(applicant.email) == ["letter_told"]
    with pytest.raises(Refused, match="no late letter waits"):
        services.accept_late_letter(letter, by=officer)


def test_a_late_change_leaves_what_was_sent_in_time(letter: Letter) -> None:
    sent(letter, "In time", at=timezone.now())
    with pytest.raises(Refused):
        sent(letter, "Too late", at=timezone.now() + timedelta(days=40))
    found = queries.newest_sent(letter)
    assert found is not None
    assert (letter.state, found.text) == ("received", "In time")


def test_the_date_is_the_latest_of_the_calls_the_kinds_and_those_granted(letter: Letter, wanted: LetterRequirement) -> None:
    call = letter.application.call
    assert queries.due(letter) == call.closes_at
    later = call.closes_at + timedelta(days=3)
    Extension.objects.create(call=call, application=letter.application, until=later, reason="Strike")
    assert queries.due(letter) == later
    own = call.closes_at + timedelta(days=1)
    LetterRequirement.objects.filter(pk=wanted.pk).update(closes_at=own)
    assert queries.due(letter) == own
    Letter.objects.filter(pk=letter.pk).update(extended_until=own + timedelta(days=7))
    assert queries.due(letter) == own + timedelta(days=7)


def test_more_time_for_one_writer_is_told_with_a_link(letter: Letter, officer: User) -> None:
    until = letter.application.call.closes_at + timedelta(days=9)
    services.extend_letter(letter, until=until, reason="Ill", by=officer)
    assert queries.due(letter) == until
    assert kinds_to("curie@example.org") == ["letter_request", "letter_link"]
    with pytest.raises(Refused, match="after the present last instant"):
        services.extend_letter(letter, until=until, reason="Ill", by=officer)


@pytest.mark.parametrize(
    ("way", "text", "file", "sentence"),
    [
        ("write", "", False, "the letter is still empty"),
        ("upload", "Words", False, "no file is there yet"),
        ("either", "", False, "write your letter or choose a file"),
        ("either", "x" * (LONGEST + 1), False, "has 20001 characters, and the limit is 20000"),
        ("write", "Words", False, ""),
        ("upload", "", True, ""),
        ("either", "Words", True, ""),
    ],
)
def test_what_is_missing_is_said_before_anything_is_sent(
    letter: Letter, wanted: LetterRequirement, way: str, text: str, file: bool, sentence: str
) -> None:
    LetterRequirement.objects.filter(pk=wanted.pk).update(way=way)
    writing.save_draft(letter, text=text, version=0)
    if file:
        letter_files.keep_file(letter, upload())
    if sentence:
        with pytest.raises(Refused, match=sentence):
            writing.send_letter(letter, at=timezone.now(), by=Writer(letter.party))
    else:
        writing.send_letter(letter, at=timezone.now(), by=Writer(letter.party))
    assert SentLetter.objects.count() == (0 if sentence else 1)


@pytest.mark.django_db(transaction=True)
def test_a_file_takes_the_place_of_the_one_before_unless_that_was_sent(letter: Letter) -> None:
    letter_files.keep_file(letter, upload("one.pdf"))
    letter_files.keep_file(letter, upload("two.pdf"))
    assert [each.name for each in LetterFile.objects.all()] == ["two.pdf"]
    writing.send_letter(letter, at=timezone.now(), by=Writer(letter.party))
    letter_files.drop_file(letter)
    assert [each.name for each in LetterFile.objects.all()] == ["two.pdf"]
    found = queries.newest_sent(letter)
    assert found is not None
    assert found.file is not None
    assert found.file.name == "two.pdf"


def test_a_bad_file_is_refused_and_the_draft_stays(letter: Letter) -> None:
    writing.save_draft(letter, text="Words", version=0)
    with pytest.raises(Refused, match="its content is of an unknown kind"):
        letter_files.keep_file(letter, SimpleUploadedFile("letter.pdf", b"<script>1</script>"))
    assert queries.draft_of(letter).text == "Words"


def test_declining_tells_the_applicant_and_keeps_the_reason_for_the_office(letter: Letter, applicant: User) -> None:
    writing.decline_letter(letter, reason="I know nothing good of her.", by=Writer(letter.party))
    letter.refresh_from_db()
    assert (letter.state, LetterDraft.objects.get().reason) == ("declined", "I know nothing good of her.")
    assert letter.party.removed_at is not None
    assert kinds_to(applicant.email) == ["letter_told"]
    with pytest.raises(Refused):
        writing.save_draft(letter, text="After all", version=0)


def test_handing_over_asks_the_colleague_and_checks_the_rules_again(
    letter: Letter, application: Application, applicant: User
) -> None:
    host = requirement(application.call, key="host", role="host", not_also=[])
    named(application, host, NOETHER, by=applicant)
    with pytest.raises(Refused, match="this letter must come from somebody else"):
        writing.hand_letter_over(letter, NOETHER, at=timezone.now(), by=Writer(letter.party))
    with pytest.raises(Refused, match="nobody writes a letter about themselves"):
        writing.hand_letter_over(letter, Somebody(name="X", email=applicant.email), at=timezone.now(), by=Writer(letter.party))
    letter.refresh_from_db()
    assert letter.state == "asked"
    writing.save_draft(letter, text="Only mine", version=0)
    colleague = Somebody(name="Pierre Curie", email="pierre@example.org")
    heir = writing.hand_letter_over(letter, colleague, at=timezone.now(), by=Writer(letter.party))
    letter.refresh_from_db()
    assert (letter.state, heir.state, heir.replaces_id, queries.draft_of(heir).text) == ("handed_over", "asked", letter.pk, "")
    assert kinds_to("pierre@example.org") == ["letter_request"]
    assert kinds_to(applicant.email) == ["letter_told"]


def test_only_its_own_writer_sends_a_letter(
    letter: Letter, application: Application, wanted: LetterRequirement, applicant: User
) -> None:
    other = asked(application, wanted, NOETHER, by=applicant)
    writing.save_draft(letter, text="Words", version=0)
    with pytest.raises(PermissionDenied):
        writing.send_letter(letter, at=timezone.now(), by=Writer(other.party))


def test_a_letter_may_come_after_the_application_was_submitted(letter: Letter) -> None:
    Application.objects.update(state="submitted", submitted_at=timezone.now())
    sent(Letter.objects.get(pk=letter.pk), at=timezone.now())
    assert Letter.objects.get(pk=letter.pk).state == "received"


def test_nothing_is_sent_to_a_call_that_was_cancelled(letter: Letter) -> None:
    Call.objects.update(state="cancelled")
    with pytest.raises(Refused, match="It is kept exactly as you sent it"):
        sent(Letter.objects.get(pk=letter.pk), at=timezone.now())
