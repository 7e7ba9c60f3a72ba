"""What the worker does for reviewing: computes proposals, their reasons and rankings, reads texts beforehand, goes on asking, reminds."""

from datetime import timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_tasks import task

from bartholdi.office.accounts.models import User
from bartholdi.office.lib.jobs import every, retried
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews import queries
from bartholdi.office.reviews.models import Proposal
from bartholdi.office.reviews.services import asking, proposing, rankings, reminding

DEAD = timedelta(minutes=30)  # a proposal that takes longer has lost its worker


@task()
@retried(5)
def go_on_asking(which: str, pk: int, by: int, due: str) -> int:
    """Who was asked already is not asked again: this may run twice."""
    where = Panel.objects.get(pk=pk) if which == "panel" else Call.objects.get(pk=pk)
    return len(asking.ask(where, by=User.objects.get(pk=by), due_at=parse_datetime(due) if due else None))


@task()
@retried(2)
def compute_proposal(pk: int) -> None:
    proposal = Proposal.objects.running().select_related("call", "by").filter(pk=pk).first()
    if proposal is not None:
        proposing.compute(proposal)


@task()
@retried(2)
def explain_assignments(call: int) -> int:
    return proposing.explain(Call.objects.get(pk=call))


@task()
@every(minutes=60)
def read_texts() -> int:
    """Of the calls that are about to be assigned: a proposal then only has to assign."""
    for lost in Proposal.objects.running().filter(begun_at__lt=timezone.now() - DEAD):
        proposing.give_up(lost)
    return sum(proposing.read_texts(call) for call in queries.calls_to_assign(now=timezone.now()))


@task()
@retried(2)
def compute_ranking(pk: int) -> bool:
    return rankings.compute_ranking(pk)


@task()
@every(minutes=60)
def look_after_reviews() -> int:
    return reminding.look_after_reviews(timezone.now())
