"""A person protects their account: a passkey of a (virtual) device, its recovery codes, signing in with it alone, taking it away."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.test_newcomer import code_for
from tests.journeys.visitor import Visitor

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def owner(browser: Browser, site: str) -> Iterator[Visitor]:
    """With a device that signs; a passkey belongs to a name, so not to 127.0.0.1."""
    visitor = Visitor.at(browser, site.replace("127.0.0.1", "localhost"))
    debugger = visitor.context.new_cdp_session(visitor.page)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield visitor
    visitor.leave()


def test_a_passkey_is_added_signs_in_alone_and_is_removed(owner: Visitor) -> None:
    page = owner.go("/en/account/sign-up/").page
    page.get_by_label("E-mail address").fill("keeper@example.org")
    page.get_by_label("Your name").fill("Kim Keeper")
    page.get_by_role("button", name="Make my account").click()
    page.get_by_label("Code").fill(code_for(owner, "keeper@example.org"))
    page.get_by_role("button", name="Confirm this address").click()
    expect(page).to_have_url("/en/portal/")
    owner.go("/en/account/two-factor/").look()
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a passkey")
    page.get_by_label("Sign in with this passkey alone").check()
    owner.look()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.get_by_text("10 of 10 codes are left.")).to_be_visible()
    owner.look()

    owner.go("/en/account/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    owner.go("/en/account/sign-in/?next=/en/account/two-factor/passkeys/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url("/en/account/two-factor/passkeys/")
    owner.look()

    page.get_by_role("link", name="Remove").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
    owner.look()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove this passkey").click()
    expect(page.get_by_text("You have no passkey yet.")).to_be_visible()


def test_after_the_code_a_passkey_is_the_second_step(owner: Visitor) -> None:
    owner.sign_in_as("margit@nordic-letters.example")
    page = owner.go("/en/account/two-factor/passkeys/add/").page
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    owner.go("/en/account/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    owner.go("/en/account/sign-in/")
    page.get_by_label("E-mail address").fill("margit@nordic-letters.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_for(owner, "margit@nordic-letters.example"))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    owner.look()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url("/en/portal/")


def test_without_javascript_the_page_says_why_there_is_no_passkey(visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=False)
    visitor.sign_in_as("margit@nordic-letters.example")
    page = visitor.go("/en/account/two-factor/passkeys/add/").page
    expect(page.get_by_text("This browser cannot use passkeys here")).to_be_visible()
