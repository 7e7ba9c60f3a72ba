"""Offices that several stories begin with: each is filled once in a run of the tests, then copied."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import served

ANYWHERE = "http://127.0.0.1:8000"  # each copy keeps its own address as it starts


def filled(temporary: pytest.TempPathFactory, name: str, fill: Callable[[Path, str], object]) -> Path:
    """The folder of one. Of the processes of a run, whoever asks first fills it; the others wait."""
    own = temporary.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / f"filled-{name}"
    with (shared / f"filled-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            partial = shared / f"partial-{name}"
            shutil.copytree(served.built(), partial, dirs_exist_ok=True)
            fill(partial, ANYWHERE)
            partial.rename(folder)
    return folder
