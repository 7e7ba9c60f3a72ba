"""Who declined by mistake is offered the award again, as long as nobody was promoted in their place; they are told, and the journal says why."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.queries import free_places
from bartholdi.office.awards.services.answering import accept_award, decline_award
from bartholdi.office.awards.services.offering import take_decline_back
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services import announcing, promoting
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from tests.cast import CAST
from tests.office.awards.offered import laureate, offered
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db
WHY = "She pressed the wrong button, and told us on the telephone."


def day(after: int = 10) -> date:
    return timezone.localdate() + timedelta(days=after)


def declined(award: Award) -> Award:
    decline_award(award, "Not mine to see", by=laureate(award))
    return award


def with_reserve(officer: User, director: User, *, funded: int = 1) -> tuple[list[Award], Decision]:
    """Laureates who all declined, and one application on the reserve list."""
    applications = in_review(funded + 1)
    approved(applications, outcomes=(*["fund"] * funded, "reserve"), by=officer, then=director)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    rows = Award.objects.select_related("decision__application__call", "laureate").order_by("pk")
    return [declined(award) for award in rows], Decision.objects.get(application=applications[-1])


@pytest.mark.parametrize(
    ("language", "words"), [("en", "offers you the award again"), ("fr", "nous vous proposons la bourse de nouveau")]
)
def test_it_is_offered_again_with_a_letter_and_can_be_accepted(officer: User, director: User, language: str, words: str) -> None:
    [award] = offered(by=officer, then=director)
    User.objects.filter(pk=laureate(award).pk).update(language=language)
    award.refresh_from_db()
    award = Award.objects.select_related("decision__application__call", "laureate").get(pk=declined(award).pk)
    take_decline_back(award, day(), reason=WHY, by=officer)
    award.refresh_from_db()
    assert (award.state, award.reason, award.answered_at, award.is_lapsed(timezone.now())) == ("offered", "", None, False)
    assert award.answer_by.astimezone().date() - day() <= timedelta(days=1)
    letter = Notice.objects.get(kind="awards.award_again")
    assert (letter.address, letter.language, words in letter.text) == (laureate(award).email, language, True)
    entry = Entry.objects.get(act="awards.take_decline_back")
    assert (entry.change["remark"], "Not mine to see" in str(entry.change)) == (WHY, False)
    accept_award(award, day(300), day(400), Decimal(0), by=laureate(award))
    assert award.state == "accepted"


def test_not_once_somebody_was_promoted_in_their_place(officer: User, director: User) -> None:
    [award], reserve = with_reserve(officer, director)
    promoting.promote(reserve, by=officer)
    with pytest.raises(Refused, match="was given to somebody from the reserve list"):
        take_decline_back(award, day(), reason=WHY, by=director)
    award.refresh_from_db()
    assert (award.state, Notice.objects.filter(kind="awards.award_again").count()) == ("declined", 0)


def test_of_two_places_of_which_one_was_given_on_one_is_left(officer: User, director: User) -> None:
    (first, second), reserve = with_reserve(officer, director, funded=2)
    call = reserve.application.call_id
    promoting.promote(reserve, by=officer)
    assert free_places(officer, timezone.now()) == {(call, None): 1}
    take_decline_back(first, day(), reason=WHY, by=officer)
    with pytest.raises(Refused, match="was given to somebody"):
        take_decline_back(second, day(), reason=WHY, by=officer)
    assert free_places(officer, timezone.now()) == {(call, None): 0}


def test_a_promotion_that_the_officer_must_not_see_counts(officer: User, director: User) -> None:
    [award], reserve = with_reserve(officer, director)
    promoting.promote(reserve, by=director)
    reserve.application.access.create(user=officer, role="barred")
    with pytest.raises(Refused, match="was given to somebody"):
        take_decline_back(award, day(), reason=WHY, by=officer)


@pytest.mark.parametrize(
    ("after", "reason", "sentence"), [(10, " ", "say in a sentence why"), (-1, WHY, "a day that is still to come")]
)
def test_without_a_reason_or_a_day_to_come_nothing_changes(
    officer: User, director: User, after: int, reason: str, sentence: str
) -> None:
    [award] = offered(by=officer, then=director)
    declined(award)
    with pytest.raises(Refused, match=sentence):
        take_decline_back(award, day(after), reason=reason, by=officer)
    award.refresh_from_db()
    assert (award.state, award.reason) == ("declined", "Not mine to see")


def test_only_what_was_declined_of_who_is_funded_still(officer: User, director: User) -> None:
    [award] = offered(by=officer, then=director)
    with pytest.raises(Refused, match="not possible any more"):
        take_decline_back(award, day(), reason=WHY, by=officer)
    declined(award)
    type(award.decision.application).objects.update(state="withdrawn")
    award = Award.objects.get()
    with pytest.raises(Refused, match="not funded any more"):
        take_decline_back(award, day(), reason=WHY, by=officer)


def test_officers_and_the_director_do_and_nobody_who_has_to_do_with_it(
    cast: dict[str, User], officer: User, director: User
) -> None:
    [award] = offered(by=officer, then=director)
    worked = []
    for part in [*CAST, "laureate", "barred"]:
        award = Award.objects.get()
        if award.state != "declined":
            declined(award)
        if part == "barred":
            award.decision.application.access.create(user=officer, role="barred")
        by = {**cast, "laureate": laureate(award), "barred": officer}[part]
        try:
            take_decline_back(award, day(), reason=WHY, by=by)
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]
