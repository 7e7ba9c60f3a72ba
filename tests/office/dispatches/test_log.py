"""Nothing in the log can be altered, left out or put in without the walk finding it."""

import json
from hashlib import sha256

import pytest

from bartholdi.cores.sealing import canonical
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import LogEntry
from bartholdi.office.dispatches.services import log
from tests.office.dispatches.sealers import a_certificate, a_mailbox

KINDS = ("published", "verified", "rotated", "handed")


@pytest.fixture
def entries(officer: User) -> list[LogEntry]:
    certificate = a_certificate(a_mailbox(), received_at="2027-01-15T12:00:00Z")
    return [log.append(kind, certificate, by=officer, statement=kind.encode()) for kind in KINDS]


def test_an_empty_log_has_no_head_and_no_fault(db: None) -> None:
    assert (log.head(), log.check()) == (None, None)


def test_each_event_names_the_one_before(entries: list[LogEntry]) -> None:
    assert [(each.number, each.before) for each in entries] == [
        (1, ""), (2, entries[0].digest), (3, entries[1].digest), (4, entries[2].digest),
    ]  # fmt: skip
    assert (log.head(), log.check()) == ((4, entries[3].digest), None)


@pytest.mark.parametrize(
    "altered",
    [{"kind": "revoked"}, {"statement": b"x"}, {"by": "Mallory"}, {"certificate": "00"}, {"before": "00"}, {"digest": "00"}],
)
def test_an_altered_event_is_found(altered: dict[str, object], entries: list[LogEntry]) -> None:
    LogEntry.objects.filter(number=2).update(**altered)
    assert log.check() == entries[1]


def test_an_event_left_out_is_found(entries: list[LogEntry]) -> None:
    LogEntry.objects.filter(number=2).delete()
    assert log.check() == entries[2]


def test_an_event_is_never_saved_again(entries: list[LogEntry]) -> None:
    with pytest.raises(TypeError, match="only added to"):
        entries[0].save()


def test_a_stranger_can_check_the_downloaded_lines(entries: list[LogEntry]) -> None:
    before = ""
    for line in log.lines(LogEntry.objects.order_by("number").select_related("mailbox")):
        facts = json.loads(line)
        digest = facts.pop("digest")
        assert (facts["before"], digest) == (before, sha256(canonical.written(facts)).hexdigest())
        before = digest
    assert (4, before) == log.head()
