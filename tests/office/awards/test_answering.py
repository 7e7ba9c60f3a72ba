"""An award is offered with the announcement; the laureate accepts or declines in time; the instalments are planned."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Party
from bartholdi.office.awards.models import Award, Instalment
from bartholdi.office.awards.services import offering
from bartholdi.office.awards.services.answering import accept_award, decline_award
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services import announcing, promoting
from bartholdi.office.lib.workflow import Refused
from tests.cast import CAST
from tests.factories import CallFactory, OrganisationFactory
from tests.office.awards.offered import laureate, offered
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year + 1
FIRST, LAST = date(YEAR, 9, 1), date(YEAR + 1, 2, 28)  # five months, and six in a year without a leap day


def planned(award: Award) -> list[tuple[int, date, str]]:
    return [(each.number, each.due_on, str(each.amount)) for each in Instalment.objects.filter(award=award)]


def test_an_award_is_offered_with_the_announcement_to_who_is_funded(officer: User, director: User) -> None:
    applications = in_review(3)
    approved(applications, outcomes=("fund", "reserve", "decline"), by=officer, then=director)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    award = Award.objects.get()
    assert (award.decision.application, award.state, award.ceiling, award.currency) == (applications[0], "offered", None, "")
    assert laureate(award).email == "lead0@example.org"
    assert timedelta(days=21) <= award.answer_by - award.offered_at <= timedelta(days=22)


def test_who_is_promoted_is_offered_an_award_once(officer: User, director: User) -> None:
    applications = in_review(1)
    approved(applications, outcomes=("reserve",), by=officer, then=director)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    assert not Award.objects.exists()
    promoting.promote(Decision.objects.get(), by=officer)
    award = Award.objects.get()
    assert offering.offer(Decision.objects.get(), by=officer) == award


def test_a_monthly_award_is_paid_each_whole_month_less_other_income(officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    assert (award.ceiling, award.currency) == (Decimal(1750), "EUR")
    accept_award(award, FIRST, date(YEAR, 12, 5), Decimal("250.50"), by=laureate(award))
    award.refresh_from_db()
    assert (award.state, award.starts_on, award.ends_on, award.stipend) == (
        "accepted", FIRST, date(YEAR, 12, 5), Decimal("1499.50"),
    )  # fmt: skip
    assert planned(award) == [(n + 1, date(YEAR, 9 + n, 1), "1499.50") for n in range(3)]


def test_an_award_of_two_sides_is_paid_to_both_institutions(officer: User, director: User) -> None:
    call, place = CallFactory(lead_per_side=True), OrganisationFactory()
    [award] = offered(call=call, amount=20_000, monthly=False, months=24, instalments=2, by=officer, then=director)
    american = call.sides.get(country="US")
    Party.objects.create(application=award.decision.application, role="lead", side=american, name="Lou Lead", organisation=place)
    accept_award(award, FIRST, date(YEAR + 2, 8, 31), Decimal(0), by=laureate(award))
    told = [(each.due_on.year, each.side.country, each.organisation, each.amount) for each in award.instalments.all()]
    assert told == [
        (year, country, place if country == "US" else None, Decimal(5000))
        for year in (YEAR, YEAR + 1)
        for country in ("US", "FR")
    ]


def test_without_money_days_are_agreed_and_nothing_is_planned(officer: User, director: User) -> None:
    [award] = offered(amount=None, by=officer, then=director)
    accept_award(award, FIRST, LAST, Decimal(0), by=laureate(award))
    assert (award.state, planned(award)) == ("accepted", [])


def test_more_income_than_the_ceiling_leaves_nothing_to_pay(officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    accept_award(award, FIRST, LAST, Decimal(2000), by=laureate(award))
    assert (award.stipend, planned(award)) == (Decimal(0), [])


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "income", "sentence"),
    [
        (LAST, FIRST, "0", "the last day does not come before the first"),
        (date(2020, 1, 1), LAST, "0", "the first day is .* or later"),
        (date(YEAR, 12, 1), date(YEAR + 1, 2, 1), "0", "the first day is .* or earlier"),
        (FIRST, date(YEAR + 1, 3, 1), "0", "6 months at most"),
        (FIRST, date(YEAR, 9, 12), "0", "one month at least"),
        (FIRST, date(9999, 12, 31), "0", "look at the year"),
        (FIRST, LAST, "-0.01", "zero or more"),
        (FIRST, LAST, "NaN", "zero or more"),
        (FIRST, LAST, "0.001", "two decimals"),
        (FIRST, LAST, "1E+50", "two decimals"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    officer: User, director: User, starts_on: date, ends_on: date, income: str, sentence: str
) -> None:
    [award] = offered(starts_until=date(YEAR, 11, 30), by=officer, then=director)
    with pytest.raises(Refused, match=sentence):
        accept_award(award, starts_on, ends_on, Decimal(income), by=laureate(award))
    award.refresh_from_db()
    assert (award.state, award.starts_on, planned(award)) == ("offered", None, [])


def test_too_late_is_told_and_more_time_mends_it(officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    Award.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="you could answer until"):
        accept_award(award, FIRST, LAST, Decimal(0), by=laureate(award))
    award.refresh_from_db()
    assert award.standing(timezone.now()) == "Not answered in time"
    with pytest.raises(Refused, match="a day later"):
        offering.extend_answer(award, timezone.localdate() - timedelta(days=3), by=officer)
    offering.extend_answer(award, timezone.localdate() + timedelta(days=3), by=officer)
    accept_award(award, FIRST, LAST, Decimal(0), by=laureate(award))
    assert award.standing(timezone.now()) == "Accepted"


def test_what_was_sent_in_time_counts(officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    Award.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    accept_award(award, FIRST, LAST, Decimal(0), by=laureate(award), arrived_at=timezone.now() - timedelta(minutes=2))
    assert award.state == "accepted"


def test_who_declines_says_why_and_cannot_accept_any_more(officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    decline_award(award, "Another\u200b offer", by=laureate(award))
    assert (award.state, award.reason) == ("declined", "Another offer")
    with pytest.raises(Refused, match="not possible any more"):
        accept_award(award, FIRST, LAST, Decimal(0), by=laureate(award))


def test_nobody_answers_for_the_laureate(cast: dict[str, User], officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    for part in CAST:
        with pytest.raises(PermissionDenied):
            accept_award(award, FIRST, LAST, Decimal(0), by=cast[part])
        with pytest.raises(PermissionDenied):
            decline_award(award, "", by=cast[part])


def test_who_gives_more_time_and_sets_terms(cast: dict[str, User], officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    call, worked = award.decision.application.call, []
    for days, part in enumerate(CAST, 40):
        try:
            offering.extend_answer(award, timezone.localdate() + timedelta(days=days), by=cast[part])
            offering.set_terms(
                call, answer_days=5, monthly=False, months=None, instalments=1, starts_from=None, starts_until=None, by=cast[part]
            )
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]


def test_whose_award_it_is_sees_it_and_who_reads_cases_and_has_no_part_in_it(
    cast: dict[str, User], officer: User, director: User
) -> None:
    [award] = offered(by=officer, then=director)
    seen = [part for part in CAST if Award.objects.visible_to(cast[part]).exists()]
    assert seen == ["officer", "director", "auditor"]
    assert Award.objects.visible_to(laureate(award)).get() == award
    award.decision.application.access.create(user=officer, role="barred")
    assert not Award.objects.visible_to(officer).exists()
    assert not Instalment.objects.visible_to(officer).exists()
