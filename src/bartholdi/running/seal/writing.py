"""Files whole or not at all, never over another; words to the screen without control characters; refusals in plain words."""

from __future__ import annotations

import json as jsons
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bartholdi.cores.sealing.refusal import Refusal


class Faulty(ValueError):
    """A file or an option is not as it must be; the sentence says how to mend it."""


class Stopped(SystemExit):
    """Refused: the sentence is told already."""


@contextmanager
def refusals(command: str, *, json: bool) -> Iterator[None]:
    """A refusal of the core, told by its sentence and its code."""
    try:
        yield
    except Refusal as refusal:
        if json:
            print(jsons.dumps({"verdict": refusal.code, "sentence": refusal.sentence}, ensure_ascii=False))
        print(f"bartholdi {command}: {refusal.sentence} [{refusal.code}] Nothing was written.", file=sys.stderr)
        raise Stopped(1)


def told(facts: Mapping[str, object], *, json: bool) -> None:
    """Facts, a line each; or as JSON."""
    if json:
        print(jsons.dumps(dict(facts), ensure_ascii=False, indent=1))
        return
    for key, fact in facts.items():
        text = ", ".join(map(str, fact)) if isinstance(fact, list | tuple) else str(fact)
        print(f"{key}: {shown(text)}")


def shown(text: str) -> str:
    """Nothing that could move a cursor, colour a screen or turn the direction of writing."""
    return "".join(each if each.isprintable() or each == "\n" else f"\\u{ord(each):04x}" for each in text)


def free(*names: str) -> None:
    """Faulty when one of these files is there already: nothing is ever overwritten."""
    for name in names:
        if Path(name).exists() or Path(name).is_symlink():
            raise Faulty(f"{name} is there already. Choose another name, or move it away.")


@contextmanager
def written(name: str) -> Iterator[BinaryIO]:
    """A new file of mode 0600 that appears under its name only when all went well."""
    free(name)
    path = Path(name)
    part = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _named(part, path)
    except FileExistsError:
        raise Faulty(f"{name} or {part.name} is there already. Choose another name, or move it away.")
    finally:
        part.unlink(missing_ok=True)


def _named(part: Path, path: Path) -> None:
    """A link refuses when the name was taken meanwhile, unlike a rename; a stick may know no links."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        free(str(path))
        part.rename(path)


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """A new folder of mode 0700 that appears under its name only when all went well."""
    free(name)
    path = Path(name)
    part = path.with_name(f".{path.name}.part")
    try:
        part.mkdir(mode=0o700)
    except FileExistsError:
        raise Faulty(f"{part} is left from another run. Delete it, and try again.")
    try:
        yield part
        free(name)
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def begun(path: Path) -> BinaryIO:
    """A new file of mode 0600 that has no name yet: whatever ends the process, even at once, nothing of it can be read. A file system
    that knows no such files (a stick's) gives it its name from the beginning."""
    try:
        return os.fdopen(os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b")
    except (AttributeError, OSError):  # a system, or a file system, without them
        return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")


def finished(file: BinaryIO, path: Path) -> None:
    """Now it has its name."""
    file.flush()
    if not path.exists():
        # With a folder given, Python asks the system to follow the link that stands for the open file.
        os.link(f"/proc/self/fd/{file.fileno()}", path, src_dir_fd=file.fileno(), follow_symlinks=True)


def put(name: str, octets: bytes) -> None:
    with written(name) as file:
        file.write(octets)


class Bar:
    """How far it is, where somebody looks."""

    def __init__(self, whole: int, label: str) -> None:
        self.whole, self.label, self.done, self.said = max(1, whole), label, 0, -1

    def __call__(self, octets: int) -> None:
        self.done += octets
        percent = min(100, 100 * self.done // self.whole)
        if percent != self.said and sys.stderr.isatty():
            self.said = percent
            end = "\n" if percent == 100 else ""
            print(f"\r{self.label} [{'#' * (percent // 4):<25}] {percent:3d} %", end=end, file=sys.stderr, flush=True)
