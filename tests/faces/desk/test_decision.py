"""One decision at the desk: what is typed is kept, what is stale is refused, the reserve and appeals; barred staff see none of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.awards.models import Award
from bartholdi.office.decisions.models import Appeal, Decision
from bartholdi.office.decisions.services import announcing, deciding
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice
from bartholdi.office.reviews.models import Review
from tests.cast import CAST
from tests.counting import cost
from tests.office.decisions.chosen import a_fund
from tests.office.decisions.deciding import approved, in_review
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed

pytestmark = pytest.mark.django_db
BASE = "/en/desk/decisions/"


@pytest.fixture
def decision(officer: User) -> Decision:
    call = a_judged_call()
    application = in_review(1, call=call)[0]
    reviewed(assigned(application, a_member(call.panels.first())), 4)
    return deciding.draft_decision(application, outcome="fund", by=officer)


def sent(client: Client, decision: Decision, **more: Any) -> dict[str, Any]:
    """What the page's form would send."""
    form = client.get(f"{BASE}{decision.pk}/").context["form"]
    return {"outcome": "decline", "reason": "Too short", "message": "Thank you", "seen": form["seen"].value(), **more}


def announced(officer: User, director: User, *outcomes: str) -> list[Decision]:
    found = approved(in_review(len(outcomes)), outcomes=outcomes, by=officer, then=director)
    announcing.go_on(announcing.announce(found[0].application.call, by=officer))
    return list(Decision.objects.order_by("pk"))


def test_who_opens_saves_and_acts(client: Client, cast: dict[str, User], decision: Decision) -> None:
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        opened = client.get(f"{BASE}{decision.pk}/").status_code
        answers[part] = (opened, client.post(f"{BASE}{decision.pk}/", {"outcome": "no"}).status_code)
    reads = {"auditor": (200, 403), "officer": (200, 200), "director": (200, 200)}
    assert answers == {part: reads.get(part, (403, 403)) for part in CAST}


def test_a_decision_is_saved_with_what_the_applicant_is_told_of_each_review(
    client: Client, officer: User, decision: Decision
) -> None:
    client.force_login(officer)
    review = Review.objects.get()
    told = {f"review_{review.pk}": "A clear project."}
    assert client.post(f"{BASE}{decision.pk}/", sent(client, decision, **told)).status_code == 302
    decision.refresh_from_db()
    review.refresh_from_db()
    assert (decision.outcome, decision.reason, decision.message) == ("decline", "Too short", "Thank you")
    assert review.for_applicant == "A clear project."


def test_what_is_stale_is_refused_and_what_was_typed_is_kept(
    client: Client, officer: User, director: User, decision: Decision
) -> None:
    client.force_login(officer)
    mine = sent(client, decision)
    deciding.draft_decision(decision.application, outcome="reserve", reason="Theirs", by=director)
    page = client.post(f"{BASE}{decision.pk}/", mine).content.decode()
    assert ["somebody else changed" in page, "Too short" in page, "Theirs" in page] == [True] * 3
    decision.refresh_from_db()
    assert (decision.outcome, decision.reason) == ("reserve", "Theirs")
    deciding.propose_decision(decision, by=director)
    page = client.post(f"{BASE}{decision.pk}/", mine).content.decode()
    assert ["somebody else changed" in page, "Too short" in page] == [True] * 2


def test_one_is_proposed_and_reopened_from_its_page(client: Client, officer: User, decision: Decision) -> None:
    client.force_login(officer)
    states = []
    for act in ("propose", "reopen"):
        assert client.post(f"{BASE}{decision.pk}/{act}/", {"stay": "1"})["Location"] == f"{BASE}{decision.pk}/"
        decision.refresh_from_db()
        states.append(decision.state)
    assert states == ["proposed", "draft"]


def test_the_page_costs_the_same_for_one_and_for_many_reviews(client: Client, officer: User, decision: Decision) -> None:
    client.force_login(officer)
    once = cost(client, f"{BASE}{decision.pk}/")
    panel = decision.application.call.panels.first()
    for name in ("Ada", "Bea", "Cleo"):
        reviewed(assigned(decision.application, a_member(panel, name)), 3)
    assert cost(client, f"{BASE}{decision.pk}/") == once


def test_the_next_of_the_reserve_is_promoted_with_one_click(client: Client, officer: User, director: User) -> None:
    first, second, _third = announced(officer, director, "reserve", "reserve", "decline")
    Decision.objects.filter(pk=first.pk).update(place=2)
    Decision.objects.filter(pk=second.pk).update(place=1)
    client.force_login(officer)
    of_call = f"{BASE}of/{first.application.call_id}/"
    (offer,) = client.get(of_call).context["offers"]
    assert offer[1] == second
    assert "comes before" in client.post(f"{BASE}{first.pk}/promote/", follow=True).content.decode()
    told = client.post(f"{BASE}{second.pk}/promote/", {"fund": offer[0].pk if offer[0] else ""}, follow=True).content.decode()
    assert "is funded now" in told
    assert client.get(of_call).context["offers"][0][1] == first
    assert Notice.objects.filter(kind="decisions.outcome", cause=f"applications.application:{second.application_id}").count() == 2


def test_whether_a_place_is_free_is_said_before_anybody_is_promoted(client: Client, officer: User, director: User) -> None:
    """Nobody is promoted by a click while all laureates stay: that takes two."""
    funded, second, _third = announced(officer, director, "fund", "reserve", "reserve")
    client.force_login(officer)
    of_call = f"{BASE}of/{funded.application.call_id}/"

    def free(language: str = "en") -> tuple[int, bool]:
        page = client.get(of_call.replace("/en/", f"/{language}/"))
        said = {"en": "Promote although no place is free", "fr": "Promouvoir sans place libre"}[language]
        return page.context["offers"][0][2], said in page.content.decode()

    assert (free(), free("fr")) == ((0, True), (0, True))
    Award.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    assert free() == (1, False)
    Award.objects.update(answer_by=timezone.now() + timedelta(days=1), state="declined")
    assert free() == (1, False)
    client.post(f"{BASE}{second.pk}/promote/")
    assert free() == (0, True)


def test_where_nothing_tells_what_a_fund_pays_the_amount_is_asked_for(client: Client, officer: User, director: User) -> None:
    (second,) = announced(officer, director, "reserve")
    fund = a_fund(second.application.call)
    client.force_login(officer)
    of_call, promote = f"{BASE}of/{second.application.call_id}/", f"{BASE}{second.pk}/promote/"
    for language, label in (("en", "Amount, in EUR"), ("fr", "Montant, en EUR")):
        assert label in client.get(of_call.replace("/en/", f"/{language}/")).content.decode()
    for typed, said in (("many", "This is not an amount"), ("", "nothing tells how much")):
        page = client.post(promote, {"fund": fund.pk, "amount": typed}, HTTP_REFERER=f"http://testserver{of_call}", follow=True)
        assert said in page.content.decode()
    client.post(promote, {"fund": fund.pk, "amount": "6000"})
    second.refresh_from_db()
    assert (second.outcome, second.fund, second.amount) == ("fund", fund, 6_000)


def test_an_appeal_is_recorded_and_answered(client: Client, officer: User, director: User) -> None:
    (decision,) = announced(officer, director, "decline")
    client.force_login(officer)
    page = f"{BASE}{decision.pk}/"
    refused = client.post(f"{page}appeal/", {"appeal-received_on": "2999-01-01", "appeal-text": "Unfair"}).content.decode()
    assert ["the day lies" in refused or "Nothing was recorded" in refused, "Unfair" in refused] == [True, True]
    client.post(f"{page}appeal/", {"appeal-received_on": "2026-01-02", "appeal-text": "Unfair"})
    appeal = Appeal.objects.get()
    empty = client.post(f"{BASE}appeals/{appeal.pk}/", {f"a{appeal.pk}-answer": "We looked again."}).content.decode()
    assert "We looked again." in empty
    client.post(f"{BASE}appeals/{appeal.pk}/", {f"a{appeal.pk}-outcome": "dismissed", f"a{appeal.pk}-answer": "We looked again."})
    appeal.refresh_from_db()
    assert (appeal.state, appeal.answer, appeal.answered_by) == ("dismissed", "We looked again.", officer)
    assert "We looked again." in client.get(page).content.decode()
    for language, said in (("en", "2\u00a0January 2026"), ("fr", "2\u00a0janvier 2026")):
        assert said in client.get(page.replace("/en/", f"/{language}/")).content.decode()


@pytest.mark.parametrize(("language", "button"), [("en", "Take the decision up again"), ("fr", "Reprendre la décision")])
def test_one_that_is_upheld_is_taken_up_again(client: Client, officer: User, director: User, language: str, button: str) -> None:
    (decision,) = announced(officer, director, "decline")
    client.force_login(officer)
    page = f"/{language}/desk/decisions/{decision.pk}/"
    client.post(f"{page}appeal/", {"appeal-received_on": "2026-01-02", "appeal-text": "Unfair"})
    assert button not in client.get(page).content.decode()
    pk = Appeal.objects.get().pk
    client.post(f"/{language}/desk/decisions/appeals/{pk}/", {f"a{pk}-outcome": "upheld", f"a{pk}-answer": "You are right."})
    assert button in client.get(page).content.decode()
    client.post(f"{page}reconsider/", {"stay": "1"})
    decision.refresh_from_db()
    assert (decision.state, button in client.get(page).content.decode()) == ("draft", False)


def test_a_barred_officer_finds_nothing(client: Client, officer: User, director: User) -> None:
    (decision,) = announced(officer, director, "decline")
    client.force_login(officer)
    client.post(f"{BASE}{decision.pk}/appeal/", {"appeal-received_on": "2026-01-02", "appeal-text": "Unfair"})
    appeal = Appeal.objects.get()
    Access.objects.create(application=decision.application, user=officer, role=Access.Role.BARRED)
    posts = [
        f"{BASE}{decision.pk}/",
        f"{BASE}{decision.pk}/appeal/",
        f"{BASE}{decision.pk}/promote/",
        f"{BASE}appeals/{appeal.pk}/",
    ]
    assert [client.post(page).status_code for page in posts] == [404] * 4
    assert client.get(posts[0]).status_code == 404
    told = [
        set(Entry.objects.visible_to(person).filter(act__startswith="decisions.").values_list("act", flat=True))
        for person in (officer, director)
    ]
    assert (told[0], {"decisions.announce", "decisions.record_appeal", "decisions.announce_decision"} <= told[1]) == (set(), True)
