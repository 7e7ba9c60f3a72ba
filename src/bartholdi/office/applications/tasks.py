"""What the worker does for applications: acts on many of them go on, also after a process died in the middle;
drafts are moved to a new edition; letters are looked after."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Bulk
from bartholdi.office.applications.services import bulk, editions, judging, letter_reminders
from bartholdi.office.lib.jobs import every, retried
from bartholdi.office.programmes.models import Call


@task()
@retried(5)
def go_on_with_bulk(pk: int) -> int:
    return bulk.go_on(Bulk.objects.select_related("by").get(pk=pk))


@task()
@every(minutes=5)
def go_on_with_every_bulk() -> int:
    """In case a process died between its commit and the call."""
    return sum(bulk.go_on(each, seconds=60) for each in Bulk.objects.filter(ended_at=None).select_related("by"))


@task()
@retried(5)
def move_drafts(call: int, by: int) -> int:
    """To the edition that the call asks now; those who are there already are left alone, so this may run twice."""
    found = Call.objects.select_related("edition").get(pk=call)
    return editions.move_drafts(found, found.edition, by=User.objects.get(pk=by)) if found.edition else 0


@task()
@retried(3)
def judge_again(pk: int) -> int:
    return judging.judge_again(Call.objects.get(pk=pk))


@task()
@every(minutes=60)
def look_after_letters() -> int:
    return letter_reminders.look_after_letters(timezone.now())
