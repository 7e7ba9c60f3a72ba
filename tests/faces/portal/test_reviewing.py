"""A reviewer's pages: what waits, an application beside its form, others once one's own is in, and nothing for anybody else."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Submission
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Assignment, Remark, Review
from tests.counting import cost, statements
from tests.factories import EditionFactory
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
BASE = "/en/portal/reviewing/"
ASKED = {
    "format": 1,
    "sections": [
        {
            "key": "project",
            "title": {"en": "Project", "fr": "Projet"},
            "fields": [
                {"key": "who", "kind": "text", "label": {"en": "Name", "fr": "Nom"}, "identifies": True},
                {"key": "what", "kind": "text", "label": {"en": "Idea", "fr": "Idée"}},
            ],
        }
    ],
}


@pytest.fixture
def panel() -> Panel:
    return Panel.objects.filter(call=a_judged_call()).first()  # type: ignore[return-value]


@pytest.fixture
def assignment(panel: Panel) -> Assignment:
    return assigned(sent(panel), a_member(panel, account=None), due_at=timezone.now() + timedelta(days=3))


def test_what_is_to_be_reviewed_waits_on_the_first_page(client: Client, assignment: Assignment) -> None:
    client.force_login(account(assignment))
    for language, nothing in (("en", "Nothing waits for you"), ("fr", "Rien ne vous attend")):
        waits, _title, yours = client.get(f"/{language}/portal/").content.decode().partition('id="yours"')
        assert (f"/{language}/portal/reviewing/" in waits, nothing in waits, "/portal/reviewing/" in yours) == (
            True,
            False,
            False,
        )
    reviewed(assignment, 4)
    waits, _title, yours = client.get("/en/portal/").content.decode().partition('id="yours"')
    assert ("/portal/reviewing/" in waits, "Nothing waits for you" in waits, BASE in yours) == (False, True, True)


def sent(panel: Panel, who: str = "Léa Lead") -> Application:
    made = handed_in(panel.call)
    now, answers = timezone.now(), {"who": who, "what": "Ice cores at night"}
    facts = {"digest": "0" * 64, "arrived_at": now, "submitted_at": now, "by_label": who}
    Submission.objects.create(application=made, number=1, edition=EditionFactory(spec=ASKED), answers=answers, **facts)
    Application.objects.filter(pk=made.pk).update(submitted_at=now)
    made.refresh_from_db()
    return made


def account(assignment: Assignment) -> User:
    found = assignment.seat.reviewer.person.account
    assert found
    return found


@pytest.fixture
def reviewer(client: Client, assignment: Assignment) -> Client:
    client.force_login(account(assignment))
    return client


def test_the_start_page_says_what_waits_and_what_is_late(reviewer: Client, assignment: Assignment) -> None:
    for language, said in (("en", "Until"), ("fr", "avant le")):
        answer = reviewer.get(BASE.replace("/en/", f"/{language}/")).content.decode()
        assert assignment.application.reference in answer, said
    Assignment.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert "1 late" in reviewer.get(BASE).content.decode()


def test_the_application_stands_beside_the_form_with_its_weights(reviewer: Client, assignment: Assignment) -> None:
    answer = reviewer.get(f"{BASE}{assignment.pk}/").content.decode()
    found = [said in answer for said in ("Ice cores at night", "Léa Lead", "Counts 75% of the score", 'name="q-project"')]
    assert found == [True, True, True, True]
    assert not Review.objects.exists()


def test_in_a_blind_call_whoever_applies_changes_no_byte(reviewer: Client, assignment: Assignment, panel: Panel) -> None:
    panel.call.__class__.objects.update(blind=True)
    pages = []
    for name in ("Léa Lead", "Somebody Else"):
        Submission.objects.update(answers={"who": name, "what": "Ice"}, by_label=name)
        Application.objects.update(title=f"Ice by {name}")
        pages.append([plain(reviewer.get(page).content) for page in (BASE, f"{BASE}{assignment.pk}/")])
    assert pages[0] == pages[1]
    assert "Ice" in pages[0][1]


def plain(content: bytes) -> str:
    return "\n".join(line for line in content.decode().splitlines() if "csrf" not in line)


def test_without_a_script_one_saves_submits_and_is_told_what_is_missing(reviewer: Client, assignment: Assignment) -> None:
    page = f"{BASE}{assignment.pk}/"
    first = reviewer.post(page, {"q-project": "4", "submit": "1", "version": "0"})
    assert "one thing is missing" in first.content.decode()
    assert Review.objects.get().response.answers == {"project": "4"}
    then = {"q-project": "4", "q-team": "2", "q-strengths": "Clear.", "submit": "1", "version": "1"}
    answer = reviewer.post(page, then, follow=True).content.decode()
    assert "is submitted. Thank you." in answer
    assert (Review.objects.get().state, Review.objects.get().submitted.count()) == ("submitted", 1)


def test_the_page_saves_by_itself_and_tells_of_another_window(reviewer: Client, assignment: Assignment) -> None:
    page = f"{BASE}{assignment.pk}/"

    def save(value: str, seen: int, tab: str) -> dict[str, object]:
        typed = {"q-strengths": value, "seen": json.dumps({"strengths": seen}), "tab": tab, "since": seen}
        found: dict[str, object] = reviewer.post(f"{page}save/", typed, HTTP_ACCEPT="application/json").json()
        return found

    assert save("Clear", 0, "a")["version"] == 1
    assert list(save("Cloudy", 0, "b")["conflicts"]) == ["strengths"]  # type: ignore[call-overload]
    assert Review.objects.get().response.answers == {"strengths": "Clear"}
    news = reviewer.get(f"{page}now/", {"since": 0, "tab": "b"}).json()
    assert (news["version"], list(news["others"])) == (2, ["strengths"])
    assert reviewer.get(f"{page}now/", {"since": 0, "tab": "b", "mark": news["mark"]}).status_code == 204
    reviewer.logout()
    assert reviewer.post(f"{page}save/", HTTP_ACCEPT="application/json").status_code == 401


def test_nobody_else_finds_it(client: Client, assignment: Assignment, cast: dict[str, User], panel: Panel) -> None:
    other_panel = a_member(Panel.objects.exclude(pk=panel.pk).first(), "Otto Other").reviewer.person.account  # type: ignore[arg-type]
    Access.objects.create(application=assignment.application, user=cast["applicant"], role="applicant")
    pages = [f"{BASE}{assignment.pk}/{each}" for each in ("", "now/", "abstain/", "recuse/")]
    for user in (*cast.values(), other_panel):
        client.force_login(user)
        assert {client.get(page).status_code for page in pages} == {404}
    assert client.post(f"{BASE}{assignment.pk}/remark/", {"text": "x"}).status_code == 404


def test_others_and_their_talk_show_once_ones_own_is_in(reviewer: Client, assignment: Assignment, panel: Panel) -> None:
    other = assigned(assignment.application, a_member(panel, "Oscar Other"))
    reviewed(other, 2)
    page = f"{BASE}{assignment.pk}/"
    assert "Oscar Other" not in reviewer.get(page).content.decode()
    assert reviewer.post(f"{page}remark/", {"text": "Too early"}).status_code == 403
    reviewer.post(page, {"q-project": "4", "q-team": "2", "submit": "1", "version": "0"})
    assert '<details class="panel judging-other">' in reviewer.get(page).content.decode()
    assert ".judging-other summary::before" in Path(finders.find("portal/css/reviewing.css")).read_text()  # shows that it opens
    assert "Oscar Other" in reviewer.get(page).content.decode()
    typed = {"text": "Why so low?", "to": [account(other).pk]}
    assert "Why so low?" in reviewer.post(f"{page}remark/", typed, follow=True).content.decode()
    assert list(Remark.objects.get().mentions.all()) == [account(other)]
    assert "Nothing was sent" in reviewer.post(f"{page}remark/", {"text": " "}).content.decode()
    reviewer.logout()
    reviewer.post(f"{page}remark/", {"text": "Said too late"}, headers={"referer": f"http://testserver{page}"})
    reviewer.force_login(account(assignment))
    assert Remark.objects.count() == 1


def test_to_recuse_closes_it_at_once(reviewer: Client, assignment: Assignment) -> None:
    page = f"{BASE}{assignment.pk}/recuse/"
    assert "conflict of interest" in reviewer.get(page).content.decode()
    assert reviewer.post(page, {"reason": ""}).status_code == 200
    answer = reviewer.post(page, {"reason": "A cousin."}, follow=True).content.decode()
    assert "You are recused" in answer
    assert reviewer.get(f"{BASE}{assignment.pk}/").status_code == 404


def test_to_abstain_is_to_be_in_without_a_judgement(reviewer: Client, assignment: Assignment) -> None:
    answer = reviewer.post(f"{BASE}{assignment.pk}/abstain/", {"reason": "Not my field."}, follow=True).content.decode()
    assert ("You abstain" in answer, "Abstained" in answer) == (True, True)
    assert (Review.objects.get().abstains, Review.objects.get().state) == (True, "submitted")
    assert "Abstained" in reviewer.get(f"{BASE}{assignment.pk}/").content.decode()


def test_ones_own_entry_is_ones_own(client: Client, reviewer: Client, assignment: Assignment, stranger: User) -> None:
    typed = {"topics": "Glaciers\nSnow", "languages": ["fr"], "capacity": "4"}
    reviewer.post(f"{BASE}you/", typed)
    found = assignment.seat.reviewer
    found.refresh_from_db()
    assert (found.topics, found.capacity, found.available, found.person.languages) == ("Glaciers\nSnow", 4, False, "fr")
    client.force_login(stranger)
    assert client.get(f"{BASE}you/").status_code == 404


def test_pages_cost_the_same_for_one_and_for_many(reviewer: Client, assignment: Assignment, panel: Panel) -> None:
    seat = assignment.seat
    reviewed(assignment, 3)
    colleagues = [a_member(panel, f"Colleague {number}") for number in range(4)]
    reviewed(assigned(assignment.application, colleagues[0]), 2)
    Remark.objects.create(application=assignment.application, panel=panel, author=account(assignment), text="One")
    pages = [BASE, f"{BASE}{assignment.pk}/"]
    once = [cost(reviewer, page) for page in pages]
    for number in range(3):
        reviewed(assigned(assignment.application, colleagues[number + 1]), 2)
        reviewed(assigned(sent(panel), seat), 4)
        assigned(sent(panel), seat)
        Remark.objects.create(application=assignment.application, panel=panel, author=account(assignment), text="More")
    assert [cost(reviewer, page) for page in pages] == once
    assert once[0] <= 15


def workbook(*rows: list[object]) -> SimpleUploadedFile:
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return SimpleUploadedFile("reviews.xlsx", made.getvalue())


def test_the_form_is_taken_along_and_brought_back(reviewer: Client, assignment: Assignment) -> None:
    content = b"".join(reviewer.get(f"{BASE}file/").streaming_content)  # type: ignore[attr-defined]
    rows = [list(row) for row in load_workbook(io.BytesIO(content)).active.values]
    assert [(row[0], row[4]) for row in rows[1:]] == [
        (assignment.application.reference, key) for key in ("project", "team", "strengths")
    ]
    rows[1][3], rows[2][3], rows[3][3] = 4.5, 9, "'=Clear"
    answer = reviewer.post(f"{BASE}file/bring/", {"file": workbook(*rows, ["NONE-1", "", "", "x", "team", "0"])})
    said = answer.content.decode()
    assert Review.objects.get().response.answers == {"project": "4.5", "team": "9", "strengths": "=Clear"}
    assert ("Line 3" in said, "Line 5" in said, "is not among the applications" in said) == (True, True, True)
    again = b"".join(reviewer.get(f"{BASE}file/").streaming_content)  # type: ignore[attr-defined]
    assert [row[3] for row in load_workbook(io.BytesIO(again)).active.values][3] == "'=Clear"


def test_what_was_changed_on_the_page_since_is_left_and_a_broken_file_is_told(reviewer: Client, assignment: Assignment) -> None:
    reviewer.post(f"{BASE}{assignment.pk}/", {"q-strengths": "Newer", "version": "0"})
    reference = assignment.application.reference
    given = f"application;your answer;key;version\n{reference};Older;strengths;0\n{reference};x;nothing;0\n".encode("cp1252")
    answer = reviewer.post(f"{BASE}file/bring/", {"file": SimpleUploadedFile("reviews.csv", given)}).content.decode()
    assert Review.objects.get().response.answers == {"strengths": "Newer"}
    assert ("Changed on the page since" in answer, "Older" in answer, "no such question" in answer) == (True, True, True)
    for broken in (b"PK\x03\x04 no archive", b"", b"one;two\n1;2\n"):
        said = reviewer.post(f"{BASE}file/bring/", {"file": SimpleUploadedFile("a.xlsx", broken)})
        assert said.status_code == 200
        assert "error-summary" in said.content.decode()


def test_form_post_and_next_page_take_thirty_statements(assignment: Assignment, client: Client) -> None:
    client.force_login(account(assignment))
    address = f"{BASE}{assignment.pk}/"
    assert cost(client, BASE, address) > 0  # what the first visit writes down is written

    def judged() -> None:
        assert client.get(address).status_code == 200
        answer = client.post(address, {"q-project": "4", "q-team": "3.5", "version": "0", "submit": "1"})
        assert client.get(answer["Location"]).status_code == 200

    sent = statements(judged)
    assert (Review.objects.get().state, len(sent) <= 30) == ("submitted", True), sent
