"""The public page of a call: what it says in each standing, to the second, in both languages; its calendar; the list for machines."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from bartholdi.faces.ui import announced
from bartholdi.faces.website.models import CallPage
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.services import start
from bartholdi.office.applications.services.extensions import extend_everyone, tell_extension
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.shipped import shipped
from tests.counting import cost
from tests.faces.website import planting
from tests.factories import CallFactory

pytestmark = pytest.mark.django_db

WASHINGTON, PARIS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris")
TEXTS = {f"{text}_{code}": f"{text} {code}\nmore" for text in ("summary", "for_whom", "offers", "needs") for code in ("en", "fr")}


def page(client: Client, call: Call, language: str = "en") -> str:
    return client.get(f"/{language}/calls/{call.slug}/").content.decode()


def test_an_open_call_answers_every_question_in_both_languages(client: Client) -> None:
    call = CallFactory(**TEXTS, slug="trp", languages=["en"])
    call.contacts.create(name="Office", email="office@example.org")
    call.letters.create(
        key="x", role="referee", label_en="Advice", label_fr="Avis", ask_en="Ask", ask_fr="Demande", closes_at=call.closes_at
    )
    call.milestones.create(key="r", label_en="Results", label_fr="Résultats", at=call.closes_at + timedelta(days=60))
    call.milestones.create(key="p", label_en="Panel", label_fr="Jury", at=call.closes_at + timedelta(days=30), public=False)
    english, french = page(client, call), page(client, call, "fr")
    for words in (
        call.title_en,
        "summary en",
        "for_whom en",
        "Advice",
        "Results",
        "office@example.org",
        "Write in English.",
        "Washington",
    ):
        assert words in english
    for words in (call.title_fr, "summary fr", "for_whom fr", "Avis", "Résultats", "office@example.org"):
        assert words in french
    assert ("Panel" in english, "Jury" in french) == (False, False)


def test_what_is_in_preparation_or_rehearsed_does_not_exist(client: Client, officer: User) -> None:
    for call in (CallFactory(state="draft"), CallFactory(rehearsal_of=CallFactory())):
        assert client.get(f"/en/calls/{call.slug}/").status_code == 404
        assert client.get(f"/en/calls/{call.slug}/deadlines.ics").status_code == 404
    client.force_login(officer)
    assert client.get(f"/en/calls/{call.slug}/").status_code == 404


# Each clock change of 2027 in Washington and in Paris, and the day that ends last on Earth.
CLOSINGS = [
    ("America/New_York", datetime(2027, 3, 14, 12, tzinfo=WASHINGTON), datetime(2027, 3, 14, 16, tzinfo=UTC)),
    ("America/New_York", datetime(2027, 11, 7, 12, tzinfo=WASHINGTON), datetime(2027, 11, 7, 17, tzinfo=UTC)),
    ("Europe/Paris", datetime(2027, 3, 28, 12, tzinfo=PARIS), datetime(2027, 3, 28, 10, tzinfo=UTC)),
    ("Europe/Paris", datetime(2027, 10, 31, 12, tzinfo=PARIS), datetime(2027, 10, 31, 11, tzinfo=UTC)),
    (
        "Etc/GMT+12",
        datetime(2027, 1, 31, 23, 59, 59, tzinfo=ZoneInfo("Etc/GMT+12")),
        datetime(2027, 2, 1, 11, 59, 59, tzinfo=UTC),
    ),
]


@pytest.mark.parametrize(("zone", "closes", "instant"), CLOSINGS)
def test_a_call_closes_to_the_second_in_the_zone_it_names(client: Client, zone: str, closes: datetime, instant: datetime) -> None:
    call = CallFactory(zone=zone, opens_at=closes - timedelta(days=90), closes_at=closes, **TEXTS)
    found = []
    for seconds in (-1, 0, 1):
        with time_machine.travel(instant + timedelta(seconds=seconds), tick=False):
            listed = client.get("/calls.json").json()["calls"]
            found.append(("This call is closed." in page(client, call), [each["slug"] for each in listed]))
    assert found == [(False, [call.slug]), (True, []), (True, [])]
    event = next(each for each in calendar(client, call) if "closes" in str(each["uid"]))
    assert event["dtstart"].dt.astimezone(UTC) == instant


def calendar(client: Client, call: Call, language: str = "en") -> list[object]:
    answer = client.get(f"/{language}/calls/{call.slug}/deadlines.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_calendar_has_every_public_date_with_a_name_that_stays(client: Client, officer: User) -> None:
    call = services.start_call(
        shipped()["chateaubriand-stem"], year=2028, opens_on=timezone.localdate() + timedelta(days=9), by=officer
    )
    for each in call.call_funds.all():
        each.fund.budgets.create(year=2028, amount=1)
    services.announce(call, by=officer)
    first = {str(each["uid"]): (each["sequence"], each["dtstart"].dt) for each in calendar(client, call)}
    services.shift_dates(call, days=7, by=officer)
    later = {str(each["uid"]): (each["sequence"], each["dtstart"].dt) for each in calendar(client, call, "fr")}
    keys = ["opens", "letter-advisor-agreement", "letter-host-invitation", "letter-recommendation", "closes", "date-panels"]
    keys += ["date-results", "date-first_stays", "date-last_stays"]
    assert set(first) == {f"call-{call.pk}-{key}@testserver" for key in keys}
    assert {uid: (0, at) for uid, (_number, at) in later.items()} == {
        uid: (0, at + timedelta(days=7)) for uid, (_n, at) in first.items()
    }
    assert {number for number, _at in later.values()} == {1}
    assert b"BEGIN:VTIMEZONE" in client.get(f"/en/calls/{call.slug}/deadlines.ics").content
    titles = [str(each["summary"]) for each in calendar(client, call, "fr")]
    assert "Bourse Chateaubriand en sciences et technologie 2028: Résultats" in titles


def test_the_page_costs_the_same_with_one_letter_and_with_many(client: Client) -> None:
    call = CallFactory(**TEXTS)
    costs = []
    for number in range(3):
        call.letters.create(key=f"x{number}", role="referee", label_en="A", label_fr="A", closes_at=call.closes_at)
        call.contacts.create(name="Office", email="office@example.org")
        call.milestones.create(key=f"m{number}", label_en="M", label_fr="M", at=call.closes_at)
        costs.append(cost(client, f"/en/calls/{call.slug}/"))
    assert costs == [costs[0]] * 3
    assert costs[0] <= 8


def test_open_calls_are_told_to_machines_and_to_the_portal(client: Client, applicant: User) -> None:
    call = CallFactory(**TEXTS, slug="trp-2027", code="TRP27", zone="Europe/Paris")
    CallFactory(state="draft")
    CallFactory(rehearsal_of=call)
    (told,) = client.get("/calls.json").json()["calls"]
    assert (told["reference"], told["zone"], told["title"]) == (
        "TRP27",
        "Europe/Paris",
        {"en": call.title_en, "fr": call.title_fr},
    )
    assert told["url"] == {
        "en": "http://testserver/en/calls/trp-2027/",
        "fr": "http://testserver/fr/calls/trp-2027/",
    }
    client.force_login(applicant)
    assert "/en/calls/trp-2027/" in client.get("/en/portal/").content.decode()
    assert announced.Call(title=call.title_en, url="/en/calls/trp-2027/", closes=call.closes_at, zone="Europe/Paris")


def test_more_time_for_everyone_is_the_same_instant_everywhere(client: Client, officer: User, applicant: User) -> None:
    call = CallFactory(**TEXTS, slug="trp-2027", zone="Europe/Paris", closes_at=datetime(2027, 3, 27, 11, tzinfo=UTC))
    later = datetime(2027, 3, 28, 10, tzinfo=UTC)  # the clocks of Paris change in between
    made = start(call, by=applicant, arrived_at=timezone.now())
    extend_everyone(call, until=later, reason="The site was down.", by=officer)
    with transaction.atomic():
        tell_extension(made, until=later, reason="The site was down.", by=officer)
    (told,) = client.get("/calls.json").json()["calls"]
    assert datetime.fromisoformat(told["closes"]) == later
    calendar = client.get("/en/calls/trp-2027/deadlines.ics").content.decode().replace("\r\n ", "")
    assert ("DTSTART;TZID=Europe/Paris:20270328T120000" in calendar, "SEQUENCE:1" in calendar) == (True, True)
    words = "28 March 2027"
    page = client.get("/en/calls/trp-2027/").content.decode()
    assert f'datetime="{later.isoformat()}"' in page or words in page
    mail = Notice.objects.get(kind="applications.extended")
    assert (words in " ".join(mail.text.split()), "12:00" in mail.text) == (True, True)
    client.force_login(applicant)
    assert words in " ".join(client.get(f"/en/portal/applications/{made.pk}/").content.decode().split())


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("nomination", "announced", "Invited institutions name their candidates"),
        ("invitation", "announced", "for those who were invited"),
        ("competition", "concluded", "This call is closed."),
    ],
)
def test_who_cannot_begin_reads_why(client: Client, kind: str, state: str, words: str) -> None:
    assert words in page(client, CallFactory(kind=kind, state=state, **TEXTS))


@pytest.mark.parametrize(
    ("state", "standing", "shown"), [("announced", "open", "desk"), ("draft", "closed", "page"), ("cancelled", "closed", "page")]
)
def test_a_page_shows_the_dates_of_the_desk_once_they_are_public(state: str, standing: str, shown: str) -> None:
    now = timezone.now()
    call = CallFactory(state=state, zone="Europe/Paris")
    page = planting.plant()["call", "en"]
    page.call, page.zone = call, "America/New_York"
    page.opens, page.closes = now - timedelta(days=90), now - timedelta(days=9)
    page.save()
    assert (page.standing, page.closing, page.clock) == (
        (standing, call.closes_at, "Europe/Paris") if shown == "desk" else (standing, page.closes, "America/New_York")
    )
    found = {name: getattr(CallPage.objects, name)(now).filter(pk=page.pk).exists() for name in ("open", "coming", "closed")}
    assert found == {name: name == standing for name in ("open", "coming", "closed")}


def test_calls_of_the_desk_stand_in_lists_search_and_map_until_a_page_shows_them(client: Client) -> None:
    planted = planting.plant()
    call = CallFactory(title_en="Posters of the sea", title_fr="Affiches de la mer", slug="sea", summary_en="Bring one poster.")
    CallFactory(title_en="Never told", state="draft")
    places = ["/en/", "/en/opportunities/", "/en/search/?q=posters", "/sitemap.xml"]
    for place in places:
        words = client.get(place).content.decode()
        assert ("/en/calls/sea/" in words, "Never told" in words) == (True, False), place
    assert "Affiches de la mer" in client.get(planted["opportunities", "fr"].url).content.decode()
    page = planted["call", "en"]
    page.call = call
    page.save()
    for place in places[:3]:
        assert "/en/calls/sea/" not in client.get(place).content.decode(), place
    assert "/fr/calls/sea/" in client.get(planted["opportunities", "fr"].url).content.decode()  # that page is not in French


def test_lists_of_calls_say_what_is_open_coming_and_closed_and_cost_the_same_for_many(client: Client) -> None:
    planting.plant()
    now = timezone.now()
    made = {
        "Open now": CallFactory(title_en="Running one"),
        "Opening soon": CallFactory(title_en="Coming one", opens_at=now + timedelta(days=3), closes_at=now + timedelta(days=30)),
        "Closed": CallFactory(title_en="Past one", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)),
    }
    words = client.get("/en/opportunities/").content.decode()
    for heading, call in made.items():
        section = words.split(f">{heading}</h2>")[1].split("</section>")[0]
        assert [each.title_en in section for each in made.values()] == [each is call for each in made.values()]
    before = [cost(client, place) for place in ("/en/", "/en/opportunities/", "/en/search/?q=one")]
    CallFactory.create_batch(3, title_en="One more")
    assert [cost(client, place) for place in ("/en/", "/en/opportunities/", "/en/search/?q=one")] == before
