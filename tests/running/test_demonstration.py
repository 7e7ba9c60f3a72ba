"""The whole demonstration from nothing: built, visited as each of its people, and built only once."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bartholdi.running.addresses import every_address


@pytest.mark.long
def test_every_address_answers_every_person_and_the_second_start_builds_nothing(tmp_path: Path) -> None:
    first, second = _demo("--check", data=tmp_path / "demo"), _demo("--check", data=tmp_path / "demo")
    assert (first.returncode, first.stdout.splitlines()[-1]) == (0, "Every address answers."), (
        first.stdout[-3000:] + first.stderr[-3000:]
    )
    assert (second.returncode, [line for line in second.stdout.splitlines() if line.startswith("·")]) == (0, [])


def test_every_address_is_found_in_both_languages_and_libraries_are_left_out() -> None:
    found = every_address()
    assert {"/en/portal/", "/fr/portal/", "/en/desk/", "/fr/desk/"} <= set(found)
    assert [address for address in found if "<" in address or address.startswith("/cms/")] == []


def test_what_takes_only_posts_is_not_among_those_to_read() -> None:
    posted = set(every_address(with_arguments=True)) - set(every_address(with_arguments=True, to_read=True))
    assert {"/look/scheme/", "/en/desk/letters/1/accept/", "/en/letters/x/1/send/"} <= posted
    assert not posted & {"/en/", "/en/portal/", "/en/desk/applications/1/", "/en/apply/x/", "/en/account/sign-in/"}


def test_a_second_demonstration_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    with (tmp_path / "demo.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = _demo("--reset", data=data)
    said = f"bartholdi: the demonstration in {data} is open already: stop it first, or set BARTHOLDI_DATA to another folder.\n"
    assert (result.returncode, result.stderr) == (1, said)


def test_a_folder_of_somebody_else_is_not_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    result = _demo("--reset", data=tmp_path)
    assert (result.returncode, (tmp_path / "thesis.txt").read_text()) == (1, "years of work")
    assert "is not a folder that the demonstration made" in result.stderr


def _demo(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bartholdi.cli", "demo", "--size", "none", "--port", "8600", *arguments]
    variables = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"BARTHOLDI_DATA": str(data)}
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
