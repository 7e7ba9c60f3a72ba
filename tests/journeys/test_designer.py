"""A new officer meets the designer: adds a conditional question by mouse, by keyboard alone, in both languages; and takes it back."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor, at

Visit = Callable[..., Visitor]
Record = Callable[[str, object], None]
MINUTE = 60
OFFICER = "washington@bartholdi.example"

WORDS: dict[str, dict[str, str]] = {
    "en": {"add": "Add a question", "kind": "Short text", "save": "Add the question", "undo": "Take back the last change"},
    "fr": {
        "add": "Ajouter une question",
        "kind": "Texte court",
        "save": "Ajouter la question",
        "undo": "Annuler la dernière modification",
    },
}


class Steps:
    """Counts what a person does: a press, a text typed, a choice."""

    def __init__(self) -> None:
        self.taken = 0

    def __call__(self, done: Any) -> None:
        self.taken += 1


def fresh(visitor: Visitor, language: str, name: str) -> Page:
    """A questionnaire of one's own, whose first question has two answers to hang another one on."""
    visitor.sign_in_as(OFFICER)
    page = visitor.page
    page.goto(f"/{language}/desk/questionnaires/new/")
    page.locator("#id_name_en").fill(f"{name} {time.time_ns()}")  # a served site may have seen this story before
    page.locator("#id_name_fr").fill(f"{name} (fr) {time.time_ns()}")
    page.locator("#id_purpose").select_option("report")
    page.locator("main button").first.click()
    expect(page).to_have_url(at(rf"/{language}/desk/questionnaires/\d+/design/"))
    page.locator(".design-row .design-row-acts > a").first.click()
    page.locator("a[href*='/add/yes_no/']").click()
    page.locator("#id_question-label_en").fill("Will you travel?")
    page.locator("#id_question-label_fr").fill("Voyagerez-vous ?")
    page.locator("main form button.button[value=save]").click()
    expect(page.locator("#question-will_you_travel")).to_be_visible()
    return page


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_a_newcomer_adds_a_conditional_question_in_under_a_minute(visit: Visit, language: str, record_property: Record) -> None:
    words, visitor, step = WORDS[language], visit(), Steps()
    page = fresh(visitor, language, f"By mouse {language}")
    visitor.look()
    began = time.monotonic()
    row = page.locator("#question-will_you_travel")
    step(row.get_by_role("link", name=words["add"]).click())
    visitor.look()
    step(page.get_by_role("link", name=words["kind"]).click())
    step(page.locator("#id_question-label_en").fill("Where to?"))
    step(page.locator("#id_question-label_fr").fill("Pour aller où ?"))
    step(page.locator("#id_when-0-question").select_option("will_you_travel"))
    step(page.locator("#id_when-0-values_0").check())
    visitor.look()
    step(page.get_by_role("button", name=words["save"]).click())
    expect(page.locator("#question-where_to .design-when")).to_be_visible()
    took = time.monotonic() - began
    visitor.look()
    assert (step.taken, took < MINUTE) == (7, True)
    record_property("by mouse", f"{step.taken} steps, {took:.1f} s with three looks by axe")
    page.get_by_role("button", name=words["undo"]).click()
    expect(page.locator("#question-where_to")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_the_keyboard_alone_is_enough(visit: Visit, language: str, record_property: Record) -> None:
    words, visitor = WORDS[language], visit()
    page = fresh(visitor, language, f"By keyboard {language}")
    began, keys = time.monotonic(), 0
    keys += reach(page, "#question-will_you_travel .design-row-acts > a")
    page.keyboard.press("Enter")
    expect(page.locator(".design-kinds")).to_be_visible()
    keys += reach(page, "a[href*='/add/text/']")
    page.keyboard.press("Enter")
    expect(page.locator("#id_question-label_en")).to_be_visible()
    keys += reach(page, "#id_question-label_en")
    page.keyboard.type("Where to?")
    keys += reach(page, "#id_question-label_fr")
    page.keyboard.type("Pour aller où ?")
    keys += reach(page, "#id_when-0-question")
    page.keyboard.press("End")
    expect(page.locator("#id_when-0-values_0")).to_be_visible()
    expect(page.locator("#id_when-0-question")).to_be_focused()
    keys += reach(page, "#id_when-0-values_0")
    page.keyboard.press("Space")
    keys += reach(page, "main form button.button[value=save]")
    assert page.locator(":focus").inner_text() == words["save"]
    page.keyboard.press("Enter")
    expect(page.locator("#question-where_to .design-when")).to_be_visible()
    took = time.monotonic() - began
    assert (keys < 120, took < MINUTE) == (True, True)
    record_property("by keyboard", f"{keys} presses of Tab, {took:.1f} s")
    visitor.look()


def reach(page: Page, target: str) -> int:
    """Presses Tab until the control is focused; how often."""
    for presses in range(80):
        if page.evaluate("(target) => document.activeElement.matches(target)", target):
            return presses
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab")


def test_without_scripts_it_takes_two_presses_more(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False)
    page = fresh(visitor, "en", "Without scripts")
    page.locator("#question-will_you_travel .design-row-acts > a").click()
    page.locator("a[href*='/add/text/']").click()
    page.locator("#id_question-label_en").fill("Where to?")
    page.locator("#id_when-0-question").select_option("will_you_travel")
    page.get_by_role("button", name="Show the answers of this question").click()
    expect(page.locator("#id_question-label_en")).to_have_value("Where to?")
    page.locator("#id_when-0-values_0").check()
    page.get_by_role("button", name="Add the question").click()
    expect(page.locator("#question-where_to .design-when")).to_be_visible()


def conditional(page: Page) -> None:
    """“Where to?”, asked of whoever travels."""
    page.locator("#question-will_you_travel .design-row-acts > a").click()
    page.locator("a[href*='/add/text/']").click()
    page.locator("#id_question-label_en").fill("Where to?")
    page.locator("#id_question-label_fr").fill("Pour aller où ?")
    page.locator("#id_when-0-question").select_option("will_you_travel")
    page.locator("#id_when-0-values_0").check()
    page.locator("main form button.button[value=save]").click()
    expect(page.locator("#question-where_to .design-when")).to_be_visible()


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_the_preview_follows_what_is_answered(visit: Visit, language: str) -> None:
    visitor = visit()
    page = fresh(visitor, language, f"Tried {language}")
    conditional(page)
    page.locator(f"a[href$='/preview/{language}/']").first.click()
    visitor.look()
    expect(page.locator("[data-question=where_to]")).to_be_visible()  # an officer sees everything
    page.locator("a[href='?as=writer']").click()
    expect(page.locator("[data-question=where_to]")).to_be_hidden()
    page.locator("[data-question=will_you_travel] input[value=yes]").check()
    expect(page.locator("[data-question=where_to]")).to_be_visible()
    visitor.look()
    page.locator("button[value=send]").click()
    expect(page.locator("[data-question=will_you_travel] input[value=yes]")).to_be_checked()
    visitor.look()
    page.locator("a[href='?as=reviewer']").click()
    visitor.look()


def test_questions_and_pages_are_moved_copied_removed_and_had_again(visit: Visit) -> None:
    visitor = visit()
    page = fresh(visitor, "en", "Arranged")
    conditional(page)
    order = page.locator(".design-row")
    titles = page.locator(".design-row-title")
    first = titles.all_inner_texts()
    order.nth(2).get_by_role("button", name="Move up").click()  # above the question that it hangs on
    expect(page.locator(".notice--bad")).to_contain_text("Will you travel?")
    visitor.look()
    assert titles.all_inner_texts() == first
    order.nth(0).get_by_role("button", name="Move down").click()
    expect(titles).to_have_text([first[1], first[0], first[2]])
    order.nth(0).locator("summary").click()
    order.nth(0).get_by_role("button", name="Copy").click()
    copied = [first[1], f"{first[1]} (copy)", first[0], first[2]]
    expect(titles).to_have_text(copied)
    order.nth(1).locator("summary").click()
    order.nth(1).get_by_role("button", name="Remove").click()
    expect(titles).to_have_text([first[1], first[0], first[2]])
    page.get_by_role("button", name="Take back the last change").click()
    expect(titles).to_have_text(copied)
    page.get_by_role("link", name="Add a page").last.click()
    page.locator("#id_page-title_en").fill("Money")
    page.locator("#id_page-title_fr").fill("Argent")
    page.locator("main form button.button[value=save]").click()
    expect(page.locator("#page-money")).to_be_visible()
    visitor.look()


def test_an_edition_is_published_and_compared_with_the_one_before(visit: Visit) -> None:
    visitor = visit()
    page = fresh(visitor, "en", "Published")
    for number in (1, 2):
        page.get_by_role("link", name="Check and publish").click()
        expect(page.get_by_role("heading", name=f"What edition {number} changes")).to_be_visible()
        visitor.look()
        page.get_by_role("button", name=f"Publish edition {number}").click()
        expect(page.locator(".notice--good")).to_contain_text(f"Edition {number} is published.")
        visitor.look()
        page.get_by_role("link", name="Edit the draft").click()
        if number == 1:
            conditional(page)
    page.locator(".design-acts summary").click()
    page.get_by_role("link", name="Editions and history").click()
    expect(page.locator("main .timeline").first).to_contain_text("A question is new: “Where to?”.")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Export the draft").click()
    assert "Where to?" in downloaded.value.path().read_text()


def test_a_phone_shows_the_designer_without_sideways_scrolling(visit: Visit) -> None:
    visitor = visit()
    page = fresh(visitor, "fr", "On a phone")
    page.set_viewport_size({"width": 360, "height": 780})
    visitor.look()
    page.locator(".design-row details summary").first.click()
    visitor.look()
    page.locator(".design-row-title a").first.click()
    visitor.look()
    page.go_back()
    page.locator("a[href$='/design/publish/']").click()
    visitor.look()
