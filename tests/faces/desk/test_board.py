"""The assignment board at the desk: at a fixed cost, for those who may, and nothing of what one must not see; changes told before they are done."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Assignment, Conflict, Fit, Proposal, Seat
from tests.cast import CAST
from tests.counting import cost
from tests.factories import ApplicationFactory
from tests.office.reviews.judging import a_judged_call, a_member

pytestmark = pytest.mark.django_db
BASE = "/en/desk/reviewing/board/"
READS = {"officer", "director", "auditor"}
RUNS = {"officer", "director"}


@pytest.fixture
def seat() -> Seat:
    """On a panel that asks for one review, of a call whose other panel asks for none."""
    panel, other = a_judged_call().panels.all()
    Panel.objects.filter(pk=other.pk).update(reviews_each=0)
    return a_member(panel)


@pytest.fixture
def assignment(seat: Seat) -> Assignment:
    application = ApplicationFactory(call=seat.panel.call, state="submitted", title="Ice cores of the Alps")
    Fit.objects.create(application=application, hundredths={str(seat.reviewer_id): 62})
    why = {"words": ["ice", "cores"], "near": ["On ice"]}
    return Assignment.objects.create(application=application, seat=seat, fit=0.62, why=why, source="proposed")


def board(assignment: Assignment, rest: str = "") -> str:
    return f"{BASE}{assignment.application.call_id}/{rest}"


def pages(assignment: Assignment) -> list[str]:
    pk = assignment.application_id
    return [board(assignment), f"{BASE}applications/{pk}/", f"{BASE}assignments/{assignment.pk}/"]


def text(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_every_page_opens_for_staff_in_both_languages(client: Client, cast: dict[str, User], assignment: Assignment) -> None:
    other = a_member(assignment.seat.panel, "Max Member")
    give = f"{BASE}applications/{assignment.application_id}/to/{other.pk}/"
    acts = [board(assignment, "ask/"), board(assignment, "file/"), board(assignment, "bring/"), give]
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        seen = {client.get(page.replace("/en/", f"/{one}/")).status_code for page in pages(assignment) for one in ("en", "fr")}
        answers[part] = (seen, {client.get(act).status_code for act in acts})
    assert answers == {part: ({200 if part in READS else 403}, {200 if part in RUNS else 403}) for part in CAST}


def test_pages_cost_the_same_for_one_and_for_many(client: Client, officer: User, assignment: Assignment) -> None:
    client.force_login(officer)
    once = [cost(client, page) for page in [*pages(assignment), "/en/desk/reviewing/"]]
    panel = assignment.seat.panel
    for number in range(3):
        seat = a_member(panel, f"Rose {number}")
        for row in (assignment.application, ApplicationFactory(call=panel.call, state="in_review")):
            Assignment.objects.create(application=row, seat=seat, fit=0.1, state="invited", due_at=timezone.now())
    assert [cost(client, page) for page in [*pages(assignment), "/en/desk/reviewing/"]] == once


def test_the_grid_says_who_why_how_well_and_what_is_lacking(client: Client, officer: User, assignment: Assignment) -> None:
    ApplicationFactory(call=assignment.application.call, state="submitted", title="Nobody has me")
    client.force_login(officer)
    shown = text(client, board(assignment))
    assert all(part in shown for part in ("Rose Reviewer", "fit 62", "1/8", "ice, cores", "1 of 1", "0 of 1", "Nobody has me"))
    narrowed = {
        which: ("Ice cores" in page, "Nobody has me" in page)
        for which in ("short=yes", "low=yes", "late=yes", "reviewer=rose")
        if (page := text(client, board(assignment, f"?{which}")))
    }
    assert narrowed == {
        "short=yes": (False, True), "low=yes": (False, False), "late=yes": (False, False), "reviewer=rose": (True, False),
    }  # fmt: skip
    Assignment.objects.update(state="invited", fit=0.1, due_at=timezone.now() - timedelta(days=1))
    assert "Ice cores" in text(client, board(assignment, "?low=yes&late=yes"))


def test_what_one_must_not_see_is_on_no_page(client: Client, officer: User, assignment: Assignment) -> None:
    Access.objects.create(application=assignment.application, user=officer, role="barred")
    lacks = [["demand", 1, assignment.application_id, None]]
    found = {"panels": [{"panel": assignment.seat.panel_id, "needed": 1, "room": 8, "members": 1, "unfilled": 1, "lacks": lacks}]}
    Proposal.objects.create(call=assignment.application.call, by=officer, ended_at=timezone.now(), found=found)
    client.force_login(officer)
    grid, *one = pages(assignment)
    assert assignment.application.reference not in text(client, grid)
    assert [client.get(page).status_code for page in one] == [404, 404]
    assert client.get(f"{BASE}applications/{assignment.application_id}/to/{assignment.seat_id}/").status_code == 404
    assert client.post(f"{BASE}assignments/{assignment.pk}/keep/", {"kept": "1"}).status_code == 404
    written = b"".join(client.get(board(assignment, "file/")).streaming_content)  # type: ignore[attr-defined]
    assert assignment.application.reference.encode() not in written


def test_what_a_move_does_is_said_before_it_is_done(client: Client, officer: User, assignment: Assignment) -> None:
    other = a_member(assignment.seat.panel, "Max Member")
    Seat.objects.filter(pk=other.pk).update(capacity=1)
    Assignment.objects.create(application=ApplicationFactory(call=other.panel.call, state="submitted"), seat=other)
    evidence = {"en": "Both belong to CNRS.", "fr": "Tous deux relèvent du CNRS."}
    Conflict.objects.create(
        application=assignment.application, reviewer=other.reviewer, reason="same_institution", strength=1, evidence=evidence
    )
    client.force_login(officer)
    page = f"{BASE}applications/{assignment.application_id}/to/{other.pk}/?instead={assignment.pk}"
    shown = text(client, page)
    assert [
        sentence in shown
        for sentence in (
            "Max Member will have 2 reviews, and takes on 1 at most.",
            "How well they fit is not known",
            "A possible conflict waits to be decided: Both belong to CNRS.",
            "The application will have 1 of 1 reviewer of the panel",
        )
    ] == [True] * 4
    assert "Say that it may be more" in client.post(page, {"sent": "1"}).content.decode()
    assert client.post(page, {"sent": "1", "over": "on"}).status_code == 302
    rows = Assignment.objects.filter(application=assignment.application).order_by("pk")
    assert [(str(row.seat.reviewer), row.state) for row in rows] == [("Rose Reviewer", "withdrawn"), ("Max Member", "proposed")]


def test_a_move_to_another_panel_says_what_both_have_then(client: Client, officer: User, assignment: Assignment) -> None:
    other = a_member(assignment.application.call.panels.exclude(pk=assignment.seat.panel_id).get(), "Max Member")
    client.force_login(officer)
    shown = text(client, f"{BASE}applications/{assignment.application_id}/to/{other.pk}/?instead={assignment.pk}")
    assert [f"The application will have {had} of the panel" in shown for had in ("1 of 0 reviewers", "0 of 1 reviewer")] == [
        True,
        True,
    ]


def test_a_pair_is_kept_and_taken_back(client: Client, officer: User, assignment: Assignment) -> None:
    client.force_login(officer)
    page = f"{BASE}assignments/{assignment.pk}/"
    assert "The application will have 0 of 1 reviewer" in text(client, page)
    client.post(f"{page}keep/", {"kept": "1"})
    assert Assignment.objects.get().kept
    client.post(page, {"reason": "Too far from their field."})
    assignment.refresh_from_db()
    assert (assignment.state, assignment.reason) == ("withdrawn", "Too far from their field.")


def test_a_proposal_is_begun_shown_and_its_gaps_told(client: Client, officer: User, assignment: Assignment) -> None:
    client.force_login(officer)
    client.post(board(assignment, "compute/propose/"))
    proposal = Proposal.objects.get()
    Proposal.objects.update(done=3, of=9, what="reading")
    assert "Reading what applicants and reviewers wrote: 3 of 9" in text(client, board(assignment))
    found = {"panel": assignment.seat.panel_id, "needed": 9, "room": 8, "members": 1, "unfilled": 1}
    lacks = [["high", 1, None, assignment.seat_id], ["demand", 1, assignment.application_id, None]]
    Proposal.objects.update(ended_at=timezone.now(), found={"panels": [found | {"lacks": lacks}]})
    shown = text(client, board(assignment))
    assert "9 reviews are needed, and its members (1) take on 8: 1 too few." in shown
    assert "Rose Reviewer would have to take on 1 review more." in shown
    assert f"{assignment.application.reference} lacks 1 reviewer" in shown
    assert client.get(board(assignment, "progress/")).headers["HX-Refresh"] == "true"
    assert proposal.by == officer


def test_asking_sends_one_letter_to_each(client: Client, officer: User, assignment: Assignment) -> None:
    client.force_login(officer)
    assert "1 review is asked for. 1 reviewer gets one letter." in text(client, board(assignment, "ask/"))
    until = {"until_day": "2027-01-20", "until_hour": "12:00", "until_zone": "Europe/Paris"}
    assert client.post(board(assignment, "ask/"), until).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.state, Notice.objects.count()) == ("invited", 1)


def test_a_file_is_brought_or_each_fault_is_named(client: Client, officer: User, assignment: Assignment) -> None:
    client.force_login(officer)
    other = ApplicationFactory(call=assignment.application.call, state="submitted")

    def bring(content: str) -> str:
        file = SimpleUploadedFile("board.csv", content.encode("cp1252"))
        return client.post(board(assignment, "bring/"), {"file": file}, follow=True).content.decode()

    panel = assignment.seat.panel.name_en
    assert "Line 2: “X-1” is no application" in bring(f"application;panel;reviewer\nX-1;{panel};Rose Reviewer\n")
    assert "lacks panel" in bring("application,reviewer\nX-1,Rose\n")
    assert "1 assignment was added." in bring(f"reviewer;panel;application\nRose Reviewer;{panel};{other.reference}\n")
