"""The demonstration's dispatches: what was sent, what was opened, and that the borrowed keys open what is sealed."""

import tomllib
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse

from bartholdi.cores.sealing import certificates, keys, reading
from bartholdi.demo import agreements, dispatches, load
from bartholdi.office.accounts.models import User
from bartholdi.office.agreements.models import AgreementDocument, Carriage
from bartholdi.office.dispatches.models import Certificate, Dispatch
from tests.demo.remake_dispatches import paper


@pytest.fixture
def people(db: None) -> dict[str, User]:
    found = load.invite_people(lambda _name: None)
    dispatches.fill(found)
    return found


def test_two_dispatches_left_and_one_was_opened(people: dict[str, User]) -> None:
    sent = Dispatch.objects.order_by("number").visible_to(people["auditor"])
    told = [(str(each), each.urgency, [(str(to), to.outcome) for to in each.addressees.order_by("role")]) for each in sent]
    assert told == [
        ("WASHINGTON 1", "immediate", [("PARIS-RECHERCHE 1", "opened"), ("WASHINGTON 0", "")]),
        ("WASHINGTON 2", "routine", [("PARIS-RECHERCHE 2", ""), ("WASHINGTON 0", "")]),
    ]
    assert {str(each.mailbox.post): each.state for each in Certificate.objects.all()} == {
        "WASHINGTON": "verified",
        "PARIS-RECHERCHE": "verified",
        "OTTAWA": "unverified",
    }
    dispatches.fill(people)
    assert Dispatch.objects.count() == 2


def test_a_borrowed_key_opens_the_memorandum_and_its_paper_stands_in_the_register(
    client: Client, people: dict[str, User]
) -> None:
    key = keys.unlocked(client.get(reverse("demo:key", args=["PARIS-RECHERCHE"])).content, dispatches.PASSPHRASE)
    sender = certificates.parsed((dispatches.FOLDER / "washington.cert").read_bytes())
    reader = reading.Reader(now=datetime.now(UTC) + timedelta(days=1), pinned=[sender], secrets=key.secrets)
    with Dispatch.objects.get(number=1).envelope.open() as file:
        read = reading.read(file.read(), reader)
    assert (read.manifest.digest, read.manifest["urgency"]) == (Dispatch.objects.get(number=1).digest, "immediate")
    attachment = read.manifest["attachments"][0]
    assert (attachment["name"], attachment["size"]) == ("quantum-2022-in-brief.txt", len(paper("quantum-2022-in-brief.txt")))
    assert client.get(reverse("demo:key", args=["OTTAWA"])).status_code == 404
    assert dispatches.PASSPHRASE in client.get(reverse("demo:people")).text


def test_the_register_holds_the_paper_that_the_memorandum_carries(people: dict[str, User]) -> None:
    agreements.play(tomllib.loads(agreements.REGISTER.read_text())["quantum"], people, datetime.now(UTC).date())
    digest = sha256(paper("quantum-2022-in-brief.txt")).hexdigest()
    assert list(AgreementDocument.objects.filter(digest=digest).values_list("agreement__slug", flat=True)) == ["quantum-2022"]


@pytest.mark.django_db
def test_the_memorandum_is_named_in_the_register_for_those_who_hold_a_mailbox() -> None:
    people = load.invite_people(lambda _name: None)
    agreements.play(tomllib.loads(agreements.REGISTER.read_text())["quantum"], people, datetime.now(UTC).date())
    dispatches.fill(people)
    named = [(str(each.dispatch), each.agreement.slug) for each in Carriage.objects.visible_to(people["officer_washington"])]
    assert named == [("WASHINGTON 1", "quantum-2022")]
    assert not Carriage.objects.visible_to(people["editor"]).exists()
