"""Reviewing at the desk: the pool, the panels, the conflicts; in both languages, at a fixed cost, for those who may."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.notices.models import Notice
from bartholdi.office.reviews.models import Conflict, Reviewer, Seat
from tests.cast import CAST
from tests.counting import cost
from tests.factories import OrganisationFactory
from tests.office.reviews.people import a_panel, a_reviewer, handed_in

pytestmark = pytest.mark.django_db
BASE = "/en/desk/reviewing/"
READS = {"officer", "director", "auditor"}
RUNS = {"officer", "director"}


@pytest.fixture
def conflict() -> Conflict:
    seat = Seat.objects.create(panel=a_panel(), reviewer=a_reviewer(email="rose@lab.example", topics="Ice"))
    application = handed_in(seat.panel.call)
    facts = {"reason": "same_institution", "strength": 3, "evidence": {"en": "Both belong here.", "fr": "Tous deux sont ici."}}
    return Conflict.objects.create(application=application, reviewer=seat.reviewer, **facts)


def pages(conflict: Conflict) -> list[str]:
    seat = Seat.objects.get()
    return [
        BASE,
        f"{BASE}panels/{seat.panel_id}/?q=rose",
        f"{BASE}reviewers/",
        f"{BASE}reviewers/{seat.reviewer_id}/",
        f"{BASE}conflicts/",
        f"{BASE}conflicts/{conflict.pk}/",
    ]


def test_every_page_opens_for_staff_in_both_languages(client: Client, cast: dict[str, User], conflict: Conflict) -> None:
    seat = Seat.objects.get()
    acts = [
        f"{BASE}reviewers/add/",
        f"{BASE}reviewers/file/",
        f"{BASE}reviewers/{seat.reviewer_id}/edit/",
        f"{BASE}panels/{seat.panel_id}/propose/{seat.reviewer_id}/",
    ]
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        seen = {
            client.get(page.replace("/en/", f"/{language}/")).status_code for page in pages(conflict) for language in ("en", "fr")
        }
        answers[part] = (seen, {client.get(act).status_code for act in acts})
    assert answers == {part: ({200 if part in READS else 403}, {200 if part in RUNS else 403}) for part in CAST}


def test_pages_cost_the_same_for_one_and_for_many(client: Client, officer: User, conflict: Conflict) -> None:
    client.force_login(officer)
    shown = pages(conflict)
    once = [cost(client, page) for page in shown]
    panel = Seat.objects.get().panel
    for number in range(4):
        here = OrganisationFactory()
        reviewer = a_reviewer(f"Rose {number}", at=here, email=f"rose{number}@lab.example")
        Seat.objects.create(panel=panel, reviewer=reviewer, state="invited")
        a_panel()
        facts = {"strength": 1, "evidence": {"en": "x", "fr": "x"}}
        Conflict.objects.create(application=handed_in(panel.call), reviewer=conflict.reviewer, reason="declared", **facts)
    assert [cost(client, page) for page in shown] == once


def test_a_reviewer_is_added_changed_and_found(client: Client, officer: User) -> None:
    client.force_login(officer)
    typed = {
        "name": "Rose Reviewer",
        "email": "Rose@lab.example",
        "languages": ["en"],
        "topics": "Ice",
        "capacity": "4",
        "available": "on",
    }
    answer = client.post(f"{BASE}reviewers/add/", typed, follow=True)
    assert "The reviewer was added." in answer.content.decode()
    made = Reviewer.objects.get()
    client.post(f"{BASE}reviewers/{made.pk}/edit/", {**typed, "topics": "Snow", "orcid": "0000-0002-1825-0097"})
    made.refresh_from_db()
    assert (made.topics, made.person.orcid) == ("Snow", "0000-0002-1825-0097")
    assert "Rose Reviewer" in client.get(f"{BASE}reviewers/?q=snow").content.decode()


def test_a_file_is_brought_or_each_fault_is_said(client: Client, officer: User) -> None:
    client.force_login(officer)
    wrong = SimpleUploadedFile("people.csv", b"name,email\nRose,rose\nMax,max@x.example\n")
    page = client.post(f"{BASE}reviewers/file/", {"file": wrong}).content.decode()
    assert "Line 2:" in page
    assert "is not an e-mail address" in page
    right = SimpleUploadedFile("people.csv", b"name,email\nRose,rose@x.example\nMax,max@x.example\n")
    page = client.post(f"{BASE}reviewers/file/", {"file": right}, follow=True).content.decode()
    assert "2 reviewers were added." in page


def test_a_seat_is_proposed_offered_and_taken_back(client: Client, officer: User) -> None:
    client.force_login(officer)
    panel, reviewer = a_panel(), a_reviewer(email="rose@lab.example")
    client.post(f"{BASE}panels/{panel.pk}/propose/{reviewer.pk}/", {"capacity": "3"})
    seat = Seat.objects.get()
    client.post(f"{BASE}seats/{seat.pk}/offer/")
    seat.refresh_from_db()
    assert (seat.state, seat.capacity, Notice.objects.count()) == ("invited", 3, 1)
    page = client.post(f"{BASE}seats/{seat.pk}/withdraw/", follow=True).content.decode()
    assert "The link opens nothing any more." in page
    assert client.post(f"{BASE}seats/{seat.pk}/explode/").status_code == 404


def test_what_speaks_against_somebody_stands_on_the_page(client: Client, officer: User) -> None:
    client.force_login(officer)
    here, panel = OrganisationFactory(), a_panel()
    handed_in(panel.call, organisation=here)
    page = client.get(f"{BASE}panels/{panel.pk}/propose/{a_reviewer(at=here).pk}/").content.decode()
    assert "Same institution: 1" in page
    applies = a_reviewer("Max", email="max@x.example")
    handed_in(panel.call, email="max@x.example")
    page = client.get(f"{BASE}panels/{panel.pk}/propose/{applies.pk}/").content.decode()
    assert "applies to the call" in page
    assert ">Propose<" not in page


def test_a_conflict_is_decided_with_a_reason(client: Client, officer: User, conflict: Conflict) -> None:
    client.force_login(officer)
    place = f"{BASE}conflicts/{conflict.pk}/"
    assert "say in a sentence why" in client.post(place, {"act": "dismiss"}).content.decode()
    client.post(place, {"act": "confirm"})
    conflict.refresh_from_db()
    assert (conflict.state, conflict.decided_by) == ("confirmed", str(officer))
    assert "Tous deux sont ici." in client.get(place.replace("/en/", "/fr/")).content.decode()


def test_a_barred_officer_learns_nothing_of_it(client: Client, officer: User, conflict: Conflict) -> None:
    """Not from a count either: what they are shown is the same with the conflict and without."""
    client.force_login(officer)
    Access.objects.create(application=conflict.application, user=officer, role=Access.Role.BARRED)
    seat = Seat.objects.get()
    shown = [BASE, f"{BASE}panels/{seat.panel_id}/", f"{BASE}reviewers/{seat.reviewer_id}/", f"{BASE}conflicts/"]
    shown += [f"{BASE}panels/{seat.panel_id}/propose/{seat.reviewer_id}/", f"{BASE}conflicts/?export=csv"]
    before = [plain(client, page) for page in shown]
    assert client.get(f"{BASE}conflicts/{conflict.pk}/").status_code == 404
    conflict.delete()
    assert [plain(client, page) for page in shown] == before


def plain(client: Client, page: str) -> str:
    answer = client.get(page)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return "\n".join(line for line in content.decode().splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line)


@pytest.mark.parametrize(("language", "line"), [("en", "2 panels have nobody yet"), ("fr", "2 jurys n’ont encore personne")])
def test_panels_without_anything_before_the_closing_are_folded_into_one_line(
    client: Client, officer: User, language: str, line: str
) -> None:
    busy, *idle = a_panel(), a_panel(), a_panel()
    Seat.objects.create(panel=busy, reviewer=a_reviewer())
    client.force_login(officer)
    page = client.get(f"/{language}/desk/reviewing/").content.decode().partition("<main")[2]
    table, _fold, folded = page.partition("<details")
    assert line in folded
    addresses = [f"/{language}/desk/reviewing/panels/{each.pk}/" for each in (busy, *idle)]
    assert [address in table for address in addresses] == [True, False, False]
    assert [address in folded.partition("</details>")[0] for address in addresses] == [False, True, True]


def test_where_no_panel_has_anything_yet_the_line_stands_alone(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert "There is no panel yet" in client.get(BASE).content.decode()
    panel = a_panel()
    page = client.get(BASE).content.decode()
    assert ("1 panel has nobody yet" in page, "<table" in page, "There is no panel yet" in page) == (True, False, False)
    type(panel.call).objects.update(opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=1))
    assert ("has nobody yet" in client.get(BASE).content.decode()) is False  # in review, that nobody sits there is news
