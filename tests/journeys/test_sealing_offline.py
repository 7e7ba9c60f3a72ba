"""The offline page: keys made, a dispatch with an attachment sealed and opened again, from a file and without a network."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bartholdi.cores.sealing import certificates, keys
from tests.cores.sealing.test_plain import by_another_tool, files_of
from tests.journeys.visitor import AXE, FINDINGS, PATIENCE, RULES
from tools import offline_page

PHRASE = "sept mots que personne n’a écrits"

pytestmark = pytest.mark.heavy


def _open(browser: Browser, **options: Any) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, accept_downloads=True, **options)
    context.set_default_timeout(PATIENCE)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(offline_page.build().as_uri())
    return page, complaints


def _saved(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as saving:
        page.get_by_text(name, exact=True).click()
    target = folder / saving.value.suggested_filename
    saving.value.save_as(target)
    return target


def _made(page: Page, name: str, folder: Path) -> tuple[Path, Path]:
    page.get_by_label("Name of the mailbox").fill(name)
    for each in page.locator("#make input[type=password]").all():
        each.fill("two words")
    page.get_by_role("button", name="Make the key").click()
    expect(page.locator("#make [role=alert]")).to_contain_text("Take six words or more")
    expect(page.locator("#make-passphrase")).to_be_focused()
    for each in page.locator("#make input[type=password]").all():
        each.fill(PHRASE)
    page.get_by_role("button", name="Make the key").click()
    expect(page.get_by_text("Key sheet")).to_be_visible()
    return _saved(page, "Save the key file", folder), _saved(page, "Save the certificate", folder)


def test_two_posts_make_keys_compare_words_and_exchange_a_dispatch_with_its_attachment(browser: Browser, tmp_path: Path) -> None:
    page, complaints = _open(browser, locale="en-GB", offline=True)
    paper = tmp_path / "memorandum.txt"
    paper.write_text("Memorandum\n" * 1000, "utf-8")
    key, certificate = _made(page, "Washington", tmp_path)
    own = keys.unlocked(key.read_bytes(), PHRASE).certificate
    assert own.octets == certificate.read_bytes()
    for name, counts in (("no longer used", False), ("stolen", True)):  # before the day it was made: only what is hard
        revoking = certificates.parsed(_saved(page, f"Save the revocation: {name}", tmp_path).read_bytes())
        assert (revoking.fingerprint, revoking.primary.revoked(certificates.REVOKED, 0)) == (own.fingerprint, counts)

    page.locator("#compare-one").set_input_files(certificate)
    page.locator("#compare-other").set_input_files(certificate)
    page.get_by_role("button", name="Show the words").click()
    expect(page.locator("#compare ol li")).to_have_count(16)

    page.locator("#seal-key").set_input_files(key)
    page.locator("#seal-passphrase").fill(PHRASE)
    page.locator("#seal-action").set_input_files(certificate)
    page.locator("#seal-urgency").select_option("immediate")
    page.locator("#seal-subject").fill("<b>Memorandum</b>")
    page.locator("#seal-summary").fill("In short.")
    page.locator("#seal-attachments").set_input_files(paper)
    page.get_by_role("button", name="Seal the dispatch").click()
    dispatch = _saved(page, "Save the dispatch", tmp_path)

    page.locator("#open-file").set_input_files(dispatch)
    page.locator("#open-key").set_input_files(key)
    page.locator("#open-senders").set_input_files(certificate)
    page.locator("#open-passphrase").fill("false")
    page.get_by_role("button", name="Open the dispatch").click()
    expect(page.locator("#open [role=alert]")).to_contain_text("The passphrase is wrong")
    page.locator("#open-passphrase").fill(PHRASE)
    page.get_by_role("button", name="Open the dispatch").click()
    expect(page.locator("#open h3")).to_have_text("<b>Memorandum</b>")
    assert _saved(page, "Save memorandum.txt", tmp_path / "opened").read_bytes() == paper.read_bytes()
    page.get_by_role("button", name="Show the receipt as pictures").click()
    expect(page.locator("#open .frames").get_by_role("img")).to_have_accessible_name(re.compile(r"Picture \d+ of 1\d"))
    page.get_by_role("button", name="Make a plain message").click()
    own = keys.unlocked(key.read_bytes(), PHRASE)
    parsed = by_another_tool(_saved(page, "Save the plain message", tmp_path).read_bytes(), own, own)
    assert (parsed["Subject"], files_of(parsed)["memorandum.txt"]) == ("<b>Memorandum</b>", paper.read_bytes())
    expect(page.locator("#seal-language")).to_have_value("en")
    page.get_by_role("button", name="Français").click()
    expect(page.locator("#open dl")).to_contain_text("Immédiate")
    expect(page.locator("#open h4")).to_have_text(["Résumé"])
    expect(page.locator("#seal-language")).to_have_value("fr")
    assert complaints == []


def test_a_bad_file_name_and_a_certificate_in_armor_have_their_own_sentence(browser: Browser, tmp_path: Path) -> None:
    page, complaints = _open(browser, locale="en-GB", offline=True)
    key, certificate = _made(page, "Washington", tmp_path)
    armored = tmp_path / "lima.asc"
    armored.write_text("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxA==\n-----END PGP PUBLIC KEY BLOCK-----\n", "ascii")
    page.locator("#seal-key").set_input_files(key)
    page.locator("#seal-passphrase").fill(PHRASE)
    page.locator("#seal-action").set_input_files(certificate)
    page.locator("#seal-subject").fill("A survey")
    page.locator("#seal-attachments").set_input_files([{"name": "CON.txt", "mimeType": "text/plain", "buffer": b"x"}])
    page.get_by_role("button", name="Seal the dispatch").click()
    said = page.locator("#seal [role=alert]")
    expect(said).to_contain_text("Names like these are not safe on every system: CON.txt.")
    page.get_by_role("button", name="Français").click()
    expect(said).to_contain_text("ne sont pas sûrs sur tous les systèmes\u00a0: CON.txt.")
    page.locator("#seal-attachments").set_input_files([])
    page.locator("#seal-info").set_input_files(armored)
    page.get_by_role("button", name="Sceller la dépêche").click()
    expect(said).to_contain_text("lima.asc est écrit en texte (armure).")
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_fits_a_telephone(browser: Browser, scheme: Any) -> None:
    page, complaints = _open(browser, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(content=AXE.read_text("utf-8"))
    assert (page.evaluate(FINDINGS, RULES), page.evaluate("document.documentElement.scrollWidth"), complaints) == ([], 360, [])


def test_the_page_reaches_no_network_and_its_digest_stands_beside_it(browser: Browser) -> None:
    page, _ = _open(browser)
    reached = "fetch('http://127.0.0.1:9/').then(() => 'reached', (fault) => fault.name)"
    refused = "new Promise((said) => { addEventListener('securitypolicyviolation', (e) => said(e.effectiveDirective)); fetch('http://127.0.0.1:9/').catch(() => {}); })"
    assert (page.evaluate(reached), page.evaluate(refused)) == ("TypeError", "connect-src")
    digest = hashlib.sha256(offline_page.TARGET.read_bytes()).hexdigest()
    assert offline_page.TARGET.with_suffix(".html.sha256").read_text() == f"{digest}  bartholdi-sealing.html\n"


INJECTED = """async () => {
    const refused = [];
    addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.injected = 'script'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", `<img src=x onerror="window.injected = 'handler'"><a id=planted href="javascript:window.injected = 'address'">x</a>`);
    document.getElementById("planted").click();
    await new Promise((ready) => setTimeout(ready, 500));
    return [window.injected ?? null, [...new Set(refused)].sort()];
}"""


def test_an_injected_script_does_not_run_on_the_offline_page(browser: Browser) -> None:
    page, _ = _open(browser)
    assert page.evaluate(INJECTED) == [None, ["img-src", "script-src-attr", "script-src-elem"]]


@pytest.mark.parametrize(
    ("place", "runs"), [("// The offline page: draws", False), ("<title>", True)], ids=["script", "elsewhere"]
)
def test_one_altered_octet_of_the_page_no_longer_fits_its_digest_and_an_altered_script_does_not_run(
    browser: Browser, tmp_path: Path, place: str, runs: bool
) -> None:
    whole = offline_page.build().read_bytes()
    at = whole.index(place.encode()) + len(place) - 1
    altered = tmp_path / "altered.html"
    altered.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    published = offline_page.TARGET.with_suffix(".html.sha256").read_text().partition(" ")[0]
    digests = [hashlib.sha256(each).hexdigest() for each in (whole, altered.read_bytes())]
    assert [each == published for each in digests] == [True, False]
    page = browser.new_page()
    page.goto(altered.as_uri())
    assert page.locator("form").count() == (5 if runs else 0)
    page.close()


def test_without_webassembly_the_offline_page_says_so(browser: Browser, tmp_path: Path) -> None:
    """A browser may forbid it by itself; the policy does the same here."""
    strict = tmp_path / "strict.html"
    strict.write_text(offline_page.build().read_text("utf-8").replace(" 'wasm-unsafe-eval'", "", 1), "utf-8")
    page = browser.new_page(locale="en-GB")
    page.goto(strict.as_uri())
    page.get_by_label("Name of the mailbox").fill("Washington")
    for each in page.locator("#make input[type=password]").all():
        each.fill(PHRASE)
    page.get_by_role("button", name="Make the key").click()
    expect(page.locator("#make [role=alert]")).to_contain_text(
        "WebAssembly, which unlocking or locking a key needs, is blocked here."
    )
    page.close()
