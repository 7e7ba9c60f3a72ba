"""The desk shows the rooms that exist, in the order of the office's process, and marks the one we stand in."""

from django.test import Client
from django.urls import reverse

from bartholdi.faces.desk.rooms import ROOMS, standing
from bartholdi.office.accounts.models import User


def test_rooms_without_an_address_are_not_shown(auditor: User) -> None:
    shown = [room.address for room, _ in standing(auditor)]
    assert shown == [room.address for room in ROOMS if room.address in shown]
    assert shown[0] == "desk:today"


def test_each_is_shown_the_rooms_that_they_may_open(cast: dict[str, User]) -> None:
    cases = {"desk:applications", "desk:reviewing", "desk:decisions", "desk:awards"}
    shown = {part: {room.address for room, _ in standing(user)} for part, user in cast.items()}
    everything = shown["director"]
    assert cases < everything
    reads = {"officer", "director", "auditor"}
    assert shown == {part: everything if part in reads else everything - cases for part in cast}


def test_the_longest_address_is_where_we_are(client: Client, director: User) -> None:
    client.force_login(director, backend="bartholdi.office.accounts.backends.Backend")
    page = client.get(reverse("desk:journal")).content.decode()
    assert f'<a href="{reverse("desk:journal")}" aria-current="true">' in page
    assert f'<a href="{reverse("desk:today")}" aria-current="true">Desk' in page
    assert page.count('aria-current="true">Today') == 0


def test_what_has_no_room_of_its_own_stands_in_that_of_its_subject(client: Client, director: User) -> None:
    client.force_login(director, backend="bartholdi.office.accounts.backends.Backend")
    page = client.get(reverse("desk:funds")).content.decode()
    assert f'<a href="{reverse("desk:calls")}" aria-current="true">' in page
