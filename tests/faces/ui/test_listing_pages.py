"""A list's order and pages: every row once, in order, whatever comes or goes meanwhile, empty values included."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bartholdi.faces.desk.views.people import PEOPLE
from bartholdi.faces.ui.listing import pages
from bartholdi.faces.ui.listing.asked import Asked
from bartholdi.office.accounts.models import User
from tests.factories import AccountFactory

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def asked(user: User, **given: str) -> Asked:
    query = QueryDict(mutable=True)
    query.update(given)
    return Asked(PEOPLE, user, query)


def walk(user: User, way: str, **given: str) -> list[list[int]]:
    """All pages from the first on, or from the last back, by following the marks."""
    found, mark = [], {}
    while True:
        page = pages.page(asked(user, **given, **mark))
        found.append([row.pk for row in page.rows])
        if not (following := getattr(page, way)):
            return found
        mark = {way: following}


def last_mark(user: User, **given: str) -> str:
    """The mark by which the last page names the page before it."""
    mark, page = {}, pages.page(asked(user, **given))
    while page.after:
        mark = {"after": page.after}
        page = pages.page(asked(user, **given, **mark))
    return page.before


class EveryRowOnce(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        seen=st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=60),
        sort=st.sampled_from(["last_login", "-last_login", "name", "-name", "second_factor", "-email"]),
    )
    def test_every_row_stands_once_and_in_order(self, seen: list[int | None], sort: str) -> None:
        """Few different instants, so that many rows are equal in all but their key; None is an empty value."""
        reader = AccountFactory(roles=["auditor"])
        for number, hours in enumerate(seen):
            at = None if hours is None else NOON + timedelta(hours=hours)
            AccountFactory(name=f"Person {number % 3}", last_login=at)
        forward = walk(reader, "after", sort=sort, size="25")
        column, down = sort.removeprefix("-"), sort.startswith("-")
        rows = {user.pk: getattr(user, column, False) for user in PEOPLE.rows(reader)}
        empty = [pk for pk, value in rows.items() if value is None]
        full = [pk for pk, value in rows.items() if value is not None]
        expected = sorted(full, key=lambda pk: (rows[pk], pk), reverse=down) + sorted(empty, reverse=down)
        assert [pk for page in forward for pk in page] == expected
        assert all(len(page) == 25 for page in forward[:-1])


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["last_login", "-last_login", "name"])
def test_backwards_shows_the_same_pages(auditor: User, sort: str) -> None:
    for number in range(59):
        AccountFactory(last_login=None if number % 2 else NOON + timedelta(hours=number))
    forward = walk(auditor, "after", sort=sort, size="25")
    assert [len(page) for page in forward] == [25, 25, 10]
    back = pages.page(asked(auditor, sort=sort, size="25", before=last_mark(auditor, sort=sort, size="25")))
    first = pages.page(asked(auditor, sort=sort, size="25", before=back.before))
    assert [[row.pk for row in page.rows] for page in (first, back)] == forward[:2]
    assert (first.before, bool(first.after), bool(back.after)) == ("", True, True)


@pytest.mark.django_db
def test_rows_that_come_and_go_move_nothing(auditor: User) -> None:
    people = [AccountFactory(name=f"Person {number:03}") for number in range(60)]
    first = pages.page(asked(auditor, sort="name", size="25"))
    AccountFactory(name="Aaron before all")
    people[3].delete()
    second = pages.page(asked(auditor, sort="name", size="25", after=first.after))
    names = [row.name for row in [*first.rows, *second.rows]]
    assert names == ["Ana Auditor", *(f"Person {number:03}" for number in range(49))]


@pytest.mark.django_db
def test_a_mark_is_good_for_its_own_list_and_order_only(auditor: User) -> None:
    for _number in range(30):
        AccountFactory()
    mark = pages.page(asked(auditor, sort="name", size="25")).after
    for wrong in (mark[:-1], mark + "x", "", "a:b", "é", "\0", mark.swapcase()):
        page = pages.page(asked(auditor, sort="name", size="25", after=wrong))
        assert len(page.rows) == 25
    other = asked(auditor, sort="email", size="25", after=mark)
    assert len(pages.page(other).rows) == 25
    assert other.problems == ["This page of the list could not be found again: you see its beginning."]


@pytest.mark.django_db
def test_the_count_is_bounded(auditor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(3):
        AccountFactory()
    for bound, expected in ((5, (4, False)), (4, (4, False)), (3, (4, True)), (2, (3, True))):
        monkeypatch.setattr(pages, "BOUND", bound)
        page = pages.page(asked(auditor))
        assert (page.count, page.beyond_count) == expected
