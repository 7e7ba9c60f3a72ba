"""What the worker does for deciding: scenarios are computed in a process of their own."""

from django_tasks import task

from bartholdi.office.decisions.models import Computing, Scenario
from bartholdi.office.decisions.services import scenarios
from bartholdi.office.lib.jobs import retried


@task()
@retried(2)
def compute_scenario(pk: int) -> None:
    """What was discarded or changed meanwhile is left alone."""
    found = Scenario.objects.select_related("call", "side", "made_by").filter(pk=pk, computing=Computing.WAITING).first()
    if found is not None:
        scenarios.worked(found)
