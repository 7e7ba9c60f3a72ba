"""What the worker does for reviewing: heavy computing, kept in a row that a page reads; reminders of reviews that are due or late."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.lib.jobs import every, retried
from bartholdi.office.reviews.services import rankings, reminding


@task()
@retried(2)
def compute_ranking(pk: int) -> bool:
    return rankings.compute_ranking(pk)


@task()
@every(minutes=60)
def look_after_reviews() -> int:
    return reminding.look_after_reviews(timezone.now())
