"""Between two installations: what leaves as an e-mail over a real mail server, what the other end takes in, and what it refuses."""

import io
import json
import os
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartholdi.cores.sealing import parcel
from bartholdi.cores.sealing.packets import PKESK, packet
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches import enclosing, outer
from bartholdi.office.dispatches.models import Addressee, Dispatch, Mailbox
from bartholdi.office.dispatches.queries import delivery as delivery_of
from bartholdi.office.dispatches.services import arriving, receipts, receiving, retention, sending, transport
from bartholdi.office.dispatches.services.receiving import Unknown
from bartholdi.office.journal.acts import System
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import delivery
from bartholdi.office.notices.models import Notice
from bartholdi.running import receiving as command
from tests.office.dispatches.posts import a_mailbox, a_receipt, numbered, sealed, sent
from tests.office.notices.post import PostOffice

pytestmark = pytest.mark.django_db
MAIL = System("mail")


@pytest.fixture
def washington(officer: User) -> Mailbox:
    return a_mailbox("WASHINGTON", officer, address="sealed@washington.example")


@pytest.fixture
def paris(applicant: User) -> Mailbox:
    return a_mailbox("PARIS", applicant, here=False, address="sealed@paris.example")


@contextmanager
def at_the_other_end(washington: Mailbox, paris: Mailbox) -> Iterator[None]:
    """The same database as the other installation would have it: what was sent is not there, and who is here has changed."""
    rows = (list(Dispatch.objects.order_by("pk")), list(Addressee.objects.all()))
    _swap(washington, paris, (), ())
    try:
        yield
    finally:
        _swap(paris, washington, *rows)


def _swap(away: Mailbox, here: Mailbox, dispatches: Any, addressees: Any) -> None:
    Addressee.objects.all().delete()
    Dispatch.objects.update(about=None)
    Dispatch.objects.all().delete()
    Mailbox.objects.filter(pk=away.pk).update(here=False)
    Mailbox.objects.filter(pk=here.pk).update(here=True)
    Dispatch.objects.bulk_create(dispatches)
    Addressee.objects.bulk_create(addressees)


def mail_of(dispatch: Dispatch, to: Mailbox, /, **changed: Any) -> bytes:
    """The e-mail that carries it, with its outer facts changed as an attacker would."""
    addressee = dispatch.addressees.get(mailbox=to)
    sealed_file, note = enclosing.sealed(enclosing.cause(addressee))
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"] = "anything"
    mail.set_content("anything")
    with note.open() as file:
        facts = {**json.loads(file.read()), **changed}
    with sealed_file.open() as file:
        mail.add_attachment(file.read(), maintype="application", subtype="octet-stream", filename=sealed_file.name)
    mail.add_attachment(json.dumps(facts).encode(), maintype="application", subtype="json", filename="dispatch.json")
    return mail.as_bytes()


def test_a_dispatch_goes_by_mail_is_opened_there_and_its_receipt_comes_back(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox, post: PostOffice
) -> None:
    dispatch = sent(washington, paris, by=officer, urgency="immediate")
    assert (delivery.deliver_due(), transport.note_left(), transport.note_left()) == (1, 1, 0)
    assert dispatch.addressees.get(mailbox=paris).delivered_at is not None
    mail = post.letter()
    assert (post.addresses, mail["Subject"]) == (["sealed@paris.example"], "Sealed dispatch WASHINGTON 1 (immediate)")
    assert [each.get_filename() for each in mail.iter_attachments()] == ["WASHINGTON-1.dispatch", "dispatch.json"]
    with at_the_other_end(washington, paris):
        for _time in range(2):  # delivered twice, it counts once
            came = arriving.mail(post.mails[0][1], by=MAIL)
        assert isinstance(came, Dispatch)
        assert Dispatch.objects.count() == Addressee.objects.count() == 1
        theirs = came.addressees.get()
        assert (came.identity, came.digest, came.number, came.urgency, came.state) == (
            dispatch.identity, dispatch.digest, 0, "immediate", "received"
        )  # fmt: skip
        assert (theirs.mailbox, theirs.number, theirs.role) == (paris, 1, "action")
        receipts.record(came, a_receipt(came, "PARIS"), by=applicant)
        assert delivery.deliver_due() == 1
    assert (post.addresses[1], post.letter(1)["Subject"]) == ("sealed@washington.example", "Receipt from PARIS: WASHINGTON 1")
    kept = arriving.mail(post.mails[1][1], by=MAIL)
    assert isinstance(kept, Addressee)
    assert (kept.outcome, kept.mailbox) == ("opened", paris)


def test_neither_letter_nor_its_files_outside_say_anything_of_the_content(
    officer: User, washington: Mailbox, paris: Mailbox, post: PostOffice
) -> None:
    dispatch = numbered(washington, paris, by=officer)
    words = {"subject": "Zanzibar", "body": "Quagga", "caption": "Okapi", "senderName": "Numbat", "marking": "Limited"}
    sending.send(dispatch, *sealed(dispatch, **words), by=officer)
    delivery.deliver_due()
    notice = Notice.objects.get()
    whole = post.mails[0][1] + f"{notice.subject}{notice.text}{notice.html}".encode()
    assert [word for word in words.values() if word.encode() in whole] == []
    note = next(each for each in post.letter().iter_attachments() if each.get_filename() == "dispatch.json")
    facts = json.loads(note.get_content())
    assert {facts["number"], facts["to"], facts["from"]} == {1, "PARIS", "WASHINGTON"}
    assert set(facts) == {
        "format",
        "version",
        "identity",
        "digest",
        "from",
        "to",
        "role",
        "number",
        "kind",
        "urgency",
        "openBy",
        "about",
    }


def test_what_is_too_large_or_has_no_address_is_carried(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    Mailbox.objects.filter(pk=paris.pk).update(address="")
    sent(washington, Mailbox.objects.get(pk=paris.pk), by=officer)
    assert not Notice.objects.exists()


def test_a_held_or_uncertain_letter_still_has_its_files(
    officer: User, washington: Mailbox, paris: Mailbox, post: PostOffice
) -> None:
    sent(washington, paris, by=officer)
    post.data.append("451 4.7.1 come back")
    assert (delivery.deliver_due(), Notice.objects.get().state) == (0, "queued")
    assert [each.name for each in Notice.objects.get().enclosures] == ["WASHINGTON-1.dispatch", "dispatch.json"]
    Notice.objects.update(next_attempt_at=timezone.now())
    assert delivery.deliver_due() == 1
    assert len(list(post.letter().iter_attachments())) == 2


def test_a_letter_whose_file_was_destroyed_fails_in_words(
    officer: User, washington: Mailbox, paris: Mailbox, post: PostOffice
) -> None:
    sent(washington, paris, by=officer)
    Dispatch.objects.update(keep_until=timezone.localdate() - timedelta(days=1))
    assert retention.destroy_past(timezone.now()) == 1
    assert (delivery.deliver_due(), post.mails) == (0, [])
    notice = Notice.objects.get()
    assert (notice.state, notice.last_error, notice.enclosures) == ("failed", "The sealed text was destroyed by date.", ())


def test_another_content_under_a_known_identity_is_refused_and_the_holders_are_told(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    true, false = mail_of(dispatch, paris), mail_of(dispatch, paris, digest="00" * 32)
    slip = a_receipt(dispatch, "PARIS")
    with at_the_other_end(washington, paris):
        receipts.record(taken(true), slip, by=applicant)
        Notice.objects.all().delete()
        for _time in range(2):
            with pytest.raises(Refused, match="Another dispatch had the same identity"):
                arriving.mail(false, by=MAIL)
        assert list(Notice.objects.values_list("kind", "address")) == [("dispatches.not_taken", applicant.email)]


def taken(mail: bytes) -> Dispatch:
    came = arriving.mail(mail, by=MAIL)
    assert isinstance(came, Dispatch)
    return came


def damaged(mail: bytes) -> bytes:
    """One octet of the sealed text is another one, as on a bad stick; its note is right."""
    message = message_from_bytes(mail, policy=policy.SMTP)
    part = next(each for each in message.walk() if (each.get_filename() or "").endswith(".dispatch"))
    octets = bytearray(part.get_payload(decode=True))
    octets[parcel.members(io.BytesIO(bytes(octets)), len(octets))[0].size] ^= 1
    part.set_payload(b64encode(octets))
    return message.as_bytes()


@pytest.mark.parametrize("claim", [{}, {"digest": "00" * 32}], ids=["right note", "another digest"])
def test_a_damaged_or_false_file_keeps_the_whole_one_out_no_more_and_gives_way_to_it(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox, claim: dict[str, str]
) -> None:
    dispatch = sent(washington, paris, by=officer)
    true, false = mail_of(dispatch, paris), damaged(mail_of(dispatch, paris, **claim))
    slip, refusal = (
        a_receipt(dispatch, "PARIS"),
        a_receipt(dispatch, "PARIS", outcome="refused", reason="decrypt-failed", **claim),
    )
    with at_the_other_end(washington, paris):
        first = taken(false)
        receipts.record(first, refusal, by=applicant)  # a refusal settles nothing
        second = taken(true)
        assert [taken(each) for each in (true, false, true)] == [second, first, second]
        assert (Dispatch.objects.count(), [each.dispatch for each in delivery_of.twins(first, first.addressees.all())]) == (
            2,
            [second],
        )
        receipts.record(second, slip, by=applicant)
        first.refresh_from_db()
        second.refresh_from_db()
        assert (second.identity, second.digest) == (dispatch.identity, dispatch.digest)
        assert (first.identity != dispatch.identity, first.digest) == (True, "")
        with second.envelope.open("rb") as kept:
            assert kept.read() == parcel_of(true)
        assert taken(true) == second


def test_rubbish_that_comes_after_replaces_nothing_and_is_forgotten_once_the_true_one_is_open(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    true, false, slip = mail_of(dispatch, paris), damaged(mail_of(dispatch, paris)), a_receipt(dispatch, "PARIS")
    with at_the_other_end(washington, paris):
        first = taken(true)
        second = taken(false)
        receipts.record(first, slip, by=applicant)
        for each in (first, second):
            each.refresh_from_db()
        assert (first.identity, second.identity != dispatch.identity) == (dispatch.identity, True)
        assert taken(false) == first  # counts once: the one that was opened
        with first.envelope.open("rb") as kept:
            assert kept.read() == parcel_of(true)
        with pytest.raises(Refused, match="this dispatch is here already"):
            receipts.record(second, slip, by=applicant)


def test_a_recall_goes_over_to_the_copy_that_opened(officer: User, applicant: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    true, false, slip = mail_of(dispatch, paris), damaged(mail_of(dispatch, paris)), a_receipt(dispatch, "PARIS")
    recall = sent(washington, paris, by=officer, kind="recall", about=dispatch)
    asked = mail_of(recall, paris)
    with at_the_other_end(washington, paris):
        first = taken(false)
        assert taken(asked).about == first
        second = taken(true)
        receipts.record(second, slip, by=applicant)
        assert Dispatch.objects.get(identity=recall.identity).about == second


def test_a_second_mailbox_is_given_only_what_is_sealed_to_it(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    """A stranger seals rubbish to Lyon, says that it is what Paris opened, and would put that into Lyon's list."""
    a_mailbox("LYON", here=False)
    dispatch = sent(washington, paris, by=officer)
    lyon = Mailbox.objects.get(post="LYON")
    true, slip = mail_of(dispatch, paris), a_receipt(dispatch, "PARIS")
    other = mail_of(sent(washington, lyon, by=officer), lyon, identity=dispatch.identity, digest=dispatch.digest)
    with at_the_other_end(washington, paris):
        Mailbox.objects.filter(pk=lyon.pk).update(here=True)
        came = taken(true)
        receipts.record(came, slip, by=applicant)
        with pytest.raises(Refused, match="it is not sealed to LYON"):
            arriving.mail(other, by=MAIL)
        assert [each.mailbox for each in came.addressees.all()] == [paris]


def parcel_of(mail: bytes) -> bytes:
    """The envelope in it."""
    message = message_from_bytes(mail, policy=policy.SMTP)
    part = next(each for each in message.walk() if (each.get_filename() or "").endswith(".dispatch"))
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    first = parcel.members(io.BytesIO(octets), len(octets))[0]
    return octets[first.at : first.at + first.size]


def test_what_was_said_outside_gives_way_to_what_the_reader_signed(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    swapped = mail_of(dispatch, paris, digest="00" * 32, urgency="flash", identity="ab" * 16)
    slip = a_receipt(dispatch, "PARIS")
    with at_the_other_end(washington, paris):
        came = arriving.mail(swapped, by=MAIL)
        assert isinstance(came, Dispatch)
        receipts.record(came, slip, by=applicant)
        came.refresh_from_db()
        assert (came.identity, came.digest) == (dispatch.identity, dispatch.digest)
        with pytest.raises(Refused, match="about another version"):
            receipts.record(came, a_receipt(came, "PARIS", digest="11" * 32), by=applicant)


def test_one_dispatch_under_two_identities_is_opened_once(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    true, twin, slip = mail_of(dispatch, paris), mail_of(dispatch, paris, identity="ab" * 16), a_receipt(dispatch, "PARIS")
    with at_the_other_end(washington, paris):
        first, second = (arriving.mail(each, by=MAIL) for each in (true, twin))
        assert isinstance(first, Dispatch)
        assert isinstance(second, Dispatch)
        receipts.record(first, slip, by=applicant)
        with pytest.raises(Refused, match="this dispatch is here already"):
            receipts.record(second, slip, by=applicant)


@pytest.mark.parametrize(
    ("changed", "why", "code"),
    [
        ({"to": "ROME"}, "there is no mailbox ROME here", os.EX_NOUSER),
        ({"from": "LONDON"}, "no mailbox LONDON of another installation", os.EX_NOUSER),
        ({"number": -1}, "dispatch.json beside the sealed dispatch is missing or damaged", os.EX_DATAERR),
        ({"surprise": 1}, "dispatch.json beside the sealed dispatch is missing or damaged", os.EX_DATAERR),
        ({"to": "BERLIN"}, "it is not sealed to BERLIN", os.EX_DATAERR),
    ],
)
def test_the_command_tells_the_mail_server_what_was_wrong(
    officer: User,
    washington: Mailbox,
    paris: Mailbox,
    capsys: pytest.CaptureFixture[str],
    changed: dict[str, Any],
    why: str,
    code: int,
) -> None:
    a_mailbox("BERLIN")
    dispatch = sent(washington, paris, by=officer)
    true, false = mail_of(dispatch, paris), mail_of(dispatch, paris, **changed)
    with at_the_other_end(washington, paris):
        assert (command.receive(io.BytesIO(false)), Dispatch.objects.exists()) == (code, False)
        assert why in capsys.readouterr().err
        assert (command.receive(io.BytesIO(true)), Dispatch.objects.count()) == (os.EX_OK, 1)


def test_a_gigabyte_of_recipients_is_refused_before_it_is_read(washington: Mailbox, paris: Mailbox) -> None:
    """An e-mail is cut at 26 MB, an envelope at 8 MB, its recipients at 64: whichever comes first."""
    one = packet(PKESK, os.urandom(1_200))
    facts = outer.Facts(identity="ab" * 16, digest="cd" * 32, sender="PARIS", to="WASHINGTON")
    for count in (200, 8_000):
        tar = io.BytesIO()
        enclosing.parcel.written(tar, one * count, [])
        with pytest.raises(Refused, match="Nothing was"):
            receiving.bring(io.BytesIO(tar.getvalue()), len(tar.getvalue()), facts, by=MAIL)
    with pytest.raises(Refused, match="larger than 26 MB"):
        arriving.mail(bytes(arriving.LARGEST + 1), by=MAIL)


@pytest.mark.parametrize(
    "octets",
    [
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 1_000_000,
        b"Content-Type: multipart/mixed; boundary=b\r\r" + b"--b\r" * 1_000_000,
        b"A: b\n" * 1_000_000 + b"\n",
        b"A: b\n\n" + b"\n" * 10_000_000,
    ],
    ids=["parts", "parts by returns", "headers", "lines"],
)
def test_an_e_mail_cut_into_a_million_pieces_is_refused_at_once(octets: bytes) -> None:
    with pytest.raises(Refused, match="too many parts or lines"):  # which is said before anything of it is read
        arriving.mail(octets, by=MAIL)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_mail_is_refused_in_words_and_leaves_nothing(
    officer: User, washington: Mailbox, paris: Mailbox, data: st.DataObject
) -> None:
    octets = bytearray(_sound(officer, washington, paris))
    for _each in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(octets) - 1))
        octets[at : at + data.draw(st.integers(0, 400))] = data.draw(st.binary(max_size=40))
    with at_the_other_end(washington, paris):
        with suppress(Refused):  # what is damaged where nothing depends on it is taken in
            arriving.mail(bytes(octets), by=MAIL)
            return
        assert not Dispatch.objects.exists()


def _sound(officer: User, washington: Mailbox, paris: Mailbox) -> bytes:
    return mail_of(Dispatch.objects.first() or sent(washington, paris, by=officer), paris)


@given(
    st.binary(max_size=300) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_outer_facts_are_of_the_one_shape_or_nothing(octets: bytes) -> None:
    assert outer.read(octets) is None


def test_what_is_written_of_the_outside_is_read_again() -> None:
    facts = outer.Facts(
        identity="ab" * 16, digest="cd" * 32, sender="PARIS", to="WASHINGTON", number=3, urgency="flash",
        open_by=timezone.now().replace(microsecond=0), about="ef" * 16, kind="recall", role="info",
    )  # fmt: skip
    assert outer.read(outer.written(facts)) == facts


def test_an_unknown_post_is_said_apart() -> None:
    facts = outer.Facts(identity="ab" * 16, digest="cd" * 32, sender="PARIS", to="WASHINGTON")
    with pytest.raises(Unknown):
        receiving.bring(io.BytesIO(), 0, facts, by=MAIL)
