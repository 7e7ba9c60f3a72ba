"""Certificates are read by our own rules, never lose what was found out about their key, and are never replaced in silence."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.cores.sealing import keys
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Certificate, Holder, LogEntry, Mailbox
from bartholdi.office.dispatches.queries import certificates as queries
from bartholdi.office.dispatches.services import certificates, log
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from tests.doors import kinds
from tests.office.dispatches.sealers import (
    a_certificate,
    a_dispatch,
    a_key,
    a_mailbox,
    a_revoked_key,
    a_rotated_key,
    a_statement,
)


@pytest.fixture
def washington(officer: User) -> Mailbox:
    return a_mailbox(holders=(officer,))


@pytest.fixture
def paris(db: None) -> Mailbox:
    return a_mailbox("PARIS", here=False)


def said(signer: KeyFile, event: str, mailbox: Mailbox, octets: bytes) -> bytes:
    return a_statement(signer, event, mailbox.post, octets, keys.certificates.parsed(octets).fingerprint)


def states() -> list[tuple[str, str, bool]]:
    rows = Certificate.objects.select_related("mailbox").order_by("pk")
    return [(each.mailbox.post, each.state, each.replaced_at is None) for each in rows]


def events() -> list[str]:
    return [each.kind for each in LogEntry.objects.order_by("number")]


def test_a_first_certificate_is_published_unverified_with_its_statement_in_the_log(washington: Mailbox, officer: User) -> None:
    octets = a_key("WASHINGTON").certificate.octets
    statement = said(a_key("WASHINGTON"), "published", washington, octets)
    made = certificates.publish(washington, octets, statement=statement, by=officer)
    assert (made.state, made.suite, made.expires_at, made.kem_expires_at) == ("unverified", "SD-3", None, None)
    assert (made.fingerprint, made.digest) == (a_key("WASHINGTON").certificate.fingerprint, sha256(octets).hexdigest())
    entry = LogEntry.objects.get()
    assert (entry.kind, bytes(entry.statement), entry.certificate) == ("published", statement, made.digest)
    assert log.head() == (1, entry.digest)


def test_a_file_with_a_secret_key_is_refused_and_nothing_of_it_is_kept(paris: Mailbox, officer: User, director: User) -> None:
    for octets in (a_key("PARIS").octets, keys.locked(a_key("PARIS"), "six words that nobody else has", bytes)):
        with pytest.raises(Refused, match="The file holds a secret key"):
            certificates.publish(paris, octets, by=director)
    assert (Certificate.objects.count(), LogEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("octets", "sentence"),
    [(b"", "empty or too large"), (b"\x00" * 20, "not a certificate"), (b"\xc6\x0b\x04\x00\x00\x00\x00\x01xxxxx", "old format"),
     (b"\xc6\x0b\x06\x00\x00\x00\x00\x1bxxxxx", "classical"), (b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n", "not a certificate")],
)  # fmt: skip
def test_what_is_no_sound_certificate_is_refused_in_a_sentence(
    octets: bytes, sentence: str, paris: Mailbox, director: User
) -> None:
    with pytest.raises(Refused, match=sentence):
        certificates.publish(paris, octets, by=director)


def test_an_expired_certificate_is_refused(paris: Mailbox, director: User, monkeypatch: pytest.MonkeyPatch) -> None:
    made = a_rotated_key("SHORT", 90)
    later = timezone.now() + timedelta(days=91)
    octets = made.certificate.trimmed(made.certificate.subkeys[-1], made.certificate.primary.created)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(Refused, match="sealing key has expired"):
        certificates.publish(paris, octets, by=director)


def test_a_renewed_edition_keeps_its_state_and_brings_the_new_end(washington: Mailbox, officer: User, director: User) -> None:
    first = certificates.publish(washington, a_key("WASHINGTON").certificate.octets, by=officer)
    certificates.verify(first, by=director)
    renewed = a_rotated_key("WASHINGTON")
    octets = renewed.certificate.octets
    made = certificates.publish(washington, octets, statement=said(renewed, "rotated", washington, octets), by=officer)
    assert states() == [("WASHINGTON", "verified", False), ("WASHINGTON", "verified", True)]
    assert events() == ["published", "verified", "rotated"]
    assert made.kem_expires_at is not None
    assert timedelta(89) < made.kem_expires_at - timezone.now() <= timedelta(90)
    with pytest.raises(Refused, match="this file already"):
        certificates.publish(washington, a_key("WASHINGTON").certificate.octets, by=officer)
    assert [each.pk for each in queries.pinned(officer)] == [made.pk]


def test_who_holds_a_mailbox_and_does_not_work_here_is_led_to_the_portal(
    washington: Mailbox, paris: Mailbox, director: User, stranger: User
) -> None:
    Holder.objects.create(mailbox=washington, user=stranger)
    a_certificate(paris)
    a_dispatch(washington, paris)
    certificates.publish(paris, a_key("PARIS-NEW").certificate.octets, by=director)
    paths = {each.address: each.body.partition("/desk/")[1] for each in Notice.objects.all()}
    assert (paths[stranger.email], set(paths.values())) == ("", {"", "/desk/"})
    assert "/portal/dispatches/" in Notice.objects.get(address=stranger.email).body


def test_another_key_blocks_sealing_until_it_is_verified_and_correspondents_are_told(
    washington: Mailbox, paris: Mailbox, officer: User, director: User
) -> None:
    old = a_certificate(paris)
    log.append(LogEntry.Kind.VERIFIED, old, by=director)
    a_dispatch(washington, paris)
    made = certificates.publish(paris, a_key("PARIS-NEW").certificate.octets, by=director)
    assert states() == [("PARIS", "verified", False), ("PARIS", "changed", True)]
    assert [*Certificate.objects.sealable(timezone.now())] == []
    assert kinds() == ["dispatches.certificate_changed"]
    assert Notice.objects.get().address == officer.email
    assert [each.pk for each in queries.pinned(officer)] == [old.pk]  # old mail is read by the key that signed it
    certificates.verify(made, by=officer)
    assert [*Certificate.objects.sealable(timezone.now())] == [made]
    assert [each.pk for each in queries.pinned(officer)] == [old.pk, made.pk]


def test_words_that_are_the_same_verify_both_certificates(
    washington: Mailbox, paris: Mailbox, officer: User, director: User
) -> None:
    own = certificates.publish(washington, a_key("WASHINGTON").certificate.octets, by=officer)
    other = certificates.publish(paris, a_key("PARIS").certificate.octets, by=director)
    statement = said(a_key("WASHINGTON"), "verified", paris, bytes(other.octets))
    certificates.verify(other, by=officer, beside=own, statement=statement)
    assert states() == [("WASHINGTON", "verified", True), ("PARIS", "verified", True)]
    assert [(each.mailbox.post, each.kind) for each in LogEntry.objects.order_by("number")] == [
        ("WASHINGTON", "published"), ("PARIS", "published"), ("PARIS", "verified"), ("WASHINGTON", "verified"),
    ]  # fmt: skip


def test_a_certifier_endorses_by_a_signed_statement_and_nobody_else_does(paris: Mailbox, officer: User, director: User) -> None:
    certifier, other = a_mailbox("MINISTRY", here=False, certifier=True), a_mailbox("MALLORY", here=False)
    a_certificate(certifier)
    a_certificate(other)
    made = certificates.publish(paris, a_key("PARIS").certificate.octets, by=director)
    octets = a_key("PARIS").certificate.octets
    with pytest.raises(Refused, match="signed by nobody whose certificate you have checked"):
        certificates.endorse(made, said(a_key("MALLORY"), "endorsed", paris, octets), by=director)
    with pytest.raises(Refused, match="speaks of something else"):
        certificates.endorse(made, said(a_key("MINISTRY"), "endorsed", other, octets), by=director)
    with pytest.raises(Refused, match="speaks of something else"):
        certificates.endorse(made, said(a_key("MINISTRY"), "verified", paris, octets), by=director)
    assert states()[-1] == ("PARIS", "unverified", True)
    certificates.endorse(made, said(a_key("MINISTRY"), "endorsed", paris, octets), by=director)
    assert states()[-1] == ("PARIS", "endorsed", True)


@pytest.mark.parametrize("hard", [False, True])
def test_a_revocation_by_its_own_key_is_kept_for_good(hard: bool, washington: Mailbox, officer: User) -> None:
    first = a_certificate(washington)
    log.append(LogEntry.Kind.VERIFIED, first, by=officer)
    with pytest.raises(Refused, match="no revocation"):
        certificates.revoke(first, a_rotated_key("WASHINGTON").certificate.octets, by=officer)
    with pytest.raises(Refused, match="another certificate"):
        certificates.revoke(first, a_revoked_key("PARIS"), by=officer)
    made = certificates.publish(washington, a_revoked_key("WASHINGTON", hard=hard), by=officer)
    assert states() == [("WASHINGTON", "verified", False), ("WASHINGTON", "revoked", True)]
    assert (events(), [*Certificate.objects.sealable(timezone.now())]) == (["verified", "revoked"], [])
    assert queries.pinned(officer) == [made]  # the reader gets the edition that says so
    with pytest.raises(Refused, match="revoked for good"):
        certificates.publish(washington, a_rotated_key("WASHINGTON").certificate.octets, by=officer)


def test_a_destruction_is_recorded_only_when_the_key_itself_says_so(washington: Mailbox, officer: User) -> None:
    made = a_certificate(washington)
    with pytest.raises(Refused, match="signed by nobody whose certificate you have checked"):
        certificates.destroyed(made, said(a_key("MALLORY"), "destroyed", washington, bytes(made.octets)), by=officer)
    certificates.destroyed(made, said(a_key("WASHINGTON"), "destroyed", washington, bytes(made.octets)), by=officer)
    assert events() == ["destroyed"]


def test_only_its_holders_publish_for_a_mailbox_here(washington: Mailbox, paris: Mailbox, cast: dict[str, User]) -> None:
    octets = {washington: a_key("WASHINGTON").certificate.octets, paris: a_key("PARIS").certificate.octets}
    may = {}
    for mailbox, file in octets.items():
        for part, user in cast.items():
            try:
                certificates.publish(mailbox, file, by=user)
            except (PermissionDenied, Refused) as no:
                may[mailbox.post, part] = isinstance(no, Refused)
            else:
                may[mailbox.post, part] = True
    assert [key for key, value in may.items() if value] == [
        ("WASHINGTON", "officer"), ("PARIS", "officer"), ("PARIS", "director"), ("PARIS", "administrator"),
    ]  # fmt: skip


def test_a_letter_warns_before_a_key_ends_once_for_each_step(washington: Mailbox, officer: User) -> None:
    now = timezone.now()
    a_certificate(washington, kem_expires_at=now + timedelta(days=29))
    written = [certificates.telling.warn_of_ends(now + timedelta(days=days)) for days in (-2, 0, 1, 15, 16, 26, 27, 30)]
    assert written == [0, 1, 0, 1, 0, 1, 0, 0]
    assert kinds() == ["dispatches.key_ends"] * 3
    assert certificates.telling.warn_of_ends(now) == 0


def test_what_a_reader_may_trust_agrees_with_the_last_event_of_its_key_after_every_act(
    washington: Mailbox, officer: User, director: User
) -> None:
    """A page says it where they do not agree: an honest server must never look like one that hides a revocation."""

    def agree() -> list[bool]:
        found = queries.pinned(officer)
        return [
            bool(last and last.certificate == each.digest) for each, last in zip(found, queries.last_events(found), strict=True)
        ]

    key, renewed, other = a_key("WASHINGTON"), a_rotated_key("WASHINGTON"), a_key("BERLIN")
    made = certificates.publish(washington, key.certificate.octets, by=officer)
    assert agree() == [True]
    certificates.verify(made, by=director)
    certificates.publish(washington, renewed.certificate.octets, by=officer)
    assert agree() == [True]
    certificates.verify(certificates.publish(washington, other.certificate.octets, by=officer), by=director)
    assert agree() == [True, True]
    certificates.publish(washington, a_revoked_key("BERLIN"), by=officer)
    assert agree() == [True, True]
    row = next(each for each in queries.pinned(officer) if each.state == "revoked")
    Certificate.objects.filter(pk=row.pk).delete()  # as a server would that hides it
    assert sorted(agree()) == [False, True]
