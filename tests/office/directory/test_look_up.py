"""The look-up: by any name in either language, acronym, city, e-mail address or identifier; the best first; at a fixed cost."""

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from bartholdi.office.directory import keys, queries
from bartholdi.office.directory.models import LookupKey, Organisation, OrganisationName
from bartholdi.office.directory.services.filing import file
from tests.counting import statements
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def some() -> dict[str, Organisation]:
    """Invented, but for their likeness."""
    return {
        "cnrs": OrganisationFactory(
            name_en="French National Centre for Scientific Research",
            name_fr="Centre national de la recherche scientifique",
            acronym="CNRS",
            ror="02feahw73",
            city="Paris",
            country="FR",
            domains=["cnrs.example"],
        ),
        "cnrst": OrganisationFactory(name_en="National Centre of Rabat", acronym="CNRST", city="Rabat", country="MA"),
        "ecole": OrganisationFactory(
            name_en="", name_fr="École d’ingénieurs de l’Élorn", acronym="EIE", city="Brest", country="FR"
        ),
        "sorbonne": OrganisationFactory(
            name_en="Sorbonne University", name_fr="Sorbonne Université", city="Paris", country="FR", domains=["sorbonne.example"]
        ),
        "mit": OrganisationFactory(
            name_en="Massachusetts Institute of Technology", acronym="MIT", city="Cambridge", domains=["mit.example"]
        ),
        "lab": OrganisationFactory(name_en="Bay Laboratory", city="Cambridge", domains=["lab.mit.example"]),
        "mitte": OrganisationFactory(name_en="Mitte College", city="Berlin", country="DE"),
    }


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CNRS", ["cnrs", "cnrst"]),
        ("cnrst", ["cnrst"]),
        ("french nat", ["cnrs"]),
        ("centre NATIONAL de", ["cnrs", "cnrst"]),
        ("recherche", ["cnrs"]),
        ("ecole", ["ecole"]),
        ("École d'ing", ["ecole"]),
        ("elorn", ["ecole"]),
        ("mit", ["mit", "mitte"]),
        ("technology massachusetts", ["mit"]),
        ("sorbonne paris", ["sorbonne"]),
        ("paris sorb", ["sorbonne"]),
        ("paris", ["cnrs", "sorbonne"]),
        ("cambridge", ["lab", "mit"]),
        ("jane@lab.mit.example", ["lab", "mit"]),
        ("jane@mit.example", ["mit"]),
        ("mit.example", ["mit"]),
        ("sorbonne.ex", ["sorbonne"]),
        ("02feahw73", ["cnrs"]),
        ("https://ror.org/02feahw73", ["cnrs"]),
        ("https://ror.org/01yxtfe92", []),
        ("of", []),
        ("", []),
        ("   ", []),
        ("zzz", []),
        ("@", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_finds_the_best_first(some: dict[str, Organisation], typed: str, found: list[str]) -> None:
    names = {each.pk: name for name, each in some.items()}
    assert [names[each.pk] for each in queries.look_up(typed)] == found


def test_is_found_by_former_names_and_further_acronyms(some: dict[str, Organisation]) -> None:
    sorbonne = some["sorbonne"]
    OrganisationName.objects.create(organisation=sorbonne, text="Université Pierre-et-Marie-Curie")
    OrganisationName.objects.create(organisation=sorbonne, text="UPMC", kind="acronym")
    file(sorbonne)
    assert [queries.look_up(typed) for typed in ("pierre et m", "upmc", "curie")] == [[sorbonne]] * 3


def test_the_withdrawn_are_not_offered_and_the_merged_lead_to_the_kept(some: dict[str, Organisation]) -> None:
    cnrs, mit = some["cnrs"], some["mit"]
    Organisation.objects.filter(pk=cnrs.pk).update(merged_into=mit)
    Organisation.objects.filter(pk=some["sorbonne"].pk).update(withdrawn=True, ror="01yxtfe92")
    for each in Organisation.objects.all():
        file(each)
    assert [queries.look_up(typed) for typed in ("cnrs.ex", "french", "02feahw73", "sorbonne", "01yxtfe92")] == [
        [],
        [],
        [mit],
        [],
        [],
    ]


def test_shows_twelve_at_most_and_costs_no_more_for_many_than_for_few() -> None:
    costs = []
    for more in (1, 30):
        for _turn in range(more):
            OrganisationFactory(name_en="University of somewhere", name_fr="Université de quelque part")
        costs.append(
            [len(statements(lambda typed=typed: queries.look_up(typed))) for typed in ("univ", "somewhere univ", "a@b.example")]
        )
    assert (costs[1] <= costs[0], len(queries.look_up("univ"))) == (True, 12)
    assert max(max(each) for each in costs) <= 12


@given(st.text(max_size=300))
@bounded(max_examples=60, deadline=None)
def test_any_text_is_taken(typed: str) -> None:
    assert len(queries.look_up(typed)) <= 12


@given(st.text(max_size=80))
def test_a_name_is_found_by_each_of_its_beginnings(name: str) -> None:
    whole = keys.key(keys.phrase(name))
    assert all(whole[:length] <= whole < keys.after(whole[:length]) for length in range(len(whole) + 1))


def test_keys_are_written_anew_and_not_added_to(some: dict[str, Organisation]) -> None:
    before = LookupKey.objects.count()
    for each in some.values():
        file(each)
    assert LookupKey.objects.count() == before
