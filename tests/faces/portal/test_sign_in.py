"""Signing in by a code: one door for everybody, and nothing that tells who has an account."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[B-Z]{4}-[B-Z]{4}")


def last_code() -> str:
    return CODE.search(Notice.objects.first().subject)[0]


def test_a_code_by_mail_signs_in(client: Client, applicant: User) -> None:
    asked = client.post(reverse("account_login"), {"login": applicant.email})
    page = client.get(asked["Location"])
    assert (asked.status_code, page.status_code) == (302, 200)
    done = client.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert (done.status_code, done["Location"]) == (302, reverse("portal:home"))
    assert client.get(reverse("account_overview")).context["user"] == applicant
    assert Entry.objects.filter(act="accounts.sign_in").values_list("subject_key", "change").get() == (
        applicant.journal_key,
        {"method": "code"},
    )
