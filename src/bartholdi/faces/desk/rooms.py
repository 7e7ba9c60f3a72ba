"""The desk's rooms, in the order of the office's own process; a room is shown once its address exists, to who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases


@dataclass(frozen=True)
class Room:
    address: str  # the URL's name
    label: str | Promise
    begins_group: bool = False
    cases: bool = False  # for who reads cases
    also: tuple[str, ...] = ()  # further beginnings of addresses, below that of the desk


ROOMS = (
    Room("desk:today", _("Today")),
    Room("desk:calls", _("Calls"), begins_group=True, also=("programmes/", "funds/")),
    Room("desk:applications", _("Applications"), cases=True, also=("letters/",)),
    Room("desk:reviewing", _("Reviewing"), cases=True),
    Room("desk:decisions", _("Decisions"), cases=True, also=("choosing/",)),
    Room("desk:awards", _("Awards"), cases=True),
    Room("desk:events", _("Events")),
    Room("desk:agreements", _("Agreements")),
    Room("desk:questionnaires", _("Questionnaires")),
    Room("desk:people", _("People"), begins_group=True),
    Room("desk:organisations", _("Organisations")),
    Room("desk:dispatches", _("Dispatches")),
    Room("desk:outbox", _("Outbox")),
    Room("desk:journal", _("Journal")),
)


def standing(user: Any) -> Iterator[tuple[Room, str]]:
    """The rooms that this person may open, each with its address in the language of the moment."""
    for room in ROOMS:
        if room.cases and not reads_cases(user):
            continue
        try:
            yield room, reverse(room.address)
        except NoReverseMatch:
            continue
