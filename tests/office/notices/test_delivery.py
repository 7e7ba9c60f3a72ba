"""Letters leave once, in order, over a real mail server, whatever the server does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.journal.models import Entry
from bartholdi.office.notices import delivery
from bartholdi.office.notices.models import Notice, Relay
from tests.office.notices.post import PostOffice, later, write

pytestmark = pytest.mark.django_db


def states() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("state", "trouble"))


def test_a_letter_leaves_with_both_parts_and_sane_headers(post: PostOffice) -> None:
    notice = write(reply_to="office@example.org", label="Zoé, la “première”")
    assert delivery.deliver_due() == 1
    mail = post.letter()
    assert (mail["To"], mail["Reply-To"], mail["Message-ID"], mail["Auto-Submitted"], mail["Content-Language"]) == (
        '"Zoé, la “première”" <zoe@example.org>',
        "office@example.org",
        notice.message_id,
        "auto-generated",
        "fr",
    )
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == notice.text.splitlines()
    notice.refresh_from_db()
    assert (notice.state, notice.reply, notice.attempts, notice.kept) == ("sent", "250 2.0.0 kept", 1, False)
    assert list(Entry.objects.order_by("number").values_list("act", flat=True)) == ["notices.queue", "notices.deliver"]


def test_letters_leave_in_order_and_the_urgent_first(post: PostOffice) -> None:
    for name in "abc":
        write(to=f"{name}@example.org")
    Notice.objects.filter(address="c@example.org").update(urgent=True)
    assert (delivery.deliver_due(), post.addresses) == (3, ["c@example.org", "a@example.org", "b@example.org"])


def test_a_held_or_later_letter_stays(post: PostOffice) -> None:
    write(held=True)
    write(not_before=datetime.now(tz=UTC) + timedelta(hours=1))
    assert (delivery.deliver_due(), states()) == (0, [("held", ""), ("queued", "")])


@pytest.mark.parametrize("door", ["rcpt", "data"])
def test_try_later_is_tried_later(post: PostOffice, door: str) -> None:
    getattr(post, door).append("451 4.7.1 come back")
    write()
    write(to="second@example.org")
    assert (delivery.deliver_due(), states()) == (1, [("queued", "later"), ("sent", "")])
    assert Notice.objects.first() is not None
    assert delivery.deliver_due() == 0
    later(minutes=2)
    assert (delivery.deliver_due(), states()) == (1, [("sent", ""), ("sent", "")])
    assert post.addresses == ["second@example.org", "zoe@example.org"]


@pytest.mark.parametrize("door", ["rcpt", "data"])
def test_a_refusal_for_good_fails_with_the_servers_words(post: PostOffice, door: str) -> None:
    getattr(post, door).append("550 5.1.1 no such person")
    write()
    write(to="second@example.org")
    assert (delivery.deliver_due(), states(), post.addresses) == (
        1,
        [("failed", "refused"), ("sent", "")],
        ["second@example.org"],
    )
    failed = Notice.objects.failed().get()
    assert failed.last_error == "550 5.1.1 no such person"
    assert failed.trouble_in_words == "The mail server refused this letter for good. (550 5.1.1 no such person)"


def test_an_answer_that_does_not_come_leaves_a_doubt_that_only_a_person_ends(post: PostOffice) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bartholdi.office.notices.smtp.LAST_WORD", 1)
        post.data.append("")
        write()
        write(to="second@example.org")
        delivery.deliver_due()
    assert states() == [("uncertain", "silent"), ("queued", "")]
    later(days=1)
    Relay.objects.update(next_attempt_at=None)
    delivery.deliver_due()
    assert (states(), post.addresses) == ([("uncertain", "silent"), ("sent", "")], ["zoe@example.org", "second@example.org"])


def test_a_mail_server_down_for_an_hour_gets_everything_in_order_and_once(closed_post: PostOffice) -> None:
    start = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # Paris changes its clock in this hour
    with time_machine.travel(start, tick=False) as clock:
        for minute in range(60):
            write(to=f"p{minute}@example.org")
            assert delivery.deliver_due() == 0
            clock.shift(timedelta(minutes=1))
        relay = Relay.objects.get()
        assert (relay.down_since, relay.last_error != "", {state for state, _ in states()}) == (start, True, {"queued"})
        with closed_post.open():
            for _minute in range(6):
                clock.shift(timedelta(minutes=1))
                delivery.deliver_due()
            assert closed_post.addresses == [f"p{minute}@example.org" for minute in range(60)]
            assert {*states()} == {("sent", "")}
        relay.refresh_from_db()
        assert (relay.down_since, relay.faults) == (None, 0)


def test_a_letter_that_cannot_leave_in_three_days_fails(closed_post: PostOffice) -> None:
    start = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        write()
        clock.shift(timedelta(days=3, minutes=1))
        delivery.deliver_due()
        assert states() == [("failed", "expired")]


def test_a_dead_worker_s_letter_is_sent_by_the_next_unless_it_was_handed_over(post: PostOffice) -> None:
    write()
    write(to="second@example.org")
    before, after = delivery.claim(), delivery.claim()
    assert before is not None
    assert after is not None
    delivery.hand_over(after)
    assert (delivery.deliver_due(), [state for state, _ in states()]) == (0, ["sending", "sending"])
    later(minutes=6)
    assert (delivery.deliver_due(), states()) == (1, [("sent", ""), ("uncertain", "died")])
    assert post.addresses == ["zoe@example.org"]


def test_a_slow_worker_whose_lease_ended_does_not_send(post: PostOffice) -> None:
    write()
    slow = delivery.claim()
    assert slow is not None
    later(minutes=6)
    assert delivery.deliver_due() == 1
    with pytest.raises(delivery.Unreachable):
        delivery.send(slow, delivery.Line())
    assert (post.addresses, states()) == (["zoe@example.org"], [("sent", "")])


def test_without_a_mail_server_letters_are_kept_and_shown() -> None:
    write()
    assert delivery.deliver_due() == 1
    assert [(notice.state, notice.kept) for notice in Notice.objects.all()] == [("sent", True)]


def test_a_private_letter_s_words_go_once_it_is_sent(post: PostOffice) -> None:
    notice = write()
    Notice.objects.update(private=True)
    delivery.deliver_due()
    notice.refresh_from_db()
    assert (notice.state, notice.subject, notice.body, notice.text, notice.html) == ("sent", "Test letter", "", "", "")


def test_a_run_gives_other_work_its_turn(post: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "RUN", 2)
    for _ in range(5):
        write()
    assert [delivery.deliver_due() for _ in range(4)] == [2, 2, 1, 0]


@given(st.integers(min_value=1, max_value=200))
def test_the_wait_between_attempts_grows_and_is_bounded(attempt: int) -> None:
    shortest, longest = delivery.LADDER[0], delivery.LADDER[-1]
    assert shortest <= delivery.wait(attempt) <= longest * 1.1
    assert delivery.wait(attempt) <= delivery.wait(attempt + 1) * 1.1
