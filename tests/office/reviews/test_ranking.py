"""The plain order: by the mean of the reviews that count, of what one may see."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.reviews.ranking import ranking
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db


def test_the_mean_of_what_counts_orders_and_who_is_barred_sees_nothing_of_it(officer: User) -> None:
    call = a_judged_call()
    panel = call.panels.first()
    seats = [a_member(panel, name) for name in ("Rose One", "Ruth Two")]
    better, worse = handed_in(call), handed_in(call)
    for application, scores in ((better, (4, 5)), (worse, (2, 3))):
        for seat, score in zip(seats, scores, strict=True):
            reviewed(assigned(application, seat), score)
    found = ranking(call, panel, user=officer)
    assert [(row.reference, row.plain, row.plain_rank, row.reviews, row.spread) for row in found.rows] == [
        (better.reference, 4.5, 1, 2, 1.0),
        (worse.reference, 2.5, 2, 2, 1.0),
    ]
    Access.objects.create(application=better, user=officer, role=Access.Role.BARRED)
    assert [row.reference for row in ranking(call, panel, user=officer).rows] == [worse.reference]
