"""The worker's own housekeeping."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.lib import jobs


@task()
@jobs.every(minutes=60)
def prune_results() -> int:
    """What was done two weeks ago is no news; the journal keeps what matters."""
    return jobs.prune(timezone.now())
