"""A key is made in the browser, its certificate published, its words compared; no secret ever reaches the server, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from bartholdi.cores.sealing import certificates, keys, packets, words
from tests.journeys.visitor import Visitor
from tools import served
from tools.served import Server

PHRASE = "seven words that nobody else would ever guess"
SAID: dict[str, dict[str, str]] = {
    "en": {"save": "Save", "appoint": "Appoint a holder", "email": "E-mail address of the account", "make": "Make the key",
           "key": "Save the key file", "replaced": "Save the revocation: no longer used",
           "stolen": "Save the revocation: stolen", "publish": "Publish the certificate",
           "short": "Use six words or more", "differ": "The two are not the same", "saved": "Save each file first",
           "phrase": "Passphrase", "again": "Passphrase, once more", "ticked": "I have saved the three files", "same": "They are the same",
           "unverified": "Not verified", "verified": "Verified in person", "renew": "Renew the sealing key", "file": "Your key file",
           "newkey": "Save the new key file", "send": "Send it to the server", "renewed": "sealing key renewed",
           "kept": "I have saved the new key file"},
    "fr": {"save": "Enregistrer", "appoint": "Nommer un titulaire", "email": "Adresse de courriel du compte", "make": "Créer la clé",
           "key": "Enregistrer le fichier de clé", "replaced": "Enregistrer la révocation : clé plus utilisée",
           "stolen": "Enregistrer la révocation : clé volée", "publish": "Publier le certificat",  # typos: off
           "short": "Utilisez six mots ou plus", "differ": "Les deux ne sont pas identiques", "saved": "Enregistrez d’abord chaque fichier",
           "phrase": "Phrase secrète", "again": "Phrase secrète, encore une fois", "ticked": "J’ai enregistré les trois fichiers",
           "same": "Ils sont identiques", "unverified": "Non vérifié", "verified": "Vérifié en personne",
           "renew": "Renouveler la clé de chiffrement", "file": "Votre fichier de clé", "newkey": "Enregistrer le nouveau fichier de clé",
           "send": "Envoyer au serveur", "renewed": "clé de chiffrement renouvelée", "kept": "J’ai enregistré le nouveau fichier de clé"},
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With its folder, in which is searched what the server kept."""
    with served.server(tmp_path_factory.mktemp("ceremony")) as running:
        yield running


@pytest.mark.heavy
@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_a_key_is_made_published_compared_and_renewed_and_no_secret_leaves_the_browser(
    office: Server, browser: Browser, language: str, tmp_path: Path
) -> None:
    visitor = Visitor.at(browser, office.address, locale=language, color_scheme="dark" if language == "fr" else "light")
    said, posted = SAID[language], Posted(visitor.page)
    visitor.sign_in_as("director@bartholdi.example")
    page, post = visitor.page, f"CEREMONY-{language.upper()}"
    home = f"/{language}/desk/dispatches/mailboxes/"
    visitor.go(home).look().go(f"{home}add/").look()
    page.locator("#id_post").fill(post)
    page.locator("#id_name_en").fill("Science office")
    page.locator("#id_name_fr").fill("Service scientifique")
    page.get_by_role("main").get_by_role("button", name=said["save"]).click()
    page.get_by_label(said["email"]).fill("director@bartholdi.example")
    page.get_by_role("button", name=said["appoint"]).click()
    place = page.url
    page.goto(f"{place}ceremony/")
    files = make(visitor, said, tmp_path)
    page.get_by_role("button", name=said["publish"]).click()
    expect(page.get_by_text(said["unverified"]).first).to_be_visible()
    visitor.look()

    own = certificates.parsed(keys.certificate_of(files["key"].read_bytes()).octets)
    assert keys.unlocked(files["key"].read_bytes(), PHRASE).certificate.fingerprint == own.fingerprint
    revoking = {name: certificates.parsed(files[name].read_bytes()).primary for name in ("replaced", "stolen")}
    assert {name: [each.revoked(certificates.REVOKED, at) for at in (0, 2**32)] for name, each in revoking.items()} == {
        "replaced": [False, True], "stolen": [True, True],
    }  # fmt: skip

    page.goto(f"{place}compare/")
    expect(page.locator(".words-list li")).to_have_count(16)
    beside = str(page.locator("[data-words]").get_attribute("data-one"))  # another of those that this person holds
    assert beside != own.fingerprint
    assert tuple(page.locator(".words-list li").all_inner_texts()) == words.words(own.fingerprint, beside)
    loaded = "(image) => image.decode().then(() => image.naturalWidth > 0)"
    assert page.locator("[data-words-picture] img").evaluate(loaded)
    visitor.look()
    page.get_by_role("button", name=said["same"]).click()
    expect(page.get_by_text(said["verified"]).first).to_be_visible()

    page.goto(f"{place}key/")
    renewed = renew(visitor, said, files["key"], tmp_path)
    expect(page.get_by_text(said["renewed"]).first).to_be_visible()
    expect(page.get_by_text(said["verified"]).first).to_be_visible()
    visitor.look().go(f"/{language}/desk/dispatches/log/?check").look()
    assert len(keys.unlocked(renewed.read_bytes(), PHRASE).secrets) == 2
    assert len([body for body in posted.bodies if b"\r\n\r\n\xc6" in body]) == 2  # two certificates went
    kept = [
        file.read_bytes() for file in office.folder.rglob("*") if file.is_file() and file.suffix not in {".js", ".css", ".gz"}
    ]
    visitor.leave()
    hold_no_secret([*posted.bodies, *kept], files["key"].read_bytes(), renewed.read_bytes())
    assert any(own.primary.public[:64] in each for each in kept)  # the search finds what is there


@pytest.mark.heavy
def test_a_holder_who_does_not_work_here_makes_the_key_in_the_portal(office: Server, browser: Browser, tmp_path: Path) -> None:
    said, holder = SAID["en"], "priya@lakeshore-university.example"
    desk = Visitor.at(browser, office.address, locale="en").sign_in_as("director@bartholdi.example")
    page = desk.go("/en/desk/dispatches/mailboxes/add/").page
    page.locator("#id_post").fill("LAKESHORE")
    page.locator("#id_name_en").fill("Lakeshore University")
    page.locator("#id_name_fr").fill("Université de Lakeshore")
    page.get_by_role("main").get_by_role("button", name=said["save"]).click()
    page.get_by_label(said["email"]).fill(holder)
    page.get_by_role("button", name=said["appoint"]).click()
    expect(page.get_by_text("Appointed a holder of a mailbox").first).to_be_visible()
    desk.leave()
    visitor = Visitor.at(browser, office.address, locale="en", color_scheme="dark").sign_in_as(holder)
    page = visitor.go("/en/portal/dispatches/").look().page
    page.get_by_role("link", name="Make its key").click()
    files = make(visitor, said, tmp_path)
    page.get_by_role("button", name=said["publish"]).click()
    page.get_by_role("link", name="Key LAKESHORE").click()
    renewed = renew(visitor, said, files["key"], tmp_path)
    expect(page.get_by_role("link", name="Key LAKESHORE")).to_be_visible()
    assert len(keys.unlocked(renewed.read_bytes(), PHRASE).secrets) == 2
    visitor.look().leave()


def make(visitor: Visitor, said: dict[str, str], folder: Path) -> dict[str, Path]:
    """The ceremony up to where it may be published, with its three faults on the way."""
    page = visitor.look().page
    phrase, again = page.get_by_label(said["phrase"], exact=True), page.get_by_label(said["again"])
    phrase.fill("too short")
    page.get_by_role("button", name=said["make"]).click()
    expect(page.get_by_text(said["short"])).to_be_visible()
    phrase.fill(PHRASE)
    again.fill(PHRASE + "!")
    page.get_by_role("button", name=said["make"]).click()
    expect(page.get_by_text(said["differ"])).to_be_visible()
    visitor.look()
    again.fill(PHRASE)
    page.get_by_role("button", name=said["make"]).click()
    expect(page.get_by_role("link", name=said["key"])).to_be_visible()
    visitor.look()
    page.set_viewport_size({"width": 360, "height": 900})
    assert visitor.sideways() == 0  # the sheet holds a fingerprint
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name=said["publish"]).click()
    expect(page.get_by_text(said["saved"])).to_be_visible()
    files = {name: save(page, said[name], folder / f"made.{name}") for name in ("key", "replaced", "stolen")}
    expect(page.locator("[data-sheet]")).to_contain_text(re.compile(r"-replaced\.cert.*-stolen\.cert", re.DOTALL))
    page.get_by_label(re.compile(said["ticked"])).check()
    return files


def renew(visitor: Visitor, said: dict[str, str], key: Path, folder: Path) -> Path:
    page = visitor.look().page
    page.get_by_label(said["file"]).set_input_files(key)
    page.get_by_label(said["phrase"], exact=True).fill(PHRASE)
    page.get_by_role("button", name=said["renew"]).click()
    expect(page.get_by_role("link", name=said["newkey"])).to_be_visible()
    visitor.look()
    file = save(page, said["newkey"], folder / "renewed.key")
    page.get_by_label(re.compile(said["kept"])).check()
    page.get_by_role("button", name=said["send"]).click()
    return file


def save(page: Page, link: str, path: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("link", name=link).click()
    started.value.save_as(path)
    return path


# What a form holds of files, no browser tells its tester: the page itself is made to say it, before it is sent.
SAYING = """(() => {
    const before = window.fetch;
    window.fetch = async (where, how) => {
        if (how?.body instanceof FormData) {
            const octets = new Uint8Array(await new Response(how.body).arrayBuffer());
            await window.said(Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join(""));
        }
        return before(where, how);
    };
})()"""


class Posted:
    """Everything that the browser sent, from the page and from its worker."""

    def __init__(self, page: Page) -> None:
        self.bodies: list[bytes] = []
        page.on("request", self._sent)
        page.expose_function("said", lambda octets: self.bodies.append(bytes.fromhex(octets)))
        page.add_init_script(SAYING)

    def _sent(self, request: Request) -> None:
        self.bodies.append(request.url.encode() + b"\n" + (request.post_data_buffer or b""))


def hold_no_secret(places: list[bytes], *files: bytes) -> None:
    """Neither passphrase, nor key file, nor what is locked in it, nor what it is when unlocked."""
    wanted = [PHRASE.encode()]
    for file in files:
        unlocked = keys.unlocked(file, PHRASE)
        wanted += [part[at : at + 32] for part in unlocked.raw.values() for at in range(0, len(part), 32)]
        wanted += [
            each.body[-48:] for each in packets.split(file, "key-grammar") if each.tag in keys.PUBLIC_OF
        ]  # locked secret and tag
    assert [each for each in wanted if any(each in place for place in places)] == []
