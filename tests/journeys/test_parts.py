"""The parts and the frames in a real browser: accessible at 360 and 1440 pixels, light and dark; usable by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

PAGES = (
    "/en/ui/",
    "/fr/ui/",
    "/en/ui/questions/",
    "/fr/ui/questions/",
    "/en/ui/website/",
    "/en/ui/portal/",
    "/en/ui/narrow/",
    "/fr/ui/desk/",
    "/en/ui/case/",
    "/en/no-such-page/",
)
Visit = Callable[..., Visitor]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "dark"),
        (1440, "light"),
        *(pytest.param(*other, marks=pytest.mark.long) for other in ((320, "light"), (1440, "dark"))),
    ],
)
def test_every_frame_is_accessible_and_never_wider_than_the_screen(visit: Visit, width: int, scheme: str) -> None:
    visitor = visit(color_scheme=scheme, reduced_motion="reduce")
    visitor.page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        visitor.go(path).look()


def test_two_hundred_percent_and_forced_colours_lose_nothing(visit: Visit) -> None:
    visitor = visit(forced_colors="active", device_scale_factor=2)
    visitor.page.set_viewport_size({"width": 640, "height": 450})  # 1280 by 900 at 200 %
    for path in PAGES:
        visitor.go(path)
        assert visitor.sideways() == 0
        expect(visitor.page.locator("h1")).to_be_visible()


def test_the_menu_opens_and_closes_by_keyboard(visit: Visit) -> None:
    visitor = visit()
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    page = visitor.go("/en/ui/website/").page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator(".masthead-menu").press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    visitor.look()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()


def test_the_keys_of_the_desk_help_and_can_be_turned_off(visitor: Visitor) -> None:
    page = visitor.go("/en/ui/desk/").page
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    visitor.look()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_refused_form_leads_to_its_first_fault(visitor: Visitor) -> None:
    page = visitor.go("/en/ui/").page
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="“Where do you work?” is still missing.").press("Enter")
    expect(page.locator("#id_faulty-side_0")).to_be_focused()


def test_what_is_typed_survives_a_change_of_language(visitor: Visitor) -> None:
    page = visitor.go("/en/ui/website/").page
    page.locator("#id_name").fill("Héloïse Martin")
    page.locator("#id_summary").fill("Two lines\nof summary")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("#id_name")).to_have_value("Héloïse Martin")
    expect(page.locator("#id_summary")).to_have_value("Two lines\nof summary")
    expect(page.locator("form .notice--info")).to_be_visible()


def test_a_page_that_changed_meanwhile_lets_the_person_choose(visitor: Visitor) -> None:
    page = visitor.go("/en/ui/website/").page
    page.locator("#id_name").fill("Mine")
    page.evaluate("""() => {
        const [key] = Object.keys(sessionStorage).filter((name) => name.startsWith("kept:/"));
        const kept = JSON.parse(sessionStorage[key]);
        sessionStorage[key] = JSON.stringify({ ...kept, shown: "as it was before somebody else wrote" });
    }""")
    page.reload()
    expect(page.locator("#id_name")).to_have_value("")
    page.get_by_role("button", name="Put my text back").click()
    expect(page.locator("#id_name")).to_have_value("Mine")
    expect(page.locator("form .notice")).to_have_count(1)


def test_a_password_is_shown_on_demand_and_never_kept(visitor: Visitor) -> None:
    page = visitor.go("/en/ui/").page
    field = page.locator("#id_password")
    field.fill("a sentence easy to remember")
    page.get_by_role("button", name="Show the password").first.click()
    expect(field).to_have_attribute("type", "text")
    assert "easy to remember" not in page.evaluate("() => JSON.stringify(sessionStorage)")


def test_everything_stands_without_javascript(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("/en/ui/website/").page
    page.set_viewport_size({"width": 360, "height": 800})
    page.locator(".masthead-menu").click()
    expect(page.locator("#menu nav")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
