"""Whom applicants asked not to have stands among the conflicts to decide: by address, identifier, or name and institution."""

from typing import Any

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Objection
from bartholdi.office.reviews.models import Conflict
from bartholdi.office.reviews.services import conflicts, seats
from tests.factories import OrganisationFactory
from tests.office.reviews.people import a_panel, a_reviewer, handed_in

pytestmark = pytest.mark.django_db
HINT, LIKELY, CERTAIN = Conflict.Strength.values


@pytest.mark.parametrize(
    ("said", "strength"),
    [
        ({"name": "R. Somebody", "email": "Rose@iroise.example"}, CERTAIN),
        ({"name": "Somebody", "orcid": "0000-0002-1825-0097"}, CERTAIN),
        ({"name": "Rose Reviewer", "institution": "Laboratory of the University of Iroise"}, LIKELY),
        ({"name": "R. Reviewer"}, HINT),
        ({"name": "Rose Reviewer", "institution": "University of Elsewhere"}, HINT),
        ({"name": "Paul Reviewer"}, None),
        ({"name": "Rose Reviewer", "orcid": "0000-0001-5109-3700"}, None),
    ],
)
def test_who_is_meant_is_found(officer: User, said: dict[str, Any], strength: int | None) -> None:
    panel = a_panel()
    place = OrganisationFactory(name_en="University of Iroise", name_fr="Université de l’Iroise")
    rose = a_reviewer("Rose Reviewer", email="rose@iroise.example", orcid="0000-0002-1825-0097", at=place)
    application = handed_in(panel.call)
    Objection.objects.create(application=application, reason="We compete for the same ice.", **said)
    shown = [each.strength for each in seats.check(panel, rose, user=officer).found if each.reason == "named"]
    conflicts.search(panel.call, by=officer, reviewers=[rose])
    kept = list(Conflict.objects.filter(reason="named").values_list("strength", flat=True))
    assert (shown, kept) == ([strength] if strength else [], [strength] if strength else [])
    for each in Conflict.objects.filter(reason="named"):
        assert ["We compete for the same ice." in each.evidence[language] for language in ("en", "fr")] == [True, True]


def test_what_an_officer_decided_stands_when_it_is_looked_for_again(officer: User) -> None:
    panel, rose = a_panel(), a_reviewer("Rose Reviewer")
    application = handed_in(panel.call)
    Objection.objects.create(application=application, name="Rose Reviewer", reason="We compete.")
    conflicts.search(panel.call, by=officer, reviewers=[rose])
    conflicts.dismiss_conflict(Conflict.objects.get(), why="They never met.", by=officer)
    conflicts.search(panel.call, by=officer, reviewers=[rose])
    assert Conflict.objects.get().state == "dismissed"
