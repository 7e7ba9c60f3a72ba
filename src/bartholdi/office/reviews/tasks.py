"""What the worker does for reviewing: goes on asking for reviews."""

from django.utils.dateparse import parse_datetime
from django_tasks import task

from bartholdi.office.accounts.models import User
from bartholdi.office.lib.jobs import retried
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.services import asking


@task()
@retried(5)
def go_on_asking(which: str, pk: int, by: int, due: str) -> int:
    """Who was asked already is not asked again: this may run twice."""
    where = Panel.objects.get(pk=pk) if which == "panel" else Call.objects.get(pk=pk)
    return len(asking.ask(where, by=User.objects.get(pk=by), due_at=parse_datetime(due) if due else None))
