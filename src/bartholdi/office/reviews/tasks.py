"""What the worker does for reviewing: reminds of reviews that are due or late."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.lib.jobs import every
from bartholdi.office.reviews.services import reminding


@task()
@every(minutes=60)
def look_after_reviews() -> int:
    return reminding.look_after_reviews(timezone.now())
