"""A decision is written down, proposed, and approved by somebody else; the second of two officers is told so."""

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services import deciding
from bartholdi.office.lib.workflow import Refused
from tests.cast import CAST
from tests.office.decisions.deciding import in_review

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Decision.objects.order_by("pk").values_list("state", flat=True))


def test_only_officers_and_the_director_decide(cast: dict[str, User]) -> None:
    worked = []
    for part in CAST:
        try:
            deciding.draft_decision(in_review(1)[0], outcome="fund", by=cast[part])
        except PermissionDenied:
            continue
        worked.append(part)
    assert worked == ["officer", "director"]


def test_nobody_decides_about_what_they_are_barred_from(officer: User) -> None:
    application = in_review(1)[0]
    Access.objects.create(application=application, user=officer, role=Access.Role.BARRED)
    with pytest.raises(PermissionDenied):
        deciding.draft_decision(application, outcome="fund", by=officer)


def test_who_proposed_does_not_approve(officer: User, director: User) -> None:
    decision = deciding.draft_decision(in_review(1)[0], outcome="fund", by=officer)
    deciding.propose_decision(decision, by=officer)
    with pytest.raises(Refused, match="you proposed it yourself"):
        deciding.approve_decision(decision, by=officer)
    deciding.approve_decision(decision, by=director)
    assert (decision.state, decision.proposed_by, decision.approved_by) == ("approved", officer, director)


def test_a_list_is_proposed_and_approved_whole_or_not_at_all(officer: User, director: User) -> None:
    first, second = in_review(1), in_review(1)
    second[0].call = first[0].call
    second[0].save()
    deciding.draft_decision(first[0], outcome="fund", by=officer)
    deciding.propose_decision(deciding.draft_decision(second[0], outcome="decline", by=director), by=director)
    assert deciding.propose(first[0].call, by=officer) == 1
    with pytest.raises(Refused, match="you proposed it yourself"):
        deciding.approve(first[0].call, by=director)
    assert states() == ["proposed", "proposed"]


def test_a_proposed_decision_is_taken_up_again_before_it_changes(officer: User) -> None:
    application = in_review(1)[0]
    decision = deciding.draft_decision(application, outcome="fund", by=officer)
    deciding.propose_decision(decision, by=officer)
    with pytest.raises(Refused, match="Take it up again first"):
        deciding.draft_decision(application, outcome="decline", by=officer)
    deciding.reopen_decision(decision, by=officer)
    again = deciding.draft_decision(application, outcome="decline", by=officer)
    assert (again.pk, again.outcome, again.proposed_by) == (decision.pk, "decline", None)


def test_the_second_of_two_officers_is_told(officer: User, director: User) -> None:
    application = in_review(1)[0]
    deciding.draft_decision(application, outcome="fund", seen="fund", by=officer)
    with pytest.raises(Refused, match="somebody else wrote “Funded” in the meantime"):
        deciding.draft_decision(application, outcome="reserve", seen="decline", by=director)
    decision = Decision.objects.get()
    deciding.propose_decision(decision, by=officer)
    with pytest.raises(Refused, match="not possible any more"):
        deciding.propose_decision(decision, by=director)
