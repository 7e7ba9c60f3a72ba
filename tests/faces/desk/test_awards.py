"""Awards at the desk: who sees them, who sets terms and gives time, who is next where one was declined; at a fixed cost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.awards.models import Award, Terms
from bartholdi.office.awards.services.answering import decline_award
from bartholdi.office.decisions.services import announcing, promoting
from tests.cast import CAST
from tests.counting import cost
from tests.office.awards.offered import laureate, offered
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db
BASE = "/en/desk/awards/"
READS = {"officer", "director", "auditor"}
GIVEN = {"answer_days": "30", "monthly": "on", "months": "9", "instalments": "1"}


@pytest.fixture
def award(officer: User, director: User) -> Award:
    return offered(by=officer, then=director)[0]


def pages(award: Award) -> list[str]:
    return [BASE, f"{BASE}of/{award.decision.application.call_id}/", f"{BASE}{award.pk}/"]


def test_pages_open_for_who_reads_cases_in_both_languages(client: Client, cast: dict[str, User], award: Award) -> None:
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        both = [*pages(award), *(page.replace("/en/", "/fr/") for page in pages(award))]
        answers[part] = {client.get(page).status_code for page in both}
    assert answers == {part: {200 if part in READS else 403} for part in CAST}


def test_only_officers_and_the_director_set_terms_and_give_time(client: Client, cast: dict[str, User], award: Award) -> None:
    worked, of_call = [], pages(award)[1]
    for days, part in enumerate(CAST, 40):
        client.force_login(cast[part])
        day = timezone.localdate() + timedelta(days=days)
        codes = client.post(of_call, GIVEN).status_code, client.post(f"{BASE}{award.pk}/extend/", {"until": day}).status_code
        worked += [part] if codes == (302, 302) else []
    assert worked == ["officer", "director"]
    assert Terms.objects.values_list("answer_days", "months").get() == (30, 9)


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client: Client, officer: User, award: Award) -> None:
    client.force_login(officer)
    page = client.post(pages(award)[1], {**GIVEN, "months": "", "starts_from": "2027-09-05"}).content.decode()
    assert "says for how many months at most" in page
    assert 'value="2027-09-05"' in page
    again = client.post(f"{BASE}{award.pk}/extend/", {"until": "tomorrow-ish"}, follow=True).content.decode()
    assert "This is not a day of the calendar" in again
    assert 'value="tomorrow-ish"' in again


def test_pages_cost_the_same_for_one_and_for_many(client: Client, officer: User, director: User, award: Award) -> None:
    client.force_login(officer)
    once = [cost(client, page) for page in pages(award)]
    offered(3, call=award.decision.application.call, by=officer, then=director)
    assert [cost(client, page) for page in pages(award)] == once


def test_once_declined_the_next_of_the_reserve_is_shown(client: Client, officer: User, director: User, award: Award) -> None:
    client.force_login(officer)
    assert "Next on the reserve list" not in client.get(f"{BASE}{award.pk}/").content.decode()
    decline_award(award, "Another offer", by=laureate(award))
    assert "Nobody is left on the reserve list" in client.get(f"{BASE}{award.pk}/").content.decode()
    [waiting] = in_review(1, call=award.decision.application.call)
    approved([waiting], outcomes=("reserve",), by=officer, then=director)
    announcing.go_on(announcing.announce(waiting.call, by=officer))
    page = client.get(f"{BASE}{award.pk}/").content.decode()
    assert waiting.reference in page
    assert "Another offer" in page


def test_a_barred_officer_learns_nothing_of_it(client: Client, officer: User, award: Award) -> None:
    Access.objects.create(application=award.decision.application, user=officer, role=Access.Role.BARRED)
    client.force_login(officer)
    assert [client.get(page).status_code for page in pages(award)] == [200, 200, 404]
    assert award.decision.application.reference not in "".join(client.get(page).content.decode() for page in pages(award)[:2])
    assert client.post(f"{BASE}{award.pk}/extend/", {"until": "2090-01-01"}).status_code == 404


AGAIN = {"until": "2090-01-01", "reason": "A slip"}


@pytest.mark.parametrize(("language", "button"), [("en", "Offer the award again"), ("fr", "Proposer de nouveau l’attribution")])
def test_a_decline_is_taken_back_on_the_page(client: Client, officer: User, award: Award, language: str, button: str) -> None:
    page = f"/{language}/desk/awards/{award.pk}/"
    client.force_login(officer)
    assert button not in client.get(page).content.decode()
    decline_award(award, "Another offer", by=laureate(award))
    assert button in client.get(page).content.decode()
    kept = client.post(f"{page}again/", {**AGAIN, "until": "tomorrow-ish"}, follow=True).content.decode()
    assert ("tomorrow-ish" in kept, "A slip" in kept) == (True, True)
    client.post(f"{page}again/", AGAIN)
    shown = client.get(page).content.decode()
    award.refresh_from_db()
    assert (award.state, button in shown, "A slip" in shown, "Another offer" in shown) == ("offered", False, True, False)


def test_once_the_place_is_given_on_the_page_says_so(client: Client, officer: User, director: User, award: Award) -> None:
    [waiting] = in_review(1, call=award.decision.application.call)
    approved([waiting], outcomes=("reserve",), by=officer, then=director)
    announcing.go_on(announcing.announce(waiting.call, by=officer))
    decline_award(award, "", by=laureate(award))
    promoting.promote(waiting.decisions.get(), award.decision.fund, by=officer)
    client.force_login(officer)
    page = client.get(f"{BASE}{award.pk}/").content.decode()
    assert ("was promoted in this place" in page, "Offer the award again" in page) == (True, False)
    refused = client.post(f"{BASE}{award.pk}/again/", AGAIN, follow=True).content.decode()
    assert "was given to somebody from the reserve list" in refused


def test_only_officers_and_the_director_take_a_decline_back(client: Client, cast: dict[str, User], award: Award) -> None:
    codes = {}
    for part in CAST:
        if Award.objects.get().state != "declined":
            decline_award(Award.objects.get(), "", by=laureate(award))
        client.force_login(cast[part])
        shown = "Offer the award again" in client.get(f"{BASE}{award.pk}/").content.decode()
        codes[part] = (shown, client.post(f"{BASE}{award.pk}/again/", AGAIN).status_code)
    assert codes == {part: (True, 302) if part in {"officer", "director"} else (False, 403) for part in CAST}
