"""All letters of an announcement leave in one act, once; what was interrupted goes on, and what is hidden stays where it is."""

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.decisions import tasks
from bartholdi.office.decisions.models import Announcement
from bartholdi.office.decisions.services import announcing, releasing
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from tests.cast import CAST
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db


def announced(count: int, officer: User, director: User) -> Announcement:
    applications = in_review(count)
    approved(applications, by=officer, then=director)
    made = announcing.announce(applications[0].call, by=officer)
    announcing.go_on(made)
    return made


def held() -> int:
    return Notice.objects.filter(kind="decisions.outcome", state="held").count()


def test_all_leave_once_also_where_it_was_interrupted(officer: User, director: User) -> None:
    made = announced(3, officer, director)
    releasing.release_letters(made, by=director)
    assert (releasing.go_on(made, seconds=0), held()) == (2, 2)
    assert (tasks.go_on_with_every_release.call(), held()) == (0, 0)
    made.refresh_from_db()
    assert made.left_at is not None
    with pytest.raises(Refused, match="none of this announcement is held"):
        releasing.release_letters(made, by=officer)


def test_only_officers_and_the_director_let_them_leave(cast: dict[str, User]) -> None:
    made, worked = announced(1, cast["officer"], cast["director"]), []
    for part in CAST:
        try:
            releasing.release_letters(made, by=cast[part])
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]


def test_nothing_leaves_before_the_announcement_is_done(officer: User, director: User) -> None:
    made = announced(2, officer, director)
    made.items.filter(pk=made.items.first().pk).update(fate="waiting")  # type: ignore[union-attr]
    with pytest.raises(Refused, match="not done yet"):
        releasing.release_letters(made, by=officer)


def test_a_letter_about_what_is_hidden_stays_held(officer: User, director: User) -> None:
    made = announced(2, officer, director)
    Access.objects.create(application=made.items.first().decision.application, user=officer, role=Access.Role.BARRED)  # type: ignore[union-attr]
    releasing.release_letters(made, by=officer)
    assert (releasing.go_on(made), held(), releasing.letters_of(made, user=director).filter(state="held").count()) == (0, 1, 1)


def test_an_announcement_of_hidden_applications_alone_is_not_told_of(officer: User, director: User) -> None:
    applications = in_review(2)
    call = applications[0].call
    first, second = approved(applications, by=officer, then=director)
    type(second).objects.filter(pk=second.pk).update(state="draft")
    made = Announcement.objects.create(call=call, by=director)
    made.items.create(decision=first)
    Access.objects.create(application=first.application, user=officer, role=Access.Role.BARRED)
    type(second).objects.filter(pk=second.pk).update(state="approved")
    own = announcing.announce(call, by=officer)
    assert list(own.items.values_list("decision", flat=True)) == [second.pk]
    assert list(Announcement.objects.visible_to(officer)) == [own]
    with pytest.raises(Refused, match="under way"):
        announcing.announce(call, by=director)
