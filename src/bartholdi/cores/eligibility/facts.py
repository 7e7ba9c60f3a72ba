"""What is judged: plain data that the caller gathers. Nothing here looks anything up."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on an application. Two are the same where they share the directory's key, an e-mail address or an ORCID.

    `organisation` (a ROR identifier or a name) only helps to find duplicates by name.
    """

    name: str = ""
    email: str = ""
    orcid: str = ""
    key: str = ""
    role: str = ""
    organisation: str = ""

    @property
    def marks(self) -> frozenset[str]:
        """What identifies the person, each with a word for what it is."""
        found = {
            "person": self.key.strip(),
            "email": unicodedata.normalize("NFC", self.email).strip().casefold(),
            "orcid": "".join(sign for sign in self.orcid.upper() if sign in "0123456789X")[-16:],
        }
        return frozenset(f"{what}:{mark}" for what, mark in found.items() if mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An application to an earlier edition: who was on it, and what became of it.

    `on` is the day a ban counts from: that of the award or of its end, whichever the programme says. `reference` is for officers.
    """

    on: date
    people: tuple[Person, ...] = ()
    funded: bool = True
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another application to the same call, and who is on it."""

    reference: str
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that rules may ask about one application.

    closing        the closing day, as the call's own zone has it
    answers        answers in the normal form of `formspec`, without hidden ones
    columns        what the application keeps beside them: amount, side, dates, organisations …
    people         who is on the application
    invited        ROR identifiers of the institutions invited to nominate; None: not looked up
    parents        of each ROR identifier, all institutions it is part of, near and far
    countries      of each ROR identifier, its country
    history        applications of these people to earlier editions; None: not looked up
    others         other applications of these people to this call; None: not looked up

    To a page that an applicant reads, give `history` and `others` only of people who have confirmed that they take part: otherwise
    anybody could learn who has applied by naming them.
    """

    closing: date
    answers: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    invited: Collection[str] | None = None
    parents: Mapping[str, Iterable[str]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Earlier, ...] | None = None
    others: tuple[Other, ...] | None = None
