"""Translations: compile each .po to the .mo that Django reads, with Babel, because `msgfmt` may be missing."""

import subprocess
from pathlib import Path

from tools import environment
from tools.say import Trouble

LOCALE = Path(__file__).resolve().parent.parent / "src" / "bartholdi" / "locale"


def ready() -> None:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        command = [str(environment.VENV / "bin" / "pybabel"), "--quiet", "compile", "-i", str(source), "-o", str(target)]
        if subprocess.run(command, check=False).returncode:
            raise Trouble(f"{source.name} could not be compiled; the lines above say where it is wrong.")
