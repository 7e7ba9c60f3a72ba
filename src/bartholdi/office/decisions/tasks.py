"""What the worker does for deciding: scenarios are computed in a process of their own; an announcement goes on, also after a fault."""

from django_tasks import task

from bartholdi.office.decisions.models import Announcement, Computing, Scenario
from bartholdi.office.decisions.services import announcing, releasing, scenarios
from bartholdi.office.lib.jobs import every, retried


@task()
@retried(2)
def compute_scenario(pk: int) -> None:
    """What was discarded or changed meanwhile is left alone."""
    found = Scenario.objects.select_related("call", "side", "made_by").filter(pk=pk, computing=Computing.WAITING).first()
    if found is not None:
        scenarios.worked(found)


@task()
@retried(5)
def go_on_announcing(pk: int) -> int:
    return announcing.go_on(Announcement.objects.select_related("by", "call").get(pk=pk))


@task()
@retried(5)
def go_on_releasing(pk: int) -> int:
    return releasing.go_on(Announcement.objects.select_related("released_by").get(pk=pk))


@task()
@every(minutes=5)
def go_on_with_every_release() -> int:
    """In case a process died between its commit and the call."""
    rows = Announcement.objects.filter(left_at=None).exclude(released_at=None).select_related("released_by")
    return sum(releasing.go_on(each, seconds=60) for each in rows)


@task()
@every(minutes=5)
def go_on_with_every_announcement() -> int:
    """In case a process died between its commit and the call."""
    rows = Announcement.objects.filter(ended_at=None).select_related("by", "call")
    return sum(announcing.go_on(each, seconds=60) for each in rows)
