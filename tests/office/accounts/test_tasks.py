"""Ended sessions do not pile up."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from bartholdi.office.accounts.tasks import prune_sessions
from bartholdi.office.lib.jobs import CHORES


@pytest.mark.django_db
def test_sessions_that_have_ended_are_thrown_away_each_hour() -> None:
    now = timezone.now()
    for key, hours in (("ended", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    assert "bartholdi.office.accounts.tasks.prune_sessions" in CHORES
    prune_sessions.call()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
