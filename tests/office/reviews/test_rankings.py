"""The calibrated order in the office: asked, computed apart, merged where the marks are still the same, refused in a sentence."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.reviews.models import RankingResult, Review
from bartholdi.office.reviews.ranking import ranking
from bartholdi.office.reviews.services import rankings
from tests.office.reviews.meeting import a_ranked_call

pytestmark = pytest.mark.django_db


def test_what_was_computed_stands_until_a_review_changes(officer: User, director: User) -> None:
    call, _seats, applications = a_ranked_call()
    result = rankings.ask_for_ranking(call, None, by=officer, places=1)
    assert (ranking(call, user=officer).result, result.is_running) == (result, True)
    assert (rankings.compute_ranking(result.pk), rankings.compute_ranking(result.pk)) == (True, False)
    found = ranking(call, user=officer)
    assert [(row.application, row.rank, row.plain_rank) for row in found.rows] == [
        (application.pk, place, place) for place, application in enumerate(applications, 1)
    ]
    assert all(row.low <= row.rank <= row.high and row.error > 0 for row in found.rows)
    assert RankingResult.objects.get().given == {}
    Review.objects.filter(application=applications[0]).update(score=1)
    assert [(row.rank, row.application) for row in ranking(call, user=director).rows][-1] == (None, applications[0].pk)


def test_who_is_barred_reads_an_order_of_what_they_may_see(officer: User, director: User) -> None:
    """Not even by its severities does a hidden score reach them."""
    call, _seats, applications = a_ranked_call(((5, 4), (4, 3), (2, 2), (3, 1)))
    Access.objects.create(application=applications[0], user=director, role=Access.Role.BARRED)
    rankings.compute_ranking(rankings.ask_for_ranking(call, None, by=officer, places=1).pk)
    assert [row.calibrated for row in ranking(call, user=director).rows] == [None, None, None]
    rankings.compute_ranking(rankings.ask_for_ranking(call, None, by=director, places=1).pk)
    before = ranking(call, user=director)
    Review.objects.filter(application=applications[0]).update(score=1)
    assert (ranking(call, user=director), [row.rank for row in before.rows]) == (before, [1, 2, 3])


def test_a_thin_graph_is_refused_in_a_sentence_and_the_means_stand(officer: User) -> None:
    call, _seats, applications = a_ranked_call(((5, 4), (2, 3)))
    rankings.compute_ranking(rankings.ask_for_ranking(call, call.panels.first(), by=officer, places=1).pk)
    found = ranking(call, call.panels.first(), user=officer)
    assert "4 reviews of 2 applications by 2 reviewers" in found.refused
    assert [row.application for row in found.rows] == [each.pk for each in applications]
