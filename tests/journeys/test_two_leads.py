"""One application written by the leads of both sides, in two browsers and two languages: changes seen, a conflict chosen, a lead removed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.applying_office import PARTNERSHIP, PRIYA, YANN
from tests.journeys.form import begin, expect_saved, look_again, question, status
from tests.journeys.visitor import Visitor
from tools.served import Server

Visit = Callable[..., Visitor]
LINK = re.compile(r"http://\S+/lead/\S+/")


@pytest.fixture(scope="module")
def site(applying: Server) -> str:
    return applying.address


def invite(first: Visitor, draft: str) -> None:
    page = first.go(f"{draft}leads/").page
    first.look()
    page.locator("[name=name]").fill("Yann Le Goaster-Diallo")
    page.locator("[name=email]").fill(YANN)
    page.locator("[name=language][value=fr]").check()
    page.locator("[name=side]").last.check()
    page.get_by_role("main").locator("form button").last.click()
    expect(page.locator(".notice--good").first).to_be_visible()
    first.look()


def accept(other: Visitor, draft: str) -> None:
    page = other.page
    for _attempt in range(60):
        page.goto(f"/en/demo/mails/?to={YANN}")
        mails = page.locator("article .mail-words")
        if mails.count() and (found := LINK.search(mails.first.inner_text())):
            page.goto(found[0])
            break
        page.wait_for_timeout(250)
    other.look()
    page.get_by_role("main").locator("form button").click()
    page.wait_for_url(re.compile(re.escape(draft.partition("/portal/")[2])))
    other.look()


@pytest.fixture
def pair(visit: Visit) -> tuple[Visitor, Visitor, str]:
    first, other = visit(locale="en").sign_in_as(PRIYA), visit(locale="fr").sign_in_as(YANN)
    draft = begin(first, "en", PARTNERSHIP, side=0)
    invite(first, draft)
    accept(other, draft)
    first.go(f"{draft}page/project/")
    other.go(f"{draft.replace('/en/', '/fr/')}page/project/")
    return first, other, draft


def test_each_sees_the_others_change_and_of_two_answers_a_person_chooses(pair: tuple[Visitor, Visitor, str]) -> None:
    first, other, draft = pair
    question(first.page, "title").fill("Ice cores")
    expect_saved(first.page)
    look_again(other.page)
    expect(question(other.page, "title")).to_have_value("Ice cores")
    expect(other.page.locator(".presence")).to_contain_text("Priya")
    expect(status(other.page)).to_contain_text("Priya")  # says who changed what
    first.look()
    other.look()

    other.context.set_offline(True)
    question(other.page, "summary").fill("Mine, written in a train.")
    question(first.page, "summary").fill("Theirs, written in an office.")
    expect_saved(first.page)
    other.context.set_offline(False)
    theirs = other.page.locator("[data-theirs=summary]")
    expect(theirs).to_contain_text("Theirs, written in an office.")
    expect(question(other.page, "summary")).to_have_value("Mine, written in a train.")
    other.look()
    question(other.page, "summary").fill("Both, written together.")
    theirs.locator("[data-choose=mine]").click()
    expect_saved(other.page)
    expect(theirs).to_have_count(0)
    look_again(first.page)
    expect(question(first.page, "summary")).to_have_value("Both, written together.")

    first.go(f"{draft}versions/").look()
    for words in ("Mine, written in a train.", "Theirs, written in an office.", "Both, written together."):
        expect(first.page.get_by_role("main")).to_contain_text(words)


def test_what_the_other_wrote_can_be_taken_and_ones_own_is_kept_in_the_versions(pair: tuple[Visitor, Visitor, str]) -> None:
    first, other, draft = pair
    first.context.set_offline(True)
    question(first.page, "reasons").fill("Mine")
    question(other.page, "reasons").fill("Les miens")
    expect_saved(other.page)
    first.context.set_offline(False)
    first.page.locator("[data-theirs=reasons] [data-choose=theirs]").click()
    expect(question(first.page, "reasons")).to_have_value("Les miens")
    first.page.reload()
    expect(question(first.page, "reasons")).to_have_value("Les miens")
    first.go(f"{draft}versions/")
    expect(first.page.get_by_role("main")).to_contain_text("Mine")


def test_a_lead_who_is_removed_while_writing_is_told_and_loses_nothing(pair: tuple[Visitor, Visitor, str]) -> None:
    first, other, draft = pair
    question(other.page, "methods").fill("Écrit par Yann.")
    expect_saved(other.page)
    page = first.go(f"{draft}leads/").page
    page.locator("a[href$='/remove_lead/']").last.click()
    first.look()
    page.get_by_role("main").locator("form button.button--danger").click()
    expect(page.locator(".notice--good").first).to_be_visible()

    question(other.page, "methods").fill("Écrit par Yann. Trop tard.")
    expect(status(other.page)).to_contain_text("vous ne faites plus partie")
    expect(question(other.page, "methods")).to_have_value("Écrit par Yann. Trop tard.")
    other.page.reload()
    expect(other.page.get_by_role("heading", level=1)).to_contain_text("Vous ne faites plus partie")
    expect(other.page.get_by_text("Écrit par Yann. Trop tard.")).to_be_visible()
    other.look()
    other.page.goto("/fr/portal/")
    other.look()
    page.goto(f"{draft}page/project/")
    expect(question(page, "methods")).to_have_value("Écrit par Yann.")
