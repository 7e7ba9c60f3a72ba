"""A laureate who has not answered is reminded twice before the day, and not again by a second run."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.awards import tasks
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.services.answering import decline_award
from bartholdi.office.notices.models import Notice
from tests.office.awards.offered import laureate, offered

pytestmark = pytest.mark.django_db


def run() -> list[int]:
    return [tasks.look_after_awards.func() for _turn in range(2)]


def test_reminded_a_week_and_two_days_before_each_once(officer: User, director: User) -> None:
    first, second, third = offered(3, by=officer, then=director)
    assert run() == [0, 0]
    Award.objects.update(answer_by=timezone.now() + timedelta(days=6), offered_at=timezone.now() - timedelta(days=9))
    decline_award(second, "", by=laureate(second))
    assert run() == [2, 0]
    Award.objects.update(answer_by=timezone.now() + timedelta(days=1), reminded_at=timezone.now() - timedelta(days=5))
    Award.objects.filter(pk=third.pk).update(answer_by=timezone.now() - timedelta(days=1))
    assert run() == [1, 0]
    told = Notice.objects.filter(kind="awards.award_reminder").order_by("pk").values_list("address", flat=True)
    assert list(told) == [laureate(first).email, laureate(third).email, laureate(first).email]
