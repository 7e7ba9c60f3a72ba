"""The project's own Python environment in .venv: made once, brought up to date when a lock file changes."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from tools.say import Trouble, step

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "bartholdi-locks.json"  # which lock files this environment holds, by digest
LOCKS = {"demo": "office", "test": "test"}  # test.txt holds all of office.txt: a test environment serves the demonstration


def ready(purpose: str) -> None:
    """Make or mend the environment for `purpose`; nothing happens when its lock file has not changed."""
    if not _holds(purpose):
        _install(LOCKS[purpose])
    _link_sources()


def python(*arguments: str, mode: str = "test", **more: str) -> int:
    """Run the environment's Python on the project; the exit status."""
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=variables(mode) | more, check=False).returncode


def become(*arguments: str) -> NoReturn:
    """Give this process to the environment's Python, so that Ctrl-C and signals reach it directly."""
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), *arguments], variables("demo"))


def variables(mode: str = "test") -> dict[str, str]:
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    # A machine may have told Python to keep no bytecode: then each server, command and test process would compile everything anew.
    kept = {"PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **kept, "BARTHOLDI_MODE": mode, "PATH": path, "PYTHONUNBUFFERED": "1"}


def digest(lock: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{lock}.txt").read_bytes()).hexdigest()


def install(lock: str) -> None:
    """Install one lock file, every archive checked against its digest. Bytecode is made of the modules that are used, once they are: of all
    sixteen thousand it takes pip half a minute, and uv makes none either."""
    requirements = ["--require-hashes", "-r", str(ROOT / "requirements" / f"{lock}.txt")]
    if uv := shutil.which("uv"):
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *requirements]
    else:
        command = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(PYTHON),
            "install",
            "--quiet",
            "--no-input",
            "--no-compile",
            *requirements,
        ]
    with step(f"installing requirements/{lock}.txt"):
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            raise Trouble(f"requirements/{lock}.txt could not be installed; the lines above say why.")


def _install(lock: str) -> None:
    if (
        not shutil.which("uv")
        and subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode
    ):
        raise Trouble("pip is missing. On Debian or Ubuntu: apt-get install python3-pip")
    if not PYTHON.exists():
        with step("making the environment .venv"):
            # --without-pip: bare Debian has no ensurepip, and our own pip installs into it from outside
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)
    install(lock)
    STAMPS.write_text(json.dumps(_stamps() | {lock: digest(lock)}))


def _holds(purpose: str) -> bool:
    """A test environment serves the demonstration too."""
    locks = {LOCKS[purpose], "test"}
    return PYTHON.exists() and any(_stamps().get(lock) == digest(lock) for lock in locks)


def _stamps() -> dict[str, str]:
    found: dict[str, str] = json.loads(STAMPS.read_text()) if STAMPS.exists() else {}
    return found


def _link_sources() -> None:
    """Put src/ on the environment's path and the command `bartholdi` into its bin, without a build."""
    packages = next((VENV / "lib").glob("python3.*/site-packages"))
    link = packages / "bartholdi-sources.pth"
    if not link.exists() or link.read_text() != f"{ROOT / 'src'}\n":
        link.write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "bartholdi"
    if not command.exists():
        command.write_text(f"#!{PYTHON}\nimport sys\nfrom bartholdi.cli import main\nsys.exit(main())\n")
        command.chmod(0o755)
