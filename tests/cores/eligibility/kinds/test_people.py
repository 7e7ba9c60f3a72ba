"""Bans on applying again, and one application each."""

from datetime import date
from typing import Any

import pytest

from bartholdi.cores.eligibility import Earlier, Other, Person
from tests.cores.eligibility.making import judged

ADA, BEN, EVE = (Person(name=name, email=f"{name}@x.example", role="lead") for name in ("ada", "ben", "eve"))
HOST = Person(name="host", email="host@x.example", role="host")
NOBODY = Person(name="somebody", role="lead")
BAN = {"same_team": True, "after": {"years": 2}, "roles": ["lead"]}


def before(*people: Person, on: date = date(2020, 1, 15), funded: bool = True) -> tuple[Earlier, ...]:
    return (Earlier(on=on, people=people, funded=funded, reference="TRP-2020-7"),)


@pytest.mark.parametrize(
    ("people", "history", "expected"),
    [
        ((ADA, BEN), (), ("eligible", "met")),
        ((ADA, BEN), before(ADA, BEN), ("not", "same_team")),
        ((ADA, BEN, EVE), before(ADA, BEN), ("not", "same_team")),  # adding somebody makes no new team
        ((ADA,), before(ADA, BEN), ("not", "same_team")),
        ((ADA, EVE), before(ADA, BEN), ("eligible", "met")),
        ((ADA, EVE), before(ADA, BEN, on=date(2025, 1, 15)), ("eligible", "met")),  # two years to the day
        ((ADA, EVE), before(ADA, BEN, on=date(2025, 1, 16)), ("not", "too_soon")),
        ((ADA, BEN), before(ADA, BEN, funded=False), ("eligible", "met")),
        ((ADA, HOST), before(BEN, HOST), ("eligible", "met")),  # only leads count
        ((Person(name="ada", role="lead"),), before(ADA), ("needs_officer", "people_unknown")),
        ((ADA, NOBODY), before(ADA, BEN), ("needs_officer", "people_unknown")),  # may be Ben, may be a new partner
        ((ADA, BEN, NOBODY), before(ADA, BEN), ("not", "same_team")),
        ((ADA, EVE), before(ADA, NOBODY), ("needs_officer", "people_unknown")),
        ((BEN, EVE), before(ADA, NOBODY), ("eligible", "met")),
        ((), (), ("needs_officer", "people_unknown")),
        ((ADA,), None, ("needs_officer", "not_looked_up")),
    ],
)
def test_the_same_team_never_and_a_laureate_with_a_new_partner_after_two_years(people: Any, history: Any, expected: Any) -> None:
    assert judged("reapplication", BAN, people=people, history=history) == expected


def test_a_rule_may_count_what_was_not_funded() -> None:
    history = before(ADA, BEN, funded=False)
    assert judged("reapplication", {**BAN, "counts": "all"}, people=(ADA, BEN), history=history) == ("not", "same_team")


@pytest.mark.parametrize(
    ("options", "others", "expected"),
    [
        ({}, (), ("eligible", "met")),
        ({}, (Other(reference="A", people=(BEN,)),), ("eligible", "met")),
        ({}, (Other(reference="A", people=(Person(email="ADA@X.example"),)),), ("not", "on_others")),
        ({"at_most": 2}, (Other(reference="A", people=(ADA,)),), ("eligible", "met")),
        ({"roles": ["lead"]}, (Other(reference="A", people=(Person(email=ADA.email, role="host"),)),), ("eligible", "met")),
        ({}, None, ("needs_officer", "not_looked_up")),
    ],
)
def test_everybody_may_be_on_so_many_applications(options: Any, others: Any, expected: Any) -> None:
    assert judged("one_per_person", options, people=(ADA,), others=others) == expected


def test_people_are_the_same_by_orcid_however_it_is_written() -> None:
    one, two = Person(orcid="https://orcid.org/0000-0002-1825-0097"), Person(orcid="0000000218250097")
    assert judged("one_per_person", {}, people=(one,), others=(Other(reference="A", people=(two,)),))[1] == "on_others"
