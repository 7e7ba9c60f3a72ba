"""What the worker does for notices: send what is due, and take up what a dead worker left."""

from django_tasks import task

from bartholdi.office.lib.jobs import every
from bartholdi.office.notices.delivery import deliver_due as deliver


@task()
@every(minutes=1)
def deliver_due() -> int:
    """Woken by every new letter; the clock calls too, in case a process died between its commit and the call."""
    return deliver()
