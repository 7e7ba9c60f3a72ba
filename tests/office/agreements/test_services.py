"""The acts on an agreement: by its state, by the person, recorded; the days that follow from them; its parts."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import moves, queries, services, words
from bartholdi.office.agreements.models import Agreement, Count, Link
from bartholdi.office.agreements.permissions import POLICY
from bartholdi.office.agreements.story import story
from bartholdi.office.agreements.workflow import WORKFLOW
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.factories import OrganisationFactory, ProgrammeFactory
from tests.office.agreements.texts import SIGNED, a_signed_one, an_agreement

pytestmark = pytest.mark.django_db

RUNNERS = {"officer", "director", "administrator"}


def acts() -> list[str]:
    return [entry.act.partition(".")[2] for entry in Entry.objects.filter(act__startswith="agreements.").order_by("number")]


def test_those_who_run_the_office_write_and_the_other_staff_read(cast: dict[str, User]) -> None:
    agreement = a_signed_one(cast["officer"])
    read = {"view", "export"}
    write = set(POLICY.rules) - {"publish"}
    everything = {part: write if part in RUNNERS else read if part in {"auditor", "editor"} else set() for part in cast}
    assert {part: POLICY.actions(user, agreement) for part, user in cast.items()} == everything
    with pytest.raises(PermissionDenied):
        services.rename(agreement, name=("A", "B"), on=SIGNED, by=cast["auditor"])


def test_each_move_leaves_from_its_states_alone() -> None:
    assert {state.value: WORKFLOW.open_moves(state) for state in WORKFLOW.states} == {
        "draft": {"negotiate", "sign", "abandon"},
        "negotiation": {"sign", "abandon"},
        "signed": {"denounce", "replace"},
        "denounced": {"take_back_denunciation", "replace"},
        "replaced": set(),
        "abandoned": {"resume"},
    }


def test_from_the_first_note_to_the_end(officer: User) -> None:
    agreement = an_agreement(officer)
    services.negotiate(agreement, by=officer)
    services.abandon(agreement, by=officer)
    services.resume(agreement, by=officer)
    services.sign(agreement, on=SIGNED, by=officer)
    newer = a_signed_one(officer, public=False, slug="newer")
    services.denounce(agreement, on=date(2024, 1, 1), by=officer)
    services.replace(agreement, on=date(2023, 6, 1), newer=newer, by=officer)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.enters_on, agreement.ends_on) == ("replaced", SIGNED, date(2023, 5, 31))
    assert list(newer.links.values_list("kind", "target")) == [("replaces", agreement.pk)]
    moves = [act for act in acts() if act not in {"add_part", "add_agreement"}]
    assert moves == ["negotiate", "abandon", "resume", "sign", "sign", "denounce", "replace"]


def test_a_signature_needs_parties_titles_and_a_day_that_has_come(officer: User) -> None:
    bare = services.add_agreement({"slug": "x", "name_en": "X", "name_fr": "X", "nature": "treaty"}, by=officer)
    with pytest.raises(Refused, match="two parties"):
        services.sign(bare, on=SIGNED, by=officer)
    for name in ("A", "B"):
        services.add_part(bare, "party", {"name_en": name, "name_fr": name}, by=officer)
    with pytest.raises(Refused, match="how each side calls"):
        services.sign(bare, on=SIGNED, by=officer)
    with pytest.raises(Refused, match="still to come"):
        services.sign(bare, on=timezone.localdate() + timedelta(days=1), by=officer)
    assert Agreement.objects.get().state == "draft"


def test_it_enters_into_force_once_the_second_side_has_notified(officer: User) -> None:
    agreement = a_signed_one(officer, entry="month_after", entry_number=2)
    france, states = agreement.sides.all()
    services.change_part(france, {"notified_on": date(2023, 3, 15)}, by=officer)
    agreement.refresh_from_db()
    assert (agreement.enters_on, agreement.standing_on(date(2024, 1, 1))) == (None, "waiting")
    services.change_part(states, {"notified_on": date(2023, 1, 31)}, by=officer)
    agreement.refresh_from_db()
    assert (agreement.enters_on, agreement.standing_on(date(2023, 4, 30))) == (date(2023, 5, 1), "coming")
    services.change_part(states, {"notified_on": None}, by=officer)
    agreement.refresh_from_db()
    assert agreement.enters_on is None


def test_the_standing_of_a_row_and_of_the_database_are_one(officer: User) -> None:
    """Each standing of the register, on days around each of its dates."""
    an_agreement(officer)
    services.abandon(an_agreement(officer), by=officer)
    services.negotiate(an_agreement(officer), by=officer)
    a_signed_one(officer)
    a_signed_one(officer, entry="day", entry_day=date(2023, 6, 1), last_day=date(2023, 12, 31))
    a_signed_one(officer, entry="days_after", entry_number=0)
    services.denounce(a_signed_one(officer, notice_months=6), on=date(2023, 7, 1), by=officer)
    services.denounce(a_signed_one(officer, entry="month_after"), on=date(2023, 1, 1), by=officer)
    never = a_signed_one(officer, entry="day", entry_day=date(2023, 6, 1))
    services.denounce(never, on=date(2022, 12, 15), by=officer)
    seen = set()
    for day in (date(2022, 12, 1), date(2023, 5, 31), date(2023, 6, 1), date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 2)):
        for name in words.STANDINGS:
            rows = {each.pk for each in Agreement.objects.all() if each.standing_on(day) == name}
            assert set(Agreement.objects.standing(name, day).values_list("pk", flat=True)) == rows
            seen |= {name} if rows else set()
    assert seen == set(words.STANDINGS)
    assert words.in_a_sentence(never, date(2023, 6, 2)) == "Ended before it entered into force."


def test_notice_ends_it_and_can_be_taken_back_before_it_takes_effect(officer: User) -> None:
    agreement = a_signed_one(officer, lasts_months=60, renewed_months=36, notice_months=6, leaving="period_end")
    with time_machine.travel("2027-06-01T12:00:00Z", tick=False):
        services.denounce(agreement, on=date(2027, 5, 31), by=officer)
        agreement.refresh_from_db()
        assert (agreement.ends_on, agreement.standing_on(date(2027, 6, 1))) == (date(2030, 11, 29), "leaving")
        services.take_back_denunciation(agreement, by=officer)
        agreement.refresh_from_db()
        assert (agreement.state, agreement.ends_on, agreement.denounced_on) == ("signed", None, None)
        services.denounce(agreement, on=date(2027, 5, 29), by=officer)
    agreement.refresh_from_db()
    assert agreement.ends_on == date(2027, 11, 29)
    with (
        time_machine.travel("2027-12-01T12:00:00Z", tick=False),
        pytest.raises(Refused, match="has taken effect"),
    ):
        services.take_back_denunciation(agreement, by=officer)


def test_a_party_joins_and_the_agreement_is_renamed(officer: User) -> None:
    agreement = a_signed_one(officer)
    gladstone = OrganisationFactory(name_en="Gladstone Institutes", country="US")
    services.accede(agreement, {"organisation": gladstone, "month_only": True}, on=date(2025, 3, 1), by=officer)
    services.rename(agreement, name=("New name", "Nouveau nom"), on=date(2025, 3, 1), month_only=True, by=officer)
    agreement.refresh_from_db()
    assert [(str(each), each.joined_on) for each in agreement.parties.all()][-1] == ("Gladstone Institutes", date(2025, 3, 1))
    assert agreement.enters_on == SIGNED  # nobody waits for who comes later
    assert (agreement.name, agreement.former_names.get().name) == ("New name", "Quantum statement")
    assert list(Agreement.objects.search("quantum statement")) == list(Agreement.objects.search("gladstone")) == [agreement]
    told = [(each.day, each.label) for each in story(agreement, date(2025, 6, 1), reserved=True)][2:]
    assert sorted(told) == [
        (date(2025, 3, 1), "Joins: Gladstone Institutes"),
        (date(2025, 3, 1), "Renamed; until then “Quantum statement”"),
    ]
    with pytest.raises(Refused, match="its name already"):
        services.rename(agreement, name=("New name", "Nouveau nom"), on=SIGNED, by=officer)
    with pytest.raises(Refused, match="after the signature"):
        services.accede(agreement, {"name_en": "A", "name_fr": "A"}, on=SIGNED - timedelta(days=1), by=officer)
    with pytest.raises(Refused, match="is a party already"):
        services.accede(agreement, {"organisation": gladstone}, on=date(2026, 1, 1), by=officer)


def test_nothing_is_joined_before_it_is_signed(officer: User) -> None:
    with pytest.raises(Refused, match="one joins an agreement that is signed"):
        services.accede(an_agreement(officer), {"name_en": "A", "name_fr": "A"}, on=SIGNED, by=officer)


def test_public_is_what_was_signed_and_has_a_summary_in_both_languages(officer: User) -> None:
    with pytest.raises(Refused, match="once it is signed"):
        services.publish(an_agreement(officer), by=officer)
    half = a_signed_one(officer, public=False, summary_en="", summary_fr="")
    with pytest.raises(Refused, match="both languages"):
        services.publish(half, by=officer)
    whole = a_signed_one(officer)
    assert list(Agreement.objects.public()) == [whole]
    with pytest.raises(Refused, match="both languages"):
        services.change_agreement(whole, {"summary_en": "", "summary_fr": ""}, by=officer)
    services.withdraw(whole, by=officer)
    assert not Agreement.objects.public().exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"lasts_months": 12, "last_day": date(2030, 1, 1)}, "not both"),
        ({"last_day": date(2020, 1, 1)}, "cannot end before it is signed"),
        ({"renewed_months": 12}, "has a first period"),
        ({"entry": "month_after", "entry_number": 0}, "which month"),
        ({"entry": "day"}, "on which day"),
        ({"signed_on": None}, "on which day it was signed"),
        ({"languages": "english"}, "Two letters for each language"),
        ({"signed_at_en": "", "signed_at_fr": "Paris"}, "in both languages, or in neither"),
        ({"signed_on": date(1599, 1, 1)}, "begins with the year 1600"),
    ],
)
def test_what_cannot_be_is_refused_in_words(officer: User, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        services.change_agreement(a_signed_one(officer), values, by=officer)


def test_links_lead_to_one_text_and_never_in_a_circle(officer: User) -> None:
    parent, child = an_agreement(officer), an_agreement(officer)
    services.add_part(child, "link", {"kind": "parent", "target": parent}, by=officer)
    services.add_part(child, "link", {"kind": "builds_on", "text_en": "A", "text_fr": "A", "year": 2018}, by=officer)
    for refused, sentence in (
        ({"kind": "parent", "target": child}, "made under each other"),
        ({"kind": "amends", "target": parent}, "to itself|under each other"),
        ({"kind": "amends", "text_en": "Only English"}, "both languages"),
    ):
        with pytest.raises(Refused, match=sentence):
            services.add_part(parent, "link", refused, by=officer)
    assert list(Link.objects.values_list("kind", "year")) == [("builds_on", 2018), ("parent", None)]


def test_outcomes_are_counted_year_by_year_and_the_journal_tells_it(officer: User) -> None:
    agreement = a_signed_one(officer)
    values = {"name_en": "Papers", "name_fr": "Articles", "counts": ((2024, 5, ""), (2025, 12, "report"))}
    papers = services.add_part(agreement, "outcome", values, by=officer)
    services.change_part(papers, {"counts": ((2024, 5, ""), (2025, 13, "report"))}, by=officer)
    assert list(Count.objects.values_list("year", "value", "source")) == [(2024, 5, ""), (2025, 13, "report")]
    last = Entry.objects.filter(act="agreements.change_part").latest("number")
    assert (last.change["part"], last.change["counts"]) == ("Outcome: Papers", ["2024: 5.00", "2025: 13.00"])


def test_what_belongs_to_another_agreement_is_refused(officer: User) -> None:
    mine, other = an_agreement(officer), an_agreement(officer)
    with pytest.raises(Refused, match="belongs to this agreement"):
        services.add_part(mine, "party", {"name_en": "A", "name_fr": "A", "side": other.sides.first()}, by=officer)


def test_a_party_for_whom_somebody_signed_stays(officer: User) -> None:
    agreement = a_signed_one(officer)
    party = agreement.parties.first()
    someone = services.add_part(agreement, "signatory", {"name": "S", "role_en": "R", "role_fr": "R", "party": party}, by=officer)
    with pytest.raises(Refused, match="is in use"):
        services.remove_part(party, by=officer)
    services.remove_part(someone, by=officer)
    services.remove_part(party, by=officer)
    assert agreement.parties.count() == 1


def test_a_mandate_that_is_a_paper_has_its_day(officer: User) -> None:
    agreement = an_agreement(officer)
    said = {"name": "S", "role_en": "Ambassador", "role_fr": "ambassadeur", "mandate": "minister"}
    someone = services.add_part(agreement, "signatory", said, by=officer)
    assert someone.lacks_mandate
    with pytest.raises(Refused, match="before one signs"):
        services.change_part(someone, {"mandated_on": date(2023, 1, 1), "signed_on": SIGNED}, by=officer)


def test_a_paper_is_found_by_its_digest_by_who_may_see_it(officer: User, stranger: User) -> None:
    agreement = a_signed_one(officer)
    values = {"title_en": "Text", "title_fr": "Texte", "upload": ContentFile(b"Article 1", name="text.txt")}
    hidden = services.add_part(agreement, "document", values, by=officer)
    found = [list(queries.documents_with(hidden.digest.upper(), user)) for user in (officer, stranger)]
    assert found == [[hidden], []]
    services.change_part(hidden, {"public": True}, by=officer)
    assert list(queries.documents_with(f" {hidden.digest}\n", stranger)) == [hidden]
    assert [list(queries.documents_with(wrong, officer)) for wrong in ("", "abc", "0" * 64, "\x00" * 64)] == [[], [], [], []]


def test_themes_programmes_and_calls_are_told_once_they_change(officer: User) -> None:
    programme = ProgrammeFactory(name_en="FADEx")
    agreement = an_agreement(officer, themes=["quantum"], programmes=[programme])
    services.change_agreement(agreement, {"themes": ["quantum", "ocean"], "programmes": [programme]}, by=officer)
    last = Entry.objects.filter(act="agreements.change_agreement").latest("number")
    assert last.change == {"themes": ["Quantum science", "Ocean"]}
    assert [str(each) for each in agreement.themes.all()] == ["Ocean", "Quantum science"]


def test_who_merges_two_accounts_goes_on_following(officer: User, director: User) -> None:
    agreement = a_signed_one(officer, keeper=officer)
    due = {"label_en": "W", "label_fr": "A", "due_on": date(2027, 1, 1), "owner": officer}
    services.add_part(agreement, "milestone", due, by=officer)
    assert moves.count_followed(officer) == 2
    moves.move_followed(officer, director)
    agreement.refresh_from_db()
    assert (agreement.keeper, agreement.milestones.get().owner) == (director, director)
