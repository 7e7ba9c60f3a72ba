"""The acts on programmes, calls and their parts: what each leaves behind, what the journal says, and what is refused."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import key
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call, Programme
from bartholdi.office.programmes.services import FundFacts, Name, ProgrammeFacts
from tests.factories import ApplicationFactory, CallFactory, EditionFactory, OrganisationFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

WASHINGTON = ZoneInfo("America/New_York")
FACTS = ProgrammeFacts(
    slug="trp",
    name_en="Transatlantic Research Partnership",
    name_fr="Partenariat de recherche transatlantique",
    mission="cooperation",
    names=(Name(text="TRP"), Name(text="Thomas Jefferson Fund", starts=2017, ends=2022)),
)
LETTER = {
    "key": "advice",
    "role": "referee",
    "label_en": "Recommendation",
    "label_fr": "Recommandation",
    "ask_en": "Say how you know them.",
    "ask_fr": "Dites comment vous les connaissez.",
}


def acts(subject: Any) -> list[str]:
    return list(Entry.objects.about(key(subject)).order_by("number").values_list("act", flat=True))


def newest(subject: Any) -> dict[str, Any]:
    entry = Entry.objects.about(key(subject)).order_by("-number").first()
    assert entry is not None
    change: dict[str, Any] = entry.change
    return change


def ready(**columns: Any) -> Call:
    """A call in preparation that nothing hinders."""
    texts = {f"{text}_{code}": "…" for text in ("summary", "for_whom", "offers", "needs") for code in ("en", "fr")}
    call: Call = CallFactory(
        **{
            "state": "draft",
            "opens_at": timezone.now() + timedelta(days=1),
            "review_edition": EditionFactory(),
            "columns": {"title": "name"},
            **texts,
            **columns,
        }
    )
    call.panels.create(name_en="Panel", name_fr="Jury")
    call.contacts.create(name="Office", email="office@example.org")
    return call


def test_a_programme_is_found_by_every_name_it_had(officer: User) -> None:
    made = services.add_programme(FACTS, by=officer)
    assert [list(Programme.objects.search(query)) for query in ("jefferson", "trp", "partenariat")] == [[made]] * 3
    assert acts(made) == ["programmes.add_programme"]
    assert newest(made)["names"] == ["TRP", "Thomas Jefferson Fund (2017–2022)"]


def test_a_programme_is_renamed_and_keeps_its_former_name(officer: User) -> None:
    made = services.add_programme(FACTS, by=officer)
    later = ProgrammeFacts(
        slug="trp",
        name_en="Albertine Partnership",
        name_fr="Partenariat Albertine",
        mission="cooperation",
        names=(*FACTS.names, Name(text="Transatlantic Research Partnership", starts=2022, ends=2028)),
    )
    services.change_programme(made, later, by=officer)
    assert [name.text for name in made.names.all()] == ["TRP", "Transatlantic Research Partnership", "Thomas Jefferson Fund"]
    assert list(Programme.objects.search("transatlantic")) == [made]
    assert newest(made)["name_en"] == ["Transatlantic Research Partnership", "Albertine Partnership"]


def test_a_name_that_ends_before_it_begins_is_refused_whole(officer: User) -> None:
    with pytest.raises(Refused, match="cannot end before it begins"):
        services.add_programme(
            ProgrammeFacts(
                slug="x", name_en="X", name_fr="X", mission="mobility", names=(Name(text="Y", starts=2020, ends=2010),)
            ),
            by=officer,
        )
    assert (Programme.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_fund_has_a_budget_for_each_year(officer: User) -> None:
    facts = FundFacts(
        key="inria", name_en="Inria", name_fr="Inria", currency="EUR", use="own_units", budgets=((2027, Decimal(30000)),)
    )
    fund = services.add_fund(facts, by=officer)
    more = FundFacts(**{**facts.__dict__, "budgets": ((2027, Decimal(30000)), (2028, Decimal("32000.50")))})
    services.change_fund(fund, more, by=officer)
    assert [(each.year, each.amount) for each in fund.budgets.all()] == [(2027, Decimal(30000)), (2028, Decimal("32000.50"))]
    assert (acts(fund), newest(fund)) == (
        ["programmes.add_fund", "programmes.change_fund"],
        {"budgets": ["2027: 30000", "2028: 32000.50"]},
    )


def test_a_call_is_begun_and_changed(officer: User) -> None:
    call = services.add_call(
        ProgrammeFactory(),
        {"slug": "trp-2027", "code": "TRP27", "title_en": "TRP", "title_fr": "PRT", "year": 2027},
        by=officer,
    )
    services.change_call(call, {"title_en": "TRP 2027", "grace_minutes": 15}, by=officer)
    assert (call.state, call.title_en, call.grace, call.revision) == ("draft", "TRP 2027", timedelta(minutes=15), 0)
    assert newest(call) == {"title_en": ["TRP", "TRP 2027"], "grace_minutes": [0, 15]}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"code": "x"}, "capital letters"),
        ({"zone": "Mars/Olympus"}, "no such time zone"),
        ({"languages": []}, "at least one language"),
        ({"languages": ["en", "de"]}, "at least one language"),
        ({"year": 1789}, "greater than or equal"),
        ({"opens_at": datetime(2027, 3, 1, tzinfo=UTC), "closes_at": datetime(2027, 2, 1, tzinfo=UTC)}, "closes after it opens"),
    ],
)
def test_what_cannot_be_a_call_is_refused_and_nothing_is_kept(officer: User, values: dict[str, Any], sentence: str) -> None:
    call = CallFactory(state="draft")
    with pytest.raises(Refused, match=sentence):
        services.change_call(call, values, by=officer)
    assert acts(call) == []


def test_what_an_open_call_announced_stays(officer: User) -> None:
    call = CallFactory()
    edition, closes, opens = EditionFactory(), call.closes_at, call.opens_at
    for values in (
        {"opens_at": opens - timedelta(days=1)},
        {"zone": "Europe/Paris"},
        {"kind": "nomination"},
        {"closes_at": closes - timedelta(minutes=1)},
        {"edition": edition},
    ):
        with pytest.raises(Refused, match="Nothing was changed"):
            services.change_call(call, values, by=officer)
    services.change_call(call, {"closes_at": closes + timedelta(days=1), "summary_en": "Later."}, by=officer)
    call.refresh_from_db()
    assert (call.closes_at, call.opens_at, call.revision) == (closes + timedelta(days=1), opens, 1)


def test_what_is_over_is_not_changed(officer: User) -> None:
    for state in ("cancelled", "concluded"):
        call = CallFactory(state=state)
        for act in (
            lambda call=call: services.change_call(call, {"title_en": "Other"}, by=officer),
            lambda call=call: services.shift_dates(call, days=1, by=officer),
            lambda call=call: services.add_part(call, "contact", {"name": "A", "email": "a@example.org"}, by=officer),
        ):
            with pytest.raises(Refused, match="this call is over"):
                act()


def test_dates_are_shifted_on_the_clock_of_the_call(officer: User) -> None:
    """From winter time to summer time: noon stays noon, though the days between are an hour short."""
    call = CallFactory(
        state="draft",
        opens_at=datetime(2027, 1, 4, 9, tzinfo=WASHINGTON),
        closes_at=datetime(2027, 2, 15, 12, tzinfo=WASHINGTON),
    )
    call.milestones.create(
        key="results", label_en="Results", label_fr="Résultats", at=datetime(2027, 3, 1, 12, tzinfo=WASHINGTON)
    )
    call.letters.create(**LETTER, closes_at=datetime(2027, 2, 20, 23, 59, tzinfo=WASHINGTON))
    services.shift_dates(call, days=30, by=officer)
    call.refresh_from_db()
    assert [
        each.astimezone(UTC) for each in (call.opens_at, call.closes_at, call.milestones.get().at, call.letters.get().closes_at)
    ] == [
        datetime(2027, 2, 3, 14, tzinfo=UTC),
        datetime(2027, 3, 17, 16, tzinfo=UTC),
        datetime(2027, 3, 31, 16, tzinfo=UTC),
        datetime(2027, 3, 23, 3, 59, tzinfo=UTC),
    ]
    assert (newest(call)["days"], call.revision) == (30, 1)
    for days, sentence in ((0, "by how many days"), (10**7, "outside the calendar")):
        with pytest.raises(Refused, match=sentence):
            services.shift_dates(call, days=days, by=officer)


def test_an_open_call_is_not_shifted(officer: User) -> None:
    with pytest.raises(Refused, match="open already"):
        services.shift_dates(CallFactory(), days=7, by=officer)


def test_an_announced_call_is_not_moved_into_the_past(officer: User) -> None:
    call = ready()
    services.announce(call, by=officer)
    with pytest.raises(Refused, match="into the past"):
        services.shift_dates(call, days=-7, by=officer)
    call.refresh_from_db()
    assert (call.standing, call.revision) == ("coming", 0)


def test_a_call_goes_from_preparation_to_its_end(officer: User) -> None:
    call = ready()
    services.announce(call, by=officer)
    services.retract(call, by=officer)
    services.announce(call, by=officer)
    assert (call.standing, call.announced_at is not None) == ("coming", True)
    Call.objects.filter(pk=call.pk).update(
        opens_at=timezone.now() - timedelta(days=2), closes_at=timezone.now() - timedelta(days=1)
    )
    with pytest.raises(Refused, match="has opened"):
        services.retract(call, by=officer)
    services.conclude(call, by=officer)
    assert (call.state, acts(call)) == (
        "concluded",
        ["programmes.announce", "programmes.retract", "programmes.announce", "programmes.conclude"],
    )


def test_a_call_is_concluded_only_once_its_grace_is_over(officer: User) -> None:
    call = CallFactory(closes_at=timezone.now() - timedelta(minutes=5), grace_minutes=10)
    with pytest.raises(Refused, match="has not closed yet"):
        services.conclude(call, by=officer)


def test_a_cancelled_call_says_why(officer: User) -> None:
    call = CallFactory()
    with pytest.raises(Refused, match="say why"):
        services.cancel(call, reason=" ", by=officer)
    services.cancel(call, reason="The fund was withdrawn.", by=officer)
    assert (call.state, newest(call)) == (
        "cancelled",
        {"state": ["announced", "cancelled"], "reason": "The fund was withdrawn."},
    )


def test_each_part_is_told_on_the_call(officer: User) -> None:
    call = CallFactory(state="draft")
    contact = services.add_part(call, "contact", {"name": "Office", "email": "office@example.org"}, by=officer)
    services.change_part(contact, {"name": "The office"}, by=officer)
    services.remove_part(contact, by=officer)
    entries = Entry.objects.about(key(call)).order_by("number")
    assert [(entry.act, entry.change) for entry in entries] == [
        ("programmes.add_part", {"part": "Contact: Office", "name": [None, "Office"], "email": [None, "office@example.org"]}),
        ("programmes.change_part", {"part": "Contact: The office", "name": ["Office", "The office"]}),
        ("programmes.remove_part", {"part": "Contact: The office"}),
    ]
    assert call.contacts.count() == 0


def test_every_kind_of_part_can_be_added(officer: User) -> None:
    call = CallFactory(state="draft")
    call.sides.all().delete()
    side = services.add_part(call, "side", {"country": "US"}, by=officer)
    other = services.add_part(call, "side", {"country": "FR"}, by=officer)
    fund = services.add_fund(FundFacts(key="x", name_en="X", name_fr="X", currency="EUR"), by=officer)
    services.add_part(call, "letter", {**LETTER, "side": side, "not_also": ["host", "supervisor"]}, by=officer)
    services.add_part(call, "milestone", {"key": "a", "label_en": "A", "label_fr": "A", "at": timezone.now()}, by=officer)
    services.add_part(call, "panel", {"name_en": "P", "name_fr": "P", "side": other}, by=officer)
    services.add_part(call, "fund", {"fund": fund, "places": 3}, by=officer)
    services.add_part(call, "invitation", {"organisation": OrganisationFactory(), "quota": 2}, by=officer)
    assert (side.letter, other.letter) == ("A", "B")
    assert [rows.count() for rows in (call.letters, call.milestones, call.panels, call.call_funds, call.invitations)] == [1] * 5


def test_parts_of_another_call_are_not_mixed_in(officer: User) -> None:
    call, other = CallFactory(state="draft"), CallFactory(state="draft")
    with pytest.raises(Refused, match="belongs to this call"):
        services.add_part(call, "letter", {**LETTER, "side": other.sides.first()}, by=officer)
    with pytest.raises(Refused, match="from the list"):
        services.add_part(call, "letter", {**LETTER, "not_also": ["friend"]}, by=officer)
    with pytest.raises(Refused, match="not fewer than the least"):
        services.add_part(call, "letter", {**LETTER, "minimum": 3, "maximum": 2}, by=officer)
    assert call.letters.count() == 0


def test_people_can_rely_on_what_an_open_call_asks(officer: User) -> None:
    call = CallFactory()
    letter = call.letters.create(**LETTER, closes_at=call.closes_at)
    for act in (
        lambda: services.remove_part(letter, by=officer),
        lambda: services.change_part(letter, {"role": "host"}, by=officer),
        lambda: services.change_part(letter, {"closes_at": call.closes_at - timedelta(days=1)}, by=officer),
        lambda: services.change_part(call.sides.first(), {"country": "CA"}, by=officer),
    ):
        with pytest.raises(Refused, match="Nothing was"):
            act()
    services.change_part(letter, {"closes_at": call.closes_at + timedelta(days=3)}, by=officer)
    assert call.letters.get().closes_at == call.closes_at + timedelta(days=3)


def test_a_side_that_somebody_applies_for_stays(officer: User) -> None:
    call = CallFactory(state="draft")
    side = call.sides.get(country="US")
    ApplicationFactory(call=call, side=side)
    with pytest.raises(Refused, match="is in use"):
        services.remove_part(side, by=officer)
    assert call.sides.count() == 2


def test_a_new_edition_of_the_same_form_may_be_used_while_the_call_is_open(officer: User) -> None:
    call = CallFactory()
    assert call.edition is not None
    newer = EditionFactory(questionnaire=call.edition.questionnaire, number=2)
    services.change_edition(call, newer, by=officer)
    with pytest.raises(Refused, match="another questionnaire"):
        services.change_edition(call, EditionFactory(), by=officer)
    call.refresh_from_db()
    assert call.edition == newer
