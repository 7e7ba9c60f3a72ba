"""No answer tells whether an address is known: the same status, the same page to the byte, the same work."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from tests.doors import kinds

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "applicant@example.org", "applicbnt@example.org"  # of one length, so that pages can be compared


def page(answer: HttpResponse, address: str) -> tuple[int, str, str]:
    """Without what differs by chance (the form's token) and the address that was typed."""
    text = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+|(nonce=")[^"]+', "", answer.content.decode())
    return answer.status_code, answer.get("Location", ""), text.replace(address, "ADDRESS")


def walk(address: str, *, start: str, typed: dict[str, str], end: str) -> list[tuple[int, str, str]]:
    client = Client()
    answers = [client.post(reverse(start), typed), client.get(reverse(end))]
    answers += [client.post(reverse(end), {"action": "resend"}), client.get(reverse(end))]
    answers += [client.post(reverse(end), {"code": "BBBB-BBBB"}) for _try in range(4)]
    answers += [client.get(reverse("account_login"))]
    return [page(answer, address) for answer in answers]


@pytest.mark.parametrize(
    ("start", "field", "end"),
    [
        ("account_login", "login", "account_confirm_login_code"),
        ("account_signup", "email", "account_email_verification_sent"),
        ("account_reset_password", "email", "account_confirm_password_reset_code"),
    ],
)
def test_a_known_and_an_unknown_address_see_the_same_pages(applicant: User, start: str, field: str, end: str) -> None:
    more = {"name": "Anna"} if start == "account_signup" else {}
    known = walk(KNOWN, start=start, typed={field: KNOWN, **more}, end=end)
    unknown = walk(UNKNOWN, start=start, typed={field: UNKNOWN, **more}, end=end)
    assert known == unknown


def test_a_password_is_refused_alike(applicant: User) -> None:
    applicant.set_password("four words and more")
    applicant.save()
    door = reverse("account_login_by_password")
    known, unknown = (
        page(Client().post(door, {"login": address, "password": "guessed guessed"}), address) for address in (KNOWN, UNKNOWN)
    )
    assert known == unknown


def test_both_get_one_letter_and_one_entry_for_each_wrong_code(applicant: User) -> None:
    for address in (KNOWN, UNKNOWN):
        client = Client()
        client.post(reverse("account_login"), {"login": address})
        client.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})
    assert kinds() == ["accounts.sign_in_code", "accounts.no_account"]
    assert Entry.objects.filter(act="accounts.fail_sign_in").count() == 2


def test_merging_asks_for_a_code_whether_the_other_account_exists_or_not(client: Client, applicant: User, stranger: User) -> None:
    answers = []
    for address in ("stranger@example.org", "strangor@example.org"):
        client.force_login(applicant)
        asked = client.post(reverse("account_merge"), {"email": address})
        answers.append([page(asked, address), page(client.get(asked["Location"]), address)])
    assert answers[0] == answers[1]
    assert kinds() == ["accounts.merge_code", "accounts.merge_no_account"]


def test_adding_an_address_that_belongs_to_somebody_looks_the_same(client: Client, applicant: User, stranger: User) -> None:
    answers = []
    for address in ("stranger@example.org", "strangor@example.org"):
        client.force_login(applicant)
        asked = client.post(reverse("account_email"), {"email": address, "action_add": ""})
        answers.append([page(asked, address), page(client.get(asked["Location"]), address)])
    assert answers[0] == answers[1]
