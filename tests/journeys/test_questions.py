"""The questions of a questionnaire in a real browser: each rule that JavaScript follows at once is the rule of the server."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from bartholdi.cores.formspec import Spec, check, counting
from bartholdi.cores.formspec.kinds.numbers import parse
from bartholdi.faces.ui.questions import draw
from bartholdi.office.lib.words import clean_line, clean_text
from tests.cores.formspec.making import specs_and_answers
from tests.faces.ui.questions.test_round_trip import settled
from tests.journeys.visitor import Visitor

Visit = Callable[..., Visitor]
GALLERY = "/en/ui/questions/"
IN_BROWSER = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
MODULE = "(document.querySelector('script[src*=\"js/questions\"]').src)"
NUMBERS = st.text("0123456789.,-+ \u00a0\u202f\u2009−", max_size=16) | st.decimals(
    allow_nan=False, allow_infinity=False, places=3
).map(str)
KNOWN = st.characters(exclude_categories=["Cn", "Cs"])  # a browser may know characters that are newer than Python's
SIGNS = st.text("ab é'’-—…?!,.;1 0\t\r\n\u00a0\u202f\u200b\u200d\u0301\ufe0f\u00ad👩🔬🏽🇫🇷🇺नि\u200c", max_size=30) | st.text(
    KNOWN, max_size=30
)


@pytest.fixture(scope="module")
def workbench(browser: Any, site: str) -> Any:
    """The page of a person on which questions are laid; the module is the one that the office serves."""
    visitor = Visitor.at(browser, site)
    visitor.go(GALLERY)
    yield visitor.page
    visitor.leave()


def run(page: Page, script: str, given: object) -> Any:
    return page.evaluate(f"async (given) => {{ const questions = await import{MODULE}; return ({script})(given); }}", given)


@IN_BROWSER
@given(made=specs_and_answers, language=st.sampled_from(["en", "fr"]))
def test_questions_show_in_the_browser_as_the_server_shows_them(
    workbench: Page, made: tuple[Spec, dict[str, Any]], language: str
) -> None:
    spec, answers = made[0], settled(*made)
    drawn = [draw(spec, section.key, answers, language=language) for section in spec.sections]
    told = check(spec, answers).shown
    pages = [render_to_string("ui/questions/page.html", {"page": page}) for page in drawn]
    script = """(pages) => pages.map((html) => {
        const page = new DOMParser().parseFromString(html, "text/html").querySelector("[data-questions]");
        const closed = page.querySelectorAll("[data-question]:not([data-when])[hidden]");
        const always = new Set([...closed].map((each) => each.dataset.question));
        page.querySelectorAll("[data-when]").forEach((each) => (each.hidden = !each.hidden));
        questions.showAll(page);
        const all = [...page.querySelectorAll("[data-question]")].filter((each) => !each.hidden).map((each) => each.dataset.question);
        return all.filter((key) => !always.has(key));
    })"""
    shown = run(workbench, script, pages)
    assert shown == [[question.key for question in page.questions if question.key in told] for page in drawn]


def cleaned(text: str) -> tuple[str, str]:
    """As text and as one line: the office cleans what it reads, then formspec what it checks."""
    return counting.clean(clean_text(text)), counting.clean_line(clean_line(text))


@IN_BROWSER
@given(texts=st.lists(SIGNS, min_size=10, max_size=40))
def test_texts_are_cleaned_and_counted_in_the_browser_as_on_the_server(workbench: Page, texts: list[str]) -> None:
    sent = [text.encode("utf-8", "replace").decode() for text in texts]
    script = """(texts) => texts.map((text) => {
        const [kept, line] = [questions.clean(text), questions.cleanLine(text)];
        return [kept, line, questions.characters(kept), questions.words(kept)];
    })"""
    found = run(workbench, script, sent)
    assert found == [[*cleaned(text), counting.characters(cleaned(text)[0]), counting.words(cleaned(text)[0])] for text in sent]


@IN_BROWSER
@given(texts=st.lists(NUMBERS, min_size=10, max_size=40))
def test_numbers_are_read_in_the_browser_as_on_the_server(workbench: Page, texts: list[str]) -> None:
    script = (
        "(texts) => texts.map((text) => { const found = questions.parse(text); return found === null ? null : String(found); })"
    )
    found = [None if each is None else Decimal(each).scaleb(-12) for each in run(workbench, script, texts)]
    assert found == [value if isinstance(value := parse(cleaned(text)[1]), Decimal) else None for text in texts]


def test_a_question_appears_with_the_answer_it_hangs_on(visitor: Visitor) -> None:
    page = visitor.go(GALLERY).page
    hanging = page.locator("[data-question=empty_visit]")
    expect(hanging).to_be_hidden()
    asked = page.locator("[data-question=empty_yes_no]")
    asked.get_by_label("Yes").check()
    expect(hanging).to_be_visible()
    asked.get_by_role("button", name="Clear this answer").press("Enter")
    expect(hanging).to_be_hidden()
    expect(asked.get_by_label("Yes")).to_be_focused()


def test_rows_come_and_go_by_keyboard_and_sums_follow(visitor: Visitor) -> None:
    page = visitor.go(GALLERY).page
    budget = page.locator("[data-question=filled_table]")
    expect(budget.locator("[data-total=days] dd")).to_have_text("32")
    expect(budget.locator("[data-total=cost] dd")).to_have_text("EUR\u00a012,000.00 · USD\u00a01,900.50")
    budget.get_by_role("button", name="Add a row").press("Enter")
    expect(page.locator("#q-filled_table-2-what")).to_be_focused()
    page.locator("#q-filled_table-2-days").fill("1.5")
    page.locator("#q-filled_table-2-cost-amount").fill("99,5")
    page.locator("#q-filled_table-2-cost-currency").select_option("USD")
    expect(budget.locator("[data-total=days] dd")).to_have_text("33.5")
    expect(budget.locator("[data-total=cost] dd")).to_have_text("EUR\u00a012,000.00 · USD\u00a02,000.00")
    budget.get_by_role("button", name="Remove row 1").press("Enter")
    expect(budget.locator("[data-total=days] dd")).to_have_text("31.5")
    expect(budget.locator("tbody tr")).to_have_count(2)
    visitor.look()
    budget.get_by_role("button", name="Put it back").press("Enter")
    expect(page.locator("#q-filled_table-0-what")).to_have_value("Two flights")
    expect(page.locator("#q-filled_table-0-what")).to_be_focused()
    assert budget.locator("[data-row-number]").all_inner_texts()[:1] == ["1"]


def test_room_is_counted_and_another_answer_has_its_line(visitor: Visitor) -> None:
    page = visitor.go(GALLERY).page
    title = page.locator("[data-question=empty_text]")
    title.get_by_role("textbox").fill("L’étude d’un réseau")
    expect(title.locator(".counter")).to_have_text("61 characters left")
    title.get_by_role("textbox").fill("a" * 81)
    expect(title.locator(".counter")).to_have_text("1 character too many")
    field = page.locator("[data-question=empty_choice]")
    other = field.get_by_label("Other: which?")
    expect(other).to_be_hidden()
    field.get_by_label("Other", exact=True).check()
    other.fill("Metrology")
    field.get_by_label("Health").check()
    expect(other).to_be_hidden()
    field.get_by_label("Other", exact=True).check()
    expect(other).to_have_value("Metrology")


def test_without_javascript_every_question_shows_what_the_server_says(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go(GALLERY).page
    expect(page.locator("[data-question=empty_visit]")).to_be_hidden()
    expect(page.locator("[data-question=empty_choice]").get_by_label("Other: which?")).to_be_visible()
    expect(page.locator("[data-question=filled_table]").get_by_role("button", name="Add a row")).to_have_attribute(
        "name", "add_row:filled_table"
    )
    expect(page.locator("[data-question=filled_table]").get_by_role("button", name="Remove row 2")).to_have_attribute(
        "name", "remove_row:filled_table"
    )
