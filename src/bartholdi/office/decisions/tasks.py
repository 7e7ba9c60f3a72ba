"""What the worker does for decisions: an announcement goes on, also after a process died in the middle."""

from django_tasks import task

from bartholdi.office.decisions.models import Announcement
from bartholdi.office.decisions.services import announcing
from bartholdi.office.lib.jobs import every, retried


@task()
@retried(5)
def go_on_announcing(pk: int) -> int:
    return announcing.go_on(Announcement.objects.select_related("by", "call").get(pk=pk))


@task()
@every(minutes=5)
def go_on_with_every_announcement() -> int:
    """In case a process died between its commit and the call."""
    rows = Announcement.objects.filter(ended_at=None).select_related("by", "call")
    return sum(announcing.go_on(each, seconds=60) for each in rows)
