"""The whole demonstration from nothing: built, visited as each of its people, and built only once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bartholdi.running.addresses import every_address


@pytest.mark.long
def test_every_address_answers_every_person_and_the_second_start_builds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bartholdi.cli", "demo", "--check", "--port", "8600"]
    variables = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"BARTHOLDI_DATA": str(tmp_path)}
    first = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    second = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert (first.returncode, first.stdout.splitlines()[-1]) == (0, "Every address answers."), (
        first.stdout[-3000:] + first.stderr[-3000:]
    )
    assert (second.returncode, [line for line in second.stdout.splitlines() if line.startswith("·")]) == (0, [])


def test_every_address_is_found_in_both_languages_and_libraries_are_left_out() -> None:
    found = every_address()
    assert {"/en/portal/", "/fr/portal/", "/en/desk/", "/fr/desk/"} <= set(found)
    assert [address for address in found if "<" in address or address.startswith("/cms/")] == []
