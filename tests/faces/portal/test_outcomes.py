"""An applicant learns the outcome from the moment it is announced, and not a byte of it before."""

import re

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions.models import DecisionLetter
from bartholdi.office.decisions.services import announcing
from tests.factories import AccountFactory
from tests.office.decisions.deciding import approved, in_review

pytestmark = pytest.mark.django_db


def plain(client: Client, page: str) -> str:
    """Without what is another each time."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", client.get(page).content.decode())


def test_before_the_announcement_no_byte_tells_the_outcome(client: Client, officer: User, director: User) -> None:
    application = in_review(1)[0]
    client.force_login(User.objects.get(email="lead0@example.org"))
    pages = [f"/en/portal/applications/{application.pk}/", "/en/portal/"]
    before = [plain(client, page) for page in pages]
    approved([application], by=officer, then=director)
    assert [plain(client, page) for page in pages] == before
    announcing.go_on(announcing.announce(application.call, by=officer))
    assert "was selected" in client.get(pages[0]).content.decode()


def test_the_letter_is_a_paper_for_its_reader_alone(client: Client, officer: User, director: User) -> None:
    application = in_review(1)[0]
    approved([application], by=officer, then=director)
    announcing.go_on(announcing.announce(application.call, by=officer))
    place = f"/en/portal/applications/{application.pk}/outcome/1/"
    client.force_login(AccountFactory(email="other@example.org"))
    assert client.get(place).status_code == 404
    client.force_login(User.objects.get(email="lead0@example.org"))
    paper, again = client.get(place), client.get(place)
    assert paper.content[:5] == b"%PDF-"
    assert paper.content == again.content
    assert paper["Content-Disposition"] == f'attachment; filename="{DecisionLetter.objects.get().reference}.pdf"'


@pytest.mark.parametrize(
    ("state", "offered"), [("in_review", True), ("funded", False), ("declined", False), ("withdrawn", False)]
)
def test_withdrawing_is_offered_while_it_is_possible(client: Client, state: str, offered: bool) -> None:
    application = in_review(1)[0]
    Application.objects.update(state=state)
    client.force_login(User.objects.get(email="lead0@example.org"))
    for language in ("en", "fr"):
        place = f"/{language}/portal/applications/{application.pk}/"
        assert (f'href="{place}withdraw/"' in client.get(place).content.decode()) == offered
