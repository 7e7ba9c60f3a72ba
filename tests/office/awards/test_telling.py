"""The letter of a laureate names the day to answer by and the page; the letters of the others say nothing of it."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.services.answering import decline_award
from bartholdi.office.decisions import wording
from bartholdi.office.decisions.models import Decision, DecisionLetter
from bartholdi.office.decisions.services import announcing, promoting
from bartholdi.office.lib import times
from tests.office.awards.offered import laureate
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db


def sentences(words: str) -> list[str]:
    return [each for each in words.split("\n\n") if "accept or decline" in each or "Acceptez ou refusez" in each]


def expected(award: Award) -> str:
    zone, user = award.decision.application.call.zone, laureate(award)
    until = times.instant_for(award.answer_by, zone, user.zone or zone)
    page = f"http://testserver/en/portal/applications/{award.decision.application_id}/award/"
    return f"Please accept or decline the award by {until}, on this page: {page}"


def test_only_who_is_funded_is_told_until_when_and_where(officer: User, director: User, settings: object) -> None:
    settings.SITE_URL = "http://testserver"  # type: ignore[attr-defined]
    applications = in_review(3)
    rows = approved(applications, outcomes=("fund", "reserve", "decline"), by=officer, then=director)
    before = [sentences(each.words) for row in rows for each in wording.letters(row)]
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    after = [sentences(each.words) for each in DecisionLetter.objects.order_by("decision_id")]
    assert before == after == [[expected(Award.objects.get())], [], []]


def test_who_is_promoted_is_told_their_own_day(officer: User, director: User, settings: object) -> None:
    settings.SITE_URL = "http://testserver"  # type: ignore[attr-defined]
    applications = in_review(2)
    approved(applications, outcomes=("fund", "reserve"), by=officer, then=director)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    first = Award.objects.get()
    decline_award(first, "", by=laureate(first))
    promoting.promote(Decision.objects.get(application=applications[1]), by=officer)
    letter = DecisionLetter.objects.get(application=applications[1], outcome="fund")
    assert sentences(letter.words) == [expected(Award.objects.get(decision__application=applications[1]))]


def test_a_reader_of_french_is_told_in_french(officer: User, director: User) -> None:
    applications = in_review(1, language="fr")
    approved(applications, by=officer, then=director)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    (said,) = sentences(DecisionLetter.objects.get().words)
    assert said.endswith(f"/fr/portal/applications/{applications[0].pk}/award/")
