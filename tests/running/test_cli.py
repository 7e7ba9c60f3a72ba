"""The command `bartholdi`, as an operator meets it: one clear line for what is missing, an exit status for scripts."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bartholdi.running import journal

SMALL = {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error"}
SETTINGS = {
    "BARTHOLDI_SECRET_KEY": "a long enough random text, for a test that no one else reads",
    "BARTHOLDI_URL": "https://science.example.org",
    "BARTHOLDI_HOSTS": "science.example.org",
}
NO_SECRET = (
    "BARTHOLDI_SECRET_KEY is missing: set it to a long random text, or set BARTHOLDI_SECRET_KEY_FILE to a file that holds one."
)


def bartholdi(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bartholdi.cli", *arguments]
    return subprocess.run(command, cwd=folder, env=SMALL | variables, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "verify-journal"])
def test_a_missing_secret_stops_the_start_with_one_clear_line(command: str, tmp_path: Path) -> None:
    result = bartholdi(tmp_path, command)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"bartholdi: {NO_SECRET}\n")


def test_check_names_everything_that_is_missing(tmp_path: Path) -> None:
    result = bartholdi(tmp_path, "check", BARTHOLDI_DATA=str(tmp_path / "data"))
    faults = [line.removeprefix("FAULT  ").split(":")[0].split("(")[0].strip() for line in result.stdout.splitlines()]
    assert (result.returncode, faults) == (
        1,
        [
            "BARTHOLDI_SECRET_KEY is missing",
            "BARTHOLDI_URL is missing",
            "BARTHOLDI_HOSTS is missing",
            "BARTHOLDI_MAIL_URL is missing",
            "The database does not answer",
            f"The data folder {tmp_path / 'data'} cannot be written",
            f"The static files are not in {tmp_path / 'data' / 'static'}. Run",
            "7 to mend.",
        ],
    )


def test_check_says_what_is_wrong_with_what_is_set(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    wrong = {
        "BARTHOLDI_SECRET_KEY": "short",
        "BARTHOLDI_URL": "http://science.example.org",
        "BARTHOLDI_HOSTS": "other.example.org",
        "BARTHOLDI_MAIL_URL": f"smtp://127.0.0.1:{port}",
        "BARTHOLDI_CLAMD": f"127.0.0.1:{port}",
        "BARTHOLDI_STAFF_MFA": "no",
        "BARTHOLDI_DATA": str(tmp_path),
        "BARTHOLDI_STATIC": str(tmp_path),
    }
    (tmp_path / "staticfiles.json").write_text('{"version": "1.1", "paths": {}, "hash": ""}')
    result = bartholdi(tmp_path, "check", **wrong)
    said = [line.removeprefix("FAULT  ") for line in result.stdout.splitlines()]
    beginnings = [
        "BARTHOLDI_SECRET_KEY is short",
        "BARTHOLDI_URL is http://science.example.org: people’s papers travel in clear.",
        "BARTHOLDI_HOSTS does not name science.example.org",
        "The database is not up to date. Run: bartholdi migrate",
        "Staff may sign in without a second factor.",
        f"The antivirus at 127.0.0.1:{port} does not answer.",
        f"The mail server 127.0.0.1:{port} does not answer",
    ]
    assert [beginning for beginning in beginnings if not any(line.startswith(beginning) for line in said)] == []
    assert result.returncode == 1


@pytest.mark.django_db
def test_verify_journal_prints_the_head_and_compares_a_noted_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert journal.report("") == 0
    head = capsys.readouterr().out.split()[0]
    assert journal.report(head) == 0
    assert journal.report("7:" + "0" * 64) == 1
    assert "entry 7: The journal no longer contains the mark that you noted." in capsys.readouterr().err


def test_a_production_office_knows_nothing_of_the_demonstration(tmp_path: Path) -> None:
    whole = SETTINGS | {"BARTHOLDI_MAIL_URL": "smtp://127.0.0.1:25", "BARTHOLDI_DATA": str(tmp_path)}
    code = (
        "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
        "print([name for name in sys.modules if name.startswith('bartholdi.demo')])"
    )
    variables = SMALL | whole | {"DJANGO_SETTINGS_MODULE": "bartholdi.settings"}
    result = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("[]\n", "")
