"""Ways through the sign-in that several tests take."""

import re

from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.notices.models import Notice

CODE = re.compile(r"[B-Z]{4}-[B-Z]{4}")


def last_code() -> str:
    """The code in the newest letter."""
    found = CODE.search(Notice.objects.order_by("-pk")[0].subject)
    assert found is not None
    return found[0]


def kinds() -> list[str]:
    """Which letters were written, the first first."""
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def sign_in_by_code(client: Client, user: User, **typed: str) -> str:
    """Where one ends up."""
    asked = client.post(reverse("account_login"), {"login": user.email, **typed})
    return client.post(asked["Location"], {"code": last_code(), **typed})["Location"]
