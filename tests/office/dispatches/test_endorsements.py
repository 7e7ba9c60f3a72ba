"""What a certifier endorsed stands until the certificate, or the key that endorsed it, is no longer the one it was."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Certificate, Mailbox
from bartholdi.office.dispatches.queries.endorsements import Standing, endorsed_by
from bartholdi.office.dispatches.services import certificates
from tests.office.dispatches.sealers import (
    a_certificate,
    a_key,
    a_mailbox,
    a_revoked_key,
    a_rotated_key,
    a_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry() -> Mailbox:
    mailbox = a_mailbox("MINISTRY", here=False, certifier=True)
    a_certificate(mailbox)
    return mailbox


@pytest.fixture
def endorsed(ministry: Mailbox, director: User) -> Certificate:
    made = certificates.publish(a_mailbox("PARIS", here=False), a_key("PARIS").certificate.octets, by=director)
    statement = a_statement(a_key("MINISTRY"), "endorsed", "PARIS", bytes(made.octets), made.fingerprint)
    certificates.endorse(made, statement, by=director)
    return made


def standing(certifier: Mailbox) -> list[Standing]:
    return [each.standing for each in endorsed_by(certifier)]


def test_it_stands_and_says_whose_key_signed_and_who_recorded_it(
    ministry: Mailbox, endorsed: Certificate, director: User
) -> None:
    stranger = a_mailbox("ACADEMY", here=False, certifier=True)
    a_certificate(stranger)
    [found] = endorsed_by(ministry)
    assert (found.signer, found.entry.fingerprint, found.entry.by, found.standing) == (
        a_key("MINISTRY").certificate.fingerprint, endorsed.fingerprint, str(director), Standing.STANDS,
    )  # fmt: skip
    assert (found.entry.at - found.signed_at).total_seconds() < 60
    assert endorsed_by(stranger) == []


def test_a_renewed_sealing_key_keeps_it_and_another_certificate_ends_it(
    ministry: Mailbox, endorsed: Certificate, director: User
) -> None:
    certificates.publish(endorsed.mailbox, a_rotated_key("PARIS").certificate.octets, by=director)
    assert standing(ministry) == [Standing.STANDS]
    certificates.publish(endorsed.mailbox, a_key("PARIS-NEW").certificate.octets, by=director)
    assert standing(ministry) == [Standing.REPLACED]


def test_a_revocation_of_the_certificate_ends_it(ministry: Mailbox, endorsed: Certificate, director: User) -> None:
    certificates.revoke(endorsed, a_revoked_key("PARIS", hard=True), by=director)
    assert standing(ministry) == [Standing.REVOKED]


def test_a_revocation_of_the_certifiers_key_ends_it(ministry: Mailbox, endorsed: Certificate, director: User) -> None:
    certificates.revoke(ministry.certificates.get(), a_revoked_key("MINISTRY", hard=True), by=director)
    assert standing(ministry) == [Standing.UNSUPPORTED]


def test_one_that_must_be_compared_anew_does_not_stand(ministry: Mailbox, endorsed: Certificate) -> None:
    Certificate.objects.filter(pk=endorsed.pk).update(state="changed")
    assert standing(ministry) == [Standing.DOUBTED]
