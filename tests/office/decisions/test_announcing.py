"""Decisions are announced all at once: each moves its application and writes its letters once, also where it was interrupted."""

from decimal import Decimal

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.decisions import tasks
from bartholdi.office.decisions.models import Decision, DecisionLetter
from bartholdi.office.decisions.services import announcing, deciding
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from tests.office.decisions.chosen import a_fund
from tests.office.decisions.deciding import approved, in_review
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed

pytestmark = pytest.mark.django_db
THREE = ("fund", "reserve", "decline")


def notices() -> list[tuple[str, str, str]]:
    return list(Notice.objects.filter(kind="decisions.outcome").order_by("pk").values_list("address", "language", "state"))


def test_each_application_moves_and_each_lead_gets_one_held_letter(officer: User, director: User) -> None:
    applications = in_review(3)
    approved(applications, outcomes=THREE, by=officer, then=director)
    made = announcing.announce(applications[0].call, by=officer)
    assert (announcing.go_on(made), announcing.go_on(made)) == (0, 0)
    assert list(Application.objects.order_by("pk").values_list("state", flat=True)) == ["funded", "reserve", "declined"]
    assert set(Decision.objects.values_list("state", flat=True)) == {"announced"}
    assert [state for _address, _language, state in notices()] == ["held"] * 3
    assert len(set(notices())) == DecisionLetter.objects.count() == 3


def test_what_was_stopped_goes_on_and_nobody_is_written_to_twice(officer: User, director: User) -> None:
    applications = in_review(4)
    approved(applications, by=officer, then=director)
    made = announcing.announce(applications[0].call, by=officer, held=False)
    assert [announcing.go_on(made, seconds=0) for _turn in range(2)] == [3, 2]
    with pytest.raises(Refused, match="under way"):
        announcing.announce(applications[0].call, by=director)
    assert tasks.go_on_with_every_announcement.call() == 0
    assert len(notices()) == len(set(notices())) == 4


def test_what_is_not_approved_hinders_and_a_side_alone_is_not_announced(officer: User, director: User) -> None:
    applications = in_review(2)
    call = applications[0].call
    approved(applications[:1], by=officer, then=director)
    deciding.draft_decision(applications[0], call.sides.get(country="FR"), outcome="decline", by=officer)
    deciding.draft_decision(applications[1], outcome="decline", by=officer)
    assert announcing.blockers(call, user=officer) == ["1 decision is not approved yet."]
    with pytest.raises(Refused, match="1 decision is not approved yet"):
        announcing.announce(call, by=officer)
    Decision.objects.filter(application=applications[1]).delete()
    announcing.go_on(announcing.announce(call, by=officer))
    assert list(Decision.objects.order_by("pk").values_list("state", flat=True)) == ["announced", "draft"]


@pytest.mark.parametrize(("with_fund", "amount"), [(False, None), (True, None), (False, Decimal(5_000))])
def test_who_is_funded_by_nobody_or_with_nothing_hinders(
    officer: User, director: User, with_fund: bool, amount: Decimal | None
) -> None:
    """Its award would be worth nothing; taking over what a panel decided leaves the money to be written down."""
    applications = in_review(2)
    call = applications[0].call
    approved(applications, outcomes=("fund", "decline"), by=officer, then=director)
    fund = a_fund(call)
    Decision.objects.filter(outcome="fund").update(fund=fund if with_fund else None, amount=amount)
    said = "1 funded decision names no fund or no amount yet."
    assert announcing.blockers(call, user=officer) == [said]
    with pytest.raises(Refused, match="no fund or no amount"):
        announcing.announce(call, by=officer)
    Decision.objects.filter(outcome="fund").update(fund=fund, amount=Decimal(5_000))
    assert announcing.blockers(call, user=officer) == []


def test_a_letter_is_in_its_readers_language_with_the_comments_let_through(officer: User, director: User) -> None:
    call = a_judged_call(notices={"outcome": {"body": {"en": "Dear fellow,", "fr": "Chère lauréate,"}}})
    application = in_review(1, call=call, language="fr")[0]
    review = reviewed(assigned(application, a_member(call.panels.first())), 4)
    review.for_applicant = "Un projet clair."
    review.save()
    approved([application], by=officer, then=director)
    announcing.go_on(announcing.announce(call, by=officer))
    letter = DecisionLetter.objects.get()
    assert (letter.language, letter.reference, letter.signed_by) == ("fr", f"{application.reference}-D1", str(director))
    assert letter.words.startswith("Chère lauréate,\n\n")
    assert letter.words.endswith("Un projet clair.")
    assert letter.words in Notice.objects.get(kind="decisions.outcome").body


def test_from_whom_it_is_hidden_it_is_not_announced_by(officer: User, director: User) -> None:
    applications = in_review(2)
    approved(applications, by=officer, then=director)
    made = announcing.announce(applications[0].call, by=officer)
    Access.objects.create(application=applications[0], user=officer, role=Access.Role.BARRED)
    announcing.go_on(made)
    assert list(made.items.order_by("pk").values_list("fate", flat=True)) == ["refused", "done"]
    assert made.items.visible_to(officer).count() == 1
    assert made.items.visible_to(director).count() == 2
