"""The pool: somebody once, whoever brings them; a file of many is taken whole or not at all, with each fault and its line."""

import contextlib

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews.models import Reviewer
from bartholdi.office.reviews.services import pool
from bartholdi.office.reviews.services.pool import ReviewerFacts
from tests.cast import CAST
from tests.factories import AccountFactory, OrganisationFactory, PersonFactory
from tests.office.reviews.people import a_reviewer

ROSE = ReviewerFacts(name="Rose Reviewer", email="rose@lab.example", languages="en fr", topics="Ice\nSnow", capacity=5)


@pytest.mark.django_db
def test_a_reviewer_is_added_with_where_they_work(officer: User) -> None:
    here = OrganisationFactory(name_en="Ice Laboratory")
    made = pool.add_reviewer(ReviewerFacts(name="Rose", email="rose@lab.example", organisation=here), by=officer)
    assert [each.organisation for each in made.person.affiliations.all()] == [here]
    assert list(Reviewer.objects.search("rose")) == [made]
    assert Entry.objects.filter(act="reviews.add_reviewer").count() == 1


@pytest.mark.django_db
def test_who_is_in_the_directory_is_not_added_to_it_again(officer: User) -> None:
    person = PersonFactory(name="Rose R.", orcid="0000-0002-1825-0097")
    made = pool.add_reviewer(ReviewerFacts(name="Rose", email="r@x.example", orcid="0000-0002-1825-0097"), by=officer)
    assert made.person == person
    with pytest.raises(Refused, match="in the pool already"):
        pool.add_reviewer(ReviewerFacts(name="Rose", email="r@x.example", orcid="0000-0002-1825-0097"), by=officer)


@pytest.mark.django_db
def test_what_is_known_of_them_changes(officer: User) -> None:
    made = pool.add_reviewer(ROSE, by=officer)
    pool.change_reviewer(made, ReviewerFacts(name="Rose Roche", email="rose@lab.example", capacity=2), by=officer)
    made.refresh_from_db()
    assert (made.person.name, made.capacity, made.topics) == ("Rose Roche", 2, "")
    assert list(Reviewer.objects.search("roche")) == [made]


@pytest.mark.django_db
def test_only_those_who_run_the_office_keep_the_pool(cast: dict[str, User]) -> None:
    made = a_reviewer()
    allowed = set()
    for part in CAST:
        try:
            pool.change_reviewer(made, ROSE, by=cast[part])
        except PermissionDenied:
            continue
        allowed.add(part)
    assert allowed == {"officer", "director"}


@pytest.mark.django_db
@pytest.mark.parametrize(("encoding", "between"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", "\t"), ("utf-16", "\t")])
def test_a_file_is_taken_as_spreadsheets_write_it(officer: User, encoding: str, between: str) -> None:
    OrganisationFactory(name_en="Ice Laboratory")
    lines = [
        ["Name", "Email", "Organisation", "Topics", "Capacity"],
        ["Rose Reviewer", "Rose@lab.example", "Ice Laboratory", "ice|snow", "3"],
        ["Émile Éclair", "emile@lab.example", "", "", ""],
        ["", "", "", "", ""],
    ]
    content = "\r\n".join(between.join(line) for line in lines).encode(encoding)
    taken = pool.take_file(content, by=officer)
    assert (taken.added, taken.known, taken.faults) == (2, 0, [])
    assert [(row.person.name, row.topics, row.capacity) for row in Reviewer.objects.all()] == [
        ("Rose Reviewer", "ice\nsnow", 3),
        ("Émile Éclair", "", 8),
    ]
    again = pool.take_file(content, by=officer)
    assert (again.added, again.known) == (0, 2)
    assert pool.told(again) == "0 reviewers were added. 2 were in the pool already."


@pytest.mark.django_db
def test_a_file_with_faults_changes_nothing_and_says_each_with_its_line(officer: User) -> None:
    content = (
        b"name,email,orcid,organisation,capacity\n"
        b"Rose,rose@lab.example,,,\n"
        b",nobody,1234,,0\n"
        b"Max,max@x.example,,Nowhere at all,\n"
        b"=cmd(),x@x.example,,,\n"
    )
    taken = pool.take_file(content, by=officer)
    assert [(row.line, row.faults) for row in taken.faults] == [
        (
            3,
            (
                "The name is missing.",
                "“nobody” is not an e-mail address.",
                "“1234” is not an ORCID identifier: check its digits.",
                "“0” is not a number of reviews: write one from 1 to 200.",
            ),
        ),
        (4, ("“Nowhere at all” is not in the directory: write its ROR identifier, or add it first.",)),
    ]
    assert Reviewer.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"nom,courriel\nRose,r@x.example\n", "lacks name, email"),
        (b"\x81\x8d\x00\xff\xfe", "the file is no text"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(officer: User, content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        pool.take_file(content, by=officer)


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(Refused):
        pool.read_file(b"name,email\n" + content.replace(b"organisation", b""))


@pytest.mark.django_db
def test_publications_are_kept_once(officer: User) -> None:
    made = a_reviewer()
    content = b"@article{a, title={On ice}, year=2025, author={Reviewer, R.}}\n@article{b, title={On  ICE}, year=2025}"
    assert (pool.add_publications(made, content, by=officer), pool.add_publications(made, content, by=officer)) == (1, 0)
    assert [(each.title, each.authors) for each in made.publications.all()] == [("On ice", ["Reviewer, R."])]


@pytest.mark.django_db
def test_an_account_is_attached_where_the_address_is_proved(officer: User) -> None:
    made = a_reviewer(email="rose@lab.example")
    pool.attach_account(made.person)
    assert made.person.account is None
    account = AccountFactory(email="rose@lab.example")
    pool.attach_account(made.person)
    assert made.person.account == account
