"""Washington and Paris, two installations: keys, words, a memorandum as immediate, opened offline, its receipt, and a number that was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.two_posts import DOMAINS, Between, Installation, two_posts
from tests.journeys.visitor import Visitor
from tools import offline_page

pytestmark = pytest.mark.heavy

PHRASE = "seven words that nobody else would ever guess"
DIRECTOR = "director@bartholdi.example"
SEALED = ("Memorandum on quantum science", "It was signed this morning", "memorandum.txt", PHRASE)
HERE, THERE = "POTOMAC", "QUAI-ORSAY"  # the demonstration has other posts of its own


@dataclass
class Post:
    """One end: who sits there, its mailbox, and the files that its holder keeps."""

    visitor: Visitor
    own: str
    other: str
    folder: Path
    mailbox: str = ""  # addresses of pages
    correspondent: str = ""

    @property
    def page(self) -> Page:
        return self.visitor.page

    @property
    def key(self) -> Path:
        return self.folder / f"{self.own}.key"

    @property
    def certificate(self) -> Path:
        return self.folder / f"{self.own}.cert"


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation, Between]]:
    with two_posts(tmp_path_factory.mktemp("posts")) as found:
        yield found


def saved(page: Page, name: str | re.Pattern[str], path: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("link", name=name).first.click()
    started.value.save_as(path)
    return path


def added(post: Post, name: str, address: str) -> str:
    """A mailbox, at its page; one with an address is kept elsewhere."""
    page = post.visitor.go("/en/desk/dispatches/mailboxes/add/").page
    page.locator("#id_post").fill(name)
    page.locator("#id_name_en").fill(f"Science office {name}")
    page.locator("#id_name_fr").fill(f"Service scientifique {name}")
    if address:
        page.locator("#id_here").uncheck()
        page.locator("#id_address").fill(address)
    page.get_by_role("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page.url


def ceremony(post: Post) -> None:
    post.mailbox = added(post, post.own, "")
    page = post.page
    page.get_by_label("E-mail address of the account").fill(DIRECTOR)
    page.get_by_role("button", name="Appoint a holder").click()
    post.visitor.go(f"{post.mailbox}ceremony/")
    page.get_by_label("Passphrase", exact=True).fill(PHRASE)
    page.get_by_label("Passphrase, once more").fill(PHRASE)
    page.get_by_role("button", name="Make the key").click()
    expect(page.get_by_role("link", name="Save the key file")).to_be_visible()
    saved(page, "Save the key file", post.key)
    saved(page, "Save the revocation: no longer used", post.folder / f"{post.own}.replaced")
    saved(page, "Save the revocation: stolen", post.folder / f"{post.own}.stolen")
    page.get_by_label(re.compile("I have saved the three files")).check()
    page.get_by_role("button", name="Publish the certificate").click()
    expect(page.get_by_text("Not verified").first).to_be_visible()
    with page.expect_download() as started:
        page.evaluate(
            "(where) => { const link = document.createElement('a'); link.href = where; link.download = ''; link.click(); }",
            f"{post.mailbox}certificate/file/",
        )
    started.value.save_as(post.certificate)


def acquainted(post: Post, other: Post, address: str) -> list[str]:
    """The correspondent's mailbox with its certificate, and the words that this end reads aloud."""
    post.correspondent = added(post, other.own, address)
    page = post.visitor.go(f"{post.correspondent}certificate/").page
    page.locator("#id_certificate").set_input_files(other.certificate)
    page.get_by_role("main").locator("form button").first.click()
    expect(page.get_by_text("Not verified").first).to_be_visible()
    post.visitor.go(f"{post.correspondent}compare/")
    if page.locator("#beside").count():
        page.locator("#beside").select_option(label=post.own)
        page.get_by_role("button", name="Show its words").click()
    expect(page.locator(".words-list li")).to_have_count(16)
    return page.locator(".words-list li").all_inner_texts()


def verified(post: Post) -> None:
    post.page.get_by_role("button", name="They are the same").click()
    expect(post.page.get_by_text("Verified in person").first).to_be_visible()
    post.visitor.look()


def unlock(post: Post) -> None:
    page = post.page
    page.locator("#panel-key").set_input_files(post.key)
    page.locator("#panel-passphrase").fill(PHRASE)
    page.locator("[data-panel] [type=submit]").click()


def wrote(post: Post, subject: str, *, urgency: str = "routine", paper: Path | None = None) -> str:
    """Sent to the other end; the address of its page."""
    page = post.visitor.go("/en/desk/dispatches/write/").page
    unlock(post)
    expect(page.locator("[data-letter]")).to_be_visible()
    page.get_by_label(post.other).select_option("action")
    page.get_by_label("Urgency", exact=True).select_option(urgency)
    page.get_by_label("Subject").fill(subject)
    page.locator("#dispatch-body").fill("The text is attached. It was signed this morning.")
    if paper:
        page.locator("#dispatch-files").set_input_files(paper)
    page.get_by_role("button", name="Seal and send").click()
    page.wait_for_url(re.compile(r"/desk/dispatches/\d+/"))
    return page.url


def arrived(post: Post, number: int) -> None:
    """Opens the list of what was received until it is there."""
    page = post.page
    for _attempt in range(120):
        post.visitor.go("/en/desk/dispatches/")
        page.get_by_role("link", name=f"Received {post.own}").click()
        link = page.get_by_role("link", name=re.compile(rf"^{post.other} {number}\b"))
        if link.count():
            link.first.click()
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"number {number} did not arrive: {page.get_by_role('main').inner_text()}")


def opened_offline(browser: Browser, reader: Post, sender: Post, parcel: Path, paper: Path) -> Path:
    """In the one HTML file, on a machine without a network; gives the receipt."""
    context = browser.new_context(locale="en-GB", offline=True, accept_downloads=True)
    page = context.new_page()
    page.goto(offline_page.build().as_uri())
    page.locator("#open-file").set_input_files(parcel)
    page.locator("#open-key").set_input_files(reader.key)
    page.locator("#open-senders").set_input_files(sender.certificate)
    page.locator("#open-passphrase").fill(PHRASE)
    page.get_by_role("button", name="Open the dispatch").click()
    expect(page.locator("#open h3")).to_have_text("Memorandum on quantum science")
    expect(page.locator("#open dl")).to_contain_text("Immediate")
    assert saved(page, "Save memorandum.txt", reader.folder / "opened.txt").read_bytes() == paper.read_bytes()
    receipt = saved(page, re.compile("receipt", re.IGNORECASE), reader.folder / "memorandum.receipt")
    context.close()
    return receipt


def told_of(office: Installation) -> list[tuple[str, str]]:
    """What of the sealed text, of its paper's name or of the passphrase stands in any file that this server keeps."""
    kept = [file for file in office.folder.rglob("*") if file.is_file() and file.suffix not in {".js", ".css", ".gz"}]
    assert any(HERE.encode() in file.read_bytes() for file in kept)  # the search finds what is there
    return [(file.name, word) for file in kept for word in SEALED if word.encode() in file.read_bytes()]


def test_a_memorandum_goes_from_washington_to_paris_and_a_lost_number_shows(
    offices: tuple[Installation, Installation, Between], browser: Browser, tmp_path: Path
) -> None:
    *servers, between = offices
    paper = tmp_path / "memorandum.txt"
    paper.write_text("Memorandum\n" * 2_000, "utf-8")
    ends = []
    for server, own, other in zip(servers, (HERE, THERE), (THERE, HERE), strict=True):
        visitor = Visitor.at(browser, server.address, locale="en")
        ends.append(Post(visitor.sign_in_as(DIRECTOR), own, other, tmp_path))
    washington, paris = ends
    for post in ends:
        ceremony(post)
    words = [
        acquainted(washington, paris, f"sealed@{DOMAINS[1]}"),
        acquainted(paris, washington, f"sealed@{DOMAINS[0]}"),
    ]
    assert words[0] == words[1]
    for post in ends:
        verified(post)

    sent = wrote(washington, "Memorandum on quantum science", urgency="immediate", paper=paper)
    arrived(paris, 1)
    paris.visitor.look()
    parcel = saved(paris.page, re.compile(r"Save as a \.dispatch file"), tmp_path / "memorandum.dispatch")
    receipt = opened_offline(browser, paris, washington, parcel, paper)
    page = paris.visitor.go("/en/desk/dispatches/bring/").look().page
    page.locator("#id_file").set_input_files(receipt)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("main")).to_contain_text("Opened")

    for _attempt in range(120):
        if "Opened" in washington.visitor.go(sent).page.get_by_role("main").inner_text():
            break
        washington.page.wait_for_timeout(500)
    expect(washington.page.get_by_role("main")).to_contain_text("Opened")
    washington.visitor.look()

    between.lose = 1
    wrote(washington, "This one is lost on the way")
    wrote(washington, "This one says that one is missing")
    arrived(paris, 3)
    page = paris.visitor.go("/en/desk/dispatches/").look().page
    expect(page.get_by_role("main")).to_contain_text(re.compile(rf"{HERE}.*\b2\b"))
    assert between.lose == 0
    assert [kept for server in servers for kept in told_of(server)] == []
    assert [code for _address, code, _said in between.taken if code] == [], between.taken
