"""`bartholdi demo`: builds the demonstration office in its data folder once, serves it, and says who one can be."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import django

from bartholdi.demo.people import PEOPLE
from bartholdi.running import building, visits

BOOT_SECONDS = 60
OURS = "this-folder-belongs-to-the-demonstration"


@dataclass(frozen=True)
class Played:
    """How large the calls are that the demonstration plays, and a folder of real texts for them; empty: invented ones."""

    size: str = "small"
    texts: str = ""


def run(*, port: int, reset: bool, check: bool, build: bool, played: Played = Played(), database: str = "") -> int:
    """`database` names a migrated SQLite database to begin with a copy of, which spares making one."""
    data = Path(os.environ.get("BARTHOLDI_DATA") or "var/demo").resolve()
    stamps = data / "built.json"  # what this folder holds; without it the folder is half made, and made again
    with _alone(data):
        if reset or not stamps.exists():
            _throw_away(data)
        port = _free_port(port)
        _environment(data, port)
        if not stamps.exists():
            _begin(data / "bartholdi.sqlite3", database)
        if stamps.exists() and played != Played():
            print("The demonstration stands as it was built. To build it with this --size or --data, add --reset.")
        _build(stamps, played)
        return 0 if build else _serve(port, check=check)


def _begin(path: Path, database: str) -> None:
    if database:
        shutil.copyfile(database, path)
    else:
        building.begin(path)


def _serve(port: int, *, check: bool) -> int:
    """The server an office runs, as a process of its own, for as long as this one lives."""
    signal.signal(signal.SIGTERM, _stop)
    command = [sys.executable, "-m", "bartholdi.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command) as server:
        try:
            _wait_until_ready(server, port)
            if check:
                django.setup()
                return visits.report(f"http://127.0.0.1:{port}")
            _welcome(port)
            return server.wait()
        except KeyboardInterrupt:
            print("\nStopped. What was changed is kept; `--reset` starts over.")
            return 0
        finally:
            server.terminate()


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """A second demonstration in the same folder would throw away what the first is serving."""
    data.parent.mkdir(parents=True, exist_ok=True)
    with data.with_name(f"{data.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(
                f"bartholdi: the demonstration in {data} is open already: stop it first, or set BARTHOLDI_DATA to another folder."
            )
        yield


def _throw_away(data: Path) -> None:
    """Only a folder of our own making: BARTHOLDI_DATA may name, by mistake, one that holds somebody's work."""
    if not data.exists():
        return
    if any(data.iterdir()) and not (data / OURS).exists():
        sys.exit(f"bartholdi: {data} is not a folder that the demonstration made; nothing in it was touched. Name an empty one.")
    shutil.rmtree(data)


def _environment(data: Path, port: int) -> None:
    """The demonstration needs no setting from outside; those of a real office on the same machine must not leak in."""
    for name in [name for name in os.environ if name.startswith("BARTHOLDI_") or name == "DATABASE_URL"]:
        del os.environ[name]
    data.mkdir(parents=True, exist_ok=True)
    (data / OURS).touch()
    secret = data / "secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48))
    os.environ |= {
        "BARTHOLDI_MODE": "demo",
        "BARTHOLDI_DATA": str(data),
        "BARTHOLDI_SECRET_KEY_FILE": str(secret),
        "BARTHOLDI_URL": f"http://127.0.0.1:{port}",
    }


def _build(stamps: Path, played: Played) -> None:
    """Migrate, load and collect, each only when it would do something."""
    done: dict[str, str] = json.loads(stamps.read_text()) if stamps.exists() else {}
    wanted = {"database": building.database_state(), "static": building.static_state()}
    if done != wanted:
        django.setup()
    if done.get("database") != wanted["database"]:
        _step("making the database", building.database)
    if not done:
        _step("loading the demonstration office", lambda: _load(played))
    if done.get("static") != wanted["static"]:
        _step("collecting the static files", building.static_files)
    stamps.write_text(json.dumps(wanted))


def _load(played: Played) -> None:
    from bartholdi.demo import load  # only once Django has its settings
    from bartholdi.demo.plays.real import NoData

    try:
        load.load(_progress, size=played.size, data=Path(played.texts).resolve() if played.texts else None)
    except NoData as fault:
        sys.exit(f"bartholdi: {fault}")


def _progress(done: int, total: int, what: str) -> None:
    if sys.stdout.isatty():
        print(f"\r  {done:>4} of {total}  {what:<60.60}", end="" if done < total else "\n", flush=True)
    elif done == total:
        print(f"  {total} of {total}", flush=True)


def _step(what: str, act: Callable[[], None]) -> None:
    begun = time.monotonic()
    print(f"· {what} …", flush=True)
    act()
    print(f"  done in {time.monotonic() - begun:.0f} s", flush=True)


def _free_port(first: int) -> int:
    for port in range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"bartholdi: no free port from {first} to {first + 99}; choose another with --port.")


def _wait_until_ready(server: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + BOOT_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            sys.exit("bartholdi: the server stopped while starting; the lines above say why.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=BOOT_SECONDS).close()
        except urllib.error.HTTPError:
            return  # it answers: what it answers is for --check
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"bartholdi: the server did not answer within {BOOT_SECONDS} seconds.")


def _welcome(port: int) -> None:
    here = f"http://127.0.0.1:{port}"
    print(f"\nThe demonstration office is open: {here}/")
    for name, path in visits.DOORS.items():
        print(f"  {name:<22} {here}{path}")
    print(f"\nSign in as one of its people at {here}{visits.PEOPLE_PAGE} (all invented; no password):")
    for person in PEOPLE:
        print(f"  {person.email:<36} {person.name}, {person.role_en}")
    print("\nCtrl-C stops it.", flush=True)


def _stop(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
