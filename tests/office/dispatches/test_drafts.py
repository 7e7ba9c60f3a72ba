"""Drafts: each holder may go on with one, nobody overwrites what they have not seen, and a second person releases."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Draft, Holder, Mailbox
from bartholdi.office.dispatches.services import drafts, sending
from bartholdi.office.dispatches.services.drafts import Stale
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.stored import private
from bartholdi.office.lib.workflow import Refused
from tests.office.dispatches.posts import a_draft, a_mailbox, numbered, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def washington(officer: User, director: User) -> Mailbox:
    return a_mailbox("WASHINGTON", officer, director, two_persons=True)


def _read(draft: Draft) -> bytes:
    with draft.envelope.open("rb") as file:
        return file.read()


def test_a_draft_is_kept_version_after_version_and_the_older_file_goes(
    washington: Mailbox, officer: User, django_capture_on_commit_callbacks: object
) -> None:
    first, second = a_draft("WASHINGTON"), a_draft("WASHINGTON")
    draft = drafts.begin(washington, first, by=officer)
    before = draft.envelope.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        drafts.keep(draft, second, 1, by=officer)
    draft.refresh_from_db()
    assert (draft.version, _read(draft), private().exists(before)) == (2, second, False)
    assert list(Entry.objects.values_list("act", flat=True)) == ["dispatches.begin_draft"]


def test_who_has_not_seen_the_newest_version_does_not_overwrite_it(washington: Mailbox, officer: User, director: User) -> None:
    draft = drafts.begin(washington, a_draft("WASHINGTON"), by=officer)
    theirs = a_draft("WASHINGTON")
    drafts.keep(draft, theirs, 1, by=director)
    with pytest.raises(Stale):
        drafts.keep(Draft.objects.get(), a_draft("WASHINGTON"), 1, by=officer)
    kept = Draft.objects.get()
    assert (kept.version, kept.author, _read(kept)) == (2, director, theirs)


def test_what_is_sealed_to_others_too_is_no_draft(washington: Mailbox, paris: Mailbox, officer: User) -> None:
    envelope, _digest = sealed(numbered(washington, paris, by=officer))
    with pytest.raises(Refused):
        drafts.begin(washington, envelope, by=officer)
    with pytest.raises(Refused):
        drafts.begin(washington, b"Memorandum", by=officer)


def test_only_a_present_holder_sees_and_keeps_drafts(washington: Mailbox, officer: User, director: User, stranger: User) -> None:
    draft = drafts.begin(washington, a_draft("WASHINGTON"), by=officer)
    Holder.objects.filter(user=director).update(until=timezone.now())
    for user in (director, stranger):
        with pytest.raises(PermissionDenied):
            drafts.keep(draft, a_draft("WASHINGTON"), 1, by=user)
        with pytest.raises(PermissionDenied):
            drafts.discard(draft, by=user)
    seen = [list(Draft.objects.visible_to(user)) for user in (officer, director, stranger)]
    assert seen == [[draft], [], []]


def test_an_offered_draft_is_given_back_or_sent_by_the_second_person(
    washington: Mailbox, paris: Mailbox, officer: User, director: User
) -> None:
    draft = drafts.begin(washington, a_draft("WASHINGTON"), by=officer)
    dispatch = numbered(washington, paris, by=officer)
    drafts.offer(draft, a_draft("WASHINGTON"), 1, dispatch=dispatch, by=officer)
    drafts.give_back(draft, a_draft("WASHINGTON"), 2, by=director)
    assert (draft.ready, draft.author, draft.version) == (False, officer, 3)
    with pytest.raises(Refused):
        drafts.give_back(draft, a_draft("WASHINGTON"), 3, by=director)
    drafts.offer(draft, a_draft("WASHINGTON"), 3, dispatch=dispatch, by=officer)
    with pytest.raises(Refused):
        sending.send(dispatch, *sealed(dispatch), by=officer)
    sending.send(dispatch, *sealed(dispatch), by=director)
    drafts.end(dispatch)
    assert (Draft.objects.count(), dispatch.released_by) == (0, director)


def test_who_did_not_take_the_numbers_cannot_offer_the_draft_as_theirs(
    washington: Mailbox, paris: Mailbox, officer: User, director: User
) -> None:
    draft = drafts.begin(washington, a_draft("WASHINGTON"), by=officer)
    with pytest.raises(Refused):
        drafts.offer(draft, a_draft("WASHINGTON"), 1, dispatch=numbered(washington, paris, by=officer), by=director)
    assert Draft.objects.get().ready is False


def test_a_discarded_draft_leaves_its_numbers_shown_as_not_used(washington: Mailbox, paris: Mailbox, officer: User) -> None:
    draft = drafts.begin(washington, a_draft("WASHINGTON"), by=officer)
    dispatch = numbered(washington, paris, by=officer)
    drafts.keep(draft, a_draft("WASHINGTON"), 1, dispatch=dispatch, by=officer)
    drafts.discard(draft, by=officer)
    dispatch.refresh_from_db()
    assert (Draft.objects.count(), dispatch.state) == (0, "void")
