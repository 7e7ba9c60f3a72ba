"""run.py itself: an old Python must be able to read it as far as the sentence that refuses it."""

import ast
import subprocess
import sys

import pytest

from tests.house.running import ROOT


def test_an_old_python_can_read_run_py() -> None:
    ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 4))


@pytest.mark.parametrize("arguments", [["nonsense"], ["demo", "--nonsense"], ["check", "--nonsense"]])
def test_an_unknown_argument_is_refused_before_anything_is_installed(arguments: list[str]) -> None:
    result = subprocess.run([sys.executable, "run.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
