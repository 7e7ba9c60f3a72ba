"""A dispatch between two mailboxes of one installation: written as immediate with an attachment, kept as a sealed draft over a reload,
released by a second person, read and confirmed by the other holder in the portal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bartholdi.cores.sealing.keys import unlocked
from tests.cores.sealing.test_plain import by_another_tool, files_of, text_of
from tests.journeys.dispatch_office import AUTHOR, PHRASE, READER, SECOND, Keys, add_mailboxes, keys_in
from tests.journeys.filled import filled
from tests.journeys.photographs import photographed
from tests.journeys.visitor import Visitor
from tools import served

pytestmark = pytest.mark.heavy

Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Keys]]:
    folder = tmp_path_factory.mktemp("dispatches") / "office"
    with served.server(folder, begun=filled(tmp_path_factory, "mailboxes", add_mailboxes)) as running:
        yield running.address, keys_in(folder)


@pytest.fixture
def site(office: tuple[str, Keys]) -> str:
    return office[0]


def _unlock(page: Page, key: Path) -> None:
    page.get_by_label("Key file").set_input_files(key)
    page.get_by_label("Passphrase").fill(PHRASE)
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator("[data-open]")).to_be_visible()


def _written(visitor: Visitor, keys: Keys, paper: Path) -> str:
    page = visitor.sign_in_as(AUTHOR).go("/en/desk/dispatches/write/").look().page
    _unlock(page, keys.boston)
    expect(page.get_by_label("OTTAWA")).to_be_disabled()
    page.get_by_label("LYON").select_option("action")
    page.get_by_label("Urgency", exact=True).select_option("immediate")
    page.get_by_label("Protection marking").fill("Très secret")
    expect(page.locator("[data-marking]")).to_contain_text("higher than this system may carry")
    page.get_by_label("Protection marking").fill("Diffusion restreinte")
    page.get_by_label("Subject").fill("<b>Memorandum</b> on quantum science")
    page.locator("#dispatch-body").fill("The memorandum was signed this morning.")
    expect(page.locator("[data-state]")).to_contain_text("Draft kept")
    visitor.look()
    page.reload()
    _unlock(page, keys.boston)
    expect(page.get_by_label("Subject")).to_have_value("<b>Memorandum</b> on quantum science")
    page.get_by_label("Attachments").set_input_files(paper)
    page.get_by_role("button", name="Ready for release").click()
    expect(page.get_by_text("The draft waits for its release.", exact=True)).to_be_visible()
    return page.url


def _released(visitor: Visitor, keys: Keys, draft: str) -> str:
    page = visitor.sign_in_as(SECOND).go(draft).page
    _unlock(page, keys.boston)
    expect(page.locator("#dispatch-body")).to_have_value("The memorandum was signed this morning.")
    visitor.look()
    page.get_by_role("button", name="Release and send").click()
    page.wait_for_url(re.compile(r"/desk/dispatches/\d+/"))
    return page.url


def _exported(reader: Visitor, keys: Keys, paper: Path, folder: Path) -> None:
    """What is open, as one plain message: refused for what is no certificate, then opened by another tool alone."""
    page = reader.page
    page.get_by_role("button", name="Enregistrer comme message ordinaire").click()
    page.get_by_label("Pour quel certificat").set_input_files(paper)  # typos: off
    page.get_by_role("button", name="Préparer le message").click()
    expect(page.get_by_role("alert")).to_contain_text("Le message n’a pas été préparé.")
    page.get_by_label("Pour quel certificat").set_input_files([])  # typos: off
    page.get_by_role("button", name="Préparer le message").click()
    expect(page.get_by_text("Le message est prêt.")).to_be_visible()
    reader.look()
    with page.expect_download() as saving:
        page.get_by_text("Enregistrer le message", exact=True).click()
    own = unlocked(keys.lyon.read_bytes(), PHRASE)
    parsed = by_another_tool(saving.value.path().read_bytes(), own, own)
    assert (saving.value.suggested_filename[32:], files_of(parsed)[paper.name]) == (".eml.pgp", paper.read_bytes())
    assert "The memorandum was signed this morning." in text_of(parsed)


def _by_pictures(visitor: Visitor, pk: str, folder: Path) -> None:
    """The receipt from one screen, read in on the page that brings files in; the certificate of the same mailbox is no receipt."""
    page = visitor.page
    page.get_by_role("button", name="Show as pictures").click()
    dialog = page.get_by_role("dialog", name="LYON.receipt as pictures")
    dialog.get_by_role("button", name="Pause").click()
    visitor.look()
    photos = photographed(dialog, folder)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.frames-dialog")).to_have_count(0)

    page = visitor.go("/en/desk/dispatches/bring/").page
    page.get_by_text("Read it from pictures").click()
    page.get_by_label("Pictures from files").set_input_files(photos[1:])
    expect(page.locator(".frames-result")).to_contain_text("Still missing: ")
    page.get_by_label("Pictures from files").set_input_files(photos[:1])
    expect(page.locator(".frames-result")).to_contain_text("pictures.receipt is chosen as the file above")
    visitor.look()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("The receipt holds, and is kept with its dispatch.")).to_be_visible()

    mailbox = visitor.go("/en/desk/dispatches/mailboxes/").page.get_by_role("link", name="LYON").first.get_attribute("href") or ""
    page = visitor.go(mailbox).page
    page.get_by_role("button", name="Show as pictures").click()
    dialog = page.get_by_role("dialog", name="LYON.cert as pictures")
    dialog.get_by_role("button", name="Pause").click()
    certificate = photographed(dialog, folder)
    page = visitor.go("/en/desk/dispatches/bring/").page
    page.get_by_text("Read it from pictures").click()
    page.get_by_label("Pictures from files").set_input_files(certificate)
    expect(page.locator(".frames-result")).to_contain_text("These pictures show a certificate.")


def _recalled(visitor: Visitor, keys: Keys) -> None:
    """By one person of a mailbox that asks for two: it leaves at once, with no words of theirs, and the page says so beforehand."""
    page = visitor.page
    _unlock(page, keys.boston)
    expect(page.locator("[data-opened]")).to_contain_text("A recall does not wait for one: it only withdraws")
    page.get_by_role("button", name="Ask for it back").click()
    visitor.look()
    expect(page.locator("#recall-reason")).to_have_count(0)
    before = page.url
    page.get_by_role("button", name="Seal and send the recall").click()
    page.wait_for_url(lambda url: url != before and "/desk/dispatches/" in url)
    expect(page.get_by_role("main")).to_contain_text("Recall")


def test_a_dispatch_is_written_released_by_a_second_person_read_and_confirmed(
    office: tuple[str, Keys], visit: Visit, tmp_path: Path
) -> None:
    _site, keys = office
    paper = tmp_path / "memorandum.txt"
    paper.write_text("Memorandum\n" * 200_000, "utf-8")
    draft = _written(visit(), keys, paper)
    second = visit()
    sent = _released(second, keys, draft)

    reader = visit(locale="fr-FR")
    pk = sent.rstrip("/").rpartition("/")[2]
    page = reader.sign_in_as(READER).go(f"/fr/portal/dispatches/{pk}/").page
    page.locator("#panel-key").set_input_files(keys.lyon)
    page.locator("#panel-passphrase").fill(PHRASE)
    page.locator("[data-panel] [type=submit]").click()
    expect(page.locator("[data-opened] h2").first).to_have_text("<b>Memorandum</b> on quantum science")
    expect(page.locator("[data-result]")).to_contain_text("accusé de réception")
    reader.look()
    with page.expect_download() as saving:
        page.locator(".opened-files a[download]").click()
    assert (saving.value.suggested_filename, saving.value.path().read_bytes()) == (paper.name, paper.read_bytes())

    _exported(reader, keys, paper, tmp_path)

    page = second.go(f"/en/desk/dispatches/{pk}/").look().page
    expect(page.get_by_role("main")).to_contain_text("Opened")
    _by_pictures(second, pk, tmp_path)
    second.go(f"/en/desk/dispatches/{pk}/")
    _recalled(second, keys)
    expect(reader.go(f"/fr/portal/dispatches/{pk}/").page.locator(".notice--attention")).to_contain_text("BOSTON")


def test_what_is_typed_without_a_connection_survives_a_lock_and_is_kept_when_the_connection_is_back(
    office: tuple[str, Keys], visit: Visit
) -> None:
    _site, keys = office
    page = visit().sign_in_as(READER).go("/en/portal/dispatches/write/").page
    _unlock(page, keys.lyon)
    subject, state = page.get_by_label("Subject"), page.locator("[data-state]")
    page.context.set_offline(True)
    subject.fill("Typed without a network")
    expect(state).to_contain_text("No connection")
    page.get_by_role("button", name="Lock", exact=True).click()
    expect(page.get_by_label("Passphrase")).to_be_visible()
    assert subject.input_value() == ""
    _unlock(page, keys.lyon)
    expect(subject).to_have_value("Typed without a network")
    page.context.set_offline(False)
    expect(state).to_contain_text("Draft kept")
