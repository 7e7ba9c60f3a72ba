"""What the worker does for awards: reminds laureates."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.awards.services import reminders
from bartholdi.office.lib.jobs import every


@task()
@every(minutes=60)
def look_after_awards() -> int:
    return reminders.look_after_awards(timezone.now())
