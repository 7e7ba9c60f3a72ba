"""What the worker does for dispatches: letters before a key ends."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.dispatches.services import telling
from bartholdi.office.lib.jobs import every


@task()
@every(minutes=60)
def look_after_certificates() -> int:
    return telling.warn_of_ends(timezone.now())
