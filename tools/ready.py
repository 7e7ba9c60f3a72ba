"""Everything a command needs before it starts: Python packages, browser code, compiled messages."""

import fcntl

from tools import browser_code, environment, messages


def ready(purpose: str) -> None:
    folder = environment.ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands started together must not install into the same folder
        environment.ready(purpose)
        browser_code.ready()
        messages.ready()
