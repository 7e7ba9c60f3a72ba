"""Who may do what in the directory: the whole set for every person of the cast."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.directory.models import Organisation, Person
from bartholdi.office.directory.permissions import POLICY
from bartholdi.office.journal.acts import System
from tests.factories import OrganisationFactory, PersonFactory

SEE = {"view", "export"}
KEEP = SEE | {
    "add_organisation",
    "change_organisation",
    "merge_organisations",
    "place_under",
    "take_from_under",
    "add_person",
    "change_person",
    "affiliate",
    "end_affiliation",
}


def test_what_each_may_do(cast: dict[str, User]) -> None:
    organisation = OrganisationFactory()
    assert {part: POLICY.actions(person, organisation) for part, person in cast.items()} == {
        "applicant": set(),
        "stranger": set(),
        "officer": KEEP,
        "director": KEEP,
        "auditor": SEE,
        "editor": SEE,
        "administrator": KEEP | {"load_organisations"},
    }


def test_bartholdi_itself_fills_the_directory_and_changes_nothing_in_it() -> None:
    assert POLICY.actions(System("demo"), None) == {"add_organisation", "load_organisations", "add_person", "affiliate"}


@pytest.mark.django_db
def test_what_each_sees(cast: dict[str, User]) -> None:
    OrganisationFactory()
    PersonFactory(account=cast["applicant"])
    PersonFactory()
    seen = {
        part: (Organisation.objects.visible_to(person).count(), Person.objects.visible_to(person).count())
        for part, person in cast.items()
    }
    staff = dict.fromkeys(("officer", "director", "auditor", "editor", "administrator"), (1, 2))
    assert seen == {"applicant": (0, 1), "stranger": (0, 0), **staff}
