"""What the worker does for reviewing: heavy computing, kept in a row that a page reads."""

from django_tasks import task

from bartholdi.office.lib.jobs import retried
from bartholdi.office.reviews.services import rankings


@task()
@retried(2)
def compute_ranking(pk: int) -> bool:
    return rankings.compute_ranking(pk)
