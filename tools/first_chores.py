"""What an office does by the clock in its first moments, done once for all copies of it: `python -m tools.first_chores FOLDER`."""

import os
import sys
from pathlib import Path

import django
from django.utils.module_loading import autodiscover_modules

from bartholdi.running import demonstration


def do() -> None:
    from bartholdi.office.lib.background import Worker  # only once Django has its settings

    autodiscover_modules("tasks")
    worker = Worker()
    worker.keep_the_clock()
    while worker.run_one():
        pass


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
    demonstration._environment(Path(sys.argv[1]), 8000)
    django.setup()
    do()
