"""The blueprints that are shipped, the calls started from them, and calls written as blueprints."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.columns import field_names
from bartholdi.office.directory import sources
from bartholdi.office.journal.acts import key
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import checklist, services, shipped
from bartholdi.office.programmes.blueprint import BlueprintError, dumps, loads, opening
from bartholdi.office.programmes.models import Call, Fund, Programme
from bartholdi.office.questionnaires.models import Edition, Questionnaire
from tests.factories import CallFactory, OrganisationFactory, ProgrammeFactory

NAMES = (
    "bilateral-fund",
    "chateaubriand-hss",
    "chateaubriand-stem",
    "fadex-competition",
    "fadex-nomination",
    "innovation-day-posters",
    "mopga-fellowship",
    "netva",
    "transatlantic-research-partnership",
)
BEGIN = date(2027, 10, 12)


def funders() -> None:
    """The institutions that the shipped blueprints name, as the directory has them."""
    wanted = {fund.funder for blueprint in shipped.shipped().values() for fund in blueprint.funds if fund.funder}
    for record in sources.read(sources.TABLE):
        if record.ror in wanted:
            OrganisationFactory(name_en=record.name_en, name_fr=record.name_fr, ror=record.ror, country=record.country)


def test_the_nine_are_there_and_written_in_the_one_canonical_way() -> None:
    assert tuple(shipped.shipped()) == NAMES
    for name, blueprint in shipped.shipped().items():
        assert (shipped.FOLDER / f"{name}.toml").read_text(encoding="utf-8") == dumps(blueprint)


def test_the_hours_that_matter_are_those_of_the_programmes() -> None:
    dates = {name: services.planned(each, BEGIN)[1:] for name, each in shipped.shipped().items()}
    closing = {name: next(one.at for one in some if one.what == "closes") for name, some in dates.items()}
    assert {name: at.astimezone(UTC) for name, at in closing.items()} == {
        "bilateral-fund": datetime(2028, 2, 28, 7, 59, 59, tzinfo=UTC),
        "chateaubriand-hss": datetime(2028, 1, 11, 17, tzinfo=UTC),
        "chateaubriand-stem": datetime(2028, 1, 18, 17, tzinfo=UTC),
        "fadex-competition": datetime(2027, 11, 27, 4, 59, 59, tzinfo=UTC),
        "fadex-nomination": datetime(2027, 11, 22, 4, 59, 59, tzinfo=UTC),
        "innovation-day-posters": datetime(2027, 11, 24, 11, 59, 59, tzinfo=UTC),
        "mopga-fellowship": datetime(2027, 12, 7, 11, tzinfo=UTC),
        "netva": datetime(2027, 12, 11, 22, 59, 59, tzinfo=UTC),
        "transatlantic-research-partnership": datetime(2027, 12, 26, 4, 59, 59, tzinfo=UTC),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_call_started_from_a_blueprint_gives_it_back(officer: User, name: str) -> None:
    funders()
    blueprint = shipped.shipped()[name]
    call = services.start_call(blueprint, year=2028, opens_on=BEGIN, by=officer)
    call.refresh_from_db()
    assert services.as_blueprint(call) == blueprint
    assert services.export_blueprint(call) == dumps(blueprint)
    assert (call.state, call.year, call.blueprint, call.slug) == ("draft", 2028, f"{name} 1", f"{blueprint.call.slug}-2028")
    assert call.opens_at == opening(BEGIN, blueprint.call.opens, blueprint.call.zone)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_what_a_started_call_lacks_is_money_or_guests_only(officer: User, name: str) -> None:
    call = services.start_call(shipped.shipped()[name], year=2028, opens_on=BEGIN, by=officer)
    missing = {item.where for item in checklist.hindrances(call, datetime(2027, 9, 1, tzinfo=UTC))}
    assert missing <= {"budget", "invitation"}


@pytest.mark.django_db
def test_the_next_year_uses_the_same_questionnaires_and_funds(officer: User) -> None:
    blueprint = shipped.shipped()["chateaubriand-stem"]
    first = services.start_call(blueprint, year=2028, opens_on=BEGIN, by=officer)
    second = services.start_call(blueprint, year=2029, opens_on=BEGIN + timedelta(days=364), by=officer)
    again = services.start_call(blueprint, year=2029, opens_on=BEGIN + timedelta(days=364), by=officer)
    assert (first.edition, first.review_edition) == (second.edition, second.review_edition)
    assert (Programme.objects.count(), Questionnaire.objects.count(), Fund.objects.count()) == (1, 5, 4)
    assert [(call.slug, call.code) for call in (first, second, again)] == [
        ("chateaubriand-stem-2028", "CHS28"),
        ("chateaubriand-stem-2029", "CHS29"),
        ("chateaubriand-stem-2029-b", "CHS29B"),
    ]
    assert services.as_blueprint(again).call == blueprint.call


@pytest.mark.django_db
def test_a_questionnaire_that_the_office_has_changed_is_left_alone(officer: User) -> None:
    blueprint = shipped.shipped()["netva"]
    services.start_call(blueprint, year=2028, opens_on=BEGIN, by=officer)
    text = dumps(blueprint).replace("Whom would you like to meet?", "Whom do you want to meet?")
    changed = services.start_call(loads(text), year=2029, opens_on=BEGIN, by=officer)
    assert changed.edition is not None
    assert changed.edition.questionnaire.name_en == "Start in America: application (2029)"
    assert Edition.objects.filter(questionnaire__name_en="Start in America: application").count() == 1
    assert services.export_blueprint(changed) == text


@pytest.mark.django_db
def test_a_programme_that_is_there_is_used_as_it_is(officer: User) -> None:
    there = ProgrammeFactory(slug="start-in-america", name_en="Renamed")
    call = services.start_call(shipped.shipped()["netva"], year=2028, opens_on=BEGIN, by=officer)
    assert (call.programme, Programme.objects.get().name_en) == (there, "Renamed")


@pytest.mark.django_db
def test_starting_is_told_in_two_entries_and_nothing_is_left_without_the_right(officer: User, editor: User) -> None:
    blueprint = shipped.shipped()["netva"]
    with pytest.raises(PermissionDenied):
        services.start_call(blueprint, year=2028, opens_on=BEGIN, by=editor)
    assert (Programme.objects.count(), Questionnaire.objects.count(), Entry.objects.count()) == (0, 0, 0)
    call = services.start_call(blueprint, year=2028, opens_on=BEGIN, by=officer)
    entries = Entry.objects.about(key(call)).order_by("number")
    assert [entry.act for entry in entries] == ["programmes.add_call", "programmes.start_call"]
    assert entries[1].change == {
        "blueprint": "netva 1",
        "sides": 2,
        "milestones": 4,
        "letters": 0,
        "panels": 1,
        "contacts": 1,
        "funds": 1,
    }


@pytest.mark.django_db
def test_shifting_every_date_keeps_the_offsets(officer: User) -> None:
    funders()
    blueprint = shipped.shipped()["chateaubriand-stem"]
    call = services.start_call(blueprint, year=2028, opens_on=BEGIN, by=officer)
    services.shift_dates(call, days=19, by=officer)
    call.refresh_from_db()
    assert call.opens_at == opening(BEGIN + timedelta(days=19), blueprint.call.opens, blueprint.call.zone)
    assert services.as_blueprint(call) == blueprint


@pytest.mark.django_db
def test_the_fields_of_a_panel_come_with_the_next_call(officer: User) -> None:
    call = services.start_call(shipped.shipped()["mopga-fellowship"], year=2028, opens_on=BEGIN, by=officer)
    wanted = sorted(field_names(call))[:2]
    panel = call.panels.order_by("pk")[0]
    call.panels.filter(pk=panel.pk).update(fields=panel.between_bars(wanted))
    written = services.export_blueprint(call)
    following = services.start_call(loads(written), year=2029, opens_on=BEGIN, by=officer)
    assert [each.routed for each in following.panels.order_by("pk")] == [wanted, []]
    with pytest.raises(BlueprintError, match="panels"):
        loads(written.replace(f'fields = ["{wanted[0]}"', 'fields = ["astrology"'))


@pytest.mark.django_db
def test_money_stays_with_the_office(officer: User) -> None:
    call = services.start_call(shipped.shipped()["netva"], year=2028, opens_on=BEGIN, by=officer)
    fund = Fund.objects.get()
    fund.budgets.create(year=2028, amount=Decimal(125000))
    assert "125000" not in services.export_blueprint(call)
    services.announce(call, by=officer)
    assert call.state == "announced"


@pytest.mark.django_db
def test_a_call_that_is_not_whole_says_what_it_lacks(officer: User) -> None:
    with pytest.raises(Refused, match="needs the opening"):
        services.export_blueprint(CallFactory(edition=None))
    with pytest.raises(services.Unsound, match=r"call\.summary\.en: Write this text in this language too"):
        services.export_blueprint(CallFactory())


def test_a_file_that_is_no_blueprint_says_so() -> None:
    with pytest.raises(services.Unsound, match="not a sound blueprint") as refusal:
        services.read_blueprint("format = 1\n")
    assert {fault.code for fault in refusal.value.faults} == {"property_missing"}


@pytest.mark.django_db
@pytest.mark.parametrize("opens_on", [date(9999, 12, 1), date(9990, 1, 1)])
def test_days_outside_the_calendar_are_refused(officer: User, opens_on: date) -> None:
    with pytest.raises(Refused):
        services.start_call(shipped.shipped()["netva"], year=9999, opens_on=opens_on, by=officer)
    assert not Call.objects.exists()
