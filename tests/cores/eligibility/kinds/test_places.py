"""Nationality, countries of organisations, and invited institutions."""

from typing import Any

import pytest

from tests.cores.eligibility.making import BOSTON, CNRS, PARIS, judged


@pytest.mark.parametrize(
    ("limit", "answer", "expected"),
    [
        ({"except": ["FR"]}, "US", ("eligible", "met")),
        ({"except": ["FR"]}, ["US", "FR"], ("not", "nationality_barred")),
        ({"except": ["FR"]}, ["US", "?"], ("needs_officer", "unreadable_country")),
        ({"only": ["US", "CA"]}, ["FR", "CA"], ("eligible", "met")),
        ({"only": ["US", "CA"]}, "FR", ("not", "nationality_not_listed")),
        ({"only": ["US"]}, None, ("needs_officer", "missing")),
    ],
)
def test_who_has_two_nationalities_has_both(limit: dict[str, Any], answer: Any, expected: tuple[str, str]) -> None:
    assert judged("nationality", {"answer": "country", **limit}, answers={"country": answer}) == expected


@pytest.mark.parametrize(
    ("more", "answer", "expected"),
    [
        ({}, {"name": "CNRS", "ror": f"https://ror.org/{CNRS}"}, ("eligible", "met")),
        ({}, {"name": "A laboratory", "country": "FR"}, ("eligible", "met")),
        ({}, "FR", ("eligible", "met")),
        ({}, {"name": "Boston University", "country": "US"}, ("not", "organisation_not_there")),
        ({}, {"name": "CNRS", "ror": CNRS, "country": "US"}, ("eligible", "met")),  # the directory knows better
        ({}, {"name": "Somewhere"}, ("needs_officer", "country_unknown")),
        ({}, [{"ror": CNRS}, {"country": "US"}], ("not", "organisation_not_there")),
        ({"enough": "one"}, [{"ror": CNRS}, {"country": "US"}], ("eligible", "met")),
    ],
)
def test_an_organisation_is_where_the_directory_says_or_else_the_answer(
    more: Any, answer: Any, expected: tuple[str, str]
) -> None:
    options = {"answer": "place", "only": ["FR"], **more}
    assert judged("organisation_country", options, answers={"place": answer}, countries={CNRS: "FR"}) == expected


@pytest.mark.parametrize(
    ("place", "invited", "expected"),
    [
        ({"name": "CNRS", "ror": CNRS}, {CNRS}, ("eligible", "met")),
        ({"name": "Paris", "ror": PARIS}, {f"https://ror.org/{CNRS}"}, ("eligible", "met")),  # part of it
        ({"name": "Boston", "ror": BOSTON}, {CNRS}, ("not", "institution_not_invited")),
        ({"name": "C.N.R.S."}, {CNRS}, ("needs_officer", "institution_unidentified")),
        ({"name": "CNRS", "ror": CNRS}, None, ("needs_officer", "not_looked_up")),
        ({"name": "CNRS", "ror": CNRS}, (), ("not", "institution_not_invited")),
    ],
)
def test_an_institution_is_invited_itself_or_as_part_of_one_that_is(place: Any, invited: Any, expected: tuple[str, str]) -> None:
    parents = {PARIS: (CNRS,)}
    assert (
        judged("institution_invited", {"answer": "place"}, answers={"place": place}, invited=invited, parents=parents) == expected
    )
