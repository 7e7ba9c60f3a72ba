"""What the script of a dispatch asks of the server: sealed octets and outer facts, for present holders only, at a fixed cost."""

import hashlib
import json
from base64 import b64decode
from wsgiref.headers import Headers

import pytest
from django.test import Client

from bartholdi.cores.sealing.padding import FIRST
from bartholdi.cores.sealing.schema import TAG
from bartholdi.faces.ui.dispatches import addresses
from bartholdi.faces.ui.dispatches.policy import ALONE, worker_headers
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Addressee, Dispatch, Draft, Mailbox
from tests.counting import cost
from tests.office.dispatches.posts import a_draft, a_key, a_mailbox, a_receipt, sealed, sent

pytestmark = pytest.mark.django_db
DESK, PORTAL, OCTETS = "/en/desk/dispatches/", "/en/portal/dispatches/", "application/octet-stream"


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def portal(applicant: User) -> Client:
    found = Client()
    found.force_login(applicant)
    return found


def _data(page: bytes) -> dict[str, object]:
    return json.loads(page.partition(b'<script id="dispatch-data" type="application/json">')[2].partition(b"</script>")[0])  # type: ignore[no-any-return]


def test_a_dispatch_goes_out_step_by_step_and_each_step_may_be_asked_again(
    desk: Client, washington: Mailbox, paris: Mailbox
) -> None:
    ask = {
        "mailbox": washington.pk,
        "identity": "ab" * 16,
        "recipients": [[paris.pk, "action"], [washington.pk, "copy"]],
        "urgency": "immediate",
    }
    taken = [desk.post(f"{DESK}numbers/", ask, content_type="application/json").json() for _ in range(2)]
    dispatch = Dispatch.objects.get()
    assert (
        taken
        == [{"pk": dispatch.pk, "number": 1, "author": dispatch.author_id, "numbers": {str(paris.pk): 1, str(washington.pk): 0}}]
        * 2
    )

    draft = desk.post(f"{DESK}drafts/?mailbox={washington.pk}", a_draft("WASHINGTON"), content_type=OCTETS).json()
    kept = desk.post(
        f"{DESK}drafts/{draft['pk']}/?version=1&dispatch={dispatch.pk}", a_draft("WASHINGTON"), content_type=OCTETS
    ).json()
    stale = desk.post(f"{DESK}drafts/{draft['pk']}/?version=1", a_draft("WASHINGTON"), content_type=OCTETS)
    assert (draft["version"], kept["version"], stale.status_code, stale.json()["stale"]) == (1, 2, 409, True)

    size, part = FIRST + TAG, f"{DESK}{dispatch.pk}/parts/{'cd' * 16}/"
    have = [
        desk.put(f"{part}?at={at}&size={size}", b"x" * octets, content_type=OCTETS).json()
        for at, octets in ((0, 9000), (0, 9000), (9000, size - 9000))
    ]
    assert have == [{"have": 9000}, {"have": 9000}, {"have": size}]
    envelope, digest = sealed(dispatch)
    gone = [desk.post(f"{DESK}{dispatch.pk}/send/?digest={digest}", envelope, content_type=OCTETS) for _ in range(2)]
    assert [each.json() for each in gone] == [{"page": f"{DESK}{dispatch.pk}/"}] * 2
    assert Draft.objects.count() == 0


def test_the_reader_gets_what_they_may_trust_and_answers_with_a_receipt(
    desk: Client, portal: Client, washington: Mailbox, paris: Mailbox, officer: User
) -> None:
    dispatch = sent(washington, paris, by=officer)
    outside = portal.get(f"{PORTAL}{dispatch.pk}/outside/").json()
    assert outside["earlier"] == {}
    assert (outside["identity"], outside["number"], outside["sender"]["mine"]) == (dispatch.identity, 1, False)
    assert [(each["post"], each["mine"]) for each in outside["addressees"]] == [("PARIS", True), ("WASHINGTON", False)]
    assert desk.get(f"{DESK}{dispatch.pk}/again/").content == portal.get(f"{PORTAL}{dispatch.pk}/again/").content
    assert Addressee.objects.get(mailbox=paris).delivered_at is None
    assert hashlib.sha256(portal.get(f"{PORTAL}{dispatch.pk}/sealed/").content).digest()
    pinned = [b64decode(each) for each in portal.get(f"{PORTAL}trusted/").json()["pinned"]]
    assert sorted(pinned) == sorted(a_key(post).certificate.octets for post in ("WASHINGTON", "PARIS"))
    answer = portal.post(f"{PORTAL}{dispatch.pk}/confirm/", a_receipt(dispatch, "PARIS"), content_type=OCTETS)
    row = Addressee.objects.get(mailbox=paris)
    assert (answer.json(), row.outcome, row.delivered_at is not None) == ({"outcome": "opened"}, "opened", True)


def test_the_reader_gets_names_for_all_that_came_before_whatever_the_text_refers_to(
    portal: Client, washington: Mailbox, paris: Mailbox, officer: User
) -> None:
    rome = a_mailbox("ROME")
    first, hidden, second, later = (sent(washington, to, by=officer) for to in (paris, rome, paris, paris))
    told = portal.get(f"{PORTAL}{second.pk}/outside/").json()["earlier"]
    assert told == {first.identity: {"name": str(first), "url": f"{PORTAL}{first.pk}/"}}
    assert {hidden.identity, later.identity}.isdisjoint(told)


def test_the_page_says_who_cannot_be_written_to_and_why(desk: Client, washington: Mailbox) -> None:
    for post, state in (("LIMA", "unverified"), ("OSLO", "changed"), ("ROME", "revoked")):
        a_mailbox(post, state=state)
    page = desk.get(f"{DESK}write/").content.decode()
    for said in ("Nobody has verified its certificate yet.", "Its certificate has changed.", "Its certificate is revoked."):
        assert said in page
    assert page.count('<select id="to-') == 4
    assert page.count(' disabled aria-describedby="to-') == 3


def test_the_page_costs_the_same_with_many_mailboxes(desk: Client, washington: Mailbox) -> None:
    one = cost(lambda: desk.get(f"{DESK}write/"))
    for post in ("LIMA", "OSLO", "ROME"):
        a_mailbox(post)
    assert cost(lambda: desk.get(f"{DESK}write/")) == one


@pytest.mark.once
def test_nobody_else_reads_or_writes_anything_of_it(
    client: Client, cast: dict[str, User], washington: Mailbox, paris: Mailbox
) -> None:
    dispatch = sent(washington, paris, by=cast["officer"])
    draft = Draft.objects.create(mailbox=washington, author=cast["officer"], envelope="dispatches/none")
    for part in set(cast) - {"officer", "applicant"}:
        client.force_login(cast[part])
        base = DESK if cast[part].is_staff else PORTAL
        for each in addresses.patterns():
            if "<" in (route := str(each.pattern)):
                pk = draft.pk if "drafts" in route else washington.pk if "last" in route else dispatch.pk
                address = base.replace("dispatches/", route.replace("<int:pk>", str(pk)).replace("<str:identity>", "ab" * 16))
                assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}, (part, address)
        assert client.get(f"{base}write/").status_code == 403


def test_the_page_may_start_our_worker_and_the_worker_reaches_no_network(desk: Client, washington: Mailbox) -> None:
    policy = desk.get(f"{DESK}write/")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "wasm" not in policy
    assert "worker-src" not in desk.get(DESK)["Content-Security-Policy"]
    found = {}
    for name in ("worker.js", "worker.0123456789ab.js", "words.js"):
        headers = Headers()
        worker_headers(headers, "", f"/static/ui/sealing/{name}")
        found[name] = headers["Content-Security-Policy"]
    assert found == {"worker.js": ALONE, "worker.0123456789ab.js": ALONE, "words.js": None}


def test_the_data_of_the_page_carries_no_certificate_and_no_text(desk: Client, washington: Mailbox, paris: Mailbox) -> None:
    data = _data(desk.get(f"{DESK}write/").content)
    assert data["keysOf"] == {a_key("WASHINGTON").certificate.fingerprint: washington.pk}
    assert set(data) == {"me", "clock", "keysOf", "places", "own", "names", "recoveries", "draft", "reply", "forward"}
