"""More is needed: the whole way from the officer's question to the answer that counts; and what a blind reviewer is given of it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.factories import EditionFactory
from tests.lettering import signed_in
from tests.office.applications.forms import a_call, field, sent, spec

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def at(face: str, name: str, application: Application, **more: object) -> str:
    return reverse(f"{face}:{name}", kwargs={"pk": application.pk, **more})


def ask(desk: Client, application: Application, message: str) -> None:
    """Until tomorrow, by the clock of the call."""
    until = (timezone.now() + timedelta(days=1)).astimezone(ZoneInfo(application.call.zone))
    given = {
        "message": message,
        "until_day": f"{until:%Y-%m-%d}",
        "until_hour": f"{until:%H:%M}",
        "until_zone": application.call.zone,
    }
    answer = desk.post(at("desk", "application-act", application, act="return"), given)
    assert answer.status_code == 302, answer.content.decode()


def answered(client: Client, application: Application, **answers: str) -> str:
    """As a browser without scripts sends the page, then the check."""
    page = at("portal", "application_page", application, key="project")
    shown = client.get(page).content.decode()
    hidden = {name: shown.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0] for name in ("version", "drawn")}
    typed = {f"q-{key}": value for key, value in answers.items()}
    client.post(page, {**hidden, "drawn": hidden["drawn"].replace("&quot;", '"'), **typed})
    return str(client.post(at("portal", "application_check", application), {"token": message_token(shown)})["Location"])


def message_token(shown: str) -> str:
    """Another one each time: the same page sent twice would be one submission."""
    return f"token-{hash(shown)}"


def test_what_is_needed_is_asked_told_answered_after_closing_seen_side_by_side_and_asked_again(
    applicant: User, officer: User
) -> None:
    application = sent(a_call(), applicant)
    Call.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    application = Application.objects.select_related("call").get()
    desk, portal = signed_in(officer), signed_in(applicant)
    page = at("portal", "application_page", application, key="project")
    assert "These answers cannot be changed any more." in read(portal, page)

    ask(desk, application, "Say where the ice comes from.")
    (mail,) = Notice.objects.filter(kind="applications.returned")
    assert (mail.address, "Say where the ice comes from." in mail.text) == (applicant.email, True)
    overview = read(portal, at("portal", "application", application))
    for words in (
        "The office needs something more",
        "Say where the ice comes from.",
        "To be sent again before",
        "left",
        "Project",
    ):
        assert words in overview
    assert "returned" in read(portal, reverse("portal:home")).lower()

    went = answered(portal, application, title="Ice cores", why="From Greenland.")
    assert went == at("portal", "submission", application, number=2)
    application.refresh_from_db()
    assert (application.state, application.returned_message) == ("submitted", "")
    file = read(desk, at("desk", "application", application))
    assert at("desk", "application-compare", application) in file
    compared = read(desk, at("desk", "application-compare", application))
    assert ("From Greenland." in compared, "Because." in compared, compared.count("is-changed")) == (True, True, 1)

    ask(desk, application, "And how deep?")
    assert Notice.objects.filter(kind="applications.returned").count() == 2
    assert "And how deep?" in read(portal, at("portal", "application", application))
    Application.objects.update(returned_until=timezone.now() - timedelta(seconds=1))
    late = read(portal, at("portal", "application", application))
    assert (
        "The time to send it again is over" in late,
        "Submission 2" in read(desk, at("desk", "application", application)),
    ) == (
        True,
        True,
    )
    assert "answers cannot be changed any more" in read(portal, page)


def test_the_blind_copy_at_the_desk_names_nobody_in_either_language(applicant: User, officer: User) -> None:
    team = field("people", "table", options={"columns": [field("who", "text", identifies=True), field("task", "text")]})
    call = a_call(edition=EditionFactory(spec=spec(team)), blind=True)
    application = sent(call, applicant, name="Aïcha Applicant", people=[{"who": "Aïcha Applicant", "task": "Drilling"}])
    desk = signed_in(officer)
    copy = f"{at('desk', 'application-submission', application, number=1)}?blind=1"
    assert copy.replace("&", "&amp;") in read(desk, at("desk", "application", application))
    for address in (copy, copy.replace("/en/", "/fr/", 1)):
        main = read(desk, address).split("<main", 1)[1].split("</main>", 1)[0]
        shown = {words: words in main for words in (applicant.name, applicant.email, "Drilling", application.reference)}
        assert shown == {applicant.name: False, applicant.email: False, "Drilling": True, application.reference: True}
