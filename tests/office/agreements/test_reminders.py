"""Letters by the clock: each once, at its step, to whoever follows; none about what is done, over, or nobody’s."""

from datetime import date, timedelta

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import services
from bartholdi.office.agreements.models import Milestone
from bartholdi.office.agreements.services.reminders import look_after_agreements
from bartholdi.office.notices.models import Notice
from tests.office.agreements.texts import a_signed_one

pytestmark = pytest.mark.django_db

DUE = date(2027, 3, 15)


def a_milestone(officer: User, **more: object) -> Milestone:
    values = {"label_en": "Workshop", "label_fr": "Atelier", "due_on": DUE, "owner": officer, "remind_days": 14, **more}
    found: Milestone = services.add_part(a_signed_one(officer), "milestone", values, by=officer)
    return found


def written_on(*days: date) -> list[str]:
    """The subjects of the letters of each day; each day is looked at twice."""
    for day in days:
        look_after_agreements(day)
        assert look_after_agreements(day) == 0
    return list(Notice.objects.order_by("pk").values_list("subject", flat=True))


def test_a_milestone_is_told_before_its_day_and_once_it_is_late(officer: User) -> None:
    a_milestone(officer)
    steps = [DUE + timedelta(days=days) for days in (-15, -14, -3, 0, 1, 2, 8)]
    assert written_on(*steps) == ["Due on 15\u00a0March 2027: Workshop", "Late: Workshop"]


def test_nothing_is_said_of_what_is_done_or_follows_nobody(officer: User) -> None:
    a_milestone(officer, done_on=DUE)
    a_milestone(officer, owner=None)
    assert written_on(DUE, DUE + timedelta(days=1)) == []


def test_a_day_that_moved_is_told_again(officer: User) -> None:
    found = a_milestone(officer)
    written_on(DUE)
    services.change_part(found, {"due_on": DUE + timedelta(days=10)}, by=officer)
    assert written_on(DUE) == ["Due on 15\u00a0March 2027: Workshop", "Due on 25\u00a0March 2027: Workshop"]


def test_its_keeper_is_told_before_the_last_day_to_give_notice(director: User) -> None:
    terms = {"lasts_months": 60, "renewed_months": 36, "notice_months": 6}
    a_signed_one(director, keeper=director, **terms)  # until 29 November 2027: notice until 29 May
    last = date(2027, 5, 29)
    said = written_on(*(last - timedelta(days=days) for days in (181, 180, 100, 90, 30, 8, 7, 0)), last + timedelta(days=1))
    assert said == ["Until 29\u00a0May 2027 to give notice: Quantum statement"] * 4


def test_its_keeper_is_told_before_it_ends_in_their_language(officer: User) -> None:
    officer.language = "fr"
    officer.save()
    a_signed_one(officer, keeper=officer, last_day=date(2027, 12, 31))
    a_signed_one(officer, last_day=date(2027, 12, 31))
    assert written_on(date(2027, 12, 30), date(2028, 1, 1)) == ["Fin le 31\u00a0décembre 2027\u00a0: Déclaration quantique"]
