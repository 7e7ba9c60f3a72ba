"""A mailbox's key in the portal, for a holder who does not work at the office: made, published, renewed, brought; for nobody else."""

import io

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Certificate, Holder
from bartholdi.office.dispatches.services import certificates
from tests.office.dispatches.sealers import a_key, a_mailbox, a_statement

HOME = "/en/portal/dispatches/"


def sent(octets: bytes) -> io.BytesIO:
    file = io.BytesIO(octets)
    file.name = "washington.cert"
    return file


def test_a_holder_is_led_to_the_ceremony_publishes_and_renews(client: Client, applicant: User) -> None:
    mailbox, key = a_mailbox(holders=(applicant,)), a_key("WASHINGTON")
    place, octets = f"{HOME}mailboxes/{mailbox.pk}/", key.certificate.octets
    client.force_login(applicant)
    assert f'href="{place}ceremony/"' in client.get(HOME).content.decode()
    page = client.get(f"{place}ceremony/")
    assert ("worker-src 'self'" in page["Content-Security-Policy"], "/desk/" in page.content.decode()) == (True, False)
    statement = a_statement(key, "published", "WASHINGTON", octets, key.certificate.fingerprint)
    posted = client.post(f"{place}certificate/publish/", {"certificate": sent(octets), "statement": sent(statement)})
    assert (posted.json(), Certificate.objects.get().mailbox) == ({"url": HOME}, mailbox)
    home = client.get(HOME).content.decode()
    assert [f'href="{place}{name}/"' in home for name in ("ceremony", "key")] == [False, True]
    page = client.get(f"{place}key/")
    assert (page.status_code, "/desk/" in page.content.decode()) == (200, False)
    gone = a_statement(key, "destroyed", "WASHINGTON", octets, key.certificate.fingerprint)
    assert client.post(f"{place}certificate/destroyed/", {"statement": sent(gone)}).json() == {"url": HOME}
    again = client.post(f"{place}certificate/", {"certificate": sent(octets)})
    assert "Nothing was changed: the directory has this file already." in again.content.decode()


@pytest.mark.parametrize(("holds", "seen"), [("this", 200), ("another", 403), ("none", 404)])
def test_a_key_is_for_who_holds_this_very_mailbox(client: Client, applicant: User, officer: User, holds: str, seen: int) -> None:
    mailbox, other = a_mailbox(holders=(officer,)), a_mailbox("CHICAGO", holders=(officer,))
    certificates.publish(mailbox, a_key("WASHINGTON").certificate.octets, by=officer)
    if holds != "none":
        Holder.objects.create(mailbox=mailbox if holds == "this" else other, user=applicant)
    client.force_login(applicant)
    place = f"{HOME}mailboxes/{mailbox.pk}/"
    found = [client.get(f"{place}{name}/").status_code for name in ("ceremony", "key", "certificate")]
    posted = client.post(f"{place}certificate/publish/", {"certificate": sent(a_key("CHICAGO").certificate.octets)})
    assert (found, posted.status_code) == ([seen] * 3, seen)
    assert Certificate.objects.count() == (2 if holds == "this" else 1)
