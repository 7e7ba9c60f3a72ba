"""The desk's rooms, in the order of the office's own process; a room is shown once its address exists."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Room:
    address: str  # the URL's name
    label: str | Promise
    begins_group: bool = False
    also: tuple[str, ...] = ()  # further beginnings of addresses, below that of the desk


ROOMS = (
    Room("desk:today", _("Today")),
    Room("desk:calls", _("Calls"), begins_group=True, also=("programmes/", "funds/")),
    Room("desk:applications", _("Applications"), also=("letters/",)),
    Room("desk:reviewing", _("Reviewing")),
    Room("desk:decisions", _("Decisions"), also=("choosing/",)),
    Room("desk:awards", _("Awards")),
    Room("desk:events", _("Events")),
    Room("desk:agreements", _("Agreements")),
    Room("desk:questionnaires", _("Questionnaires")),
    Room("desk:people", _("People"), begins_group=True),
    Room("desk:organisations", _("Organisations")),
    Room("desk:dispatches", _("Dispatches")),
    Room("desk:outbox", _("Outbox")),
    Room("desk:journal", _("Journal")),
)


def standing() -> Iterator[tuple[Room, str]]:
    """The rooms that exist, each with its address in the language of the moment."""
    for room in ROOMS:
        try:
            yield room, reverse(room.address)
        except NoReverseMatch:
            continue
