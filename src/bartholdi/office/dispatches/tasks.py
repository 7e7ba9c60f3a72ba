"""What the worker does for dispatches: warns before a key ends, notes what left, destroys what is past its day, sweeps lost files."""

from django.utils import timezone
from django_tasks import task

from bartholdi.office.dispatches.services import keeping, retention, telling, transport
from bartholdi.office.lib.jobs import every


@task()
@every(minutes=60)
def look_after_certificates() -> int:
    return telling.warn_of_ends(timezone.now())


@task()
@every(minutes=5)
def note_what_left() -> int:
    return transport.note_left()


@task()
@every(minutes=24 * 60)
def destroy_past_their_day() -> int:
    return retention.destroy_past(timezone.now())


@task()
@every(minutes=24 * 60)
def sweep_files() -> int:
    return keeping.sweep(timezone.now())
