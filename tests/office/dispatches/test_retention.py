"""What is past its day: the sealed text goes, the tombstone stays. And numbers when two people send at the same instant."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches import tasks
from bartholdi.office.dispatches.models import Addressee, Dispatch
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.dispatches.services import keeping, numbering, receipts, retention
from tests.office.dispatches.posts import a_mailbox, a_receipt, numbered, sent


@pytest.mark.django_db
def test_past_its_day_the_text_is_destroyed_and_the_tombstone_stays(client: Client, officer: User, applicant: User) -> None:
    washington, paris = a_mailbox("WASHINGTON", officer), a_mailbox("PARIS", applicant)
    over, kept, only_numbered = (
        sent(washington, paris, by=officer),
        sent(washington, paris, by=officer),
        numbered(washington, paris, by=officer),
    )
    receipts.record(over, a_receipt(over, "PARIS"), by=applicant)
    Dispatch.objects.filter(pk__in=[over.pk, only_numbered.pk]).update(keep_until=timezone.localdate() - timedelta(days=1))
    Dispatch.objects.filter(pk=kept.pk).update(keep_until=timezone.localdate())
    before = len(list(keeping._stored()))
    assert (retention.destroy_past(timezone.now()), retention.destroy_past(timezone.now())) == (1, 0)
    tomb = Dispatch.objects.get(pk=over.pk)
    assert (tomb.state, tomb.envelope.name, tomb.digest, tomb.identity) == ("destroyed", "", over.digest, over.identity)
    assert (tomb.addressees.get(mailbox=paris).outcome, bool(Dispatch.objects.get(pk=kept.pk).envelope)) == ("opened", True)
    assert before == 2
    client.force_login(applicant)
    assert "The sealed text was destroyed" in client.get(f"/en/portal/dispatches/{over.pk}/").content.decode()
    assert client.get(f"/en/portal/dispatches/{over.pk}/file/").status_code == 404


@pytest.mark.django_db
def test_what_was_destroyed_unopened_is_said_and_alarms_nobody_any_more(client: Client, officer: User, applicant: User) -> None:
    washington, paris = a_mailbox("WASHINGTON", officer), a_mailbox("PARIS", applicant)
    over = sent(washington, paris, by=officer)
    Addressee.objects.update(due_at=timezone.now() - timedelta(days=2))
    Dispatch.objects.filter(pk=over.pk).update(keep_until=timezone.localdate() - timedelta(days=1))
    assert delivery.to_open(applicant, timezone.now()) == (1, 1)
    retention.destroy_past(timezone.now())
    assert delivery.to_open(applicant, timezone.now()) == (0, 0)
    boxes = [each for who in (officer, applicant) for each in delivery.boxes(who, timezone.now())]
    assert [(each.waiting, each.late, each.awaited) for each in boxes] == [({}, {}, {})] * 2
    received = f"/en/portal/dispatches/box/{paris.pk}/received/?state="
    client.force_login(applicant)
    found = {
        name: f"/dispatches/{over.pk}/" in client.get(received + name).content.decode()
        for name in ("destroyed", "overdue", "stored")
    }
    assert found == {"destroyed": True, "overdue": False, "stored": False}
    client.force_login(officer)
    assert "Destroyed unopened" in client.get(f"/en/desk/dispatches/{over.pk}/").content.decode()


@pytest.mark.django_db
def test_the_worker_has_nothing_to_do_where_nothing_is_due() -> None:
    found = (tasks.note_what_left, tasks.destroy_past_their_day, tasks.sweep_files)
    assert [each.func() for each in found] == [0, 0, 0]


@pytest.mark.django_db
def test_a_number_not_used_is_no_gap_and_a_lost_one_is(officer: User, applicant: User) -> None:
    washington, paris = a_mailbox("WASHINGTON", officer), a_mailbox("PARIS", applicant)
    found = [sent(washington, paris, by=officer) for _each in range(6)]
    numbering.void(numbered(washington, paris, by=officer), by=officer)
    sent(washington, paris, by=officer)
    assert delivery.gaps([paris.pk]) == {}
    Addressee.objects.filter(dispatch__in=[found[1], found[3], found[4]], mailbox=paris).delete()
    (gap,) = delivery.gaps([paris.pk])[paris.pk]
    assert (gap.sender, gap.ranges, gap.count, gap.more) == (washington, ((2, 2), (4, 5)), 3, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_two_who_send_at_once_never_get_one_number(officer: User) -> None:
    washington, paris = a_mailbox("WASHINGTON", officer), a_mailbox("PARIS")
    together = threading.Barrier(4)

    def take() -> None:
        together.wait()
        for _each in range(5):
            numbered(washington, paris, by=officer)
        connections.close_all()

    threads = [threading.Thread(target=take) for _each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(Dispatch.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert sorted(Addressee.objects.filter(mailbox=paris).values_list("number", flat=True)) == list(range(1, 21))
