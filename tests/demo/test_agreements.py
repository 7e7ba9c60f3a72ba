"""The register of the demonstration: set as each language sets it, played through the acts, with the facts of the two real texts."""

import tomllib
from datetime import date
from typing import Any

import pytest

from bartholdi.demo import agreements
from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import queries
from bartholdi.office.agreements.models import Agreement
from tests.demo.test_content import WRONG_IN_ENGLISH, WRONG_IN_FRENCH, faults
from tests.factories import OrganisationFactory, ProgrammeFactory

TODAY = date(2026, 11, 26)


def words(value: Any, ending: str) -> list[str]:
    if isinstance(value, list):
        return [text for each in value for text in words(each, ending)]
    if isinstance(value, dict):
        own = [each for name, each in value.items() if name.endswith(ending)]
        return own + [text for each in value.values() for text in words(each, ending)]
    return []


def test_its_texts_are_set_as_each_language_sets_them() -> None:
    data = tomllib.loads(agreements.REGISTER.read_text())
    french, english = words(data, "_fr"), words(data, "_en")
    assert [fault for text in french for fault in faults(WRONG_IN_FRENCH, text)] == []
    assert [fault for text in english for fault in faults(WRONG_IN_ENGLISH, text)] == []


@pytest.mark.django_db
def test_it_is_played_once_and_tells_the_two_real_texts(officer: User, director: User) -> None:
    for name in ("Pasteur Institute", "University of California, San Francisco", "Gladstone Institutes"):
        OrganisationFactory(name_en=name)
    ProgrammeFactory(slug="fadex", name_en="FADEx")
    people = {"officer_washington": officer, "officer_boston": officer, "director": director}
    agreements.fill(people, today=TODAY)
    agreements.fill(people, today=TODAY)
    standings = {each.slug: each.standing_on(TODAY) for each in Agreement.objects.all()}
    assert standings == {
        "quantum-2022": "in_force",
        "pasteur-qbi": "in_force",
        "seafloor-observatories": "waiting",
        "ocean-acoustics": "negotiation",
    }
    quantum = Agreement.objects.get(slug="quantum-2022")
    assert [(each.country, each.title_en, each.title_fr) for each in quantum.sides.all()] == [
        ("FR", "", "Mémorandum sur les sciences et technologies quantiques"),
        ("US", "Joint statement on cooperation in quantum information science", ""),
    ]
    assert sorted((each.kind, each.year) for each in quantum.links.all()) == [("builds_on", 2018), ("builds_on", 2021)]
    pasteur = Agreement.objects.get(slug="pasteur-qbi")
    assert [str(each) for each in pasteur.parties.filter(joined_on__isnull=False)] == ["Gladstone Institutes"]
    assert (pasteur.former_names.get().name_en, pasteur.ends_on) == ("Institut Pasteur – QBI", date(2032, 10, 20))
    paper = quantum.documents.get(public=True)
    assert list(queries.documents_with(paper.digest, None)) == [paper]
