"""A key in the browser is kept only by choice, forgotten at once, and locked by itself; what does not hold is refused and told to its
sender; what stands outside otherwise than inside is said; a certifier's page computes the words of what it endorsed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from bartholdi.cores.sealing import canonical, words
from tests.journeys.dispatch_office import AUTHOR, CERTIFIER, PHRASE, READER, Keys, add_mailboxes, keys_in
from tests.journeys.filled import filled
from tests.journeys.visitor import Visitor
from tools import served

pytestmark = pytest.mark.heavy

Visit = Callable[..., Visitor]
MINUTE = 60_000


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Keys]]:
    folder = tmp_path_factory.mktemp("reading") / "office"
    with served.server(folder, begun=filled(tmp_path_factory, "mailboxes", add_mailboxes)) as running:
        yield running.address, keys_in(folder)


@pytest.fixture
def site(office: tuple[str, Keys]) -> str:
    return office[0]


def unlock(page: Page, key: Path | None = None) -> None:
    if key:
        page.locator("#panel-key").set_input_files(key)
    page.locator("#panel-passphrase").fill(PHRASE)
    page.locator("[data-panel] [type=submit]").click()
    expect(page.locator("[data-open]")).to_be_visible()


def test_a_key_is_kept_by_choice_and_forgotten_at_once(office: tuple[str, Keys], visit: Visit) -> None:
    _site, keys = office
    visitor = visit(locale="fr-FR")
    page = visitor.sign_in_as(READER).go("/fr/portal/dispatches/write/").page
    file, kept = page.locator("#panel-key"), page.locator("[data-kept] input")
    page.get_by_label("Garder la clé verrouillée dans ce navigateur").check()
    unlock(page, keys.lyon)
    page.reload()
    expect(kept).to_have_count(2)  # this one, and another from its file
    expect(file).to_be_hidden()
    unlock(page)
    page.locator("[data-lock]").click()
    expect(page.locator("[data-said]")).to_contain_text("Verrouillé")
    visitor.look()
    assert "draft" not in page.url  # who typed nothing gets none
    page.get_by_role("button", name=re.compile("Oublier la clé")).click()
    expect(page.locator("[data-said]")).to_contain_text("n’est plus gardée dans ce navigateur")
    expect(file).to_be_visible()
    page.reload()
    expect(file).to_be_visible()
    expect(kept).to_have_count(0)
    stored = page.evaluate("""() => new Promise((done) => {
        indexedDB.open("bartholdi-dispatches").onsuccess = ({ target }) => {
            target.result.transaction("keys").objectStore("keys").count().onsuccess = (event) => done(event.target.result);
        };
    })""")
    assert stored == 0


def test_who_chose_no_key_file_is_told_so_and_the_focus_is_never_lost(office: tuple[str, Keys], visit: Visit) -> None:
    _site, keys = office
    page = visit().sign_in_as(READER).go("/en/portal/dispatches/write/").page
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator("[data-said]")).to_contain_text("Choose the key file first: it ends in .key.")
    expect(page.locator("#panel-key")).to_be_focused()
    page.locator("#panel-key").set_input_files(keys.lyon)
    page.locator("#panel-passphrase").fill("no passphrase of ours")
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator("[data-said]")).to_contain_text("The passphrase is wrong")
    expect(page.locator("#panel-passphrase")).to_be_focused()
    unlock(page)
    expect(page.locator("select[data-mailbox]:enabled").first).to_be_focused()
    page.locator("[data-lock]").click()
    expect(page.locator("#panel-passphrase")).to_be_focused()


def test_it_locks_by_itself_after_twenty_minutes_without_use(office: tuple[str, Keys], visit: Visit) -> None:
    site, keys = office
    page = visit().sign_in_as(READER).page
    page.clock.install()
    page.goto(f"{site}/en/portal/dispatches/write/")
    unlock(page, keys.lyon)
    page.clock.fast_forward(19 * MINUTE)
    page.keyboard.press("Shift")  # used: twenty minutes from here
    page.clock.fast_forward(19 * MINUTE)
    expect(page.locator("[data-open]")).to_be_visible()
    page.clock.fast_forward(2 * MINUTE)
    expect(page.locator("[data-said]")).to_contain_text("Locked after 20 minutes without use.")
    expect(page.locator("[data-open]")).to_be_hidden()


def sent(visit: Visit, keys: Keys, subject: str, *, about: str = "") -> str:
    """From LYON to BOSTON, referring to the dispatch that is called `about`; its number."""
    page = visit().sign_in_as(READER).go("/en/portal/dispatches/write/").page
    unlock(page, keys.lyon)
    page.get_by_label("BOSTON").select_option("action")
    page.get_by_label("Subject").fill(subject)
    page.locator("#dispatch-body").fill("Thank you.")
    if about:
        page.get_by_text("Refers to earlier dispatches").click()
        page.get_by_label(about).check()
    page.get_by_role("button", name="Seal and send").click()
    page.wait_for_url(re.compile(r"/portal/dispatches/\d+/"))
    return page.url.rstrip("/").rpartition("/")[2]


def test_what_does_not_hold_is_refused_and_its_sender_told(office: tuple[str, Keys], visit: Visit) -> None:
    _site, keys = office
    pk, reader = sent(visit, keys, "An answer"), visit()

    def flipped(route: Route) -> None:
        octets = bytearray(route.fetch().body())
        octets[-1] ^= 1
        route.fulfill(body=bytes(octets), content_type="application/octet-stream")

    page = reader.sign_in_as(AUTHOR).go(f"/en/desk/dispatches/{pk}/").page
    page.route("**/sealed/", flipped)
    unlock(page, keys.boston)
    result = page.locator("[data-result]")
    expect(result).to_contain_text("Refused: nothing of it is shown.")
    expect(result.locator("code")).to_have_text("decrypt-failed")
    expect(page.locator("[data-opened]")).to_be_hidden()
    reader.look()
    result.get_by_role("button", name="Send a receipt of the refusal").click()
    expect(result).to_contain_text("The sender is told.")
    expect(page.locator("[data-far=addressees]")).to_contain_text("Refused")  # without loading the page again
    writer = visit(locale="fr-FR")
    page = writer.sign_in_as(READER).go(f"/fr/portal/dispatches/{pk}/").look().page
    expect(page.get_by_role("main")).to_contain_text("Refusée")


@pytest.mark.long
def test_what_stands_outside_otherwise_than_inside_is_said(office: tuple[str, Keys], visit: Visit) -> None:
    _site, keys = office
    earlier = sent(visit, keys, "One more answer")
    reader = visit()
    name = reader.sign_in_as(READER).go(f"/en/portal/dispatches/{earlier}/").page.get_by_role("heading", level=1).inner_text()
    pk = sent(visit, keys, "Another answer", about=name)

    def lying(route: Route) -> None:
        told = route.fetch().json()
        route.fulfill(json={**told, "urgency": "flash", "number": told["number"] + 7})

    page = reader.sign_in_as(AUTHOR).go(f"/en/desk/dispatches/{pk}/").page
    page.route("**/outside/", lying)
    unlock(page, keys.boston)
    warning = page.locator("[data-opened] .notice--attention").first
    expect(warning).to_contain_text("Urgency: Routine inside, Flash outside.")
    expect(warning).to_contain_text(re.compile(r"Number: (\d+) inside, \d+ outside"))
    link = page.locator("[data-opened]").get_by_role("link", name=name, exact=True)
    expect(link).to_have_attribute("href", f"/en/desk/dispatches/{earlier}/")
    reader.look()


def test_a_log_that_went_back_is_said_and_whose_key_signed_whatever_the_sender_calls_itself(
    office: tuple[str, Keys], visit: Visit
) -> None:
    _site, keys = office
    pk, reader = sent(visit, keys, "One answer"), visit()
    page = reader.sign_in_as(AUTHOR).go(f"/en/desk/dispatches/{pk}/").page

    def ahead(route: Route) -> None:
        told = route.fetch().json()
        route.fulfill(json={**told, "logHead": {"number": told["logHead"]["number"] + 7, "digest": "ab" * 32}})

    page.route("**/outside/", ahead)  # as the server was, before it hid something
    unlock(page, keys.boston)
    opened = page.locator("[data-opened]")
    expect(opened.locator("dd", has=page.locator(".sealer-print"))).to_contain_text("LYON · ")
    expect(opened).not_to_contain_text("an older log of certificates")
    page.unroute("**/outside/")
    page.reload()
    unlock(page, keys.boston)
    expect(opened.get_by_role("alert")).to_contain_text("an older log of certificates")
    expect(opened.get_by_role("alert")).to_contain_text("abababababababab…")
    reader.look()


def test_a_certificate_that_does_not_agree_with_the_log_is_said(office: tuple[str, Keys], visit: Visit) -> None:
    """A server hides a revocation: it shows the edition without it, or, to whoever saw the event, an older event."""
    _site, keys = office
    pk, reader = sent(visit, keys, "A last answer"), visit(locale="fr-FR")
    page = reader.sign_in_as(AUTHOR).go(f"/fr/desk/dispatches/{pk}/").page
    opened, told = page.locator("[data-opened]"), "ne s’accorde pas avec son journal"

    def changed(**facts: Any) -> Callable[[Route], None]:
        """The log's last event of LYON's key is another one, whole in itself."""

        def answer(route: Route) -> None:
            trusted = route.fetch().json()
            for event in trusted["events"]:
                if event["mailbox"] == "LYON":
                    event |= {name: value(event[name]) if callable(value) else value for name, value in facts.items()}
                    event["digest"] = sha256(canonical.written({k: v for k, v in event.items() if k != "digest"})).hexdigest()
            route.fulfill(json={**trusted, "logHead": {"number": trusted["logHead"]["number"] + 9, "digest": "ab" * 32}})

        return answer

    def identified_anew(route: Route) -> None:
        """A file whose note nobody had: its identity is this installation's own."""
        route.fulfill(json={**route.fetch().json(), "identity": "ab" * 16, "digest": ""})

    page.route("**/outside/", identified_anew)
    unlock(page, keys.boston)
    expect(opened.locator("h2").first).to_have_text("A last answer")
    expect(opened).not_to_contain_text(told)
    expect(opened).not_to_contain_text("Une autre dépêche a été remise")
    page.unroute("**/outside/")
    for facts in ({"number": lambda number: number - 1}, {"kind": "revoked", "certificate": "cd" * 32}):
        page.unroute("**/trusted/")
        page.route("**/trusted/", changed(**facts))
        page.reload()
        unlock(page, keys.boston)
        expect(opened.get_by_role("alert")).to_contain_text(told)
        expect(opened.get_by_role("alert")).to_contain_text("LYON")
    reader.look()


def test_the_page_of_a_certifier_computes_the_words_of_what_it_endorsed(visit: Visit) -> None:
    visitor = visit(locale="fr-FR", color_scheme="dark")
    page = visitor.sign_in_as(AUTHOR).go("/fr/desk/dispatches/mailboxes/").page
    page.set_viewport_size({"width": 400, "height": 800})
    held: list[Route] = []  # whoever is faster than the script gets the words too

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/mailboxes/endorsements*.js", hold)
    with page.expect_request("**/mailboxes/endorsements*.js"):
        page.get_by_role("link", name=f"Cautionnés par {CERTIFIER}").click()
    expect(page.get_by_role("cell", name="Valable")).to_be_visible()
    pair = page.locator("[data-pair]")
    pair.locator("summary").click()
    held[0].continue_()
    expect(pair.locator("li")).to_have_count(16)
    one, other = (str(pair.get_attribute(f"data-{name}")) for name in ("one", "other"))
    assert tuple(pair.locator("li").all_inner_texts()) == words.words(one, other)
    visitor.look()


INJECTED = """<script>window.injected = "script"</script><img src="data:image/png;base64,AA==" onerror="window.injected = 'handler'">
<a id="planted" href="javascript:window.injected = 'address'">x</a>"""


def test_an_injected_script_does_not_run_on_the_page_of_a_dispatch(office: tuple[str, Keys], visit: Visit) -> None:
    site, keys = office
    pk = sent(visit, keys, "An injection")
    page = visit().sign_in_as(AUTHOR).page
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))

    def injected(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{INJECTED}</main>"))

    page.route(f"**/dispatches/{pk}/", injected)
    page.goto(f"{site}/en/desk/dispatches/{pk}/")
    page.locator("#planted").click()
    expect(page.locator("[data-panel]")).to_be_visible()
    assert page.evaluate("window.injected") is None
    assert [any(each in text for text in refused) for each in ("script", "event handler", "javascript:")] == [True] * 3


def test_where_webassembly_is_blocked_the_page_says_so(office: tuple[str, Keys], visit: Visit) -> None:
    site, keys = office
    page = visit(locale="fr-FR").sign_in_as(READER).page
    stripped: list[str] = []

    def without(route: Route) -> None:
        answer = route.fetch()
        stripped.append(answer.headers["content-security-policy"])
        policy = stripped[0].replace(" 'wasm-unsafe-eval'", "")
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route(re.compile(r"/ui/sealing/worker(\.[0-9a-f]+)?\.js"), without)
    page.goto(f"{site}/fr/portal/dispatches/write/")
    page.locator("#panel-key").set_input_files(keys.lyon)
    page.locator("#panel-passphrase").fill(PHRASE)
    page.locator("[data-panel] [type=submit]").click()
    expect(page.locator("[data-said]")).to_contain_text("WebAssembly, dont il faut disposer")
    assert ("wasm-unsafe-eval" in stripped[0], page.locator("[data-open]").is_hidden()) == (True, True)


@pytest.mark.long
def test_an_attachment_that_was_being_sent_goes_on_after_the_page_was_loaded_again(
    office: tuple[str, Keys], visit: Visit, tmp_path: Path
) -> None:
    _site, keys = office
    paper, parts = tmp_path / "survey.bin", []
    paper.write_bytes(random.Random(7).randbytes(11_000_000))
    visitor = visit()
    page = visitor.sign_in_as(READER).go("/en/portal/dispatches/write/").page
    unlock(page, keys.lyon)
    page.get_by_label("BOSTON").select_option("action")
    page.get_by_label("Subject").fill("A survey")
    page.locator("#dispatch-body").fill("It is attached.")
    page.get_by_label("Attachments").set_input_files(paper)

    def passed(route: Route) -> None:
        """The first part only, as long as the connection is bad."""
        parts.append(route.request.url)
        if len(parts) == 1:
            route.continue_()
        else:
            route.abort("connectionfailed")

    page.route("**/parts/**", passed)
    page.get_by_role("button", name="Seal and send").click()
    expect(page.locator("[data-result]")).to_contain_text("No connection")
    page.unroute("**/parts/**")
    draft = page.url
    assert "draft=" in draft
    page.goto(draft)
    unlock(page, keys.lyon)
    expect(page.locator("[data-attachments]")).to_contain_text("it goes on where it stopped")
    visitor.look()
    again: list[str] = []
    page.on("request", lambda request: again.append(request.url) if "/parts/" in request.url else None)
    page.get_by_role("button", name="Seal and send").click()
    page.wait_for_url(re.compile(r"/portal/dispatches/\d+/"))
    assert {each.partition("?")[0] for each in again} == {parts[0].partition("?")[0]}  # the same blob, under the same number
    unlock(page, keys.lyon)
    expect(page.locator("[data-opened] h2").first).to_have_text("A survey")
    with page.expect_download() as saving:
        page.locator(".opened-files a[download]").click()
    assert saving.value.path().read_bytes() == paper.read_bytes()
