"""The decisions at the desk: who sees and who acts, from drafts to the announcement; at a fixed cost."""

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services import deciding
from bartholdi.office.notices.models import Notice
from tests.cast import CAST
from tests.counting import cost
from tests.office.decisions.deciding import in_review

pytestmark = pytest.mark.django_db
BASE = "/en/desk/decisions/"
READS = {"officer", "director", "auditor"}


@pytest.fixture
def decision(officer: User) -> Decision:
    return deciding.draft_decision(in_review(1)[0], outcome="fund", by=officer)


def test_pages_open_for_who_reads_cases(client: Client, cast: dict[str, User], decision: Decision) -> None:
    of_call, answers = f"{BASE}of/{decision.application.call_id}/", {}
    for part in CAST:
        client.force_login(cast[part])
        pages = [BASE, of_call, of_call.replace("/en/", "/fr/"), f"{of_call}letters/"]
        answers[part] = [client.get(page).status_code for page in pages]
    assert answers == {part: [200 if part in READS else 403] * 4 for part in CAST}


def test_only_officers_and_the_director_act(client: Client, cast: dict[str, User], decision: Decision) -> None:
    worked = []
    for part in CAST:
        client.force_login(cast[part])
        if client.post(f"{BASE}of/{decision.application.call_id}/propose/").status_code == 302:
            worked.append(part)
            Decision.objects.update(state="draft", proposed_by=None)
    assert worked == ["officer", "director"]


def test_pages_cost_the_same_for_one_and_for_many(client: Client, officer: User, decision: Decision) -> None:
    client.force_login(officer)
    of_call = f"{BASE}of/{decision.application.call_id}/"
    pages = [BASE, of_call, f"{of_call}letters/?at=5"]
    once = [cost(client, page) for page in pages]
    for application in in_review(4, call=decision.application.call):
        deciding.draft_decision(application, outcome="decline", by=officer)
    assert [cost(client, page) for page in pages] == once


def test_from_draft_to_announcement_by_two_people(client: Client, officer: User, director: User, decision: Decision) -> None:
    of_call = f"{BASE}of/{decision.application.call_id}/"
    client.force_login(officer)
    client.post(f"{of_call}propose/")
    assert "you proposed it yourself" in client.post(f"{of_call}approve/", follow=True).content.decode()
    client.force_login(director)
    client.post(f"{of_call}approve/")
    letter = client.get(f"{of_call}letters/?at=99").content.decode()
    assert "Outcome of your application to" in letter
    assert "1 of 1" in letter
    assert "Announce all approved decisions" in client.get(of_call).content.decode()
    assert "The letters wait in the outbox" in client.post(f"{of_call}announce/", follow=True).content.decode()
    assert Notice.objects.get(kind="decisions.outcome").state == "held"
    assert "No letter waits to be written" in client.get(f"{of_call}letters/").content.decode()


def test_a_barred_officer_learns_nothing_of_it(client: Client, officer: User, decision: Decision) -> None:
    client.force_login(officer)
    Access.objects.create(application=decision.application, user=officer, role=Access.Role.BARRED)
    of_call = f"{BASE}of/{decision.application.call_id}/"
    pages = [BASE, of_call, f"{of_call}letters/"]
    before = [plain(client, page) for page in pages]
    Decision.objects.all().delete()
    assert [plain(client, page) for page in pages] == before


def plain(client: Client, page: str) -> str:
    """Without what is another each time."""
    return "\n".join(
        line for line in client.get(page).content.decode().splitlines() if "csrf" not in line and "nonce" not in line
    )


def test_a_call_of_many_is_shown_in_pages_and_narrowed(client: Client, officer: User, decision: Decision) -> None:
    client.force_login(officer)
    of_call = f"{BASE}of/{decision.application.call_id}/"
    rows = [
        Decision(application=each, outcome="decline", state="proposed") for each in in_review(54, call=decision.application.call)
    ]
    Decision.objects.bulk_create(rows)
    answers = {
        asked: client.get(f"{of_call}{asked}")
        for asked in ("", "?page=2", "?state=draft", "?outcome=decline&page=2", "?outcome=no&page=x")
    }
    assert [len(answer.context["rows"]) for answer in answers.values()] == [50, 5, 1, 4, 50]
    assert len(answers[""].content) < 100_000


def test_the_letters_leave_in_one_act(client: Client, officer: User, director: User, decision: Decision) -> None:
    deciding.propose_decision(decision, by=director)
    deciding.approve_decision(decision, by=officer)
    client.force_login(officer)
    of_call = f"{BASE}of/{decision.application.call_id}/"
    client.post(f"{of_call}announce/")
    assert "Let all letters of this announcement leave" in client.get(of_call).content.decode()
    assert "leave now" in client.post(f"{of_call}release/", follow=True).content.decode()
    assert Notice.objects.get(kind="decisions.outcome").state != "held"
    assert "No letter left" in client.post(f"{of_call}release/", follow=True).content.decode()
