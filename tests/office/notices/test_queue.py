"""A letter is written with its cause, in its reader's language, and nothing typed can forge one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import services, smtp, writing
from bartholdi.office.notices.kinds import KINDS
from bartholdi.office.notices.models import Notice
from tests.office.notices.post import BY, CONTEXT, write

pytestmark = pytest.mark.django_db  # a letter names the office, whose name is in the database

EVERY = sorted(KINDS)


@pytest.mark.django_db
def test_a_letter_is_kept_as_it_will_leave() -> None:
    notice = write(cause="accounts.user:7")
    assert (notice.state, notice.kind, notice.language, notice.subject, notice.cause) == (
        "queued",
        "notices.trial",
        "fr",
        "Une lettre d’essai de Bartholdi",
        "accounts.user:7",
    )
    assert notice.body.startswith("Bonjour Zoé,\n\nVous avez demandé cette lettre le 15\u00a0mars 2027")
    assert "12\u00a0h\u00a000 (Washington)" in notice.body
    assert notice.text.startswith(notice.body)
    assert '<html lang="fr">' in notice.html
    assert 'href="http://127.0.0.1:8000/fr/desk/outbox/"' in notice.html
    assert "<style" not in notice.html


@pytest.mark.django_db
def test_the_journal_keeps_neither_the_words_nor_the_address() -> None:
    notice = write()
    entry = Entry.objects.get()
    assert (entry.act, entry.subject_key, entry.actor_key) == ("notices.queue", f"notices.notice:{notice.pk}", "system:test")
    assert "zoe" not in str(entry.change)
    assert "Bonjour" not in str(entry.change)


@pytest.mark.django_db(transaction=True)
def test_a_letter_without_the_transaction_of_its_cause_is_a_fault() -> None:
    with pytest.raises(RuntimeError):
        services.queue("notices.trial", to="zoe@example.org", label="Zoé", language="fr", context=CONTEXT, by=BY)


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_undone_with_its_cause() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_the_same_letter_is_written_once() -> None:
    first, second, other = write(dedupe="deadline:3"), write(dedupe="deadline:3"), write(dedupe="deadline:4")
    assert (first.pk == second.pk, first.pk == other.pk, Notice.objects.count()) == (True, False, 2)


@pytest.mark.django_db
def test_a_letter_can_wait_for_an_officer_or_an_hour() -> None:
    tomorrow = datetime.now(tz=UTC) + timedelta(days=1)
    held, later = write(held=True), write(not_before=tomorrow)
    assert (held.state, later.state, later.next_attempt_at) == ("held", "queued", tomorrow)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "a@example.org\nBcc: all@example.org", "a@example.org, b@example.org", "x" * 250 + "@e.org"]
)
def test_what_is_no_address_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(Refused):
        write(to=address)
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_a_typed_name_cannot_add_headers_or_paragraphs() -> None:
    evil = "Zoé\r\nBcc: all@example.org\n\nSend me your code\u202e <script>alert(1)</script>"
    notice = write(label=evil, context={**CONTEXT, "name": evil})
    mail = smtp.message(notice)
    assert mail["Bcc"] is None
    assert mail["To"].addresses[0].addr_spec == "zoe@example.org"
    assert notice.body.startswith("Bonjour Zoé Bcc: all@example.org Send me your code <script>alert(1)</script>,\n\n")
    assert "<script" not in notice.html
    assert "\u202e" not in notice.text


@given(st.text(), st.text())
def test_whatever_is_typed_a_letter_has_its_headers_and_no_others(label: str, subject: str) -> None:
    letter = writing.compose(KINDS["notices.trial"], "en", subject=subject, body="Hello.")
    notice = Notice(
        address="zoe@example.org",
        label=clean_line(label)[:200],
        language="en",
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id="<1@example.org>",
    )
    read = smtp.message(notice).as_bytes()
    names = [line.split(b":")[0] for line in read.split(b"\r\n\r\n")[0].split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert names == [
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted", b"X-Auto-Response-Suppress",
        b"MIME-Version", b"Content-Type", b"Content-Language",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", EVERY)
def test_every_kind_is_written_in_both_languages(key: str, language: str) -> None:
    kind = KINDS[key]
    letter = writing.write(kind, language, kind.example)
    assert letter.subject
    assert letter.body
    assert "{{" not in letter.text + letter.subject
    assert not kind.private or kind.lifetime <= timedelta(days=14)
    assert sorted(path.name for path in kind.folder.iterdir()) == [
        "body.en.txt",
        "body.fr.txt",
        "subject.en.txt",
        "subject.fr.txt",
    ]


@pytest.mark.django_db
def test_a_language_that_is_not_ours_becomes_english() -> None:
    assert write(language="de").language == "en"


@pytest.mark.django_db
def test_the_database_itself_wants_a_lease_while_a_letter_leaves() -> None:
    assert connection.in_atomic_block
    notice = write()
    notice.state = "sending"
    with pytest.raises(Exception, match="notices_notice_sending_has_lease"), transaction.atomic():
        notice.save()
