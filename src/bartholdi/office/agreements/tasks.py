"""What the worker does for agreements: reminds those who follow them."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.agreements.services import reminders
from bartholdi.office.lib.jobs import every


@task()
@every(minutes=60)
def look_after_agreements() -> int:
    return reminders.look_after_agreements(timezone.localdate())
