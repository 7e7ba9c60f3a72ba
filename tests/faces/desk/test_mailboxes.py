"""Mailboxes at the desk: the list, each one's page, certificates brought and compared, the log; at a fixed cost."""

import io
import json

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Certificate, Holder, LogEntry, Mailbox
from bartholdi.office.dispatches.services import certificates, log, mailboxes
from tests.cast import CAST
from tests.counting import cost
from tests.office.dispatches.sealers import a_certificate, a_key, a_mailbox, a_rotated_key, a_statement

LIST = "/en/desk/dispatches/mailboxes/"
LOG = "/en/desk/dispatches/log/"
STAFF = {"officer", "director", "auditor", "editor", "administrator"}
TYPED = {
    "post": "PARIS",
    "name_en": "Ministry, Paris",
    "name_fr": "Ministère",
    "kind": "role",
    "address": "paris@example.org",
    "keep_days": "30",
}


def sent(octets: bytes) -> io.BytesIO:
    file = io.BytesIO(octets)
    file.name = "paris.cert"
    return file


def publish(mailbox: Mailbox, by: User) -> Certificate:
    return certificates.publish(mailbox, a_key(mailbox.post).certificate.octets, by=by)


def test_the_door_is_open_to_staff_and_the_acts_to_those_who_may(client: Client, cast: dict[str, User]) -> None:
    mailbox = a_mailbox(holders=(cast["officer"],))
    publish(mailbox, cast["officer"])
    place, seen = f"{LIST}{mailbox.pk}/", {}
    for part in CAST:
        client.force_login(cast[part])
        pages = [LIST, place, LOG, f"{LIST}add/", f"{place}edit/", f"{place}ceremony/", f"{place}key/", f"{place}compare/"]
        seen[part] = [client.get(page).status_code == 200 for page in pages]
    keeper, nobody = [True] * 5 + [False, False, True], [False] * 8
    assert seen == {
        "applicant": nobody, "stranger": nobody, "auditor": [True] * 3 + [False] * 5, "editor": [True] * 3 + [False] * 5,
        "director": keeper, "administrator": keeper, "officer": [True] * 3 + [False, False, True, True, True],
    }  # fmt: skip


def test_a_mailbox_is_added_changed_and_closed(client: Client, director: User) -> None:
    client.force_login(director)
    made = client.post(f"{LIST}add/", TYPED)
    mailbox = Mailbox.objects.get()
    assert (made["Location"], mailbox.post, mailbox.here, mailbox.keep_days) == (f"{LIST}{mailbox.pk}/", "PARIS", False, 30)
    wrong = client.post(f"{LIST}{mailbox.pk}/edit/", TYPED | {"post": "paris"})
    assert "Capital letters, digits and hyphens" in wrong.content.decode()
    client.post(f"{LIST}{mailbox.pk}/edit/", TYPED | {"name_en": "The ministry"})
    client.post(f"{LIST}{mailbox.pk}/close/")
    mailbox.refresh_from_db()
    assert (mailbox.name_en, mailbox.closed_on is not None) == ("The ministry", True)


def test_a_holder_is_appointed_by_address_and_the_page_asks_for_a_new_key_when_one_leaves(
    client: Client, director: User, officer: User, editor: User
) -> None:
    mailbox = a_mailbox(holders=(editor,))
    publish(mailbox, editor)
    client.force_login(director)
    assert (
        "no account with this address"
        in client.post(f"{LIST}{mailbox.pk}/appoint/", {"email": "no@example.org"}).content.decode()
    )
    said = client.post(f"{LIST}{mailbox.pk}/appoint/", {"email": "OFFICER@example.org"}, follow=True).content.decode()
    assert ("Hand the key file over" in said, "It has no key yet" in said) == (True, False)
    assert "Renew the sealing key" not in client.get(f"{LIST}{mailbox.pk}/").content.decode()
    left = Holder.objects.get(user=editor)
    client.post(f"{LIST}{mailbox.pk}/holders/{left.pk}/dismiss/")
    page = client.get(f"{LIST}{mailbox.pk}/").content.decode()
    assert "with their old key file they could still open what is sealed from now on" in page
    assert [each.user for each in Holder.objects.current()] == [officer]


def test_whoever_is_appointed_before_there_is_a_key_is_told_to_make_it(client: Client, director: User, officer: User) -> None:
    mailbox = a_mailbox()
    client.force_login(director)
    appointed = client.post(f"{LIST}{mailbox.pk}/appoint/", {"email": "officer@example.org"}, follow=True)
    assert "It has no key yet: a holder makes it on this page." in appointed.content.decode()


def test_numbers_and_colons_of_a_mailbox_are_french_in_french(client: Client, director: User) -> None:
    mailbox = a_mailbox(certifier=True, keep_days=1096)
    client.force_login(director)
    page = client.get(f"{LIST}{mailbox.pk}/".replace("/en/", "/fr/")).content.decode()
    assert ("1\u00a0096 jours" in page, "Oui\u00a0: <a" in page) == (True, True)


def test_a_correspondents_certificate_is_brought_as_a_file_and_a_secret_key_is_not_kept(client: Client, director: User) -> None:
    mailbox = a_mailbox("PARIS", here=False)
    client.force_login(director)
    where = f"{LIST}{mailbox.pk}/certificate/"
    refused = client.post(where, {"certificate": sent(a_key("PARIS").octets)}).content.decode()
    assert ("The file holds a secret key. It was not stored." in refused, Certificate.objects.count()) == (True, 0)
    assert client.post(where, {"certificate": sent(a_key("PARIS").certificate.octets)})["Location"] == f"{LIST}{mailbox.pk}/"
    assert Certificate.objects.get().state == "unverified"
    got = client.get(f"{LIST}{mailbox.pk}/certificate/file/")
    assert (got.content, got["Cache-Control"]) == (a_key("PARIS").certificate.octets, "private, no-store")


def test_a_certificate_is_offered_as_pictures_and_both_forms_read_them(client: Client, director: User) -> None:
    client.force_login(director)
    mailbox = a_mailbox("PARIS", here=False)
    page = f"{LIST}{mailbox.pk}/"
    assert "data-frames" not in client.get(page).content.decode()
    a_certificate(mailbox)
    assert f'data-frames="{page}certificate/file/" data-name="PARIS.cert" hidden' in client.get(page).content.decode()
    for form, kind, into in (("certificate", "certificate", "certificate"), ("endorsement", "slip", "statement")):
        drawn = client.get(f"{page}{form}/").content.decode()
        assert (f'data-scan="{kind}" data-into="{into}" hidden' in drawn, 'id="frame-words"' in drawn) == (True, True)


def test_words_that_are_the_same_verify_what_was_shown_and_nothing_else(client: Client, officer: User, director: User) -> None:
    own, other = a_mailbox(holders=(officer,)), a_mailbox("PARIS", here=False)
    mine, theirs = publish(own, officer), publish(other, director)
    client.force_login(officer)
    where = f"{LIST}{other.pk}/compare/"
    page = client.get(where).content.decode()
    assert f'data-one="{mine.fingerprint}" data-other="{theirs.fingerprint}"' in page
    client.post(where, {"beside": mine.pk, "digest": "0" * 64})
    assert [each.state for each in Certificate.objects.order_by("pk")] == ["unverified"] * 2
    client.post(where, {"beside": mine.pk, "digest": theirs.digest})
    assert [each.state for each in Certificate.objects.order_by("pk")] == ["verified"] * 2


def test_an_endorsement_is_brought_as_a_signed_statement(client: Client, director: User) -> None:
    certifier, other = a_mailbox("MINISTRY", here=False, certifier=True), a_mailbox("PARIS", here=False)
    a_certificate(certifier)
    theirs = publish(other, director)
    statement = a_statement(a_key("MINISTRY"), "endorsed", "PARIS", bytes(theirs.octets), theirs.fingerprint)
    client.force_login(director)
    assert "does not hold" in client.post(f"{LIST}{other.pk}/endorsement/", {"statement": sent(b"x")}).content.decode()
    client.post(f"{LIST}{other.pk}/endorsement/", {"statement": sent(statement)})
    theirs.refresh_from_db()
    assert theirs.state == "endorsed"


def endorse(certifier: Mailbox, certificate: Certificate, by: User) -> None:
    post, octets = certificate.mailbox.post, bytes(certificate.octets)
    statement = a_statement(a_key(certifier.post), "endorsed", post, octets, certificate.fingerprint)
    certificates.endorse(certificate, statement, by=by)


@pytest.mark.parametrize(
    ("language", "title", "stands"), [("en", "Endorsed by MINISTRY", "Stands"), ("fr", "Cautionnés par MINISTRY", "Valable")]
)
def test_the_page_of_a_certifier_says_what_it_endorsed_and_who_recorded_it(
    language: str, title: str, stands: str, client: Client, director: User
) -> None:
    ministry, other = (a_mailbox(post, here=False, certifier=True) for post in ("MINISTRY", "ACADEMY"))
    paris, rome = (publish(a_mailbox(post, here=False), director) for post in ("PARIS", "ROME"))
    for certifier, certificate in ((ministry, paris), (other, rome)):
        a_certificate(certifier)
        endorse(certifier, certificate, director)
    client.force_login(director)
    base = f"/{language}/desk/dispatches/mailboxes/"
    place = f"{base}{ministry.pk}/endorsements/"
    page = client.get(place).content.decode()
    pair = f'data-one="{a_key("MINISTRY").certificate.fingerprint}" data-other="{paris.fingerprint}"'
    assert [each in page for each in (title, stands, pair, str(director), rome.fingerprint)] == [True] * 4 + [False]
    assert [f'href="{place}"' in client.get(each).content.decode() for each in (base, f"{base}{ministry.pk}/")] == [True, True]


def test_what_the_browser_posts_is_answered_in_json(client: Client, officer: User) -> None:
    mailbox = a_mailbox(holders=(officer,))
    client.force_login(officer)
    where = f"{LIST}{mailbox.pk}/certificate/"
    octets = a_key("WASHINGTON").certificate.octets
    statement = a_statement(a_key("WASHINGTON"), "published", "WASHINGTON", octets, a_key("WASHINGTON").certificate.fingerprint)
    posted = {"certificate": sent(octets), "statement": sent(statement)}
    assert client.post(f"{where}publish/", {}).status_code == 400
    assert client.post(f"{where}publish/", posted).json() == {"url": f"{LIST}{mailbox.pk}/"}
    again = client.post(f"{where}publish/", {"certificate": sent(octets)})
    refused = "Nothing was changed: the directory has this file already."
    assert (again.status_code, again.json()) == (409, {"refused": refused, "stale": False})
    made = Certificate.objects.get()
    gone = a_statement(a_key("WASHINGTON"), "destroyed", "WASHINGTON", octets, made.fingerprint)
    assert client.post(f"{where}destroyed/", {"statement": sent(gone)}).json() == {"url": f"{LIST}{mailbox.pk}/"}
    assert client.post(f"{where}destroyed/", {"statement": sent(b"x")}).status_code == 409
    assert [each.kind for each in LogEntry.objects.order_by("number")] == ["published", "destroyed"]


def test_only_pages_of_keys_may_start_a_worker_and_none_may_run_webassembly_itself(client: Client, officer: User) -> None:
    mailbox = a_mailbox(holders=(officer,))
    publish(mailbox, officer)
    client.force_login(officer)
    places = {
        name: client.get(f"{LIST}{mailbox.pk}/{name}")["Content-Security-Policy"]
        for name in ("", "compare/", "key/", "ceremony/")
    }
    assert {name: "worker-src 'self'" in policy for name, policy in places.items()} == {
        "": False, "compare/": False, "key/": True, "ceremony/": True,
    }  # fmt: skip
    assert not any("wasm" in policy for policy in places.values())  # the worker has a policy of its own, with no network


def test_the_picture_is_drawn_of_a_pair_only(client: Client, officer: User) -> None:
    client.force_login(officer)
    drawn = client.get("/en/desk/dispatches/picture.svg", {"text": f"bartholdi-pair:1:{'0a' * 32}"})
    assert (drawn["Content-Type"], drawn.content[:5]) == ("image/svg+xml", b"<svg ")
    assert client.get("/en/desk/dispatches/picture.svg", {"text": "https://example.org"}).status_code == 404


def test_the_log_is_shown_checked_and_downloaded(client: Client, officer: User) -> None:
    made = publish(a_mailbox(holders=(officer,)), officer)
    log.append(LogEntry.Kind.VERIFIED, made, by=officer)
    client.force_login(officer)
    assert "The chain is whole" in client.get(f"{LOG}?check").content.decode()
    lines = b"".join(client.get(f"{LOG}file/")).splitlines()  # type: ignore[call-overload]
    assert [json.loads(line)["kind"] for line in lines] == ["published", "verified"]
    LogEntry.objects.filter(number=1).update(by="Mallory")
    assert "The chain is broken at event 1" in client.get(f"{LOG}?check").content.decode()


def test_each_page_costs_the_same_with_one_row_and_with_many(client: Client, director: User, officer: User) -> None:
    first = a_mailbox(holders=(officer,))
    publish(first, officer)
    client.force_login(director)
    ministry = a_mailbox("MINISTRY", here=False, certifier=True)
    a_certificate(ministry)
    endorse(ministry, publish(a_mailbox("ROME", here=False), director), director)
    pages = (LIST, LOG, f"{LIST}{first.pk}/", f"{LIST}{first.pk}/compare/", f"{LIST}{ministry.pk}/endorsements/")
    one = cost(client, *pages)
    for post in ("MADRID", "LISBON"):
        endorse(ministry, publish(a_mailbox(post, here=False), director), director)
    for post in ("PARIS", "HOUSTON", "OTTAWA"):
        a_certificate(mailbox := a_mailbox(post, holders=(officer, director)), a_key("PARIS"))
        log.append(LogEntry.Kind.PUBLISHED, mailbox.certificates.get(), by=officer)
    certificates.publish(first, a_rotated_key("WASHINGTON").certificate.octets, by=officer)
    mailboxes.appoint(first, director, by=director)
    assert cost(client, *pages) == one


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_list_says_what_each_certificate_is_worth(language: str, client: Client, director: User) -> None:
    for post, state in (("PARIS", "verified"), ("HOUSTON", "changed"), ("OTTAWA", "revoked")):
        a_certificate(a_mailbox(post, here=False), a_key("PARIS"), state=state)
    client.force_login(director)
    page = client.get(f"/{language}/desk/dispatches/mailboxes/?sort=post&state=changed").content.decode()
    assert ("HOUSTON" in page, "OTTAWA" in page) == (True, False)
