"""The acts of the directory: what each leaves behind, what the journal says, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts import services as accounts
from bartholdi.office.accounts.models import User
from bartholdi.office.directory import queries, services
from bartholdi.office.directory.models import Affiliation, Organisation, OrganisationLink, Person
from bartholdi.office.directory.services import Facts
from bartholdi.office.journal.acts import key
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify
from bartholdi.office.lib.workflow import Refused
from tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
IROISE = Facts(
    name_en="Iroise University",
    name_fr="Université d’Iroise",
    acronym="UI",
    city="Brest",
    country="FR",
    latitude=48.39,
    longitude=-4.49,
    other_names=("Skol-veur Breizh",),
    domains=("iroise.example", "@Old-Iroise.example"),
)


def acts(subject: object) -> list[str]:
    return list(Entry.objects.about(key(subject)).order_by("number").values_list("act", flat=True))  # type: ignore[arg-type]


def test_an_organisation_is_added_and_found_by_everything_written_of_it(officer: User) -> None:
    added = services.add_organisation(IROISE, by=officer)
    assert [queries.look_up(typed) for typed in ("univ", "ui", "skol", "x@old-iroise.example", "brest")] == [[added]] * 5
    assert list(Organisation.objects.search("iroise.example brest")) == [added]
    assert (added.edited, added.state, acts(added)) == (True, "active", ["directory.add_organisation"])


def test_an_organisation_is_changed_and_no_longer_found_by_what_it_was(officer: User) -> None:
    added = services.add_organisation(IROISE, by=officer)
    services.change_organisation(
        added, Facts(name_en="Armorica University", country="FR", domains=("iroise.example",)), by=officer
    )
    assert [queries.look_up(typed) for typed in ("armorica", "iroise uni", "skol", "ui")] == [[added], [], [], []]
    entry = Entry.objects.about(key(added)).first()
    assert entry is not None
    assert entry.change["name_en"] == ["Iroise University", "Armorica University"]
    assert (entry.change["other_names"], entry.change["domains"]) == ([], ["iroise.example"])


@pytest.mark.parametrize("part", ["applicant", "stranger", "auditor", "editor"])
def test_who_may_not_leaves_nothing_behind(cast: dict[str, User], part: str) -> None:
    with pytest.raises(PermissionDenied):
        services.add_organisation(IROISE, by=cast[part])
    assert (Organisation.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_laboratory_is_part_of_several_and_never_in_a_circle(officer: User) -> None:
    lab, university, centre = (OrganisationFactory(name_en=name) for name in ("Lab", "University", "Centre"))
    services.place_under(lab, university, by=officer)
    services.place_under(lab, centre, kind="supervised", by=officer)
    services.place_under(university, centre, by=officer)
    for child, parent in ((centre, lab), (lab, lab), (university, lab), (lab, centre)):
        with pytest.raises(Refused):
            services.place_under(child, parent, by=officer)
    services.take_from_under(lab, university, by=officer)
    with pytest.raises(Refused):
        services.take_from_under(lab, university, by=officer)
    assert set(OrganisationLink.objects.values_list("child__name_en", "parent__name_en", "kind")) == {
        ("Lab", "Centre", "supervised"),
        ("University", "Centre", "part"),
    }


def test_merging_moves_everything_and_leaves_a_row_that_leads_on(officer: User) -> None:
    kept = services.add_organisation(IROISE, by=officer)
    other = services.add_organisation(
        Facts(
            name_en="Univ. Iroise", acronym="UNIROISE", ror="02feahw73", country="FR", domains=("uni.example", "iroise.example")
        ),
        by=officer,
    )
    earlier, parent, lab = OrganisationFactory(merged_into=other), OrganisationFactory(), OrganisationFactory()
    services.place_under(other, parent, by=officer)
    services.place_under(lab, other, by=officer)
    services.place_under(kept, lab, by=officer)  # lab under other would become lab under kept: a circle, so that link ends
    both = PersonFactory()
    AffiliationFactory(person=both, organisation=kept)
    AffiliationFactory(person=both, organisation=other)
    moved = AffiliationFactory(organisation=other)
    services.merge_organisations(kept, other, by=officer)
    for each in (kept, other, earlier):
        each.refresh_from_db()
    assert (other.state, other.current, earlier.merged_into) == ("merged", kept, kept)
    assert set(kept.affiliations.values_list("person", flat=True)) == {both.pk, moved.person_id}
    assert Affiliation.objects.count() == 2
    assert {(name.text, name.kind) for name in kept.names.all()} == {
        ("Skol-veur Breizh", "alias"),
        ("Univ. Iroise", "alias"),
        ("UNIROISE", "acronym"),
    }
    assert [each.domain for each in kept.domains.all()] == ["iroise.example", "old-iroise.example", "uni.example"]
    assert set(OrganisationLink.objects.values_list("child", "parent")) == {(kept.pk, parent.pk), (kept.pk, lab.pk)}
    assert [queries.look_up(typed) for typed in ("uniroise", "02feahw73")] == [[kept], [kept]]
    assert (acts(kept)[-1], acts(other)[-1]) == ("directory.merge_organisations", "directory.close_merged")
    with pytest.raises(Refused):
        services.merge_organisations(kept, other, by=officer)
    with pytest.raises(Refused):
        services.change_organisation(other, IROISE, by=officer)
    assert verify().sound


def test_somebody_comes_and_leaves(officer: User) -> None:
    person = services.add_person(name="Maë Le Gall", orcid="0000-0002-1825-0097", addresses=["Mae@iroise.example"], by=officer)
    somewhere = OrganisationFactory()
    merged = OrganisationFactory(merged_into=somewhere)
    affiliation = services.affiliate(person, merged, role="Professor", starts=date(2020, 9, 1), by=officer)
    with pytest.raises(Refused, match="This affiliation is there already"):
        services.affiliate(person, somewhere, role="Professor", starts=date(2020, 9, 1), by=officer)
    with pytest.raises(Refused, match="cannot end before it begins"):
        services.end_affiliation(affiliation, ends=date(2020, 8, 31), by=officer)
    services.end_affiliation(affiliation, ends=date(2026, 8, 31), by=officer)
    with pytest.raises(Refused, match="has ended already"):
        services.end_affiliation(affiliation, ends=date(2027, 8, 31), by=officer)
    there = [
        Affiliation.objects.on(day).count() for day in (date(2020, 8, 31), date(2020, 9, 1), date(2026, 8, 31), date(2026, 9, 1))
    ]
    assert (affiliation.organisation, there) == (somewhere, [0, 1, 1, 0])
    assert list(Person.objects.search("mae@iroise.example")) == [person]
    with pytest.raises(Refused, match="Somebody else"):
        services.add_person(name="Another", addresses=["mae@iroise.example"], by=officer)


def test_a_person_follows_the_account_that_is_kept(applicant: User, stranger: User) -> None:
    person = PersonFactory(account=stranger)
    accounts.merge(applicant, stranger, by=applicant)
    person.refresh_from_db()
    assert person.account == applicant


def test_two_entries_of_one_person_become_one(applicant: User, stranger: User) -> None:
    kept, coming = PersonFactory(account=applicant), PersonFactory(account=stranger, orcid="0000-0002-1825-0097")
    shared = AffiliationFactory(person=kept).organisation
    AffiliationFactory(person=coming, organisation=shared)
    alone = AffiliationFactory(person=coming).organisation
    accounts.merge(applicant, stranger, by=applicant)
    assert list(Person.objects.values_list("pk", "orcid")) == [(kept.pk, "0000-0002-1825-0097")]
    assert sorted(kept.affiliations.values_list("organisation", flat=True)) == sorted([shared.pk, alone.pk])
