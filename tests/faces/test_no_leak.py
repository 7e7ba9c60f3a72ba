"""No leak: for somebody who is barred from an application, whatever is swapped in it changes no byte of any page that they can ask for.

Every address of the desk, the portal and the api is tried, also guessed ones, with every key that there is; what is new is tried without being named here.
"""

import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Note, Objection, Party
from bartholdi.office.applications.workflow import State
from bartholdi.office.decisions.models import Announcement, Appeal, Decision
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.models import Conflict, Review, Seat
from tests.factories import AccountFactory, OrganisationFactory
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
FACES = ("desk", "portal", "api")
# What a page says anew each time, whatever it shows.
PASSING = re.compile(rb'csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|nonce="?[\w+/=-]*"?|data-now="[^"]*"')
WORDS = ("Ice", "Zanzibar", "Quetzal", "Lead", "4.5")
MOST = 6  # keys tried for one pattern
LEAVES = ("logout", "delete", "end-session")  # asked for, they would end the visit


class Office:
    """One call in review, one application hidden from an officer and one that they see."""

    def __init__(self, barred: User) -> None:
        self.call: Call = a_judged_call()
        self.place: Organisation = OrganisationFactory()
        panel = self.call.panels.order_by("pk")[0]
        self.seat: Seat = a_member(panel, "Rose One")
        self.own: Seat = a_member(panel, "Olive Officer", account=barred)
        self.hidden, self.seen = handed_in(self.call), handed_in(self.call, name="Sami Seen")
        for each in (self.hidden, self.seen):
            self.review: Review = reviewed(assigned(each, self.seat), 4)
        self.review = Review.objects.get(application=self.hidden)
        self.conflict = Conflict.objects.create(
            application=self.hidden,
            reviewer=self.own.reviewer,
            reason="declared",
            state="confirmed",
            evidence={"en": "x", "fr": "x"},
        )
        self.note = Note.objects.create(
            application=self.hidden, author=None, author_label="A colleague", text="Called about dates."
        )
        self.decision = Decision.objects.create(
            application=self.hidden, outcome="fund", state="announced", announced_at=timezone.now()
        )
        made = Announcement.objects.create(call=self.call, by=self.seat.reviewer.person.account, ended_at=timezone.now())
        self.item = made.items.create(decision=self.decision)
        Access.objects.create(application=self.hidden, user=barred, role=Access.Role.BARRED)

    def swap(self, name: str) -> None:
        SWAPS[name](self)
        self.hidden.refresh_from_db()


def _application(**facts: Any) -> Callable[[Office], None]:
    def swapped(office: Office) -> None:
        Application.objects.filter(pk=office.hidden.pk).update(**facts)

    return swapped


def _party(office: Office) -> None:
    Party.objects.filter(application=office.hidden).update(name="Quetzal Quartz", email="quetzal@quartz.invalid")
    office.hidden.save()


def _organisation(office: Office) -> None:
    Party.objects.filter(application=office.hidden).update(organisation=office.place)


SWAPS: dict[str, Callable[[Office], None]] = {
    "title": _application(title="Zanzibar", search_text="zanzibar"),
    "abstract": _application(abstract="Zanzibar again"),
    "field": _application(field="zoology"),
    "state": _application(state=State.SUBMITTED),
    "finding": _application(finding=Application.Finding.NOT, overridden=True),
    "amount": _application(amount="123456.00", currency="EUR"),
    "side": lambda office: _application(side=office.call.sides.order_by("pk")[1])(office),
    "party": _party,
    "organisation": _organisation,
    "score": lambda office: Review.objects.filter(pk=office.review.pk).update(score="1.5"),  # type: ignore[dict-item]
    "review": lambda office: Review.objects.filter(pk=office.review.pk).update(state="draft", submitted_at=None),  # type: ignore[dict-item]
    "decision": lambda office: Decision.objects.filter(pk=office.decision.pk).update(
        outcome="reserve", place=7, message="Zanzibar"
    ),  # type: ignore[dict-item]
    "announcement": lambda office: (
        type(office.item).objects.filter(pk=office.item.pk).update(fate="refused", sentence="Zanzibar")
    ),  # type: ignore[dict-item]
    "appeal": lambda office: Appeal.objects.create(  # type: ignore[dict-item]
        application=office.hidden, received_on=timezone.localdate(), text="Zanzibar", recorded_by=User.objects.order_by("pk")[0]
    ),
    "objection": lambda office: Objection.objects.create(application=office.hidden, name="Quetzal", reason="Zanzibar"),  # type: ignore[dict-item]
    "note": lambda office: Note.objects.filter(pk=office.note.pk).update(text="Zanzibar it is."),  # type: ignore[dict-item]
    "conflict": lambda office: Conflict.objects.filter(pk=office.conflict.pk).update(
        evidence={"en": "Zanzibar", "fr": "Zanzibar"}
    ),  # type: ignore[dict-item]
}


def addresses(office: Office) -> list[str]:
    """Of every pattern, with every key that a number or a name of it could be."""
    numbers = sorted(
        {
            1,
            2,
            office.hidden.pk,
            office.seen.pk,
            office.call.pk,
            office.conflict.pk,
            office.review.pk,
            office.seat.pk,
            office.decision.pk,
        }
    )
    words = [office.call.slug, office.hidden.reference, "csv", "xlsx", "json", "state", "officer"]
    found: list[str] = []
    for name, parameters in _patterns(get_resolver().url_patterns, ""):
        choices = [numbers if kind == "int" else words for kind in parameters.values()]
        for values in itertools.islice(itertools.product(*choices), MOST):
            try:
                found.append(reverse(name, kwargs=dict(zip(parameters, values, strict=True))))
            except NoReverseMatch:
                continue
    asked = [
        f"{address}?q={word}"
        for address in found
        if address.endswith(("applications/", "conflicts/", "journal/"))
        for word in WORDS
    ]
    return [each for each in dict.fromkeys(found + asked) if not any(word in each for word in LEAVES)]


def _patterns(patterns: list[Any], space: str) -> Iterator[tuple[str, dict[str, str]]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _patterns(each.url_patterns, inner)
        elif isinstance(each, URLPattern) and each.name and space.split(":", maxsplit=1)[0] in FACES:
            yield (
                space + each.name,
                {
                    key: "int" if type(converter).__name__ == "IntConverter" else "word"
                    for key, converter in each.pattern.converters.items()
                },
            )


def everything(client: Client, office: Office) -> dict[str, bytes]:
    return {address: _bytes(client, address) for address in addresses(office)}


def _bytes(client: Client, address: str) -> bytes:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"PK\x03\x04"):
        body = _unpacked(body)
    kept = [answer.headers.get(name, "") for name in ("Location", "Content-Type", "Content-Disposition", "ETag")]
    return f"{answer.status_code} {kept}\n".encode() + PASSING.sub(b"", body)


def _unpacked(body: bytes) -> bytes:
    """A workbook without the instants at which it was packed."""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist() if name != "docProps/core.xml")


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[tuple[bytes, bytes]]]:
    """Of each address the lines that changed."""
    return {
        address: [pair for pair in zip(said.splitlines(), after[address].splitlines(), strict=False) if pair[0] != pair[1]][:2]
        for address, said in before.items()
        if said != after[address]
    }


@pytest.fixture
def barred(officer: User) -> User:
    return officer


@pytest.fixture
def office(barred: User) -> Office:
    return Office(barred)


@pytest.mark.once
def test_swapping_everything_at_once_changes_no_byte(office: Office, barred: User, client: Client) -> None:
    client.force_login(barred)
    everything(client, office)  # what the first visit writes down is written
    before = everything(client, office)
    for name in SWAPS:
        office.swap(name)
    assert differing(before, everything(client, office)) == {}


@pytest.mark.long
@pytest.mark.parametrize("part", ["administrator", "editor"])
def test_nor_for_who_reads_no_cases(office: Office, client: Client, cast: dict[str, User], part: str) -> None:
    client.force_login(cast[part])
    everything(client, office)
    before = everything(client, office)
    for name in SWAPS:
        office.swap(name)
    assert differing(before, everything(client, office)) == {}


@pytest.mark.long
def test_nor_for_somebody_of_the_public(office: Office, client: Client) -> None:
    client.force_login(AccountFactory())
    everything(client, office)
    before = everything(client, office)
    for name in SWAPS:
        office.swap(name)
    assert differing(before, everything(client, office)) == {}


@pytest.mark.once
def test_the_same_swaps_are_seen_by_a_colleague(office: Office, director: User, client: Client) -> None:
    """Else the test above would hold for an office that shows nothing."""
    client.force_login(director)
    pages = [reverse("desk:applications"), reverse("desk:application", args=[office.hidden.pk]), reverse("desk:conflicts")]
    seen, before = set(), [_bytes(client, page) for page in pages]
    for name in SWAPS:
        office.swap(name)
        if before != (before := [_bytes(client, page) for page in pages]):
            seen.add(name)
    assert seen >= {"title", "state", "party", "note", "finding", "conflict"}


@pytest.mark.long
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(SWAPS)), min_size=1, max_size=6, unique=True))
def test_any_swaps_in_any_order_change_no_byte(names: list[str], office: Office, barred: User, client: Client) -> None:
    client.force_login(barred)
    before = everything(client, office)
    for name in names:
        office.swap(name)
    assert differing(before, everything(client, office)) == {}
