"""Numbers, sending, fetching and receipts: what is kept, what is refused and with which words, and that nothing is ever half."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.cores.sealing import sealing
from bartholdi.cores.sealing.packets import packet, split
from bartholdi.cores.sealing.refusal import SENTENCES
from bartholdi.cores.sealing.schema import blob_size
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches import sentences
from bartholdi.office.dispatches.models import Addressee, Dispatch, Holder, Mailbox
from bartholdi.office.dispatches.services import certificates, keeping, numbering, receipts, receiving, sending
from bartholdi.office.dispatches.workflow import DispatchState, State
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.stored import private
from bartholdi.office.lib.workflow import Refused
from bartholdi.running.seal import keygen
from tests.office.dispatches import posts
from tests.office.dispatches.posts import a_mailbox, a_receipt, numbered, sealed, sent

pytestmark = pytest.mark.django_db


def numbers(dispatch: Dispatch) -> dict[str, int]:
    return {each.mailbox.post: each.number for each in dispatch.addressees.select_related("mailbox")}


def acts() -> list[str]:
    return list(Entry.objects.filter(act__startswith="dispatches.").order_by("number").values_list("act", flat=True))


def files() -> int:
    return len(list(keeping._stored()))


def test_each_addressee_has_its_own_running_number(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    rome = a_mailbox("ROME")
    first, second = numbered(washington, paris, by=officer), numbered(washington, rome, paris, by=officer)
    third = numbered(washington, rome, by=officer)
    assert [(each.number, numbers(each)) for each in (first, second, third)] == [
        (1, {"PARIS": 1, "WASHINGTON": 0}),
        (2, {"ROME": 1, "PARIS": 2, "WASHINGTON": 0}),
        (3, {"ROME": 2, "WASHINGTON": 0}),
    ]


def test_numbers_asked_for_again_with_one_identity_are_the_same(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    asked = {"identity": "ab" * 16, "recipients": [(paris, "action")]}
    first, again = (numbering.reserve(washington, **asked, by=officer) for _time in range(2))
    assert (first.pk, acts()) == (again.pk, ["dispatches.number"])
    with pytest.raises(Refused, match="another dispatch has this identity"):
        numbering.reserve(washington, identity="ab" * 16, recipients=[(paris, "info")], by=officer)


def test_a_number_that_is_not_used_stays_taken_and_shows(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    numbering.void(first := numbered(washington, paris, by=officer), by=officer)
    assert (first.state, numbered(washington, paris, by=officer).number, acts()[1]) == (DispatchState.VOID, 2, "dispatches.void")
    with pytest.raises(Refused, match="Number not used"):
        sending.send(first, *sealed(first), by=officer)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"identity": "AB" * 16}, "not 32 hexadecimal"),
        ({"recipients": []}, "at least one mailbox"),
        ({"open_by": timezone.now() - timedelta(hours=1)}, "the time to open it by is over"),
        ({"kind": "recall"}, "a recall names the dispatch"),
    ],
)
def test_numbers_are_not_taken_for_what_cannot_be_sent(
    officer: User, washington: Mailbox, paris: Mailbox, asked: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        numbering.reserve(washington, **{"identity": "ab" * 16, "recipients": [(paris, "action")], "by": officer, **asked})  # type: ignore[arg-type]
    assert not Dispatch.objects.exists()


def test_a_role_that_there_is_not_takes_no_number(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    with pytest.raises(Refused, match="a role that there is not"):
        numbering.reserve(washington, identity="ab" * 16, recipients=[(paris, "action"), (washington, "silent")], by=officer)


def test_sending_stores_for_each_and_says_by_when(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    with time_machine.travel(now := timezone.now().replace(microsecond=0), tick=False):
        dispatch = sent(washington, paris, by=officer, urgency="immediate")
    to_paris = dispatch.addressees.get(mailbox=paris)
    assert (dispatch.state, dispatch.sent_at, dispatch.size) == (DispatchState.SENT, now, dispatch.envelope.size)
    assert (to_paris.stored_at, to_paris.due_at, to_paris.outcome) == (now, now + timedelta(hours=4), "")
    assert dispatch.keep_until == (now + timedelta(days=washington.keep_days)).date()
    assert acts() == ["dispatches.number", "dispatches.send"]


def test_sending_twice_after_a_lost_answer_is_one_sending(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    sending.send(dispatch, sealed(dispatch)[0], dispatch.digest, by=officer)
    assert (acts(), files()) == (["dispatches.number", "dispatches.send"], 1)


def test_hidden_recipients_are_counted(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = numbered(washington, paris, by=officer)
    sending.send(dispatch, *sealed(dispatch, hidden=True), by=officer)
    assert dispatch.state == DispatchState.SENT


def test_what_is_sealed_to_others_than_those_chosen_does_not_leave(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    rome, dispatch = a_mailbox("ROME"), numbered(washington, paris, by=officer)
    for_more = numbered(washington, paris, rome, by=officer)
    with pytest.raises(Refused, match="not among the mailboxes"):
        sending.send(dispatch, *sealed(for_more), by=officer)
    with pytest.raises(Refused, match="certificate of ROME was renewed"):
        sending.send(for_more, *sealed(dispatch), by=officer)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.envelope.name, files()) == (DispatchState.NUMBERED, "", 0)


@pytest.mark.parametrize("state", [State.UNVERIFIED, State.CHANGED, State.REVOKED])
def test_nothing_is_sent_to_a_certificate_that_nobody_verified(
    officer: User, washington: Mailbox, paris: Mailbox, state: str
) -> None:
    paris.certificates.update(state=state)
    dispatch = numbered(washington, paris, by=officer)
    with pytest.raises(Refused, match="the certificate of PARIS is"):
        sending.send(dispatch, *sealed(dispatch), by=officer)


def test_the_second_person_releases_what_leaves(officer: User, director: User, washington: Mailbox, paris: Mailbox) -> None:
    Mailbox.objects.filter(pk=washington.pk).update(two_persons=True)
    Holder.objects.create(mailbox=washington, user=director)
    dispatch = Dispatch.objects.get(pk=numbered(washington, paris, by=officer).pk)
    with pytest.raises(Refused, match="a second person releases"):
        sending.send(dispatch, *sealed(dispatch), by=officer)
    sending.send(dispatch, *sealed(dispatch), by=director)
    assert (dispatch.author, dispatch.released_by) == (officer, director)


def test_a_text_that_is_not_filled_up_does_not_leave(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = numbered(washington, paris, by=officer)
    envelope, digest = sealed(dispatch)
    *recipients, text = split(envelope, "packet-length")
    for more in (300, 700):
        grown = b"".join(packet(each.tag, each.body) for each in recipients) + packet(text.tag, text.body + os.urandom(more))
        with pytest.raises(Refused, match="would say something of it"):
            sending.send(dispatch, grown, digest, by=officer)
    assert files() == 0


def test_an_attachment_comes_in_parts_that_are_taken_up_again(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch, size = numbered(washington, paris, by=officer), blob_size(2_000_000)
    octets, identity = os.urandom(size), "cd" * 16

    def keep(at: int, end: int) -> int:
        return sending.keep_blob(dispatch, identity, at, octets[at:end], size=size, by=officer)

    assert [keep(0, 500_000), keep(0, 500_000), keep(900_000, size)] == [500_000, 500_000, 500_000]
    with pytest.raises(Refused, match="has not arrived whole"):
        sending.send(dispatch, *sealed(dispatch), by=officer)
    dispatch.refresh_from_db()
    assert [keep(500_000, size), keep(0, 9)] == [size, size]
    with dispatch.blobs.get().file.open() as kept:
        assert kept.read() == octets
    assert not list(Path(keeping.staged(dispatch, identity)).parent.glob(f"{dispatch.pk}-*"))
    sending.send(dispatch, *sealed(dispatch), by=officer)
    with pytest.raises(Refused, match="has left already"):
        sending.keep_blob(dispatch, "ef" * 16, 0, b"a", size=size, by=officer)


@pytest.mark.parametrize("ended", ["sent", "not used"])
def test_a_part_that_comes_late_changes_nothing_of_what_has_left(
    ended: str, officer: User, washington: Mailbox, paris: Mailbox
) -> None:
    """A second page of the same person still saw it as numbered: a part more would leave a file that nobody can fetch."""
    dispatch = numbered(washington, paris, by=officer)
    stale = Dispatch.objects.get(pk=dispatch.pk)
    sending.send(dispatch, *sealed(dispatch), by=officer) if ended == "sent" else numbering.void(dispatch, by=officer)
    with pytest.raises(Refused, match="has left already"):
        sending.keep_blob(stale, "cd" * 16, 0, b"a", size=blob_size(1), by=officer)
    assert not dispatch.blobs.exists()


def test_a_foreign_attachment_or_one_of_another_size_is_not_kept(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch, size = numbered(washington, paris, by=officer), blob_size(1)
    with pytest.raises(PermissionDenied):
        sending.keep_blob(dispatch, "cd" * 16, 0, b"a", size=size, by=applicant)
    with pytest.raises(Refused, match="not sealed as it must be"):
        sending.keep_blob(dispatch, "cd" * 16, 0, b"a", size=size + 1, by=officer)
    sending.keep_blob(dispatch, "cd" * 16, 0, b"a", size=size, by=officer)
    with pytest.raises(Refused, match="another length than before"):
        sending.keep_blob(dispatch, "cd" * 16, 1, b"a", size=blob_size(100_000), by=officer)
    numbering.void(dispatch, by=officer)
    assert not dispatch.blobs.exists()


def test_fetching_is_seen_once_and_says_nothing_of_reading(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    with pytest.raises(PermissionDenied):
        receiving.deliver(dispatch, paris, by=officer)
    for _time in range(2):
        receiving.deliver(dispatch, paris, by=applicant)
    to_paris = dispatch.addressees.get(mailbox=paris)
    assert (to_paris.delivered_at is None, to_paris.outcome, acts()[-1]) == (False, "", "dispatches.deliver")
    assert acts().count("dispatches.deliver") == 1


def test_a_receipt_signed_by_the_reader_is_kept_once(officer: User, applicant: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    first = receipts.record(dispatch, a_receipt(dispatch, "PARIS"), by=applicant)
    again = receipts.record(dispatch, a_receipt(dispatch, "PARIS"), by=applicant)
    assert (first.outcome, bytes(again.receipt), again.outcome_at) == ("opened", bytes(first.receipt), first.outcome_at)
    assert acts().count("dispatches.record_receipt") == 1


def test_a_refusal_may_become_an_opening_and_never_the_reverse(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=officer)
    refusal = a_receipt(dispatch, "PARIS", outcome="refused", reason="blob-missing")
    assert receipts.record(dispatch, refusal, by=applicant).reason == "blob-missing"
    assert receipts.record(dispatch, a_receipt(dispatch, "PARIS"), by=applicant).outcome == "opened"
    with pytest.raises(Refused, match="PARIS has opened this dispatch already"):
        receipts.record(dispatch, refusal, by=applicant)


def test_false_receipts_are_refused_in_the_words_of_their_reason(
    officer: User, applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    a_mailbox("ROME")
    dispatch, other = sent(washington, paris, by=officer), sent(washington, paris, by=officer)
    sound = a_receipt(dispatch, "PARIS")
    false = {
        "signature-bad": sound[:-1] + bytes([sound[-1] ^ 1]),  # forged
        "about-unknown": a_receipt(other, "PARIS"),  # replayed from another dispatch
        "signer-unknown": a_receipt(dispatch, "ROME"),  # by somebody who had no part in it
        "about-differs": a_receipt(dispatch, "PARIS", digest="00" * 32),
        "envelope-size": b"",
        "inner-grammar": b"\xff" * 100,
    }
    said = {}
    for code, octets in false.items():
        with pytest.raises(Refused) as refused:
            receipts.record(dispatch, octets, by=applicant)
        said[code] = str(refused.value)
    assert said == {code: f"The receipt was not kept. {SENTENCES[code]}" for code in false}
    assert list(dispatch.addressees.values_list("outcome", flat=True)) == ["", ""]


def test_the_sender_can_forge_no_receipt_of_its_reader(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    with pytest.raises(Refused, match="signed by nobody"):
        receipts.record(dispatch, a_receipt(dispatch, "WASHINGTON"), by=officer)


def test_a_false_certificate_that_its_bringer_revokes_signs_no_receipt(officer: User, washington: Mailbox) -> None:
    """A revocation that counts from now leaves what was signed before; nobody had vouched for this key, so nothing of it counts."""
    away = a_mailbox("PARIS", here=False)
    dispatch, false = sent(washington, away, by=officer), sealing.generated("PARIS")
    certificates.publish(away, false.certificate.octets, by=officer)
    forged = a_receipt(dispatch, "PARIS", key=false)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        certificates.publish(away, keygen.revoked(false, hard=False), by=officer)
    with pytest.raises(Refused, match="signed by nobody"):
        receipts.record(dispatch, forged, by=officer)
    assert receipts.record(dispatch, a_receipt(dispatch, "PARIS"), by=officer).outcome == "opened"  # the true key still says so


def test_a_recall_is_a_request_and_marks_what_it_is_about(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    recall = numbered(washington, paris, by=officer, kind="recall", about=dispatch)
    sending.send(recall, *sealed(recall), by=officer)
    dispatch.refresh_from_db()
    assert (dispatch.state, list(dispatch.recalls.all()), bool(dispatch.envelope)) == (DispatchState.RECALLED, [recall], True)


def test_a_recall_waits_for_no_second_person(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    Mailbox.objects.filter(pk=washington.pk).update(two_persons=True)
    washington.refresh_from_db()
    recall = numbered(washington, paris, by=officer, kind="recall", about=dispatch)
    sending.send(recall, *sealed(recall), by=officer)
    dispatch.refresh_from_db()
    assert (recall.released_by, recall.sent_at is not None, dispatch.state) == (None, True, DispatchState.RECALLED)


def test_files_that_no_row_names_go_after_a_day(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    begun = keeping.staged(dispatch, "cd" * 16)
    for other in begun.parent.iterdir():  # of the tests before this one
        other.unlink()
    with keeping.kept(b"lost"):
        begun.write_bytes(b"begun")
    now = timezone.now()
    assert (files(), keeping.sweep(now), keeping.sweep(now + timedelta(days=2)), files()) == (2, 0, 2, 1)
    assert private().exists(dispatch.envelope.name)


def test_each_reason_code_has_the_words_of_the_core() -> None:
    assert sentences.WORDS == SENTENCES


def test_addressees_are_told_apart_by_nobody_but_those_who_hold(officer: User, washington: Mailbox, paris: Mailbox) -> None:
    dispatch = sent(washington, paris, by=officer)
    assert [posts.a_key("PARIS").certificate.fingerprint] == list(paris.certificates.values_list("fingerprint", flat=True))
    assert {each.journal_key for each in Addressee.objects.all()} == {f"dispatches.dispatch:{dispatch.pk}"}
