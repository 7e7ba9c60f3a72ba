"""Mailboxes are kept by directors and administrators; who holds one may change, and the log tells of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Holder, LogEntry, Mailbox
from bartholdi.office.dispatches.queries import certificates
from bartholdi.office.dispatches.services import log, mailboxes
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.office.dispatches.sealers import a_certificate, a_dispatch, a_mailbox

FACTS = {
    "post": "PARIS",
    "name_en": "Ministry, Paris",
    "name_fr": "Ministère, Paris",
    "here": False,
    "address": "paris@example.org",
}


def test_a_director_adds_a_mailbox_and_the_journal_says_so(director: User) -> None:
    mailbox = mailboxes.add_mailbox(FACTS, by=director)
    assert {name: getattr(mailbox, name) for name in FACTS} == FACTS
    assert Entry.objects.order_by("-number")[0].act == "dispatches.add_mailbox"


@pytest.mark.parametrize("person", ["officer", "auditor", "editor", "stranger"])
def test_nobody_else_keeps_mailboxes(person: str, cast: dict[str, User]) -> None:
    with pytest.raises(PermissionDenied):
        mailboxes.add_mailbox(FACTS, by=cast[person])


def test_a_post_is_written_in_capitals(director: User) -> None:
    with pytest.raises(Refused, match="Capital letters"):
        mailboxes.add_mailbox(FACTS | {"post": "Paris 7"}, by=director)


def test_a_post_keeps_its_name_once_dispatches_carry_it(director: User) -> None:
    mailbox, paris = a_mailbox(), a_mailbox("PARIS", here=False)
    mailboxes.change_mailbox(mailbox, {"post": "DC"}, by=director)
    a_dispatch(mailbox, paris)
    with pytest.raises(Refused, match="carry the name of this post"):
        mailboxes.change_mailbox(mailbox, {"post": "WASHINGTON"}, by=director)
    mailboxes.change_mailbox(Mailbox.objects.get(pk=mailbox.pk), {"name_en": "Science office"}, by=director)
    assert Mailbox.objects.get(pk=mailbox.pk).name_en == "Science office"


def test_a_mailbox_is_not_its_own_recovery(director: User) -> None:
    mailbox, vault = a_mailbox(), a_mailbox("VAULT")
    with pytest.raises(Refused, match="its own recovery"):
        mailboxes.change_mailbox(mailbox, {"recovery": mailbox}, by=director)
    mailbox.refresh_from_db()
    mailboxes.change_mailbox(mailbox, {"recovery": vault}, by=director)
    assert certificates.recovery_of(mailbox) == vault
    assert certificates.recovery_of(vault) is None


def test_a_closed_mailbox_is_not_changed_and_not_sealed_to(director: User, officer: User) -> None:
    mailbox = a_mailbox()
    a_certificate(mailbox)
    assert certificates.sealable(timezone.now()).count() == 1
    mailboxes.close_mailbox(mailbox, by=director)
    assert certificates.sealable(timezone.now()).count() == 0
    for act in (lambda: mailboxes.appoint(mailbox, officer, by=director), lambda: mailboxes.close_mailbox(mailbox, by=director)):
        with pytest.raises(Refused, match="is closed"):
            act()


def test_a_holder_who_left_sees_nothing_more_and_the_key_must_be_renewed(director: User, officer: User, editor: User) -> None:
    mailbox = a_mailbox()
    certificate = a_certificate(mailbox)
    log.append(LogEntry.Kind.PUBLISHED, certificate, by=officer)
    first = mailboxes.appoint(mailbox, officer, by=director)
    mailboxes.appoint(mailbox, editor, by=director)
    assert [*Mailbox.objects.held_by(officer)] == [mailbox]
    assert [*certificates.to_rotate(Mailbox.objects.all())] == []
    mailboxes.dismiss(first, by=director)
    assert [*Mailbox.objects.held_by(officer)] == []
    assert [*Mailbox.objects.held_by(editor)] == [mailbox]
    assert [*certificates.to_rotate(Mailbox.objects.all())] == [mailbox]
    assert [each.kind for each in LogEntry.objects.order_by("number")] == ["published", "handed"]
    with pytest.raises(Refused, match="any more"):
        mailboxes.dismiss(Holder.objects.get(pk=first.pk), by=director)


def test_nobody_is_appointed_twice_nor_to_a_mailbox_elsewhere(director: User, officer: User) -> None:
    mailbox, paris = a_mailbox(holders=(officer,)), a_mailbox("PARIS", here=False)
    with pytest.raises(Refused, match="already"):
        mailboxes.appoint(mailbox, officer, by=director)
    with pytest.raises(Refused, match="another installation"):
        mailboxes.appoint(paris, officer, by=director)
