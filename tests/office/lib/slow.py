"""A task that takes a moment, for a worker in another process."""

import time

from django_tasks import task


@task()
def slow() -> None:
    time.sleep(1.5)
