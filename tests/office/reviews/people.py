"""Reviewers, a panel and an application to judge, for the tests of reviewing."""

from typing import Any

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Party
from bartholdi.office.directory.models import Organisation, PersonAddress
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.models import Reviewer
from tests.factories import AffiliationFactory, ApplicationFactory, CallFactory, PersonFactory


def a_reviewer(name: str = "Rose Reviewer", *, at: Organisation | None = None, email: str = "", **more: Any) -> Reviewer:
    person = PersonFactory(name=name, **{key: more.pop(key) for key in ("orcid", "account", "languages") if key in more})
    if email:
        PersonAddress.objects.create(person=person, address=email)
    if at is not None:
        AffiliationFactory(person=person, organisation=at)
    made: Reviewer = Reviewer.objects.create(person=person, **more)
    return made


def a_panel(call: Call | None = None) -> Panel:
    return Panel.objects.create(call=call or CallFactory(), name_en="French panel", name_fr="Jury français")


def handed_in(call: Call, *, by: User | None = None, **lead: Any) -> Application:
    """Submitted, with a lead as given: `name`, `email`, `organisation`, `orcid`, `role`."""
    made: Application = ApplicationFactory(call=call, state="submitted", applicant=by, title="Ice cores")
    Party.objects.create(application=made, **{"role": "lead", "name": "Léa Lead", **lead})
    return made
