"""More time: for one application, one person and everyone; to the second, across every change of clocks, and never less."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries
from bartholdi.office.applications.models import Application, Extension, PromisedExtension
from bartholdi.office.applications.services import extensions
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib import times
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.cast import CAST
from tests.factories import AccountFactory
from tests.office.applications.forms import a_call, begun, sent

pytestmark = pytest.mark.django_db
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
WHY = "The site could not be reached."


@pytest.fixture
def call() -> Call:
    return a_call()


def closes(call: Call) -> datetime:
    assert call.closes_at is not None
    return call.closes_at


def edges(application: Application, last: datetime, user: User | None = None) -> list[bool]:
    """A second before, at, and a second after the last instant."""
    return [queries.in_time(application, at=last + step, user=user) for step in (-SECOND, timedelta(0), SECOND)]


def test_an_application_is_given_more_time_to_the_second(call: Call, officer: User, applicant: User, stranger: User) -> None:
    application, other = begun(call, applicant), begun(call, stranger)
    until = closes(call) + DAY
    extensions.extend_application(application, until=until, reason=WHY, by=officer)
    assert edges(application, until, applicant) == [True, False, False]
    assert edges(other, closes(call), stranger) == [True, False, False]
    entry = Entry.objects.get(act="applications.extend")
    assert (entry.subject_key, entry.change["remark"]) == (f"applications.application:{application.pk}", WHY)


def test_a_person_is_given_more_time_before_having_begun(call: Call, officer: User, applicant: User, stranger: User) -> None:
    until = closes(call) + DAY
    extensions.extend_person(call, email=applicant.email.upper(), until=until, reason=WHY, by=officer)
    assert queries.closing(call, user=applicant) == until
    assert queries.closing(call, user=stranger) == queries.closing(call) == closes(call)
    assert Notice.objects.get().address == applicant.email


def test_an_address_without_an_account_has_it_once_it_is_proved(call: Call, officer: User) -> None:
    until = closes(call) + DAY
    given_ = extensions.extend_person(call, email="later@example.org", until=until, reason=WHY, by=officer, language="fr")
    assert isinstance(given_, PromisedExtension)
    assert Extension.objects.count() == 0
    assert queries.closing(call) == closes(call)
    assert (Notice.objects.get().address, Notice.objects.get().language) == ("later@example.org", "fr")
    assert queries.closing(call, user=AccountFactory(email="later@example.org")) == until
    assert "later@example.org" not in str(list(Entry.objects.values_list("change", flat=True)))


def test_everyone_is_given_more_time_at_once(call: Call, officer: User, applicant: User, stranger: User) -> None:
    application = begun(call, applicant)
    until = closes(call) + HOUR
    extensions.extend_everyone(call, until=until, reason=WHY, by=officer)
    assert queries.closing(call) == queries.closing(call, user=stranger) == until
    assert edges(application, until, applicant) == [True, False, False]


def test_a_group_is_one_batch(call: Call, officer: User, applicant: User, stranger: User) -> None:
    batch = uuid.uuid4()
    for user in (applicant, stranger):
        extensions.extend_application(begun(call, user), until=closes(call) + DAY, reason=WHY, by=officer, batch=batch)
    assert Extension.objects.filter(batch=batch).count() == 2


def test_a_returned_application_gets_its_own_last_instant_moved(call: Call, officer: User, applicant: User) -> None:
    application = sent(call, applicant)
    Application.objects.update(state="returned", returned_until=closes(call) + HOUR)
    until = closes(call) + DAY
    extensions.extend_application(application, until=until, reason=WHY, by=officer)
    application.refresh_from_db()
    assert (application.returned_until, queries.may_change_until(application)) == (until, until)


def test_it_is_never_shortened_and_never_in_the_past(call: Call, officer: User, applicant: User) -> None:
    application = begun(call, applicant)
    for until in (closes(call), closes(call) - SECOND):
        for give in (
            lambda until=until: extensions.extend_application(application, until=until, reason=WHY, by=officer),
            lambda until=until: extensions.extend_person(call, email=applicant.email, until=until, reason=WHY, by=officer),
            lambda until=until: extensions.extend_person(call, email="new@example.org", until=until, reason=WHY, by=officer),
            lambda until=until: extensions.extend_everyone(call, until=until, reason=WHY, by=officer),
        ):
            with pytest.raises(Refused, match="never shortens"):
                give()
    Call.objects.update(opens_at=closes(call) - 30 * DAY, closes_at=closes(call) - 20 * DAY)
    closed = Call.objects.get()
    with pytest.raises(Refused, match="is over"):
        extensions.extend_everyone(closed, until=closes(closed) + DAY, reason=WHY, by=officer)
    assert (Extension.objects.count(), PromisedExtension.objects.count(), Notice.objects.count()) == (0, 0, 0)


def test_a_promise_is_not_shortened_either(call: Call, officer: User) -> None:
    extensions.extend_person(call, email="later@example.org", until=closes(call) + DAY, reason=WHY, by=officer)
    with pytest.raises(Refused, match="never shortens"):
        extensions.extend_person(call, email="later@example.org", until=closes(call) + HOUR, reason=WHY, by=officer)


@pytest.mark.parametrize(("reason", "sentence"), [(" ", "give the reason"), ("x" * 501, "500 characters at most")])
def test_it_needs_a_reason_that_can_be_told(call: Call, officer: User, reason: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        extensions.extend_everyone(call, until=closes(call) + DAY, reason=reason, by=officer)


def test_what_cannot_be_changed_any_more_is_not_extended(call: Call, officer: User, applicant: User) -> None:
    application = sent(call, applicant)
    Application.objects.update(state="in_review")
    with pytest.raises(Refused, match="cannot be changed any more"):
        extensions.extend_application(application, until=closes(call) + DAY, reason=WHY, by=officer)
    Call.objects.update(state="concluded")
    with pytest.raises(Refused, match="not announced"):
        extensions.extend_everyone(Call.objects.get(), until=closes(call) + DAY, reason=WHY, by=officer)


def test_only_officers_and_directors_give_it(call: Call, cast: dict[str, User]) -> None:
    application = begun(call, cast["applicant"])
    worked: list[str] = []
    for number, part in enumerate(CAST):
        until = closes(call) + (number + 1) * DAY
        try:
            extensions.extend_application(application, until=until, reason=WHY, by=cast[part])
            extensions.extend_person(call, email=cast["stranger"].email, until=until, reason=WHY, by=cast[part])
            extensions.extend_everyone(call, until=until, reason=WHY, by=cast[part])
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]


def test_the_letter_says_it_by_the_clock_of_the_call_and_of_the_reader(officer: User, applicant: User) -> None:
    User.objects.filter(pk=applicant.pk).update(zone="Europe/Paris", language="fr")
    far = datetime.now(UTC).replace(microsecond=0) + 40 * DAY
    call = a_call(zone="America/New_York", closes_at=far)
    until = far + DAY
    extensions.extend_application(begun(call, User.objects.get(pk=applicant.pk)), until=until, reason=WHY, by=officer)
    letter = Notice.objects.get(kind="applications.extended")
    assert (letter.language, WHY in letter.text) == ("fr", True)
    assert ("Washington" in letter.text, "Paris" in letter.text) == (True, True)


# Each change of clocks of both cities in these years, in UTC; and Anywhere on Earth, which has none.
CHANGES = {
    "Europe/Paris": [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)],
    "America/New_York": [datetime(2027, 3, 14, 7, tzinfo=UTC), datetime(2027, 11, 7, 6, tzinfo=UTC)],
    "Etc/GMT+12": [datetime(2027, 3, 28, 12, tzinfo=UTC)],
}
NEAR = [(zone, change) for zone, changes in CHANGES.items() for change in changes]


@pytest.mark.parametrize(("zone", "change"), NEAR)
def test_a_second_before_is_in_and_the_instant_itself_is_out_at_each_change_of_clocks(
    zone: str, change: datetime, applicant: User, officer: User
) -> None:
    for offset in (-2 * HOUR, -SECOND, timedelta(0), SECOND, HOUR, 2 * HOUR):
        at = change + offset
        call = a_call(code=f"C{Call.objects.count()}", zone=zone, opens_at=at - 300 * DAY, closes_at=at)
        made = begun_before(call, applicant)
        assert edges(made, at, applicant) == [True, False, False]
        Extension.objects.create(call=call, application=made, until=at + DAY, reason=WHY)
        assert edges(made, at + DAY, applicant) == [True, False, False]


def begun_before(call: Call, by: User) -> Application:
    Call.objects.filter(pk=call.pk).update(rehearsed_at=closes(call) - 10 * DAY)
    made = begun(Call.objects.get(pk=call.pk), by)
    Call.objects.filter(pk=call.pk).update(rehearsed_at=None)
    return Application.objects.select_related("call").get(pk=made.pk)


@settings(max_examples=30, deadline=None)
@given(
    near=st.sampled_from(NEAR),
    seconds=st.integers(-4 * 3600, 4 * 3600),
    grace=st.integers(0, 90),
    later=st.lists(st.integers(-3 * 3600, 3 * 3600), max_size=4),
)
def test_the_latest_instant_counts_and_grace_comes_on_top(
    near: tuple[str, datetime], seconds: int, grace: int, later: list[int]
) -> None:
    zone, change = near
    at = change + timedelta(seconds=seconds)
    applicant = AccountFactory()
    call = a_call(code=f"P{Call.objects.count()}", zone=zone, opens_at=at - 300 * DAY, closes_at=at, grace_minutes=grace)
    made = begun_before(call, applicant)
    for number, step in enumerate(later):
        whose = [{"application": made}, {"user": applicant}, {}][number % 3]
        Extension.objects.create(call=call, until=at + timedelta(seconds=step), reason=WHY, **whose)
    last = at + timedelta(seconds=max([0, *later]))
    assert queries.closing(call, user=applicant, application=made) == last
    assert edges(made, last + timedelta(minutes=grace), applicant) == [True, False, False]


@settings(max_examples=200, deadline=None)
@given(near=st.sampled_from(NEAR), minutes=st.integers(-240, 240))
def test_what_an_officer_writes_on_a_clock_is_the_instant_that_clock_shows(near: tuple[str, datetime], minutes: int) -> None:
    zone, change = near
    shown = (change + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    moment = times.moment_at(shown.date(), shown.time().replace(fold=0), zone)
    assert moment is not None
    there = moment.astimezone(ZoneInfo(zone))
    assert (there.date(), there.time().replace(fold=0)) == (shown.date(), shown.time().replace(fold=0))


def test_an_hour_that_the_clocks_skip_is_no_instant() -> None:
    skipped = datetime(2027, 3, 28, 2, 30)  # noqa: DTZ001 what stands on a clock has no zone yet
    assert times.moment_at(skipped.date(), skipped.time(), "Europe/Paris") is None
