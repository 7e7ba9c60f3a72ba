"""What the worker does for accounts: throws away sessions that have ended, with whatever text they had kept."""

from django.contrib.sessions.backends.db import SessionStore
from django_tasks import task

from bartholdi.office.lib.jobs import every


@task()
@every(minutes=60)
def prune_sessions() -> None:
    SessionStore.clear_expired()
