"""What commands read: passphrases, key files, certificates, `.dispatch` files."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from bartholdi.cores.sealing import keys, sealing
from bartholdi.cores.sealing.certificates import Certificate
from bartholdi.cores.sealing.envelope import LARGEST
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.parcel import Member, members
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.running.seal.writing import Faulty, shown

chance = secrets.token_bytes


def now() -> datetime:
    return datetime.now(UTC)


def seconds() -> int:
    return int(now().timestamp())


def stamp(at: int | None = None) -> str:
    """An instant as manifests write it."""
    return datetime.fromtimestamp(seconds() if at is None else at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def key_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", required=True, metavar="FILE", help="your key file")
    phrase_argument(parser)


def phrase_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file", default="", metavar="FILE", help="read the passphrase from its first line instead of asking"
    )


def octets(name: str, most: int = keys.LARGEST) -> bytes:
    """A file's octets; never more than could be right."""
    with Path(name).open("rb") as file:
        return file.read(most + 1)


def certificate(name: str) -> Certificate:
    """A certificate file, binary or armored; a refusal names the file first."""
    try:
        return sealing.pinned(octets(name))
    except Refusal:
        print(shown(name), file=sys.stderr)
        raise


def phrase(options: argparse.Namespace, *, new: bool = False) -> str:
    """Asked without being shown; twice when it is new."""
    if options.passphrase_file:
        return Path(options.passphrase_file).read_text("utf-8").partition("\n")[0].rstrip("\r")
    text = getpass.getpass("New passphrase, six words or more: " if new else "Passphrase: ")
    if new and getpass.getpass("Once more: ") != text:
        raise Faulty("The two passphrases differ. Try again.")
    if new and len(text) < 12:
        raise Faulty("That is short. Take six words or more: they are what protects the key file.")
    return text


def key(options: argparse.Namespace) -> KeyFile:
    return keys.unlocked(octets(options.key), phrase(options))


@dataclass(frozen=True)
class Parcel:
    """An opened `.dispatch` file, or a bare envelope."""

    envelope: bytes
    blobs: dict[str, Member]
    file: BinaryIO


class Section:
    """One member of a file, read from its beginning to its end."""

    def __init__(self, file: BinaryIO, member: Member) -> None:
        self.file, self.at, self.left = file, member.at, member.size

    def read(self, size: int = -1) -> bytes:
        self.file.seek(self.at)
        part = self.file.read(self.left if size < 0 else min(size, self.left))
        self.at, self.left = self.at + len(part), self.left - len(part)
        return part


@contextmanager
def parcel(name: str) -> Iterator[Parcel]:
    """A `.dispatch` file, or an envelope alone, which begins with a packet."""
    with Path(name).open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(0)
        if file.read(1) >= b"\x80" or length < 512:
            file.seek(0)
            yield Parcel(file.read(LARGEST + 1), {}, file)
            return
        first, *rest = members(file, length)
        file.seek(first.at)
        yield Parcel(file.read(first.size), {each.name[6:-4]: each for each in rest}, file)
