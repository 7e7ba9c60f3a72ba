"""The sealed dispatches of the demonstration, played through the acts: two posts, their keys that everybody may borrow, the memorandum on quantum science."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.agreements.services import carrying
from bartholdi.office.dispatches.models import Addressee, Dispatch, Mailbox
from bartholdi.office.dispatches.services import certificates, mailboxes, numbering, receipts, receiving, sending

FOLDER = Path(__file__).parent / "content" / "dispatches"
POSTS = ("WASHINGTON", "PARIS-RECHERCHE", "OTTAWA")
LENT = POSTS[:2]  # their locked keys may be taken from the page of the demonstration's people
PASSPHRASE = "harbour lantern seven maples quiet ferry"  # noqa: S105  no secret: the page of the demonstration's people says it
People = dict[str, User]


def fill(people: People) -> None:
    """Once: an office that has mailboxes keeps its own."""
    if Mailbox.objects.exists():
        return
    director = people["director"]
    boxes = {each["post"]: mailboxes.add_mailbox(each, by=director) for each in _told("mailboxes.toml")["mailbox"]}
    washington, paris, ottawa = (boxes[post] for post in POSTS)
    for box, key in ((washington, "officer_washington"), (washington, "director"), (paris, "auditor")):
        mailboxes.appoint(box, people[key], by=director)
    _certify(washington, paris, ottawa, people)
    facts = json.loads((FOLDER / "facts.json").read_text("utf-8"))
    for number, text in enumerate(_told("texts.toml")["dispatch"], 1):
        sent = send(number, facts[number - 1], text["urgency"], (washington, paris), people)
        for agreement in Agreement.objects.filter(slug=text.get("carries", "")):
            carrying.say_carried(agreement, sent, by=people["officer_washington"])


def _certify(washington: Mailbox, paris: Mailbox, ottawa: Mailbox, people: People) -> None:
    """The two posts have compared their words; with Ottawa nobody has yet."""
    officer, ministry = people["officer_washington"], people["auditor"]
    ours = certificates.publish(washington, octets_of(washington), by=officer)
    theirs = certificates.publish(paris, octets_of(paris), by=ministry)
    certificates.verify(theirs, beside=ours, by=officer)
    certificates.publish(ottawa, octets_of(ottawa), by=officer)


def octets_of(mailbox: Mailbox) -> bytes:
    return (FOLDER / f"{mailbox.post.lower()}.cert").read_bytes()


def send(number: int, facts: dict[str, object], urgency: str, posts: tuple[Mailbox, Mailbox], people: People) -> Dispatch:
    washington, paris = posts
    officer, ministry = people["officer_washington"], people["auditor"]
    to = [(paris, Addressee.Role.ACTION), (washington, Addressee.Role.COPY)]
    dispatch = numbering.reserve(washington, identity=str(facts["identity"]), recipients=to, urgency=urgency, by=officer)
    for blob in facts["blobs"]:  # type: ignore[attr-defined]
        octets = (FOLDER / f"{blob}.bin").read_bytes()
        sending.keep_blob(dispatch, blob, 0, octets, size=len(octets), by=officer)
    sending.send(dispatch, (FOLDER / f"{number}.pgp").read_bytes(), str(facts["digest"]), by=officer)
    if (slip := FOLDER / f"{number}.receipt").exists():
        receiving.deliver(dispatch, paris, by=ministry)
        receipts.record(dispatch, slip.read_bytes(), by=ministry)
    return dispatch


def _told(name: str) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))
