"""What speaks for a conflict of interest: each reason is found with its evidence, in both languages, and nothing else is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.applications.models import Application
from bartholdi.office.directory.models import OrganisationLink
from bartholdi.office.reviews import queries
from bartholdi.office.reviews.evidence import Marks, Place, find
from bartholdi.office.reviews.models import Publication, Reviewer
from tests.counting import statements
from tests.factories import AccountFactory, CallFactory, OrganisationFactory
from tests.office.reviews.people import a_reviewer, handed_in

TODAY = date(2026, 11, 26)


def found(**of_reviewer: Any) -> list[tuple[str, int]]:
    """Reasons and strengths between one reviewer and one lead with the given marks in common."""
    lead = of_reviewer.pop("lead", {})
    reviewer = Marks(key=1, name="Rose Reviewer", **of_reviewer)
    party = Marks(key=2, name="Léa Lead", application=7, **{"role": "lead", **lead})
    return [(str(each.reason), each.strength) for each in find([reviewer], [party])]


def place(key: int, *, own: bool = True, wide: bool = False) -> tuple[Place, ...]:
    return (Place(key, f"Institute {key}", own, wide),)


@pytest.mark.parametrize(
    ("reviewer", "lead", "reasons"),
    [
        ({}, {}, []),
        ({"emails": frozenset({"a@x.example"})}, {"emails": frozenset({"a@x.example"})}, [("same_person", 3)]),
        ({"orcids": frozenset({"1"})}, {"orcids": frozenset({"1"}), "role": "host"}, [("supervises", 3)]),
        ({"accounts": frozenset({4})}, {"accounts": frozenset({4}), "role": "referee"}, [("supervises", 3)]),
        ({"emails": frozenset({"a@x.example"})}, {"emails": frozenset({"b@x.example"})}, [("same_domain", 2)]),
        ({"emails": frozenset({"a@gmail.com"})}, {"emails": frozenset({"b@gmail.com"})}, []),
        ({"places": place(1)}, {"places": place(1)}, [("same_institution", 3)]),
        ({"places": place(1, own=False)}, {"places": place(1)}, [("same_institution", 2)]),
        ({"places": place(1, own=False)}, {"places": place(1, own=False)}, [("same_institution", 1)]),
        ({"places": place(1, own=False, wide=True)}, {"places": place(1, own=False, wide=True)}, []),
        (
            {"places": place(1), "family": "dupont"},
            {"places": place(1), "family": "dupont"},
            [("same_institution", 3), ("same_name", 2)],
        ),
        ({"wrote_with": {"lead l": ("On ice", 2024)}}, {"signature": "lead l"}, [("wrote_together", 2)]),
        (
            # Two ORCID identifiers that differ are two people, whatever address they share.
            {"orcids": frozenset({"1"}), "emails": frozenset({"a@x.example"})},
            {"orcids": frozenset({"2"}), "emails": frozenset({"a@x.example"})},
            [("same_domain", 2)],
        ),
    ],
)
def test_each_reason_is_found_with_its_strength(reviewer: Any, lead: Any, reasons: list[tuple[str, int]]) -> None:
    assert found(**reviewer, lead=lead) == reasons


def test_what_was_found_is_said_in_both_languages() -> None:
    reviewer = Marks(key=1, name="Rose", wrote_with={"lead l": ("On ice", 2024)})
    (one,) = find([reviewer], [Marks(key=2, name="Léa Lead", signature="lead l", application=7, role="lead")])
    assert one.evidence == {
        "en": "They published “On ice” together (2024).",
        "fr": "Ils ont publié ensemble «\u00a0On ice\u00a0» (2024).",
    }


MARKS = st.builds(
    Marks,
    key=st.just(0),
    name=st.just("N"),
    emails=st.frozensets(st.sampled_from(["a@x.example", "b@x.example", "c@gmail.com"]), max_size=2),
    orcids=st.frozensets(st.sampled_from(["1", "2"]), max_size=1),
    family=st.sampled_from(["", "dupont"]),
    places=st.sampled_from([(), place(1), place(1, own=False), place(2)]),
    application=st.integers(1, 3),
    role=st.sampled_from(["lead", "host"]),
)


@given(st.lists(MARKS, max_size=4), st.lists(MARKS, max_size=4))
def test_the_order_in_which_people_come_changes_nothing(some: list[Marks], parties: list[Marks]) -> None:
    reviewers = [replace(each, key=number) for number, each in enumerate(some)]
    once = find(reviewers, parties)
    assert {(f.reviewer, f.application, f.reason, f.strength) for f in once} == {
        (f.reviewer, f.application, f.reason, f.strength) for f in find(reviewers[::-1], parties[::-1])
    }
    assert len(once) == len({(f.reviewer, f.application, f.reason) for f in once})


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Claire Dupont", "dupont c"),
        ("DUPONT Claire", "dupont c"),
        ("Dupont, Claire", "dupont c"),
        ("Dupont, C.", "dupont c"),
        ("Émile Zéphyr", "zephyr e"),
        ("Plato", ""),
        ("", ""),
        (",", ""),
    ],
)
def test_a_name_is_signed_as_an_author_is_printed(name: str, signed: str) -> None:
    assert queries.signature(name) == signed


@pytest.mark.django_db
def test_a_laboratory_stands_under_its_university() -> None:
    university, laboratory = OrganisationFactory(name_en="Iroise University"), OrganisationFactory(name_en="Ice Laboratory")
    OrganisationLink.objects.create(child=laboratory, parent=university)
    call = CallFactory()
    application = handed_in(call, organisation=laboratory)
    reviewer = a_reviewer(at=university)
    (one,) = find(gathered([reviewer]), queries.marks_of_parties(Application.objects.filter(call=call)))
    assert (one.application, one.reason, one.strength) == (application.pk, "same_institution", 2)
    assert one.evidence["en"] == "Both belong to Iroise University: Léa Lead and the reviewer."


@pytest.mark.django_db
def test_an_account_and_what_was_written_are_known() -> None:
    call = CallFactory()
    handed_in(call, name="Léa Lead")
    same = handed_in(call, email="rose@lab.example", name="R. Reviewer")
    account = AccountFactory(email="rose@lab.example")
    reviewer = a_reviewer(account=account)
    Publication.objects.create(reviewer=reviewer, title="On ice", year=2025, authors=["Reviewer, R.", "Lead, L."], digest="1")
    Publication.objects.create(reviewer=reviewer, title="Old", year=2010, authors=["Old, O."], digest="2")
    rows = find(gathered([reviewer]), queries.marks_of_parties(Application.objects.filter(call=call)))
    assert [(each.application == same.pk, each.reason) for each in rows] == [(False, "wrote_together"), (True, "same_person")]


@pytest.mark.django_db
def test_gathering_asks_as_often_for_one_as_for_many() -> None:
    call, costs = CallFactory(), []
    for _round in range(2):
        for number in range(3):
            handed_in(call, name=f"Lead {number}", organisation=OrganisationFactory())
            a_reviewer(f"Reviewer {number}", at=OrganisationFactory(), email=f"r{Reviewer.objects.count()}@x.example")
        costs.append(
            len(
                statements(
                    lambda: find(
                        gathered(Reviewer.objects.all()), queries.marks_of_parties(Application.objects.filter(call=call))
                    )
                )
            )
        )
    assert costs[0] == costs[1]


def gathered(reviewers: Any) -> list[Marks]:
    rows = queries.for_finding(Reviewer.objects.filter(pk__in=[each.pk for each in reviewers]))
    return queries.marks_of_reviewers(rows, today=TODAY)
