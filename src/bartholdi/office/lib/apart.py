"""Heavy computing in a process of its own: the server stays small and answers on, and what a library breaks breaks there.

`run("package.module:function", given)` calls function(given, told) in a child and gives back what it returns. Both ways JSON; `told(done, of,
what)` is progress. The function is pure: it asks no database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any, cast

Told = Callable[[int, int, str], None]


class Broken(Exception):
    """The child ended without an answer; the text is the end of what it said."""


def run(path: str, given: Any, *, told: Told | None = None) -> Any:
    """What `path` makes of `given`; Broken where it dies."""
    command = [sys.executable, "-m", __name__, path]
    with subprocess.Popen(  # noqa: S603  our own module; no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=_around(),
    ) as child:
        _give(cast(IO[str], child.stdin), given)
        answer, heard = _heard(cast(IO[str], child.stdout), told)
    if child.returncode or answer is None:
        raise Broken("\n".join(heard[-20:]) or f"ended with {child.returncode}")
    return answer["result"]


def _around() -> dict[str, str]:
    """One thread for algebra: on a server that does other things meanwhile, two wait for each other, and take eight times as long."""
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ}


def _give(stdin: IO[str], given: Any) -> None:
    try:
        json.dump(given, stdin)
        stdin.close()
    except BrokenPipeError:
        pass  # it died first: what it said tells why


def _heard(stdout: IO[str], told: Told | None) -> tuple[dict[str, Any] | None, list[str]]:
    """The answer, and every line that is no message of ours: a library may print what it likes."""
    answer, others = None, []
    for line in stdout:
        match line[:1], line[1:].rstrip("\n"):
            case "\x02", text:
                if told is not None:
                    told(*json.loads(text))
            case "\x03", text:
                answer = {"result": json.loads(text)}
            case _:
                others.append(line.rstrip())
    return answer, others


def main(path: str) -> None:
    """In the child."""
    module, _colon, name = path.partition(":")
    function = getattr(import_module(module), name)

    def told(done: int, of: int, what: str) -> None:
        sys.stdout.write(f"\x02{json.dumps([done, of, what])}\n")
        sys.stdout.flush()

    result = function(json.load(sys.stdin), told)
    sys.stdout.write(f"\n\x03{json.dumps(result)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
