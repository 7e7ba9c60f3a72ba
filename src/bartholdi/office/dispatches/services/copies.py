"""Copies: files that all claim to be one dispatch. Until a reader's key has signed which of them holds, none keeps another out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import IO

from bartholdi.cores.sealing.parcel import Member
from bartholdi.office.dispatches.models import Addressee, Dispatch
from bartholdi.office.dispatches.outer import Facts
from bartholdi.office.journal.acts import Actor, act

PIECE = 1_048_576


def is_settled(dispatch: Dispatch) -> bool:
    """We sent it, or somebody opened it whole. A refusal settles nothing: it may be this copy alone that is damaged."""
    return dispatch.sender.here or dispatch.addressees.filter(outcome=Addressee.Outcome.OPENED).exists()


def is_copy_of(dispatch: Dispatch, file: IO[bytes], members: Sequence[Member], facts: Facts) -> bool:
    """Whether this file is, octet by octet, what is kept, and is said to be the same."""
    if (dispatch.sender.post, dispatch.digest) != (facts.sender, facts.digest) or not dispatch.envelope:
        return False
    kept = {"": dispatch.envelope, **{f"blobs/{each.identity}.bin": each.file for each in dispatch.blobs.all()}}
    brought = {"": members[0], **{each.name: each for each in members[1:]}}
    return kept.keys() == brought.keys() and all(_equal(kept[name], file, brought[name]) for name in kept)


def apart(facts: Facts, file: IO[bytes], members: Sequence[Member]) -> Facts:
    """The same facts under an identity of this file's own; what was claimed, nobody has proven. Brought again, it is found by it."""
    found = sha256(f"{facts.identity} {facts.digest} {facts.sender}".encode())
    file.seek(0)
    left = members[-1].at + members[-1].size
    while piece := file.read(min(PIECE, left)):
        found.update(piece)
        left -= len(piece)
    return replace(facts, identity=found.hexdigest()[:32], digest="")


def give_way(false: Dispatch, true: Dispatch, *, by: Actor) -> None:
    """A reader's key signed that the other is what this one only claimed to be: identity and recalls are the other's."""
    with act("dispatches.correct", false, by=by):
        false.identity, false.digest = sha256(f"{false.pk} {false.identity}".encode()).hexdigest()[:32], ""
    Dispatch.objects.filter(about=false).update(about=true)


def _equal(kept: IO[bytes], file: IO[bytes], member: Member) -> bool:
    with kept.open("rb") as mine:  # type: ignore[attr-defined]
        left = member.size
        file.seek(member.at)
        while left:
            piece = file.read(min(PIECE, left))
            if not piece or mine.read(len(piece)) != piece:
                return False
            left -= len(piece)
        return not mine.read(1)
